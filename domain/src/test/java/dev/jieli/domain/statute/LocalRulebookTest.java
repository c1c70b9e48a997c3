package dev.jieli.domain.statute;

import static dev.jieli.domain.statute.Article.art;
import static dev.jieli.domain.statute.Span.calendarDays;
import static dev.jieli.domain.statute.Span.workingDays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.calendar.WorkCalendar;
import java.time.LocalDate;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 地方规则 */
class LocalRulebookTest {

    private static final LocalRulebook ZHEJIANG = LocalRulebook.shipped().get(0);
    private static final LocalRulebook HENAN = LocalRulebook.shipped().get(1);
    private static final String WUYI = "330723";
    private static final String XINZHENG = "410184";
    private static final String FANYU = "440113";

    private static final String HEAD = """
            rulebook,WY1,本县规定,Rules of a county
            place,330723
            force,2024-01-01,
            status,IN_FORCE,县委办公室2024年1月公布,published by the county in January 2024
            source,县政府网站,the county's site
            """;
    private static final String CONCLUDE_20 = "row,CONCLUDE,20,CALENDAR_DAYS,8,QUOTED,自受理之日起二十日内办结\n";

    // ------------------------------------------------------------------ the shipped examples

    @Test
    void one_that_was_adopted_before_the_statute_became_stricter_stays_readable_and_its_looser_row_rules_no_more() {
        String text = """
                rulebook,XX1,某市信访工作办法,Measures of a city
                place,330700
                force,2022-06-01,
                status,IN_FORCE,已核对,compared
                source,市政府公报,gazette
                row,CONCLUDE,61,CALENDAR_DAYS,9.1,QUOTED,应当自受理之日起六十一日内办结
                row,NOTICE,5,CALENDAR_DAYS,8.1,QUOTED,应当自收到之日起五日内告知
                """;
        assertThat(LocalRulebook.read(text).reasons()).hasSize(1);
        LocalRulebook kept = LocalRulebook.kept(text).orFault();
        assertThat(kept.text()).isEqualTo(text);
        assertThat(kept.rows()).extracting(row -> row.provision().term()).containsExactly(Term.NOTICE);
    }

    @Test
    void the_shipped_ones_are_examples_and_none_is_in_use_by_default() {
        assertThat(LocalRulebook.shipped())
                .extracting(book -> book.instrument().id())
                .containsExactly("ZJ2016", "HA2012");
        assertThat(LocalRulebook.shipped()).allSatisfy(book -> {
            assertThat(book.status()).isEqualTo(LocalRulebook.Status.EXAMPLE);
            assertThat(book.standing().zh()).contains("未查明");
            assertThat(book.rows())
                    .allSatisfy(row -> assertThat(row.provision().chosen())
                            .hasValueSatisfying(why -> assertThat(why.zh()).startsWith("示例")));
        });
        assertThat(Rulebook.national().books()).isEmpty();
        assertThat(due(Rulebook.national(), Term.CONCLUDE, "2026-03-02", WUYI)).isEqualTo("2026-05-06");
    }

    @Test
    void zhejiang_gives_five_working_days_to_tell_and_thirty_days_to_conclude() {
        Rulebook law = Rulebook.national().with(ZHEJIANG);

        // from Monday 2 March 2026: working days 3, 4, 5, 6 and 9 March; 30 days are 1 April
        assertThat(due(law, Term.DISPATCH, "2026-03-02", WUYI)).isEqualTo("2026-03-09");
        assertThat(due(law, Term.DIRECT_NOTICE, "2026-03-02", WUYI)).isEqualTo("2026-03-09");
        assertThat(due(law, Term.NOTICE, "2026-03-02", WUYI)).isEqualTo("2026-03-09");
        assertThat(due(law, Term.CONCLUDE, "2026-03-02", WUYI)).isEqualTo("2026-04-01");
        assertThat(due(law, Term.REVIEW, "2026-03-02", WUYI)).isEqualTo("2026-04-01");
        assertThat(row(law, Term.CONCLUDE, "2026-03-02", WUYI).article().cited(Language.ZH))
                .isEqualTo("《浙江省信访条例》第二十三条第一款");
        assertThat(row(law, Term.REVIEW, "2026-03-02", WUYI).article()).isEqualTo(art(35));
    }

