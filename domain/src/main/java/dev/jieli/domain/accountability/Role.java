package dev.jieli.domain.accountability;

/** 责任层级: the roles in a chain, in the order in which a reminder climbs. */
public enum Role {
    /** 承办人 (责任人) */
    HOLDER,
    /** 单位主要负责人 */
    UNIT_HEAD,
    /** 分管领导 */
    LEADER_IN_CHARGE,
    /** 包案领导 */
    ASSIGNED_LEADER
}
