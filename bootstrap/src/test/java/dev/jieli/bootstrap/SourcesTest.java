package dev.jieli.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds in the sources and cannot be seen in the classes; each seen to fail on a file that breaks it. */
class SourcesTest {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern TYPE = Pattern.compile(
            "(?m)^public (?:(?:abstract|final|sealed|non-sealed|static) )*(?:class|record|enum|interface) (\\w+)");
    private static final Pattern JAVADOC =
            Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public ");
    private static final Pattern IN_CODE = Pattern.compile("`(\\w+)`");

    @TempDir
    private Path planted;

    @Test
    void every_package_says_that_nothing_is_null_unless_it_says_so() throws IOException {
        assertThat(packagesWithoutNullMarked(HOUSE)).isEmpty();

        plant("module/src/main/java/p/Some.java", "package p; public class Some {}");
        plant("module/src/main/java/q/Other.java", "package q; public class Other {}");
        plant("module/src/main/java/q/package-info.java", "package q;");
        assertThat(packagesWithoutNullMarked(planted)).hasSize(2);
    }

    @Test
    void the_glossary_names_every_public_type_of_the_domain_and_no_other() throws IOException {
        String glossary = Files.readString(HOUSE.resolve("GLOSSARY.md"));
        Set<String> named =
                IN_CODE.matcher(glossary).results().map(match -> match.group(1)).collect(Collectors.toSet());

        assertThat(publicTypes(HOUSE.resolve("domain/src/main/java")))
                .isNotEmpty()
                .isSubsetOf(named);
        String domain = everything(HOUSE.resolve("domain/src/main/java"));
        assertThat(named)
                .filteredOn(name -> Character.isUpperCase(name.charAt(0)))
                .allSatisfy(name -> assertThat(domain).containsPattern("\\b" + name + "\\b"));

        plant("p/Some.java", "package p;\n\npublic final class Some {}\n");
        assertThat(publicTypes(planted)).containsExactly("Some").doesNotContainAnyElementsOf(named);
    }

    private static final Pattern PART = Pattern.compile("(?m)^\\| (\\S+:\\S+) \\| (\\S+) \\|");
    private static final Pattern LOOKED =
            Pattern.compile("(?m)^\\| (\\S+:\\S+) \\| (\\S+) \\| 2\\d{3}-\\d\\d-\\d\\d \\| [^|]*\\S \\|$");

