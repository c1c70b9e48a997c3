package dev.jieli.domain.casefile;

/** 办理阶段: where an open case stands. */
public enum Stage {
    /** 已登记 */
    REGISTERED,
    /** 已转送: with the organ that it was forwarded to, not yet accepted */
    FORWARDED,
    /** 异议待核: the organ says that it is not its matter; the sender has to decide */
    OBJECTED,
    /** 不予受理待告知: decided and not yet told; the case ends when the petitioner is told */
    DECLINED,
    /** 导入途径待告知: led to another path; the case ends when the petitioner is told which */
    LED,
    /** 已受理 (办理中) */
    ACCEPTED,
    /** 已出具处理意见 */
    REPLIED,
    /** 处理意见已送达 */
    REPLY_SERVED,
    /** 复查中 */
    REVIEW_REQUESTED,
    /** 已出具复查意见 */
    REVIEWED,
    /** 复查意见已送达 */
    REVIEW_SERVED,
    /** 复核中 */
    REREVIEW_REQUESTED,
    /** 已出具复核意见: decided and not yet served; the case ends when the petitioner has it */
    REREVIEWED,
    /** 已撤销原意见: set aside by a review or re-review; the petitioner is told, and it is ordered anew */
    REVOKED,
    /** 执行中: the procedure is concluded, and what an opinion supports or parties have agreed is still to be carried out */
    EXECUTING
}
