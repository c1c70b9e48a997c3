package dev.jieli.domain.casefile;

/** 办结方式: how a case ended. */
public enum Ending {
    /** 复核终结 (art. 36): the same facts and reasons are not accepted again */
    FINAL,
    /** 不予受理 (art. 23) */
    NOT_ACCEPTED,
    /** 导入其他法定途径 (art. 31, items 1 to 5) */
    LED_ELSEWHERE,
    /** 已答复 (arts. 29, 30, 31(1) item 5): a proposal, an accusation or an application was answered by its own rules */
    ANSWERED,
    /** 调解、和解 (art. 33) */
    SETTLED,
    /** 撤回 */
    WITHDRAWN,
    /** 逾期未请求复查、复核 */
    NOT_PURSUED
}
