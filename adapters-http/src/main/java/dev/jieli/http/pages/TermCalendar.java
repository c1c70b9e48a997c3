package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.wording.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * 期限日历: the terms of some cases as iCalendar (RFC 5545), one event of a day for each. It says number, term and light, and
 * nothing of the matter or of who petitioned: a calendar lies on telephones and in other people's programs. The same terms
 * on the same day give the same text.
 *
 * @param site where a case is read
 */
record TermCalendar(ImmutableList<PetitionCase> cases, LocalDate today, Language language, String site) {
    /** Without the line break (RFC 5545, 3.1). */
    private static final int LONGEST_LINE = 75;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** At nine in the morning in China, on the day on which a light turns yellow, and on the last day. */
    private static final int NINE = 9;

    String text() {
        StringBuilder to = new StringBuilder();
        line(to, "BEGIN:VCALENDAR");
        line(to, "VERSION:2.0");
        line(to, "PRODID:-//Jieli//Terms//ZH");
        line(to, "CALSCALE:GREGORIAN");
        line(to, "METHOD:PUBLISH");
        line(to, "X-WR-CALNAME:" + escaped(said("接力 · 办理期限", "Jieli · terms")));
        line(to, "REFRESH-INTERVAL;VALUE=DURATION:PT4H");
        for (PetitionCase found : cases) {
            if (found.position() instanceof Position.Open open) {
                open.running().values().stream()
                        .filter(running -> running.term().binds() != Bound.PETITIONER)
                        .forEach(running -> event(to, found, running));
            }
        }
        line(to, "END:VCALENDAR");
        return to.toString();
    }

    private void event(StringBuilder to, PetitionCase found, Running running) {
        String light = Words.of(running.light(today)).in(language);
        String term = Words.of(running.term()).in(language);
        String summary = light + said("：", ": ") + found.petition().number() + " " + term;
        line(to, "BEGIN:VEVENT");
        line(to, "UID:" + found.id() + "-" + running.term().name().toLowerCase(Locale.ROOT) + "@jieli");
        line(to, "DTSTAMP:" + INSTANT.format(at(found.lastOn(), 0)));
        line(to, "DTSTART;VALUE=DATE:" + DAY.format(running.due()));
        line(to, "SUMMARY:" + escaped(summary));
        line(
                to,
                "DESCRIPTION:"
                        + escaped(running.article().cited(language)
                                + (running.provisional()
                                        ? said("；放假安排公布前为暂定", "; provisional until the year's days off are announced")
                                        : "")));
        line(to, "URL:" + site + "/cases/" + found.id());
        line(to, "TRANSP:TRANSPARENT");
        alarm(to, running.yellowFrom(), summary);
        if (!running.yellowFrom().equals(running.due())) {
            alarm(to, running.due(), summary);
        }
        line(to, "END:VEVENT");
    }

    private static void alarm(StringBuilder to, LocalDate on, String summary) {
        line(to, "BEGIN:VALARM");
        line(to, "ACTION:DISPLAY");
        line(to, "TRIGGER;VALUE=DATE-TIME:" + INSTANT.format(at(on, NINE)));
        line(to, "DESCRIPTION:" + escaped(summary));
        line(to, "END:VALARM");
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(PetitionCase.CHINA).toInstant();
    }

    private String said(String zh, String en) {
        return language == Language.ZH ? zh : en;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** Folds at 75 octets, never within a character. */
    private static void line(StringBuilder to, String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            String letter = Character.toString(point);
            int width = letter.getBytes(StandardCharsets.UTF_8).length;
            if (octets + width > LONGEST_LINE) {
                to.append("\r\n ");
                octets = 1;
            }
            to.append(letter);
            octets += width;
            i += letter.length();
        }
        to.append("\r\n");
    }
}
