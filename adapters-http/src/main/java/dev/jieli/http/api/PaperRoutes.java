package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.FetchPaper;
import dev.jieli.application.HeadPapers;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.PreviewPaper;
import dev.jieli.application.paper.Desk;
import dev.jieli.application.paper.Sheet;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.ActJson;
import dev.jieli.application.published.Fields;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Letterheads;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import dev.jieli.office.PaperPress;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** 文书接口 */
final class PaperRoutes {
    private static final int SALT = 16;

    private final Site site;

    PaperRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/paper-kinds", this::kinds, Access.OFFICIALS);
        routes.get("/api/v1/cases/{case}/papers", this::papers, Access.OFFICIALS);
        routes.post("/api/v1/cases/{case}/papers", this::draft, Access.OFFICIALS);
        routes.get("/api/v1/papers/{paper}", this::one, Access.OFFICIALS);
        routes.post("/api/v1/papers/{paper}/drafts", this::redraft, Access.OFFICIALS);
        routes.get("/api/v1/papers/{paper}/preview", this::preview, Access.OFFICIALS);
        routes.post("/api/v1/papers/{paper}/check", this::check, Access.OFFICIALS);
        routes.post("/api/v1/papers/{paper}/issue", this::issue, Access.OFFICIALS);
        routes.post("/api/v1/papers/{paper}/file", this::fetch, Access.OFFICIALS);
        routes.get("/api/v1/letterhead", this::letterhead, Access.OFFICIALS);
        routes.put("/api/v1/letterhead", this::head, Access.OFFICIALS);
        routes.get("/api/v1/letterhead/templates/{kind}", this::template, Access.OFFICIALS);
        routes.put("/api/v1/letterhead/templates/{kind}", this::replaceTemplate, Access.OFFICIALS);
        routes.delete("/api/v1/letterhead/templates/{kind}", this::usualTemplate, Access.OFFICIALS);
    }

    // ------------------------------------------------------------------ what there is

    private void kinds(Context ctx) {
        new Requests.Query(ctx).end();
        Language language = Spoken.in(ctx);
        ObjectNode to = Json.object();
        Shown.each(to.putArray("kinds"), PaperTable.table(), (row, in) -> {
            in.put("kind", row.kind().name());
            in.put("title", row.kind().title().in(language));
            in.put("article", row.kind().article().cited(language));
            in.put("words", row.words());
            ArrayNode acts = in.putArray("acts");
            row.acts().forEach(act -> acts.add(ActJson.type(act)));
            in.put("numbered", row.numbered());
            in.put("checked", row.checked());
            in.put("head", row.head());
            Shown.each(in.putArray("fields"), row.fields(), (field, about) -> {
                about.put("name", field.name());
                about.put("source", field.source().name());
                about.put("required", field.required());
                if (!field.choices().isEmpty()) {
                    ArrayNode choices = about.putArray("choices");
                    field.choices().forEach(choices::add);
                }
            });
        });
        Json.answer(ctx, 200, to);
    }

    private CaseId caseId(Context ctx) {
        String named = ctx.pathParam("case");
        CaseId id = Requests.id(named)
                .map(CaseId::new)
                .or(() -> site.archive().board(Visits.asker(ctx)).numbered(named))
                .orElseThrow(Requests::notFound);
        return Visits.reached(ctx, site, id);
    }

    private void papers(Context ctx) {
        new Requests.Query(ctx).end();
        CaseId about = caseId(ctx);
        Optional<Actor> by = Visits.signedIn(ctx).actor();
        ObjectNode to = Json.object();
        Visits.opens(ctx, site, about); // what is told of papers stands in the file of the case
        ImmutableList<Paper> papers =
                look(ctx, session -> Outcome.done(session.papers().of(about)));
        Shown.each(to.putArray("papers"), papers, PaperRoutes::shown);
        ArrayNode due = to.putArray("due");
        by.ifPresent(sitting -> look(
                        ctx,
                        session -> Desk.of(session, about, sitting, site.today(), site.now())
                                .map(Desk::due))
                .forEach(kind -> due.add(kind.name())));
        Json.answer(ctx, 200, to);
    }

    private <T> T look(Context ctx, Function<Store.Session, Outcome<T>> work) {
        return Objection.orObject(site.archive().store().transact(Visits.asker(ctx), work));
    }

    private static void shown(Paper paper, ObjectNode to) {
        to.put("id", paper.id().toString());
        to.put("case", paper.about().toString());
        to.put("kind", paper.kind().name());
        to.put("organ", paper.organ().toString());
        to.put("state", paper.state().name());
        to.put("edition", paper.edition());
        to.put("digest", paper.digest());
        hand(to.putObject("drafted"), paper.drafted());
        paper.checked().ifPresent(by -> hand(to.putObject("checked"), by));
        paper.issued().ifPresent(issue -> {
            hand(to.putObject("issued"), issue.by());
            issue.number().map(DocumentNumber::toString).ifPresent(number -> to.put("number", number));
        });
    }

    private static void hand(ObjectNode to, Paper.Hand hand) {
        to.put("official", hand.official().toString());
        to.put("incumbency", hand.incumbency().toString());
        hand.inPlaceOf().ifPresent(absent -> to.put("inPlaceOf", absent.toString()));
        to.put("on", hand.on().toString());
    }

    private PaperId paperId(Context ctx) {
        PaperId id = new PaperId(Requests.id(ctx, "paper"));
        if (Visits.signedIn(ctx).scopes().isPresent()) { // there only where its post reaches
            look(
                    ctx,
                    session -> session.papers().find(id).map(Outcome::done).orElse(Outcome.refused(Reason.NOT_FOUND)));
        }
        return id;
    }

    private void one(Context ctx) {
        new Requests.Query(ctx).end();
        PaperId id = paperId(ctx);
        Paper paper = look(
                ctx, session -> session.papers().find(id).map(Outcome::done).orElse(Outcome.refused(Reason.NOT_FOUND)));
        Visits.opens(ctx, site, paper.about());
        ObjectNode to = Json.object();
        shown(paper, to);
        Outcome<Sheet> sheet =
                new PreviewPaper(site.archive().store()).preview(id, Visits.actor(ctx), site.today(), site.now());
        if (sheet instanceof Outcome.Done<Sheet> done) {
            ObjectNode fields = to.putObject("fields");
            done.value().fields().forEach(fields::put);
        }
        Json.answer(ctx, 200, to);
    }

    // ------------------------------------------------------------------ from draft to issue

    private record Drafted(
            Optional<PaperKind> kind, ImmutableMap<String, String> fields, Optional<String> digest, LocalDate on) {}

    private Drafted drafted(Context ctx, boolean first) {
        return Requests.body(
                ctx,
                from -> new Drafted(
                        first ? Optional.of(from.word("kind", PaperKind.class)) : Optional.empty(),
                        from.texts("fields", Optional::of),
                        first ? Optional.empty() : Optional.of(from.text("digest")),
                        from.maybeDay("on").orElse(site.today())));
    }

    private void draft(Context ctx) {
        CaseId about = caseId(ctx);
        Drafted read = drafted(ctx, true);
        PaperId id = new PaperId(site.ids().get());
        DraftPaper.Draft draft =
                new DraftPaper.Draft(read.kind().orElseThrow(), read.fields(), salt(), Optional.empty());
        Actor by = Visits.actor(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new DraftPaper(store, site.law()).draft(id, about, draft, by, read.on(), site.now()),
                        done -> answer(201, done).with("Location", "/api/v1/papers/" + done.id()));
    }

    private String salt() {
        return BaseEncoding.base16().lowerCase().encode(site.bytes(SALT));
    }

    private static Posted.Answer answer(int status, Paper paper) {
        ObjectNode to = Json.object();
        shown(paper, to);
        return Posted.Answer.of(status, to);
    }

    private void redraft(Context ctx) {
        PaperId id = paperId(ctx);
        Drafted read = drafted(ctx, false);
        Paper there = look(
                ctx, session -> session.papers().find(id).map(Outcome::done).orElse(Outcome.refused(Reason.NOT_FOUND)));
        DraftPaper.Draft draft = new DraftPaper.Draft(there.kind(), read.fields(), salt(), read.digest());
        Actor by = Visits.actor(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new DraftPaper(store, site.law())
                                .draft(id, there.about(), draft, by, read.on(), site.now()),
                        done -> answer(200, done));
    }

    private record Seen(String digest, LocalDate on) {}

    private Seen seen(Context ctx) {
        return Requests.body(
                ctx, from -> new Seen(from.text("digest"), from.maybeDay("on").orElse(site.today())));
    }

    private void check(Context ctx) {
        PaperId id = paperId(ctx);
        Seen read = seen(ctx);
        Actor by = Visits.actor(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new CheckPaper(store, site.law()).check(id, read.digest(), by, read.on(), site.now()),
                        done -> answer(200, done));
    }

    private void issue(Context ctx) {
        PaperId id = paperId(ctx);
        Seen read = seen(ctx);
        Actor by = Visits.actor(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new IssuePaper(store, site.law())
                                .issue(id, read.digest(), PaperPress::print, by, read.on(), site.now()),
                        done -> answer(200, done));
    }

    // ------------------------------------------------------------------ files

    private void preview(Context ctx) {
        new Requests.Query(ctx).end();
        PaperId id = paperId(ctx);
        Sheet sheet = Objection.orObject(
                new PreviewPaper(site.archive().store()).preview(id, Visits.actor(ctx), site.today(), site.now()));
        Paper paper = look(
                ctx, session -> session.papers().find(id).map(Outcome::done).orElse(Outcome.refused(Reason.NOT_FOUND)));
        Visits.trace(
                ctx,
                site,
                AccountAct.Trace.done(AccountAct.Kind.PRINT)
                        .about(PetitionCase.subject(paper.about()))
                        .with(AccountAct.Detail.FIELDS, "draft, masked"));
        file(ctx, "paper-" + id, PaperPress.draft(sheet, Visits.watermark(ctx, site, PaperPress.DRAFT)));
    }

    /** A POST, because handing out is entered; never kept under a key, because the answer names people. */
    private void fetch(Context ctx) {
        PaperId id = paperId(ctx);
        Fetched read = Requests.body(
                ctx,
                from -> new Fetched(
                        from.maybeText("purpose").orElse(""),
                        from.maybeDay("on").orElse(site.today())));
        FetchPaper.Copy copy = Objection.orObject(new FetchPaper(site.archive().store(), site.law())
                .fetch(
                        new FetchPaper.Request(
                                id,
                                read.purpose(),
                                Visits.signedIn(ctx).account().id(),
                                Visits.whence(ctx),
                                Visits.actor(ctx),
                                sheet -> PaperPress.masked(sheet, Visits.watermark(ctx, site, PaperPress.MASKED))),
                        read.on(),
                        site.now()));
        file(ctx, "paper-" + id + (copy.isMasked() ? "-masked" : ""), copy.file());
    }

    private record Fetched(String purpose, LocalDate on) {}

    private static void file(Context ctx, String name, byte[] bytes) {
        ctx.header("Content-Disposition", "attachment; filename=\"" + name + ".docx\"");
        ctx.contentType(PaperPress.TYPE).result(bytes);
    }

    // ------------------------------------------------------------------ letterhead and templates

    private void letterhead(Context ctx) {
        new Requests.Query(ctx).end();
        Letterhead head = look(
                ctx,
                session -> session.tenures()
                        .seat(Visits.acting(ctx))
                        .map(seat -> Outcome.done(session.papers()
                                .letterhead(seat.unit())
                                .orElseGet(() -> Letterhead.of(
                                        session.roster().unit(seat.unit()).orElseThrow()))))
                        .orElse(Outcome.refused(Reason.ACTOR_DOES_NOT_SIT)));
        Json.answer(ctx, 200, shown(head));
    }

    private static ObjectNode shown(Letterhead head) {
        return Json.object()
                .put("mark", head.mark())
                .put("code", head.code())
                .put("contact", head.contact())
                .put("telephone", head.telephone())
                .put("inquiries", head.inquiries());
    }

    private static Letterhead read(Fields from) {
        return new Letterhead(
                from.text("mark"),
                from.text("code"),
                from.maybeText("contact").orElse(""),
                from.maybeText("telephone").orElse(""),
                from.maybeText("inquiries").orElse(""));
    }

    private void head(Context ctx) {
        Letterhead head = Requests.body(ctx, PaperRoutes::read);
        Json.answer(ctx, 200, shown(set(ctx, Optional.of(head), Optional.empty())));
    }

    private Letterhead set(Context ctx, Optional<Letterhead> head, Optional<HeadPapers.Template> template) {
        return Objection.orObject(Letterheads.set(site, ctx, head, template));
    }

    private static PaperKind kind(Context ctx) {
        return Arrays.stream(PaperKind.values())
                .filter(kind -> kind.name().equals(ctx.pathParam("kind")))
                .findFirst()
                .orElseThrow(Requests::notFound);
    }

    private void template(Context ctx) {
        new Requests.Query(ctx).end();
        PaperKind kind = kind(ctx);
        Optional<byte[]> own = look(
                ctx,
                session -> session.tenures()
                        .seat(Visits.acting(ctx))
                        .map(seat -> Outcome.done(session.papers().template(seat.unit(), kind)))
                        .orElse(Outcome.refused(Reason.ACTOR_DOES_NOT_SIT)));
        file(ctx, "template-" + kind.name(), own.orElseGet(() -> PaperPress.usual(kind)));
    }

    private void replaceTemplate(Context ctx) {
        Outcome<Letterhead> done =
                Letterheads.replace(site, ctx, kind(ctx), Optional.of(ctx.bodyAsBytes()), Spoken.in(ctx));
        if (done instanceof Outcome.Refused<Letterhead> refused) {
            throw Objection.of(refused.refusal());
        }
        ctx.status(204);
    }

    private void usualTemplate(Context ctx) {
        set(
                ctx,
                Optional.empty(),
                Optional.of(new HeadPapers.Template(kind(ctx), Optional.empty(), file -> Optional.empty())));
        ctx.status(204);
    }
}
