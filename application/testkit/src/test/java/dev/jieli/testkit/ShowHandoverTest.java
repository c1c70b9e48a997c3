package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.ShowHandover;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.tenure.Handover;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 查看交接清单: that somebody looked at a list is on record, once a day, and of a list of accusations as of the main one. */
class ShowHandoverTest {
    private final Given given = Given.an_office(new InMemoryArchive());

    private Outcome<Board.HandoverFile> shows(Who who, Handover list, Instant at) {
        return new ShowHandover(given.archive())
                .show(
                        list.id(),
                        who.id().value(),
                        Optional.of("10.0.0.7"),
                        Asker.of(who.id(), at),
                        Optional.of(who.id()),
                        at);
    }

    private List<Entry> traces(Who who) {
        UUID account = who.id().value();
        return given.look(session -> session.dockets().read(AccountAct.subject(account)));
    }

    /** 9:00 on the day. */
    private Instant morning() {
        return given.today()
                .atTime(LocalTime.of(9, 0))
                .atZone(PetitionCase.CHINA)
                .toInstant();
    }

    @Test
    void a_list_is_shown_with_an_entry_once_a_day() {
        given.accepted();
        Handover list = given.opened(Who.HANDLER, Who.COLLEAGUE.id());

        assertThat(Given.done(shows(Who.COLLEAGUE, list, morning())).handover()).isEqualTo(list);
        shows(Who.COLLEAGUE, list, morning().plus(Duration.ofHours(14)));
        AccountAct.Trace looked = AccountAct.Trace.done(AccountAct.Kind.SEE)
                .from("10.0.0.7")
                .with(AccountAct.Detail.FIELDS, "handover list")
                .about(list.subject());
        assertThat(traces(Who.COLLEAGUE)).extracting(Entry::act).containsExactly(looked);

        shows(Who.COLLEAGUE, list, morning().plus(Duration.ofHours(15)));
        assertThat(traces(Who.COLLEAGUE)).as("after midnight").hasSize(2);
    }

    @Test
    void to_whom_it_is_not_shown_there_is_none_and_nothing_is_entered() {
        given.accepted();
        Handover list = given.opened(Who.HANDLER, Who.COLLEAGUE.id());

        assertThat(shows(Who.TOWN_HANDLER, list, morning())).isEqualTo(Outcome.refused(Reason.NOT_FOUND));
        assertThat(traces(Who.TOWN_HANDLER)).isEmpty();
    }

    @Test
    void a_list_of_accusations_is_entered_as_the_list_beside_which_it_stands() {
        given.registered();
        given.does(
                Who.CLERK,
                given.registered(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(),
                        ImmutableSet.of(Who.HEAD.official()),
                        "检举控告"));
        Handover main = given.opened(Who.CLERK.id(), Who.OTHER_CLERK.id(), Who.MAGISTRATE.id());
        Handover apart =
                given.look(session -> session.handovers().beside(main.id())).get(0);

        assertThat(Given.done(shows(Who.MAGISTRATE, apart, morning())).handover())
                .isEqualTo(apart);
        assertThat(traces(Who.MAGISTRATE))
                .extracting(entry -> ((AccountAct.Trace) entry.act()).about())
                .containsExactly(Optional.of(main.subject()));
    }
}
