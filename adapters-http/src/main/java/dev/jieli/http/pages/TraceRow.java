package dev.jieli.http.pages;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Audit;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.http.wording.Flaw;
import dev.jieli.http.wording.Refusals;
import dev.jieli.http.wording.Words;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * 留痕一行: in words.
 *
 * @param entry {@code account/…/12}
 */
public record TraceRow(
        String when,
        String account,
        String event,
        boolean done,
        String result,
        String about,
        String subject,
        String from,
        String details,
        String entry) {

    static TraceRow of(Audit.Traced line, ImmutableMap<UUID, String> names, Page page) {
        AccountAct.Trace trace = line.trace();
        UUID account = line.entry().subject().id();
        return new TraceRow(
                page.minute(line.entry().at()),
                account.equals(AccountAct.NOBODY)
                        ? page.t("（无账号）", "(no account)")
                        : names.getOrDefault(account, account.toString()),
                page.head(Words.of(trace.kind())),
                trace.done(),
                trace.done() ? page.t("成功", "done") : page.t("失败或被拒", "failed or refused"),
                trace.about().map(what -> what(what, names, page)).orElse(""),
                trace.about().map(Subject::toString).orElse(""),
                trace.from().orElse(""),
                trace.details().entrySet().stream()
                        .filter(detail -> !detail.getValue().isBlank())
                        .map(detail -> page.say(Words.of(detail.getKey()))
                                + page.t("：", ": ")
                                + said(detail.getKey(), detail.getValue(), page))
                        .collect(Collectors.joining(page.t("；", "; "))),
                line.entry().subject() + "/" + line.entry().number());
    }

    /** Why something was refused, as the person was told; anything else as it was entered. */
    private static String said(AccountAct.Detail detail, String value, Page page) {
        return detail != AccountAct.Detail.WHY
                ? means(detail, value, page)
                : Enums.getIfPresent(Reason.class, value)
                        .transform(reason -> Refusals.sentence(reason, page.language()))
                        .or(Enums.getIfPresent(Flaw.class, value)
                                .transform(flaw -> flaw.sentence(page.language()))
                                .or(page.say(Words.traced(value))));
    }

    /** What a person typed, an address or a number stays as it is; what the program wrote is said in words. */
    private static String means(AccountAct.Detail detail, String value, Page page) {
        boolean own = detail == AccountAct.Detail.MEANS
                || detail == AccountAct.Detail.FIELDS
                || detail == AccountAct.Detail.BEFORE
                || detail == AccountAct.Detail.AFTER;
        return own ? page.say(Words.traced(value)) : value;
    }

    private static String what(Subject subject, ImmutableMap<UUID, String> names, Page page) {
        String id = subject.id().toString();
        String called = subject.kind() == Subject.Kind.ACCOUNT
                ? names.getOrDefault(subject.id(), id)
                : "…" + id.substring(id.length() - 8);
        return page.head(Words.of(subject.kind())) + " " + called;
    }
}
