package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Receipts;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DailyRoundTest {
    private static final Duration DAYS = Duration.ofDays(30);

    private final InMemoryArchive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);

    private void answered(String key, Instant at) {
        Given.done(archive.store().transact(Asker.Job.OPERATOR, session -> {
            session.receipts().keep(key, new Receipts.Receipt("request", "answer", at));
            return Outcome.done(true);
        }));
    }

    @Test
    void receipts_whose_time_is_over_go_with_the_round_and_nobody_is_told_of_them() {
        Instant now = given.now();
        answered("old", now.minus(DAYS).minusSeconds(1));
        answered("new", now.minus(DAYS));

        try (DailyRound round =
                new DailyRound(archive, given.law(), InstantSource.fixed(now), Duration.ZERO, DAYS, day -> {})) {
            DailyRound.Done done = round.run(given.today(), now);

            assertThat(done).isEqualTo(new DailyRound.Done(0, 0, 0, 0));
        }
        Optional<Receipts.Receipt> old =
                given.look(session -> session.receipts().find("old"));
        Optional<Receipts.Receipt> recent =
                given.look(session -> session.receipts().find("new"));
        assertThat(old).isEmpty();
        assertThat(recent).isPresent();
    }

    @Test
    void a_round_fixes_how_far_the_dockets_go_before_it_hands_its_day_to_what_comes_last() {
        Instant now = given.now();
        List<LocalDate> days = new ArrayList<>();
        List<Long> fixed = new ArrayList<>();
        assertThat(checkpoints()).isZero();

        try (DailyRound round =
                new DailyRound(archive, given.law(), InstantSource.fixed(now), Duration.ZERO, DAYS, day -> {
                    days.add(day);
                    fixed.add(checkpoints());
                })) {
            round.run(given.today(), now);
            round.run(given.today().plusDays(1), now.plus(Duration.ofDays(1)));
        }

        assertThat(days).containsExactly(given.today(), given.today().plusDays(1));
        assertThat(fixed).containsExactly(1L, 2L);
    }

    @Test
    void once_started_the_round_is_that_of_the_day_in_China() throws InterruptedException {
        InstantSource evening = InstantSource.fixed(Instant.parse("2026-03-02T17:30:00Z"));
        BlockingQueue<LocalDate> days = new LinkedBlockingQueue<>();

        DailyRound round = new DailyRound(archive, given.law(), evening, Duration.ZERO, DAYS, days::add).start();
        LocalDate day = days.poll(1, TimeUnit.MINUTES);
        round.close();

        assertThat(day).isEqualTo(LocalDate.of(2026, 3, 3));
        assertThat(round.lastDay()).isEqualTo(day);
        assertThat(checkpoints()).isEqualTo(1);
    }

    @Test
    void a_round_whose_last_part_failed_did_not_go_well() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);

        DailyRound round = new DailyRound(
                        archive, given.law(), InstantSource.fixed(given.now()), Duration.ZERO, DAYS, day -> {
                            reached.countDown();
                            throw new IllegalStateException("no room for the backup");
                        })
                .start();
        assertThat(reached.await(1, TimeUnit.MINUTES)).isTrue();
        round.close();

        assertThat(round.lastDay()).isEqualTo(LocalDate.MIN);
    }

    @Test
    void what_fails_stops_neither_the_checkpoint_nor_the_backup_and_the_round_did_not_go_well() {
        Instant now = given.now();
        List<LocalDate> days = new ArrayList<>();
        Archive unwilling = new Archive() {
            @Override
            public Store store() {
                return new Store() {
                    @Override
                    public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
                        throw new IllegalStateException("a handover that cannot be read");
                    }
                };
            }

            @Override
            public Board board(Asker asker) {
                return archive.board(asker);
            }

            @Override
            public Feed feed() {
                return archive.feed();
            }

            @Override
            public Audit audit() {
                return archive.audit();
            }

            @Override
            public Accounts accounts() {
                return archive.accounts();
            }

            @Override
            public void close() {}
        };

        try (DailyRound round =
                new DailyRound(unwilling, given.law(), InstantSource.fixed(now), Duration.ZERO, DAYS, days::add)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> round.run(given.today(), now))
                    .withMessage("a handover that cannot be read");
        }

        assertThat(checkpoints()).isOne();
        assertThat(days).containsExactly(given.today());
    }

    private long checkpoints() {
        return archive.audit().verify(read -> {}).checkpoints();
    }
}
