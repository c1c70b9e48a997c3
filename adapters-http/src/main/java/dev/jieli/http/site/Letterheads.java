package dev.jieli.http.site;

import dev.jieli.application.HeadPapers;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.paper.Letterhead;
import io.javalin.http.Context;
import java.util.Optional;

/** 版头和模板: set by whoever is signed in for the organ of the post acted in; the same for pages and API. */
public final class Letterheads {
    private Letterheads() {}

    public static Outcome<Letterhead> set(
            Site site, Context ctx, Optional<Letterhead> head, Optional<HeadPapers.Template> template) {
        return new HeadPapers(site.archive().store())
                .set(
                        head,
                        template,
                        Visits.signedIn(ctx).account().id(),
                        Visits.whence(ctx),
                        Visits.acting(ctx),
                        site.now());
    }
}
