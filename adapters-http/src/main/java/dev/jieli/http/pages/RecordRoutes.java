package dev.jieli.http.pages;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.EraseExpired;
import dev.jieli.application.VerifyRecord;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** 案卷核验页面 */
final class RecordRoutes {

    private final Pages pages;
    private volatile Optional<VerifyRecord.Verification> last = Optional.empty();

    RecordRoutes(Pages pages) {
        this.pages = pages;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/retention", this::retention, Access.HOUSE);
        routes.post("/retention", this::dryRun, Access.to(Power.ERASE_EXPIRED));
        routes.get("/record", this::show, Access.HOUSE);
        routes.post("/record", this::verify, Access.to(Power.VERIFY_RECORD));
    }

    private void show(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        Optional<VerifyRecord.Verification> verification = last;
        Optional<VerifyRecord.Findings> findings = verification.flatMap(one ->
                one.findings(who.account().id(), who.acting().map(SignedIn.Sitting::id))
                                instanceof Outcome.Done<VerifyRecord.Findings> told
                        ? Optional.of(told.value())
                        : Optional.empty());
        pages.show(ctx, "record", ImmutableMap.of("page", pages.page(ctx), "last", verification, "findings", findings));
    }

    private void verify(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        VerifyRecord.Verification verification = Objection.orObject(new VerifyRecord(
                        pages.site().archive().store(),
                        pages.site().archive().accounts(),
                        pages.site().archive().audit())
                .verify(
                        who.account().id(),
                        who.acting().map(SignedIn.Sitting::id),
                        Visits.whence(ctx),
                        pages.site().now()));
        verification.read(pages.site()::now);
        last = Optional.of(verification);
        ctx.redirect("/record", io.javalin.http.HttpStatus.SEE_OTHER);
    }

    // ------------------------------------------------------------------ retention

    private void retention(Context ctx) {
        shown(ctx, Optional.empty());
    }

    /** What would be erased, and changes nothing; what is erased by the command line, upon an approved list. */
    private void dryRun(Context ctx) {
        shown(
                ctx,
                Optional.of(Objection.orObject(
                        new EraseExpired(pages.site().archive().store())
                                .erase(
                                        Asker.of(Visits.signedIn(ctx).incumbency()),
                                        pages.site().settings().retention(),
                                        Optional.empty(),
                                        pages.site().today(),
                                        pages.site().now()))));
    }

    private void shown(Context ctx, Optional<EraseExpired.Report> report) {
        pages.show(
                ctx,
                "retention",
                ImmutableMap.of(
                        "page",
                        pages.page(ctx),
                        "periods",
                        pages.site().settings().retention(),
                        "report",
                        report));
    }
}
