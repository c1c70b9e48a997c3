package dev.jieli.application.paper;

import java.time.LocalDate;

/** 成文日期写法 (GB/T 9704-2012, 7.3.5.4): Arabic digits, no leading zeros. */
final class Day {
    private Day() {}

    static String inChinese(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
