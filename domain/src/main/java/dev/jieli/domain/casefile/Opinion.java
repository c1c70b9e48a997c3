package dev.jieli.domain.casefile;

/** 处理意见 (art. 32): the three answers that an opinion can give. */
public enum Opinion {
    /** 予以支持 */
    SUPPORT,
    /** 解释说明 */
    EXPLAIN,
    /** 不予支持 */
    NOT_SUPPORT
}
