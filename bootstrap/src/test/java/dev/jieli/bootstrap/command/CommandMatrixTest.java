package dev.jieli.bootstrap.command;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Store;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.http.wording.Words;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every command that there is: as whom it acts, and everybody in whose name it can be called × what is within reach, what is not
 * and what is not there. A new command without a row, or one that names somebody where its row says otherwise, fails.
 */
class CommandMatrixTest {
    private static final Path PAGE = Path.of("..", "docs", "commands.md");

    private static final String HEAD = """
            # 命令 · As whom each command acts

            每条命令占一行：以谁的名义，凭什么，无权的得到什么答复，在哪里留痕。本页每次构建都与命令核对；命令增减、改动，须重新打印、看过、一并提交：
            `mvn -pl bootstrap -am test -Dtest=CommandMatrixTest -Djieli.docs.write=true`。权限和范围见 [authority.md](authority.md)。

            Every command has a row: as whom it acts, by what, what whoever may not is told, and where it is entered. The page is compared with
            the commands in every build. Powers and how far they reach stand in [authority.md](authority.md).

            **管机器的人 the machine**: whoever can read the data directory and its keys, or knows the password of the database, has all that is
            in them whatever a program says; so these commands ask for nothing more, act for the house and say so in the record, where
            they stand with the means *command line* and without an account. Guard the machine and the account under which Jieli runs.

            **`--by`**: the command is asked as that person: what is not shown to him or her, an accusation against him or her
            above all, is not there, and what no row of a table gives is refused, as on the pages. Whoever has left is nobody. So
            whoever erases upon an approved list erases what is listed to him or her, and the machine all of it. That somebody named may
            not is entered as `REFUSE`, with the command, as it is where a page or the API refuses. A step of a handover is entered as that
            person's or party's and, in the same work, as `ACT`: taken by whoever has the machine in hand.

            | command 命令 | as whom 以谁的名义 | by what 凭什么 | told otherwise 无权的 | entered 留痕 |
            |---|---|---|---|---|
            """;

    // ------------------------------------------------------------------ the table

    /** As whom a command acts. */
    private enum As {
        NAMED("`--by` whoever is named 写明的人"),
        NAMED_OR_MACHINE("`--by`, or the machine 写明的人；没有写的，管机器的人"),
        NAMED_OR_REGISTRAR("`--by`, or the registrar 写明的人；没有写的，信访部门登记员"),
        NAMED_OR_PARTY("`--by`, or the party whose step it is 写明的人；没有写的，这一步的当事人"),
        MACHINE("the machine 管机器的人"),
        NOBODY("nobody: no data 不涉及数据");

        private final String words;

        As(String words) {
            this.words = words;
        }
    }

    /**
     * A row of the table.
     *
     * @param powers of the table of authority that it takes where somebody is named
     * @param parties to a handover who may, where it is a step of one
     * @param told the reason why not
     * @param entered what goes on record of it
     */
    private record Row(As as, ImmutableSet<Power> powers, ImmutableSet<Capacity> parties, String told, String entered) {
        static Row machine(String entered) {
            return new Row(As.MACHINE, ImmutableSet.of(), ImmutableSet.of(), "", entered);
        }

        static Row named(As as, String told, String entered, Power... powers) {
            return new Row(as, ImmutableSet.copyOf(powers), ImmutableSet.of(), told, entered);
        }

        static Row step(String entered, Capacity... parties) {
            return new Row(
                    As.NAMED_OR_PARTY,
                    ImmutableSet.of(Power.SEE_HANDOVERS),
                    ImmutableSet.copyOf(parties),
                    "NOT_FOUND, NOT_YOURS",
                    entered + ", `ACT`");
        }
    }

    private static final String NONE = "— reads 只读";
    private static final Capacity OUT = Capacity.OUTGOING;
    private static final Capacity IN = Capacity.INCOMING;
    private static final Capacity WATCH = Capacity.WITNESS;
    private static final Capacity ABOVE = Capacity.UNIT_HEAD;
    private static final Capacity OFFICE = Capacity.PETITION_OFFICE;

