package dev.jieli.persistence;

import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Receipts.Receipt;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.testkit.Given;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acts of many people at the same moment: while the docket is held shut they gather, then they go together. */
class GroupCommitTest {
    private static final int PEOPLE = 10;

    private final Database database = Database.empty();
    private final JooqArchive archive = database.archive();
    private final Given given = Given.an_office(archive);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE, work -> {
        Thread thread = new Thread(work);
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void everybody_goes_home() {
        people.shutdownNow();
    }

    @Test
    void whoever_waits_goes_with_the_others() throws Exception {
        ImmutableList<PetitionCase> cases = cases();

        List<Outcome<PetitionCase>> outcomes = atOnce(IntStream.range(0, PEOPLE)
                .<Callable<Outcome<PetitionCase>>>mapToObj(i -> () -> notes(cases.get(i), ""))
                .toList());

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
        assertThat(cases).allSatisfy(one -> assertThat(entries(one.id())).isEqualTo(one.entries() + 1));
        assertThat(database.ask("SELECT count(DISTINCT xid) FROM docket_entry WHERE json LIKE '%来电一次%'", Integer.class))
                .isLessThan(PEOPLE);
        assertThat(archive.audit().verify(entries -> {}).faults()).isEmpty();
    }

    @Test
    void of_two_who_act_on_one_case_one_wins_and_the_other_is_told() throws Exception {
        ImmutableList<PetitionCase> cases = cases();

        List<Outcome<PetitionCase>> outcomes = atOnce(IntStream.range(0, PEOPLE)
                .<Callable<Outcome<PetitionCase>>>mapToObj(i -> () -> notes(cases.get(i / 2), ""))
                .toList());

        for (int i = 0; i < PEOPLE; i += 2) {
            List<Outcome<PetitionCase>> two = outcomes.subList(i, i + 2);
            assertThat(two).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            assertThat(two)
                    .filteredOn(Outcome.Refused.class::isInstance)
                    .extracting(lost -> Given.refusal(lost).reason())
                    .containsExactly(Reason.STALE);
        }
        assertThat(archive.audit().verify(entries -> {}).faults()).isEmpty();
    }

    @Test
    void one_that_fails_takes_nobody_along() throws Exception {
        ImmutableList<PetitionCase> cases = cases();
        Given.done(notes(given.accepted(), "taken"));

        List<Outcome<PetitionCase>> outcomes = atOnce(IntStream.range(0, PEOPLE)
                .<Callable<Outcome<PetitionCase>>>mapToObj(
                        i -> () -> notes(cases.get(i), i % 3 == 1 ? "taken" : "key " + i))
                .toList());

        for (int i = 0; i < PEOPLE; i++) {
            boolean fails = i % 3 == 1;
            assertThat(outcomes.get(i)).isInstanceOf(fails ? Outcome.Refused.class : Outcome.Done.class);
            assertThat(entries(cases.get(i).id())).isEqualTo(cases.get(i).entries() + (fails ? 0 : 1));
        }
        assertThat(archive.audit().verify(entries -> {}).faults()).isEmpty();
    }

    private ImmutableList<PetitionCase> cases() {
        return IntStream.range(0, PEOPLE).mapToObj(i -> given.accepted()).collect(ImmutableList.toImmutableList());
    }

    private int entries(CaseId id) {
        return given.now(id).entries();
    }

    private Outcome<PetitionCase> notes(PetitionCase seen, String receipt) {
        return archive.store().transact(Asker.Job.OPERATOR, session -> {
            if (session.cases().find(seen.id()).isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            return seen.perform(
                            new CaseAct.Note("来电一次"),
                            Optional.of(session.tenures().seat(HANDLER.id()).orElseThrow()),
                            given.today(),
                            given.now(),
                            given.law(),
                            session.tenures())
                    .map(done -> {
                        session.cases().enter(done);
                        if (!receipt.isEmpty()) {
                            session.receipts().keep(receipt, new Receipt("note", "done", given.now()));
                        }
                        return done.after();
                    });
        });
    }

    /** All begin while nothing can be entered, and end when it can again. */
    private <T> List<T> atOnce(List<Callable<T>> acts) throws Exception {
        List<Future<T>> begun = new ArrayList<>();
        try (Connection shut = database.owner();
                Statement statement = shut.createStatement()) {
            shut.setAutoCommit(false);
            statement.execute("LOCK TABLE docket_entry IN EXCLUSIVE MODE");
            acts.forEach(act -> begun.add(people.submit(act)));
            while (waitingForTheLock() < GroupCommit.UNDER_WAY || gathered() < PEOPLE - GroupCommit.UNDER_WAY) {
                Thread.onSpinWait();
            }
            shut.commit();
        }
        List<T> outcomes = new ArrayList<>();
        for (Future<T> one : begun) {
            outcomes.add(one.get());
        }
        return outcomes;
    }

    private long gathered() {
        return threads.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }

    private int waitingForTheLock() {
        return database.ask("SELECT count(*) FROM pg_locks WHERE NOT granted", Integer.class);
    }
}
