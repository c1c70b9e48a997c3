package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Year notices and local rulebooks, whatever stands in them: taken and of use, or every reason why not; never an exception. */
class GarbageTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String NOTICE = """
            notice,2027,国办发明电〔2026〕9号,国务院办公厅关于2027年部分节假日安排的通知
            off,元旦,2027-01-01,2027-01-03
            off,春节,2027-02-05,2027-02-11
            work,春节,2027-02-20""";
    private static final String RULEBOOK = """
            rulebook,XX2022,某地规定,Rules of a place
            place,330000
            force,2022-08-01,
            status,IN_FORCE,已核对,compared
            source,公报,gazette
            row,NOTICE,5,WORKING_DAYS,20.2,QUOTED,应当自收到之日起五个工作日内决定
            row,CONCLUDE,45,CALENDAR_DAYS,23.1,QUOTED,办结
            extension,CONCLUDE,20,23.1,PARAPHRASED,可以延长
            hearing,REREVIEW,30.2,QUOTED,听证时间不计算在内
            policy,YELLOW_60,25.1.2,QUOTED,黄
            note,另有规定,more""";
    private static final List<String> CELLS = List.of(
            "",
            " ",
            "0",
            "-1",
            "366",
            "99999999999",
            "2027",
            "0000",
            "2027-02-30",
            "2027-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "+10000-01-01",
            "notice",
            "off",
            "work",
            "row",
            "CONCLUDE",
            "DISPATCH",
            "WORKING_DAYS",
            "QUOTED",
            "9999.99.99",
            "26.2.1",
            "330723104201",
            "，",
            "\u0000",
            "\uD800",
            "\uFEFF#",
            "'\"<script>",
            "节".repeat(3_000));

    @Property
    void text_of_any_kind(@ForAll @StringLength(max = 200) String text) {
        notice(text);
        rulebook(text);
    }

    @Property
    void what_is_nearly_a_notice(@ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int changes) {
        notice(changed(NOTICE, random, changes));
    }

    @Property
    void what_is_nearly_a_rulebook(@ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int changes) {
        rulebook(changed(RULEBOOK, random, changes));
    }

    @Test
    void what_is_long_and_all_wrong_is_answered_shortly() {
        String text = "x,\n".repeat(100_000);

        assertThat(YearNotice.read(text).reasons()).hasSizeBetween(1, 200);
        assertThat(LocalRulebook.read(text).reasons()).hasSizeBetween(1, 200);
    }

    private static void notice(String text) {
        Ruling<YearNotice> read = YearNotice.read(text);
        read.toOptional().ifPresent(notice -> {
            WorkCalendar calendar = WorkCalendar.national().with(notice);
            assertThat(calendar.due(Rulebook.national(), Term.NOTICE, DAY).toOptional())
                    .as(text)
                    .isPresent();
        });
        reasons(text, read);
    }

    private static void rulebook(String text) {
        Ruling<LocalRulebook> read = LocalRulebook.read(text);
        read.toOptional().ifPresent(book -> {
            Rulebook law = Rulebook.national().with(book);
            assertThat(WorkCalendar.national().due(law, Term.NOTICE, DAY).toOptional())
                    .as(text)
                    .isPresent();
            assertThat(book.toMarkdown()).isNotBlank();
            assertThat(LocalRulebook.read(book.text()).toOptional()).as(text).contains(book);
        });
        reasons(text, read);
        reasons(text, LocalRulebook.kept(text));
    }

    private static void reasons(String text, Ruling<?> read) {
        assertThat(read.reasons().isEmpty())
                .as(text)
                .isEqualTo(read.toOptional().isPresent());
        assertThat(read.reasons()).as(text).allSatisfy(reason -> {
            assertThat(reason.in(dev.jieli.domain.statute.Language.ZH)).isNotBlank();
            assertThat(reason.in(dev.jieli.domain.statute.Language.EN)).isNotBlank();
        });
    }

    /** Some cells and lines changed, doubled, left out or cut. */
    private static String changed(String good, Random random, int changes) {
        List<String> lines = new ArrayList<>(List.of(good.split("\n", -1)));
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(7)) {
                case 0 -> lines.add(line);
                case 1 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
                case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
                case 3 -> { // the same twice, such as the first and the last day
                    String[] cells = line.split(",", -1);
                    String same = CELLS.get(random.nextInt(CELLS.size()));
                    for (int cell = Math.max(0, cells.length - 2); cell < cells.length; cell++) {
                        cells[cell] = same;
                    }
                    lines.set(at, String.join(",", cells));
                }
                default -> {
                    String[] cells = line.split(",", -1);
                    cells[random.nextInt(cells.length)] = CELLS.get(random.nextInt(CELLS.size()));
                    lines.set(at, String.join(",", cells));
                }
            }
        }
        return String.join(random.nextBoolean() ? "\n" : "\r\n", lines);
    }
}
