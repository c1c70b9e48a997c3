package dev.jieli.persistence;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.MAGISTRATE;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.LeaveTrace;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Receipts.Receipt;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall: what the database shows to plain SQL in the role of the application, with no filter at all. */
class RowSecurityTest {
    private static final List<String> WALLED = List.of(
            "petition_case",
            "petitioner",
            "case_link",
            "paper",
            "issued_paper",
            "handover",
            "handover_item",
            "docket_entry",
            "checkpoint_mark",
            "set_aside",
            "receipt");

    /** Each has a condition of its own in the place of policies. */
    private static final List<String> VIEWS = List.of("seen_case");

    private static final PaperId PAPER = new PaperId(new UUID(7, 7));

    private Database database = Database.empty();
    private Given given = Given.an_office(database.archive());

    @BeforeEach
    void an_office() {
        database = Database.empty();
        given = Given.an_office(database.archive());
    }

    /** The accusation that lies in one bureau and is against the county and its magistrate, with all that hangs on a case. */
    private PetitionCase everything() {
        PetitionCase earlier = given.accepted();
        PetitionCase found = given.does(
                HANDLER,
                given.receivedDirectly(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(MAGISTRATE.unit()),
                        ImmutableSet.of(MAGISTRATE.official()),
                        "检举控告"));
        found = given.does(HANDLER, found, new CaseAct.Accept());
        Paper drafted = done(new DraftPaper(given.store(), given.law())
                .draft(
                        PAPER,
                        found.id(),
                        new DraftPaper.Draft(
                                PaperKind.RECEIPT_NOTICE,
                                filled(PaperKind.RECEIPT_NOTICE),
                                "0".repeat(32),
                                Optional.empty()),
                        HANDLER.id(),
                        given.today(),
                        given.now()));
        Paper checked = done(new CheckPaper(given.store(), given.law())
                .check(drafted.id(), drafted.digest(), COLLEAGUE.id(), given.today(), given.now()));
        done(new IssuePaper(given.store(), given.law())
                .issue(checked.id(), checked.digest(), sheet -> new byte[] {1}, HEAD.id(), given.today(), given.now()));
        PetitionCase issued = given.now(found.id());
        String receipt = issued.id().toString();
        done(given.store().transact(Asker.Job.OPERATOR, session -> {
            session.receipts().keep("key", new Receipt("request", receipt, given.now()));
            session.cases().keep(earlier.id(), Given.petitioner());
            return Outcome.done(true);
        }));
        given.opened(HANDLER, COLLEAGUE.id());
        new LeaveTrace(given.store())
                .leave(AccountAct.NOBODY, AccountAct.Trace.done(AccountAct.Kind.EXPORT), Optional.empty(), given.now());
        given.archive().audit().checkpoint(given.now());
        given.archive().feed().relay("listener", 1, page -> {
            given.archive().feed().setAside("listener", page.get(0), "400", given.now());
            return 1;
        });
        database.owner("INSERT INTO case_link (case_id, other, kind, entry, linked) VALUES ('%s', '%s', '%s', 1, true)"
                .formatted(issued.id(), earlier.id(), LinkKind.SAME_MATTER));
        return issued;
    }

    private static ImmutableMap<String, String> filled(PaperKind kind) {
        return PaperTable.row(kind).written().stream()
                .collect(toImmutableMap(
                        PaperTable.Field::name,
                        field -> field.choices().isEmpty()
                                ? "已填"
                                : field.choices().get(0)));
    }

    private Sight sight(Asker asker) {
        return done(given.store().transact(asker, session -> Outcome.done(session.sight(asker))));
    }

