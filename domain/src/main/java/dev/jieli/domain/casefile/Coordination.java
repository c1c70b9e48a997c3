package dev.jieli.domain.casefile;

/** 协调方式 (art. 24(1)): how it was settled which of several organs takes a matter. */
public enum Coordination {
    /** 协商 */
    AGREED,
    /** 共同的上一级机关、单位决定 */
    SUPERIOR,
    /** 共同的信访工作联席会议协调 */
    JOINT_MEETING
}