    @Test
    void zhejiangs_extension_of_sixty_days_is_cut_to_the_thirty_of_the_regulations() {
        Provision conclude = row(Rulebook.national().with(ZHEJIANG), Term.CONCLUDE, "2026-03-02", WUYI);
        String asItStands = ZHEJIANG.text().replace("extension,CONCLUDE,30", "extension,CONCLUDE,60");

        assertThat(conclude.maxExtensionDays()).isEqualTo(30);
        assertThat(WorkCalendar.national()
                        .due(conclude, LocalDate.of(2026, 3, 2), 30, 0, Policy.LastDay.NO_ROLL)
                        .orFault()
                        .due())
                .isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(ZHEJIANG.notes()).anySatisfy(note -> assertThat(note.zh()).contains("六十日", "第三十四条", "减为30日"));
        assertThat(LocalRulebook.read(asItStands).reasons())
                .extracting(Ruling.Reason::kind, Ruling.Reason::article)
                .containsExactly(
                        Tuple.tuple(Ruling.Kind.LOOSER_THAN_STATUTE, Optional.of(art(34))),
                        Tuple.tuple(
                                Ruling.Kind.LOOSER_THAN_STATUTE, Optional.of(art(33).of(Instrument.REGULATIONS_2005))));
    }

    @Test
    void zhejiang_closes_a_matter_whose_window_for_a_review_went_by() {
        Rulebook lenient =
                Rulebook.national().with(Policy.MissedWindow.STAYS_OPEN).with(ZHEJIANG);

        assertThat(lenient.policy(Policy.MissedWindow.class, LocalDate.of(2026, 3, 2), WUYI))
                .isEqualTo(Policy.MissedWindow.CLOSES);
        assertThat(lenient.policy(Policy.MissedWindow.class, LocalDate.of(2026, 3, 2), FANYU))
                .isEqualTo(Policy.MissedWindow.STAYS_OPEN);
    }

    @Test
    void henan_gives_five_days_to_forward_five_to_send_back_and_thirty_to_conclude() {
        Rulebook law = Rulebook.national().with(HENAN);

        // from Wednesday 4 March 2026: five days are Monday 9 March, five working days Wednesday 11 March
        assertThat(due(law, Term.DISPATCH, "2026-03-04", XINZHENG)).isEqualTo("2026-03-09");
        assertThat(due(law, Term.OBJECTION, "2026-03-04", XINZHENG)).isEqualTo("2026-03-09");
        assertThat(due(law, Term.OBJECTION, "2026-03-04", WUYI)).isEqualTo("2026-03-11");
        assertThat(due(law, Term.CONCLUDE, "2026-03-04", XINZHENG)).isEqualTo("2026-04-03");
        assertThat(due(law, Term.NOTICE, "2026-03-04", XINZHENG)).isEqualTo("2026-03-19");
        assertThat(row(law, Term.OBJECTION, "2026-03-04", XINZHENG).article().cited(Language.ZH))
                .isEqualTo("《河南省信访条例》第二十六条第二款第五项");
    }

    @Test
    void henans_ninety_days_are_cut_to_sixty() {
        assertThat(row(Rulebook.national().with(HENAN), Term.CONCLUDE, "2026-03-04", XINZHENG)
                        .maxExtensionDays())
                .isEqualTo(30);
        assertThat(HENAN.notes()).anySatisfy(note -> assertThat(note.zh()).contains("九十日", "第三十四条", "减为30日"));
    }

    @Test
    void henans_five_days_for_sending_back_make_no_term_that_the_law_of_the_day_did_not_know() {
        assertThat(Rulebook.national()
                        .with(HENAN)
                        .provision(Term.OBJECTION, LocalDate.of(2022, 4, 30), XINZHENG)
                        .reasons())
                .extracting(Ruling.Reason::kind)
                .containsExactly(Ruling.Kind.TERM_NOT_IN_EDITION);
    }

