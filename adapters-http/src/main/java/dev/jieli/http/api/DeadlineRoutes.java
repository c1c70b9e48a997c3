package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.AnnounceYear;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.LegalIssue;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Problem;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/** 期限计算与工作日历接口; the calculator is open to everybody. */
final class DeadlineRoutes {
    private static final int MOST_DAYS = 3_660;

    private final Site site;

    DeadlineRoutes(Site site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/deadlines", this::reckon, Access.EVERYBODY);
        routes.get("/api/v1/legal-paths", this::paths, Access.EVERYBODY);
        routes.get("/api/v1/calendar", this::calendar, Access.EVERYBODY);
        routes.post("/api/v1/calendar", this::announce, Access.to(Power.ANNOUNCE_YEAR));
    }

    private void reckon(Context ctx) {
        Requests.Query query = new Requests.Query(ctx);
        query.needed("term");
        query.needed("from");
        Optional<Term> term = query.word("term", Term.class);
        Optional<LocalDate> from = query.day("from");
        int extended = query.number("extended", 0, MOST_DAYS, 0);
        int hearing = query.number("hearing", 0, MOST_DAYS, 0);
        Optional<RegionCode> place = query.read("region", Why.NOT_A_REGION, this::region);
        query.end();
        Ruling<Due> due = site.lawOfToday().in(place).due(term.orElseThrow(), from.orElseThrow(), extended, hearing);
        if (due instanceof Ruling.Refused<Due> refused) {
            throw Objection.of(language -> Problem.of(refused.reasons().get(0), language));
        }
        Json.answer(ctx, 200, shown(due.orFault(), Spoken.in(ctx)));
    }

    private Optional<RegionCode> region(String text) {
        return CaseRoutes.region(text).filter(site::knows);
    }

    private static ObjectNode shown(Due due, Language language) {
        ObjectNode to = Json.object();
        to.put("term", due.term().name());
        to.put("from", due.from().toString());
        to.put("due", due.due().toString());
        to.put("nominal", due.nominal().toString());
        to.put("provisional", due.provisional());
        Shown.explained(to, due, language);
        return to;
    }

    private void paths(Context ctx) {
        new Requests.Query(ctx).end();
        Language language = Spoken.in(ctx);
        ObjectNode to = Json.object();
        ArrayNode paths = to.putArray("paths");
        for (LegalPath path : LegalPath.values()) {
            ObjectNode one = paths.addObject();
            one.put("path", path.name());
            one.put("name", Words.of(path).in(language));
            one.put("article", path.clause().article().cited(language));
            one.put("words", path.clause().quotation());
        }
        ArrayNode issues = to.putArray("issues");
        for (LegalIssue issue : LegalIssue.values()) {
            ObjectNode one = issues.addObject();
            one.put("issue", issue.name());
            one.put("path", issue.path().name());
            one.put("name", issue.issue().in(language));
            one.put("procedure", issue.procedure().in(language));
            one.put("organ", issue.organ().in(language));
            one.put("article", issue.basis().article().cited(language));
            one.put("words", issue.basis().quotation());
            issue.within().ifPresent(within -> {
                one.put("withinArticle", within.article().cited(language));
                one.put("withinWords", within.quotation());
            });
        }
        Json.answer(ctx, 200, to);
    }

    private void calendar(Context ctx) {
        new Requests.Query(ctx).end();
        WorkCalendar calendar = site.lawOfToday().calendar();
        ObjectNode to = Json.object();
        to.put("announcedFrom", calendar.announcedFrom().toString());
        to.put("announcedUntil", calendar.announcedUntil().toString());
        ArrayNode notices = to.putArray("notices");
        calendar.notices().values().forEach(notice -> notices.add(shown(notice)));
        Json.answer(ctx, 200, to);
    }

    private static ObjectNode shown(YearNotice notice) {
        ObjectNode to = Json.object();
        to.put("year", notice.year());
        to.put("number", notice.number());
        to.put("title", notice.title());
        ObjectNode holidays = to.putObject("holidays");
        notice.holidays().forEach((day, name) -> holidays.put(day.toString(), name));
        ObjectNode makeUpDays = to.putObject("makeUpDays");
        notice.makeUpDays().forEach((day, name) -> makeUpDays.put(day.toString(), name));
        return to;
    }

    private void announce(Context ctx) {
        Ruling<YearNotice> read = Requests.body(
                ctx,
                from -> YearNotice.of(
                        from.number("year"),
                        from.name("number"),
                        from.name("title"),
                        from.days("holidays"),
                        from.days("makeUpDays")));
        if (read instanceof Ruling.Refused<YearNotice> refused) {
            throw Objection.of(language -> invalid(refused.reasons(), language));
        }
        YearNotice notice = read.orFault();
        IncumbencyId by = Visits.acting(ctx);
        Posted.in(ctx, site)
                .afterwards(
                        store -> new AnnounceYear(store, site.law()).announce(notice, by, site.today(), site.now()),
                        changed -> Posted.Answer.of(201, shown(notice).put("changed", changed)));
    }

    private static Problem invalid(ImmutableList<Ruling.Reason> reasons, Language language) {
        return Problem.of(
                Refusal.of(Reason.NOTICE_INVALID)
                        .with(
                                "problems",
                                reasons.stream()
                                        .map(reason -> reason.in(language))
                                        .collect(Collectors.joining(language == Language.ZH ? "；" : "; "))),
                language);
    }
}
