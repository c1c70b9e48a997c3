package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.application.ProposeLeaders;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** 领导包案接口; a leader takes a case by an act in it. */
final class LeaderRoutes {
    private static final int MOST_PROPOSED = 1_000;
    private static final int USUALLY_PROPOSED = 50;

    private final Site site;

    LeaderRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/leaders", this::list, Access.OFFICIALS);
        routes.get("/api/v1/leaders/assigned", this::assigned, Access.OFFICIALS);
        routes.post("/api/v1/leaders/proposal", this::propose, Access.OFFICIALS);
    }

    private void list(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        ArrayNode leaders = to.putArray("leaders");
        site.archive()
                .board(Visits.asker(ctx))
                .leaders(site.today())
                .forEach(leader -> leaders.add(Shown.leader(leader)));
        Json.answer(ctx, 200, to);
    }

    private void assigned(Context ctx) {
        Requests.Query query = new Requests.Query(ctx);
        Optional<IncumbencyId> leader = query.id("leader").map(IncumbencyId::new);
        query.end();
        ObjectNode to = Json.object();
        ArrayNode lines = to.putArray("lines");
        site.archive()
                .board(Visits.asker(ctx))
                .assigned(leader, site.today())
                .forEach(line -> lines.add(Shown.line(line)));
        Json.answer(ctx, 200, to);
    }

    /** Changes nothing; it is a POST because it may take its time. */
    private void propose(Context ctx) {
        int most = Requests.body(ctx, from -> {
            int asked = from.has("most") ? from.number("most") : USUALLY_PROPOSED;
            if (asked < 1 || asked > MOST_PROPOSED) {
                from.note("most", dev.jieli.application.published.Problem.Why.NOT_A_WHOLE_NUMBER, "1…" + MOST_PROPOSED);
            }
            return asked;
        });
        ObjectNode to = Json.object();
        ArrayNode proposals = to.putArray("proposals");
        new ProposeLeaders(site.archive().board(Visits.asker(ctx)))
                .propose(most, site.today())
                .forEach(proposal -> proposals.add(Shown.proposal(proposal, Spoken.in(ctx))));
        Json.answer(ctx, 200, to);
    }
}