    @Test
    void a_quoted_row_says_the_days_that_it_gives() {
        assertThat(LocalRulebook.shipped())
                .flatMap(LocalRulebook::rows)
                .extracting(Rulebook.LocalRow::provision)
                .allSatisfy(row -> {
                    assertThat(row.clause().paraphrased()).isFalse();
                    assertThat(row.quotation())
                            .contains(row.span().days() == 5 ? "五" : "三十")
                            .contains("日内");
                });
    }

    // ------------------------------------------------------------------ when, where, whose

    @Test
    void it_holds_for_what_begins_while_it_is_in_force() {
        Rulebook law =
                Rulebook.national().with(read(HEAD.replace("2024-01-01,", "2024-01-01,2025-01-01") + CONCLUDE_20));

        assertThat(row(law, Term.CONCLUDE, "2023-12-31", WUYI).span()).isEqualTo(calendarDays(60));
        assertThat(row(law, Term.CONCLUDE, "2024-01-01", WUYI).span()).isEqualTo(calendarDays(20));
        assertThat(row(law, Term.CONCLUDE, "2024-12-31", WUYI).span()).isEqualTo(calendarDays(20));
        assertThat(row(law, Term.CONCLUDE, "2025-01-01", WUYI).span()).isEqualTo(calendarDays(60));
    }

    @Test
    void it_holds_in_its_place_and_in_what_lies_within() {
        Rulebook law = Rulebook.national().with(read(HEAD + CONCLUDE_20));

        assertThat(row(law, Term.CONCLUDE, "2026-03-02", "330723104").span()).isEqualTo(calendarDays(20));
        assertThat(row(law, Term.CONCLUDE, "2026-03-02", "330784").span()).isEqualTo(calendarDays(60));
        assertThat(row(law, Term.CONCLUDE, "2026-03-02", "").span()).isEqualTo(calendarDays(60));
    }

    @Test
    void a_county_goes_further_than_its_province_and_never_back() {
        LocalRulebook stricter = read(HEAD + CONCLUDE_20 + "row,NOTICE,10,CALENDAR_DAYS,9,QUOTED,十日内书面告知\n");
        Rulebook law = Rulebook.national().with(ZHEJIANG).with(stricter);

        assertThat(row(law, Term.CONCLUDE, "2026-03-02", WUYI).span()).isEqualTo(calendarDays(20));
        assertThat(row(law, Term.CONCLUDE, "2026-03-02", "330784").span()).isEqualTo(calendarDays(30));
        assertThat(row(law, Term.NOTICE, "2026-03-02", WUYI).span())
                .as("ten days in the county, five working days in the province: a week is shorter")
                .isEqualTo(workingDays(5));
    }

    @Test
    void no_extension_reaches_past_the_end_that_the_province_sets() {
        String fortyAtMost = "row,CONCLUDE,40,CALENDAR_DAYS,8,QUOTED,四十日内办结\n"; // and nothing of an extension
        Rulebook law = Rulebook.national()
                .with(read(HEAD.replace("WY1", "ZJ1").replace("330723", "330000") + fortyAtMost))
                .with(read(HEAD + CONCLUDE_20 + "extension,CONCLUDE,30,8,QUOTED,可以延长三十日\n"));

        assertThat(row(law, Term.CONCLUDE, "2026-03-02", WUYI).span()).isEqualTo(calendarDays(20));
        assertThat(row(law, Term.CONCLUDE, "2026-03-02", WUYI).maxExtensionDays())
                .isEqualTo(20);
    }

    @Test
    void of_what_is_chosen_the_narrowest_place_has_the_last_word() {
        Rulebook law = Rulebook.national()
                .with(read(HEAD + "policy,YELLOW_60,3,QUOTED,用去六成时间亮黄灯\n"))
                .with(read(HEAD.replace("WY1", "ZJ1").replace("330723", "330000")
                        + "policy,YELLOW_50,3,QUOTED,用去一半时间亮黄灯\n"));

        assertThat(yellow(law, "2026-03-02", WUYI)).isEqualTo(60);
        assertThat(yellow(law, "2026-03-02", "330784")).isEqualTo(50);
        assertThat(yellow(law, "2026-03-02", FANYU)).isEqualTo(75);
        assertThat(yellow(law, "2023-12-31", WUYI)).isEqualTo(75);
    }

