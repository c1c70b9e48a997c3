package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.AnnounceYear;
import dev.jieli.application.port.WorkCalendars;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link WorkCalendars} owe: the product's own notices, and those announced since. */
public abstract class WorkCalendarsContract extends Contract {

    private static final LocalDate HOLIDAY = LocalDate.of(2027, 2, 1);

    @Test
    void at_first_it_is_the_products_own() {
        assertThat(current().notices()).isEqualTo(WorkCalendar.national().notices());
    }

    @Test
    void a_notice_counts_from_when_it_was_announced() {
        assertThat(current().isWorkingDay(HOLIDAY)).isTrue();
        done(announced(notice("一号")));

        assertThat(current().isWorkingDay(HOLIDAY)).isFalse();
        assertThat(current().notices()).containsEntry(2027, notice("一号"));
    }

    @Test
    void a_later_notice_takes_the_place_of_the_one_before() {
        done(announced(notice("一号")));
        YearNotice second = YearNotice.of(
                        2027, "二号", "调整", ImmutableMap.of(HOLIDAY.plusDays(1), "春节"), ImmutableMap.of())
                .orFault();
        done(announced(second));

        assertThat(current().isWorkingDay(HOLIDAY)).isTrue();
        assertThat(current().notices()).containsEntry(2027, second);
    }

    @Test
    void terms_that_ran_into_the_year_are_reckoned_again_each_with_an_entry() {
        given().on(LocalDate.of(2026, 12, 3));
        PetitionCase moved = given().accepted();
        PetitionCase ended = given().does(HANDLER, given().accepted(), new CaseAct.Withdraw("信访人书面撤回"));
        assertThat(conclude(moved).provisional()).isTrue();
        assertThat(conclude(moved).due()).isEqualTo(HOLIDAY);

        given().later(5);
        assertThat(done(announced(notice("一号")))).isEqualTo(1);
        PetitionCase again = given().now(moved.id());
        assertThat(conclude(again).provisional()).isFalse();
        assertThat(conclude(again).due()).isEqualTo(LocalDate.of(2027, 2, 3));
        Entry entry = docket(moved.subject()).get(moved.entries());
        assertThat(entry.act()).isEqualTo(new CaseAct.Reckon("一号"));
        assertThat(find(ended.id())).contains(ended);
        assertThat(done(announced(notice("一号")))).isZero();
    }

    private static Running conclude(PetitionCase found) {
        return Optional.ofNullable(((Position.Open) found.position()).running().get(Term.CONCLUDE))
                .orElseThrow();
    }

    private static YearNotice notice(String number) {
        return YearNotice.of(
                        2027,
                        number,
                        "2027年部分节假日安排",
                        ImmutableMap.of(HOLIDAY, "春节", HOLIDAY.plusDays(1), "春节"),
                        ImmutableMap.of(LocalDate.of(2027, 1, 31), "春节"))
                .orFault();
    }

    private Outcome<Integer> announced(YearNotice notice) {
        return new AnnounceYear(store(), given().law()).announce(notice, CLERK.id(), given().today(), given().now());
    }

    private WorkCalendar current() {
        return given().look(session -> session.calendars().current());
    }
}
