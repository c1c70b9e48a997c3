package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.RealignChains;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.Fields;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** 机构、岗位与任职接口 */
final class OrganizationRoutes {
    private final Site site;
    private final SignIns signIns;

    OrganizationRoutes(Site site, SignIns signIns) {
        this.site = site;
        this.signIns = signIns;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/units", this::units, Access.HOUSE);
        routes.post("/api/v1/units", this::establish, Access.to(Power.KEEP_ORGANIZATION));
        routes.get("/api/v1/units/{unit}", this::unit, Access.HOUSE);
        routes.post("/api/v1/units/{unit}", this::change, Access.to(Power.KEEP_ORGANIZATION));
        routes.get("/api/v1/units/{unit}/docket", this::docket, Access.HOUSE);
        routes.post("/api/v1/units/{unit}/posts", this::createPost, Access.to(Power.KEEP_ORGANIZATION));
        routes.post("/api/v1/units/{unit}/heads", this::nameHeads, Access.to(Power.KEEP_ORGANIZATION));
        routes.get("/api/v1/officials", this::officials, Access.HOUSE);
        routes.get("/api/v1/appointments", this::appointments, Access.HOUSE);
        routes.post("/api/v1/appointments", this::appoint, Access.to(Power.KEEP_ORGANIZATION));
        routes.get("/api/v1/incumbencies/{incumbency}", this::incumbency, Access.HOUSE);
    }

    // ------------------------------------------------------------------ reading

    private void units(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        ArrayNode units = to.putArray("units");
        files(ctx).forEach(file -> units.add(Shown.unitFile(file)));
        Json.answer(ctx, 200, to);
    }

    private List<Board.UnitFile> files(Context ctx) {
        return site.archive().board(Visits.asker(ctx)).organization().units();
    }

    private void unit(Context ctx) {
        new Requests.Query(ctx).end();
        UnitId id = new UnitId(Requests.id(ctx, "unit"));
        Board.UnitFile file = files(ctx).stream()
                .filter(found -> found.unit().id().equals(id))
                .findFirst()
                .orElseThrow(Requests::notFound);
        Json.answer(ctx, 200, Shown.unitFile(file));
    }

    private void docket(Context ctx) {
        new Requests.Query(ctx).end();
        List<Board.EntryLine> docket = site.archive()
                .board(Visits.asker(ctx))
                .docket(new Subject(Subject.Kind.UNIT, Requests.id(ctx, "unit")));
        if (docket.isEmpty()) {
            throw Requests.notFound();
        }
        Json.answer(ctx, 200, Json.object().set("entries", Shown.docket(docket, Spoken.in(ctx))));
    }

    private void officials(Context ctx) {
        new Requests.Query(ctx).end();
        Map<Official, ArrayNode> sitting = new LinkedHashMap<>();
        ObjectNode to = Json.object();
        ArrayNode officials = to.putArray("officials");
        files(ctx)
                .forEach(file -> file.posts()
                        .forEach(post -> post.sitting()
                                .forEach(sitter -> sitting.computeIfAbsent(
                                                sitter.official(),
                                                official -> officials
                                                        .addObject()
                                                        .put("id", official.id().toString())
                                                        .put("name", official.name())
                                                        .putArray("sitting"))
                                        .add(sitting(file, post, sitter)))));
        Json.answer(ctx, 200, to);
    }

    private void appointments(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        ArrayNode appointments = to.putArray("appointments");
        files(ctx)
                .forEach(file -> file.posts()
                        .forEach(post -> post.sitting()
                                .forEach(sitter -> appointments.add(sitting(file, post, sitter)
                                        .put("name", sitter.official().name())))));
        Json.answer(ctx, 200, to);
    }

    private static ObjectNode sitting(Board.UnitFile file, Board.PostFile post, Board.Sitter sitter) {
        return Shown.incumbency(sitter.incumbency())
                .put("title", post.post().title())
                .put("kind", post.post().kind().name())
                .put("unit", file.unit().id().toString())
                .put("unitName", file.unit().name());
    }

    private void incumbency(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(
                ctx,
                200,
                Shown.named(site.archive()
                        .board(Visits.asker(ctx))
                        .named(new IncumbencyId(Requests.id(ctx, "incumbency")))
                        .orElseThrow(Requests::notFound)));
    }

    // ------------------------------------------------------------------ writing

    private record Asked<A>(A act, LocalDate on) {}

    private <A> Asked<A> asked(Context ctx, Function<Fields, A> read) {
        return Requests.body(ctx, from -> new Asked<>(read.apply(from), on(from)));
    }

    private LocalDate on(Fields from) {
        LocalDate on = from.maybeDay("on").orElse(site.today());
        if (on.isAfter(site.today())) {
            from.note("on", Why.NOT_CONSISTENT, site.today().toString());
        }
        return on;
    }

    private void establish(Context ctx) {
        enter(ctx, new UnitId(site.ids().get()), 201);
    }

    private void change(Context ctx) {
        UnitId id = new UnitId(Requests.id(ctx, "unit"));
        if (files(ctx).stream().noneMatch(file -> file.unit().id().equals(id))) {
            throw Requests.notFound();
        }
        enter(ctx, id, 200);
    }

