package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.AdoptRulebook;
import dev.jieli.application.TryRulebook;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Statute;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Problem;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Refusals;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** 规则接口: the editions of the law, the rulebooks of places adopted, and those that come as examples. */
final class RulebookRoutes {
    private final Site site;

    RulebookRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/rulebooks", this::rulebooks, Access.EVERYBODY);
        routes.post("/api/v1/rulebooks", this::adopt, Access.to(Power.ADOPT_RULEBOOK));
        routes.post("/api/v1/rulebooks/trial", this::tryOut, Access.to(Power.ADOPT_RULEBOOK));
    }

    private void rulebooks(Context ctx) {
        new Requests.Query(ctx).end();
        Language language = Spoken.in(ctx);
        Rulebook law = site.lawOfToday().rulebook();
        ObjectNode to = Json.object();
        Shown.each(to.putArray("statutes"), law.statutes(), (statute, in) -> statute(in, statute, language));
        Shown.each(to.putArray("adopted"), law.books(), (book, in) -> book(in, book, language));
        Shown.each(to.putArray("examples"), LocalRulebook.shipped(), (book, in) -> book(in, book, language));
        Json.answer(ctx, 200, to);
    }

    private static void statute(ObjectNode to, Statute statute, Language language) {
        to.put("id", statute.id());
        to.put("title", statute.instrument().cited(language));
        to.put("from", statute.inForceFrom().toString());
        Shown.day(to, "until", statute.supersededOn());
        Shown.each(to.putArray("rows"), statute.rows().values(), (row, in) -> row(in, row, language));
    }

    private static void book(ObjectNode to, LocalRulebook book, Language language) {
        to.put("id", book.instrument().id());
        to.put("title", book.instrument().cited(language));
        to.put("place", book.place().code());
        to.put("from", book.from().toString());
        Shown.day(to, "until", book.until());
        to.put("status", book.status().name());
        to.put("standing", book.standing().in(language));
        to.put("source", book.source().in(language));
        Shown.each(to.putArray("rows"), book.rows(), (row, in) -> row(in, row.provision(), language));
        Shown.each(to.putArray("choices"), book.choices(), (choice, in) -> {
            in.put("policy", choice.policy().name());
            in.put("rule", choice.policy().rule().in(language));
            in.put("article", choice.clause().article().cited(language));
            in.put("words", choice.clause().words(language));
        });
        var notes = to.putArray("notes");
        book.notes().forEach(note -> notes.add(note.in(language)));
        to.put("text", book.text());
    }

    private static void row(ObjectNode to, Provision row, Language language) {
        to.put("term", row.term().name());
        to.put("binds", row.term().binds().name());
        to.put("days", row.span().days());
        to.put("counting", row.span().counting().name());
        to.put("mostExtension", row.maxExtensionDays());
        to.put("hearingLeftOut", row.hearingExcluded());
        to.put("trigger", row.trigger().in(language));
        to.put("article", row.article().cited(language));
        to.put("words", row.clause().words(language));
        row.chosen().ifPresent(why -> to.put("chosen", why.in(language)));
    }

    private static LocalRulebook read(Context ctx) {
        Ruling<LocalRulebook> read = Requests.body(ctx, from -> LocalRulebook.read(from.text("rulebook")));
        if (read instanceof Ruling.Refused<LocalRulebook> refused) {
            throw Objection.of(language -> invalid(refused.reasons(), language));
        }
        return read.orFault();
    }

    private static Problem invalid(ImmutableList<Ruling.Reason> reasons, Language language) {
        ImmutableList<ObjectNode> errors = reasons.stream()
                .map(reason -> {
                    ObjectNode to = Json.object();
                    to.put("reason", reason.kind().name());
                    to.put("detail", reason.in(language));
                    reason.article()
                            .map(article -> article.cited(language))
                            .ifPresent(cited -> to.put("article", cited));
                    return to;
                })
                .collect(ImmutableList.toImmutableList());
        return Problem.of(Refusals.of(reasons, language), language).with("objections", errors);
    }

    private void adopt(Context ctx) {
        LocalRulebook book = read(ctx);
        Language language = Spoken.in(ctx);
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .afterwards(
                        store -> new AdoptRulebook(store, site.law()).adopt(book, by, site.today(), site.now()),
                        changed -> {
                            ObjectNode to = Json.object();
                            book(to.putObject("rulebook"), book, language);
                            return Posted.Answer.of(201, to.put("changed", changed));
                        });
    }

    private void tryOut(Context ctx) {
        LocalRulebook book = read(ctx);
        Language language = Spoken.in(ctx);
        TryRulebook.Tried tried =
                Objection.orObject(new TryRulebook(site.archive().store(), site.law()).tryOut(book, Visits.asker(ctx)));
        ObjectNode to = Json.object();
        to.put("cases", tried.cases());
        Shown.each(to.putArray("changes"), tried.changes(), (change, in) -> {
            in.put("case", change.caseId().toString());
            in.put("number", change.number());
            in.put("term", change.before().term().name());
            in.put("due", change.before().due().toString());
            in.put("wouldBeDue", change.after().due().toString());
            in.put("article", change.after().article().cited(language));
        });
        tried.refusal().ifPresent(refusal -> {
            ObjectNode why = to.putObject("refusal");
            why.put("reason", refusal.reason().name());
            why.put("detail", Refusals.sentence(refusal, language));
        });
        Json.answer(ctx, 200, to);
    }
}
