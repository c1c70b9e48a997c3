package dev.jieli.domain.statute;

/**
 * 亮灯标准: when a running term turns yellow. It turns red on the day after it is due, which is no matter of choice.
 *
 * @param yellowPercent of the allotted time, from 1 to 100, rounded up to whole days
 */
public record Thresholds(int yellowPercent) implements Policy {

    /** 75 %: day 45 of 60. Chosen; a county's published practice of 2015 (Jiaxiang, Shandong). */
    public static final Thresholds DEFAULT = new Thresholds(75);

    public Thresholds {
        if (yellowPercent < 1 || yellowPercent > 100) {
            throw new IllegalArgumentException("yellow from 1 to 100 percent of the time, not " + yellowPercent);
        }
    }

    /** After how many of the allotted days the term is yellow. */
    public int yellowAfter(int allotted) {
        return (int) (((long) allotted * yellowPercent + 99) / 100);
    }

    @Override
    public Wording rule() {
        return Wording.of(
                "用去期限的" + yellowPercent + "%（不足一日按一日计）起亮黄灯，逾期亮红灯",
                "yellow when " + yellowPercent
                        + " % of the time, rounded up to whole days, is used up; red when overdue");
    }

    @Override
    public Wording source() {
        return equals(DEFAULT)
                ? Wording.of("参照山东省嘉祥县2015年公开的做法", "the published practice of a county in 2015 (Jiaxiang, Shandong)")
                : Wording.of("由单位或者地方选定", "set by the office or the place");
    }

    @Override
    public String name() {
        return "YELLOW_" + yellowPercent;
    }
}
