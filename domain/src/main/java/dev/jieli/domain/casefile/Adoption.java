package dev.jieli.domain.casefile;

/** 采纳情况 (art. 29(1)): what becomes of a proposal. */
public enum Adoption {
    /** 采纳 */
    ADOPTED,
    /** 部分采纳 */
    PARTLY,
    /** 未采纳 */
    NOT_ADOPTED
}