    // spotless:off
    private static final ImmutableSortedMap<String, Row> ROWS = ImmutableSortedMap.<String, Row>naturalOrder()
            .put("serve",       Row.machine("whoever comes through it is somebody by himself 经它来的人各凭自己的账号 ([routes.md](routes.md))"))
            .put("demo",        Row.machine("invented data only 只有虚构数据"))
            .put("who",         Row.machine(NONE))
            .put("verify",      Row.machine(NONE))
            .put("doctor",      Row.machine(NONE))
            .put("deadline",    Row.machine("— reads the law only 只读法律"))
            .put("bench",       new Row(As.NOBODY, ImmutableSet.of(), ImmutableSet.of(), "", "— throw-away data 临时数据"))
            .put("account reset", Row.machine("`CHANGE_PASSWORD`, `CHANGE_SECOND_FACTOR`"))
            .put("keys",        Row.machine("`ROTATE_KEY`"))
            .put("checkpoint",  Row.machine("`EXPORT`, `ROTATE_KEY`"))
            .put("backup",      Row.machine("`BACK_UP`"))
            .put("restore",     Row.machine("`RESTORE`"))
            .put("upgrade",     Row.machine("`BACK_UP`"))
            .put("import",      Row.named(As.NAMED_OR_REGISTRAR, "NOT_YOURS", "`IMPORT`, and in each docket 各案卷", Power.IMPORT_LEDGER))
            .put("export",      Row.named(As.NAMED_OR_MACHINE, "NOT_YOURS", "`EXPORT`", Power.SEE_CASES, Power.EXPORT_PETITIONERS))
            .put("person find",    Row.named(As.NAMED, "NOT_YOURS", "`SEE`", Power.ANSWER_PERSONS))
            .put("person export",  Row.named(As.NAMED, "NOT_YOURS", "`EXPORT`", Power.ANSWER_PERSONS))
            .put("person correct", Row.named(As.NAMED, "NOT_FOUND, NOT_YOURS", "`CORRECT`", Power.ANSWER_PERSONS))
            .put("retain",      Row.named(As.NAMED_OR_MACHINE, "NOT_FOUND, NOT_YOURS", "`EXPORT`, `ERASE`, `CHANGE_POLICY`", Power.ERASE_EXPIRED, Power.HOLD_ERASURE))
            .put("handover list",  Row.machine(NONE))
            .put("handover show",  Row.named(As.NAMED_OR_MACHINE, "NOT_FOUND", "`SEE`", Power.SEE_HANDOVERS))
            .put("handover print", Row.named(As.NAMED_OR_MACHINE, "NOT_FOUND", "`PRINT`", Power.SEE_HANDOVERS))
            .put("handover open",        Row.step("`Open`",       OUT, ABOVE, WATCH, OFFICE))
            .put("handover fill",        Row.step("`Complete`",   OUT, ABOVE))
            .put("handover keep",        Row.step("`Keep`",       OUT))
            .put("handover sign",        Row.step("`Freeze`, `Receive`, `Witness`", OUT, ABOVE, OFFICE, IN, WATCH))
            .put("handover check",       Row.step("`Check`",      IN))
            .put("handover question",    Row.step("`Question`",   IN))
            .put("handover answer",      Row.step("`Answer`",     OUT, ABOVE))
            .put("handover supplement",  Row.step("`Supplement`", OUT, IN, ABOVE, WATCH, OFFICE))
            .put("handover replace",     Row.step("`Replace`",    ABOVE, WATCH, OFFICE))
            .put("handover complete",    Row.step("`TakeEffect`", OUT, IN, ABOVE, WATCH, OFFICE))
            .put("handover found-later", Row.step("`FoundLater`", IN, ABOVE, WATCH, OFFICE))
            .put("handover cancel",      Row.step("`Cancel`",     ABOVE, WATCH, OFFICE))
            .build();
    // spotless:on

    private static Row row(String command) {
        return Optional.ofNullable(ROWS.get(command)).orElseThrow();
    }

    private static String line(String command, Row row) {
        return "| "
                + String.join(
                        " | ",
                        "`jieli " + command + "`",
                        row.as.words,
                        Stream.concat(
                                        row.powers.stream().map(power -> said(Words.of(power), power)),
                                        row.parties.stream().map(party -> said(Words.of(party), party)))
                                .collect(joining("<br>")),
                        row.told.isEmpty() ? "" : "`" + row.told.replace(", ", "`, `") + "`",
                        row.entered)
                + " |\n";
    }

    private static String said(Wording words, Enum<?> name) {
        return words.zh() + " " + name.name();
    }

