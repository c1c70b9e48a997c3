package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** 委托代理: who acts for whom during an absence. */
final class DelegationRoutes {
    private static final int MOST = 500;

    private final Site site;

    DelegationRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/delegations", this::list, Access.OFFICIALS);
        routes.post("/api/v1/delegations", this::delegate, Access.OFFICIALS);
        routes.post("/api/v1/delegations/{delegation}/end", this::end, Access.OFFICIALS);
    }

    private ImmutableList<Board.DelegationLine> shown(Context ctx) {
        SignedIn visitor = Visits.signedIn(ctx);
        ImmutableSet<UnitId> units = visitor.sittings().stream()
                .map(sitting -> sitting.seat().unit())
                .collect(ImmutableSet.toImmutableSet());
        return site.archive()
                .board(Visits.asker(ctx))
                .delegations(units, visitor.account().official(), site.today(), MOST);
    }

    private void list(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        Shown.each(to.putArray("delegations"), shown(ctx), (line, in) -> {
            in.setAll(Shown.delegation(line.delegation()));
            in.set("absentOfficial", Shown.named(line.absent()));
            in.set("delegateOfficial", Shown.named(line.delegate()));
            in.put("inForce", line.delegation().covers(site.today()));
        });
        Json.answer(ctx, 200, to);
    }

    private void delegate(Context ctx) {
        DelegationId id = new DelegationId(site.ids().get());
        Delegation ordered = Requests.body(
                ctx,
                from -> new Delegation(
                        id,
                        new IncumbencyId(from.id("absent")),
                        new IncumbencyId(from.id("delegate")),
                        from.word("cause", Delegation.Cause.class),
                        from.day("from"),
                        from.day("until"),
                        from.maybeText("note").orElse(""),
                        Optional.empty()));
        UnitId unit = unit(ctx, ordered.absent());
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new EnterUnitAct(store)
                                .enter(unit, new UnitAct.Delegate(ordered), Optional.of(by), site.today(), site.now()),
                        done -> Posted.Answer.of(201, Shown.delegation(ordered))
                                .with("Location", "/api/v1/delegations"));
    }

    private void end(Context ctx) {
        DelegationId id = new DelegationId(Requests.id(ctx, "delegation"));
        String reason = Requests.body(ctx, from -> from.text("reason"));
        UnitId unit = Objection.orObject(site.archive()
                .store()
                .transact(
                        Asker.Job.RECEPTION,
                        session -> session.tenures().delegations().stream()
                                .filter(one -> one.id().equals(id))
                                .findFirst()
                                .flatMap(one -> session.tenures().seat(one.absent()))
                                .map(seat -> Outcome.done(seat.unit()))
                                .orElseGet(() -> Outcome.refused(Reason.NOT_FOUND))));
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .once(
                        store -> new EnterUnitAct(store)
                                .enter(
                                        unit,
                                        new UnitAct.EndDelegation(id, reason),
                                        Optional.of(by),
                                        site.today(),
                                        site.now()),
                        done -> Posted.Answer.of(200, Json.object().put("ended", id.toString())));
    }

    private UnitId unit(Context ctx, IncumbencyId absent) {
        return site.archive()
                .board(Visits.asker(ctx))
                .named(absent)
                .map(Board.Named::unitId)
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND).with("field", "absent")));
    }
}
