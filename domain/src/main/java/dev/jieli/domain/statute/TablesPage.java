package dev.jieli.domain.statute;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tables of a rulebook as one page in Markdown. */
final class TablesPage {

    private static final String HEAD = """
            # 法定期限 · How long: the terms of the law

            本页由程序中的期限表（`dev.jieli.domain.statute`）打印，每次构建都与期限表核对。各行引用的是该行所依据的原文。
            期限自“起算”一栏所列之日起算，当日不计入；除写明工作日的以外，按日历日计算。约束信访人的期限是信访人的请求期，不是工作人员的责任期限。
            条例没有规定、由本系统选定的，标明 *chosen*，并写明来源。

            This page is printed from the tables in `dev.jieli.domain.statute` and compared with them in every build. After a change
            of the tables print it again: `mvn -pl domain test -Dtest=DeadlinesPageTest -Djieli.docs.write=true`.
            Each row quotes the words that it implements. A term is reckoned from day 0, which is itself not counted, in calendar
            days unless the row says working days. A row binds the organ (机关、单位), or it is a window in which the petitioner
            (信访人) may ask and nobody's duty. What the Regulations do not say was chosen; it is marked *chosen* and names its source.
            """;

    private static final String EDITION = """

            ## %s · %s

            For terms that begin %s.

            | term 期限 | name 名称 | binds 约束 | day 0 起算 | how long 时长 | edition 版本 | where 条款 | the words 原文 |
            |---|---|---|---|---|---|---|---|
            %s""";

    private static final String POLICIES = """

            ## 计算口径 · What the Regulations leave open

            All of this is *chosen*. An office, or the rules of a place ([rulebooks](rulebooks.md)), can choose otherwise where a
            choice is named.

            %s""";

    private static final String LIGHTS = """

            ## 亮灯 · Lights

            Green until %d %% of the allotted days are used up, counted up to whole days; yellow from then on; red from the day
            after the due date. The share is *chosen*, and can be set; 75 %% was the published practice of a county in 2015 (Jiaxiang,
            Shandong: a term of 60 days turned yellow on day 45).
            """;

    private static final String LOCAL = """

            ## 地方规定 · Stricter local rows

            A rulebook takes the rows of a place by division code and date ([rulebooks](rulebooks.md)). It refuses a row that is
            looser than the statute: more time for the organ, less for the petitioner.

            %s""";

    private static final String BOOK = """

            ## %s · %s

            | | |
            |---|---|
            | place 辖区 | %s |
            | in force 施行 | from %s%s |
            | status 状态 | `%s`, %s |
            | source 来源 | %s |

            | term 期限 | binds 约束 | how long 时长 | the Regulations 条例 | where 条款 | the words 规定 |
            |---|---|---|---|---|---|
            %s
            Where the Regulations are silent 条例没有规定的：

            %s
            Notes 说明：

            %s""";

    private TablesPage() {}

    static String of(Rulebook law) {
        return HEAD
                + law.statutes().stream().map(TablesPage::edition).collect(joining())
                + POLICIES.formatted(law.policies().stream()
                        .map(policy -> "- " + policy(policy) + otherwise(policy) + "\n")
                        .collect(joining()))
                + LIGHTS.formatted(law.thresholds().yellowPercent())
                + LOCAL.formatted(
                        law.localRows().isEmpty()
                                ? "None is in force by default.\n"
                                : law.localRows().stream()
                                        .map(TablesPage::local)
                                        .collect(joining()));
    }

    private static String edition(Statute statute) {
        String rows =
                statute.rows().values().stream().map(row -> rows(statute, row)).collect(joining());
        String chosen = statute.rows().values().stream()
                .flatMap(row -> row.chosen().stream())
                .distinct()
                .map(why -> "\n*Chosen*: " + why.en() + ". " + why.zh() + "。\n")
                .collect(joining());
        String from = statute.supersededOn()
                .map(end -> "from " + statute.inForceFrom() + " until the day before " + end)
                .orElse("on or after " + statute.inForceFrom());
        Instrument instrument = statute.instrument();
        return EDITION.formatted(instrument.cited(Language.ZH), instrument.cited(Language.EN), from, rows) + chosen;
    }

