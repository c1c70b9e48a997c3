package dev.jieli.domain.calendar;

import static dev.jieli.domain.statute.Language.EN;
import static dev.jieli.domain.statute.Language.ZH;
import static dev.jieli.domain.statute.Policy.Fixed.EXTENSION_FROM_TRIGGER;
import static dev.jieli.domain.statute.Policy.Fixed.FIRST_DAY_NOT_COUNTED;
import static dev.jieli.domain.statute.Policy.Hearing.BOTH_DAYS_LEFT_OUT;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.statute.Counting;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Span;
import dev.jieli.domain.statute.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a due date came about, in sentences; reckoned only when somebody asks. */
final class Explanation {

    private static final ImmutableList<String> WEEKDAYS =
            ImmutableList.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final ImmutableList<String> MONTHS = ImmutableList.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private final Due due;
    private final Language language;
    private final ImmutableList.Builder<String> lines = ImmutableList.builder();

    private Explanation(Due due, Language language) {
        this.due = due;
        this.language = language;
    }

    static ImmutableList<String> of(Due due, Language language) {
        return new Explanation(due, language).lines();
    }

    private ImmutableList<String> lines() {
        Provision row = due.provision();
        trigger(row);
        rule(row);
        extension(row);
        hearing(row);
        if (row.span().counting() == Counting.WORKING_DAYS) {
            workingDays(row.span());
        } else {
            calendarDays(row.span());
        }
        if (due.provisional()) {
            provisional();
        }
        say("到期日：" + date(due.due()) + "，当日24时止", "Due: " + date(due.due()) + ", until 24:00");
        return lines.build();
    }

    private void trigger(Provision row) {
        say(
                "起算：" + date(due.from()) + "，" + row.trigger().zh() + "；当日不计入，自下一日起算（"
                        + FIRST_DAY_NOT_COUNTED.source().zh() + "）",
                "From: " + date(due.from()) + ", " + row.trigger().en()
                        + "; that day is not counted, counting starts on the" + " next ("
                        + FIRST_DAY_NOT_COUNTED.source().en() + ")");
    }

    private void rule(Provision row) {
        Optional<Wording> chosen = row.chosen();
        if (chosen.isPresent()) {
            say(
                    "规定：" + row.span().in(ZH) + "，" + row.article().cited(ZH) + "；选定："
                            + chosen.get().zh(),
                    "Rule: " + row.span().in(EN) + ", " + row.article().cited(EN) + "; chosen: "
                            + chosen.get().en());
        } else {
            say(
                    "规定：" + row.span().in(ZH) + "，" + row.clause().cited(ZH),
                    "Rule: " + row.span().in(EN) + ", " + row.clause().cited(EN));
        }
    }

    private void extension(Provision row) {
        if (due.extendedDays() > 0) {
            Span span = row.span();
            String words = row.extension().map(clause -> clause.cited(language)).orElse("");
            int total = span.days() + due.extendedDays();
            say(
                    "延长：" + span.days(due.extendedDays(), ZH) + "，与原期限合并自原起算日计算，共" + span.days(total, ZH) + "，" + words
                            + "（" + EXTENSION_FROM_TRIGGER.source().zh() + "）",
                    "Extended: by " + span.days(due.extendedDays(), EN)
                            + ", joined to the term and reckoned from the same"
                            + " first day, " + span.days(total, EN) + " in all, " + words + " ("
                            + EXTENSION_FROM_TRIGGER.source().en() + ")");
        }
    }

    private void hearing(Provision row) {
        if (due.hearingDays() > 0) {
            String words = row.hearing().map(clause -> clause.cited(language)).orElse("");
            say(
                    "听证：" + row.span().days(due.hearingDays(), ZH) + "不计算在期限内，" + words + "（"
                            + BOTH_DAYS_LEFT_OUT.source().zh() + "）",
                    "Hearing: " + row.span().days(due.hearingDays(), EN) + " left out, " + words + " ("
                            + BOTH_DAYS_LEFT_OUT.source().en() + ")");
        }
    }

    private void workingDays(Span span) {
        int length = span.days() + due.extendedDays() + due.hearingDays();
        skipped(due.from().plusDays(1), due.due()).ifPresent(off -> say("不计入：" + off, "Not counted: " + off));
        madeUp(due.from().plusDays(1), due.due()).ifPresent(days -> say("计入：" + days, "Counted: " + days));
        say("期满：第" + length + "个工作日是" + date(due.due()), "Last day: working day " + length + " is " + date(due.due()));
    }

    private void calendarDays(Span span) {
        int length = span.days() + due.extendedDays() + due.hearingDays();
        LocalDate nominal = due.nominal();
        say(
                "期满：第" + length + "日是" + date(nominal) + "，其间的休息日不扣除",
                "Last day: day " + length + " is " + date(nominal) + "; rest days before it count");
        Optional<Wording> off = due.calendar().whyOff(nominal);
        Policy.LastDay policy = due.policy();
        if (off.isPresent() && policy == Policy.LastDay.NO_ROLL) {
            say(
                    "不顺延：当日是休息日（" + off.get().zh() + "），按所选口径不顺延（"
                            + policy.source().zh() + "）",
                    "Not moved: that day is off (" + off.get().en() + "), but by the policy in use it does not move ("
                            + policy.source().en() + ")");
        } else if (off.isPresent()) {
            String days = skipped(nominal, due.due()).orElse("");
            say(
                    "顺延：" + days + "；其后的第一个工作日是" + date(due.due()) + "（"
                            + policy.source().zh() + "）",
                    "Moved: " + days + "; the next working day is " + date(due.due()) + " ("
                            + policy.source().en() + ")");
        }
        madeUp(due.due(), due.due())
                .ifPresent(days -> say(days + "，是工作日，不再顺延", days + ": a working day, on which the term may end"));
    }

