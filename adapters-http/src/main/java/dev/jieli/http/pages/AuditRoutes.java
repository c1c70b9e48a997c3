package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.ReadAudit;
import dev.jieli.application.SeeAccounts;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Audit;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Visits;
import dev.jieli.office.LedgerWriter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** 审计: who did what, beside the dockets of cases; for whoever audits. */
final class AuditRoutes {
    private static final int ON_A_PAGE = 50;
    private static final int AT_A_TIME = 500;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final Wording WHAT = Wording.of("审计记录", "records of the audit");

    private final Pages pages;
    private final ReadAudit readAudit;
    private final SeeAccounts seeAccounts;

    AuditRoutes(Pages pages) {
        this.pages = pages;
        this.readAudit = new ReadAudit(
                pages.site().archive().store(),
                pages.site().archive().accounts(),
                pages.site().archive().audit());
        this.seeAccounts = new SeeAccounts(
                pages.site().archive().store(), pages.site().archive().accounts());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/audit", this::show, Access.to(Power.AUDIT, Power.AUDIT_AUDITORS));
        routes.get("/audit/export", this::export, Access.to(Power.AUDIT, Power.AUDIT_AUDITORS));
    }

    private Audit.TracePage read(Context ctx, TraceQuery query, Optional<String> after, int size) {
        return Objection.orObject(readAudit.read(
                query.filter(), after, size, Visits.signedIn(ctx).account().id()));
    }

    /** What accounts are called; some hundred at most. */
    private ImmutableMap<UUID, String> names(Context ctx) {
        return Objection.orObject(seeAccounts.see(Visits.signedIn(ctx).account().id(), Optional.empty())).stream()
                .map(SeeAccounts.Seen::account)
                .collect(ImmutableMap.toImmutableMap(Accounts.Account::id, Accounts.Account::name));
    }

    /** That the record was read is on record too, page by page: where a page goes on, the request alone says. */
    private static AccountAct.Trace looked(String route, TraceQuery query) {
        AccountAct.Trace trace = AccountAct.Trace.done(AccountAct.Kind.SEE).with(AccountAct.Detail.ROUTE, route);
        return query.given().isEmpty()
                ? trace
                : trace.with(
                        AccountAct.Detail.FILTER, String.join(" ", query.given().keySet()));
    }

    private void show(Context ctx) {
        Page page = pages.page(ctx);
        TraceQuery query = TraceQuery.of(ctx);
        Visits.trace(ctx, pages.site(), looked("/audit", query));
        Audit.TracePage found = read(ctx, query, query.after(), ON_A_PAGE);
        ImmutableMap<UUID, String> names = names(ctx);
        pages.show(
                ctx,
                "audit",
                ImmutableMap.of(
                        "page",
                        page,
                        "query",
                        query,
                        "rows",
                        found.lines().stream()
                                .map(line -> TraceRow.of(line, names, page))
                                .collect(ImmutableList.toImmutableList()),
                        "next",
                        found.next(),
                        "auditors",
                        !Visits.signedIn(ctx).may(Power.AUDIT),
                        "accounts",
                        names.entrySet().stream()
                                .map(account -> Field.Choice.of(account.getKey().toString(), account.getValue()))
                                .collect(ImmutableList.toImmutableList())));
    }

    private void export(Context ctx) {
        Page page = pages.page(ctx);
        TraceQuery query = TraceQuery.of(ctx);
        boolean csv = "csv".equals(ctx.queryParam("as"));
        String name = page.t("审计记录-", "audit-") + pages.site().today() + (csv ? ".csv" : ".xlsx");
        ImmutableMap<UUID, String> names = names(ctx);
        Pages.send(
                        ctx,
                        csv ? "text/csv; charset=utf-8" : XLSX,
                        name,
                        out -> Outcome.done(written(ctx, query, names, out, name)),
                        (count, digest) -> Visits.trace(
                                ctx,
                                pages.site(),
                                AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                                        .with(AccountAct.Detail.ROUTE, "/audit/export")
                                        .with(
                                                AccountAct.Detail.FILTER,
                                                query.given().keySet().stream().collect(Collectors.joining(" ")))
                                        .with(AccountAct.Detail.COUNT, count)
                                        .with(AccountAct.Detail.DIGEST, digest)))
                .ifPresent(refusal -> {
                    throw Objection.of(refusal);
                });
    }

    /** Says how many. */
    private int written(
            Context ctx, TraceQuery query, ImmutableMap<UUID, String> names, OutputStream out, String name) {
        Page page = pages.page(ctx);
        int count = 0;
        try (LedgerWriter writer = LedgerWriter.to(
                out,
                name,
                page.t("审计记录", "Audit"),
                ImmutableList.of(
                        page.t("时间", "Time"),
                        page.t("账号", "Account"),
                        page.t("事件", "Event"),
                        page.t("结果", "Result"),
                        page.t("对象", "Subject"),
                        page.t("来源地址", "From"),
                        page.t("说明", "Details"),
                        page.t("条目", "Entry"),
                        page.t("摘要值", "Hash")),
                Visits.watermark(ctx, pages.site(), WHAT))) {
            Optional<String> after = Optional.empty();
            do {
                Audit.TracePage found = read(ctx, query, after, AT_A_TIME);
                for (Audit.Traced line : found.lines()) {
                    TraceRow row = TraceRow.of(line, names, page);
                    writer.row(ImmutableList.of(
                                    line.entry().at().toString(),
                                    row.account(),
                                    row.event(),
                                    row.result(),
                                    row.about(),
                                    row.from(),
                                    row.details(),
                                    row.entry(),
                                    line.hash())
                            .stream()
                            .map(Cell::words)
                            .toList());
                    count++;
                }
                after = found.next();
            } while (after.isPresent());
        }
        return count;
    }
}
