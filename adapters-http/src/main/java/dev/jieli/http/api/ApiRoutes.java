package dev.jieli.http.api;

import dev.jieli.http.site.SetUp;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import java.util.concurrent.Semaphore;

/** 接口路由: every route of the JSON API. */
public final class ApiRoutes {
    private final Site site;
    private final SignIns signIns;
    private final Visits visits;
    private final Semaphore imports;

    /** @param imports of which each ledger that is read takes one meanwhile */
    public ApiRoutes(Site site, SignIns signIns, Visits visits, Semaphore imports) {
        this.site = site;
        this.signIns = signIns;
        this.visits = visits;
        this.imports = imports;
    }

    public void addTo(RoutesConfig routes) {
        new AccountRoutes(site, signIns, visits, new SetUp(site, signIns)).addTo(routes);
        new CaseRoutes(site).addTo(routes);
        new PaperRoutes(site).addTo(routes);
        new LeaderRoutes(site).addTo(routes);
        new DelegationRoutes(site).addTo(routes);
        new HandoverRoutes(site, signIns).addTo(routes);
        new OrganizationRoutes(site, signIns).addTo(routes);
        new LedgerRoutes(site, imports).addTo(routes);
        new DeadlineRoutes(site).addTo(routes);
        new RulebookRoutes(site).addTo(routes);
        new FeedRoutes(site).addTo(routes);
        new AuditRoutes(site).addTo(routes);
        new PersonRoutes(site).addTo(routes);
    }
}
