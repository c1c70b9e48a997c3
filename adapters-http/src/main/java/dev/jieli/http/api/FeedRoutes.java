package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.authority.Power;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** 消息推送接口: who listens, and what they would not take. */
final class FeedRoutes {
    private final Site site;

    FeedRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/listeners", this::listeners, Access.to(Power.KEEP_LISTENERS));
        routes.get("/api/v1/listeners/{listener}/dead-letters", this::aside, Access.to(Power.KEEP_LISTENERS));
        routes.post("/api/v1/listeners/{listener}/dead-letters", this::resend, Access.to(Power.KEEP_LISTENERS));
    }

    private void listeners(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        ArrayNode listeners = to.putArray("listeners");
        site.listeners()
                .names()
                .forEach(name -> listeners
                        .addObject()
                        .put("name", name)
                        .put("authorized", site.listeners().isAuthorized(name))
                        .put("deadLetters", shown(ctx, name).size()));
        Json.answer(ctx, 200, to);
    }

    /** Of cases and handovers that are not shown nothing is set aside here either. */
    private ImmutableList<Feed.SetAside> shown(Context ctx, String listener) {
        Board board = site.archive().board(Visits.asker(ctx));
        return site.archive().feed().asideFor(listener).stream()
                .filter(aside -> !board.docket(aside.entry().subject()).isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    private String listener(Context ctx) {
        String name = ctx.pathParam("listener");
        if (!site.listeners().names().contains(name)) {
            throw Requests.notFound();
        }
        return name;
    }

    private void aside(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        Shown.each(
                to.putArray("deadLetters"),
                shown(ctx, listener(ctx)),
                (aside, in) -> in.put("id", aside.entry().id())
                        .put("why", aside.why())
                        .put("at", aside.at().toString()));
        Json.answer(ctx, 200, to);
    }

    private void resend(Context ctx) {
        String listener = listener(ctx);
        String id = Requests.body(ctx, from -> from.text("id"));
        if (shown(ctx, listener).stream().noneMatch(aside -> aside.entry().id().equals(id))) {
            throw Requests.notFound();
        }
        Json.answer(
                ctx,
                200,
                Json.object().put("id", id).put("delivered", site.listeners().resend(listener, id)));
    }
}
