package dev.jieli.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.PerformAct;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.SeePetitioner;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.ActJson;
import dev.jieli.application.published.Fields;
import dev.jieli.application.published.Problem;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.RoadMap;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** 信访事项接口 */
final class CaseRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    /** How many cases that look like one are told with it. */
    private static final int PROPOSED = 5;

    private final Site site;

    CaseRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/cases", this::ledger, Access.OFFICIALS);
        routes.post("/api/v1/cases", this::register, Access.OFFICIALS);
        routes.get("/api/v1/cases/{case}", this::caseFile, Access.OFFICIALS);
        routes.get("/api/v1/cases/{case}/road", this::road, Access.OFFICIALS);
        routes.get("/api/v1/cases/{case}/docket", this::docket, Access.OFFICIALS);
        routes.post("/api/v1/cases/{case}/petitioner", this::petitioner, Access.OFFICIALS);
        routes.get("/api/v1/cases/{case}/answering", this::answering, Access.OFFICIALS);
        routes.post("/api/v1/cases/{case}/acts", this::perform, Access.OFFICIALS);
        routes.get("/api/v1/workbench", this::workbench, Access.OFFICIALS);
    }

    private void ledger(Context ctx) {
        Requests.Query query = new Requests.Query(ctx);
        Board.Filter filter = filter(query);
        Optional<String> after = query.text("after");
        boolean counted = query.flag("counts").orElse(false);
        int size = query.number("size", 1, LARGEST_PAGE, PAGE);
        query.end();
        Board board = site.archive().board(Visits.asker(ctx));
        Board.Page page = board.ledger(filter, site.today(), after, size);
        ObjectNode answer = Json.object();
        ArrayNode lines = answer.putArray("lines");
        page.lines().forEach(line -> lines.add(Shown.line(line)));
        page.next().ifPresent(next -> answer.put("next", next));
        if (counted) {
            answer.set("counts", Shown.counts(board.counts(filter, site.today())));
        }
        Json.answer(ctx, 200, answer);
    }

    static Board.Filter filter(Requests.Query query) {
        return new Board.Filter(
                query.text("text"),
                query.id("unit").map(UnitId::new),
                query.id("answering").map(OfficialId::new),
                query.id("leader").map(IncumbencyId::new),
                query.word("stage", Stage.class),
                query.word("light", Light.class),
                query.flag("open"),
                query.read("place", Why.NOT_A_REGION, CaseRoutes::region),
                query.day("receivedFrom"),
                query.day("receivedTo"));
    }

    static Optional<RegionCode> region(String text) {
        return RegionCode.isValid(text) ? Optional.of(new RegionCode(text)) : Optional.empty();
    }

    private record Registration(Petition petition, Petitioner petitioner, LocalDate on) {}

    private void register(Context ctx) {
        Registration read = Requests.body(ctx, from -> {
            LocalDate on = from.maybeDay("on").orElse(site.today());
            return new Registration(
                    new Petition(
                            from.name("number"),
                            from.word("channel", Channel.class),
                            from.maybeDay("receivedOn").orElse(on),
                            from.name("gist"),
                            from.maybeRegion("place"),
                            from.maybeText("category").orElse(""),
                            from.has("persons") ? from.number("persons") : 1,
                            from.has("repeats") ? from.number("repeats") : 0,
                            from.maybeObject("intake", CaseRoutes::intake).orElse(Intake.PLAIN)),
                    from.maybeObject("petitioner", CaseRoutes::petitioner)
                            .orElse(new Petitioner("", Optional.empty(), Optional.empty(), Optional.empty())),
                    on);
        });
        read.petition().place().filter(place -> !site.knows(place)).ifPresent(place -> {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND).with("field", "place"));
        });
        CaseId id = new CaseId(site.ids().get());
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new RegisterPetition(store, site.law())
                                .register(id, read.petition(), read.petitioner(), by, read.on(), site.now()),
                        done -> answer(201, done).with("Location", "/api/v1/cases/" + done.id()));
    }

    private static Intake intake(Fields from) {
        return new Intake(
                from.has("anonymous") && from.flag("anonymous"),
                from.maybeText("writtenBy"),
                from.has("representatives") ? from.number("representatives") : 0,
                from.has("skipsLevels") && from.flag("skipsLevels"));
    }

    private static Petitioner petitioner(Fields from) {
        return new Petitioner(
                from.maybeText("name").orElse(""),
                from.maybeText("idNumber"),
                from.maybeText("phone"),
                from.maybeText("address"));
    }

    /** Not kept for a second time by an Idempotency-Key: what is shown is kept nowhere. */
    private void petitioner(Context ctx) {
        String purpose = Requests.body(ctx, from -> from.text("purpose"));
        Petitioner shown = Objection.orObject(new SeePetitioner(site.archive().store())
                .see(
                        caseId(ctx),
                        purpose,
                        Visits.signedIn(ctx).account().id(),
                        Visits.whence(ctx),
                        Visits.actor(ctx),
                        site.now()));
        ObjectNode to = Json.object().put("name", shown.name());
        shown.idNumber().ifPresent(number -> to.put("idNumber", number));
        shown.phone().ifPresent(number -> to.put("phone", number));
        shown.address().ifPresent(address -> to.put("address", address));
        Json.answer(ctx, 200, to);
    }

    private Posted.Answer answer(int status, PetitionCase done) {
        return Posted.Answer.of(status, Shown.of(done, site.today())).with("ETag", etag(done.entries()));
    }

    static String etag(int entries) {
        return "\"" + entries + "\"";
    }

    private CaseId caseId(Context ctx) {
        String named = ctx.pathParam("case");
        CaseId id = Requests.id(named)
                .map(CaseId::new)
                .or(() -> site.archive().board(Visits.asker(ctx)).numbered(named))
                .orElseThrow(Requests::notFound);
        return Visits.reached(ctx, site, id);
    }

    private void perform(Context ctx) {
        JsonNode body = Requests.node(ctx);
        CaseId id = caseId(ctx);
        Versioned versioned = Versioned.of(ctx, body, site.today());
        ActJson.Read<CaseAct> read = ActJson.read(versioned.act());
        Requests.sound(read.problems());
        CaseAct act = read.act().orElseThrow();
        if (act.onPaper()) {
            Requests.sound(
                    List.of(new Problem("type", Why.NOT_ONE_OF, "POST /cases/{case}/papers, POST /papers/{paper}/…")));
        }
        Actor by = Visits.actor(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new PerformAct(store, site.law())
                                .perform(id, versioned.seen().entries(), act, by, versioned.on(), site.now()),
                        done -> answer(200, done),
                        refusal -> withInstead(
                                versioned.objection(refusal, () -> docket(ctx, id), Spoken.in(ctx)), id, ctx));
    }

    /** What the one who was refused could do now, each with its article. */
    private Objection withInstead(Objection objection, CaseId id, Context ctx) {
        Language language = Spoken.in(ctx);
        if (!objection.in(language).more().containsKey("instead")) {
            return objection;
        }
        PetitionCase found = file(ctx, id).petitionCase();
        ArrayNode instead = Json.MAPPER.createArrayNode();
        Visits.signedIn(ctx).acting().ifPresent(sitting -> acts(instead, found, sitting, language));
        return objection.with(problem -> problem.with("instead", instead));
    }

    private static void acts(ArrayNode to, PetitionCase found, SignedIn.Sitting sitting, Language language) {
        found.open(sitting.seat()).forEach(act -> Shown.act(to.addObject(), found, sitting.seat(), act, language));
    }

    private void road(Context ctx) {
        new Requests.Query(ctx).end();
        Board.CaseFile file = file(ctx, caseId(ctx));
        Language language = Spoken.in(ctx);
        PetitionCase found = file.petitionCase();
        RoadMap road = RoadMap.of(found, file.entries(), site.today(), site.lawOfToday());
        ObjectNode to = Roads.shown(road, found, file.docket(), site.today(), language);
        ctx.header("ETag", etag(found.entries()));
        Json.answer(ctx, 200, to);
    }

    private void caseFile(Context ctx) {
        new Requests.Query(ctx).end();
        CaseId id = caseId(ctx);
        Board.CaseFile file = file(ctx, id);
        PetitionCase found = file.petitionCase();
        Language language = Spoken.in(ctx);
        ctx.header("ETag", etag(found.entries()));
        Json.answer(ctx, 200, shown(file, Visits.signedIn(ctx), language));
    }

    private Board.CaseFile file(Context ctx, CaseId id) {
        return Visits.opens(ctx, site, id);
    }

    private ImmutableList<Board.EntryLine> docket(Context ctx, CaseId id) {
        return file(ctx, id).docket();
    }

    private ObjectNode shown(Board.CaseFile file, SignedIn who, Language language) {
        PetitionCase found = file.petitionCase();
        ObjectNode to = Json.object();
        to.put("id", found.id().toString());
        to.put("number", found.petition().number());
        to.put("entries", found.entries());
        to.put("lastOn", found.lastOn().toString());
        Petition petition = found.petition();
        ObjectNode about = to.putObject("petition");
        about.put("channel", petition.channel().name());
        about.put("receivedOn", petition.receivedOn().toString());
        about.put("gist", petition.gist());
        petition.place().ifPresent(place -> about.put("place", place.digits()));
        about.put("category", petition.category());
        about.put("persons", petition.persons());
        about.put("repeats", petition.repeats());
        Shown.intake(about, petition, site.law());
        ObjectNode petitioner = to.putObject("petitioner");
        petitioner.put("name", file.petitioner());
        file.phone().ifPresent(phone -> petitioner.put("phone", phone));
        file.address().ifPresent(address -> petitioner.put("address", address));
        to.put("unitId", found.position().unit().toString());
        to.put("unit", file.unit());
        Shown.each(to.putArray("chain"), file.chain().entrySet(), (link, in) -> {
            in.put("role", link.getKey().name());
            in.set("who", Shown.named(link.getValue()));
        });
        if (found.position() instanceof Position.Open open) {
            to.put("stage", open.stage().name());
            to.put("stageSince", open.stageSince().toString());
            to.put("heldSince", open.heldSince().toString());
            open.assignment().ifPresent(held -> Shown.assignment(to.putObject("assignment"), held));
        } else if (found.position() instanceof Position.Ended ended) {
            to.put("ending", ended.ending().name());
            to.put("endedOn", ended.on().toString());
            ended.termination().ifPresent(begun -> Shown.termination(to.putObject("termination"), begun));
        }
        Shown.matter(to, file.matter());
        to.put("triage", file.triage().name());
        terms(to.putArray("terms"), found, language);
        links(to, found, who, language);
        ArrayNode acts = to.putArray("acts");
        who.acting().ifPresent(sitting -> acts(acts, found, sitting, language));
        to.set("docket", Shown.docket(file.docket(), language));
        return to;
    }

    /** What others that the reader is shown have in common with the case. */
    private void links(ObjectNode to, PetitionCase found, SignedIn who, Language language) {
        Board board = site.archive().board(who.asker());
        Shown.each(to.putArray("linked"), board.linked(found.id()), (one, in) -> Shown.linked(in, one));
        Shown.each(
                to.putArray("alike"),
                found.isOpen() ? board.alike(found.id(), PROPOSED) : ImmutableList.<Board.Alike>of(),
                (one, in) -> Shown.alike(in, one, language));
    }

    private void terms(ArrayNode to, PetitionCase found, Language language) {
        if (found.position() instanceof Position.Open open && !open.running().isEmpty()) {
            Law today = site.lawOfToday();
            Shown.each(to, open.running().values(), (running, in) -> {
                Shown.running(in, running, site.today());
                Shown.explained(in, today.reckoned(running), language);
            });
        }
    }

    private void docket(Context ctx) {
        new Requests.Query(ctx).end();
        ImmutableList<Board.EntryLine> docket = docket(ctx, caseId(ctx));
        Json.answer(ctx, 200, Json.object().set("entries", Shown.docket(docket, Spoken.in(ctx))));
    }

    private void answering(Context ctx) {
        Requests.Query query = new Requests.Query(ctx);
        LocalDate on = query.day("on").orElse(site.today());
        query.end();
        CaseId id = caseId(ctx);
        Board board = site.archive().board(Visits.asker(ctx));
        file(ctx, id);
        ImmutableList<Board.Link> links = board.whoAnswered(id, on);
        ObjectNode to = Json.object();
        to.put("case", id.toString());
        to.put("on", on.toString());
        Shown.each(to.putArray("answering"), links, (link, in) -> {
            in.put("role", link.role().name());
            in.set("who", Shown.named(link.who()));
            in.put("since", link.since().toString());
            if (!link.actedBy().isEmpty()) {
                ArrayNode acting = in.putArray("actedBy");
                link.actedBy().forEach(who -> acting.add(Shown.named(who)));
            }
        });
        Json.answer(ctx, 200, to);
    }

    private void workbench(Context ctx) {
        new Requests.Query(ctx).end();
        Board.Workbench bench = site.archive()
                .board(Visits.asker(ctx))
                .workbench(Visits.signedIn(ctx).account().official(), site.today());
        ObjectNode to = Json.object();
        to.set("mine", Shown.counts(bench.mine()));
        ArrayNode held = to.putArray("held");
        bench.held().forEach(line -> held.add(Shown.line(line)));
        ArrayNode idle = to.putArray("idle");
        bench.idle().forEach(line -> idle.add(Shown.line(line)));
        ArrayNode toReassign = to.putArray("toReassign");
        bench.toReassign().forEach(line -> toReassign.add(Shown.line(line)));
        answers(to.putArray("instructed"), bench.instructed());
        answers(to.putArray("objected"), bench.objected());
        ArrayNode handovers = to.putArray("handovers");
        bench.handovers().forEach(line -> handovers.add(Shown.handoverLine(line)));
        Json.answer(ctx, 200, to);
    }

    private static void answers(ArrayNode to, Iterable<Board.Answer> answers) {
        for (Board.Answer answer : answers) {
            ObjectNode one = to.addObject();
            one.set("case", Shown.line(answer.line()));
            one.put("by", answer.by().toString());
        }
    }
}
