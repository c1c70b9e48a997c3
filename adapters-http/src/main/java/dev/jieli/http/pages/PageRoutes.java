package dev.jieli.http.pages;

import dev.jieli.http.site.Access;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.Problem;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** 页面路由 */
public final class PageRoutes {
    public PageRoutes(Site site, SignIns signIns, Visits visits, Assets assets) {}

    public void addTo(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.redirect("/docs"), Access.EVERYBODY);
    }

    /** The page that says why a request was not carried out. */
    public void show(Context ctx, Problem problem) {
        ctx.status(problem.status()).contentType("text/plain; charset=utf-8").result(problem.detail());
    }
}