    @Test
    void a_place_may_choose_that_nothing_rolls_but_not_for_the_petitioner() {
        Rulebook law = Rulebook.national().with(read(HEAD + "policy,NO_ROLL,4,QUOTED,期限最后一日为休息日的，不顺延\n"));

        // 30 days from Thursday 5 March 2026 are Saturday 4 April, the first of three days off
        assertThat(due(law, Term.REVIEW, "2026-03-05", WUYI)).isEqualTo("2026-04-04");
        assertThat(due(law, Term.REVIEW, "2026-03-05", FANYU)).isEqualTo("2026-04-07");
        assertThat(due(law, Term.REQUEST_REVIEW, "2026-03-05", WUYI)).isEqualTo("2026-04-07");
    }

    @Test
    void the_petitioners_window_may_be_longer_and_the_longest_counts() {
        String window = "row,REQUEST_REVIEW,%d,CALENDAR_DAYS,12,QUOTED,可以自收到之日起请求复查\n";
        Rulebook law = Rulebook.national()
                .with(read(HEAD + window.formatted(45)))
                .with(read(HEAD.replace("WY1", "ZJ1").replace("330723", "330000") + window.formatted(60)));

        assertThat(row(law, Term.REQUEST_REVIEW, "2026-03-02", WUYI).span()).isEqualTo(calendarDays(60));
        assertRefused(
                HEAD + window.formatted(29), Ruling.Kind.SHORTENS_PETITIONERS_WINDOW, "第6行：地方规定给信访人的时间少于《信访工作条例》第三十五条");
    }

    @Test
    void the_next_edition_of_an_instrument_takes_the_place_of_the_one_before() {
        Rulebook law = Rulebook.national()
                .with(read(HEAD + CONCLUDE_20))
                .with(ZHEJIANG)
                .with(read(HEAD + "row,CONCLUDE,25,CALENDAR_DAYS,8,QUOTED,二十五日内办结\n"));

        assertThat(law.books()).hasSize(2);
        assertThat(row(law, Term.CONCLUDE, "2026-03-02", WUYI).span()).isEqualTo(calendarDays(25));
        assertThat(row(law, Term.NOTICE, "2026-03-02", WUYI).span()).isEqualTo(workingDays(5));
    }

