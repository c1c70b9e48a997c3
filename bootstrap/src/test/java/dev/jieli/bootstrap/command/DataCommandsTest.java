package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.PerformAct;
import dev.jieli.application.ledger.Column;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.county.DemoCounty;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.site.Passwords;
import dev.jieli.testkit.InMemoryArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** Founded once; each test goes on with a copy. */
    private static final InMemoryArchive COUNTY = new InMemoryArchive();

    private final Archive archive = COUNTY.copy();

    @TempDir
    private Path folder;

    @BeforeAll
    static void found() {
        DemoCounty.found(COUNTY, Law.national(), TODAY, percent -> {});
    }

    private Called jieli(String... args) {
        return Called.on(archive, TODAY, args);
    }

    private Board.HandoverLine handover(Handover.State state) {
        return archive.board(Asker.Job.OPERATOR).handovers(Optional.empty(), 10).stream()
                .filter(line -> line.state() == state)
                .findFirst()
                .orElseThrow();
    }

    // ----------------------------------------------------------------- who

    @Test
    void who_answered_is_told_for_a_day_before_and_a_day_after_a_handover() {
        Handover done = archive.board(Asker.Job.OPERATOR)
                .handover(handover(Handover.State.EFFECTIVE).id())
                .orElseThrow()
                .handover();
        Handover.Placed moved = done.placed().stream()
                .filter(placed -> placed.disposition() == Handover.Disposition.MOVED)
                .findFirst()
                .orElseThrow();
        String number = archive.board(Asker.Job.OPERATOR)
                .caseFile(moved.item())
                .orElseThrow()
                .petitionCase()
                .petition()
                .number();
        Board.HandoverLine line = handover(Handover.State.EFFECTIVE);

        assertThat(jieli("who", number, "--on", done.lastOn().minusDays(1).toString())
                        .out())
                .contains(line.outgoing().official());
        JsonNode after = jieli("who", number, "--on", done.lastOn().plusDays(1).toString(), "--json")
                .json();
        assertThat(after.get("chain").get(0).get("role").asText()).isEqualTo("HOLDER");
        assertThat(after.get("chain").get(0).get("official").asText())
                .isEqualTo(line.incoming().official());
    }

    @Test
    void who_refuses_what_it_cannot_know() {
        assertThat(jieli("who", "WY1999-0001").code()).isEqualTo(1);
        assertThat(jieli("who", "WY2026-0001", "--on", "2027-01-01").err()).contains("还没有到");
        assertThat(jieli("who", "WY2026-0001", "--on", "2020-01-01").err()).contains("还没有登记");
        assertThat(jieli("who").code()).isEqualTo(2);
    }

    // ----------------------------------------------------------------- verify

    @Test
    void verify_finds_all_whole() {
        JsonNode json = jieli("verify", "--json").json();

        assertThat(json.get("whole").asBoolean()).isTrue();
        assertThat(json.get("entries").asInt()).isGreaterThan(10_000);
        assertThat(jieli("verify").out()).contains("全部完好");
    }

    // ----------------------------------------------------------------- handovers

    @Test
    void a_handover_goes_from_its_opening_to_its_effect_on_the_command_line() {
        Board.HandoverLine draft = handover(Handover.State.DRAFT);
        String id = draft.id().toString();
        String shortId = id.substring(id.length() - 8);

        assertThat(jieli("handover", "list").out()).contains(id);
        assertThat(jieli("handover", "show", shortId).out()).contains("未填写");
        assertThat(jieli("handover", "sign", shortId).err())
                .as("items are open")
                .isNotBlank();
        assertThat(jieli("handover", "fill", shortId, "--history", "已核实材料", "--next", "按期办结", "--risk", "GREEN"))
                .extracting(Called::code, Called::err)
                .containsExactly(0, "");
        JsonNode frozen = jieli("handover", "sign", shortId, "--json").json();
        assertThat(frozen.get("state").asText()).isEqualTo("FROZEN");
        String digest = frozen.get("digest").asText();
        String first = frozen.get("items").get(0).get("case").asText();

        assertThat(jieli("handover", "question", shortId, "--case", first, "--text", "请补充踏勘记录")
                        .code())
                .isZero();
        assertThat(jieli("handover", "answer", shortId, "--case", first, "--text", "已附")
                        .code())
                .isZero();
        assertThat(jieli("handover", "check", shortId).code()).isZero();
        assertThat(jieli("handover", "sign", shortId).err()).contains("--digest");
        assertThat(jieli("handover", "sign", shortId, "--digest", "0000000000").err())
                .contains(digest);
        assertThat(jieli("handover", "sign", shortId, "--digest", digest.substring(0, 8))
                        .code())
                .isZero();
        assertThat(jieli("handover", "sign", shortId, "--digest", digest).code())
                .isZero();
        assertThat(jieli("handover", "sign", shortId, "--digest", digest).err()).contains("不需要再签");
        assertThat(jieli("handover", "complete", shortId).code())
                .as("not before its day")
                .isEqualTo(1);
        Called effective = Called.on(archive, draft.leavesOn(), "handover", "complete", shortId, "--json");
        assertThat(effective.json().get("state").asText()).as(effective.err()).isEqualTo("EFFECTIVE");
        Path paper = folder.resolve("清单.docx");
        assertThat(jieli("handover", "print", shortId, paper.toString()).code()).isZero();
        assertThat(paper).isNotEmptyFile();
        assertThat(jieli("handover", "print", shortId, paper.toString()).err()).contains("--overwrite");
    }

    @Test
    void a_handover_is_opened_for_people_written_as_people_write_them() {
        Called opened = jieli(
                "handover",
                "open",
                "--outgoing",
                "县农业局/信访经办1",
                "--incoming",
                "武义县农业农村局/信访经办2",
                "--witness",
                "县信访局/督查科科长",
                "--leaves",
                "2026-12-10",
                "--cause",
                "retired",
                "--json");

        assertThat(opened.json().get("state").asText()).as(opened.err()).isEqualTo("DRAFT");
        assertThat(jieli(
                                "handover",
                                "open",
                                "--outgoing",
                                "县农业局/信访经办1",
                                "--incoming",
                                "没有这个人",
                                "--witness",
                                "县信访局/督查科科长",
                                "--leaves",
                                "2026-12-10")
                        .err())
                .contains("--incoming")
                .contains("没有这个人");
    }

    // ----------------------------------------------------------------- ledgers

    @Test
    void what_was_exported_is_not_taken_a_second_time() {
        Path ledger = folder.resolve("台账.xlsx");
        assertThat(jieli("export", ledger.toString(), "--json")
                        .json()
                        .get("rows")
                        .asInt())
                .isEqualTo(1_200);
        assertThat(jieli("export", ledger.toString()).err()).contains("--overwrite");

        JsonNode again = jieli("import", ledger.toString(), "--json").json();
        assertThat(again.get("imported").asInt()).isZero();
        assertThat(again.get("rejected"))
                .as("names are masked in it, so that each row says something else of its case")
                .hasSize(1_200)
                .allSatisfy(row -> assertThat(row.get("kind").asText()).isEqualTo("NUMBER_TAKEN"));
    }

    @Test
    void the_ledger_of_the_whole_county_comes_into_an_empty_office_and_goes_out_again_the_same() throws IOException {
        Archive empty = new InMemoryArchive();
        theSameUnitsAndPeople(empty);
        Path ledger = folder.resolve("县.csv");
        assertThat(jieli("export", ledger.toString()).code()).isZero();

        Called taken = Called.on(empty, TODAY, "import", ledger.toString(), "--json");
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.json().get("rejected")).isEmpty();
        assertThat(taken.json().get("imported").asInt()).isEqualTo(1_200);

        Path again = folder.resolve("又.csv");
        assertThat(Called.on(empty, TODAY, "export", again.toString()).code()).isZero();
        Set<String> answered =
                archive
                        .board(Asker.Job.OPERATOR)
                        .ledger(Board.Filter.none(), TODAY, Optional.empty(), 2_000)
                        .lines()
                        .stream()
                        .filter(line ->
                                line.ending().filter(Ending.ANSWERED::equals).isPresent())
                        .map(Board.Line::number)
                        .collect(Collectors.toSet());
        Map<String, List<String>> before = rows(ledger);
        Map<String, List<String>> after = rows(again);
        assertThat(answered).hasSizeBetween(10, 100);
        assertThat(after).hasSize(1_200 + 2).containsOnlyKeys(before.keySet());
        before.forEach((number, row) -> {
            for (int i = 0; i < row.size(); i++) {
                // What is answered without an opinion has no column of its own: it comes back as an opinion that was
                // received
                if (!answered.contains(number) || (i != SERVED_ON && i != STATUS)) {
                    assertThat(there(after, number).get(i))
                            .as(number + " " + LedgerSheet.COLUMNS.get(i))
                            .isEqualTo(row.get(i));
                }
            }
        });
    }

    private static final int SERVED_ON = LedgerSheet.COLUMNS.indexOf(Column.SERVED_ON);
    private static final int STATUS = LedgerSheet.COLUMNS.indexOf(Column.STATUS);

    /** A ledger by the numbers of its cases, with the row of headers and that of the watermark. */
    private static Map<String, List<String>> rows(Path ledger) throws IOException {
        return Files.readAllLines(ledger).stream()
                .map(line -> Splitter.on(',').splitToList(line))
                .collect(Collectors.toMap(cells -> cells.get(0), cells -> cells));
    }

    private static List<String> there(Map<String, List<String>> rows, String number) {
        return rows.getOrDefault(number, List.of());
    }

    /** The county as it is set up, without any of its cases. */
    private void theSameUnitsAndPeople(Archive into) {
        List<Entry> setUp = new ArrayList<>();
        archive.store().transact(Asker.Job.OPERATOR, session -> {
            session.roster()
                    .units()
                    .forEach(unit -> session
                            .dockets()
                            .read(new Subject(Subject.Kind.UNIT, unit.id().value()))
                            .stream()
                            .filter(entry -> entry.act() instanceof UnitAct)
                            .forEach(setUp::add));
            return Outcome.done(setUp.size());
        });
        assertThat(into.store().transact(Asker.Job.OPERATOR, session -> {
                    setUp.forEach(session.roster()::enter);
                    return Outcome.done(setUp.size());
                }))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_ledger_goes_out_masked_and_unmasked_only_for_a_purpose_by_who_may() throws IOException {
        Path masked = folder.resolve("遮盖.csv");
        Path plain = folder.resolve("完整.csv");
        assertThat(jieli("export", masked.toString()).code()).isZero();
        assertThat(jieli("export", plain.toString(), "--plain").code()).isEqualTo(1);
        assertThat(jieli("export", plain.toString(), "--plain", "--by", "县信访局/局长", "--purpose", " ")
                        .code())
                .isEqualTo(1);
        assertThat(jieli("export", plain.toString(), "--plain", "--by", "县长", "--purpose", "看看")
                        .code())
                .isEqualTo(1);
        assertThat(plain).doesNotExist();
        Called unmasked = jieli("export", plain.toString(), "--plain", "--by", "县信访局/局长", "--purpose", "移送市信访局");
        assertThat(unmasked.code()).as(unmasked.err()).isZero();

        assertThat(Files.readString(masked)).contains("某某,", "水印：").doesNotContainPattern(",100\\d{8},");
        assertThat(Files.readString(plain)).contains("水印：", "含信访人完整信息").containsPattern(",100\\d{8},");
    }

    @Test
    void what_is_to_be_erased_is_listed_and_nothing_is_without_an_approved_list() throws IOException {
        JsonNode dry = jieli("retain", "--json").json();
        assertThat(dry.get("dryRun").asBoolean()).isTrue();
        assertThat(dry.get("cases")).isEmpty();
        assertThat(jieli("retain", "--dry-run").out()).contains("没有到期");

        assertThat(jieli("retain", "--erase").code()).isEqualTo(1);
        assertThat(jieli("retain", "--erase", "--dry-run").code()).isEqualTo(1);
        String list = folder.resolve("清册.txt").toString();
        assertThat(jieli("retain", "--list", list).code()).isZero();
        assertThat(Files.readAllLines(Path.of(list)))
                .singleElement()
                .asString()
                .startsWith("# 水印：")
                .contains("命令行用户", "销毁清册");
        assertThat(jieli("retain", "--erase", "--by", "县信访局/局长", "--document", "某信销〔2026〕1号")
                        .err())
                .contains("--list");
        assertThat(jieli("retain", "--erase", "--by", "县长", "--document", "某信销〔2026〕1号", "--list", list)
                        .code())
                .isEqualTo(1);
        assertThat(jieli("retain", "--erase", "--document", "某信销〔2026〕1号", "--list", list + ".none")
                        .err())
                .contains("清册");
        assertThat(jieli("retain", "--erase", "--by", "县信访局/局长", "--document", "某信销〔2026〕1号", "--list", list)
                        .code())
                .isZero();
    }

    // ----------------------------------------------------------------- asked by somebody

    private static final String ACCUSED = "LY-0009";

    private IncumbencyId sitting(String text) {
        return References.sitters(archive.board(Asker.Job.OPERATOR), text)
                .get(0)
                .id();
    }

    /** A case with a registrar of the petition department, found to be an accusation against the department's head. */
    private void accused() throws IOException {
        IncumbencyId registrar = sitting("县信访局/接访登记员1");
        Path ledger = ledger("检举.csv", ACCUSED + ",某某某,2026-11-19,反映有关人员违规收受礼金,没有这个单位");
        assertThat(jieli("import", ledger.toString(), "--by", "县信访局/接访登记员1").code())
                .isZero();
        CaseId id = archive.board(Asker.Job.OPERATOR).numbered(ACCUSED).orElseThrow();
        OfficialId head = archive.board(Asker.Job.OPERATOR).organization().units().stream()
                .flatMap(unit -> unit.posts().stream())
                .flatMap(post -> post.sitting().stream())
                .filter(sitter -> sitter.incumbency().id().equals(sitting("县信访局/局长")))
                .map(sitter -> sitter.official().id())
                .findFirst()
                .orElseThrow();
        int entries = archive.board(Asker.Job.OPERATOR)
                .caseFile(id)
                .orElseThrow()
                .petitionCase()
                .entries();
        Outcome<PetitionCase> found = new PerformAct(archive.store(), Law.national())
                .perform(
                        id,
                        entries,
                        new CaseAct.Classify(
                                Track.ACCUSATION, Optional.empty(), ImmutableSet.of(), ImmutableSet.of(head), "检举控告"),
                        registrar,
                        TODAY,
                        TODAY.atTime(14, 0).atZone(PetitionCase.CHINA).toInstant());
        assertThat(found).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_ledger_in_somebodys_name_holds_what_he_or_she_is_shown() throws IOException {
        accused();
        Path all = folder.resolve("全部.csv");
        Path own = folder.resolve("本单位.csv");
        Path heads = folder.resolve("局长.csv");
        Path clerks = folder.resolve("登记员.csv");

        assertThat(jieli("export", all.toString(), "--json").json().get("rows").asInt())
                .isEqualTo(1_201);
        assertThat(jieli("export", own.toString(), "--by", "县农业局/信访经办1", "--json")
                        .json()
                        .get("rows")
                        .asInt())
                .isBetween(1, 200);
        assertThat(jieli("export", heads.toString(), "--by", "县信访局/局长").code()).isZero();
        assertThat(jieli("export", clerks.toString(), "--by", "县信访局/接访登记员1").code())
                .isZero();

        assertThat(Files.readString(all)).contains(ACCUSED);
        assertThat(Files.readString(heads)).doesNotContain(ACCUSED);
        assertThat(Files.readString(clerks)).contains(ACCUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retain --hold CASE --by 县信访局/局长 --reason 追责",
                "retain --release CASE --by 县信访局/局长 --reason 追责",
                "person correct CASE --phone 1 --by 县信访局/局长 --reason 申请",
                "handover question HANDOVER --case CASE --text 请补充 --by 县信访局/局长",
                "handover found-later HANDOVER --case CASE --text 漏项 --by 县信访局/局长",
                "handover fill HANDOVER --case CASE --history 已核实 --next 办结 --by 县信访局/局长",
            })
    void in_somebodys_name_an_accusation_against_that_person_is_no_case(String line) throws IOException {
        accused();
        String handover =
                line.replace("HANDOVER", handover(Handover.State.DRAFT).id().toString());

        Called asked = jieli(handover.replace("CASE", ACCUSED).split(" "));
        Called asIfNone = jieli(handover.replace("CASE", "LY-0000").split(" "));

        assertThat(asked.code()).isEqualTo(asIfNone.code()).isEqualTo(1);
        assertThat(asked.out() + asked.err()).isEqualTo((asIfNone.out() + asIfNone.err()).replace("LY-0000", ACCUSED));
    }

    @Test
    void in_somebodys_name_a_handover_is_there_for_whom_it_is_shown_to() {
        Board.HandoverLine draft = handover(Handover.State.DRAFT);
        String id = draft.id().toString();
        Path paper = folder.resolve("清单.docx");

        assertThat(jieli("handover", "show", id).code()).isZero();
        assertThat(jieli("handover", "show", id, "--by", party(draft.outgoing()))
                        .code())
                .isZero();
        for (String line : List.of("show", "sign", "cancel --reason 不离任", "print " + paper)) {
            Called stranger =
                    jieli(("handover " + line.replaceFirst("( |$)", " " + id + "$1") + " --by 县农业局/信访经办1").split(" "));
            assertThat(stranger.code()).isEqualTo(1);
            assertThat(stranger.err()).contains("没有“" + id + "”这次交接");
        }
        assertThat(paper).doesNotExist();
    }

    private static String party(Board.Named who) {
        return who.unit() + "/" + who.post() + "/" + who.official();
    }

    // ----------------------------------------------------------------- accounts

    private void account(String name, Optional<Duty> duty) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(archive.accounts()
                        .add(Accounts.Account.of(
                                        id,
                                        name,
                                        new OfficialId(id),
                                        Accounts.Password.first("$argon2id$", now, false),
                                        "key of " + name)
                                .serving(duty)))
                .isTrue();
    }

    @Test
    void the_last_security_administrator_is_let_in_again_with_a_password_that_is_told_once() {
        account("sec", Optional.of(Duty.SECURITY));

        JsonNode told = jieli("account", "reset", "sec", "--json").json();

        Accounts.Password kept = archive.accounts().named("sec").orElseThrow().password();
        assertThat(new Passwords(1).matches(told.get("password").asText(), kept.kept()))
                .contains(true);
        assertThat(kept.provisional()).isTrue();
        assertThat(traces(AccountAct.Kind.CHANGE_PASSWORD)).hasSize(1);
        assertThat(jieli("account", "reset", "sec", "--factors").out()).contains("一次性密码");
        assertThat(traces(AccountAct.Kind.CHANGE_SECOND_FACTOR)).hasSize(1);
    }

    @Test
    void an_account_that_administrators_can_reset_is_refused_with_what_to_do() {
        account("sec", Optional.of(Duty.SECURITY));
        account("sec2", Optional.of(Duty.SECURITY));
        account("someone", Optional.empty());

        for (String name : List.of("sec", "someone")) {
            Called refused = jieli("account", "reset", name);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("系统管理员", "安全管理员授权");
            assertThat(refused.out()).isEmpty();
        }
        assertThat(jieli("account", "reset", "sec", "--json", "--lang", "en")
                        .json()
                        .get("reason")
                        .asText())
                .isEqualTo("NOT_THE_LAST");
        assertThat(jieli("account", "reset", "nobody").code()).isEqualTo(1);
        assertThat(jieli("account", "reset").code()).isEqualTo(2);
        assertThat(jieli("account", "reset", "--help", "--lang", "en").out()).contains("told once", "--factors");
        assertThat(traces(AccountAct.Kind.CHANGE_PASSWORD)).isEmpty();
    }

    // ----------------------------------------------------------------- a person's own data

    private static final String[] BY = {"--by", "县信访局/局长", "--purpose", "申请表第12号，核对了身份证原件"};

    private Called person(String command, String... rest) {
        return jieli(Stream.of(Stream.of("person", command), Stream.of(rest), Stream.of(BY))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private CaseId registered() {
        assertThat(jieli("import", ledger().toString()).code()).isZero();
        CaseId id = archive.board(Asker.Job.OPERATOR).numbered("LY-0009").orElseThrow();
        archive.store().transact(Asker.Job.OPERATOR, session -> {
            session.cases()
                    .keep(
                            id,
                            new Petitioner(
                                    "某某某",
                                    Optional.of("000000190001010000"),
                                    Optional.of("00000001234"),
                                    Optional.of("某县某镇某村一号")));
            return Outcome.done(true);
        });
        return id;
    }

    private Path ledger() {
        try {
            return ledger("本人.csv", "LY-0009,某某某,2026-09-01,反映道路破损要求维修,交通运输局");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private List<AccountAct.Trace> traces(AccountAct.Kind kind) {
        return archive.audit().traces(Audit.TraceFilter.none(), Optional.empty(), 200).lines().stream()
                .map(Audit.Traced::trace)
                .filter(trace -> trace.kind() == kind)
                .toList();
    }

    @Test
    void a_person_is_found_by_name_and_number_masked_and_that_is_entered() {
        registered();
        String[] who = {"--name", "某某某", "--id-number", "000000190001010000"};

        Called masked = person("find", who);
        assertThat(masked.code()).as(masked.err()).isZero();
        assertThat(masked.out()).contains("LY-0009", "0****************0").doesNotContain("000000190001010000");
        JsonNode plain = person("find", "--name", "某某某", "--phone", "00000001234", "--plain", "--json")
                .json();
        assertThat(plain.at("/cases/0/number").asText()).isEqualTo("LY-0009");
        assertThat(plain.at("/cases/0/petitioner/idNumber").asText()).isEqualTo("000000190001010000");
        assertThat(person("find", "--name", "某某某", "--phone", "00000009999").out())
                .contains("没有登记这个人");

        assertThat(traces(AccountAct.Kind.SEE)).hasSize(3).allSatisfy(trace -> {
            assertThat(trace.details().get(AccountAct.Detail.FIELDS)).isEqualTo("person");
            assertThat(trace.details().get(AccountAct.Detail.PURPOSE)).contains("第12号");
            assertThat(trace.toString()).doesNotContain("某某某", "00000001234");
        });
    }

    @Test
    void what_names_a_person_is_read_from_standard_input_where_the_shell_is_not_to_keep_it() {
        registered();
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("某某某\n00000001234\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(person("find", "--name", "-", "--phone", "-").out()).contains("LY-0009");
            System.setIn(new ByteArrayInputStream(new byte[0]));
            assertThat(person("find", "--name", "-", "--phone", "-").code()).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void a_person_gets_a_copy_and_what_was_wrong_is_put_right() throws IOException {
        CaseId id = registered();
        Path copy = folder.resolve("复制件.docx");
        String[] who = {copy.toString(), "--name", "某某某", "--phone", "00000001234"};

        Called written = person("export", who);
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(copy).isNotEmptyFile();
        assertThat(person("export", who).err()).contains("已存在");
        assertThat(traces(AccountAct.Kind.EXPORT)).hasSize(1);

        Called corrected = jieli(
                "person", "correct", "LY-0009", "--phone", "00000005678", "--by", "县信访局/局长", "--reason", "申请表第13号");
        assertThat(corrected.code()).as(corrected.err()).isZero();
        Outcome<Optional<Petitioner>> kept = archive.store()
                .transact(
                        Asker.Job.OPERATOR,
                        session -> Outcome.done(session.cases().petitioner(id)));
        assertThat(((Outcome.Done<Optional<Petitioner>>) kept)
                        .value()
                        .orElseThrow()
                        .phone())
                .contains("00000005678");
        assertThat(traces(AccountAct.Kind.CORRECT))
                .singleElement()
                .satisfies(trace -> assertThat(trace.details()).containsEntry(AccountAct.Detail.FIELDS, "phone"));
    }

    @Test
    void nobody_is_looked_for_without_a_purpose_or_by_a_name_alone_or_by_whose_business_it_is_not() throws IOException {
        registered();

        assertThat(jieli("person", "find", "--name", "某某某", "--phone", "00000001234", "--by", "县信访局/局长")
                        .code())
                .isEqualTo(2);
        assertThat(person("find", "--name", "某某某").code()).isEqualTo(1);
        assertThat(jieli(
                                "person",
                                "find",
                                "--name",
                                "某某某",
                                "--phone",
                                "00000001234",
                                "--by",
                                "县信访局/局长",
                                "--purpose",
                                " ")
                        .code())
                .isEqualTo(1);
        assertThat(jieli(
                                "person",
                                "find",
                                "--name",
                                "某某某",
                                "--phone",
                                "00000001234",
                                "--by",
                                "没有这个人",
                                "--purpose",
                                "申请")
                        .code())
                .isEqualTo(1);
        Path copy = folder.resolve("没有.docx");
        assertThat(person("export", copy.toString(), "--name", "另一人", "--phone", "00000001234")
                        .code())
                .isEqualTo(1);
        assertThat(copy).doesNotExist();
        assertThat(jieli("person", "correct", "没有", "--phone", "1", "--by", "县信访局/局长", "--reason", "申请")
                        .code())
                .isEqualTo(1);
        assertThat(jieli("person", "correct", "LY-0009", "--by", "县信访局/局长", "--reason", "申请")
                        .code())
                .isEqualTo(1);
        assertThat(jieli("person", "--help").out()).contains("find", "export", "correct", "查找");
        assertThat(jieli("person", "find", "--help", "--lang", "en").out()).contains("masked", "--purpose");
    }

    @Test
    void a_case_is_put_on_hold_for_a_reason() {
        String number = archive.board(Asker.Job.OPERATOR)
                .ledger(dev.jieli.application.port.Board.Filter.none(), TODAY, java.util.Optional.empty(), 1)
                .lines()
                .get(0)
                .number();

        assertThat(jieli("retain", "--hold", number, "--by", "县信访局/局长").code()).isEqualTo(1);
        assertThat(jieli("retain", "--hold", "没有", "--by", "县信访局/局长", "--reason", "追责")
                        .code())
                .isEqualTo(1);
        Called held = jieli("retain", "--hold", number, "--by", "县信访局/局长", "--reason", "追责");
        assertThat(held.code()).as(held.err()).isZero();
        assertThat(jieli("retain", "--release", number, "--by", "县信访局/局长", "--reason", "追责已结束")
                        .code())
                .isZero();
    }

    @Test
    void a_ledger_comes_in_once() throws IOException {
        Path ledger = ledger("台账.csv", "LY-0001,张三某,2026-09-01,反映道路破损要求维修,交通运输局");

        JsonNode dry = jieli("import", ledger.toString(), "--dry-run", "--json").json();
        assertThat(dry.get("imported").asInt()).isEqualTo(1);
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("LY-0001")).isEmpty();

        JsonNode first = jieli("import", ledger.toString(), "--json").json();
        assertThat(first.fieldNames()).toIterable().contains("rows", "imported", "skipped", "rejected");
        assertThat(first.get("imported").asInt()).isEqualTo(1);
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("LY-0001")).isPresent();

        JsonNode again = jieli("import", ledger.toString(), "--json").json();
        assertThat(again.get("imported").asInt()).isZero();
        assertThat(again.get("skipped").asInt()).isEqualTo(1);
    }

    @Test
    void a_ledger_with_a_bad_row_comes_in_without_it_or_not_at_all() throws IOException {
        Path ledger =
                ledger("坏行.csv", "LY-0002,李四某,2026-09-01,反映道路破损要求维修,交通运输局", "LY-0003,王五某,2026-13-45,反映噪声扰民要求查处,生态环境局");

        Called refused = jieli("import", ledger.toString(), "--json");
        assertThat(refused.code()).isEqualTo(1);
        JsonNode bad = refused.json().get("rejected").get(0);
        assertThat(bad.get("row").asInt()).isEqualTo(3);
        assertThat(bad.get("column").asText()).isNotBlank();
        assertThat(bad.get("reason").asText()).contains("2026-13-45");
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("LY-0002")).isEmpty();

        Called skipped = jieli("import", ledger.toString(), "--skip-bad");
        assertThat(skipped.code()).as(skipped.err()).isZero();
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("LY-0002")).isPresent();
        assertThat(folder.resolve("坏行-退回.xlsx")).isNotEmptyFile();
    }

    @Test
    void what_an_import_passes_over_is_said_in_words_and_for_machines() throws IOException {
        Path ledger = ledger("略过.csv", "LY-0007,李四某,2026-09-01,反映道路破损要求维修,交通运输局", "", "填表说明：一事一行");

        Called said = jieli("import", ledger.toString(), "--dry-run");
        assertThat(said.err()).contains("第4行（表注）").contains("第1行（表头）");
        assertThat(said.out()).contains("表中 4 行：1 件，略过 2 行，空白 1 行。");
        assertThat(jieli("import", ledger.toString(), "--dry-run", "--lang", "en")
                        .out())
                .contains("Rows in the file 4: 1 cases, 2 passed over, 1 blank.");
        JsonNode json =
                jieli("import", ledger.toString(), "--dry-run", "--json").json();
        assertThat(json.get("inFile").asInt()).isEqualTo(4);
        assertThat(json.get("blank").asInt()).isEqualTo(1);
        assertThat(json.get("passed")).hasSize(2);
        assertThat(json.get("passed").get(1).get("row").asInt()).isEqualTo(4);
        assertThat(json.get("passed").get(1).get("what").asText()).isEqualTo("表注");
    }

    @Test
    void a_dry_run_writes_nothing_and_rows_that_are_being_mended_are_never_written_over() throws IOException {
        Path ledger = ledger("试.csv", "LY-0008,王五某,2026-13-45,反映噪声扰民要求查处,生态环境局");
        Path half = folder.resolve("试-退回.xlsx");
        long entries = archive.audit().verify(read -> {}).entries();

        assertThat(jieli("import", ledger.toString(), "--dry-run").code()).isEqualTo(1);
        assertThat(half).doesNotExist();
        assertThat(archive.audit().verify(read -> {}).entries()).isEqualTo(entries);

        Files.writeString(half, "half mended");
        assertThat(jieli("import", ledger.toString()).err()).contains("试-退回2.xlsx");
        assertThat(half).hasContent("half mended");
        assertThat(folder.resolve("试-退回2.xlsx")).isNotEmptyFile();
        Called named = jieli("import", ledger.toString(), "--rejected", half.toString(), "--json");
        assertThat(named.code()).isEqualTo(1);
        assertThat(named.json().get("reason").asText()).isEqualTo("FILE_EXISTS");
        assertThat(half).hasContent("half mended");
    }

    @Test
    void a_folder_is_not_called_a_file_that_is_missing() {
        Called called = jieli("import", folder.toString());

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("文件夹").doesNotContain("没有文件");
    }

    @Test
    void the_bar_of_an_import_comes_to_its_end_where_the_file_ends_with_no_case() throws IOException {
        Path ledger = ledger("注.csv", "LY-0006,李四某,2026-09-01,反映道路破损要求维修,交通运输局", "填表说明：一事一行");

        assertThat(jieli("import", ledger.toString()).err()).contains("██████████ 2/2");
    }

    @Test
    void a_file_that_is_no_ledger_is_refused() throws IOException {
        Path letter = folder.resolve("letter.txt");
        Files.writeString(letter, "这不是台账。\n");
        Path mapping = folder.resolve("mapping.json");
        Files.writeString(mapping, "{\"columns\": 3}");
        Path ledger = ledger("台账.csv", "LY-0004,张三某,2026-09-01,反映道路破损要求维修,交通运输局");

        assertThat(jieli("import", letter.toString()).code()).isEqualTo(1);
        assertThat(jieli("import", ledger.toString(), "--mapping", mapping.toString())
                        .err())
                .contains("映射");
        assertThat(jieli("import", ledger.toString(), "--mapping", "not-there.json")
                        .code())
                .isEqualTo(1);
        assertThat(jieli("import", ledger.toString(), "--by", "没有这个人").code()).isEqualTo(1);
        assertThat(jieli("import", ledger.toString(), "--as-of", "2027-01-01").code())
                .isEqualTo(1);
    }

    @Test
    void an_office_that_is_not_set_up_imports_nothing() throws IOException {
        Path ledger = ledger("台账.csv", "LY-0005,张三某,2026-09-01,反映道路破损要求维修,交通运输局");

        Called called = Called.on(new InMemoryArchive(), TODAY, "import", ledger.toString());

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("serve");
    }

    @Test
    void a_server_is_not_started_with_half_a_certificate_or_none() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "");

        Called half = jieli("serve", "--tls-certificate", none.toString());
        Called both = jieli("serve", "--behind-tls", "--tls-certificate", "a.pem", "--tls-key", "b.pem");
        Called unusable = jieli(
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--tls-certificate",
                none.toString(),
                "--tls-key",
                none.toString());

        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).contains("--tls-key");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("--behind-tls");
        assertThat(unusable.code()).isEqualTo(1);
        assertThat(unusable.err()).contains("none.pem", "PEM");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void other_machines_are_not_served_without_tls() {
        for (String address : List.of("0.0.0.0", "::", "192.0.2.1", "jieli.example")) {
            Called plain = jieli(
                    "serve",
                    "--port",
                    "0",
                    "--bind",
                    address,
                    "--data",
                    folder.resolve("data").toString());
            assertThat(plain.code()).as(address).isEqualTo(2);
            assertThat(plain.err()).contains("--tls-certificate", "--behind-tls");
            assertThat(jieli("serve", "--port", "0", "--bind", address, "--behind-tls")
                            .err())
                    .as("anybody could say that he is the proxy")
                    .contains("--proxy");
        }
        assertThat(jieli("serve", "--proxy", "192.0.2.2").code()).isEqualTo(2);
        assertThat(jieli("serve", "--behind-tls", "--proxy", "proxy.example").err())
                .contains("IP 地址");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private Path ledger(String name, String... rows) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(
                file, "信访编号,信访人,信访日期,反映问题,责任单位\n" + String.join("\n", rows) + "\n", Charset.forName("GB18030"));
        return file;
    }
}
