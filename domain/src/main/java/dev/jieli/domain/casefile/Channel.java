package dev.jieli.domain.casefile;

/** 信访形式 (art. 17): how a petition came in. */
public enum Channel {
    /** 来信 */
    LETTER,
    /** 走访 */
    VISIT,
    /** 网上 */
    WEB,
    /** 电话 */
    PHONE,
    /** 传真 */
    FAX,
    /** 其他 */
    OTHER
}
