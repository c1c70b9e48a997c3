package dev.jieli.http.pages;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.LegalIssue;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.http.wording.Words;
import java.util.Arrays;
import java.util.Optional;

/** 法定途径清单: the list as a form offers it and a page shows it. */
final class LegalIssues {
    private LegalIssues() {}

    /** What is on the list, each path with its issues and after them the path alone. */
    static ImmutableList<Field.Choice> choices(Page page) {
        ImmutableList.Builder<Field.Choice> choices = ImmutableList.builder();
        for (LegalPath path : LegalPath.values()) {
            String group = page.head(Words.of(path));
            for (LegalIssue issue : of(path)) {
                choices.add(new Field.Choice(
                        issue.name(), page.head(issue.issue()) + " → " + page.say(issue.procedure()), group));
            }
            choices.add(new Field.Choice(path.name(), page.t("其他", "Other") + " → " + page.say(Words.of(path)), group));
        }
        return choices.build();
    }

    static ImmutableList<LegalIssue> of(LegalPath path) {
        return Arrays.stream(LegalIssue.values())
                .filter(issue -> issue.path() == path)
                .collect(ImmutableList.toImmutableList());
    }

    /** The act that was asked for; what is on the list says its path, and its organ where none was given. */
    static CaseAct led(Submitted in) {
        Optional<LegalIssue> issue =
                Enums.getIfPresent(LegalIssue.class, in.text("path")).toJavaUtil();
        LegalPath path = issue.map(LegalIssue::path).orElseGet(() -> in.of(LegalPath.class, "path"));
        String organ =
                in.given("organ").or(() -> issue.map(on -> on.organ().zh())).orElse("");
        return new CaseAct.LeadElsewhere(path, issue, organ);
    }
}
