package dev.jieli.http.site;

import dev.jieli.application.HeadPapers;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.statute.Language;
import dev.jieli.office.PaperPress;
import io.javalin.http.Context;
import java.util.Optional;

/** 版头和模板: set by whoever is signed in for the organ of the post acted in; the same for pages and API. */
public final class Letterheads {
    private Letterheads() {}

    /** Replaces a template, which is looked at only where whoever gives it may set it; empty for the usual one again. */
    public static Outcome<Letterhead> replace(
            Site site, Context ctx, PaperKind kind, Optional<byte[]> file, Language language) {
        return set(
                site,
                ctx,
                Optional.empty(),
                Optional.of(new HeadPapers.Template(kind, file, bytes -> unfit(kind, bytes, language))));
    }

    private static Optional<Refusal> unfit(PaperKind kind, byte[] template, Language language) {
        PaperPress.Findings findings = PaperPress.check(kind, template);
        return findings.isFine()
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.TEMPLATE_INVALID).with("problems", findings.in(language)));
    }

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
