package dev.jieli.persistence;

import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.jieli.application.port.Audit.Fault;
import dev.jieli.application.port.Audit.Fault.Kind;
import dev.jieli.application.port.Audit.Finding;
import dev.jieli.application.published.CheckpointChain;
import dev.jieli.application.published.Seal;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.contract.AuditContract;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever owns the database can change what stands in it; verifying shows that it was done, and where. */
class TamperingTest {
    private Database database;
    private JooqArchive archive;
    private Given given;
    private PetitionCase touched;

    @SuppressWarnings("NullAway.Init")
    TamperingTest() {}

    @BeforeEach
    void a_case_with_a_history() {
        database = Database.empty();
        archive = database.archive();
        given = Given.an_office(archive);
        touched = given.accepted();
        touched = given.does(HANDLER, touched, new CaseAct.Note("来电一次"));
        touched = given.does(HANDLER, touched, new CaseAct.Note("来访一次"));
        given.final_();
        given.effective(given.opened(HANDLER, COLLEAGUE.id()));
        touched = given.now(touched.id());
        archive.audit().checkpoint(given.now());
    }

    @Test
    void all_is_well_with_what_was_entered() {
        List<Long> told = new ArrayList<>();
        Finding finding = archive.audit().verify(told::add);

        assertThat(finding.faults()).isEmpty();
        assertThat(finding.dockets()).isEqualTo(count("(SELECT DISTINCT subject_id FROM docket_entry) d"));
        assertThat(finding.entries()).isEqualTo(count("docket_entry")).isEqualTo(told.get(told.size() - 1));
        assertThat(finding.checkpoints()).isOne();
    }

    @Test
    void what_is_entered_after_a_checkpoint_is_well_too_and_marked_by_the_next() {
        PetitionCase later = given.does(COLLEAGUE, touched, new CaseAct.Note("又来访一次"));
        assertThat(verify()).isEmpty();
        archive.audit().checkpoint(given.now());
        archive.audit().checkpoint(given.now());

        assertThat(verify()).isEmpty();
        assertThat(archive.audit().verify(read -> {}).checkpoints()).isEqualTo(3);
        assertThat(database.ask("SELECT sum(marks) FROM checkpoint WHERE id > 1", Long.class))
                .isOne();
        assertThat(later.entries()).isEqualTo(touched.entries() + 1);
    }

    @Test
    void an_altered_text() {
        tamper("UPDATE docket_entry SET json = replace(json, '来电一次', '来电两次')");

        assertThat(verify()).containsExactly(fault(touched.entries() - 2, Kind.ALTERED));
    }

    @Test
    void an_altered_text_with_its_hash_reckoned_anew() {
        int number = touched.entries() - 2;
        String json = json(number).replace("来电一次", "来电两次");
        tamper("UPDATE docket_entry SET json = '%s', hash = decode('%s', 'hex') WHERE subject_id = '%s' AND number = %d"
                .formatted(json, Seal.hash(hash(number - 1), json), touched.id(), number));

        assertThat(verify()).isNotEmpty().allMatch(found -> found.kind() == Kind.ALTERED);
    }

    @Test
    void a_whole_docket_written_anew_with_every_hash_right() {
        String before = Seal.FIRST;
        for (int number = 1; number <= touched.entries(); number++) {
            String json = json(number).replace("来电一次", "来电两次");
            before = Seal.hash(before, json);
            tamper(
                    "UPDATE docket_entry SET json = '%s', hash = decode('%s', 'hex') WHERE subject_id = '%s' AND number = %d"
                            .formatted(json, before, touched.id(), number));
        }
        tamper("UPDATE petition_case SET last_hash = decode('%s', 'hex') WHERE id = '%s'"
                .formatted(before, touched.id()));

        assertThat(verify()).containsExactly(fault(touched.entries(), Kind.ALTERED));
    }

    @Test
    void an_entry_moved_out_of_the_reach_of_checkpoints() {
        PetitionCase later = given.does(COLLEAGUE, touched, new CaseAct.Note("又来访一次"));
        tamper("UPDATE docket_entry SET xid = '1', seq = DEFAULT WHERE subject_id = '%s' AND number = %d"
                .formatted(later.id(), later.entries()));
        archive.audit().checkpoint(given.now());
        assertThat(archive.audit().verify(read -> {}).beyond()).isZero();

        int number = later.entries();
        String json = json(number).replace("又来访一次", "又来访两次");
        tamper("UPDATE docket_entry SET json = '%s', hash = decode('%s', 'hex') WHERE subject_id = '%s' AND number = %d"
                .formatted(json, Seal.hash(hash(number - 1), json), later.id(), number));
        tamper("UPDATE petition_case SET last_hash = decode('%s', 'hex') WHERE id = '%s'"
                .formatted(hash(number), later.id()));
        assertThat(verify()).containsExactly(fault(number, Kind.ALTERED));
    }

