package dev.jieli.domain.casefile;

/** 告知(送达)方式 */
public enum Manner {
    /** 当场书面 */
    ON_THE_SPOT,
    /** 直接送达 */
    IN_PERSON,
    /** 邮寄 */
    BY_POST,
    /** 网上 */
    ONLINE,
    /** 留置 */
    LEFT,
    /** 委托送达 */
    ENTRUSTED,
    /** 公告 */
    BY_NOTICE
}