    /** Every row of every walled table, as one text each, in the role of the application. */
    private Map<String, List<String>> rows(Optional<Sight> told) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Connection connection = database.application().getConnection()) {
            Connection asked = told.map(sight -> Sighted.of(connection, sight)).orElse(connection);
            for (String table : Iterables.concat(WALLED, VIEWS)) {
                List<String> found = new ArrayList<>();
                try (PreparedStatement all = asked.prepareStatement("SELECT t::text FROM " + table + " t");
                        ResultSet row = all.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getString(1));
                    }
                }
                rows.put(table, found);
            }
            return rows;
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }

    @Test
    void every_table_has_policies_or_says_why_it_needs_none() throws SQLException {
        List<String> without = new ArrayList<>();
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT c.relname FROM pg_class c
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                          AND c.relname <> 'flyway_schema_history'
                          AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
                          AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT LIKE 'open: _%'
                          AND NOT (c.relkind = 'v' AND obj_description(c.oid, 'pg_class') LIKE 'walled: _%')
                        """)) {
            while (row.next()) {
                without.add(row.getString(1));
            }
        }
        assertThat(without)
                .as(
                        "give each of these a policy, as V21 does, or say in its migration why all who work here may see it:"
                                + " COMMENT ON TABLE … IS 'open: …'")
                .isEmpty();
        assertThat(database.ask(
                        "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
                                + " WHERE relnamespace = 'public'::regnamespace AND relrowsecurity",
                        String.class))
                .as("the tables that these tests look into")
                .isEqualTo(String.join(",", WALLED.stream().sorted().toList()));
        assertThat(database.ask(
                        "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
                                + " WHERE obj_description(oid, 'pg_class') LIKE 'walled: _%'",
                        String.class))
                .isEqualTo(String.join(",", VIEWS));
    }

    @Test
    void to_whom_nothing_was_told_nothing_is_there_and_to_the_house_all_is() {
        everything();

        rows(Optional.of(Sight.WHOLE))
                .forEach((table, rows) -> assertThat(rows)
                        .as(table)
                        .hasSize(database.ask(
                                "SELECT count(*) FROM " + (VIEWS.contains(table) ? "petition_case" : table),
                                Integer.class))
                        .isNotEmpty());
        rows(Optional.empty())
                .forEach((table, rows) -> assertThat(rows).as(table).isEmpty());
        rows(Optional.of(Sight.NOTHING))
                .forEach((table, rows) -> assertThat(rows)
                        .as(table)
                        .allSatisfy(
                                row -> assertThat(row).contains("UNIT"))); // of the organization, which is no secret
    }

    @Test
    void who_answers_for_a_case_is_shown_all_that_hangs_on_it() {
        String id = everything().id().toString();
        Map<String, List<String>> shown = rows(Optional.of(sight(Asker.of(HANDLER.id()))));

        for (String table :
                List.of("petition_case", "seen_case", "petitioner", "case_link", "paper", "handover_item")) {
            assertThat(shown.get(table)).as(table).anyMatch(row -> row.contains(id));
        }
        assertThat(shown.get("issued_paper")).hasSize(1);
        assertThat(shown.get("handover")).hasSize(2); // the main list and that of the accusation
        for (String table : List.of("checkpoint_mark", "set_aside", "receipt")) {
            assertThat(shown.get(table)).as(table).isEmpty();
        }
        assertThat(shown.get("docket_entry"))
                .anyMatch(row -> row.contains(id))
                .noneMatch(row -> row.contains(",ACCOUNT,"));
    }

    @Test
    void whoever_is_accused_finds_no_trace_in_any_table() {
        PetitionCase found = everything();
        String main = main().toString();
        String apart = database.ask("SELECT id FROM handover WHERE beside IS NOT NULL", String.class);

        for (Asker accused :
                List.of(Asker.of(MAGISTRATE.id()), Asker.of(MAGISTRATE.official()), Asker.of(Who.DEPUTY.id()))) {
            Map<String, List<String>> shown = rows(Optional.of(sight(accused)));
            assertThat(shown.values().stream().flatMap(List::stream))
                    .noneMatch(row -> row.contains(found.id().toString()))
                    .noneMatch(row -> row.contains(found.petition().number()))
                    .noneMatch(row -> row.contains(apart));
            assertThat(shown.get("seen_case")).isEqualTo(shown.get("petition_case"));
            assertThat(shown.get("petition_case")).hasSize(1); // the other one, which lies in what they lead
            assertThat(shown.get("issued_paper")).isEmpty();
            assertThat(shown.get("handover")).hasSize(1).allMatch(row -> row.contains(main));
        }
    }

    private HandoverId main() {
        return given.look(session -> session.handovers().underWay(HANDLER.id())).orElseThrow();
    }

    /** Whoever is to receive or to witness it, too, where something on the list turns out to be against him or her. */
    @Test
    void a_list_is_not_there_for_a_party_from_whom_something_on_it_is_kept() {
        PetitionCase against = given.receivedDirectly();
        Handover opened = given.opened(HANDLER, COLLEAGUE.id());
        String id = opened.id().toString();
        assertThat(rows(Optional.of(sight(Asker.of(COLLEAGUE.official())))).get("handover"))
                .anyMatch(row -> row.contains(id));

        given.does(
                HANDLER,
                against,
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(),
                        ImmutableSet.of(COLLEAGUE.official()),
                        "检举控告"));

        assertThat(rows(Optional.of(sight(Asker.of(COLLEAGUE.official())))).values().stream()
                        .flatMap(List::stream))
                .noneMatch(row -> row.contains(id))
                .noneMatch(row -> row.contains(against.id().toString()));
        for (Asker other : List.of(Asker.of(HANDLER.official()), Asker.of(HEAD.official()))) {
            assertThat(rows(Optional.of(sight(other))).get("handover")).anyMatch(row -> row.contains(id));
        }
    }

    @Test
    void who_is_shown_what_a_unit_handles_is_not_shown_what_it_hands_over() {
        PetitionCase handled = given.accepted();
        given.opened(HANDLER, HEAD.id());

        Map<String, List<String>> shown = rows(Optional.of(sight(Asker.of(COLLEAGUE.official()))));
        assertThat(shown.get("petition_case"))
                .anyMatch(row -> row.contains(handled.id().toString()));
        assertThat(shown.get("handover")).isEmpty();
        assertThat(shown.get("handover_item")).isEmpty();
        assertThat(shown.get("docket_entry")).noneMatch(row -> row.contains(",HANDOVER,"));
    }

    @Test
    void nor_does_who_has_nothing_to_do_with_it() {
        PetitionCase found = everything();
        Map<String, List<String>> shown = rows(Optional.of(sight(Asker.of(TOWN_HANDLER.id()))));

        shown.forEach((table, rows) ->
                assertThat(rows).as(table).allSatisfy(row -> assertThat(row).contains("UNIT")));
        assertThat(found.isOpen()).isTrue();
    }

    /** Pages, counts, search, the list of a handover: with every filter gone. */
    @Test
    void a_page_that_forgot_its_filter_leaks_nothing() {
        PetitionCase found = everything();
        JooqArchive forgetful = database.archive(sight -> Sight.WHOLE);
        for (Who who : List.of(MAGISTRATE, TOWN_HANDLER)) {
            Board board = forgetful.board(Asker.of(who.id()));
            LocalDate today = given.today();
            Board.Filter searched = Board.Filter.containing(found.petition().number());

            assertThat(board.ledger(Board.Filter.none(), today, Optional.empty(), 100)
                            .lines())
                    .noneMatch(line -> line.id().equals(found.id()));
            assertThat(board.ledger(searched, today, Optional.empty(), 100).lines())
                    .isEmpty();
            assertThat(board.counts(searched, today)).isEqualTo(new Board.Counts(0, 0, 0, 0, 0));
            assertThat(board.numbered(found.petition().number())).isEmpty();
            assertThat(board.caseFile(found.id())).isEmpty();
            assertThat(board.docket(found.subject())).isEmpty();
            assertThat(board.whoAnswered(found.id(), today)).isEmpty();
            assertThat(board.linked(found.id())).isEmpty();
            assertThat(board.alike(found.id(), 10)).isEmpty();
            assertThat(board.handovers(Optional.empty(), 100))
                    .allMatch(line -> who == MAGISTRATE && line.id().equals(main()));
            assertThat(board.withoutLeader(today)).noneMatch(line -> line.id().equals(found.id()));
            done(forgetful.store().transact(Asker.of(who.id()), session -> {
                assertThat(session.cases().find(found.id())).isEmpty();
                assertThat(session.cases().all(ImmutableList.of(found.id()))).isEmpty();
                assertThat(session.cases().petitioner(found.id())).isEmpty();
                assertThat(session.cases().openIn(HANDLER.unit(), Optional.empty(), 100))
                        .noneMatch(one -> one.id().equals(found.id()));
                assertThat(session.dockets().read(found.subject())).isEmpty();
                assertThat(session.papers().of(found.id())).isEmpty();
                assertThat(session.papers().find(PAPER)).isEmpty();
                assertThat(session.papers().file(PAPER)).isEmpty();
                return Outcome.done(true);
            }));
        }
    }

    /** That the filters are really gone: without the wall everything is shown to everybody. */
    @Test
    void without_the_wall_it_would_leak() {
        database = Database.fresh(TestPostgres.shared());
        given = Given.an_office(database.archive());
        PetitionCase found = everything();
        Board board = database.archive(sight -> Sight.WHOLE).board(Asker.of(MAGISTRATE.id()));
        for (String table : WALLED) {
            database.owner("ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY");
        }

        assertThat(board.caseFile(found.id())).isPresent();
        assertThat(board.numbered(found.petition().number())).isPresent();
        assertThat(board.handovers(Optional.empty(), 100)).hasSize(2);
        assertThatThrownBy(() -> database.archive()).hasMessageContaining("held by no policies");
        database.application().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE petition_case SET stage = stage",
                "UPDATE petitioner SET masked = masked",
                "DELETE FROM handover_item",
                "DELETE FROM set_aside"
            })
    void who_is_shown_a_case_changes_nothing_in_it_but_by_acts(String sql) throws SQLException {
        everything();
        try (Connection connection = database.application().getConnection()) {
            for (Connection other : List.of(connection, Sighted.of(connection, sight(Asker.of(HANDLER.id()))))) {
                try (PreparedStatement statement = other.prepareStatement(sql)) {
                    assertThat(statement.executeUpdate()).isZero();
                }
            }
            try (PreparedStatement added = Sighted.of(connection, sight(Asker.of(HANDLER.id())))
                    .prepareStatement("INSERT INTO handover_item (handover, case_id, place, item)"
                            + " SELECT handover, case_id, place, item FROM handover_item")) {
                assertThatThrownBy(added::executeUpdate).hasMessageContaining("row-level security");
            }
        }
    }

    @Test
    void the_view_through_which_an_act_is_written_shows_what_it_has_to_compare_and_nothing_else() {
        assertThat(database.ask(
                                "SELECT string_agg(table_name || '.' || column_name, ' ' ORDER BY 1)"
                                        + " FROM information_schema.column_privileges WHERE grantee = 'jieli_app'"
                                        + " AND privilege_type = 'SELECT' AND table_name IN"
                                        + " (SELECT table_name FROM information_schema.views WHERE table_schema = 'public')"
                                        + " AND table_name <> ALL ('{" + String.join(",", VIEWS) + "}')",
                                String.class)
                        .split(" "))
                .containsExactlyInAnyOrder("written_case.entries", "written_case.handed_over", "written_case.id");
    }

    @Test
    void what_runs_as_the_owner_looks_for_temporary_tables_last() {
        assertThat(database.ask(
                        "SELECT count(*) FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace",
                        Integer.class))
                .isPositive();
        assertThat(database.ask(
                        "SELECT count(*) FROM pg_proc WHERE prosecdef AND pronamespace NOT IN"
                                + " ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND NOT coalesce("
                                + " 'search_path=pg_catalog, public, pg_temp' = ANY (proconfig), false)",
                        Integer.class))
                .isZero();
    }

    /** Even where the session has tables of those names, which only the owner could have made in it. */
    @Test
    void temporary_tables_let_nothing_of_an_open_case_be_erased() throws SQLException {
        PetitionCase found = everything();
        String kept = "SELECT count(*) FROM public.petitioner WHERE case_id = '" + found.id() + "'";
        assertThat(database.ask(kept, Integer.class)).isEqualTo(1);
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE petition_case AS SELECT id, 'WITHDRAWN' AS ending, false AS on_hold"
                    + " FROM public.petition_case;"
                    + " CREATE TEMP TABLE case_link AS SELECT * FROM public.case_link WHERE false;"
                    + " GRANT ALL ON pg_temp.petition_case, pg_temp.case_link TO jieli_app;"
                    + " SET ROLE jieli_app");
            assertThatThrownBy(() -> statement.execute("SELECT public.erase_petitioner('" + found.id() + "')"))
                    .hasMessageContaining("open or on hold");
        }
        assertThat(database.ask(kept, Integer.class)).isEqualTo(1);
    }

    @Test
    void nothing_that_was_told_stays_on_a_connection_not_after_a_fault_either() throws SQLException {
        everything();
        try (Connection connection = database.application().getConnection();
                PreparedStatement raw = connection.prepareStatement("SELECT count(*) FROM petition_case")) {
            Connection house = Sighted.of(connection, Sight.WHOLE);
            for (String sql : List.of("SELECT count(*) FROM petition_case", "SELECT 1 / 0")) {
                try (PreparedStatement told = house.prepareStatement(sql);
                        ResultSet row = told.executeQuery()) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(2);
                } catch (SQLException fault) {
                    assertThat(fault.getMessage()).contains("division by zero");
                }
                try (ResultSet row = raw.executeQuery()) {
                    row.next();
                    assertThat(row.getInt(1)).isZero();
                }
            }
        }
    }

    @Test
    void nor_what_was_told_on_the_way_to_one_case() throws SQLException {
        PetitionCase found = everything();
        Optional<PetitionCase> looked = done(given.store()
                .transact(
                        Asker.Job.OPERATOR,
                        session -> Outcome.done(session.cases().find(found.id()))));
        assertThat(looked).isPresent();
        List<Connection> all = new ArrayList<>();
        try {
            while (all.size() < database.application().getMaximumPoolSize()) {
                all.add(database.application().getConnection());
            }
            for (Connection one : all) {
                for (String table : List.of("petition_case", "seen_case")) {
                    try (PreparedStatement raw = one.prepareStatement("SELECT count(*) FROM " + table);
                            ResultSet row = raw.executeQuery()) {
                        row.next();
                        assertThat(row.getInt(1)).as(table).isZero();
                    }
                }
            }
        } finally {
            for (Connection one : all) {
                one.close();
            }
        }
    }

    /** A day has no type for the driver, which then asks for that of the column and waits for the answer. */
    @Test
    void it_holds_however_often_a_statement_comes_and_whatever_its_parameters() throws SQLException {
        everything();
        try (Connection connection = database.application().getConnection()) {
            for (int time = 0; time < 20; time++) {
                try (PreparedStatement told = Sighted.of(connection, Sight.WHOLE)
                        .prepareStatement("SELECT gist FROM petition_case WHERE due < ? OR due >= ?")) {
                    told.setObject(1, given.today());
                    told.setObject(2, given.today());
                    try (ResultSet row = told.executeQuery()) {
                        assertThat(row.next()).isTrue();
                    }
                }
            }
        }
    }

    /** Where the owner may say so; see afterMigrate. */
    @Test
    void words_are_looked_up_by_index_for_those_who_do_not_see_all_too() {
        assertThat(database.ask(
                        "SELECT count(*) FROM pg_proc WHERE proleakproof AND oid IN ('textlike(text,text)'::regprocedure,"
                                + " 'arrayoverlap(anyarray,anyarray)'::regprocedure, 'left(text,integer)'::regprocedure)",
                        Integer.class))
                .isEqualTo(3);
    }

    /** A place that runs its own server migrates as an ordinary owner: the wall stands there just the same. */
    @Test
    void an_owner_who_is_no_administrator_gets_the_same_wall() throws SQLException {
        TestPostgres server = TestPostgres.shared();
        String url = server.freshDatabase();
        String name = url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN CREATE ROLE plain_owner LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                            + " GRANT jieli_app TO plain_owner; ALTER DATABASE " + name + " OWNER TO plain_owner");
        }
        org.postgresql.ds.PGSimpleDataSource owner = new org.postgresql.ds.PGSimpleDataSource();
        owner.setUrl(url);
        owner.setOptions("-c role=plain_owner");
        JooqArchive.migrate(owner);
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FILTER (WHERE relrowsecurity), current_user FROM pg_class WHERE relkind = 'r'")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(WALLED.size());
            assertThat(row.getString(2)).isEqualTo("plain_owner");
        }
    }
}