    private void provisional() {
        LocalDate announcedFrom = due.calendar().announcedFrom();
        LocalDate until = due.calendar().announcedUntil();
        if (due.due().isAfter(until)) {
            say(
                    "暂定：节假日安排只公布到" + date(until) + "，其后只除去周六、周日；新通知导入后重新计算",
                    "Provisional: holidays are announced until " + date(until)
                            + " only and just weekends are left out after it; reckoned again when the next notice is imported");
        } else if (due.due().isBefore(announcedFrom) || due.from().isBefore(announcedFrom)) {
            say(
                    "暂定：未收录" + date(announcedFrom) + "之前的节假日安排，此前只除去周六、周日",
                    "Provisional: holidays before " + date(announcedFrom)
                            + " are not known here and just weekends are left out");
        } else {
            say(
                    "暂定：下一年的通知可能调整" + until.getYear() + "年最后一周（元旦假期）；新通知导入后重新计算",
                    "Provisional: the next year's notice may still change the last week of " + until.getYear()
                            + " (New Year's holiday); reckoned again when it is imported");
        }
    }

    /** The days off from one day to another, both included: each holiday's stretch by name, weekends as a number. */
    private Optional<String> skipped(LocalDate from, LocalDate to) {
        List<String> parts = new ArrayList<>();
        int weekendDays = 0;
        LocalDate day = from;
        while (!day.isAfter(to)) {
            Optional<Wording> off = due.calendar().whyOff(day);
            LocalDate end = day;
            if (off.isPresent() && due.calendar().isHoliday(day)) {
                while (end.isBefore(to)
                        && due.calendar().whyOff(end.plusDays(1)).equals(off)) {
                    end = end.plusDays(1);
                }
                parts.add(stretch(off.get(), day, end));
            } else if (off.isPresent()) {
                weekendDays++;
            }
            day = end.plusDays(1);
        }
        if (weekendDays > 0) {
            parts.add(in("周末" + weekendDays + "天", weekendDays == 1 ? "1 weekend day" : weekendDays + " weekend days"));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(in("，", ", "), parts));
    }

    private String stretch(Wording holiday, LocalDate first, LocalDate last) {
        long days = last.toEpochDay() - first.toEpochDay() + 1;
        return days == 1
                ? in(date(first) + holiday.zh() + "放假", holiday.en() + " on " + date(first))
                : in(
                        date(first) + "至" + date(last) + holiday.zh() + "放假" + days + "天",
                        holiday.en() + " from " + date(first) + " to " + date(last) + " (" + days + " days)");
    }

    /** The weekend days that are worked from one day to another, both included. */
    private Optional<String> madeUp(LocalDate from, LocalDate to) {
        List<String> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Optional<Wording> holiday = due.calendar().makesUpFor(day);
            if (holiday.isPresent()) {
                days.add(in(
                        date(day) + "调休上班（" + holiday.get().zh() + "）",
                        date(day) + " is worked to make up for " + holiday.get().en()));
            }
        }
        return days.isEmpty() ? Optional.empty() : Optional.of(String.join(in("，", ", "), days));
    }

    static Wording change(Due before, Due after) {
        String zhStanding = after.provisional() ? "（暂定）" : "";
        String enStanding = after.provisional() ? " (provisional)" : "";
        Optional<YearNotice> notice = after.calendar().notice(after.due().getYear());
        String zhWhy = notice.map(by -> "，依据" + by.number()).orElse("");
        String enWhy = notice.map(by -> ", by notice " + by.number()).orElse("");
        if (before.due().equals(after.due())) {
            return after.provisional()
                    ? Wording.of(
                            "到期日" + date(after.due(), ZH) + "不变，改为暂定",
                            "still due on " + date(after.due(), EN) + ", now provisional")
                    : Wording.of(
                            "到期日" + date(after.due(), ZH) + "不变，不再是暂定" + zhWhy,
                            "still due on " + date(after.due(), EN) + ", no longer provisional" + enWhy);
        }
        return Wording.of(
                "到期日由" + date(before.due(), ZH) + "改为" + date(after.due(), ZH) + zhStanding + zhWhy,
                "due on " + date(after.due(), EN) + enStanding + " instead of " + date(before.due(), EN) + enWhy);
    }

    private void say(String zh, String en) {
        lines.add(in(zh, en));
    }

    private String in(String zh, String en) {
        return language == ZH ? zh : en;
    }

    private String date(LocalDate day) {
        return date(day, language);
    }

    private static String date(LocalDate day, Language language) {
        int weekday = day.getDayOfWeek().getValue();
        return language == ZH
                ? day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日（星期"
                        + "一二三四五六日".charAt(weekday - 1) + "）"
                : WEEKDAYS.get(weekday - 1) + " " + day.getDayOfMonth() + " " + MONTHS.get(day.getMonthValue() - 1)
                        + " " + day.getYear();
    }
}
