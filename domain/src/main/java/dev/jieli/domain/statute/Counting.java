package dev.jieli.domain.statute;

/** 计算单位: which days a span counts. */
public enum Counting {
    /** 日: every day. */
    CALENDAR_DAYS,
    /** 工作日: the days on which state organs work, make-up days included. */
    WORKING_DAYS
}
