package dev.jieli.persistence;

import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a request waits for the database, and that a job of the house waits for as long as it takes. */
class ConnectionsTest {
    /** So long that what waits for nobody is done by then on a busy machine, too. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Database database = Database.empty();
    private final Given given = Given.an_office(database.archive());
    private final PetitionCase open = given.accepted();
    private final PetitionCase other = given.accepted();
    private final HikariDataSource requests = pool(LONGEST);
    private final HikariDataSource jobs = pool(Duration.ZERO);
    private final JooqArchive archive = new JooqArchive(requests, jobs, Database.KEYS, Signing.with(SealKeys.none()));

    @AfterEach
    void close() {
        archive.close();
    }

    private HikariDataSource pool(Duration longest) {
        return JooqArchive.pool(
                database.url().substring(0, database.url().indexOf('?')),
                new Login(
                        TestPostgres.shared().server().user(),
                        TestPostgres.shared().server().password()),
                2,
                longest);
    }

    private Outcome<List<PetitionCase>> notes(Asker asker, PetitionCase... cases) {
        return archive.store().transact(asker, session -> {
            List<PetitionCase.Entered> notes = Arrays.stream(cases)
                    .map(one -> Given.done(one.perform(
                            new CaseAct.Note("来电一次"),
                            session.tenures().seat(HANDLER.id()),
                            given.today(),
                            given.now(),
                            given.law(),
                            session.tenures())))
                    .toList();
            notes.forEach(session.cases()::enter);
            return Outcome.done(notes.stream().map(PetitionCase.Entered::after).toList());
        });
    }

    private int entries(PetitionCase of) {
        return given.now(of.id()).entries();
    }

    private static void ranOut(ThrowingCallable asked) {
        assertThatExceptionOfType(CancellationException.class).isThrownBy(asked);
    }

    /** The rows or tables that a transaction of somebody else holds. */
    private Connection held(String sql) throws SQLException {
        Connection connection = database.owner();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    @Test
    void an_act_that_would_wait_too_long_is_ended_and_nothing_of_it_is_there() throws SQLException {
        try (Connection holder = held("SELECT 1 FROM petition_case FOR UPDATE")) {
            ranOut(() -> notes(Asker.of(HANDLER.id()), open));
            ranOut(() -> notes(Asker.of(HANDLER.id()), open, other));
            holder.rollback();
        }
        assertThat(entries(open)).isEqualTo(open.entries());
        assertThat(entries(other)).isEqualTo(other.entries());

        Given.done(notes(Asker.of(HANDLER.id()), open));
        assertThat(entries(open)).isEqualTo(open.entries() + 1);
        assertThat(archive.audit().verify(read -> {}).faults()).isEmpty();
    }

    @Test
    void what_is_looked_at_is_not_waited_for_longer_either() throws SQLException {
        try (Connection holder = held("LOCK TABLE petition_case, account, docket_entry IN ACCESS EXCLUSIVE MODE")) {
            ranOut(() -> archive.board(Asker.of(HANDLER.id()))
                    .ledger(Board.Filter.none(), given.today(), Optional.empty(), 10));
            ranOut(() -> archive.store()
                    .transact(
                            Asker.Job.RECEPTION,
                            session -> Outcome.done(session.whole().cases().find(open.id()))));
            ranOut(() -> archive.accounts().named("somebody"));
            ranOut(() -> archive.audit().traces(Audit.TraceFilter.none(), Optional.empty(), 1));
            holder.rollback();
        }
    }

    @Test
    void a_job_of_the_house_waits_for_as_long_as_it_takes() throws Exception {
        CompletableFuture<Outcome<List<PetitionCase>>> job;
        try (Connection holder = held("SELECT 1 FROM petition_case FOR UPDATE")) {
            job = CompletableFuture.supplyAsync(() -> notes(Asker.Job.ROUND, open));
            while (!job.isDone()
                    && database.ask(
                                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
                                    Integer.class)
                            == 0) {
                Thread.onSpinWait();
            }
            ranOut(() -> notes(Asker.of(HANDLER.id()), open)); // came later, and has waited its whole time
            assertThat(job).isNotDone();
            holder.rollback();
        }
        Given.done(job.get(1, TimeUnit.MINUTES));
        assertThat(entries(open)).isEqualTo(open.entries() + 1);
    }

    /** What is entered by set is as much as may come in one request, and is not broken off because it is much. */
    @Test
    void a_long_statement_is_ended_where_it_is_one_act_and_let_finish_where_it_is_many() {
        database.owner("""
                CREATE FUNCTION takes_long() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_sleep(4); RETURN NULL; END $$;
                CREATE TRIGGER takes_long AFTER INSERT ON docket_entry FOR EACH STATEMENT EXECUTE FUNCTION takes_long()
                """);
        try {
            ranOut(() -> notes(Asker.of(HANDLER.id()), open));
            assertThat(entries(open)).isEqualTo(open.entries());
            Given.done(notes(Asker.of(HANDLER.id()), open, other));
        } finally {
            database.owner("DROP FUNCTION takes_long CASCADE");
        }
        assertThat(entries(open)).isEqualTo(open.entries() + 1);
        assertThat(entries(other)).isEqualTo(other.entries() + 1);
    }

    @Test
    void where_no_connection_is_free_nobody_waits_longer_than_that() throws SQLException {
        try (Connection one = requests.getConnection();
                Connection two = requests.getConnection()) {
            assertThat(one).isNotSameAs(two);
            ranOut(() -> notes(Asker.of(HANDLER.id()), open));
            assertThat(archive.audit().verify(read -> {}).faults()).isEmpty();
        }
    }

    @Test
    void what_breaks_otherwise_is_a_fault_as_ever() {
        archive.close();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> archive.store()
                        .transact(
                                Asker.of(HANDLER.id()),
                                session -> Outcome.done(session.cases().find(open.id()))));
    }
}
