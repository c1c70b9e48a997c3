package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.jieli.application.PerformAct;
import dev.jieli.application.SeePetitioner;
import dev.jieli.application.port.Board;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** 事项页面 */
final class CaseRoutes {
    /** What a proposal on the case page fills in beforehand. */
    private static final ImmutableList<String> PROPOSED = ImmutableList.of("other", "kind", "reason");

    private final Pages pages;
    private final PerformAct performAct;

    CaseRoutes(Pages pages) {
        this.pages = pages;
        this.performAct =
                new PerformAct(pages.site().archive().store(), pages.site().law());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/cases/{id}", this::show, Access.OFFICIALS);
        routes.get("/cases/{id}/acts/{act}", this::ask, Access.OFFICIALS);
        routes.post("/cases/{id}/acts/{act}", this::perform, Access.OFFICIALS);
        routes.get("/cases/{id}/petitioner", this::askPurpose, Access.OFFICIALS);
        routes.post("/cases/{id}/petitioner", this::petitioner, Access.OFFICIALS);
    }

    private void show(Context ctx) {
        Page page = pages.page(ctx);
        Board.CaseFile file = file(ctx);
        CasePage view = CasePage.of(
                page,
                new Names(pages.board(ctx), page),
                file,
                pages.site().lawOfToday(),
                Pages.day(ctx, "on"),
                pages.board(ctx));
        PaperPage.OfCase papers = PaperRoutes.ofCase(
                pages.site(),
                Visits.asker(ctx),
                new Names(pages.board(ctx), page),
                file.petitionCase().id(),
                page.visitor());
        pages.show(ctx, "case", ImmutableMap.of("page", page, "file", file, "view", view, "papers", papers));
    }

    private void ask(Context ctx) {
        Page page = pages.page(ctx);
        Board.CaseFile file = file(ctx);
        Names names = new Names(pages.board(ctx), page);
        Form form = form(ctx, page, names, file.petitionCase())
                .filled("on", page.today())
                .filled("askedOn", page.today());
        for (String name : PROPOSED) {
            String proposed = ctx.queryParam(name);
            form = proposed == null ? form : form.filled(name, proposed);
        }
        show(ctx, page, file, form, ImmutableList.of(), ImmutableList.of());
    }

    private void perform(Context ctx) {
        Page page = pages.page(ctx);
        Submitted submitted = Pages.submitted(ctx);
        CaseId id = Pages.caseId(ctx);
        String name = ctx.pathParam("act");
        if (CaseForms.act(name).isEmpty()) {
            throw Objection.of(Flaw.UNKNOWN_ADDRESS);
        }
        int seen = submitted.number("seen", 0);
        Outcome<PetitionCase> done = CaseForms.read(name, byId(ctx, submitted))
                .then(act -> submitted
                        .read(() -> submitted.date("on"))
                        .then(on -> performAct.perform(
                                id,
                                seen,
                                act,
                                Visits.actor(ctx),
                                on,
                                pages.site().now())));
        if (done instanceof Outcome.Refused<PetitionCase> refused) {
            refuse(ctx, page, submitted, refused.refusal(), seen);
        } else {
            PetitionCase after = ((Outcome.Done<PetitionCase>) done).value();
            Pages.goOn(ctx, isShown(ctx, after) ? "/cases/" + id : "/", name);
        }
    }

    /** Not to whoever has withdrawn from it by that. */
    private boolean isShown(Context ctx, PetitionCase after) {
        return after.involved().recused().isEmpty()
                || pages.board(ctx).numbered(after.petition().number()).isPresent();
    }

    /** People know a case by its number; the act names it by its id. */
    private Submitted byId(Context ctx, Submitted submitted) {
        return pages.board(ctx)
                .numbered(submitted.text("other"))
                .map(id -> submitted.with("other", id.toString()))
                .orElse(submitted);
    }

