package dev.jieli.http.site;

import dev.jieli.application.published.Problem;
import dev.jieli.application.published.Problem.Why;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** 普通文字: what a text or a day that comes in an address or a form may be, wherever it goes to. */
public final class Plain {
    private static final int ISO_DAY = "2026-01-31".length();

    private Plain() {}

    /** Parameters of the address that hold control characters, which no text is kept with. */
    public static Stream<Problem> ofAddress(Context ctx) {
        return of(ctx.queryParamMap());
    }

    /** The same of a form. */
    public static Stream<Problem> ofForm(Context ctx) {
        return of(ctx.formParamMap());
    }

    private static Stream<Problem> of(Map<String, List<String>> said) {
        return said.entrySet().stream()
                .filter(one -> !isText(one.getKey())
                        || one.getValue().stream().anyMatch(value -> value != null && !isText(value)))
                .map(one -> new Problem(isText(one.getKey()) ? one.getKey() : "?", Why.NOT_PLAIN_TEXT, ""));
    }

    private static boolean isText(String said) {
        return said.codePoints()
                .noneMatch(c -> (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** A day as {@code 2026-01-31}: of no year that a calendar cannot go on from. */
    public static Optional<LocalDate> day(String said) {
        try {
            return said.length() == ISO_DAY ? Optional.of(LocalDate.parse(said)) : Optional.empty();
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
