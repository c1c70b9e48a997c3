package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.jieli.application.AnnounceYear;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.LegalIssue;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.Notice;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** 期限计算器、工作日历、法规表 */
final class LawRoutes {
    private final Pages pages;
    private final AnnounceYear announceYear;

    LawRoutes(Pages pages) {
        this.pages = pages;
        this.announceYear =
                new AnnounceYear(pages.site().archive().store(), pages.site().law());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/deadline", this::deadline, Access.EVERYBODY);
        routes.get("/calendar", this::calendar, Access.EVERYBODY);
        routes.get("/calendar/notice", this::askNotice, Access.to(Power.ANNOUNCE_YEAR));
        routes.post("/calendar/notice", this::announce, Access.to(Power.ANNOUNCE_YEAR));
        routes.get("/law/deadlines", this::deadlines, Access.EVERYBODY);
        routes.get("/law/lifecycle", this::lifecycle, Access.EVERYBODY);
        routes.get("/law/notices", this::notices, Access.EVERYBODY);
        routes.get("/law/paths", this::paths, Access.EVERYBODY);
        new RulebookPages(pages).addTo(routes);
    }

    // ------------------------------------------------------------------ the calculator

    private void deadline(Context ctx) {
        Page page = pages.page(ctx);
        ImmutableListMultimap.Builder<String, String> given = ImmutableListMultimap.builder();
        ctx.queryParamMap().forEach(given::putAll);
        Submitted in = new Submitted(given.build());
        Form form = form(page).entered(in.values());
        Optional<Due> due = Optional.empty();
        if (in.given("from").isPresent() || in.given("term").isPresent()) {
            Term term = in.of(Term.class, "term");
            LocalDate from = in.date("from");
            int extended = in.number("extended", 0);
            int hearing = in.number("hearing", 0);
            String region = in.text("region");
            if (!region.isEmpty() && !RegionCode.isValid(region)) {
                in.refuse("region");
            }
            if (in.refusal().isPresent()) {
                form = form.refused(Pages.said(in.refusal().get(), page));
            } else {
                Ruling<Due> ruled = pages.site()
                        .lawOfToday()
                        .in(Optional.of(region).filter(RegionCode::isValid).map(RegionCode::new))
                        .due(term, from, extended, hearing);
                due = ruled.toOptional();
                if (due.isEmpty()) {
                    Ruling.Reason reason = ruled.reasons().get(0);
                    form = form.refused(Pages.said(
                            reason.in(page.language()),
                            page.language(),
                            reason.article().map(article -> article.cited(page.language())),
                            Optional.empty()));
                }
            }
        } else {
            form = form.filled("term", Term.CONCLUDE.name())
                    .filled("from", page.today())
                    .filled(
                            "region",
                            pages.site().law().place().map(RegionCode::digits).orElse(""));
        }
        pages.show(ctx, "deadline", ImmutableMap.of("page", page, "form", form, "due", due));
    }

    private static Form form(Page page) {
        return Form.of(
                "/deadline",
                "计算",
                "Reckon",
                Field.choice(
                                "term",
                                "期限",
                                "Term",
                                Arrays.stream(Term.values())
                                        .map(term ->
                                                Field.Choice.of(term.name(), page.capital(term.in(page.language()))))
                                        .toList())
                        .over(3),
                Field.date("from", "起算日", "From")
                        .over(3)
                        .hint("收到、受理、送达之日；当日不计入", "The day of receipt, acceptance or service; itself not counted"),
                Field.number("extended", "延长天数", "Days of extension").optional(),
                Field.number("hearing", "听证天数", "Days of hearing").optional(),
                Field.line("region", "行政区划代码", "Region code")
                        .optional()
                        .over(2)
                        .hint("地方有更严规定时用", "For a place with stricter rules"));
    }

    // ------------------------------------------------------------------ the calendar

