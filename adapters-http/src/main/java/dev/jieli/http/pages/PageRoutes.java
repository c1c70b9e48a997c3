package dev.jieli.http.pages;

import com.google.common.collect.ImmutableMap;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.Problem;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** 页面路由: every page of the product. */
public final class PageRoutes {
    private final Pages pages;
    private final SignIns signIns;
    private final Visits visits;
    private final Semaphore imports;

    /** @param imports of which each ledger that is read takes one meanwhile */
    public PageRoutes(Site site, SignIns signIns, Visits visits, Assets assets, Semaphore imports) {
        this.pages = new Pages(site, assets);
        this.signIns = signIns;
        this.visits = visits;
        this.imports = imports;
    }

    public void addTo(RoutesConfig routes) {
        routes.beforeMatched(this::speak);
        new SignInRoutes(pages, signIns, visits).addTo(routes);
        new WorkRoutes(pages).addTo(routes);
        new CaseRoutes(pages).addTo(routes);
        new PaperRoutes(pages).addTo(routes);
        new LeaderRoutes(pages).addTo(routes);
        new ImportRoutes(pages, imports).addTo(routes);
        new HandoverRoutes(pages).addTo(routes);
        new TermCalendarRoutes(pages.site(), signIns, visits).addTo(routes);
        new DelegationRoutes(pages).addTo(routes);
        new OrganizationRoutes(pages, signIns, visits).addTo(routes);
        new LawRoutes(pages).addTo(routes);
        new AuthorityRoutes(pages).addTo(routes);
        new RecordRoutes(pages).addTo(routes);
        new AuditRoutes(pages).addTo(routes);
        new PersonRoutes(pages).addTo(routes);
    }

    /** A language that stands in the address is kept for the pages that follow. */
    private void speak(Context ctx) {
        String asked = ctx.queryParam(Spoken.LANG);
        if (asked != null && !ctx.path().startsWith("/api/") && (asked.equals("zh") || asked.equals("en"))) {
            visits.speak(ctx, asked);
        }
    }

    /** The page that says why a request was not carried out. */
    public void show(Context ctx, Problem problem) {
        boolean fragment = ctx.header("HX-Request") != null; // its own page is asked for then, and led to the sign-in
        if (!fragment
                && problem.reason().equals(Flaw.NOT_SIGNED_IN.name())
                && Visits.method(ctx).equals("GET")) {
            String query = ctx.queryString();
            ctx.redirect("/sign-in?next="
                    + URLEncoder.encode(ctx.path() + (query == null ? "" : "?" + query), StandardCharsets.UTF_8));
            return;
        }
        Optional<String> step =
                fragment || !Visits.method(ctx).equals("GET") ? Optional.empty() : SignInRoutes.step(problem.reason());
        if (step.isPresent()) {
            ctx.redirect(step.get());
            return;
        }
        Page page = pages.page(ctx);
        Form.Said said = Pages.said(
                problem.detail(),
                page.language(),
                problem.article().map(article -> article.cited(page.language())),
                Optional.empty());
        ctx.status(problem.status());
        pages.show(
                ctx,
                "said",
                ImmutableMap.of(
                        "page", page,
                        "title",
                                switch (problem.status()) {
                                    case 404 -> page.t("没有找到", "Not found");
                                    case 401, 403 -> page.t("不能查看或办理", "Not open to you");
                                    case 500 -> page.t("系统出错", "Something broke");
                                    case 503 -> page.t("系统正忙", "Busy");
                                    default -> page.t("没有办成", "Not done");
                                },
                        "said", said));
    }
}
