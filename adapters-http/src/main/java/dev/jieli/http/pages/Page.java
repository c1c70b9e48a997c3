package dev.jieli.http.pages;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Problem;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * 页面: what every template needs of the request.
 *
 * @param path of the request with its query, so that the language can be switched in place
 * @param visitor who is signed in; empty on the pages that are open to all
 * @param notice what was just done, shown once
 */
public record Page(
        Language language,
        String path,
        LocalDate today,
        Optional<SignedIn> visitor,
        Optional<String> notice,
        boolean demonstration,
        Assets assets) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter ENGLISH_DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** The one or the other, by language: the words of a page stand where they are used. */
    public String t(String zh, String en) {
        return language == Language.ZH ? zh : en;
    }

    /** Who prints the page and on which day, as it stands on the paper. */
    public String printed() {
        return visitor.map(who -> {
                    String post = who.acting()
                            .map(sitting -> sitting.named().unit() + " "
                                    + sitting.named().post())
                            .orElse(who.account().name());
                    return t(
                            "打印：" + who.official() + "（" + post + "） " + today,
                            "Printed by " + who.official() + " (" + post + "), " + today);
                })
                .orElse("");
    }

    /** Whether the post acted in has this power somewhere. */
    public boolean may(Power power) {
        return visitor.flatMap(SignedIn::acting)
                .filter(sitting -> !Authority.reach(power, sitting.seat()).isEmpty())
                .isPresent();
    }

    public String say(Wording wording) {
        return wording.in(language);
    }

    /** With a capital, where a word stands by itself. */
    public String head(Wording wording) {
        return capital(say(wording));
    }

    public String capital(String word) {
        return word.isEmpty() ? word : Ascii.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** How the page names its language to browsers. */
    public String tag() {
        return t("zh-CN", "en");
    }

    /** What a browser calls itself, in a few words. */
    public String browser(String agent) {
        String system = agent.contains("Android")
                ? "Android"
                : agent.contains("iPhone") || agent.contains("iPad")
                        ? "iOS"
                        : agent.contains("Windows")
                                ? "Windows"
                                : agent.contains("Mac OS") ? "macOS" : agent.contains("Linux") ? "Linux" : "";
        String name = agent.contains("Edg/")
                ? "Edge"
                : agent.contains("Firefox/")
                        ? "Firefox"
                        : agent.contains("Chrome/") ? "Chrome" : agent.contains("Safari/") ? "Safari" : "";
        return name.isEmpty()
                ? agent.isBlank() ? t("没有说明", "not said") : Ascii.truncate(agent, 40, "…")
                : name + (system.isEmpty() ? "" : " · " + system);
    }

    public String guard() {
        return visitor.map(SignedIn::guard).orElse("");
    }

    /** Unit, post and name in which the visitor acts. */
    public String seat() {
        return visitor.flatMap(SignedIn::acting)
                .map(sitting -> sitting.named().unit() + " " + sitting.named().post() + " "
                        + (sitting.standIn().isPresent()
                                ? visitor.get().official()
                                        + t("（代 ", " (for ")
                                        + sitting.named().official()
                                        + t("）", ")")
                                : sitting.named().official()))
                .orElse("");
    }

    /** The address of a style sheet, a script or a picture. */
    public String asset(String name) {
        return assets.path(name);
    }

    /** This page in the other language. */
    public String otherwise() {
        String bare = path.replaceAll("([?&])lang=[^&]*&?", "$1").replaceAll("[?&]$", "");
        return bare + (bare.contains("?") ? "&" : "?") + "lang=" + t("en", "zh");
    }

    /** A day in a table. */
    public String day(LocalDate day) {
        return day.toString();
    }

    /** A day in a sentence. */
    public String date(LocalDate day) {
        return language == Language.ZH
                ? day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日"
                : ENGLISH_DATE.format(day);
    }

    public String weekday(LocalDate day) {
        return language == Language.ZH
                ? day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.SIMPLIFIED_CHINESE)
                : day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** Heads of a month's columns, from Monday. */
    public ImmutableList<String> weekdays() {
        return language == Language.ZH
                ? ImmutableList.of("一", "二", "三", "四", "五", "六", "日")
                : ImmutableList.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
    }

    /** An instant, in China's time, to the minute. */
    public String minute(Instant at) {
        return MINUTE.format(at.atZone(CHINA));
    }

    /** How far away a due day is. */
    public String left(LocalDate due) {
        long days = ChronoUnit.DAYS.between(today, due);
        if (days == 0) {
            return t("今天到期", "due today");
        }
        return days > 0 ? t("剩" + days + "天", days(days) + " left") : t("逾期" + -days + "天", days(-days) + " overdue");
    }

    public long since(LocalDate day) {
        return ChronoUnit.DAYS.between(day, today);
    }

    /** How long somebody has had a case. */
    public String held(LocalDate since) {
        long days = since(since);
        return t("承办" + days + "天", "held for " + days(days));
    }

    public String slot(Slot slot) {
        return head(Slots.word(slot));
    }

    /** What a name in a ledger was meant to be. */
    public String unmatched(Problem.Kind kind) {
        return switch (kind) {
            case UNIT_UNMATCHED -> t("机构", "unit");
            case OFFICER_UNMATCHED -> t("承办人", "holder");
            case LEADER_UNMATCHED -> t("包案领导", "leader");
            case UNIT_VACANT -> t("机构没有在任人员", "unit in which nobody sits");
            default -> "";
        };
    }

    public String days(long days) {
        return t(days + "天", days == 1 ? "1 day" : days + " days");
    }

    public String times(int times) {
        return t(times + "次", times == 1 ? "once" : times == 2 ? "twice" : times + " times");
    }

    /** Several things in one sentence. */
    public String list(Iterable<String> things) {
        return String.join(t("、", ", "), things);
    }

    public ImmutableList<Field.Choice> lights() {
        return Arrays.stream(Light.values())
                .map(light -> Field.Choice.of(light.name(), capital(light.in(language))))
                .collect(ImmutableList.toImmutableList());
    }

    public ImmutableList<Field.Choice> openness() {
        return ImmutableList.of(Field.Choice.of("yes", t("在办", "Open")), Field.Choice.of("no", t("已办结", "Ended")));
    }
}
