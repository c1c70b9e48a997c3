package dev.jieli.domain.statute;

import static dev.jieli.domain.statute.Article.art;
import static dev.jieli.domain.statute.LocalRows.row;
import static dev.jieli.domain.statute.LocalRows.zhejiang2016;
import static dev.jieli.domain.statute.Span.calendarDays;
import static dev.jieli.domain.statute.Span.workingDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulebookTest {

    private static final String YONGKANG = "330784";
    private static final String FANYU = "440113";
    private static final LocalDate LONG_AGO = LocalDate.of(2005, 4, 30);
    private static final LocalDate LAST_DAY_OF_2005 = LocalDate.of(2022, 4, 30);
    private static final LocalDate FIRST_DAY_OF_2022 = LocalDate.of(2022, 5, 1);

    private final Rulebook law = Rulebook.national();

    @Test
    void a_term_is_governed_by_the_edition_of_its_first_day() {
        assertThat(law.provision(Term.CONCLUDE, LAST_DAY_OF_2005).orFault().article())
                .isEqualTo(art(33).of(Instrument.REGULATIONS_2005));
        assertThat(law.provision(Term.CONCLUDE, FIRST_DAY_OF_2022).orFault().article())
                .isEqualTo(art(34));
    }

    @Test
    void the_objection_begins_with_the_edition_of_2022() {
        Ruling<Provision> before = law.provision(Term.OBJECTION, LAST_DAY_OF_2005);

        assertThat(before.reasons())
                .singleElement()
                .returns(Ruling.Kind.TERM_NOT_IN_EDITION, Ruling.Reason::kind)
                .returns("2022-04-30施行的法规没有规定提出异议期限；请核对起算日", reason -> reason.in(Language.ZH));
        assertThat(law.provision(Term.OBJECTION, FIRST_DAY_OF_2022).orFault().span())
                .isEqualTo(workingDays(5));
    }

    @Test
    void before_the_first_edition_there_is_no_term() {
        assertThat(law.provision(Term.CONCLUDE, LONG_AGO).reasons())
                .extracting(Ruling.Reason::kind)
                .containsExactly(Ruling.Kind.NO_EDITION_IN_FORCE);
        assertThat(law.provision(Term.CONCLUDE, LONG_AGO.plusDays(1)).toOptional())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2016-07-08, ", "2016-07-09, S2016", "2022-07-16, S2016", "2022-07-17, S2022"})
    void the_simplified_track_has_editions_of_its_own(LocalDate from, String instrument) {
        assertThat(law.provision(Term.SIMPLE_ACCEPT, from)
                        .toOptional()
                        .map(row -> row.article().instrument().id()))
                .isEqualTo(Optional.ofNullable(instrument));
    }

    @Test
    void editions_of_one_instrument_follow_each_other_without_a_gap() {
        assertThat(Regulations2005.STATUTE.supersededOn()).contains(Regulations2022.STATUTE.inForceFrom());
        assertThat(SimplifiedHandling.TRIAL_2016.supersededOn())
                .contains(SimplifiedHandling.MEASURES_2022.inForceFrom());
    }

    @Test
    void nothing_local_is_in_force_as_shipped() {
        assertThat(law.localRows()).isEmpty();
        assertThat(law.lastDay()).isEqualTo(Policy.LastDay.ROLL_FORWARD);
        assertThat(law.thresholds()).isEqualTo(new Thresholds(75));
    }

    @Test
    void a_stricter_local_row_holds_in_its_place_and_its_time() {
        Rulebook local =
                law.withLocal(zhejiang2016(Term.DIRECT_NOTICE, workingDays(5))).orFault();

        assertThat(span(local, Term.DIRECT_NOTICE, "2021-06-01", YONGKANG)).isEqualTo(workingDays(5));
        assertThat(span(local, Term.DIRECT_NOTICE, "2021-06-01", "330784105201"))
                .isEqualTo(workingDays(5));
        assertThat(span(local, Term.DIRECT_NOTICE, "2021-06-01", FANYU)).isEqualTo(calendarDays(15));
        assertThat(span(local, Term.DIRECT_NOTICE, "2021-06-01", "")).isEqualTo(calendarDays(15));
        assertThat(span(local, Term.DIRECT_NOTICE, "2016-09-30", YONGKANG)).isEqualTo(calendarDays(15));
        assertThat(span(local, Term.DIRECT_NOTICE, "2022-05-01", YONGKANG)).isEqualTo(calendarDays(15));
        assertThat(span(local, Term.CONCLUDE, "2021-06-01", YONGKANG)).isEqualTo(calendarDays(60));
    }

    @Test
    void of_two_local_rows_the_stricter_one_governs() {
        Rulebook local = law.withLocal(zhejiang2016(Term.CONCLUDE, calendarDays(30)))
                .then(with -> with.withLocal(new Rulebook.LocalRow(
                        new Jurisdiction("330700"),
                        LocalDate.of(2018, 1, 1),
                        Optional.empty(),
                        row(Term.CONCLUDE, calendarDays(20)))))
                .orFault();

        assertThat(span(local, Term.CONCLUDE, "2021-06-01", YONGKANG)).isEqualTo(calendarDays(20));
        assertThat(span(local, Term.CONCLUDE, "2021-06-01", "330100")).isEqualTo(calendarDays(30));
        assertThat(span(local, Term.CONCLUDE, "2024-06-01", YONGKANG)).isEqualTo(calendarDays(20));
    }

    @Test
    void a_local_row_with_more_time_than_the_statute_is_refused() {
        assertRefused(zhejiang2016(Term.CONCLUDE, calendarDays(61)), Ruling.Kind.LOOSER_THAN_STATUTE);
        assertRefused(zhejiang2016(Term.NOTICE, workingDays(15)), Ruling.Kind.LOOSER_THAN_STATUTE);
        assertRefused(zhejiang2016(Term.REREVIEW, calendarDays(31)), Ruling.Kind.LOOSER_THAN_STATUTE);
    }

    @Test
    void a_refusal_names_the_article_and_says_what_to_do() {
        assertThat(law.withLocal(zhejiang2016(Term.CONCLUDE, calendarDays(61))).reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.article()).contains(art(33).of(Instrument.REGULATIONS_2005));
                    assertThat(reason.in(Language.ZH)).isEqualTo("地方规定的61日长于《信访条例》第三十三条规定的60日，不能采用；请不长于此");
                    assertThat(reason.in(Language.EN))
                            .isEqualTo(
                                    "the local row's 61 calendar days can be longer than the 60 calendar days of art. 33"
                                            + " of the Regulations on Petitions (2005) and cannot be used; make it no longer");
                });
    }

    @Test
    void a_row_that_outlives_an_edition_is_measured_against_the_next_as_well() {
        Rulebook.LocalRow openEnded = new Rulebook.LocalRow(
                LocalRows.ZHEJIANG, LocalDate.of(2016, 10, 1), Optional.empty(), row(Term.OBJECTION, workingDays(6)));

        assertThat(law.withLocal(zhejiang2016(Term.OBJECTION, workingDays(6))).toOptional())
                .as("the edition of 2005 knows no objection, so nothing is looser than it")
                .isPresent();
        assertRefused(openEnded, Ruling.Kind.LOOSER_THAN_STATUTE);
    }

    @Test
    void as_many_calendar_days_are_stricter_than_working_days() {
        Rulebook.LocalRow fiveDays = new Rulebook.LocalRow(
                new Jurisdiction("410000"), FIRST_DAY_OF_2022, Optional.empty(), row(Term.OBJECTION, calendarDays(5)));

        assertThat(law.withLocal(fiveDays).toOptional()).isPresent();
    }

    @Test
    void a_local_row_may_not_be_extended_by_more_than_the_statute_allows() {
        Provision thirtyAndSixty = row(Term.CONCLUDE, calendarDays(30)).extendable(60, art(34), "");
        Provision thirtyAndThirty = row(Term.CONCLUDE, calendarDays(30)).extendable(30, art(34), "");
        Provision extendedReview = row(Term.REVIEW, calendarDays(30)).extendable(30, art(35), "");

        assertRefused(local(thirtyAndSixty), Ruling.Kind.LOOSER_THAN_STATUTE);
        assertRefused(local(extendedReview), Ruling.Kind.LOOSER_THAN_STATUTE);
        assertThat(law.withLocal(local(thirtyAndThirty)).toOptional()).isPresent();
    }

    @Test
    void a_local_row_may_not_leave_out_a_hearing_that_the_statute_counts() {
        assertRefused(
                local(row(Term.REVIEW, calendarDays(30)).hearingExcluded(art(35), "")),
                Ruling.Kind.LOOSER_THAN_STATUTE);
    }

    @Test
    void a_local_row_may_lengthen_the_petitioners_window_and_never_shorten_it() {
        assertRefused(zhejiang2016(Term.REQUEST_REVIEW, calendarDays(20)), Ruling.Kind.SHORTENS_PETITIONERS_WINDOW);
        Rulebook generous = law.withLocal(zhejiang2016(Term.REQUEST_REVIEW, calendarDays(45)))
                .then(with -> with.withLocal(zhejiang2016(Term.REQUEST_REVIEW, calendarDays(40))))
                .orFault();

        assertThat(span(generous, Term.REQUEST_REVIEW, "2021-06-01", YONGKANG)).isEqualTo(calendarDays(45));
        assertThat(law.withLocal(zhejiang2016(Term.REQUEST_REVIEW, workingDays(30)))
                        .toOptional())
                .as("30 working days are never shorter than 30 calendar days")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"33", "33078", "abcdef", "000000", ""})
    void a_place_has_a_division_code(String code) {
        assertThatThrownBy(() -> new Jurisdiction(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "330000, 330784, true",
        "330700, 330784, true",
        "330700, 330100, false",
        "330784, 330784105, true",
        "330784105, 330784105201, true",
        "330784105, 330784, false",
        "330784, 330785, false",
    })
    void a_place_covers_the_divisions_within_it(String place, String division, boolean covered) {
        assertThat(new Jurisdiction(place).covers(division)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "75, 60, 45",
        "75, 90, 68",
        "75, 15, 12",
        "75, 30, 23",
        "75, 5, 4",
        "100, 60, 60",
        "1, 60, 1",
        "50, 5, 3"
    })
    void yellow_comes_when_the_share_of_the_days_is_used_up(int percent, int allotted, int after) {
        assertThat(new Thresholds(percent).yellowAfter(allotted)).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void a_share_lies_between_1_and_100(int percent) {
        assertThatThrownBy(() -> new Thresholds(percent)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_policy_says_where_it_comes_from_in_both_languages() {
        assertThat(law.policies()).hasSize(3 + Policy.Fixed.values().length).allSatisfy(policy -> {
            assertThat(policy.rule().zh()).isNotBlank();
            assertThat(policy.rule().en()).isNotBlank();
            assertThat(policy.source().zh()).isNotBlank();
            assertThat(policy.source().en()).isNotBlank();
        });
        assertThat(law.with(Policy.LastDay.NO_ROLL).policies())
                .contains(Policy.LastDay.NO_ROLL)
                .doesNotContain(Policy.LastDay.ROLL_FORWARD);
    }

    private static Rulebook.LocalRow local(Provision provision) {
        return new Rulebook.LocalRow(LocalRows.ZHEJIANG, FIRST_DAY_OF_2022, Optional.empty(), provision);
    }

    private static Span span(Rulebook law, Term term, String from, String division) {
        return law.provision(term, LocalDate.parse(from), division).orFault().span();
    }

    private void assertRefused(Rulebook.LocalRow row, Ruling.Kind kind) {
        assertThat(law.withLocal(row).reasons()).isNotEmpty().allSatisfy(reason -> {
            assertThat(reason.kind()).isEqualTo(kind);
            assertThat(reason.article()).isPresent();
            assertThat(reason.in(Language.ZH)).isNotBlank();
        });
    }
}
