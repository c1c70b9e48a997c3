package dev.jieli.application.ledger;

import java.time.LocalDate;

/** 台账日期: what a cell in a column of dates says. The time of day, where there is one, is left out. */
sealed interface LedgerDate {

    /** 有日期 */
    record Day(LocalDate on) implements LedgerDate {}

    /** 没有日期: blank, or one of the days that programs print for nothing (1900-01-01, 1970-01-01, 9999-12-31). */
    record None() implements LedgerDate {}

    /** 不是日期 */
    record Unreadable(Problem.Kind why, String text) implements LedgerDate {}

    static LedgerDate of(Cell cell) {
        return DateShapes.read(cell);
    }
}