    private static Set<String> versions(Pattern line, String page) {
        return line.matcher(page)
                .results()
                .map(part -> part.group(1) + " " + part.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the jar is made of is held to the bill of materials by {@code PartsIT}, with a registry; this needs none. */
    @Test
    void somebody_looked_whether_a_fault_is_known_of_each_part_in_the_version_that_is_there() {
        Set<String> parts = versions(PART, read(HOUSE.resolve("docs/licences.md")));
        assertThat(parts).hasSizeGreaterThan(20);

        assertThat(versions(LOOKED, read(HOUSE.resolve("docs/advisories.md"))))
                .as(
                        "parts that are new or have another version, and those that are no more: look whether a fault of it is known,"
                                + " and change its line in docs/advisories.md (nothing prints it)")
                .isEqualTo(parts);

        assertThat(versions(LOOKED, "| some:part | 1.0 |  | none |\n| some:part | 1.0 | 2026-11-22 |  |\n"))
                .as("nobody looked")
                .isEmpty();
    }

    @Test
    void the_list_of_security_has_a_line_for_each_requirement_and_names_tests_that_are_there() {
        String page = read(HOUSE.resolve("docs/security.md"));
        assertThat(requirements()).hasSize(259);
        assertThat(linesOf(page)).extracting(Line::number).containsExactlyElementsOf(requirements());
        assertThat(amiss(page)).isEmpty();
        assertThat(amiss(read(HOUSE.resolve("docs/threats.md")))).isEmpty();
        assertThat(linesOf(page))
                .filteredOn(line -> line.state().equals("met"))
                .filteredOn(line -> !CASE.matcher(line.shown()).find())
                .extracting(Line::number)
                .as("met by nothing that a test shows: what is not there at all, and what the compiler stops")
                .containsExactly("2.5.2", "5.4.2");

        assertThat(amiss("""
                | 1.1.1 | something | met | `SourcesTest.nobody_wrote_this` |
                | 1.1.2 | something | met | `NobodysTest.no_password_is_built_in` |
                | 1.1.3 | something | nearly | `SourcesTest.no_password_is_built_in` |
                | 1.1.4 | something | not met |  |
                | 1.1.5 | something | met | `SourcesTest.no_password_is_built_in`, and more |
                """))
                .containsExactlyInAnyOrder(
                        "SourcesTest.nobody_wrote_this", "NobodysTest.no_password_is_built_in", "1.1.3", "1.1.4");
    }

    /** ASVS 4.0.3, level 2, by section: {@code 1.2.1-4} stands for 1.2.1 to 1.2.4. */
    private static final String REQUIREMENTS = """
            1.1.1-7 1.2.1-4 1.4.1,4-5 1.5.1-4 1.6.1-4 1.7.1-2 1.8.1-2 1.9.1-2 1.10.1 1.11.1-2 1.12.2 1.14.1-6
            2.1.1-12 2.2.1-3 2.3.1-3 2.4.1-5 2.5.1-7 2.6.1-3 2.7.1-6 2.8.1-7 2.9.1-3 2.10.1-4
            3.1.1 3.2.1-4 3.3.1-4 3.4.1-5 3.5.1-3 3.7.1
            4.1.1-3,5 4.2.1-2 4.3.1-3
            5.1.1-5 5.2.1-8 5.3.1-10 5.4.1-3 5.5.1-4
            6.1.1-3 6.2.1-6 6.3.1-2 6.4.1-2
            7.1.1-4 7.2.1-2 7.3.1,3-4 7.4.1-3
            8.1.1-4 8.2.1-3 8.3.1-8
            9.1.1-3 9.2.1-4
            10.2.1-2 10.3.1-3
            11.1.1-8
            12.1.1-3 12.2.1 12.3.1-6 12.4.1-2 12.5.1-2 12.6.1
            13.1.1,3-5 13.2.1-3,5-6 13.3.1-2 13.4.1-2
            14.1.1-4 14.2.1-6 14.3.2-3 14.4.1-7 14.5.1-4
            """;

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([^|]+) \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern CASE = Pattern.compile("`(\\w+(?:Test|IT|Contract))\\.(\\w+)`");
    private static final Set<String> STATES = Set.of("met", "in part", "not met", "does not apply");

    private record Line(String number, String state, String shown) {}

    private static List<String> requirements() {
        return Splitter.on(CharMatcher.whitespace())
                .omitEmptyStrings()
                .splitToStream(REQUIREMENTS)
                .flatMap(section -> {
                    int last = section.lastIndexOf('.') + 1;
                    return Splitter.on(',')
                            .splitToStream(section.substring(last))
                            .flatMap(range -> {
                                List<String> ends = Splitter.on('-').splitToList(range);
                                return IntStream.rangeClosed(
                                                Integer.parseInt(ends.get(0)),
                                                Integer.parseInt(ends.get(ends.size() - 1)))
                                        .mapToObj(number -> section.substring(0, last) + number);
                            });
                })
                .toList();
    }

    private static List<Line> linesOf(String page) {
        return LINE.matcher(page)
                .results()
                .map(line -> new Line(
                        line.group(1), line.group(3).strip(), line.group(4).strip()))
                .toList();
    }

    /** Tests that are named and not there, and numbers of lines that say too little. */
    private static Set<String> amiss(String page) {
        Set<String> types = new TreeSet<>();
        Set<String> cases = new TreeSet<>();
        for (Path file : files(HOUSE, path -> path.toString().matches(".*(Test|IT|Contract)\\.java"))) {
            String type = file.getFileName().toString().replace(".java", "");
            types.add(type);
            Pattern.compile("\\bvoid (\\w+)\\(")
                    .matcher(read(file))
                    .results()
                    .forEach(method -> cases.add(type + "." + method.group(1)));
        }
        Set<String> amiss = new TreeSet<>();
        for (Line line : linesOf(page)) {
            if (!STATES.contains(line.state()) || line.shown().isEmpty()) {
                amiss.add(line.number());
            }
        }
        CASE.matcher(page)
                .results()
                .map(named -> named.group(1) + "." + named.group(2))
                .filter(named -> !cases.contains(named))
                .forEach(amiss::add);
        IN_CODE.matcher(page)
                .results()
                .map(named -> named.group(1))
                .filter(name -> name.endsWith("Test") || name.endsWith("IT"))
                .filter(name -> !types.contains(name))
                .forEach(amiss::add);
        return amiss;
    }

    @Test
    void the_javadoc_of_a_domain_type_begins_with_its_chinese_term() throws IOException {
        assertThat(withoutTerm(HOUSE.resolve("domain/src/main/java"))).isEmpty();

        plant("p/Some.java", "package p;\n\n/** Says it in English. */\npublic final class Some {}\n");
        plant("p/Other.java", "package p;\n\npublic record Other(int number) {}\n");
        plant("p/Good.java", "package p;\n\n/** 期限: a term. */\npublic enum Good {}\n");
        assertThat(withoutTerm(planted)).containsExactlyInAnyOrder("Some", "Other");
    }

    @Test
    void no_password_is_built_in() throws IOException {
        assertThat(builtIn(HOUSE)).isEmpty();

        plant("m/src/main/java/p/Some.java", "class Some { static final String PASSWORD = \"jieli-demo\"; }");
        plant("m/src/main/java/p/Other.java", "class Other { String adminPassword = \"x\"; }");
        plant(
                "m/src/main/java/p/Good.java",
                "class Good { String demoPassword = \"\"; String password() { return x; } }");
        plant("m/src/main/resources/p/some.properties", "database.password = jieli-demo\n");
        plant("m/src/main/resources/p/good.properties", "password.shortest = 12\npassword =\n");
        plant("m/src/main/resources/p/V1__some.sql", "CREATE ROLE jieli LOGIN PASSWORD 'jieli';");
        plant("m/src/main/resources/p/V2__good.sql", "CREATE TABLE account (password text NOT NULL, name text);");
        plant("m/src/main/resources/p/some.js", "const demo = {user: 'a', password: 'jieli'};");
        plant(
                "m/src/main/resources/p/good.js",
                "field.type = covered ? 'password' : 'text'; // a password: nobody keeps it");
        plant("m/src/main/resources/p/some.json", "{\"name\": \"a\", \"password\": \"jieli\"}");
        plant("m/src/main/resources/p/good.json", "{\"password\": {\"type\": \"string\"}}");
        plant("some.sh", "exec psql postgres://jieli:jieli@localhost/jieli");
        plant(".ci/some", "java -jar jieli.jar --password jieli123");
        plant("docs/some.md", "所有演示账号的口令都是 jieli123。");
        plant("docs/other.md", "Sign in as `admin` with the password `jieli`.");
        plant("docs/good.md", "没有内置口令：每次启动另行生成。The password is drawn at the start; a password: twelve characters.");
        plant("m/src/test/resources/p/tried.properties", "password = of a test");
        assertThat(builtIn(planted))
                .containsExactlyInAnyOrder(
                        "Some.java",
                        "Other.java",
                        "some.properties",
                        "V1__some.sql",
                        "some.js",
                        "some.json",
                        "some.sh",
                        "some",
                        "some.md",
                        "other.md");
    }

    /** In Java what is given a value, elsewhere what is said to be the value: in settings, SQL, scripts, addresses and prose. */
    private static final Pattern GIVEN_A_VALUE =
            Pattern.compile("(?i)\\b\\w*(password|passwd|secret)\\w*\\s+=\\s*\"[^\"]+\"\\s*;");

    private static final Pattern SAID_TO_BE =
            Pattern.compile("(?im)^\\s*[\\w.-]*(?:password|passwd|passphrase|secret)[ \\t]*=[ \\t]*\\S"
                    + "|\\bpassword\\s+'[^']+'"
                    + "|(?:password|passwd|passphrase|secret)[\"']?(?::|\\s*=)\\s*[\"'][^\"'\\s{]+[\"']"
                    + "|--(?:password|secret)[= ](?-i:[^\\s<A-Z])"
                    + "|\\b[a-z]+://[\\w.-]+:[^@/\\s\"'`<{]+@"
                    + "|(?:口令|密码)[都均]?(?:是|为|：|:)\\s*[“\"`]?[A-Za-z0-9]{3}"
                    + "|passwords?(?: is| are|:)?\\s+[`\"“]\\w");

    /** Files of the product that give something called a password or a secret a value. */
    private static Set<String> builtIn(Path house) throws IOException {
        try (Stream<Path> files = Files.walk(house)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(house.relativize(file).toString().split("[/\\\\]"))
                            .noneMatch(part -> part.equals("target") || part.equals("test") || part.equals(".git")))
                    .filter(
                            file -> file.getFileName()
                                    .toString()
                                    .matches(
                                            "[^.]+|.*\\.(java|xml|md|sql|jte|css|js|csv|properties|yml|yaml|json|sh|txt|html|conf)"))
                    .filter(file -> (file.toString().endsWith(".java") ? GIVEN_A_VALUE : SAID_TO_BE)
                            .matcher(read(file))
                            .find())
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void nothing_tells_of_the_machine_that_it_was_written_on() throws IOException {
        assertThat(tellTales(HOUSE)).isEmpty();

        plant("notes.md", "see /wo" + "rk/shared");
        assertThat(tellTales(planted)).containsExactly("notes.md");
    }

    // ----------------------------------------------------------------- reading

    /** Keys, the role to log in by, what was restored half: a power cut leaves them whole or as they were. */
    @Test
    void what_must_outlive_a_power_cut_is_written_in_one_way_only() throws IOException {
        String wiring = "bootstrap/src/main/java/dev/jieli/bootstrap/wiring";
        assertThat(writers(HOUSE.resolve(wiring))).containsExactly("WholeFile.java");

        plant(wiring + "/Keys.java", "Files.writeString(file, key);");
        plant(wiring + "/Other.java", "Files.readString(file);");
        assertThat(writers(planted.resolve(wiring))).containsExactly("Keys.java");
    }

    private static Set<String> writers(Path wiring) {
        return files(wiring, file -> file.toString().endsWith(".java")).stream()
                .filter(file -> WRITING.matcher(read(file)).find())
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final Pattern WRITING =
            Pattern.compile("Files\\s*\\.(?:write|move|copy|new(?:Byte|Buffered|Output)(?:Channel|Writer|Stream))");

    /** It hides nothing: a count over it would tell of accusations. */
    @Test
    void nothing_is_read_of_the_view_through_which_acts_are_written() throws IOException {
        String persistence = "adapters-persistence/src/main/java";
        assertThat(readersOfWhatIsWritten(HOUSE.resolve(persistence))).isEmpty();
        assertThat(everything(HOUSE.resolve(persistence))).contains("UPDATE written_case", "INSERT INTO written_case");

        plant(
                persistence + "/A.java",
                "\"INSERT INTO written_case (id) VALUES (?)\"; \"UPDATE written_case c SET stage = ?\"");
        assertThat(readersOfWhatIsWritten(planted.resolve(persistence))).isEmpty();
        plant(persistence + "/B.java", "\"SELECT count(*) FROM written_case\"");
        plant(persistence + "/C.java", "\"UPDATE unit SET name = ? FROM a JOIN written_case c ON true\"");
        assertThat(readersOfWhatIsWritten(planted.resolve(persistence))).containsExactly("B.java", "C.java");
    }

    private static Set<String> readersOfWhatIsWritten(Path root) {
        return files(root, file -> file.toString().endsWith(".java")).stream()
                .filter(file -> READ_OF_WRITTEN.matcher(read(file)).find())
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final Pattern READ_OF_WRITTEN =
            Pattern.compile("(?i)(?<!\\bINSERT INTO )(?<!\\bUPDATE )\\bwritten_case\\b");

    private void plant(String path, String text) throws IOException {
        Path file = planted.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Set<String> packagesWithoutNullMarked(Path root) {
        Set<String> found = new TreeSet<>();
        for (Path source : files(
                root,
                path -> path.toString().endsWith(".java")
                        && path.toString().contains("src" + path.getFileSystem().getSeparator() + "main"))) {
            Path info = source.resolveSibling("package-info.java");
            if (!Files.exists(info) || !read(info).contains("@NullMarked")) {
                found.add(root.relativize(source.getParent()).toString());
            }
        }
        return found;
    }

    private static Set<String> publicTypes(Path root) {
        Set<String> types = new TreeSet<>();
        for (Path source : files(root, path -> path.toString().endsWith(".java"))) {
            TYPE.matcher(read(source)).results().map(match -> match.group(1)).forEach(types::add);
        }
        return types;
    }

    private static Set<String> withoutTerm(Path root) {
        Set<String> found = new TreeSet<>();
        for (Path source : files(root, path -> path.toString().endsWith(".java"))) {
            String text = read(source);
            Matcher type = TYPE.matcher(text);
            if (type.find()) {
                boolean said = JAVADOC.matcher(text)
                        .results()
                        .filter(doc -> doc.end() > type.start())
                        .findFirst()
                        .map(SourcesTest::beginsInChinese)
                        .orElse(false);
                if (!said) {
                    found.add(type.group(1));
                }
            }
        }
        return found;
    }

    private static boolean beginsInChinese(MatchResult javadoc) {
        String said = javadoc.group(1).replaceFirst("^[\\s*]+", "");
        return said.startsWith("《")
                || (!said.isEmpty() && Character.UnicodeScript.of(said.codePointAt(0)) == Character.UnicodeScript.HAN);
    }

    private static Set<String> tellTales(Path root) {
        Set<String> found = new TreeSet<>();
        for (Path file : files(
                root,
                path -> path.toString().matches(".*\\.(java|xml|md|sql|jte|css|js|csv|properties|yml|json|sh)"))) {
            if (read(file).matches("(?s).*(/wo" + "rk/|/ro" + "ot/).*")) {
                found.add(root.relativize(file).toString());
            }
        }
        return found;
    }

    private static String everything(Path root) {
        return files(root, path -> path.toString().endsWith(".java")).stream()
                .map(SourcesTest::read)
                .collect(Collectors.joining("\n"));
    }

    /** Those that belong to the project: nothing that was built, nothing hidden. */
    private static List<Path> files(Path root, Function<Path, Boolean> wanted) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .filter(path -> Stream.of(root.relativize(path).toString().split("[/\\\\]"))
                            .noneMatch(part -> part.equals("target") || part.startsWith(".")))
                    .filter(wanted::apply)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
