package dev.jieli.domain.casefile;

/** 未送达原因: why a paper that was sent did not reach the petitioner; the duty to tell stays open. */
public enum Unserved {
    /** 拒收: what follows is to leave it at the place */
    REFUSED,
    /** 退回 */
    RETURNED,
    /** 无人签收 */
    ABSENT,
    /** 下落不明: what follows is a public notice */
    UNTRACEABLE
}