    /** All that a row says beside the entry, but where it stands in the stream, which is another on another server. */
    @Test
    void a_column_beside_the_entry() {
        Map<String, String> otherwise = Map.of(
                "subject_id", "gen_random_uuid()",
                "subject_kind", "'UNIT'",
                "number", "number + 1000",
                "at", "at + interval '1 millisecond'",
                "hash", "decode(repeat('00', 32), 'hex')",
                "json", "json || ' '");
        Set<String> columns = new TreeSet<>(Splitter.on(' ')
                .splitToList(database.ask(
                        "SELECT string_agg(column_name, ' ') FROM information_schema.columns WHERE table_name = 'docket_entry'"
                                + " AND column_name NOT IN ('xid', 'seq')",
                        String.class)));
        assertThat(otherwise.keySet()).isEqualTo(columns);

        for (String column : columns) {
            String entry = " WHERE subject_id = '%s' AND number = 2".formatted(touched.id());
            tamper("CREATE TABLE kept AS SELECT * FROM docket_entry" + entry);
            tamper("UPDATE docket_entry SET %s = %s".formatted(column, otherwise.get(column)) + entry);
            assertThat(verify()).as(column).isNotEmpty();
            tamper("DELETE FROM docket_entry WHERE seq = (SELECT seq FROM kept);"
                    + " INSERT INTO docket_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept; DROP TABLE kept");
            assertThat(verify()).as(column).isEmpty();
        }
    }

    @Test
    void a_removed_entry() {
        tamper("DELETE FROM docket_entry WHERE subject_id = '%s' AND number = 3".formatted(touched.id()));

        assertThat(verify()).containsExactly(fault(3, Kind.REMOVED));
    }

    @Test
    void an_inserted_entry() {
        int last = touched.entries();
        String json = json(last).replace("\"number\":" + last, "\"number\":" + (last + 1));
        tamper("INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash)"
                + " SELECT subject_id, subject_kind, number + 1, at, '%s', decode('%s', 'hex') FROM docket_entry"
                        .formatted(json, Seal.hash(hash(last), json))
                + " WHERE subject_id = '%s' AND number = %d".formatted(touched.id(), last));

        assertThat(verify()).containsExactly(fault(last + 1, Kind.INSERTED));
    }

    @Test
    void entries_in_another_order() {
        tamper(
                "UPDATE docket_entry SET number = CASE number WHEN 3 THEN 1003 ELSE 1004 END WHERE subject_id = '%s' AND number IN (3, 4)"
                        .formatted(touched.id()));
        tamper(
                "UPDATE docket_entry SET number = CASE number WHEN 1003 THEN 4 ELSE 3 END WHERE subject_id = '%s' AND number > 1000"
                        .formatted(touched.id()));

        assertThat(verify()).extracting(Fault::kind).containsOnly(Kind.REORDERED);
    }

    @Test
    void a_cut_off_tail() {
        tamper("DELETE FROM docket_entry WHERE subject_id = '%s' AND number = %d"
                .formatted(touched.id(), touched.entries()));

        assertThat(verify()).containsExactly(fault(touched.entries(), Kind.CUT_OFF));
    }

    @Test
    void a_tail_that_was_cut_off_with_the_head_put_back() {
        PetitionCase before = PetitionCase.replay(
                given.look(session -> session.dockets().read(touched.subject())).subList(0, touched.entries() - 1));
        tamper("DELETE FROM docket_entry WHERE subject_id = '%s' AND number = %d"
                .formatted(touched.id(), touched.entries()));
        tamper("UPDATE petition_case SET entries = %d, last_hash = decode('%s', 'hex'), holder = '%s' WHERE id = '%s'"
                .formatted(
                        before.entries(),
                        hash(before.entries()),
                        database.ask(
                                "SELECT holder FROM petition_case WHERE id = '" + touched.id() + "'", String.class),
                        touched.id()));

        assertThat(verify()).containsExactly(fault(touched.entries(), Kind.CUT_OFF));
    }

    @Test
    void a_whole_docket_that_is_gone_with_its_case() {
        PetitionCase other = given.registered();
        archive.audit().checkpoint(given.now());
        tamper("DELETE FROM docket_entry WHERE subject_id = '%s'".formatted(other.id()));
        tamper("DELETE FROM petitioner WHERE case_id = '%s'".formatted(other.id()));
        tamper("DELETE FROM petition_case WHERE id = '%s'".formatted(other.id()));

        assertThat(verify()).containsExactly(new Fault(other.subject().toString(), 1, Kind.CUT_OFF));
    }

    @Test
    void a_case_that_is_not_what_its_docket_adds_up_to() {
        tamper("UPDATE petition_case SET stage = 'REPLIED' WHERE id = '%s'".formatted(touched.id()));

        assertThat(verify()).containsExactly(fault(touched.entries(), Kind.STATE_DIFFERS));
    }

    @Test
    void a_case_that_lists_would_look_for_in_the_wrong_place() {
        tamper("UPDATE petition_case SET next_reminder = '2999-01-01' WHERE id = '%s'".formatted(touched.id()));

        assertThat(verify()).containsExactly(fault(touched.entries(), Kind.STATE_DIFFERS));
    }

    @Test
    void a_handover_that_is_not_what_its_docket_adds_up_to() {
        tamper("UPDATE handover SET document = '另一文号'");

        assertThat(verify()).extracting(Fault::kind).containsExactly(Kind.STATE_DIFFERS);
    }

