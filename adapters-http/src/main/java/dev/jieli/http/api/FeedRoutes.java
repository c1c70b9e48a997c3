package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.KeepListeners;
import dev.jieli.domain.authority.Power;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** 消息推送接口: who listens, and what they would not take. */
final class FeedRoutes {
    private final Site site;
    private final KeepListeners keepListeners;

    FeedRoutes(Site site) {
        this.site = site;
        this.keepListeners = new KeepListeners(site.archive(), site.listeners());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/listeners", this::listeners, Access.to(Power.KEEP_LISTENERS));
        routes.get("/api/v1/listeners/{listener}/dead-letters", this::aside, Access.to(Power.KEEP_LISTENERS));
        routes.post("/api/v1/listeners/{listener}/dead-letters", this::resend, Access.to(Power.KEEP_LISTENERS));
    }

    private ImmutableList<KeepListeners.Listener> kept(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        return Objection.orObject(
                keepListeners.keep(who.account().id(), who.own().map(SignedIn.Sitting::id), who.asker()));
    }

    private void listeners(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        Shown.each(
                to.putArray("listeners"),
                kept(ctx),
                (listener, in) -> in.put("name", listener.name())
                        .put("authorized", listener.isAuthorized())
                        .put("deadLetters", listener.aside().size()));
        Json.answer(ctx, 200, to);
    }

    private KeepListeners.Listener listener(Context ctx) {
        String name = ctx.pathParam("listener");
        return kept(ctx).stream()
                .filter(listener -> listener.name().equals(name))
                .findFirst()
                .orElseThrow(Requests::notFound);
    }

    private void aside(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        Shown.each(
                to.putArray("deadLetters"),
                listener(ctx).aside(),
                (aside, in) -> in.put("id", aside.entry().id())
                        .put("why", aside.why())
                        .put("at", aside.at().toString()));
        Json.answer(ctx, 200, to);
    }

    private void resend(Context ctx) {
        KeepListeners.Listener listener = listener(ctx);
        String id = Requests.body(ctx, from -> from.text("id"));
        boolean delivered = Objection.orObject(listener.resend(id, Visits.whence(ctx), site.now()));
        Json.answer(ctx, 200, Json.object().put("id", id).put("delivered", delivered));
    }
}
