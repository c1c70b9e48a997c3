package dev.jieli.http.pages;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Comparator;

/** 权限表页面: what the tables give to whom, and what they give to the reader today. */
final class AuthorityRoutes {
    private final Pages pages;

    AuthorityRoutes(Pages pages) {
        this.pages = pages;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/law/authority", this::show, Access.SIGNED_IN);
    }

    private void show(Context ctx) {
        Page page = pages.page(ctx);
        pages.show(
                ctx,
                "authority",
                ImmutableMap.of(
                        "page", page,
                        "held", held(Visits.signedIn(ctx), page),
                        "rows", Authority.table(),
                        "acts", acts(page)));
    }

    private static ImmutableList<Held> held(SignedIn who, Page page) {
        if (who.account().duty().isPresent()) {
            ImmutableSet<Capacity> capacities = who.capacities();
            return ImmutableList.of(
                    new Held(page.head(Words.of(who.account().duty().get())), "", capacities, given(capacities)));
        }
        return who.sittings().stream()
                .map(sitting -> {
                    ImmutableSet<Capacity> capacities = Authority.capacities(sitting.seat());
                    return new Held(
                            sitting.named().unit() + " " + sitting.named().post(),
                            page.day(sitting.named().from()),
                            capacities,
                            given(capacities));
                })
                .collect(toImmutableList());
    }

    private static ImmutableList<Held.Given> given(ImmutableSet<Capacity> capacities) {
        return Arrays.stream(Power.values())
                .map(power -> new Held.Given(
                        power,
                        Authority.table().stream()
                                .filter(row -> row.power() == power
                                        && !Sets.intersection(row.by(), capacities)
                                                .isEmpty())
                                .map(Authority.Row::reach)
                                .collect(Sets.toImmutableEnumSet())))
                .filter(one -> !one.reach().isEmpty())
                .collect(toImmutableList());
    }

    private static ImmutableList<ActRow> acts(Page page) {
        return Lifecycle.table().stream()
                .map(Lifecycle.Row::act)
                .distinct()
                .map(act -> new ActRow(
                        act,
                        Lifecycle.table().stream()
                                .filter(row -> row.act().equals(act))
                                .flatMap(row -> row.by().stream())
                                .collect(Sets.toImmutableEnumSet())))
                .sorted(Comparator.comparing(row -> page.say(Words.of(row.act()))))
                .collect(toImmutableList());
    }
}
