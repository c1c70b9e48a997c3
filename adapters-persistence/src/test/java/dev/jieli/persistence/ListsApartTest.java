package dev.jieli.persistence;

import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.MAGISTRATE;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.OTHER_CLERK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.testkit.Given;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 检举控告事项另册: what the database adds to {@code ListsApartContract}. */
class ListsApartTest {
    private final Database database = Database.empty();
    private final Given given = Given.an_office(database.archive());

    private PetitionCase accused(PetitionCase found) {
        return given.does(
                CLERK,
                found,
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(),
                        ImmutableSet.of(OFFICE_HEAD.official()),
                        "检举控告"));
    }

    private Handover opened() {
        return given.opened(CLERK.id(), OTHER_CLERK.id(), MAGISTRATE.id());
    }

    /** Neither writes the other's row: an open list would be left beside one that is cancelled. */
    @Test
    void who_cancels_while_a_list_is_opened_beside_it_loses() {
        Handover main = opened();
        PetitionCase late = accused(given.registered());

        Outcome<Handover> cancelled = given.store().transact(Asker.of(MAGISTRATE.id()), session -> {
            Handover read = session.handovers().find(main.id()).orElseThrow();
            assertThat(session.handovers().beside(main.id())).isEmpty();
            given.steps(CLERK.id(), main, new HandoverAct.Supplement(ImmutableList.of()));
            return read.perform(
                            new HandoverAct.Cancel("不再离任"),
                            session.tenures().seat(MAGISTRATE.id()),
                            new Handover.Parties(CLERK.official(), OTHER_CLERK.official(), MAGISTRATE.official()),
                            given.today(),
                            given.now(),
                            session.tenures())
                    .map(entered -> {
                        session.handovers().enter(entered);
                        return entered.after();
                    });
        });

        assertThat(refusal(cancelled).reason()).isEqualTo(Reason.STALE);
        Handover apart =
                given.look(session -> session.handovers().beside(main.id())).get(0);
        assertThat(apart.items()).containsOnlyKeys(late.id());
        assertThat(given.now(main.id()).underWay()).isTrue();
    }

    @Test
    void nor_is_a_list_opened_beside_one_that_is_cancelled_meanwhile() {
        Handover main = opened();
        accused(given.registered());

        Outcome<Handover> opened = given.store().transact(Asker.of(CLERK.id()), session -> {
            Handover read = session.handovers().find(main.id()).orElseThrow();
            assertThat(session.handovers().beside(main.id())).isEmpty();
            ImmutableList<PetitionCase> held = session.cases().answeredForBy(CLERK.id());
            given.steps(MAGISTRATE.id(), main, new HandoverAct.Cancel("不再离任"));
            Handover.Entered apart = read.listedApart(
                    new HandoverId(new UUID(2, 9)),
                    ImmutableList.of(Handover.Item.of(held.get(0), CLERK.id())),
                    given.today(),
                    given.now());
            session.handovers().enter(apart);
            return Outcome.done(apart.after());
        });

        assertThat(refusal(opened).reason()).isEqualTo(Reason.STALE);
        ImmutableList<Handover> beside =
                given.look(session -> session.handovers().beside(main.id()));
        assertThat(beside).isEmpty();
    }

    /** Before V29 what went before the freeze was taken off the table; it stands in the docket, and comes back from there. */
    @Test
    void what_was_dropped_before_there_were_such_lists_keeps_its_list_from_whom_it_is_against() throws IOException {
        PetitionCase found = given.registered();
        Handover main = opened();
        PetitionCase accusation = accused(found);
        given.does(CLERK, accusation, new CaseAct.Reassign(OTHER_CLERK.id(), "工作调整"));
        Handover frozen = given.steps(CLERK.id(), main, Given.freeze());
        database.owner("DELETE FROM handover_item WHERE dropped");
        Board board = database.archive().board(Asker.of(OFFICE_HEAD.id()));
        assertThat(board.handover(main.id())).isPresent();

        String migration = Resources.toString(Resources.getResource("db/migration/V29__lists_apart.sql"), UTF_8);
        database.owner(migration.substring(migration.indexOf("INSERT INTO")));

        assertThat(board.handover(main.id())).isEmpty();
        assertThat(given.now(main.id())).isEqualTo(frozen);
        assertThat(frozen.dropped()).containsExactly(found.id());
    }
}
