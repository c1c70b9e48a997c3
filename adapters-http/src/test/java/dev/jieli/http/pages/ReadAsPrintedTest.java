package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.authority.Reach;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.http.Served;
import dev.jieli.http.wording.Words;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages that say again what stands elsewhere: the docket as it was entered, the table of authority as it is printed. */
class ReadAsPrintedTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.an_office();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    /** An entry as it stands in the time line. */
    private record Told(int number, String when, String act, String said, String by) {}

    private static ImmutableList<Told> told(Visitor.Answer page) {
        String docket = found(page.html(), "(?s)<ol class=\"docket\" reversed>(.*?)</ol>");
        return Pattern.compile("(?s)<li[^>]*id=\"entry-(\\d+)\">(.*?)<div class=\"by\">(.*?)</div>")
                .matcher(docket)
                .results()
                .map(entry -> new Told(
                        Integer.parseInt(entry.group(1)),
                        found(entry.group(2), "<div class=\"when\"><b>([^<]*)</b>"),
                        found(entry.group(2), "<span class=\"act\">([^<]*)</span>"),
                        maybe(entry.group(2), "(?s)<p class=\"said\">(.*?)</p>"),
                        entry.group(3).replaceAll("<[^>]*>", "")))
                .collect(ImmutableList.toImmutableList());
    }

    private static String maybe(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String found(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    @Test
    void the_docket_is_a_time_line_with_the_newest_on_top_each_entry_by_whom_and_under_which_article() {
        PetitionCase accepted = served.given().accepted();
        served.given().later(9);
        served.given().does(Who.HANDLER, accepted, new CaseAct.Note("已约双方见面"));

        ImmutableList<Told> zh = told(Visitor.as(served, Who.HANDLER).get("/cases/" + accepted.id()));
        assertThat(zh).extracting(Told::number).containsExactly(4, 3, 2, 1);
        assertThat(zh).extracting(Told::act).containsExactly("记事", "受理", "转送", "登记");
        assertThat(zh.get(0).said()).isEqualTo("已约双方见面");
        assertThat(zh).extracting(Told::when).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(zh.get(0).when()).isNotEqualTo(zh.get(1).when());
        assertThat(zh.get(0).by()).startsWith("某县住房和城乡建设局 丙二").contains("记入于 ");
        assertThat(zh.get(1).by()).contains("《信访工作条例》第三十一条第一款");
        assertThat(zh.get(3).by()).contains("乙二", "《信访工作条例》第二十二条第一款");

        ImmutableList<Told> en = told(Visitor.as(served, Who.HANDLER).in("en").get("/cases/" + accepted.id()));
        assertThat(en).extracting(Told::number).containsExactly(4, 3, 2, 1);
        assertThat(en).extracting(Told::act).containsExactly("Note", "Accept", "Forward", "Register");
        assertThat(en.get(1).by()).contains("31", "entered ");
        assertThat(en.get(0).said()).isEqualTo("已约双方见面");
    }

    @Test
    void the_page_of_authority_says_row_by_row_what_is_printed() throws IOException {
        String html = Visitor.as(served, Who.HANDLER).get("/law/authority").html();
        String printed = Files.readString(Path.of("..", "docs", "authority.md"));
        for (int width : new int[] {4, 2}) {
            ImmutableList<ImmutableList<String>> rows = rows(printed, width);
            assertThat(rows).hasSizeGreaterThan(20);
            assertThat(shown(html, width)).containsExactlyInAnyOrderElementsOf(rows);
        }
    }

    /** Of the printed page: in each cell the Chinese words, one after the other. */
    private static ImmutableList<ImmutableList<String>> rows(String printed, int width) {
        return printed.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> ImmutableList.copyOf(
                        line.substring(2, line.length() - 2).split(" \\| ", -1)))
                .filter(cells -> cells.size() == width
                        && !cells.get(0).startsWith("power")
                        && !cells.get(0).startsWith("act"))
                .map(cells -> cells.stream().map(ReadAsPrintedTest::words).collect(ImmutableList.toImmutableList()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Powers, capacities and reaches by their names in the code, in the words of the pages. */
    private static String words(String cell) {
        if (cell.startsWith("*chosen*: ")) {
            return cell.substring("*chosen*: ".length());
        }
        return Pattern.compile("<br>(?=[^ <]+ [A-Z])")
                .splitAsStream(cell)
                .map(one -> {
                    String code = one.replaceFirst("^.*(<br>| )(?=[A-Z])", "");
                    return Stream.of(Power.values(), Capacity.values(), Reach.values())
                            .flatMap(Arrays::stream)
                            .filter(constant -> constant.name().equals(code))
                            .map(constant -> constant instanceof Power power
                                    ? Words.of(power).zh()
                                    : constant instanceof Capacity capacity
                                            ? Words.of(capacity).zh()
                                            : Words.of((Reach) constant).zh())
                            .findFirst()
                            .or(() -> Lifecycle.table().stream()
                                    .map(Lifecycle.Row::act)
                                    .filter(act -> act.getSimpleName().equals(code))
                                    .map(act -> Words.of(act).zh())
                                    .findFirst())
                            .orElse(one.replaceFirst("<br>.*$", ""));
                })
                .collect(Collectors.joining("、"));
    }

    private static ImmutableList<ImmutableList<String>> shown(String html, int width) {
        return Pattern.compile("(?s)<tr>\\s*((?:<td data-label.*?</td>\\s*)+)</tr>")
                .matcher(html.substring(html.indexOf("<h2>权限</h2>")))
                .results()
                .map(row -> Pattern.compile("(?s)<td[^>]*>(.*?)</td>")
                        .matcher(row.group(1))
                        .results()
                        .map(cell -> cell.group(1).replaceAll("<[^>]*>", "").strip())
                        .collect(ImmutableList.toImmutableList()))
                .filter(cells -> cells.size() == width)
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void the_page_of_the_record_has_figures_for_administrators_only() {
        Visitor auditor = Visitor.as(served, Duty.AUDIT);
        Visitor.Answer inFull = auditor.send(auditor.get("/record").form("/record"));
        assertThat(inFull.text()).contains("案卷完整").containsPattern("条目 ?\\d+");

        Visitor head = Visitor.as(served, Who.OFFICE_HEAD);
        assertThat(head.get("/record").text())
                .contains("案卷完整")
                .doesNotContainPattern("条目 ?\\d")
                .doesNotContainPattern("检查点 ?\\d");
        assertThat(head.in("en").get("/record").text())
                .contains("The record is whole")
                .doesNotContainPattern("\\d+ (dockets|entries|checkpoints)");
    }

    @Test
    void a_visitor_who_goes_where_nothing_is_stays_signed_in_on_the_page_that_says_so() {
        Visitor.Answer lost = Visitor.as(served, Who.HANDLER).get("/nowhere");
        assertThat(lost.status()).isEqualTo(404);
        assertThat(lost.text()).contains("没有这个地址", "丙二", "工作台", "退出");
        assertThat(Visitor.nobody(served).get("/nowhere").text())
                .contains("没有这个地址")
                .doesNotContain("退出");
    }
}
