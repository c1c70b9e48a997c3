package dev.jieli.bootstrap.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.jieli.bootstrap.bench.Bench;
import dev.jieli.bootstrap.bench.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Runs the measurements and shows what they came to. */
final class Measurements {
    private static final int WIDTH = 64;

    private final Console console;

    Measurements(Console console) {
        this.console = console;
    }

    /** Refused where a target of the full form is missed; the short form only shows. */
    int take(List<String> asked, boolean brief, Path work) {
        List<String> parts = asked.isEmpty() ? Bench.parts() : asked;
        List<String> unknown =
                parts.stream().filter(part -> !Bench.parts().contains(part)).toList();
        if (!unknown.isEmpty()) {
            console.refuse(
                    "MISUSED",
                    "",
                    console.in(
                            "没有“" + String.join(" ", unknown) + "”这一项，可以是：" + String.join(" ", Bench.parts()) + "。",
                            "There is no part \"" + String.join(" ", unknown) + "\"; the parts are: "
                                    + String.join(" ", Bench.parts()) + "."));
            return Console.MISUSED;
        }
        ImmutableList<Figure> figures = Bench.run(parts, brief, work, console::note);
        if (!console.json()) {
            table(figures);
        }
        console.json(into -> json(into, figures, brief));
        boolean missed = figures.stream().anyMatch(figure -> !figure.isMet());
        return missed && !brief ? Console.REFUSED : Console.DONE;
    }

    private void table(ImmutableList<Figure> figures) {
        for (Figure figure : figures) {
            StringBuilder line = new StringBuilder(padded(figure.what().in(console.language())));
            line.append(right(number(figure.value()) + " " + figure.unit(), 14));
            line.append(right(figure.beside() == 0 ? "" : number(figure.beside()) + " " + figure.unit(), 14));
            line.append(
                    right(figure.beside() == 0 ? "" : "× " + String.format(Locale.ROOT, "%.2f", figure.ratio()), 9));
            if (figure.target().bound() > 0) {
                line.append("  ")
                        .append(figure.target().atLeast() ? "≥ " : "≤ ")
                        .append(number(figure.target().bound()))
                        .append(figure.isMet() ? console.in("  达到", "  met") : console.in("  未达到", "  MISSED"));
            }
            console.say(line.toString());
        }
    }

    private void json(JsonGenerator into, ImmutableList<Figure> figures, boolean brief) throws IOException {
        into.writeBooleanField("short", brief);
        into.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
        into.writeStringField("java", Runtime.version().toString());
        into.writeArrayFieldStart("figures");
        for (Figure figure : figures) {
            into.writeStartObject();
            into.writeStringField("part", figure.part());
            into.writeStringField("what", figure.what().en());
            into.writeStringField("unit", figure.unit());
            into.writeNumberField("value", rounded(figure.value()));
            if (figure.beside() != 0) {
                into.writeNumberField("beside", rounded(figure.beside()));
                into.writeNumberField("ratio", rounded(figure.ratio()));
            }
            if (figure.target().bound() > 0) {
                into.writeStringField(
                        "target",
                        (figure.target().atLeast() ? ">= " : "<= ")
                                + figure.target().bound());
                into.writeBooleanField("met", figure.isMet());
            }
            into.writeEndObject();
        }
        into.writeEndArray();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String number(double value) {
        return value >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Chinese characters are two columns wide. */
    private static String padded(String text) {
        int columns = text.codePoints()
                .map(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN || c > 0xFF00 ? 2 : 1)
                .sum();
        return text + " ".repeat(Math.max(1, WIDTH - columns));
    }

    private static String right(String text, int width) {
        return Strings.padStart(text, width, ' ');
    }
}