    private void refuse(Context ctx, Page page, Submitted submitted, Refusal refusal, int seen) {
        if (refusal.reason() == Reason.NOT_FOUND && refusal.details().isEmpty()) {
            throw Objection.of(refusal);
        }
        Board.CaseFile file = file(ctx);
        Names names = new Names(pages.board(ctx), page);
        ImmutableList<EntryWords> meanwhile = refusal.reason() == Reason.STALE
                ? EntryWords.newestFirst(
                        page,
                        names,
                        file.docket()
                                .subList(
                                        Ints.constrainToRange(
                                                seen, 0, file.docket().size()),
                                        file.docket().size()),
                        new LinkWords(page, pages.board(ctx), file, ImmutableSet.of())::number)
                : ImmutableList.of();
        Pages.refused(ctx, refusal);
        show(
                ctx,
                page,
                file,
                Pages.again(form(ctx, page, names, file.petitionCase()), submitted, refusal, page),
                meanwhile,
                CasePage.offers(page, file.petitionCase()));
    }

    private void show(
            Context ctx,
            Page page,
            Board.CaseFile file,
            Form form,
            ImmutableList<EntryWords> meanwhile,
            ImmutableList<CasePage.Offer> instead) {
        String name = ctx.pathParam("act");
        Class<? extends CaseAct> act = CaseForms.act(name).orElseThrow();
        Law law = pages.site().lawOfToday();
        pages.show(
                ctx,
                "act",
                ImmutableMap.of(
                        "page", page,
                        "file", file,
                        "form", form,
                        "basis", CasePage.basis(page, file.petitionCase(), act, law),
                        "ends",
                                CaseForms.row(file.petitionCase(), act)
                                        .flatMap(row -> row.ending())
                                        .isPresent(),
                        "meanwhile", meanwhile,
                        "instead", instead));
    }

    // ------------------------------------------------------------------ the petitioner, unmasked

    private static Form purpose(CaseId id) {
        return Form.of(
                "/cases/" + id + "/petitioner",
                "查看",
                "Show",
                Field.line("purpose", "用途", "What for")
                        .hint(
                                "例如：电话听取意见、送达答复意见书、核对身份",
                                "Such as: to hear the petitioner by telephone, to serve the opinion"));
    }

    private void askPurpose(Context ctx) {
        show(ctx, file(ctx), purpose(Pages.caseId(ctx)), Optional.empty());
    }

    private void petitioner(Context ctx) {
        Page page = pages.page(ctx);
        Board.CaseFile file = file(ctx);
        Submitted submitted = Pages.submitted(ctx);
        Outcome<Petitioner> seen = new SeePetitioner(pages.site().archive().store())
                .see(
                        file.petitionCase().id(),
                        submitted.text("purpose"),
                        Visits.signedIn(ctx).account().id(),
                        Visits.whence(ctx),
                        Visits.actor(ctx),
                        pages.site().now());
        if (seen instanceof Outcome.Refused<Petitioner> refused) {
            Pages.refused(ctx, refused.refusal());
            show(
                    ctx,
                    file,
                    Pages.again(purpose(Pages.caseId(ctx)), submitted, refused.refusal(), page),
                    Optional.empty());
        } else {
            show(ctx, file, purpose(Pages.caseId(ctx)), Optional.of(((Outcome.Done<Petitioner>) seen).value()));
        }
    }

    private void show(Context ctx, Board.CaseFile file, Form form, Optional<Petitioner> seen) {
        pages.show(
                ctx, "petitioner", ImmutableMap.of("page", pages.page(ctx), "file", file, "form", form, "seen", seen));
    }

    private static Form form(Context ctx, Page page, Names names, PetitionCase about) {
        return CaseForms.form(page, names, about, ctx.pathParam("act"))
                .orElseThrow(() -> Objection.of(Flaw.UNKNOWN_ADDRESS));
    }

    private Board.CaseFile file(Context ctx) {
        return Visits.opens(ctx, pages.site(), Pages.caseId(ctx));
    }
}
