package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearNoticeTest {

    private static final String HEAD = "notice,2027,国办发明电〔2026〕9号,国务院办公厅关于2027年部分节假日安排的通知\n";
    private static final String NEW_YEAR = "off,元旦,2027-01-01,2027-01-03\n";

    @Test
    void a_notice_is_read_stretch_by_stretch() {
        YearNotice notice = YearNotice.read("\uFEFF# from the notice\r\n" + HEAD + "\r\n" + NEW_YEAR
                        + "off,春节,2027-02-05,2027-02-11\r\nwork,春节, 2027-02-20 \r\n")
                .orFault();

        assertThat(notice.year()).isEqualTo(2027);
        assertThat(notice.number()).isEqualTo("国办发明电〔2026〕9号");
        assertThat(notice.holidays()).hasSize(10).containsEntry(LocalDate.of(2027, 2, 11), "春节");
        assertThat(notice.makeUpDays()).containsOnlyKeys(LocalDate.of(2027, 2, 20));
    }

    @Test
    void a_new_years_stretch_may_begin_in_the_last_week_of_december() {
        assertThat(YearNotice.read(HEAD + "off,元旦,2026-12-31,2027-01-02\nwork,元旦,2026-12-26\n")
                        .toOptional())
                .isPresent();
        assertRefused(HEAD + "off,元旦,2026-12-24,2027-01-02", Ruling.Kind.NOTICE_OUTSIDE_YEAR);
        assertRefused(HEAD + NEW_YEAR + "off,元旦,2028-01-01,2028-01-01", Ruling.Kind.NOTICE_OUTSIDE_YEAR);
    }

    @Test
    void a_make_up_day_is_a_weekend_day() {
        assertRefused(HEAD + NEW_YEAR + "work,元旦,2027-01-04", Ruling.Kind.MAKE_UP_NOT_ON_WEEKEND);
    }

    @Test
    void a_day_is_not_both_off_and_worked() {
        assertRefused(HEAD + NEW_YEAR + "work,元旦,2027-01-02", Ruling.Kind.HOLIDAY_AND_MAKE_UP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 第1行：没有通知",
                "'off,元旦,2027-01-01,2027-01-03' | 第1行：第一行应当是",
                "'notice,27,号,题' | 第1行：第一行应当是",
                "'notice,2027,号,题;off,元旦,2027-01-01' | 第2行：无法识别“off,元旦,2027-01-01”",
                "'notice,2027,号,题;rest,元旦,2027-01-01,2027-01-01' | 第2行：无法识别",
                "'notice,2027,号,题;off,元旦,2027/01/01,2027-01-03' | 第2行：“2027/01/01”不是日期",
                "'notice,2027,号,题;off,元旦,2027-02-29,2027-02-29' | 第2行：“2027-02-29”不是日期",
                "'notice,2027,号,题;off,元旦,2027-01-03,2027-01-01' | 第2行：放假自2027-01-03至2027-01-01",
                "'notice,2027,号,题;off,元旦,2027-01-01,2027-12-01' | 第2行：放假自2027-01-01至2027-12-01",
                "'notice,2027,号,题;off,元旦,2027-01-01,2027-01-02;off,春节,2027-01-02,2027-01-03' | 第3行：2027-01-02写了两次",
                "'notice,2027,号,题;work,元旦,2027-01-09' | 通知没有列出放假日",
                "'notice,2027,,题;off,元旦,2027-01-01,2027-01-03' | 通知没有文号",
            })
    void what_cannot_be_read_is_refused_with_its_line(String text, String reason) {
        assertThat(YearNotice.read(text.replace(';', '\n')).reasons()).anySatisfy(objection -> {
            assertThat(objection.kind()).isEqualTo(Ruling.Kind.NOTICE_UNREADABLE);
            assertThat(objection.in(Language.ZH)).startsWith(reason);
            assertThat(objection.in(Language.EN)).isNotBlank();
        });
    }

    @Test
    void every_reason_is_told_at_once() {
        assertThat(YearNotice.read(HEAD + NEW_YEAR + "work,元旦,2027-01-04\nwork,元旦,2027-01-02\noff,x,y,z\n")
                        .reasons())
                .hasSize(3);
    }

    @Test
    void one_notice_is_imported_at_a_time() {
        String two = HEAD + NEW_YEAR + HEAD.replace("notice,2027", "notice,2028") + NEW_YEAR.replace("2027", "2028");

        assertThat(YearNotice.readAll(two).orFault())
                .extracting(YearNotice::year)
                .containsExactly(2027, 2028);
        assertThat(YearNotice.read(two).reasons()).hasSize(1);
    }

    @Test
    void a_notice_that_was_never_checked_cannot_be_made() {
        ImmutableSortedMap<LocalDate, String> monday = ImmutableSortedMap.of(LocalDate.of(2027, 1, 4), "元旦");

        assertThatThrownBy(() -> new YearNotice(2027, "号", "题", monday, monday))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String text, Ruling.Kind kind) {
        assertThat(YearNotice.read(text).reasons())
                .extracting(Ruling.Reason::kind)
                .contains(kind);
    }
}
