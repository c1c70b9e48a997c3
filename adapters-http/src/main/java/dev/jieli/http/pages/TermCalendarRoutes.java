package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** 期限日历订阅: the secret is in the address, for calendars send nothing else. It opens nothing but this. */
final class TermCalendarRoutes {
    private static final String ENDING = ".ics";

    private final Site site;
    private final SignIns signIns;
    private final Visits visits;

    TermCalendarRoutes(Site site, SignIns signIns, Visits visits) {
        this.site = site;
        this.signIns = signIns;
        this.visits = visits;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/calendar/{secret}" + ENDING, this::answer, Access.EVERYBODY);
    }

    /** Where a calendar subscribes with this secret. */
    static String address(Context ctx, Site site, String secret) {
        return base(ctx, site) + "/calendar/" + secret + ENDING;
    }

    private static String base(Context ctx, Site site) {
        return site.settings()
                .signIn()
                .address()
                .map(known -> known.getScheme() + "://" + known.getAuthority())
                .orElseGet(() -> (site.settings().transport().isSecure() ? "https://" : "http://") + ctx.host());
    }

    private void answer(Context ctx) {
        Optional<SignedIn> known = signIns.find(ctx.pathParam("secret"));
        known.ifPresent(visits::count); // nobody else looks who comes with it
        SignedIn who = known.filter(found -> found.scopes()
                        .filter(scopes -> scopes.contains(Accounts.Scope.CALENDAR))
                        .isPresent())
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND)));
        IncumbencyId holder = who.own()
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND)))
                .id();
        ImmutableList<PetitionCase> held = Objection.orObject(site.archive()
                .store()
                .transact(
                        who.asker(),
                        session -> Outcome.done(session.cases().answeredForBy(holder).stream()
                                .filter(found ->
                                        found.position().chain().holder().equals(holder))
                                .collect(ImmutableList.toImmutableList()))));
        byte[] text = new TermCalendar(held, site.today(), Spoken.in(ctx), base(ctx, site))
                .text()
                .getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + Hashing.sha256().hashBytes(text).toString().substring(0, 32) + "\"";
        ctx.header("ETag", tag);
        ctx.header("Cache-Control", "private, no-cache");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType("text/calendar; charset=utf-8").result(text);
    }
}
