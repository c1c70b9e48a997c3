package dev.jieli.domain.casefile;

/**
 * 简易办理情形: why a first petition is fit for simplified handling (信访事项简易办理办法, as far as its text of 2022 is known).
 */
public enum SimpleGround {
    /** 事实清楚、责任明确、争议不大、易于解决 */
    CLEAR,
    /** 提出咨询或者意见、表达感谢，可以即时反馈 */
    ANSWERED_AT_ONCE,
    /** 涉及群众日常生产生活、时效性强，应当及时处理 */
    DAILY_LIFE,
    /** 有关机关、单位已有明确承诺或者结论 */
    PROMISED,
    /** 其他可以简易办理的 */
    OTHER
}
