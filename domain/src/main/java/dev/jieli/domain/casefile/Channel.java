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
    /** 视频 */
    VIDEO,
    /** 微信 */
    WECHAT,
    /** 手机客户端 */
    APP,
    /** 领导信箱 */
    LEADERS_MAILBOX,
    /** 热线 */
    HOTLINE,
    /** 代办 (代理): somebody of the village or the office brings it in for the petitioner */
    PROXY,
    /** 其他 */
    OTHER
}
