package dev.jieli.domain.statute;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/** The tables of a rulebook as one Markdown page. */
final class TablesPage {

    private TablesPage() {}

    static String of(Rulebook law) {
        StringBuilder page = new StringBuilder();
        page.append("""
                # How long: the terms of the law (法定期限)

                This page is printed from the tables in `dev.jieli.domain.statute` and compared with them in every build. After a change of
                the tables print it again: `mvn -pl domain test -Dtest=DeadlinesPageTest -Djieli.docs.write=true`.

                A term is reckoned from day 0, the day named in the row, which is itself not counted. “Days” are calendar days unless the row
                says working days. A row binds the organ (机关、单位), or it is a window in which the petitioner (信访人) may ask and nobody's duty.
                What the law does not say is marked *chosen* and names its source.
                """);
        law.statutes().forEach(statute -> page.append(edition(statute)));
        page.append("\n## What the Regulations leave open (计算口径)\n\n");
        page.append("Each of these is *chosen*. Only the first has an alternative that can be set.\n\n");
        for (Policy policy : law.policies()) {
            page.append(policy(policy));
            if (policy instanceof Policy.LastDay) {
                for (Policy.LastDay other : Policy.LastDay.values()) {
                    if (other != policy) {
                        page.append(policy(other).replaceFirst("- ", "- instead of it, where so set: "));
                    }
                }
            }
        }
        page.append("\n## Lights (亮灯)\n\n");
        page.append(
                "Green until %d %% of the allotted days are used up, counted up to whole days; yellow from then on; red from the day after the due date.\n"
                        .formatted(law.thresholds().yellowPercent()));
        page.append(
                "The share is *chosen*: the published practice of a county (Jiaxiang, Shandong, 2015), where a term of 60 days turned yellow on day 45.\n");
        page.append("\n## Stricter local rows (地方规定)\n\n");
        page.append(
                law.localRows().isEmpty()
                        ? "None is in force by default. A rulebook takes local rows by division code and date, and refuses a row that is looser than the statute.\n"
                        : local(law));
        return page.toString();
    }

    private static String edition(Statute statute) {
        StringBuilder table = new StringBuilder();
        table.append("\n## ")
                .append(statute.instrument().cited(Language.ZH))
                .append(" · ")
                .append(statute.instrument().cited(Language.EN))
                .append("\n\nFor terms that begin ");
        table.append(statute.supersededOn()
                .map(end -> "from " + statute.inForceFrom() + " until the day before " + end)
                .orElse("on or after " + statute.inForceFrom()));
        table.append(".\n\n");
        table.append("""
                | term | name | binds | day 0 | how long | edition | where | the words |
                |---|---|---|---|---|---|---|---|
                """);
        statute.rows().values().forEach(row -> table.append(rows(statute, row)));
        statute.rows().values().stream()
                .flatMap(row -> row.chosen().stream())
                .distinct()
                .forEach(chosen -> table.append("\n*Chosen*: ")
                        .append(chosen.en())
                        .append(" (")
                        .append(chosen.zh())
                        .append(").\n"));
        return table.toString();
    }

    private static String rows(Statute statute, Provision row) {
        String edition = String.valueOf(statute.inForceFrom().getYear());
        StringBuilder lines = new StringBuilder(line(
                row.term().name(),
                row.term().in(Language.ZH),
                row.term().binds().in(Language.ZH),
                row.trigger().zh() + " · " + row.trigger().en(),
                row.span().in(Language.EN),
                edition,
                row.chosen().isPresent() ? "*chosen*" : row.article().in(Language.EN),
                row.chosen().isPresent() ? "" : "“" + row.quotation() + "”"));
        row.extension()
                .ifPresent(clause -> lines.append(line(
                        "",
                        "延长",
                        "",
                        "",
                        "at most " + row.span().days(row.maxExtensionDays(), Language.EN) + " more",
                        edition,
                        clause)));
        row.hearing()
                .ifPresent(clause ->
                        lines.append(line("", "听证", "", "", "the time of a hearing is left out", edition, clause)));
        return lines.toString();
    }

    private static String line(
            String term, String name, String binds, String from, String span, String edition, Provision.Clause clause) {
        return line(
                term,
                name,
                binds,
                from,
                span,
                edition,
                clause.article().in(Language.EN),
                "“" + clause.quotation() + "”");
    }

    private static String line(String... cells) {
        return Arrays.stream(cells).collect(joining(" | ", "| ", " |\n"));
    }

    private static String policy(Policy policy) {
        return "- `%s`: %s (%s). %s（%s）\n"
                .formatted(
                        policy.name(),
                        policy.rule().en(),
                        policy.source().en(),
                        policy.rule().zh(),
                        policy.source().zh());
    }

    private static String local(Rulebook law) {
        return law.localRows().stream()
                .map(row -> "- %s, from %s%s: %s, %s, %s.\n"
                        .formatted(
                                row.place().code(),
                                row.from(),
                                row.until()
                                        .map(day -> " until the day before " + day)
                                        .orElse(""),
                                row.provision().term().name(),
                                row.provision().span().in(Language.EN),
                                row.provision().article().cited(Language.ZH)))
                .collect(joining());
    }
}
