package dev.jieli.domain.authority;

/** 范围: how far a capacity reaches, in the tree of units and regions; the order is from near to far. */
public enum Reach {
    /** 本人岗位: the post in which he or she sits */
    OWN_POST,
    /** 本案: the one case or handover, in which somebody has a part */
    OWN_CASE,
    /** 本机关、单位: what his or her unit has, or had, a part in */
    OWN_UNIT,
    /** 由本机关、单位复查、复核的机关、单位: what those next below have a part in */
    REVIEWED,
    /** 本机关、单位及下级: also what any unit below has a part in */
    UNIT_AND_BELOW,
    /** 本级及以下: also what any unit in the same division or within it has a part in */
    LEVEL_AND_BELOW,
    /** 本系统: whatever is kept here */
    WHOLE_HOUSE
}
