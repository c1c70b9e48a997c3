package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Papers;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What is kept encrypted is brought under another key, and nothing is lost on the way. */
class KeyRotationTest {
    private static final byte[] OLD = "0123456789abcdef".getBytes(UTF_8);
    private static final KeyRing NEW = KeyRing.of("new", "fedcba9876543210".getBytes(UTF_8));
    private static final KeyRing BOTH = NEW.withEarlier("test", OLD);

    private final Database database = Database.empty();
    private final Archive before = database.archive();
    private final Given given = Given.an_office(before);

    private KeyRotation rotation(KeyRing keys) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(database.url());
        return new KeyRotation(owner, keys);
    }

    private List<CaseId> cases(int count) {
        List<CaseId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CaseId id = new CaseId(UUID.nameUUIDFromBytes(("case " + i).getBytes(UTF_8)));
            Petitioner who = new Petitioner(
                    "测试" + i, Optional.of("11010519491231002X"), Optional.of("1380000" + (1000 + i)), Optional.empty());
            Given.done(new RegisterPetition(before.store(), given.law())
                    .register(id, given.petition(), who, Who.CLERK.id(), given.today(), given.now()));
            ids.add(id);
        }
        return ids;
    }

    private static String name(Archive archive, CaseId id) {
        return ((Outcome.Done<String>) archive.store()
                        .transact(
                                Asker.Job.OPERATOR,
                                session -> Outcome.done(session.cases()
                                        .petitioner(id)
                                        .orElseThrow()
                                        .name())))
                .value();
    }

    @Test
    void everything_is_read_under_the_new_key_alone() {
        List<CaseId> ids = cases(3);

        assertThat(rotation(BOTH).counts()).containsExactly(java.util.Map.entry("test", 3L));
        assertThat(rotation(BOTH).run(written -> {})).isEqualTo(3);

        assertThat(rotation(NEW).counts()).containsExactly(java.util.Map.entry("new", 3L));
        Archive after = new JooqArchive(database.application(), NEW);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(name(after, ids.get(i))).isEqualTo("测试" + i);
        }
        assertThat(after.board(Asker.Job.OPERATOR).alike(ids.get(2), 5)).isNotEmpty();
    }

    @Test
    void papers_their_files_and_second_factors_are_read_under_the_new_key_alone() {
        byte[] file = "住建局处〔2026〕1号，张某某".getBytes(UTF_8);
        CaseId about = given.accepted().id();
        PaperId draft =
                drafted(about, new PaperId(new UUID(7, 1)), "draft's salt").id();
        Paper checked = drafted(about, new PaperId(new UUID(7, 2)), "issued's salt");
        checked = Given.done(new CheckPaper(before.store(), given.law())
                .check(checked.id(), checked.digest(), Who.COLLEAGUE.id(), given.today(), given.now()));
        PaperId issued = Given.done(new IssuePaper(before.store(), given.law())
                        .issue(
                                checked.id(),
                                checked.digest(),
                                sheet -> file,
                                Who.HEAD.id(),
                                given.today(),
                                given.now()))
                .id();
        ImmutableList<Accounts.Factor> factors =
                ImmutableList.of(factor(1, Accounts.Factor.Kind.CODES), factor(2, Accounts.Factor.Kind.KEY));
        before.accounts()
                .add(Accounts.Account.of(
                                new UUID(9, 0),
                                "clerk",
                                Who.CLERK.official(),
                                Accounts.Password.first("$argon2id$v=19$m=19456", given.now(), false),
                                "browser")
                        .with(factors, ImmutableSet.of()));
        Kept was = kept(before, draft, issued);
        assertThat(was.draft().salt()).isEqualTo("draft's salt");
        assertThat(was.issued().salt()).isEqualTo("issued's salt");
        assertThat(was.file()).isEqualTo(new String(file, UTF_8));
        assertThat(was.factors()).isEqualTo(factors);

        // the petitioner, two papers, the file of one, two factors
        assertThat(rotation(BOTH).run(written -> {})).isEqualTo(6);

        assertThat(rotation(NEW).counts()).containsExactly(java.util.Map.entry("new", 6L));
        assertThat(kept(new JooqArchive(database.application(), NEW), draft, issued))
                .isEqualTo(was);
        assertThatThrownBy(() -> kept(before, draft, issued)).isInstanceOf(RuntimeException.class);
    }

    private Paper drafted(CaseId about, PaperId id, String salt) {
        return Given.done(new DraftPaper(before.store(), given.law())
                .draft(
                        id,
                        about,
                        new DraftPaper.Draft(
                                PaperKind.RECEIPT_NOTICE,
                                Given.filled(PaperKind.RECEIPT_NOTICE),
                                salt,
                                Optional.empty()),
                        Who.HANDLER.id(),
                        given.today(),
                        given.now()));
    }

    private Accounts.Factor factor(int id, Accounts.Factor.Kind kind) {
        return new Accounts.Factor(
                new UUID(8, id), kind, "手机", "JBSWY3DPEHPK3PX" + id, 0, given.now(), Optional.empty());
    }

    private record Kept(Papers.Text draft, Papers.Text issued, String file, ImmutableList<Accounts.Factor> factors) {}

    private static Kept kept(Archive archive, PaperId draft, PaperId issued) {
        return Given.done(archive.store()
                .transact(
                        Asker.Job.OPERATOR,
                        session -> Outcome.done(new Kept(
                                session.papers().text(draft).orElseThrow(),
                                session.papers().text(issued).orElseThrow(),
                                new String(session.papers().file(issued).orElseThrow(), UTF_8),
                                archive.accounts().named("clerk").orElseThrow().factors()))));
    }

    @Test
    void broken_off_it_leaves_all_readable_and_goes_on_from_there() throws SQLException {
        List<CaseId> ids = cases(4);
        try (var owner = database.owner();
                var statement = owner.createStatement()) {
            // the last of the page is not what was written: the whole page stays as it was
            statement.execute(
                    "UPDATE petitioner SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE case_id = '"
                            + ids.get(3).value() + "'");
        }

        assertThatThrownBy(() -> rotation(BOTH).run(written -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(rotation(BOTH).counts()).containsExactly(java.util.Map.entry("test", 4L));

        try (var owner = database.owner();
                var statement = owner.createStatement()) {
            statement.execute(
                    "UPDATE petitioner SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE case_id = '"
                            + ids.get(3).value() + "'");
        }
        assertThat(rotation(BOTH).run(written -> {})).isEqualTo(4);
        assertThat(rotation(BOTH).run(written -> {})).isZero();
        assertThat(name(new JooqArchive(database.application(), NEW), ids.get(3)))
                .isEqualTo("测试3");
    }

    @Test
    void an_archive_that_knows_both_keys_works_on_halfway() throws SQLException {
        List<CaseId> ids = cases(2);
        rotation(BOTH).run(written -> {});
        Archive halfway = new JooqArchive(database.application(), BOTH);
        CaseId another = new CaseId(UUID.nameUUIDFromBytes("another".getBytes(UTF_8)));
        Given.done(new RegisterPetition(before.store(), given.law())
                .register(
                        another,
                        given.petition(),
                        new Petitioner("测试旧", Optional.empty(), Optional.empty(), Optional.empty()),
                        Who.CLERK.id(),
                        given.today(),
                        given.now()));

        assertThat(rotation(BOTH).counts()).containsEntry("test", 1L).containsEntry("new", 2L);
        assertThat(name(halfway, another)).isEqualTo("测试旧");
        assertThat(name(halfway, ids.get(0))).isEqualTo("测试0");
    }

    @Test
    void every_table_that_keeps_something_encrypted_is_bound_to_one_key_of_its_own() throws SQLException {
        try (var owner = database.owner();
                var statement = owner.createStatement();
                var row = statement.executeQuery("""
                        SELECT c.table_name, count(k.column_name), bool_or(d.data_type = 'uuid'),
                               bool_or(s.column_name = 'key_id')
                          FROM information_schema.columns c
                          LEFT JOIN information_schema.columns s
                            ON s.table_name = c.table_name AND s.column_name = 'key_id'
                          JOIN information_schema.table_constraints t
                            ON t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY'
                          JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name
                          JOIN information_schema.columns d
                            ON d.table_name = k.table_name AND d.column_name = k.column_name
                         WHERE c.table_schema = 'public' AND c.column_name = 'sealed'
                         GROUP BY c.table_name""")) {
            int tables = 0;
            while (row.next()) {
                tables++;
                assertThat(row.getInt(2)).as(row.getString(1)).isOne();
                assertThat(row.getBoolean(3)).as(row.getString(1)).isTrue();
                assertThat(row.getBoolean(4)).as(row.getString(1)).isTrue();
            }
            assertThat(tables).isGreaterThanOrEqualTo(3);
        }
    }
}