    private void enter(Context ctx, UnitId id, int status) {
        Asked<Unit> asked = asked(
                ctx,
                from -> new Unit(
                        id,
                        from.name("name"),
                        ImmutableSet.copyOf(from.texts("shortNames")),
                        from.word("kind", Unit.Kind.class),
                        from.region("region"),
                        from.maybeId("above").map(UnitId::new)));
        known(asked.act().region());
        Posted.in(ctx, site)
                .once(
                        entering(ctx, id, new UnitAct.Establish(asked.act()), asked.on()),
                        done -> Posted.Answer.of(status, Shown.unit(asked.act()))
                                .with("Location", "/api/v1/units/" + id));
    }

    private void known(RegionCode region) {
        if (!site.knows(region)) {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND).with("field", "region"));
        }
    }

    private Function<dev.jieli.application.port.Store, Outcome<Entry>> entering(
            Context ctx, UnitId unit, UnitAct act, LocalDate on) {
        IncumbencyId by = Visits.acting(ctx);
        return store -> new EnterUnitAct(store).enter(unit, act, Optional.of(by), on, site.now());
    }

    private void createPost(Context ctx) {
        UnitId unit = new UnitId(Requests.id(ctx, "unit"));
        PostId id = new PostId(site.ids().get());
        Asked<Post> asked = asked(ctx, from -> {
            int rank = from.has("rank") ? from.number("rank") : 0;
            if (rank < 0) {
                from.note("rank", Why.NOT_A_WHOLE_NUMBER, "0…");
            }
            return new Post(id, unit, from.name("title"), from.word("kind", Post.Kind.class), Math.max(0, rank));
        });
        Posted.in(ctx, site)
                .once(
                        entering(ctx, unit, new UnitAct.CreatePost(asked.act()), asked.on()),
                        done -> Posted.Answer.of(201, Shown.post(asked.act()))
                                .with("Location", "/api/v1/units/" + unit));
    }

    private void nameHeads(Context ctx) {
        UnitId unit = new UnitId(Requests.id(ctx, "unit"));
        Asked<UnitAct.NameHeads> asked = asked(
                ctx,
                from -> new UnitAct.NameHeads(
                        from.maybeId("head").map(PostId::new),
                        from.maybeId("inCharge").map(PostId::new)));
        ObjectNode answer = Json.object().put("unit", unit.toString());
        asked.act().head().ifPresent(head -> answer.put("head", head.toString()));
        asked.act().inCharge().ifPresent(leader -> answer.put("inCharge", leader.toString()));
        Posted.in(ctx, site).once(entering(ctx, unit, asked.act(), asked.on()), done -> Posted.Answer.of(200, answer));
        realign(unit, asked.act(), asked.on());
    }

    private record Appointing(
            PostId post, Optional<OfficialId> official, Optional<String> name, boolean acting, LocalDate from) {}

    private void appoint(Context ctx) {
        Asked<Appointing> asked = asked(ctx, from -> {
            Optional<OfficialId> official = from.maybeId("official").map(OfficialId::new);
            Optional<String> name = official.isPresent() ? from.maybeText("name") : Optional.of(from.name("name"));
            return new Appointing(
                    new PostId(from.id("post")),
                    official,
                    name,
                    from.has("acting") && from.flag("acting"),
                    from.maybeDay("from").orElse(site.today()));
        });
        if (asked.act().from().isAfter(site.today())) {
            throw Objection.of(Refusal.of(Reason.IN_THE_FUTURE));
        }
        Appointing appointing = asked.act();
        UnitId unit = files(ctx).stream()
                .filter(file ->
                        file.posts().stream().anyMatch(post -> post.post().id().equals(appointing.post())))
                .map(file -> file.unit().id())
                .findFirst()
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND).with("field", "post")));
        Official official = official(appointing);
        Incumbency incumbency = new Incumbency(
                new IncumbencyId(site.ids().get()),
                official.id(),
                appointing.post(),
                appointing.from(),
                appointing.acting(),
                Optional.empty());
        Posted.in(ctx, site)
                .once(
                        entering(ctx, unit, new UnitAct.Appoint(incumbency, official), asked.on()),
                        done -> Posted.Answer.of(
                                        201, Shown.incumbency(incumbency).put("name", official.name()))
                                .with("Location", "/api/v1/incumbencies/" + incumbency.id()));
        signIns.readAgain();
        files(ctx).stream()
                .filter(file -> file.head().filter(appointing.post()::equals).isPresent()
                        || file.inCharge().filter(appointing.post()::equals).isPresent())
                .forEach(file -> new RealignChains(site.archive().store(), site.law())
                        .realign(file.unit().id(), official.name(), site.today(), site.now()));
    }

    private Official official(Appointing appointing) {
        if (appointing.official().isEmpty()) {
            return new Official(
                    new OfficialId(site.ids().get()), appointing.name().orElseThrow());
        }
        return Objection.orObject(site.archive()
                .store()
                .transact(
                        Asker.Job.RECEPTION,
                        session -> session.roster()
                                .official(appointing.official().get())
                                .map(Outcome::done)
                                .orElseGet(() -> Outcome.refused(
                                        Refusal.of(Reason.NOT_FOUND).with("field", "official")))));
    }

    /** Those above the holders change with the heads; run again it changes nothing. */
    private void realign(UnitId unit, UnitAct.NameHeads heads, LocalDate on) {
        signIns.readAgain();
        new RealignChains(site.archive().store(), site.law())
                .realign(unit, dev.jieli.http.wording.Words.of(heads).zh(), on, site.now());
    }
}