    @Test
    void a_checkpoint_that_was_made_to_fit() {
        tamper("UPDATE checkpoint_mark SET length = length - 1 WHERE subject_id = '%s'".formatted(touched.id()));

        assertThat(verify()).contains(new Fault("checkpoint/1", 1, Kind.ALTERED));
    }

    @Test
    void the_last_checkpoint_that_is_gone() {
        given.does(COLLEAGUE, touched, new CaseAct.Note("又来访一次"));
        archive.audit().checkpoint(given.now());
        withoutCheckpointsFrom(2);

        assertThat(verify()).containsExactly(new Fault("checkpoint/2", 1, Kind.CUT_OFF));
    }

    @Test
    void every_checkpoint_that_is_gone_also_after_others_were_made_in_their_place() {
        withoutCheckpointsFrom(1);
        assertThat(verify()).containsExactly(new Fault("checkpoint/1", 1, Kind.CUT_OFF));
        given.does(COLLEAGUE, touched, new CaseAct.Note("又来访一次"));
        archive.audit().checkpoint(given.now());
        archive.audit().checkpoint(given.now());

        assertThat(verify()).containsExactly(new Fault("checkpoint/1", 1, Kind.ALTERED));
    }

    @Test
    void every_checkpoint_that_is_gone_where_nobody_knows_how_far_they_went() {
        withoutCheckpointsFrom(1);

        assertThat(database.archive(Signing.ofOthers(AuditContract.SEALS, Optional.empty()), UnaryOperator.identity())
                        .audit()
                        .verify(read -> {})
                        .faults())
                .containsExactly(new Fault("checkpoint/1", 1, Kind.CUT_OFF));
    }

    @Test
    void a_checkpoint_without_a_signature_and_dated_before_the_key() {
        Instant at = AuditContract.SEALS.since().orElseThrow().minusSeconds(1);
        String digest = CheckpointChain.Reckoning.of(
                        database.ask("SELECT encode(digest, 'hex') FROM checkpoint", String.class),
                        at,
                        database.ask("SELECT below::text FROM checkpoint", String.class))
                .value();
        tamper(("INSERT INTO checkpoint (id, at, below, marks, digest)"
                        + " SELECT 2, '%s', below, 0, decode('%s', 'hex') FROM checkpoint")
                .formatted(at, digest));

        assertThat(verify())
                .contains(new Fault("checkpoint/2", 1, Kind.REORDERED), new Fault("checkpoint/2", 1, Kind.NOT_SIGNED));
    }

    @Test
    void a_checkpoint_signed_by_a_key_after_it_was_retired() {
        SealKeys rotated = AuditContract.SEALS.next(given.now().minus(30, ChronoUnit.DAYS), new SecureRandom());

        assertThat(database.archive(rotated).audit().verify(read -> {}).faults())
                .containsExactly(new Fault("checkpoint/1", 1, Kind.NOT_SIGNED));
    }

    @Test
    void checkpoints_under_a_key_that_was_put_in_the_place_of_another() {
        SealKeys other = SealKeys.read(
                SealKeys.none()
                        .next(given.now().plusSeconds(1), new SecureRandom())
                        .text()
                        .replace("s1 ", "x1 "),
                Optional.of(new SecureRandom()));
        JooqArchive replaced = database.archive(other);
        replaced.audit().checkpoint(given.now().plusSeconds(2));

        assertThat(replaced.audit().verify(read -> {}).faults())
                .containsExactly(new Fault("checkpoint/1", 1, Kind.NOT_SIGNED));
    }

    private void withoutCheckpointsFrom(int id) {
        tamper("DELETE FROM checkpoint_mark WHERE checkpoint >= " + id);
        tamper("DELETE FROM checkpoint WHERE id >= " + id);
    }

    @Test
    void a_petitioner_moved_to_another_case_does_not_open() {
        PetitionCase other = given.registered();
        tamper("UPDATE petitioner p SET sealed = q.sealed FROM petitioner q WHERE p.case_id = '%s' AND q.case_id = '%s'"
                .formatted(other.id(), touched.id()));

        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> given.look(session -> session.cases().petitioner(other.id())));
        assertThat(given.does(CLERK, other, new CaseAct.Note("来电一次"))).isNotNull();
    }

    private void tamper(String sql) {
        database.owner(sql);
    }

    private List<Fault> verify() {
        return archive.audit().verify(read -> {}).faults();
    }

    private Fault fault(int number, Kind kind) {
        return new Fault(touched.subject().toString(), number, kind);
    }

    private long count(String table) {
        return database.ask("SELECT count(*) FROM " + table, Long.class);
    }

    private String json(int number) {
        return database.ask(
                "SELECT json FROM docket_entry WHERE subject_id = '%s' AND number = %d".formatted(touched.id(), number),
                String.class);
    }

    private String hash(int number) {
        return database.ask(
                "SELECT encode(hash, 'hex') FROM docket_entry WHERE subject_id = '%s' AND number = %d"
                        .formatted(touched.id(), number),
                String.class);
    }
}
