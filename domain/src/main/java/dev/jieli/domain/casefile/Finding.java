package dev.jieli.domain.casefile;

/** 复查(复核)结论: what became of the opinion under review; ordering it done anew is an act of its own. */
public enum Finding {
    /** 维持 */
    UPHELD,
    /** 变更 */
    CHANGED
}
