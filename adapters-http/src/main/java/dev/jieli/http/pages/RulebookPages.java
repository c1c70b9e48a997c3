package dev.jieli.http.pages;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.AdoptRulebook;
import dev.jieli.application.TryRulebook;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import dev.jieli.http.wording.Refusals;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.stream.Stream;

/** 规则页面: which editions and which rules of places hold; trying one and adopting it. */
final class RulebookPages {
    private static final String FIELD = "rulebook";

    private final Pages pages;
    private final TryRulebook tryRulebook;
    private final AdoptRulebook adoptRulebook;

    RulebookPages(Pages pages) {
        this.pages = pages;
        this.tryRulebook =
                new TryRulebook(pages.site().archive().store(), pages.site().law());
        this.adoptRulebook =
                new AdoptRulebook(pages.site().archive().store(), pages.site().law());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/law/rulebooks", this::rulebooks, Access.EVERYBODY);
        routes.get("/law/rulebooks/{id}/export", this::file, Access.EVERYBODY);
        routes.post("/law/rulebooks", this::adopt, Access.to(Power.ADOPT_RULEBOOK));
        routes.post("/law/rulebooks/trial", this::tryOut, Access.to(Power.ADOPT_RULEBOOK));
    }

    private void rulebooks(Context ctx) {
        show(ctx, pages.page(ctx), form());
    }

    /** A rulebook as it is written: one in use, or one that comes as an example. */
    private void file(Context ctx) {
        String id = ctx.pathParam("id");
        LocalRulebook book = Stream.concat(
                        pages.site().lawOfToday().rulebook().books().stream(), LocalRulebook.shipped().stream())
                .filter(one -> one.instrument().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Objection.of(Flaw.UNKNOWN_ADDRESS));
        Pages.attach(ctx, "text/csv; charset=utf-8", id + ".csv");
        ctx.result(book.text());
    }

    private void show(Context ctx, Page page, Form form) {
        Law law = pages.site().lawOfToday();
        pages.show(
                ctx,
                "rulebooks",
                ImmutableMap.of(
                        "page", page,
                        "law", law,
                        "examples", LocalRulebook.shipped(),
                        "may",
                                page.visitor()
                                        .filter(who -> who.may(Power.ADOPT_RULEBOOK))
                                        .isPresent(),
                        "form", form));
    }

    private static Form form() {
        return Form.of(
                "/law/rulebooks/trial",
                "试算",
                "Try it out",
                Field.text(FIELD, "规则文件", "Rulebook")
                        .hint(
                                "把规则文件的内容贴在这里，写法见下面示例的文件；先试算，看哪些期限会变，再决定是否采用",
                                "Paste the file's content; the examples' files below say how it is written; it is tried out first, so that you see which terms would move"));
    }

    private static Form adopting(LocalRulebook book) {
        return Form.of("/law/rulebooks", "采用", "Adopt", ImmutableList.of()).with(FIELD, book.text());
    }

    private void tryOut(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        read(ctx, page, in).ifPresent(book -> {
            Outcome<TryRulebook.Tried> tried = tryRulebook.tryOut(book, Visits.asker(ctx));
            if (tried instanceof Outcome.Refused<TryRulebook.Tried> refused) {
                refuse(ctx, page, in, refused.refusal());
            } else {
                TryRulebook.Tried found = ((Outcome.Done<TryRulebook.Tried>) tried).value();
                pages.show(
                        ctx,
                        "rulebooktrial",
                        ImmutableMap.of(
                                "page", page,
                                "book", book,
                                "tried", found,
                                "refusal", found.refusal().map(why -> Pages.said(why, page)),
                                "form", adopting(book)));
            }
        });
    }

    private void adopt(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        read(ctx, page, in).ifPresent(book -> {
            Outcome<Integer> done = adoptRulebook.adopt(
                    book, Visits.acting(ctx), page.today(), pages.site().now());
            if (done instanceof Outcome.Refused<Integer> refused) {
                refuse(ctx, page, in, refused.refusal());
            } else {
                Pages.goOn(ctx, "/law/rulebooks", "Adopt");
            }
        });
    }

    /** Empty where the page that says why not was shown. */
    private Optional<LocalRulebook> read(Context ctx, Page page, Submitted in) {
        Ruling<LocalRulebook> read = LocalRulebook.read(in.text(FIELD));
        if (read instanceof Ruling.Refused<LocalRulebook> refused) {
            ctx.status(Refusals.status(Refusals.of(refused.reasons(), page.language())));
            show(ctx, page, form().entered(in.values()).refused(said(refused.reasons(), page)));
        }
        return read.toOptional();
    }

    private static Form.Said said(ImmutableList<Ruling.Reason> reasons, Page page) {
        return new Form.Said(
                page.t("这份规则不能采用，没有改变任何期限。", "This rulebook cannot be used; no term was changed."),
                reasons.stream()
                        .limit(8)
                        .map(reason -> reason.in(page.language()) + page.t("。", ". "))
                        .collect(joining()),
                reasons.stream()
                        .flatMap(reason -> reason.article().stream())
                        .findFirst()
                        .map(article -> article.cited(page.language())),
                Optional.of(FIELD));
    }

    private void refuse(Context ctx, Page page, Submitted in, Refusal refusal) {
        Pages.refused(ctx, refusal);
        show(ctx, page, Pages.again(form(), in, refusal, page));
    }
}
