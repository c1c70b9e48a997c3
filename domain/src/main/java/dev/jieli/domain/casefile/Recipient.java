package dev.jieli.domain.casefile;

/** 收件人: who took a paper, by role only; never who that is. */
public enum Recipient {
    /** 信访人本人 */
    PETITIONER,
    /** 同住成年家属 */
    FAMILY,
    /** 代理人 */
    AGENT,
    /** 信访人推选的代表 */
    REPRESENTATIVE,
    /** 单位收件人: where the petitioner is an organization */
    ORGANIZATION
}