    private void calendar(Context ctx) {
        Page page = pages.page(ctx);
        WorkCalendar calendar = pages.site().lawOfToday().calendar();
        Integer asked =
                Ints.tryParse(Optional.ofNullable(ctx.queryParam("year")).orElse(""));
        int year = asked == null || asked < 2000 || asked > 2100 ? page.today().getYear() : asked;
        ImmutableList.Builder<Month> months = ImmutableList.builder();
        for (int month = 1; month <= 12; month++) {
            months.add(month(page, calendar, YearMonth.of(year, month)));
        }
        int worked = calendar.workingDaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31));
        pages.show(
                ctx,
                "calendar",
                ImmutableMap.of(
                        "page",
                        page,
                        "year",
                        year,
                        "months",
                        months.build(),
                        "worked",
                        worked,
                        "notice",
                        Optional.ofNullable(calendar.notices().get(year)),
                        "may",
                        Visits.maybe(ctx)
                                .filter(who -> who.may(Power.ANNOUNCE_YEAR))
                                .isPresent()));
    }

    private static Month month(Page page, WorkCalendar calendar, YearMonth month) {
        ImmutableList.Builder<ImmutableList<Optional<Day>>> weeks = ImmutableList.builder();
        LocalDate monday =
                month.atDay(1).minusDays(month.atDay(1).getDayOfWeek().getValue() - 1L);
        while (!monday.isAfter(month.atEndOfMonth())) {
            ImmutableList.Builder<Optional<Day>> week = ImmutableList.builder();
            for (int i = 0; i < 7; i++) {
                LocalDate day = monday.plusDays(i);
                week.add(YearMonth.from(day).equals(month) ? Optional.of(day(page, calendar, day)) : Optional.empty());
            }
            weeks.add(week.build());
            monday = monday.plusDays(7);
        }
        return new Month(
                page.t(
                        month.getMonthValue() + "月",
                        month.getMonth().getDisplayName(java.time.format.TextStyle.FULL, java.util.Locale.ENGLISH)),
                weeks.build());
    }

    private static Day day(Page page, WorkCalendar calendar, LocalDate day) {
        Optional<String> makesUp = calendar.makesUpFor(day).map(page::say);
        if (makesUp.isPresent()) {
            return new Day(day, "worked", page.t("为" + makesUp.get() + "调休上班", "worked for " + makesUp.get()));
        }
        if (calendar.isWorkingDay(day)) {
            return new Day(day, "work", "");
        }
        boolean named = Optional.ofNullable(calendar.notices().get(day.getYear()))
                        .filter(notice -> notice.holidays().containsKey(day))
                        .isPresent()
                || Optional.ofNullable(calendar.notices().get(day.getYear() + 1))
                        .filter(notice -> notice.holidays().containsKey(day))
                        .isPresent();
        return named
                ? new Day(day, "holiday", calendar.whyOff(day).map(page::say).orElse(""))
                : new Day(day, "off", "");
    }

    private void askNotice(Context ctx) {
        Page page = pages.page(ctx);
        int year = pages.site().lawOfToday().calendar().announcedUntil().getYear() + 1;
        asked(ctx, page, noticeForm(year).filled("notice", "notice," + year + ",,国务院办公厅关于" + year + "年部分节假日安排的通知\n"));
    }

    private static Form noticeForm(int year) {
        return Form.of(
                "/calendar/notice",
                "导入放假安排",
                "Import the notice",
                Field.text("notice", "放假安排", "Notice")
                        .hint(
                                "照国务院办公厅通知逐行填写。第一行：notice,年份,文号,标题；放假：off,节名,首日,末日；调休上班：work,节名,日期。日期写成" + year
                                        + "-01-01的样子",
                                "Line by line from the State Council's notice. First line: notice,year,number,title; days off: off,holiday,first day,last day; make-up day: work,holiday,day. Dates like "
                                        + year + "-01-01"));
    }

    private void asked(Context ctx, Page page, Form form) {
        pages.ask(
                ctx,
                page,
                "calendar",
                page.t("导入放假安排", "Import a year's notice"),
                page.t(
                        "导入以后，跨入这一年的期限重新计算，有变化的逐件记入案卷。",
                        "Terms that reach into that year are reckoned again; each change is an entry in its docket."),
                "/calendar",
                page.t("工作日历", "Calendar"),
                form);
    }

    private void announce(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        Form form = noticeForm(
                        pages.site().lawOfToday().calendar().announcedUntil().getYear() + 1)
                .entered(in.values());
        Ruling<YearNotice> read = YearNotice.read(in.text("notice"));
        if (read instanceof Ruling.Granted<YearNotice> granted) {
            Outcome<Integer> done = announceYear.announce(
                    granted.value(),
                    Visits.acting(ctx),
                    pages.site().today(),
                    pages.site().now());
            if (done instanceof Outcome.Refused<Integer> refused) {
                Pages.refused(ctx, refused.refusal());
                asked(ctx, page, form.refused(Pages.said(refused.refusal(), page)));
            } else {
                Pages.goOn(ctx, "/calendar?year=" + granted.value().year(), "Announce");
            }
            return;
        }
        ctx.status(422);
        asked(
                ctx,
                page,
                form.refused(new Form.Said(
                        page.t("放假安排有误，没有导入。", "The notice does not add up; nothing was imported."),
                        String.join(
                                page.language() == Language.ZH ? "　" : " ",
                                read.reasons().stream()
                                        .limit(8)
                                        .map(reason -> reason.in(page.language()) + page.t("。", "."))
                                        .toList()),
                        Optional.empty(),
                        Optional.of("notice"))));
    }

    // ------------------------------------------------------------------ the tables

    private void deadlines(Context ctx) {
        Page page = pages.page(ctx);
        LawQuery query = LawQuery.of(ctx);
        Rulebook rulebook = pages.site().lawOfToday().rulebook();
        pages.show(
                ctx,
                "deadlines",
                ImmutableMap.of(
                        "page",
                        page,
                        "query",
                        query,
                        "statutes",
                        rulebook.statutes().stream()
                                .filter(statute -> query.day().isEmpty()
                                        || statute.inForceOn(query.day().get()))
                                .map(statute -> new Edition(
                                        statute,
                                        statute.rows().values().stream()
                                                .filter(row -> query.wants(row.term()))
                                                .collect(ImmutableList.toImmutableList())))
                                .filter(edition -> !edition.rows().isEmpty())
                                .collect(ImmutableList.toImmutableList()),
                        "rulebook",
                        rulebook));
    }

    private void lifecycle(Context ctx) {
        Page page = pages.page(ctx);
        LawQuery query = LawQuery.of(ctx);
        Map<Lifecycle.Row, Set<Stage>> rows = new LinkedHashMap<>();
        for (Lifecycle.Row row : query.track().map(Lifecycle::table).orElse(Lifecycle.table())) {
            if (query.by().filter(by -> !row.by().contains(by)).isEmpty()) {
                Set<Stage> at = rows.computeIfAbsent(anywhere(row), same -> EnumSet.noneOf(Stage.class));
                row.at().ifPresent(at::add);
            }
        }
        pages.show(
                ctx,
                "lifecycle",
                ImmutableMap.of(
                        "page",
                        page,
                        "query",
                        query,
                        "rows",
                        rows.entrySet().stream()
                                .map(row -> new ProcedureRow(
                                        ImmutableSet.copyOf(row.getValue()),
                                        query.track()
                                                .map(Lifecycle::stages)
                                                .orElse(ImmutableSet.copyOf(Stage.values()))
                                                .size(),
                                        row.getKey()))
                                .collect(ImmutableList.toImmutableList())));
    }

    private void notices(Context ctx) {
        Page page = pages.page(ctx);
        pages.show(ctx, "notices", ImmutableMap.of("page", page, "rows", Notice.table()));
    }

    private void paths(Context ctx) {
        Page page = pages.page(ctx);
        ImmutableMap.Builder<LegalPath, ImmutableList<LegalIssue>> issues = ImmutableMap.builder();
        for (LegalPath path : LegalPath.values()) {
            issues.put(path, LegalIssues.of(path));
        }
        pages.show(ctx, "paths", ImmutableMap.of("page", page, "issues", issues.buildOrThrow()));
    }

    /** The row without its stage: what is alike at several stages stands in one line. */
    private static Lifecycle.Row anywhere(Lifecycle.Row row) {
        return new Lifecycle.Row(
                row.tracks(),
                Optional.empty(),
                row.ended(),
                row.act(),
                row.by(),
                row.article(),
                row.stage(),
                row.ending(),
                row.starts(),
                row.stops(),
                row.words(),
                row.note());
    }
}
