package dev.jieli.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void every_test_that_the_list_of_security_names_is_there() throws IOException {
        Set<String> named = IN_CODE.matcher(Files.readString(HOUSE.resolve("docs/security.md")))
                .results()
                .map(match -> match.group(1))
                .filter(name -> name.endsWith("Test") || name.endsWith("IT"))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(HOUSE)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toSet()))
                    .containsAll(named);
        }
        assertThat(named).hasSizeGreaterThan(20);
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
        assertThat(builtIn(planted)).containsExactlyInAnyOrder("Some.java", "Other.java");
    }

    /** Files of the product that give something called a password or a secret a value. */
    private static Set<String> builtIn(Path house) throws IOException {
        Pattern value = Pattern.compile("(?i)\\b\\w*(password|passwd|secret)\\w*\\s+=\\s*\"[^\"]+\"\\s*;");
        try (Stream<Path> files = Files.walk(house)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> value.matcher(read(file)).find())
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
