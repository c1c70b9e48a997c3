package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** 命令行: how each command is written, in both languages, and how it answers whoever writes it wrongly. */
class CommandsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Pattern HAN = Pattern.compile("[\\u4e00-\\u9fff]");

    /** Headers and a file's name are what they are in either language. */
    private static final Pattern QUOTED = Pattern.compile("-退回|\"[\\u4e00-\\u9fff]+\"");

    @TempDir
    private Path folder;

    /** Nothing is done to it here. */
    private static final InMemoryArchive OFFICE = new InMemoryArchive();

    @BeforeAll
    static void office() {
        Given.an_office(OFFICE);
    }

    /** A console on which one command after another is called: making the tree takes longer than calling it. */
    private record Line(CommandLine tree, StringWriter out, StringWriter err) {
        static Line speaking(String... options) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Console console = Console.of(options, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
            return new Line(CommandTree.of(console, Called.doors(OFFICE, TODAY)), out, err);
        }

        Called call(String... args) {
            out.getBuffer().setLength(0);
            err.getBuffer().setLength(0);
            return new Called(tree.execute(args), out.toString(), err.toString());
        }
    }

    private static final Line ZH = Line.speaking();
    private static final Line EN = Line.speaking("--lang", "en");
    private static final Line JSON = Line.speaking("--json");

    private static Stream<String> commands() {
        return below(at("", "zh"), "").stream();
    }

    private static List<String> below(CommandLine command, String path) {
        List<String> paths = new ArrayList<>(List.of(path));
        command.getSubcommands().forEach((name, sub) -> paths.addAll(below(sub, (path + " " + name).strip())));
        return paths;
    }

    private static CommandLine at(String path, String language) {
        CommandLine command = (language.equals("zh") ? ZH : EN).tree();
        for (String name : path.isEmpty() ? new String[0] : path.split(" ")) {
            command = Objects.requireNonNull(command.getSubcommands().get(name), name);
        }
        return command;
    }

    private static String[] line(String path, String... more) {
        return Stream.concat(Stream.of(path.split(" ")).filter(word -> !word.isEmpty()), Stream.of(more))
                .toArray(String[]::new);
    }

    // ----------------------------------------------------------------- help

    @ParameterizedTest
    @MethodSource("commands")
    void helps_in_both_languages_with_every_option_in_words(String path) {
        for (String language : List.of("zh", "en")) {
            Called called = (language.equals("zh") ? ZH : EN).call(line(path, "--help"));

            assertThat(called.code()).isZero();
            assertThat(called.err()).isEmpty();
            assertThat(called.out())
                    .startsWith(language.equals("zh") ? "用法：" : "Usage: ")
                    .doesNotContain("${", "@|", "%n", "Exception")
                    .doesNotContainPattern("(?<!\":\\s{1,30})null");
            assertThat(QUOTED.matcher(called.out()).replaceAll("").matches("(?s).*[\\u4e00-\\u9fff].*"))
                    .as(called.out())
                    .isEqualTo(language.equals("zh"));

            CommandLine command = at(path, language);
            assertThat(command.getCommandSpec().usageMessage().description()).hasSize(1);
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(called.out()).contains(option.names());
                assertThat(said(option.description(), language))
                        .as(option.longestName())
                        .isTrue();
            }
            for (PositionalParamSpec one : command.getCommandSpec().positionalParameters()) {
                assertThat(called.out()).contains(one.paramLabel());
                assertThat(said(one.description(), language))
                        .as(one.paramLabel())
                        .isTrue();
            }
            command.getSubcommands()
                    .forEach((name, sub) -> assertThat(called.out()).containsPattern("(?m)^  " + name + "\\b.*\\S"));
        }
    }

    private static boolean said(String[] description, String language) {
        return description.length == 1
                && !description[0].isBlank()
                && HAN.matcher(QUOTED.matcher(description[0]).replaceAll("")).find() == language.equals("zh");
    }

    // ----------------------------------------------------------------- bad usage

    @ParameterizedTest
    @MethodSource("commands")
    void says_of_an_option_that_is_not_there_that_it_is_not(String path) {
        misusedByAMachine(line(path, "--no-such-option", "1"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void asks_for_what_is_missing(String path) {
        CommandLine command = at(path, "zh");
        boolean missing = !command.getSubcommands().isEmpty()
                || command.getCommandSpec().args().stream().anyMatch(arg -> arg.required());
        if (missing) {
            misusedByAMachine(line(path));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dedline",
                "handover sing 123456",
                "handover open --outgoing 某人",
                "handover open --outgoing a --incoming b --witness c --leaves soon",
                "handover open --outgoing a --incoming b --witness c --leaves 2026-12-10 --cause TIRED",
                "handover fill 123456",
                "handover fill 123456 --history a --next b --risk PURPLE",
                "handover replace 123456 --reason x",
                "who 1 2",
                "who 1 --on 2026-13-01",
                "import a.xlsx --as-of yesterday",
                "export a.xlsx b.xlsx",
                "deadline CONCLUDE --from 2026-02-30",
                "deadline NEVER --from 2026-02-03",
                "deadline CONCLUDE --from 2026-02-03 --extended many",
                "bench --part nothing",
                "serve --port many",
                "serve --port 70000",
                "serve --port -1",
                "serve nowhere",
                "serve --keep-backups 3 --backups there",
                "serve --pace -1",
                "demo --bind 0.0.0.0",
                "demo --port 70000",
                "verify --entries a.txt",
                "verify --checkpoint a.txt",
            })
    void what_is_not_written_rightly_is_told_with_a_way_to_the_help(String line) {
        misused(line.split(" "));
    }

    /** In words, and as a problem for a machine. */
    private static void misused(String... args) {
        for (Line line : List.of(ZH, EN)) {
            Called called = line.call(args);
            assertThat(called.code()).as(called.err()).isEqualTo(2);
            assertThat(called.out()).isEmpty();
            assertThat(called.err()).isNotBlank().doesNotContain("Exception");
        }
        misusedByAMachine(args);
    }

    private static void misusedByAMachine(String... args) {
        Called called = JSON.call(Called.with(args, "--json"));
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.out()).isEmpty();
        assertThat(problem(called).get("reason").asText()).isEqualTo("MISUSED");
    }

    // ----------------------------------------------------------------- refusals

    @ParameterizedTest
    @ValueSource(
            strings = {
                "handover show 123456",
                "handover fill 123456 --history a --next b",
                "handover keep 123456 --case 1 --under 某人 --reason x",
                "handover sign 123456",
                "handover check 123456",
                "handover question 123456 --case 1 --text x",
                "handover answer 123456 --case 1 --text x",
                "handover supplement 123456",
                "handover replace 123456 --incoming 丙二 --reason x",
                "handover complete 123456",
                "handover found-later 123456 --case 1 --text x",
                "handover cancel 123456 --reason x",
                "handover print 123456 list.docx",
                "handover show 123456 --by 没有这个人",
                "handover open --outgoing a --incoming b --witness c --leaves 2026-12-10",
                "import nothing-there.xlsx",
                "export nowhere/ledger.xlsx",
                "export ledger.pdf",
                "who 0000",
                "deadline CONCLUDE --from 2026-03-02 --extended 31",
                "deadline CONCLUDE --from 2026-03-02 --extended -1",
                "deadline REREVIEW --from 2026-03-02 --hearing -1",
                "deadline CONCLUDE --from 2026-03-02 --hearing 3",
                "deadline REVIEW --from 2026-03-02 --region 330799",
                "verify --checkpoint nothing.txt --entries nothing.txt",
                "verify --database mysql://localhost/jieli",
                "verify --database-password-file nothing.txt --database jdbc:postgresql://127.0.0.1:1/jieli",
                "checkpoint FOLDER/nowhere/file.txt",
                "checkpoint FOLDER/file.txt --entries FOLDER/nowhere/file.txt",
                "checkpoint FOLDER/file.txt --public-key FOLDER/nowhere/key.pem",
                "backup FOLDER/file.backup --data FOLDER/nothing",
                "backup FOLDER/file.backup --data FOLDER/nothing --key-file FOLDER/key",
                "restore FOLDER/file.backup --data FOLDER/nothing --key-file FOLDER/key",
                "upgrade FOLDER/file.backup --data FOLDER/nothing --key-file FOLDER/key",
                "keys --data FOLDER/nothing",
                "account reset nobody --data FOLDER",
                "person find --name 某 --phone 1 --by 没有这个人 --purpose x",
                "person export FOLDER/a.docx --name 某 --phone 1 --by 没有这个人 --purpose x",
                "person correct 0000 --phone 1 --by 没有这个人 --reason x",
                "retain --hold 0000 --reason x",
                "retain --erase",
                "doctor --data FOLDER/nothing",
                "serve --port 0 --data FOLDER --tls-certificate FOLDER/no.pem --tls-key FOLDER/no.pem",
                "serve --port 0 --data FOLDER --backups FOLDER --backup-key FOLDER/no.key",
                "serve --port 0 --data FOLDER --bind 192.0.2.1 --behind-tls --proxy 192.0.2.2",
            })
    void what_cannot_be_done_is_refused_with_its_reason(String written) {
        String[] args = written.replace("FOLDER", folder.toString()).split(" ");
        for (Line line : List.of(ZH, EN)) {
            Called called = line.call(args);
            assertThat(called.code()).as(called.err()).isEqualTo(1);
            assertThat(called.out() + called.err()).isNotBlank().doesNotContain("Exception");
        }
        Called called = JSON.call(Called.with(args, "--json"));
        assertThat(called.code()).isEqualTo(1);
        if (!args[0].equals("doctor")) { // what it finds is what it was asked for
            assertThat(called.out()).isEmpty();
            assertThat(problem(called).get("reason").asText())
                    .matches("[A-Z_]{4,}")
                    .isNotEqualTo("MISUSED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "export FOLDER/out.csv",
                "import FOLDER/ledger.csv",
                "who 0000",
                "handover show 123456",
                "checkpoint FOLDER/file.txt",
                "person find --name 某 --phone 1 --by 某人 --purpose x",
                "retain",
            })
    void where_no_data_are_nothing_is_found_in_order_and_nothing_is_made(String written) throws IOException {
        Files.writeString(folder.resolve("ledger.csv"), "编号,信访人,信访日期,反映问题,责任单位\n");
        Path mistyped = folder.resolve("mistyped");
        String[] args = Called.with(
                written.replace("FOLDER", folder.resolve(".").toString()).split(" "),
                "--data",
                mistyped.toString(),
                "--json");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = Console.of(args, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));

        Called called = new Called(CommandTree.run(console, args), out.toString(), err.toString());

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).isEmpty();
        assertThat(problem(called).get("reason").asText()).isEqualTo("NOTHING_THERE");
        assertThat(mistyped).doesNotExist();
    }

    /** Each line an object with a reason and words; the first of them. */
    private static JsonNode problem(Called called) {
        List<JsonNode> problems = called.err()
                .lines()
                .map(line -> {
                    try {
                        return new ObjectMapper().readTree(line);
                    } catch (java.io.IOException none) {
                        throw new AssertionError(called.err(), none);
                    }
                })
                .toList();
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("detail").asText()).isNotBlank());
        return problems.get(0);
    }

    @Test
    void tells_its_version() {
        assertThat(Called.jieli("--version").out()).startsWith("接力 ");
        assertThat(Called.jieli("--version", "--lang", "en").out()).startsWith("Jieli ");
    }
}
