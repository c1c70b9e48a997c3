package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.application.ReadAudit;
import dev.jieli.application.VerifyRecord;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Problem;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 审计与核验接口: who did what; one verification at a time, beside the requests. */
final class AuditRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRoutes.class);

    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final Site site;
    private volatile Optional<VerifyRecord.Verification> last = Optional.empty();

    AuditRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/audit", this::audit, Access.to(Power.AUDIT, Power.AUDIT_AUDITORS));
        routes.get("/api/v1/verify", this::show, Access.HOUSE);
        routes.post("/api/v1/verify", this::begin, Access.to(Power.VERIFY_RECORD));
    }

    // ------------------------------------------------------------------ who did what

    private void audit(Context ctx) {
        Requests.Query query = new Requests.Query(ctx);
        Audit.TraceFilter filter = new Audit.TraceFilter(
                query.id("account"),
                query.word("kind", AccountAct.Kind.class),
                query.flag("done"),
                query.read("about", Problem.Why.NOT_AN_ID, AuditRoutes::subject),
                query.day("from"),
                query.day("to"),
                Optional.empty());
        Optional<String> after = query.read(
                "after",
                Problem.Why.NOT_AN_ID,
                text -> Optional.of(text).filter(one -> PLACE.matcher(one).matches()));
        int size = query.number("size", 1, LARGEST_PAGE, PAGE);
        query.end();
        AccountAct.Trace looked =
                AccountAct.Trace.done(AccountAct.Kind.SEE).with(AccountAct.Detail.ROUTE, "/api/v1/audit");
        String narrowed = String.join(" ", ctx.queryParamMap().keySet());
        Visits.trace(ctx, site, narrowed.isEmpty() ? looked : looked.with(AccountAct.Detail.FILTER, narrowed));
        Audit.TracePage page = Objection.orObject(new ReadAudit(
                        site.archive().store(),
                        site.archive().accounts(),
                        site.archive().audit())
                .read(filter, after, size, Visits.signedIn(ctx).account().id()));
        ObjectNode to = Json.object();
        Shown.each(to.putArray("entries"), page.lines(), AuditRoutes::shown);
        page.next().ifPresent(next -> to.put("next", next));
        Json.answer(ctx, 200, to);
    }

    private static Optional<Subject> subject(String text) {
        try {
            return Optional.of(Subject.parse(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static void shown(Audit.Traced line, ObjectNode in) {
        AccountAct.Trace trace = line.trace();
        in.put("id", line.entry().subject() + "/" + line.entry().number())
                .put("at", line.entry().at().toString())
                .put("account", line.entry().subject().id().toString())
                .put("kind", trace.kind().name())
                .put("done", trace.done());
        line.entry().by().ifPresent(by -> in.put("by", by.toString()));
        trace.about().ifPresent(about -> in.put("about", about.toString()));
        trace.from().ifPresent(from -> in.put("from", from));
        ObjectNode details = in.putObject("details");
        trace.details().forEach((detail, value) -> details.put(detail.name(), value));
        in.put("hash", line.hash());
    }

    // ------------------------------------------------------------------ whether the dockets add up

    private synchronized void begin(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        VerifyRecord.Verification asked = Objection.orObject(new VerifyRecord(
                        site.archive().store(),
                        site.archive().accounts(),
                        site.archive().audit())
                .verify(who.account().id(), who.acting().map(SignedIn.Sitting::id), Visits.whence(ctx), site.now()));
        if (last.filter(one -> one.state() == VerifyRecord.State.RUNNING).isEmpty()) {
            last = Optional.of(asked);
            Thread verifying = new Thread(() -> verify(asked), "verify");
            verifying.setDaemon(true);
            verifying.start();
        }
        Json.answer(ctx, 202, shown(who));
    }

    private void verify(VerifyRecord.Verification verification) {
        try {
            verification.read(site::now);
        } catch (RuntimeException broken) {
            LOG.error("the verification broke off", broken);
        }
    }

    private void show(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(ctx, 200, shown(Visits.signedIn(ctx)));
    }

    private ObjectNode shown(SignedIn who) {
        ObjectNode to = Json.object();
        Optional<VerifyRecord.Verification> verification = last;
        to.put("state", verification.map(one -> one.state().name()).orElse("NEVER"));
        verification.flatMap(VerifyRecord.Verification::endedAt).ifPresent(at -> to.put("endedAt", at.toString()));
        verification
                .map(one -> one.findings(who.account().id(), who.acting().map(SignedIn.Sitting::id)))
                .ifPresent(told -> {
                    if (told instanceof Outcome.Done<VerifyRecord.Findings> findings) {
                        shown(findings.value(), to);
                    }
                });
        return to;
    }

    private static void shown(VerifyRecord.Findings findings, ObjectNode to) {
        to.put("entriesRead", findings.read());
        to.put("begunAt", findings.begun().toString());
        findings.finding().ifPresent(finding -> {
            to.put("dockets", finding.dockets());
            to.put("entries", finding.entries());
            to.put("checkpoints", finding.checkpoints());
            to.put("beyond", finding.beyond());
            Shown.each(
                    to.putArray("faults"),
                    finding.faults(),
                    (fault, in) -> in.put("subject", fault.subject())
                            .put("number", fault.number())
                            .put("kind", fault.kind().name()));
        });
    }
}
