package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import dev.jieli.office.HandoverPaper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.UUID;

/** 交接页面 */
final class HandoverRoutes {
    private static final int MOST = 200;

    /** 一式五份: the three, the organization department and the petition office; places differ, the form can say otherwise. */
    private static final int USUAL_COPIES = 5;

    private static final int MOST_COPIES = 99;

    private final Pages pages;
    private final OpenHandover openHandover;
    private final AdvanceHandover advanceHandover;
    private final CompleteHandover completeHandover;

    HandoverRoutes(Pages pages) {
        this.pages = pages;
        this.openHandover = new OpenHandover(pages.site().archive().store());
        this.advanceHandover = new AdvanceHandover(pages.site().archive().store());
        this.completeHandover = new CompleteHandover(
                pages.site().archive().store(), pages.site().law());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/handovers", this::list, Access.OFFICIALS);
        routes.post("/handovers", this::open, Access.OFFICIALS);
        routes.get("/handovers/open", this::ask, Access.OFFICIALS);
        routes.get("/handovers/{id}", this::show, Access.OFFICIALS);
        routes.get("/handovers/{id}/print", this::print, Access.OFFICIALS);
        routes.get("/handovers/{id}/list.docx", this::paper, Access.OFFICIALS);
        routes.get("/handovers/{id}/steps/{step}", this::askStep, Access.OFFICIALS);
        routes.post("/handovers/{id}/steps/{step}", this::take, Access.OFFICIALS);
    }

    private void list(Context ctx) {
        Page page = pages.page(ctx);
        SignedIn visitor = Visits.signedIn(ctx);
        pages.show(
                ctx,
                "handovers",
                ImmutableMap.of(
                        "page",
                        page,
                        "rows",
                        rows(page, visitor, pages.board(ctx).handovers(Optional.empty(), MOST)),
                        "most",
                        MOST));
    }

    static ImmutableList<HandoverRow> rows(Page page, SignedIn visitor, ImmutableList<Board.HandoverLine> lines) {
        return lines.stream()
                .map(line -> HandoverRow.of(line, visitor.account().official(), page.today()))
                .collect(ImmutableList.toImmutableList());
    }

    private void ask(Context ctx) {
        Page page = pages.page(ctx);
        Form form = HandoverForms.open(
                page, new Names(pages.board(ctx), page), pages.site().ids().get());
        asked(ctx, page, HandoverForms.usual(form, page, Optional.empty()));
    }

    private void asked(Context ctx, Page page, Form form) {
        pages.ask(
                ctx,
                page,
                "handovers",
                page.t("启动离任交接", "Open a handover"),
                page.t(
                        "系统把移交人在任何责任层级上负责的在办事项全部列入清单，由三方签名后一并转移。",
                        "Every open case that the leaver answers for, in whatever role, goes on the list; when the three have signed, all of it moves at once."),
                "/handovers",
                page.t("离任交接", "Handovers"),
                form);
    }

    private void open(Context ctx) {
        Page page = pages.page(ctx);
        Submitted submitted = Pages.submitted(ctx);
        UUID id = submitted.id("id");
        Outcome<Handover> opened = HandoverForms.notice(submitted)
                .then(notice -> openHandover.open(
                        new HandoverId(id),
                        notice,
                        Visits.acting(ctx),
                        pages.site().today(),
                        pages.site().now()));
        if (opened instanceof Outcome.Refused<Handover> refused) {
            if (refused.refusal().reason() == Reason.ALREADY_THERE) {
                Pages.goOn(ctx, "/handovers/" + id, "Open"); // the same form came twice
                return;
            }
            Pages.refused(ctx, refused.refusal());
            asked(
                    ctx,
                    page,
                    Pages.again(
                            HandoverForms.open(page, new Names(pages.board(ctx), page), id),
                            submitted,
                            refused.refusal(),
                            page));
        } else {
            Pages.goOn(ctx, "/handovers/" + id, "Open");
        }
    }

    private void show(Context ctx) {
        Page page = pages.page(ctx);
        Integer from = Ints.tryParse(Optional.ofNullable(ctx.queryParam("from")).orElse("0"));
        HandoverPage view = view(
                ctx, page, HandoverPage.Show.of(Optional.ofNullable(ctx.queryParam("show"))), from == null ? 0 : from);
        pages.show(ctx, "handover", ImmutableMap.of("page", page, "view", view));
    }

    private HandoverPage view(Context ctx, Page page, HandoverPage.Show show, int from) {
        Board.HandoverFile file = file(ctx);
        return HandoverPage.of(page, new Names(pages.board(ctx), page), file, steps(ctx, file.handover()), show, from);
    }

    private ImmutableSet<Class<? extends HandoverAct>> steps(Context ctx, Handover handover) {
        Optional<SignedIn.Sitting> acting = Visits.signedIn(ctx).own();
        if (acting.isEmpty()) {
            return ImmutableSet.of();
        }
        Outcome<ImmutableSet<Class<? extends HandoverAct>>> steps = pages.site()
                .archive()
                .store()
                .transact(
                        Asker.Job.RECEPTION,
                        session -> Outcome.done(handover.open(acting.get().seat(), session.tenures())));
        return ((Outcome.Done<ImmutableSet<Class<? extends HandoverAct>>>) steps).value();
    }