    private static String rows(Statute statute, Provision row) {
        String term = row.term().name();
        String edition = statute.instrument().equals(Instrument.CHOSEN)
                ? "2022" // whose words they are
                : String.valueOf(statute.inForceFrom().getYear());
        String name = both(row.term().in(Language.ZH), row.term().in(Language.EN));
        String binds = row.term().binds().in(Language.ZH);
        String trigger = both(row.trigger().zh(), row.trigger().en());
        String span = both(row.span().in(Language.ZH), row.span().in(Language.EN));
        int more = row.maxExtensionDays();
        String extension = more(row.span(), more);
        String main = row.chosen().isPresent()
                ? line(
                        term,
                        name,
                        binds,
                        trigger,
                        span + "<br>*chosen*",
                        edition,
                        row.quotation().isEmpty() ? "*chosen*" : row.article().in(Language.EN),
                        row.clause().words(Language.ZH))
                : line(term, name, binds, trigger, span, edition, row.clause());
        return main
                + row.extension()
                        .map(words -> line(term, both("延长", "extension"), binds, "", extension, edition, words))
                        .orElse("")
                + row.hearing()
                        .map(words -> line(
                                term,
                                both("听证", "hearing"),
                                binds,
                                "",
                                both("听证时间不计算", "its time is left out"),
                                edition,
                                words))
                        .orElse("");
    }

    private static String line(
            String term,
            String name,
            String binds,
            String trigger,
            String span,
            String edition,
            Provision.Clause words) {
        String where = words.article().in(Language.EN);
        return line(term, name, binds, trigger, span, edition, where, words.words(Language.ZH));
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String more(Span span, int days) {
        return both("至多再加" + span.days(days, Language.ZH), "at most " + span.days(days, Language.EN) + " more");
    }

    private static String both(String zh, String en) {
        return zh + "<br>" + en;
    }

    private static String otherwise(Policy inUse) {
        return inUse instanceof Policy.Fixed
                ? ""
                : Arrays.stream(inUse.getClass().getEnumConstants())
                        .filter(other -> other != inUse)
                        .map(other -> "; or " + policy((Policy) other))
                        .collect(joining());
    }

    private static String policy(Policy policy) {
        return "`" + policy.name() + "`, " + policy.rule().en() + " ("
                + policy.source().en() + "; " + policy.rule().zh() + "；"
                + policy.source().zh() + ")";
    }

    private static String local(Rulebook.LocalRow row) {
        return "- " + row.place().code() + ", from " + row.from()
                + row.until().map(day -> " until the day before " + day).orElse("") + ": "
                + row.provision().term().name() + ", " + row.provision().span().in(Language.EN) + ", "
                + row.provision().article().cited(Language.ZH) + "\n";
    }

    static String of(LocalRulebook book) {
        Instrument instrument = book.instrument();
        return BOOK.formatted(
                instrument.cited(Language.ZH),
                instrument.cited(Language.EN),
                book.place().code(),
                book.from(),
                book.until().map(day -> " until the day before " + day).orElse(""),
                book.status(),
                both(book.standing()),
                both(book.source()),
                book.rows().stream().map(row -> rows(row.provision())).collect(joining()),
                list(book.choices().stream()
                        .map(choice -> "`" + choice.policy().name() + "`, "
                                + both(choice.policy().rule()) + "<br>"
                                + choice.clause().cited(Language.ZH))
                        .toList()),
                list(book.notes().stream().map(TablesPage::both).toList()));
    }

    private static String rows(Provision row) {
        Optional<Provision> statutory = Rulebook.national().statutes().stream()
                .flatMap(statute -> statute.row(row.term()).stream())
                .findFirst();
        String term = both(row.term().in(Language.ZH), row.term().in(Language.EN));
        String binds = row.term().binds().in(Language.ZH);
        return line(
                        term,
                        binds,
                        both(row.span().in(Language.ZH), row.span().in(Language.EN)),
                        statutory.map(law -> law.span().in(Language.ZH)).orElse(""),
                        row.article().in(Language.ZH),
                        row.clause().words(Language.ZH))
                + row.extension()
                        .map(words -> line(
                                both("延长", "extension"),
                                binds,
                                more(row.span(), row.maxExtensionDays()),
                                statutory
                                        .map(law -> "至多再加" + law.span().days(law.maxExtensionDays(), Language.ZH))
                                        .orElse(""),
                                words.article().in(Language.ZH),
                                words.words(Language.ZH)))
                        .orElse("")
                + row.hearing()
                        .map(words -> line(
                                both("听证", "hearing"),
                                binds,
                                both("听证时间不计算", "its time is left out"),
                                "听证时间不计算",
                                words.article().in(Language.ZH),
                                words.words(Language.ZH)))
                        .orElse("");
    }

    private static String list(List<String> lines) {
        return lines.isEmpty()
                ? "- 无 none\n"
                : lines.stream().map(line -> "- " + line + "\n").collect(joining());
    }

    private static String both(Wording wording) {
        return both(wording.zh(), wording.en());
    }
}
