package dev.jieli.domain.docket;

/**
 * 身份: in which capacity somebody acts; it follows from the incumbency on that day, never from the person. The three
 * administrators hold no post: theirs follows from the duty of the account.
 */
public enum Capacity {
    /** 承办人 */
    HOLDER,
    /** 承办单位人员: sits in the unit that answers for the case */
    COLLEAGUE,
    /** 单位负责人 */
    UNIT_HEAD,
    /** 分管领导: in the chain as such, or a leader who sits in the unit that answers (副职负责人) */
    LEADER_IN_CHARGE,
    /** 包案领导 */
    ASSIGNED_LEADER,
    /** 转送机关: sits in the unit that sent the case here */
    SENDER,
    /** 接收机关: sits in the organ that the act puts the case before */
    RECEIVER,
    /** 协办单位: sits in a unit that assists the one that answers */
    ASSISTANT,
    /** 信访部门 */
    PETITION_OFFICE,
    /** 登记岗位: heads a petition department or registers in it */
    REGISTRAR,
    /** 督查 */
    SUPERVISOR,
    /** 移交人 */
    OUTGOING,
    /** 接收人 */
    INCOMING,
    /** 监交人 */
    WITNESS,
    /** 台账补录: enters what a ledger says was done before the docket began, and by whom it does not say */
    LEDGER,
    /** 账号: whoever is signed in with the account, in whatever post or in none */
    ACCOUNT,
    /** 系统: a daily round or a completed handover, not a person */
    SYSTEM,
    /** 系统管理员: keeps accounts and operation, grants nothing and sees no case */
    SYSTEM_ADMINISTRATOR,
    /** 安全管理员: grants what the system administrator set up */
    SECURITY_ADMINISTRATOR,
    /** 安全审计员: reads the record and changes nothing */
    AUDITOR
}