    private void print(Context ctx) {
        Page page = pages.page(ctx);
        Board.HandoverFile file = file(ctx);
        printed(ctx, file);
        pages.show(
                ctx,
                "handoverprint",
                ImmutableMap.of(
                        "page",
                        page,
                        "print",
                        new HandoverPrint(page, file),
                        "watermark",
                        Visits.watermark(ctx, pages.site(), HandoverPaper.what(file.handover()))));
    }

    private void printed(Context ctx, Board.HandoverFile file) {
        Visits.trace(
                ctx,
                pages.site(),
                AccountAct.Trace.done(AccountAct.Kind.PRINT)
                        .about(Handover.subject(file.handover().main())));
    }

    /** The list as an official paper. */
    private void paper(Context ctx) {
        Page page = pages.page(ctx);
        Board.HandoverFile file = file(ctx);
        Integer copies =
                Ints.tryParse(Optional.ofNullable(ctx.queryParam("copies")).orElse(""));
        Names names = new Names(pages.board(ctx), page);
        printed(ctx, file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HandoverPaper.write(
                out,
                file,
                new HandoverPaper.Printing(
                        page.today(),
                        copies == null ? USUAL_COPIES : Ints.constrainToRange(copies, 1, MOST_COPIES),
                        Optional.ofNullable(ctx.queryParam("copiesTo")).orElse(""),
                        names::place,
                        Visits.watermark(ctx, pages.site(), HandoverPaper.what(file.handover()))));
        Pages.attach(
                ctx,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                HandoverPaper.title(file.handover()).zh() + "-"
                        + file.outgoing().official() + ".docx");
        ctx.result(out.toByteArray());
    }

    private void askStep(Context ctx) {
        Page page = pages.page(ctx);
        Board.HandoverFile file = file(ctx);
        asked(
                ctx,
                page,
                file,
                form(ctx, page, file, ImmutableList.copyOf(ctx.queryParams("items"))),
                ImmutableList.of());
    }

    private void take(Context ctx) {
        Page page = pages.page(ctx);
        Submitted submitted = Pages.submitted(ctx);
        String step = ctx.pathParam("step");
        Board.HandoverFile file = file(ctx);
        Form form = form(ctx, page, file, submitted.values().get("items"));
        int seen = submitted.number("seen", 0);
        HandoverId id = file.handover().id();
        Outcome<Handover> done = step.equals("TakeEffect")
                ? completeHandover.complete(
                        id,
                        Optional.of(Visits.acting(ctx)),
                        pages.site().today(),
                        pages.site().now())
                : HandoverForms.read(step, submitted, file.handover(), pages.board(ctx))
                        .then(act -> advanceHandover.advance(
                                id,
                                seen,
                                act,
                                Visits.acting(ctx),
                                pages.site().today(),
                                pages.site().now()));
        if (done instanceof Outcome.Refused<Handover> refused) {
            Refusal refusal = refused.refusal();
            Pages.refused(ctx, refusal);
            ImmutableList<EntryWords> meanwhile = refusal.reason() == Reason.STALE
                    ? EntryWords.newestFirst(
                            page,
                            new Names(pages.board(ctx), page),
                            file.docket()
                                    .subList(
                                            Math.min(
                                                    Math.max(0, seen),
                                                    file.docket().size()),
                                            file.docket().size()),
                            HandoverPage.numbers(file))
                    : ImmutableList.of();
            asked(ctx, page, file, Pages.again(form, submitted, refusal, page), meanwhile);
        } else {
            Pages.goOn(ctx, "/handovers/" + id, step);
        }
    }

    private Form form(Context ctx, Page page, Board.HandoverFile file, ImmutableList<String> items) {
        Form form = HandoverForms.form(page, new Names(pages.board(ctx), page), file, ctx.pathParam("step"), items)
                .orElseThrow(() -> Objection.of(Flaw.UNKNOWN_ADDRESS));
        return ctx.pathParam("step").equals("Replace")
                ? form.filled("incoming", file.handover().incoming())
                        .filled("witness", file.handover().witness())
                : form;
    }

    private void asked(
            Context ctx, Page page, Board.HandoverFile file, Form form, ImmutableList<EntryWords> meanwhile) {
        String step = ctx.pathParam("step");
        Handover handover = file.handover();
        ImmutableList<Handover.Item> about = java.util.Arrays.stream(
                        form.hidden().getOrDefault("items", "").split("\\s+"))
                .flatMap(id -> handover.items().values().stream()
                        .filter(item -> item.caseId().toString().equals(id)))
                .collect(ImmutableList.toImmutableList());
        pages.show(
                ctx,
                "handoverstep",
                ImmutableMap.of(
                        "page", page,
                        "file", file,
                        "form", form,
                        "step", step,
                        "about", about,
                        "meanwhile", meanwhile));
    }

    private Board.HandoverFile file(Context ctx) {
        return Visits.opens(ctx, pages.site(), id(ctx).orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND))));
    }

    private static Optional<HandoverId> id(Context ctx) {
        try {
            return Optional.of(new HandoverId(UUID.fromString(ctx.pathParam("id"))));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