    // ------------------------------------------------------------------ an office, and a line to call commands on

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private InMemoryArchive archive = new InMemoryArchive();
    private Given given = Given.an_office(archive);
    private LocalDate today = given.today();
    private int files;
    private final List<String> wrong = new ArrayList<>();
    private final CommandLine tree = CommandTree.of(
            Console.of(new String[] {"--json"}, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true)),
            (place, console) -> Called.doors(archive, today).open(place, console));

    private Called jieli(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new Called(tree.execute(args), out.toString(), err.toString());
    }

    private static String reason(Called called) {
        return called.code() == Console.DONE ? "" : called.json().path("reason").asText();
    }

    /** In somebody's name. Where that is refused as not his or hers, it is on record as refused to him or her, and else is not. */
    private Called by(Who who, String... args) {
        int before = refusals().size();
        Called called = jieli(Called.with(args, "--by", who.id().toString()));
        List<Entry> entered = refusals();
        boolean refused = List.of("NOT_YOURS", "RECUSED").contains(reason(called));
        assertThat(entered).as(String.join(" ", args)).hasSize(before + (refused ? 1 : 0));
        if (refused) {
            Entry last = entered.get(0);
            assertThat(last.by()).contains(who.id());
            assertThat(((AccountAct.Trace) last.act()).details())
                    .containsEntry(AccountAct.Detail.WHY, reason(called))
                    .containsEntry(AccountAct.Detail.MEANS, "command line")
                    .hasEntrySatisfying(
                            AccountAct.Detail.ROUTE,
                            command -> assertThat(ROWS.keySet())
                                    .anyMatch(row -> command.equals("jieli " + row)
                                            && String.join(" ", args).startsWith(row)));
        }
        return called;
    }

    /** The newest first. */
    private List<Entry> refusals() {
        return archive
                .audit()
                .traces(
                        new Audit.TraceFilter(
                                Optional.empty(),
                                Optional.of(AccountAct.Kind.REFUSE),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        1_000)
                .lines()
                .stream()
                .map(Audit.Traced::entry)
                .toList();
    }

    /** Each time on what is there now, whatever somebody before did. */
    private void byEverybody(BiFunction<Who, Seat, Optional<String>> tried) {
        InMemoryArchive office = archive;
        for (Who who : Who.values()) {
            archive = office.copy();
            Optional<Seat> seat = look(session -> session.tenures().seat(who.id()));
            if (seat.isEmpty()) {
                continue; // left
            }
            tried.apply(who, seat.get()).ifPresent(fault -> wrong.add(fault + " by " + who));
        }
        archive = office;
        assertThat(wrong).isEmpty();
    }

    private <T> T look(Function<Store.Session, T> at) {
        return Given.done(archive.store().transact(Asker.Job.OPERATOR, session -> Outcome.done(at.apply(session))));
    }

    private boolean sees(Who who, PetitionCase found) {
        return look(session -> session.sight(Asker.of(who.id()))).sees(found);
    }

    private boolean isKnown(CaseId id) {
        return look(session -> session.cases().petitioner(id)).isPresent();
    }

    private boolean permits(Power power, Seat seat, Set<UnitId> about) {
        List<Unit> units = look(session -> session.roster().units());
        return units.stream()
                .filter(unit -> about.contains(unit.id()))
                .anyMatch(unit -> Authority.permits(power, seat, Optional.of(unit), units) instanceof Outcome.Done);
    }

    private static boolean isHeldBy(Power power, Seat seat) {
        return !Sets.intersection(Authority.holders(power), Authority.capacities(seat))
                .isEmpty();
    }

    private List<Entry> traces(AccountAct.Kind kind) {
        return archive.audit().traces(Audit.TraceFilter.none(), Optional.empty(), 100).lines().stream()
                .filter(line -> line.trace().kind() == kind && line.trace().done())
                .map(Audit.Traced::entry)
                .toList();
    }

    private PetitionCase accusation(Set<UnitId> units, Set<OfficialId> officials) {
        return given.does(
                Who.CLERK,
                given.registered(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.copyOf(units),
                        ImmutableSet.copyOf(officials),
                        "检举控告"));
    }

    /** Of each kind: near and far, against a unit, against somebody who sees all else, in the city above, and at its end. */
    private List<PetitionCase> cases() {
        return List.of(
                given.accepted(),
                given.reviewRequested(),
                accusation(Set.of(Who.HEAD.unit()), Set.of()),
                accusation(Set.of(), Set.of(Who.MAGISTRATE.official(), Who.OFFICE_HEAD.official())),
                given.registered(given.petition(), Who.REREVIEWER),
                given.does(Who.CLERK, given.registered(), new CaseAct.Withdraw("信访人书面撤回")));
    }

    private Path next(String ending) {
        return folder.resolve("file" + files++ + ending);
    }

    // ------------------------------------------------------------------ the rows

    private static List<String> leaves(CommandLine command, String path) {
        return command.getSubcommands().isEmpty()
                ? List.of(path)
                : command.getSubcommands().entrySet().stream()
                        .flatMap(sub -> leaves(sub.getValue(), (path + " " + sub.getKey()).strip()).stream())
                        .toList();
    }

    @Test
    void every_command_has_a_row_that_says_as_whom_it_acts() throws IOException {
        String printed = HEAD
                + ROWS.entrySet().stream()
                        .map(row -> line(row.getKey(), row.getValue()))
                        .collect(joining());
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.writeString(PAGE, printed);
        }

        assertThat(leaves(tree, "")).containsExactlyInAnyOrderElementsOf(ROWS.keySet());
        ROWS.forEach((command, row) -> {
            CommandLine found = tree;
            for (String name : Splitter.on(' ').split(command)) {
                found = Optional.ofNullable(found.getSubcommands().get(name)).orElseThrow();
            }
            Optional<OptionSpec> by = Optional.ofNullable(found.getCommandSpec().findOption("--by"));
            assertThat(by.isPresent())
                    .as(command + " names somebody")
                    .isEqualTo(row.as != As.MACHINE && row.as != As.NOBODY);
            assertThat(by.map(OptionSpec::required).orElse(false))
                    .as(command + " needs somebody to be named")
                    .isEqualTo(row.as == As.NAMED);
        });
        assertThat(PAGE)
                .as(
                        "docs/commands.md has a row for each command: print it, read what is new, and commit it with the command;"
                                + " mvn -pl bootstrap -am test -Dtest=CommandMatrixTest -Djieli.docs.write=true")
                .hasContent(printed);
    }

    // ------------------------------------------------------------------ cases, and whose they are

    @Test
    void one_case_is_there_for_whom_it_is_shown_to_and_open_to_whom_the_table_names() {
        List<PetitionCase> cases = cases();
        Set<Who> done = EnumSet.noneOf(Who.class);
        for (PetitionCase one : cases) {
            for (String how : List.of(one.petition().number(), one.id().toString())) {
                byEverybody((who, seat) -> {
                    boolean sees = sees(who, one);
                    boolean corrects =
                            permits(Power.ANSWER_PERSONS, seat, one.involved().units());
                    boolean holds = permits(
                            Power.HOLD_ERASURE, seat, Set.of(one.position().unit()));
                    List<String> faults = new ArrayList<>();
                    String[] correct = {"person", "correct", how, "--phone", "00000005678", "--reason", "申请表第1号"};
                    judged(correct, who, how, sees, corrects).ifPresent(faults::add);
                    if (sees && corrects) {
                        done.add(who);
                        faults.addAll(entered(AccountAct.Kind.CORRECT, who, one));
                    }
                    judged(new String[] {"retain", "--hold", how, "--reason", "调查期间"}, who, how, sees, holds)
                            .ifPresent(faults::add);
                    judged(new String[] {"retain", "--release", how, "--reason", "已查清"}, who, how, sees, holds)
                            .ifPresent(faults::add);
                    if (sees && holds) {
                        faults.addAll(entered(AccountAct.Kind.CHANGE_POLICY, who, one));
                    }
                    return faults.isEmpty() ? Optional.empty() : Optional.of(faults.toString());
                });
            }
        }
        assertThat(done).contains(Who.CLERK, Who.OFFICE_HEAD);
    }

    private Optional<String> judged(String[] args, Who who, String reference, boolean sees, boolean may) {
        Called called = by(who, args);
        String[] nowhere = args.clone();
        for (int i = 0; i < args.length; i++) {
            nowhere[i] = args[i].equals(reference) ? NOWHERE : args[i];
        }
        String said = called.out() + called.err();
        boolean asSaid = !sees
                ? said.equals(said(by(who, nowhere)).replace(NOWHERE, reference))
                : may ? called.code() == Console.DONE : reason(called).equals("NOT_YOURS");
        return asSaid
                ? Optional.empty()
                : Optional.of(
                        String.join(" ", args) + ": " + said + (sees ? may ? "may" : "may not" : "is not shown it"));
    }

    private static final String NOWHERE = "00000000-0000-4000-8000-00000000dead";

    private static String said(Called called) {
        return called.out() + called.err();
    }

    private List<String> entered(AccountAct.Kind kind, Who who, PetitionCase about) {
        List<Entry> traces = traces(kind);
        boolean entered = !traces.isEmpty()
                && traces.stream()
                        .allMatch(entry -> entry.by().equals(Optional.of(who.id()))
                                && ((AccountAct.Trace) entry.act()).about().equals(Optional.of(about.subject())));
        return entered ? List.of() : List.of("entered as " + traces);
    }

    @Test
    void a_person_is_answered_by_whom_the_table_names_and_of_what_is_shown_to_whoever_answers() {
        List<PetitionCase> cases = cases();
        Petitioner person = Given.petitioner();
        String[] asked = {"--name", person.name(), "--phone", person.phone().orElseThrow(), "--purpose", "申请表第1号，核对了身份证"
        };
        Set<Who> done = EnumSet.noneOf(Who.class);
        byEverybody((who, seat) -> {
            Set<String> reached = cases.stream()
                    .filter(one -> sees(who, one)
                            && permits(
                                    Power.ANSWER_PERSONS, seat, one.involved().units()))
                    .map(one -> one.petition().number())
                    .collect(Collectors.toSet());
            boolean may = isHeldBy(Power.ANSWER_PERSONS, seat);
            Path copy = next(".docx");
            Called found = by(who, Called.with(new String[] {"person", "find"}, asked));
            Called exported = by(who, Called.with(new String[] {"person", "export", copy.toString()}, asked));
            if (!may) {
                boolean refused = reason(found).equals("NOT_YOURS")
                        && reason(exported).equals("NOT_YOURS")
                        && !Files.exists(copy);
                return refused ? Optional.empty() : Optional.of(said(found) + said(exported));
            }
            done.add(who);
            Set<String> told = new TreeSet<>();
            found.done().get("cases").forEach(one -> told.add(one.get("number").asText()));
            boolean asSaid = told.equals(reached)
                    && exported.done().get("cases").asInt() == reached.size()
                    && Files.exists(copy)
                    && isBy(traces(AccountAct.Kind.SEE), who)
                    && isBy(traces(AccountAct.Kind.EXPORT), who);
            return asSaid ? Optional.empty() : Optional.of("finds " + told + " and not " + reached);
        });
        assertThat(done).contains(Who.CLERK, Who.OTHER_CLERK, Who.OFFICE_HEAD);
    }

    private static boolean isBy(List<Entry> traces, Who who) {
        return !traces.isEmpty() && traces.stream().allMatch(entry -> entry.by().equals(Optional.of(who.id())));
    }

    @Test
    void a_ledger_holds_what_is_shown_and_is_unmasked_for_whom_the_table_names_as_far_as_it_says() {
        List<PetitionCase> cases = cases();
        String phone = Given.petitioner().phone().orElseThrow();
        Set<Who> done = EnumSet.noneOf(Who.class);
        byEverybody((who, seat) -> {
            List<String> faults = new ArrayList<>();
            Path masked = next(".csv");
            Path plain = next(".csv");
            by(who, "export", masked.toString()).done();
            Called unmasked = by(who, "export", plain.toString(), "--plain", "--purpose", "移送市信访局");
            boolean may = isHeldBy(Power.EXPORT_PETITIONERS, seat);
            if (may != (unmasked.code() == Console.DONE)
                    || may != Files.exists(plain)
                    || (!may && !reason(unmasked).equals("NOT_YOURS"))) {
                faults.add("unmasked: " + said(unmasked));
            }
            if (may) {
                done.add(who);
            }
            for (PetitionCase one : cases) {
                boolean sees = sees(who, one);
                Optional<String> row = rowOf(one, masked);
                if (row.isPresent() != sees
                        || row.filter(text -> text.contains(phone)).isPresent()) {
                    faults.add("masked: " + row);
                }
                if (may) {
                    Optional<String> whole = rowOf(one, plain);
                    boolean reached = permits(
                            Power.EXPORT_PETITIONERS, seat, one.involved().units());
                    if (whole.isPresent() != sees
                            || (whole.filter(text -> text.contains(phone)).isPresent() != (sees && reached))) {
                        faults.add("plain: " + whole);
                    }
                }
            }
            if (!isBy(traces(AccountAct.Kind.EXPORT), who)) {
                faults.add("entered as " + traces(AccountAct.Kind.EXPORT));
            }
            return faults.isEmpty() ? Optional.empty() : Optional.of(faults.toString());
        });
        assertThat(done).contains(Who.CLERK, Who.OFFICE_HEAD);
    }

    private static Optional<String> rowOf(PetitionCase one, Path ledger) {
        try (Stream<String> lines = Files.lines(ledger)) {
            return lines.filter(line -> line.startsWith(one.petition().number() + ","))
                    .findFirst();
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    @Test
    void a_ledger_comes_in_and_an_approved_list_is_erased_by_whom_the_table_names() throws IOException {
        PetitionCase ended = cases().get(5);
        Path ledger = Files.writeString(next(".csv"), "编号,信访人,信访日期,反映问题\nLY-1,张某某,2026-02-27,反映道路破损\n");
        byEverybody((who, seat) -> {
            boolean imports = isHeldBy(Power.IMPORT_LEDGER, seat);
            Called taken = by(who, "import", ledger.toString());
            Optional<IncumbencyId> entered = archive.board(Asker.Job.OPERATOR)
                    .numbered("LY-1")
                    .flatMap(id -> look(session -> session.dockets().read(PetitionCase.subject(id)))
                            .get(0)
                            .by());
            boolean asSaid = imports
                    ? taken.code() == Console.DONE
                            && entered.equals(Optional.of(who.id()))
                            && isBy(traces(AccountAct.Kind.IMPORT), who)
                    : reason(taken).equals("NOT_YOURS") && entered.isEmpty();

            boolean erases = isHeldBy(Power.ERASE_EXPIRED, seat);
            today = given.today().plusYears(20);
            String list = next(".txt").toString();
            assertThat(jieli("retain", "--list", list).code()).isEqualTo(Console.DONE);
            Called erased = by(who, "retain", "--erase", "--document", "某信销〔2046〕1号", "--list", list);
            today = given.today();
            boolean gone = !isKnown(ended.id());
            boolean alsoSaid = erases
                    ? erased.code() == Console.DONE && gone == sees(who, ended)
                    : reason(erased).equals("NOT_YOURS") && !gone;
            boolean onRecord = gone
                    ? isBy(traces(AccountAct.Kind.ERASE), who)
                    : traces(AccountAct.Kind.ERASE).isEmpty();
            return asSaid && alsoSaid && onRecord
                    ? Optional.empty()
                    : Optional.of(said(taken) + said(erased) + gone + entered);
        });
    }

    @Test
    void whoever_is_accused_is_told_by_erasing_what_an_office_without_the_accusation_tells_and_the_machine_erases_it()
            throws IOException {
        given.does(Who.CLERK, given.registered(), new CaseAct.Withdraw("信访人书面撤回"));
        InMemoryArchive without = archive.copy();
        CaseId accusation = accusation(Set.of(Who.CLERK.unit()), Set.of()).id();
        given.does(Who.CLERK, accusation, new CaseAct.Decline("不属本单位职权", "县纪委监委"));
        given.does(Who.CLERK, accusation, new CaseAct.Notify(Manner.BY_POST, "已告知"));
        InMemoryArchive with = archive;
        today = given.today().plusYears(20);
        String list = next(".txt").toString();
        assertThat(jieli("retain", "--list", list).code()).isEqualTo(Console.DONE);
        assertThat(Files.readString(Path.of(list))).contains(accusation.toString());
        List<String[]> asked = List.of(
                new String[] {"retain"},
                new String[] {"retain", "--json"},
                new String[] {"retain", "--erase", "--document", "某信销〔2046〕1号", "--list", list},
                new String[] {"retain", "--erase", "--document", "某信销〔2046〕1号", "--list", list, "--json"},
                new String[] {"retain"});

        for (String[] args : asked) {
            for (Who who : List.of(Who.CLERK, Who.OFFICE_HEAD)) {
                archive = without;
                Called told = by(who, args);
                archive = with;
                assertThat(by(who, args))
                        .as(String.join(" ", args) + " by " + who)
                        .isEqualTo(told);
            }
        }
        assertThat(isKnown(accusation)).isTrue();
        Called whole = jieli("retain", "--erase", "--document", "某信销〔2046〕1号", "--list", list);
        assertThat(whole.code()).as(said(whole)).isEqualTo(Console.DONE);
        assertThat(isKnown(accusation)).isFalse();
        assertThat(traces(AccountAct.Kind.ERASE))
                .filteredOn(entry ->
                        ((AccountAct.Trace) entry.act()).about().equals(Optional.of(PetitionCase.subject(accusation))))
                .extracting(Entry::by)
                .containsExactly(Optional.empty());
    }

    // ------------------------------------------------------------------ handovers

    /** Who is what in a handover of the handler's. */
    private static final ImmutableMap<Capacity, ImmutableSet<Who>> PARTIES = ImmutableMap.of(
            OUT, ImmutableSet.of(Who.HANDLER),
            IN, ImmutableSet.of(Who.COLLEAGUE),
            WATCH, ImmutableSet.of(Who.OFFICE_HEAD),
            ABOVE, ImmutableSet.of(Who.HEAD, Who.DEPUTY),
            OFFICE, ImmutableSet.of(Who.OFFICE_HEAD, Who.CLERK, Who.OTHER_CLERK));

    private static Set<Who> those(Capacity... capacities) {
        return Arrays.stream(capacities)
                .flatMap(capacity -> Optional.ofNullable(PARTIES.get(capacity)).stream())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Who.class)));
    }

    private static Set<Who> those(String command) {
        return those(row(command).parties.toArray(Capacity[]::new));
    }

    private Handover opened() {
        given.accepted();
        return given.opened(Who.HANDLER, Who.COLLEAGUE.id());
    }

    private static String first(Handover handover) {
        return handover.items().values().asList().get(0).number();
    }

    /** A step by everybody: done by these, entered as theirs, and for whom the handover is not shown as if there were none. */
    private void stepped(Handover handover, Set<Who> may, String command, String... rest) {
        Set<Who> done = EnumSet.noneOf(Who.class);
        byEverybody((who, seat) -> {
            String id = handover.id().toString();
            String[] args = Stream.of(Stream.of("handover", command, id), Stream.of(rest))
                    .flatMap(part -> part)
                    .toArray(String[]::new);
            boolean sees = look(session -> session.handover(handover.id(), Asker.of(who.id())))
                    .isPresent();
            Called called = by(who, args);
            if (!sees) {
                args[2] = NOWHERE;
                return said(called).equals(said(by(who, args)).replace(NOWHERE, id))
                        ? Optional.empty()
                        : Optional.of(command + ", though it is not shown: " + said(called));
            }
            if (called.code() != Console.DONE) {
                return reason(called).equals("NOT_FOUND")
                        ? Optional.of(command + ", though it is shown: " + said(called))
                        : Optional.empty();
            }
            done.add(who);
            List<Entry> docket = look(session -> session.dockets().read(handover.subject()));
            return docket.size() > handover.entries()
                            && docket.get(handover.entries()).by().equals(Optional.of(who.id()))
                            && isBy(traces(AccountAct.Kind.ACT), who)
                    ? Optional.empty()
                    : Optional.of(command + " is not entered as that person's");
        });
        assertThat(done).as(command).isEqualTo(may);
        assertThat(those("handover " + command)).as(command).containsAll(done);
    }

    private void anew() {
        archive = new InMemoryArchive();
        given = Given.an_office(archive);
        today = given.today();
    }

    @Test
    void a_handover_is_read_by_whom_it_is_shown_to() {
        Handover handover = opened();
        accusation(Set.of(), Set.of(Who.HEAD.official()));
        Handover withSecret = given.opened(Who.CLERK.id(), Who.OTHER_CLERK.id(), Who.REVIEW_HEAD.id());
        Set<Who> shown = EnumSet.noneOf(Who.class);
        for (Handover one : List.of(handover, withSecret)) {
            byEverybody((who, seat) -> {
                String id = one.id().toString();
                Path paper = next(".docx");
                boolean sees = look(session -> session.handover(one.id(), Asker.of(who.id())))
                        .isPresent();
                Called show = by(who, "handover", "show", id);
                Called print = by(who, "handover", "print", id, paper.toString());
                if (sees) {
                    shown.add(who);
                    return show.code() == Console.DONE
                                    && print.code() == Console.DONE
                                    && isBy(traces(AccountAct.Kind.SEE), who)
                                    && isBy(traces(AccountAct.Kind.PRINT), who)
                            ? Optional.empty()
                            : Optional.of(said(show) + said(print));
                }
                boolean none = said(show)
                                .equals(said(by(who, "handover", "show", NOWHERE))
                                        .replace(NOWHERE, id))
                        && said(print)
                                .equals(said(by(who, "handover", "print", NOWHERE, paper.toString()))
                                        .replace(NOWHERE, id))
                        && !Files.exists(paper);
                return none ? Optional.empty() : Optional.of(said(show) + said(print));
            });
        }
        assertThat(shown).contains(Who.HANDLER, Who.REVIEW_HEAD).doesNotContain(Who.TOWN_HEAD, Who.REREVIEWER);
    }

    @Test
    void each_step_of_a_handover_is_taken_by_the_parties_whose_it_is() {
        stepped(opened(), those("handover fill"), "fill", "--history", "已接访", "--next", "按期办结");
        anew();
        Handover completed = given.completed(opened());
        stepped(completed, those("handover cancel"), "cancel", "--reason", "不离任了");
        anew();
        IncumbencyId second = given.alsoSits(Who.HANDLER, Who.TOWN_HANDLER);
        Handover kept = opened();
        stepped(
                kept,
                those("handover keep"),
                "keep",
                "--case",
                first(kept),
                "--under",
                second.toString(),
                "--reason",
                "由本人办到底");
        anew();
        Handover frozen = given.frozen(opened());
        stepped(frozen, those("handover check"), "check");
        stepped(frozen, those("handover question"), "question", "--case", first(frozen), "--text", "请补充");
        stepped(
                frozen,
                those("handover replace"),
                "replace",
                "--witness",
                Who.CLERK.id().toString(),
                "--reason",
                "另有公务");
        given.accepted();
        stepped(frozen, those("handover supplement"), "supplement");
        anew();
        Handover questioned = given.frozen(opened());
        questioned = given.steps(
                Who.COLLEAGUE.id(),
                questioned,
                new HandoverAct.Question(questioned.items().keySet().asList().get(0), "附件是否齐全？"));
        stepped(questioned, those("handover answer"), "answer", "--case", first(questioned), "--text", "已附");
    }

    @Test
    void a_list_is_signed_by_the_three_each_in_turn_and_takes_effect() {
        Handover completed = given.completed(opened());
        Set<Who> inPlace = those(ABOVE, OFFICE);
        inPlace.remove(Who.OFFICE_HEAD); // who signs as the witness
        inPlace.add(Who.HANDLER);
        stepped(completed, inPlace, "sign", "--in-place", "移交人已离岗");
        Handover frozen = given.frozen(completed);
        frozen = given.steps(
                Who.COLLEAGUE.id(),
                frozen,
                new HandoverAct.Check(frozen.items().keySet().asList()));
        stepped(frozen, those(IN), "sign", "--digest", frozen.digest().orElseThrow());
        Handover received = given.steps(
                Who.COLLEAGUE.id(),
                frozen,
                new HandoverAct.Receive(frozen.digest().orElseThrow()));
        stepped(received, those(WATCH), "sign", "--digest", received.digest().orElseThrow());
        Handover witnessed = given.steps(
                Who.OFFICE_HEAD.id(),
                received,
                new HandoverAct.Witness(received.digest().orElseThrow()));
        stepped(witnessed, those("handover complete"), "complete");

        Handover effective = Given.done(given.completes(witnessed));
        PetitionCase left = given.accepted(Who.COLLEAGUE);
        stepped(
                effective,
                those("handover found-later"),
                "found-later",
                "--case",
                left.petition().number(),
                "--text",
                "抽屉里的来信");
    }

    @Test
    void a_handover_is_opened_by_the_leaver_by_those_above_and_by_whom_it_would_be_shown_to() {
        given.accepted();
        for (boolean watches : new boolean[] {false, true}) {
            Set<Who> done = EnumSet.noneOf(Who.class);
            byEverybody((who, seat) -> {
                Called opened = opens(watches ? who : Who.OFFICE_HEAD, Optional.of(who));
                if (opened.code() == Console.DONE) {
                    done.add(who);
                }
                return opened.code() == Console.DONE
                                || List.of("NOT_YOURS", "SAME_PERSON").contains(reason(opened))
                        ? Optional.empty()
                        : Optional.of(said(opened));
            });
            Set<Who> may = those(ABOVE, OFFICE);
            if (watches) {
                may.addAll(Set.of(Who.MAGISTRATE, Who.OTHER_DEPUTY, Who.SUPERVISOR)); // shown all that is below them
            } else {
                may.add(Who.HANDLER);
            }
            assertThat(done).isEqualTo(may);
        }
    }

    private Called opens(Who witness, Optional<Who> by) {
        String[] args = {
            "handover", "open",
            "--outgoing", Who.HANDLER.id().toString(),
            "--incoming", Who.COLLEAGUE.id().toString(),
            "--witness", witness.id().toString(),
            "--leaves", today.toString()
        };
        return by.isPresent() ? by(by.get(), args) : jieli(args);
    }

    // ------------------------------------------------------------------ whoever left, and nobody in particular

    @Test
    void whoever_left_is_nobody_by_any_command() throws IOException {
        String number = given.accepted().petition().number();
        Handover handover = opened();
        String ledger = Files.writeString(next(".csv"), "编号,信访人,信访日期,反映问题\nLY-1,张某某,2026-02-27,反映道路破损\n")
                .toString();
        String written = next(".csv").toString();
        String paper = next(".docx").toString();
        Given.done(archive.store().transact(Asker.Job.OPERATOR, session -> {
            session.tenures().end(Who.TOWN_HANDLER.id(), today);
            return Outcome.done(true);
        }));
        String person = "--name 测试人甲 --phone 00000001234 --purpose 申请 ";
        Map<String, String> lines = new HashMap<>(Map.of(
                "import",
                ledger,
                "export",
                written,
                "person find",
                person,
                "person export",
                person + paper,
                "person correct",
                number + " --phone 1 --reason 申请",
                "retain",
                "--hold " + number + " --reason 调查",
                "handover open",
                "--outgoing %s --incoming %s --witness %s --leaves %s"
                        .formatted(Who.CLERK.id(), Who.OTHER_CLERK.id(), Who.OFFICE_HEAD.id(), today)));
        Map.of(
                        "show", "",
                        "print", paper,
                        "sign", "",
                        "check", "",
                        "supplement", "",
                        "complete", "",
                        "fill", "--history 已接访 --next 办结",
                        "replace", "--witness " + Who.CLERK.id() + " --reason 另有公务",
                        "cancel", "--reason 不离任了",
                        "keep", "--case " + number + " --under " + Who.CLERK.id() + " --reason 熟悉")
                .forEach((step, rest) -> lines.put("handover " + step, handover.id() + " " + rest));
        for (String step : List.of("question", "answer", "found-later")) {
            lines.put("handover " + step, handover.id() + " --case " + number + " --text 说明");
        }
        long entries = archive.audit().verify(read -> {}).entries();

        assertThat(lines.keySet())
                .isEqualTo(Maps.filterValues(ROWS, row -> row.as != As.MACHINE && row.as != As.NOBODY)
                        .keySet());
        lines.forEach((command, rest) -> {
            Called called = by(Who.TOWN_HANDLER, (command + " " + rest).strip().split(" +"));
            assertThat(called.code()).as(command + said(called)).isEqualTo(Console.REFUSED);
            assertThat(reason(called)).as(command).isEqualTo("NOT_FOUND");
        });
        assertThat(archive.audit().verify(read -> {}).entries()).isEqualTo(entries);
        assertThat(Path.of(written)).doesNotExist();
        assertThat(Path.of(paper)).doesNotExist();
    }

    private static void isOfTheMachine(Archive archive, AccountAct.Kind kind, int times) {
        List<Entry> traces = archive.audit().traces(Audit.TraceFilter.none(), Optional.empty(), 100).lines().stream()
                .filter(line -> line.trace().kind() == kind)
                .map(Audit.Traced::entry)
                .toList();
        assertThat(traces).as("%s", kind).hasSize(times).allSatisfy(entry -> {
            assertThat(entry.by()).isEmpty();
            assertThat(((AccountAct.Trace) entry.act()).details())
                    .containsEntry(AccountAct.Detail.MEANS, "command line");
        });
    }

    @Test
    void where_nobody_is_named_it_is_entered_as_from_the_command_line_or_as_the_partys_whose_step_it_is()
            throws IOException {
        Handover handover = opened();
        String id = handover.id().toString();
        jieli("export", next(".csv").toString()).done();
        jieli("handover", "print", id, next(".docx").toString()).done();
        Path data = Files.createDirectory(folder.resolve("data"));
        assertThat(jieli("checkpoint", next(".txt").toString(), "--rotate-key", "--data", data.toString())
                        .code())
                .isZero();
        archive.accounts()
                .add(Accounts.Account.of(
                                UUID.nameUUIDFromBytes(new byte[] {1}),
                                "sec",
                                new OfficialId(UUID.nameUUIDFromBytes(new byte[] {2})),
                                Accounts.Password.first("$argon2id$", given.now(), false),
                                "key")
                        .serving(Optional.of(Duty.SECURITY)));
        jieli("account", "reset", "sec", "--factors").done();
        Map.of(
                        AccountAct.Kind.EXPORT, 2, // the ledger and the checkpoints
                        AccountAct.Kind.PRINT, 1,
                        AccountAct.Kind.ROTATE_KEY, 1,
                        AccountAct.Kind.CHANGE_PASSWORD, 1,
                        AccountAct.Kind.CHANGE_SECOND_FACTOR, 1)
                .forEach((kind, times) -> isOfTheMachine(archive, kind, times));

        jieli("handover", "fill", id, "--history", "已接访", "--next", "按期办结").done();
        jieli("handover", "cancel", id, "--reason", "不离任了").done();
        opens(Who.OFFICE_HEAD, Optional.empty()).done();
        isOfTheMachine(archive, AccountAct.Kind.ACT, 3);
        assertThat(traces(AccountAct.Kind.ACT))
                .as("the newest first")
                .extracting(entry -> ((AccountAct.Trace) entry.act()).details().get(AccountAct.Detail.ROUTE))
                .containsExactly("jieli handover open", "jieli handover cancel", "jieli handover fill");
        List<Entry> docket = look(session -> session.dockets().read(handover.subject()));
        assertThat(docket.stream().skip(1).map(entry -> entry.by().orElseThrow()))
                .containsExactly(Who.HANDLER.id(), Who.OFFICE_HEAD.id());
    }

    @Test
    void upgrades_other_keys_backups_and_restorations_are_entered_as_from_the_command_line() throws IOException {
        TestPostgres postgres = TestPostgres.shared();
        Place place = place(postgres.freshDatabase(), "home");
        Place.Database database = place.database().orElseThrow();
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration")
                .target("24") // of an earlier release
                .load()
                .migrate();
        String key = folder.resolve("key").toString();
        String backup = next(".backup").toString();
        assertThat(called(place, "backup", next(".backup").toString(), "--key-file", key))
                .as("what cannot be entered is not backed up")
                .isEqualTo(Console.REFUSED);
        assertThat(err.toString()).contains("jieli upgrade");
        on(place, "upgrade", next(".backup").toString(), "--key-file", key);
        Wiring.open(place, (zh, en) -> {}, () -> {}).close(); // which draws the keys
        on(place, "keys", "--rotate", "--forget-earlier");
        on(place, "backup", backup, "--with-keys", "--key-file", key);
        Place restored = place(postgres.freshDatabase(), "restored");
        on(restored, "restore", backup, "--key-file", key);

        try (House house = Wiring.open(restored, (zh, en) -> {}, () -> {})) {
            isOfTheMachine(house.archive(), AccountAct.Kind.BACK_UP, 2); // before the upgrade, and afterwards
            isOfTheMachine(house.archive(), AccountAct.Kind.ROTATE_KEY, 2); // and forgetting the earlier ones
            isOfTheMachine(house.archive(), AccountAct.Kind.RESTORE, 1);
        }
    }

    private Place place(String url, String home) throws IOException {
        TestPostgres postgres = TestPostgres.shared();
        return new Place(
                Files.createDirectory(folder.resolve(home)),
                Optional.of(new Place.Database(
                        url.replaceFirst("\\?.*", ""),
                        postgres.server().user(),
                        postgres.server().password())));
    }

    private void on(Place place, String... command) throws IOException {
        assertThat(called(place, command)).as("%s", err).isZero();
    }

    private int called(Place place, String... command) throws IOException {
        Place.Database database = place.database().orElseThrow();
        Path password = Files.writeString(folder.resolve("password"), database.password() + "\n");
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] args = Called.with(
                command,
                "--data",
                place.home().toString(),
                "--database",
                database.url(),
                "--database-user",
                database.user(),
                "--database-password-file",
                password.toString());
        Console console = Console.of(args, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
        return CommandTree.run(console, args);
    }
}
