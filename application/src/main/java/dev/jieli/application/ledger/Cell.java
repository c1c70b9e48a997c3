package dev.jieli.application.ledger;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** 单元格: what stands in one cell of a ledger, by the kind under which the file keeps it. */
public sealed interface Cell {

    /** 文字 */
    record Words(String text) implements Cell {}

    /** 日期: a true date, as spreadsheets know them. */
    record Moment(LocalDateTime at) implements Cell {
        @Override
        public String text() {
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? at.toLocalDate().toString()
                    : at.toLocalDate() + " " + at.toLocalTime();
        }
    }

    /** 数字 */
    record Figure(BigDecimal value) implements Cell {
        @Override
        public String text() {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        }
    }

    static Cell words(String text) {
        return new Words(text);
    }

    /** A cell with nothing in it. */
    static Cell blank() {
        return new Words("");
    }

    /** The cell as a person reads it. */
    String text();

    default boolean isBlank() {
        return Wording.tidy(text()).isEmpty();
    }
}