    // ------------------------------------------------------------------ looser is refused, by kind

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "row,CONCLUDE,61,CALENDAR_DAYS,8,QUOTED,略 | 地方规定的61日长于《信访工作条例》第三十四条规定的60日",
                "row,NOTICE,15,WORKING_DAYS,8,QUOTED,略 | 地方规定的15个工作日长于《信访工作条例》第二十三条第三款规定的15日",
                "row,OBJECTION,6,WORKING_DAYS,8,QUOTED,略 | 地方规定的6个工作日长于《信访工作条例》第二十三条第三款规定的5个工作日",
                "row,SIMPLE_CONCLUDE,11,WORKING_DAYS,8,QUOTED,略 | 地方规定的11个工作日长于《信访事项简易办理办法》规定的10个工作日",
                "row,CONCLUDE,30,CALENDAR_DAYS,8,QUOTED,略;extension,CONCLUDE,31,8,QUOTED,略 | 地方规定可以延长31日，长于条例允许的30日",
                "row,REVIEW,20,CALENDAR_DAYS,8,QUOTED,略;extension,REVIEW,1,8,QUOTED,略 | 地方规定可以延长1日，长于条例允许的0日",
                "row,CONCLUDE,34,WORKING_DAYS,8,QUOTED,略;extension,CONCLUDE,30,8,QUOTED,略 | 地方规定可以延长30个工作日，长于条例允许的30日",
                "row,REVIEW,20,CALENDAR_DAYS,8,QUOTED,略;hearing,REVIEW,8,QUOTED,略 | 地方规定扣除听证时间，条例没有扣除",
                "row,REREVIEW,10,WORKING_DAYS,8,QUOTED,略;hearing,REREVIEW,8,QUOTED,略 | 听证时间按日扣除",
            })
    void what_is_looser_is_refused_at_its_line_with_the_article_that_it_falls_short_of(String rows, String words) {
        int line = 6 + (int) rows.chars().filter(c -> c == ';').count();

        assertThat(LocalRulebook.read(HEAD + rows.replace(';', '\n')).reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.kind()).isEqualTo(Ruling.Kind.LOOSER_THAN_STATUTE);
                    assertThat(reason.article()).isPresent();
                    assertThat(reason.in(Language.ZH)).startsWith("第" + line + "行：" + words);
                    assertThat(reason.in(Language.EN)).startsWith("line " + line + ": ");
                });
    }

    @Test
    void what_outlives_an_edition_is_measured_against_both() {
        String since2016 = HEAD.replace("2024-01-01", "2016-01-01");

        assertThat(LocalRulebook.read(since2016 + "row,CONCLUDE,61,CALENDAR_DAYS,8,QUOTED,略")
                        .reasons())
                .extracting(reason -> reason.article().orElseThrow())
                .containsExactly(art(34), art(33).of(Instrument.REGULATIONS_2005));
    }

    @Test
    void a_term_that_the_law_of_its_time_does_not_know_is_no_row() {
        assertRefused(
                HEAD.replace("2024-01-01,", "2020-01-01,2022-05-01") + "row,OBJECTION,5,WORKING_DAYS,8,QUOTED,略",
                Ruling.Kind.TERM_NOT_IN_EDITION,
                "第6行：施行期间的国家法规没有规定提出异议期限");
    }

    // ------------------------------------------------------------------ what cannot be read

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'row,CONCLUDE,20' | 第6行：应当写成“row,CONCLUDE,30,CALENDAR_DAYS,23.1,QUOTED,原文”",
                "'row,CONCLUDE,20,CALENDAR_DAYS,8,QUOTED,' | 第6行：应当写成",
                "'row,CONCLUSION,20,CALENDAR_DAYS,8,QUOTED,略' | 第6行：没有期限“CONCLUSION”；应当是DISPATCH",
                "'row,CONCLUDE,zwanzig,CALENDAR_DAYS,8,QUOTED,略' | 第6行：“zwanzig”不是天数；请填1至366",
                "'row,CONCLUDE,0,CALENDAR_DAYS,8,QUOTED,略' | 第6行：“0”不是天数",
                "'row,CONCLUDE,20,DAYS,8,QUOTED,略' | 第6行：应当是CALENDAR_DAYS, WORKING_DAYS之一",
                "'row,CONCLUDE,20,CALENDAR_DAYS,eight,QUOTED,略' | 第6行：“eight”不是条款；请写成条.款.项",
                "'row,CONCLUDE,20,CALENDAR_DAYS,8.1.2.3,QUOTED,略' | 第6行：“8.1.2.3”不是条款",
                "'row,CONCLUDE,20,CALENDAR_DAYS,8,SAID,略' | 第6行：应当是QUOTED（原文）或者PARAPHRASED（大意）",
                "'row,CONCLUDE,20,CALENDAR_DAYS,8,QUOTED,略;row,CONCLUDE,19,CALENDAR_DAYS,8,QUOTED,略' | 第7行：与第6行重复",
                "'extension,CONCLUDE,20,8,QUOTED,略' | 第6行：没有办理期限这一行；请先写row行",
                "'policy,SOMETIMES,8,QUOTED,略' | 第6行：没有口径“SOMETIMES”；可选：ROLL_FORWARD",
                "'policy,YELLOW_101,8,QUOTED,略' | 第6行：没有口径“YELLOW_101”",
                "'policy,YELLOW_50,8,QUOTED,略;policy,YELLOW_60,8,QUOTED,略' | 第7行：与第6行重复",
                "'rule,CONCLUDE' | 第6行：无法识别“rule”；应当是rulebook、place",
                "'place,330784' | 第6行：与第2行重复",
                "'' | 第1行：没有任何规定",
            })
    void what_cannot_be_read_is_refused_with_its_line(String lines, String words) {
        assertRefused(HEAD + lines.replace(';', '\n'), Ruling.Kind.RULEBOOK_UNREADABLE, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "place,330723 | '' | 第1行：缺少一行“place,330000”",
                "place,330723 | place,33 | 第2行：“33”不是行政区划代码",
                "force,2024-01-01, | force,2024/01/01, | 第3行：“2024/01/01”不是日期",
                "force,2024-01-01, | 'force,2024-01-01,2024-01-01' | 第3行：失效日应当晚于施行日",
                "IN_FORCE | PERHAPS | 第4行：状态应当是IN_FORCE, EXAMPLE之一",
                "WY1 | R2022 | 第1行：代号“R2022”不能用",
                "WY1 | 武义 | 第1行：代号“武义”不能用",
            })
    void its_head_is_complete_and_sound(String from, String to, String words) {
        assertRefused(HEAD.replace(from, to) + CONCLUDE_20, Ruling.Kind.RULEBOOK_UNREADABLE, words);
    }

    @Test
    void every_objection_is_told_at_once_in_the_order_of_the_lines() {
        assertThat(LocalRulebook.read(HEAD.replace("330723", "33")
                                + "policy,SOMETIMES,8,QUOTED,略\nrow,CONCLUDE,20,DAYS,8,QUOTED,略\nwhat\n")
                        .reasons())
                .extracting(reason -> reason.in(Language.EN).substring(0, 7))
                .containsExactly("line 2:", "line 6:", "line 8:");
    }

    @Test
    void remarks_byte_order_marks_and_the_line_ends_of_other_systems_are_passed_over() {
        LocalRulebook plain = read(HEAD + CONCLUDE_20);
        LocalRulebook dressed = read("\uFEFF# reviewed\r\n\r\n" + (HEAD + CONCLUDE_20).replace("\n", "\r\n"));

        assertThat(dressed.rows()).isEqualTo(plain.rows());
        assertThat(dressed.from()).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(dressed.until()).isEmpty();
    }

    @Test
    void its_text_reads_back_the_same() {
        assertThat(LocalRulebook.shipped())
                .allSatisfy(
                        book -> assertThat(read(book.text())).isEqualTo(book).hasSameHashCodeAs(book));
    }

    @Test
    void words_are_quoted_or_told_as_what_they_come_to() {
        Provision row = read(HEAD + CONCLUDE_20 + "extension,CONCLUDE,10,8.2,PARAPHRASED,经批准可以延长，至多十日\n")
                .rows()
                .get(0)
                .provision();

        assertThat(row.clause().cited(Language.ZH)).isEqualTo("《本县规定》第八条：“自受理之日起二十日内办结”");
        assertThat(row.extension().orElseThrow().cited(Language.ZH)).isEqualTo("《本县规定》第八条第二款：大意：经批准可以延长，至多十日");
        assertThat(row.chosen()).as("in force, and so not an example").isEmpty();
    }

    private static LocalRulebook read(String text) {
        return LocalRulebook.read(text).orFault();
    }

    private static Provision row(Rulebook law, Term term, String from, String division) {
        return law.provision(term, LocalDate.parse(from), division).orFault();
    }

    private static String due(Rulebook law, Term term, String from, String division) {
        LocalDate day = LocalDate.parse(from);
        Due due = WorkCalendar.national().due(row(law, term, from, division), day, law.lastDay(term, day, division));
        return due.due().toString();
    }

    private static int yellow(Rulebook law, String from, String division) {
        return law.policy(Thresholds.class, LocalDate.parse(from), division).yellowPercent();
    }

    private static void assertRefused(String text, Ruling.Kind kind, String words) {
        assertThat(LocalRulebook.read(text).reasons()).anySatisfy(reason -> {
            assertThat(reason.kind()).isEqualTo(kind);
            assertThat(reason.in(Language.ZH)).startsWith(words);
            assertThat(reason.in(Language.EN)).isNotBlank();
        });
    }
}
