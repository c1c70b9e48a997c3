package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Receipts;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
}
