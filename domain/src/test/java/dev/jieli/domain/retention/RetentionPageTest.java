package dev.jieli.domain.retention;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table as a page; the Chinese names are those with which the Javadoc of each thing begins. */
class RetentionPageTest {
    private static final Path PAGE = Path.of("..", "docs", "retention.md");
    private static final Path SOURCE =
            Path.of("src", "main", "java", "dev", "jieli", "domain", "retention", "Retention.java");

    private static final String HEAD = """
            # 保管期限 · What is kept of people, how long

            本页由程序中的保管期限表（`dev.jieli.domain.retention.Retention`）打印，每次构建都与该表核对。条例没有规定保管期限，每一行都是
            *chosen*，写明依据；本机关经审查同意的保管期限表不同的，用数据目录里的文件 `retention` 改（见下）。

            This page is printed from `dev.jieli.domain.retention.Retention` and compared with it in every build; after a change print it
            again: `mvn -pl domain test -Dtest=RetentionPageTest -Djieli.docs.write=true`. The Regulations say nothing of it: each row is
            *chosen* and says what it leans on. Years count from 1 January after the year in which a case ended.

            | what 对象 | from 起算 | how long 期限 | then 到期 | leans on 依据 |
            |---|---|---|---|---|
            """;

    private static final String TAIL = """

            ## 到期删除 · When its time has come

            `jieli retain` says of how many cases what would be erased, under which row, and how many stay and why; it changes nothing.
            `jieli retain --list FILE` also writes the list (销毁清册) to be approved, and `jieli retain --erase --document NUMBER --list FILE`
            erases what stands on it and is due still, and nothing else: what became due since waits for the next list. What goes is name, number, telephone and
            address with the keyed digests by which they are found, the texts of drafts, and the files of papers that were issued. Each
            case is one entry in the record, in the transaction that erases it; broken off, it goes on where it stopped when it is run
            again. What was asked and done, by whom and when, stays in the docket with its hashes, and so do numbers of papers, their
            digests and all counts; `jieli verify` finds nothing missing.

            With `--by WHO` a registrar does both in his or her own name, with what he or she is shown: an accusation against whoever
            does it is neither listed nor erased, and stays on the list of the others. Without it the machine does both, with all of it.

            Whatever the table says, this stays:

            | stays 不删除 | because 原因 |
            |---|---|
            %s
            `jieli retain --hold CASE --by WHO --reason TEXT` keeps a case from being erased, for an inquiry or a suit, and `--release CASE`
            lets it go again; both are entries.

            The file `retention` in the data directory changes years and days, a line each: `decided.years = 30`, `other.years = 10` (0 for
            good, 5 at least), `receipts.days = 30`. Receipts go with the daily round of the server.

            **Backups** that were made before still hold what was erased; they age out by their own row, twelve months at the latest where the
            server makes them. Whoever restores one runs `jieli retain` again. Copies that are taken elsewhere are for whoever took
            them to destroy. **Server logs** hold no petitioner's data; the place keeps them six months at least.
            """;

    @Test
    void the_page_says_what_the_table_says() throws IOException {
        String printed = HEAD
                + Retention.table().stream().map(RetentionPageTest::line).collect(joining())
                + TAIL.formatted(stays());
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE)
                .as("docs/retention.md is printed from the table; print it again with"
                        + " mvn -pl domain test -Dtest=RetentionPageTest -Djieli.docs.write=true")
                .hasContent(printed);
    }

    @Test
    void every_holding_has_one_row() {
        assertThat(Retention.table()).extracting(Retention.Row::holding).containsExactly(Retention.Holding.values());
    }

    @Test
    void periods_are_for_good_or_five_years_at_least() {
        assertThat(new Retention.Periods(0, 5).endedBefore(LocalDate.of(2040, 6, 1)))
                .contains(LocalDate.of(2035, 1, 1));
        assertThat(new Retention.Periods(0, 0).endedBefore(LocalDate.of(2040, 6, 1)))
                .isEmpty();
        assertThatThrownBy(() -> new Retention.Periods(4, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retention.Periods(101, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String line(Retention.Row row) {
        return "| %s<br>%s | %s<br>%s | %s<br>%s | %s | *chosen*: %s<br>%s |\n"
                .formatted(
                        chinese(row.holding().name()),
                        row.holding(),
                        row.from().zh(),
                        row.from().en(),
                        row.time().zh(),
                        row.time().en(),
                        chinese(row.by().name()),
                        row.note().zh(),
                        row.note().en());
    }

    private static String stays() {
        StringBuilder stays = new StringBuilder();
        for (Retention.Stay stay : Retention.Stay.values()) {
            stays.append("| ")
                    .append(stay)
                    .append(" | ")
                    .append(chinese(stay.name()))
                    .append(" |\n");
        }
        return stays.toString();
    }

    /** With which the Javadoc of a constant begins. */
    private static String chinese(String constant) {
        try {
            Matcher found = Pattern.compile("/\\*\\* ([^:*]+?)(?::[^*]*)? \\*/\\s+" + constant + "\\b")
                    .matcher(Files.readString(SOURCE));
            assertThat(found.find()).as(constant).isTrue();
            return found.group(1);
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }
}
