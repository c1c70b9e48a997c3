package dev.jieli.domain.casefile;

/** 承继方式 (art. 24(2)): why one organ takes the place of another that was divided, merged or abolished. */
public enum Succession {
    /** 继续行使其职权 */
    SUCCESSOR,
    /** 本级党委和政府或者其指定 */
    DESIGNATED
}
