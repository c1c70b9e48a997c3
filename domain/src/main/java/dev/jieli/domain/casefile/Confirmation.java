package dev.jieli.domain.casefile;

/** 认定层级: who confirms in turn that a matter is at its end. */
public enum Confirmation {
    /** 县级 */
    COUNTY,
    /** 省级 */
    PROVINCIAL,
    /** 中央: files it and returns a receipt */
    CENTRAL
}
