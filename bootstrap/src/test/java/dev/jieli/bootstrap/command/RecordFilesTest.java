package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jieli.application.LeaveTrace;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Seal;
import dev.jieli.application.published.SealKeys;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else keeps shows whatever was done to it, without server and database. */
class RecordFilesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SealKeys FIRST = SealKeys.none().next(Instant.parse("2020-01-01T00:00:00Z"), RANDOM);

    @TempDir
    private Path folder;

    private Path checkpoints = Path.of("");
    private Path entries = Path.of("");

    @BeforeEach
    void write() throws IOException {
        checkpoints = folder.resolve("checkpoints.txt");
        entries = folder.resolve("entries.txt.gz");
        InMemoryArchive archive = archive(FIRST);
        RecordFiles.write(archive.audit(), checkpoints, Optional.of(entries));
        Path plain = folder.resolve("entries.txt");
        RecordFiles.write(archive.audit(), checkpoints, Optional.of(plain));
        entries = plain;
    }

    private static InMemoryArchive archive(SealKeys keys) {
        InMemoryArchive archive = new InMemoryArchive(keys);
        Given given = Given.an_office(archive);
        given.accepted();
        archive.audit().checkpoint(given.now());
        given.final_();
        new LeaveTrace(archive.store())
                .leave(
                        AccountAct.NOBODY,
                        AccountAct.Trace.failed(AccountAct.Kind.SIGN_IN, "WRONG_PASSWORD"),
                        Optional.empty(),
                        given.now());
        archive.audit().checkpoint(given.now());
        given.registered();
        return archive;
    }

    private Called verify(String... more) {
        List<String> args = new ArrayList<>(
                List.of("verify", "--checkpoint", checkpoints.toString(), "--entries", entries.toString()));
        args.addAll(List.of(more));
        return Called.jieli(args.toArray(String[]::new));
    }

    private static void change(Path file, UnaryOperator<String> line) throws IOException {
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .map(line)
                        .filter(one -> !one.isEmpty())
                        .toList());
    }

    private JsonNode faults() {
        Called called = verify("--json");
        assertThat(called.code()).isEqualTo(1);
        return called.json().get("faults");
    }

    @Test
    void what_nobody_touched_is_whole_without_server_and_database() throws IOException {
        Path pem = Files.writeString(folder.resolve("key.pem"), FIRST.pem());
        JsonNode json = verify("--json", "--key", pem.toString()).json();

        assertThat(json.get("whole").asBoolean()).isTrue();
        assertThat(json.get("checkpoints").asInt()).isEqualTo(2);
        assertThat(json.get("entries").asInt()).isGreaterThan(20);
        assertThat(json.get("newest").asText()).startsWith("2026-");
        assertThat(json.get("beyond").asInt()).isPositive();
        assertThat(json.get("fingerprint").asText()).isEqualTo(FIRST.fingerprint());
        assertThat(json.get("believed").asBoolean()).isTrue();
        assertThat(verify("--json").json().get("believed").asBoolean()).isFalse();
        assertThat(verify().out()).contains("全部完好").contains("尚无检查点担保");
        assertThat(verify().err()).contains(FIRST.fingerprint());
    }

    @Test
    void an_altered_entry_shows_also_where_its_chain_was_reckoned_again() throws IOException {
        String[] before = {"", ""};
        change(entries, line -> {
            List<String> cells = List.of(line.split(" ", 5));
            if (!line.startsWith("case/")) {
                return line;
            }
            String json = cells.get(4).replace("2026-03", "2025-03");
            String hash = Seal.hash(cells.get(0).equals(before[0]) ? before[1] : Seal.FIRST, json);
            before[0] = cells.get(0);
            before[1] = hash;
            return String.join(" ", cells.get(0), cells.get(1), cells.get(2), hash, json);
        });

        assertThat(faults())
                .isNotEmpty()
                .allMatch(fault -> fault.get("kind").asText().equals("ALTERED"));
    }

    @Test
    void a_cut_off_tail_and_a_missing_docket_show() throws IOException {
        String last = Files.readAllLines(entries).stream()
                .filter(line -> line.startsWith("case/"))
                .map(line -> line.split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
        change(entries, line -> line.startsWith(last + " 3 ") || line.startsWith("account/") ? "" : line);

        assertThat(faults())
                .extracting(fault -> fault.get("subject").asText().replaceAll("/.*", "") + " "
                        + fault.get("kind").asText())
                .contains("case CUT_OFF", "account CUT_OFF");
    }

    /** The marks are in the first of that name; the second is a chain of its own, whole in itself. */
    @Test
    void a_second_docket_of_a_case_that_was_read_already_shows() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(entries));
        String subject = lines.stream()
                .filter(line -> line.startsWith("case/"))
                .map(line -> line.split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
        String before = Seal.FIRST;
        for (String line : List.copyOf(lines)) {
            List<String> cells = List.of(line.split(" ", 5));
            if (cells.get(0).equals(subject)) {
                String json = cells.get(4).replace("\"on\":\"2026-03", "\"on\":\"2025-03");
                before = Seal.hash(before, json);
                lines.add(String.join(" ", subject, cells.get(1), cells.get(2), before, json));
            }
        }
        Files.write(entries, lines);

        assertThat(faults())
                .extracting(fault ->
                        fault.get("subject").asText() + " " + fault.get("kind").asText())
                .containsExactly(subject + " INSERTED");
    }

    @Test
    void a_checkpoint_that_was_changed_shows_and_so_does_one_that_is_missing() throws IOException {
        change(checkpoints, line -> line.startsWith("mark case/") ? line.replaceFirst(" 3 ", " 2 ") : line);
        assertThat(faults()).extracting(fault -> fault.get("kind").asText()).contains("ALTERED");
        change(checkpoints, line -> line.startsWith("checkpoint 1 ") ? "" : line);
        assertThat(verify().code()).isEqualTo(1);
    }

    @Test
    void a_signature_of_somebody_else_shows() throws IOException {
        InMemoryArchive forged = archive(SealKeys.none().next(Instant.parse("2020-01-01T00:00:00Z"), RANDOM));
        Path theirs = folder.resolve("forged.txt");
        RecordFiles.write(forged.audit(), theirs, Optional.of(entries));
        String key = Files.readAllLines(checkpoints).get(1);
        Path pem = Files.writeString(folder.resolve("key.pem"), FIRST.pem());
        checkpoints = theirs;
        assertThat(verify().code()).as("whole in itself").isZero();

        assertThat(verify("--key", pem.toString()).err()).contains("不是用您给出的公钥签的");
        change(checkpoints, line -> line.startsWith("key ") ? key : line);
        assertThat(faults()).extracting(fault -> fault.get("kind").asText()).contains("NOT_SIGNED");
    }

    @Test
    void a_key_put_in_front_of_the_one_that_is_believed_signs_nothing() throws IOException {
        SealKeys wrong = SealKeys.none().next(Instant.parse("2020-01-01T00:00:00Z"), RANDOM);
        InMemoryArchive forged = archive(wrong);
        Path theirs = folder.resolve("forged.txt");
        RecordFiles.write(forged.audit(), theirs, Optional.of(entries));
        String key = Files.readAllLines(checkpoints).get(1).replace("key s1", "key s2");
        change(theirs, line -> line.startsWith("key ") ? line + "\n" + key : line);
        Path pem = Files.writeString(folder.resolve("key.pem"), FIRST.pem());
        checkpoints = theirs;

        assertThat(verify("--key", pem.toString()).code()).isEqualTo(1);
    }

    @Test
    void a_key_that_was_endorsed_is_believed_by_whoever_believes_the_one_before() throws IOException {
        SealKeys second = FIRST.next(Instant.parse("2026-01-01T00:00:00Z"), RANDOM);
        RecordFiles.write(archive(second).audit(), checkpoints, Optional.of(entries));
        Path first = Files.writeString(folder.resolve("first.pem"), FIRST.pem());
        Path newer = Files.writeString(folder.resolve("second.pem"), second.pem());

        assertThat(verify("--key", first.toString()).code()).isZero();
        assertThat(verify("--key", newer.toString()).code()).isZero();
        change(checkpoints, line -> line.startsWith("key s2") ? line.substring(0, line.length() - 2) + "00" : line);
        assertThat(verify("--key", first.toString()).err()).contains("背书");
    }

    @Test
    void a_file_of_another_kind_is_refused_with_what_to_do() throws IOException {
        Files.writeString(entries, "hello\n");

        assertThat(verify().err()).contains("重新索取");
        Files.delete(entries);
        assertThat(verify().err()).contains("没有文件");
        assertThat(Called.jieli("verify", "--entries", entries.toString()).code())
                .isEqualTo(2);
    }

    @Test
    void the_command_writes_what_is_verified_and_draws_another_key() throws IOException {
        InMemoryArchive archive = new InMemoryArchive(FIRST);
        Given.an_office(archive).accepted();
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("seal-keys"), FIRST.text());
        Path pem = folder.resolve("key.pem");
        LocalDate today = LocalDate.of(2026, 11, 22);
        Called made = Called.on(
                archive,
                today,
                "checkpoint",
                checkpoints.toString(),
                "--entries",
                entries.toString(),
                "--public-key",
                pem.toString(),
                "--rotate-key",
                "--overwrite",
                "--data",
                data.toString());

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(verify().code()).isZero();
        SealKeys now = SealKeys.read(Files.readString(data.resolve("seal-keys")), Optional.empty());
        assertThat(now.areEndorsed()).isTrue();
        assertThat(now.pem()).isEqualTo(Files.readString(pem)).isNotEqualTo(FIRST.pem());
        assertThat(now.from(FIRST.pem()).isEmpty()).isFalse();
    }

    /** A folder of that name stands there: nobody writes over it, not even root. */
    @Test
    void what_could_not_be_written_is_entered_as_that_and_nothing_of_it_is_there() throws IOException {
        for (String taken : List.of("checkpoints", "entries", "key")) {
            Path lies = Files.createDirectory(folder.resolve("without " + taken));
            Files.createDirectories(lies.resolve(taken).resolve("in the way"));
            Path data = Files.createDirectory(lies.resolve("data"));
            Files.writeString(data.resolve("seal-keys"), FIRST.text());
            InMemoryArchive archive = archive(FIRST);
            Called called = Called.on(
                    archive,
                    LocalDate.of(2026, 11, 22),
                    "checkpoint",
                    lies.resolve("checkpoints").toString(),
                    "--entries",
                    lies.resolve("entries").toString(),
                    "--public-key",
                    lies.resolve("key").toString(),
                    "--rotate-key",
                    "--overwrite",
                    "--data",
                    data.toString(),
                    "--json");

            assertThat(called.code()).as(taken).isEqualTo(Console.REFUSED);
            assertThat(called.json().get("reason").asText()).isEqualTo("NOT_WRITTEN");
            List<AccountAct.Trace> traces =
                    archive.audit().traces(Audit.TraceFilter.none(), Optional.empty(), 50).lines().stream()
                            .map(Audit.Traced::trace)
                            .filter(trace -> trace.kind() != AccountAct.Kind.SIGN_IN) // that was there before
                            .toList();
            assertThat(traces)
                    .as(taken)
                    .extracting(trace -> trace.kind() + " " + trace.done())
                    .containsExactly("EXPORT false", "ROTATE_KEY true", "EXPORT true");
            assertThat(traces.get(0).details())
                    .containsEntry(AccountAct.Detail.WHY, "NOT_WRITTEN")
                    .containsEntry(AccountAct.Detail.FIELDS, "checkpoints, entries");
            assertThat(Files.isRegularFile(lies.resolve("checkpoints")))
                    .as(taken)
                    .isFalse();
            assertThat(Files.isRegularFile(lies.resolve("entries"))).as(taken).isFalse();
        }
    }

    @Test
    void the_copy_is_its_owners_alone_and_replaces_no_older_one_unless_that_is_asked_for() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path keys = Files.writeString(data.resolve("seal-keys"), FIRST.text());
        Path first = folder.resolve("first.txt");
        Path second = folder.resolve("second.txt.gz");
        String[] command = {
            "checkpoint", first.toString(), "--entries", second.toString(), "--rotate-key", "--data", data.toString()
        };
        LocalDate today = LocalDate.of(2026, 11, 22);
        assertThat(Called.on(archive(FIRST), today, command).code()).isZero();
        for (Path written : List.of(first, second)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                    .isEqualTo("rw-------");
        }

        String then = Files.readString(keys);
        Files.writeString(second, "the only witness");
        Files.delete(first);
        Called refused = Called.on(archive(FIRST), today, Called.with(command, "--json"));
        assertThat(refused.json().get("reason").asText()).isEqualTo("FILE_EXISTS");
        assertThat(second).hasContent("the only witness");
        assertThat(first).doesNotExist();
        assertThat(keys).hasContent(then);

        assertThat(Called.on(archive(FIRST), today, Called.with(command, "--overwrite"))
                        .code())
                .isZero();
        checkpoints = first;
        entries = second;
        assertThat(verify().code()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }
}
