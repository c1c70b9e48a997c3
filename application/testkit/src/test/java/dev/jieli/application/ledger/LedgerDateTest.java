package dev.jieli.application.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.ledger.Problem.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-03-05           | 2024-03-05",
                "2024/3/5             | 2024-03-05",
                "2024/03/05 9:05:07   | 2024-03-05",
                "2024/3/5  10:20:30   | 2024-03-05",
                "2024/3/5 0:00:00     | 2024-03-05",
                "2024-03-05T10:20:30  | 2024-03-05",
                "2024-03-05T10:20:30.123Z | 2024-03-05",
                "2024-03-05 10:20     | 2024-03-05",
                "2024-03-05 10:20:30.0 | 2024-03-05",
                "2024.3.5             | 2024-03-05",
                "2024年3月5日          | 2024-03-05",
                "2024年03月05日 10时20分 | 2024-03-05",
                "2024年3月5日上午10:20  | 2024-03-05",
                "2024/3/5 星期二       | 2024-03-05",
                "２０２４－３－５        | 2024-03-05",
                "20240305             | 2024-03-05",
                "20240305102030       | 2024-03-05",
                "20240305 10:20:30    | 2024-03-05",
                "03/05/2024           | 2024-03-05",
                "3/5/2024 10:20:30 AM | 2024-03-05",
                "12/31/2023           | 2023-12-31",
                "45356                | 2024-03-05",
                "45356.5              | 2024-03-05",
                "2024-02-29           | 2024-02-29"
            })
    void each_shape_is_read(String text, LocalDate day) {
        assertThat(LedgerDate.of(Cell.words(text))).isEqualTo(new LedgerDate.Day(day));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "　",
                "-",
                "—",
                "/",
                "无",
                "不详",
                "NULL",
                "1900-01-01",
                "1900-01",
                "1900/1/1",
                "1900年1月",
                "1970-01-01",
                "1970-01-01 08:00:00",
                "1970/1/1 8:00:00",
                "0000-00-00",
                "0001-01-01 00:00:00",
                "1899-12-30",
                "9999-12-31",
                "0"
            })
    void what_programs_print_for_no_date_is_none(String text) {
        assertThat(LedgerDate.of(Cell.words(text))).isInstanceOf(LedgerDate.None.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-45-12, MINUTES_FOR_MONTH",
        "2024-00-12, MINUTES_FOR_MONTH",
        "2024-13-01 10:13:00, MINUTES_FOR_MONTH",
        "2024-02-30, NO_SUCH_DAY",
        "20240230, NO_SUCH_DAY",
        "25/12/2024, NO_SUCH_DAY",
        "2024-03, NO_DAY",
        "2024年3月, NO_DAY",
        "张某, NOT_A_DATE",
        "长期, NOT_A_DATE",
        "60日, NOT_A_DATE",
        "3天5小时, NOT_A_DATE",
        "24.3.5, NOT_A_DATE",
        "2024-03-05至2024-03-08, NOT_A_DATE",
        "330723198001010012, NOT_A_DATE",
        "1850-03-05, YEAR_OUT_OF_RANGE",
        "2999-03-05, YEAR_OUT_OF_RANGE"
    })
    void what_is_no_date_says_why(String text, Kind why) {
        assertThat(LedgerDate.of(Cell.words(text)))
                .isInstanceOfSatisfying(
                        LedgerDate.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).isEqualTo(why));
    }

    @Test
    void true_dates_and_numbers_are_read() {
        LedgerDate day = new LedgerDate.Day(LocalDate.of(2024, 3, 5));
        assertThat(LedgerDate.of(new Cell.Moment(LocalDateTime.of(2024, 3, 5, 10, 20))))
                .isEqualTo(day);
        assertThat(LedgerDate.of(new Cell.Figure(new BigDecimal("45356")))).isEqualTo(day);
        assertThat(LedgerDate.of(new Cell.Figure(new BigDecimal("20240305")))).isEqualTo(day);
        assertThat(LedgerDate.of(new Cell.Moment(LocalDateTime.of(1900, 1, 1, 0, 0))))
                .isInstanceOf(LedgerDate.None.class);
        assertThat(LedgerDate.of(new Cell.Figure(BigDecimal.ZERO))).isInstanceOf(LedgerDate.None.class);
        assertThat(LedgerDate.of(new Cell.Figure(new BigDecimal("13800138000"))))
                .isInstanceOf(LedgerDate.Unreadable.class);
    }
}
