package dev.jieli.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.ActJson;
import dev.jieli.application.published.Problem;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Words;
import dev.jieli.office.HandoverPaper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** 交接接口 */
final class HandoverRoutes {
    private static final int MOST = 500;
    private static final int USUAL = 100;
    private static final int MOST_COPIES = 99;
    private static final int USUAL_COPIES = 5;
    private static final String PAPER = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Site site;
    private final SignIns signIns;

    HandoverRoutes(Site site, SignIns signIns) {
        this.site = site;
        this.signIns = signIns;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/handovers", this::list, Access.OFFICIALS);
        routes.post("/api/v1/handovers", this::open, Access.OFFICIALS);
        routes.get("/api/v1/handovers/{handover}", this::one, Access.OFFICIALS);
        routes.get("/api/v1/handovers/{handover}/paper", this::paper, Access.OFFICIALS);
        routes.post("/api/v1/handovers/{handover}/steps", this::step, Access.OFFICIALS);
        routes.post("/api/v1/handovers/{handover}/effect", this::takeEffect, Access.OFFICIALS);
    }

    private void list(Context ctx) {
        Requests.Query query = new Requests.Query(ctx);
        Optional<OfficialId> party = query.id("party").map(OfficialId::new);
        int most = query.number("most", 1, MOST, USUAL);
        query.end();
        ObjectNode to = Json.object();
        ArrayNode lines = to.putArray("handovers");
        site.archive()
                .board(Visits.asker(ctx))
                .handovers(party, most)
                .forEach(line -> lines.add(Shown.handoverLine(line)));
        Json.answer(ctx, 200, to);
    }

    private record Opening(OpenHandover.Notice notice, LocalDate on) {}

    private void open(Context ctx) {
        Opening read = Requests.body(
                ctx,
                from -> new Opening(
                        new OpenHandover.Notice(
                                new IncumbencyId(from.id("outgoing")),
                                new IncumbencyId(from.id("incoming")),
                                new IncumbencyId(from.id("witness")),
                                from.word("cause", Handover.Cause.class),
                                from.maybeText("document").orElse(""),
                                from.day("leavesOn"),
                                from.day("dueOn")),
                        from.maybeDay("on").orElse(site.today())));
        HandoverId id = new HandoverId(site.ids().get());
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new OpenHandover(store).open(id, read.notice(), by, read.on(), site.now()),
                        done -> answer(201, done).with("Location", "/api/v1/handovers/" + done.id()));
    }

    private Posted.Answer answer(int status, Handover done) {
        return Posted.Answer.of(status, Shown.of(done, site.today())).with("ETag", CaseRoutes.etag(done.entries()));
    }

    private void step(Context ctx) {
        JsonNode body = Requests.node(ctx);
        HandoverId id = new HandoverId(Requests.id(ctx, "handover"));
        Versioned versioned = Versioned.of(ctx, body, site.today());
        ActJson.Read<HandoverAct> read = ActJson.readHandoverAct(versioned.act());
        Requests.sound(read.problems());
        HandoverAct act = read.act().orElseThrow();
        if (act instanceof HandoverAct.Open || act instanceof HandoverAct.TakeEffect) {
            Requests.sound(List.of(new Problem("type", Problem.Why.NOT_ONE_OF, "POST /handovers, POST …/effect")));
        }
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new AdvanceHandover(store)
                                .advance(id, versioned.seen().entries(), act, by, versioned.on(), site.now()),
                        done -> answer(200, done),
                        refusal -> versioned.objection(
                                refusal, () -> Visits.opens(ctx, site, id).docket(), Spoken.in(ctx)));
    }

    private void takeEffect(Context ctx) {
        HandoverId id = new HandoverId(Requests.id(ctx, "handover"));
        LocalDate on = Requests.body(ctx, from -> from.maybeDay("on")).orElse(site.today());
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new CompleteHandover(store, site.law()).complete(id, Optional.of(by), on, site.now()),
                        done -> answer(200, done));
        signIns.readAgain();
    }

    private void one(Context ctx) {
        new Requests.Query(ctx).end();
        HandoverId id = new HandoverId(Requests.id(ctx, "handover"));
        Board.HandoverFile file = Visits.opens(ctx, site, id);
        Handover handover = file.handover();
        Language language = Spoken.in(ctx);
        ObjectNode to = Shown.of(handover, site.today());
        ArrayNode apart = to.putArray("apart");
        file.apart().forEach(list -> apart.add(list.toString()));
        ObjectNode parties = to.putObject("parties");
        parties.set("outgoing", Shown.named(file.outgoing()));
        parties.set("incoming", Shown.named(file.incoming()));
        parties.set("witness", Shown.named(file.witness()));
        to.get("items").forEach(item -> {
            Board.ItemFacts facts = file.facts()
                    .get(new dev.jieli.domain.casefile.CaseId(
                            java.util.UUID.fromString(item.get("case").asText())));
            if (facts != null) {
                Shown.facts(((ObjectNode) item).putObject("facts"), facts);
            }
        });
        ArrayNode steps = to.putArray("steps");
        Visits.signedIn(ctx)
                .own()
                .ifPresent(sitting -> steps(handover, sitting)
                        .forEach(step -> steps.addObject()
                                .put("type", ActJson.type(step))
                                .put("name", Words.of(step).in(language))));
        to.set("docket", Shown.docket(file.docket(), language));
        ctx.header("ETag", CaseRoutes.etag(handover.entries()));
        Json.answer(ctx, 200, to);
    }

    /** The list as an official paper. */
    private void paper(Context ctx) {
        Requests.Query query = new Requests.Query(ctx);
        int copies = query.number("copies", 1, MOST_COPIES, USUAL_COPIES);
        String copiesTo = query.text("copiesTo").orElse("");
        query.end();
        HandoverId id = new HandoverId(Requests.id(ctx, "handover"));
        Board.HandoverFile file = Visits.opens(ctx, site, id);
        Visits.trace(
                ctx,
                site,
                AccountAct.Trace.done(AccountAct.Kind.PRINT)
                        .about(Handover.subject(file.handover().main())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HandoverPaper.write(
                out,
                file,
                new HandoverPaper.Printing(
                        site.today(),
                        copies,
                        copiesTo,
                        place -> site.regions().apply(place).orElse(place.digits()),
                        Visits.watermark(ctx, site, HandoverPaper.what(file.handover()))));
        ctx.header("Content-Disposition", "attachment; filename=\"handover-" + id + ".docx\"");
        ctx.contentType(PAPER).result(out.toByteArray());
    }

    private Iterable<Class<? extends HandoverAct>> steps(Handover handover, SignedIn.Sitting sitting) {
        return Objection.orObject(site.archive()
                .store()
                .transact(
                        Asker.Job.RECEPTION,
                        session -> Outcome.done(handover.open(sitting.seat(), session.tenures()))));
    }
}
