package dev.jieli.application.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Sets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes canonical JSON: no spaces, the fields in the order in which they are given, what is absent or empty left out,
 * characters beyond ASCII as they are.
 */
final class JsonText {
    private static final int NANOS_IN_A_MILLISECOND = 1_000_000;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;

    JsonText(int expected) {
        this.out = new StringBuilder(expected).append('{');
    }

    String end() {
        return out.append('}').toString();
    }

    JsonText text(String name, String value) {
        key(name);
        quoted(value);
        return this;
    }

    JsonText text(String name, Optional<String> value) {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    JsonText word(String name, Enum<?> value) {
        key(name);
        bare(value.name());
        return this;
    }

    JsonText word(String name, Optional<? extends Enum<?>> value) {
        return value.isPresent() ? word(name, value.get()) : this;
    }

    JsonText texts(String name, Collection<String> values) {
        return list(name, values, (text, to) -> to.quoted(text));
    }

    /** In the order in which the type names them. */
    <E extends Enum<E>> JsonText words(String name, Set<E> values) {
        return list(name, Sets.immutableEnumSet(values), (word, to) -> to.bare(word.name()));
    }

    JsonText id(String name, UUID value) {
        key(name);
        bare(value.toString());
        return this;
    }

    JsonText ids(String name, Collection<UUID> values) {
        return list(name, values, (id, to) -> to.bare(id.toString()));
    }

    JsonText day(String name, LocalDate value) {
        key(name);
        out.append('"');
        digits(value);
        out.append('"');
        return this;
    }

    JsonText day(String name, Optional<LocalDate> value) {
        return value.isPresent() ? day(name, value.get()) : this;
    }

    JsonText instant(String name, Instant value) {
        if (value.getNano() % NANOS_IN_A_MILLISECOND != 0) {
            throw new IllegalArgumentException("finer than a millisecond: " + value);
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(value.getEpochSecond(), 0, ZoneOffset.UTC);
        int millis = value.getNano() / NANOS_IN_A_MILLISECOND;
        key(name);
        out.append('"');
        digits(utc.toLocalDate());
        two('T', utc.getHour());
        two(':', utc.getMinute());
        two(':', utc.getSecond());
        out.append('.').append((char) ('0' + millis / 100));
        out.append((char) ('0' + millis / 10 % 10)).append((char) ('0' + millis % 10));
        out.append("Z\"");
        return this;
    }

    JsonText number(String name, int value) {
        key(name);
        out.append(value);
        return this;
    }

    JsonText flag(String name, boolean value) {
        key(name);
        out.append(value);
        return this;
    }

    <T> JsonText object(String name, T value, BiConsumer<T, JsonText> fields) {
        key(name);
        braced(value, fields);
        return this;
    }

    <T> JsonText maybeObject(String name, Optional<T> value, BiConsumer<T, JsonText> fields) {
        return value.isPresent() ? object(name, value.get(), fields) : this;
    }

    <T> JsonText objects(String name, Collection<T> values, BiConsumer<T, JsonText> fields) {
        return list(name, values, (value, to) -> to.braced(value, fields));
    }

    /** An object whose keys are not given beforehand, with texts for values. */
    <K> JsonText texts(String name, Map<K, String> values, Function<K, String> key) {
        for (K each : values.keySet()) {
            if (!UTF_8.newEncoder().canEncode(key.apply(each))) {
                throw new IllegalArgumentException("half a character in a key, which readers refuse: " + each);
            }
        }
        return values.isEmpty()
                ? this
                : object(name, values, (all, to) -> all.forEach((each, text) -> to.text(key.apply(each), text)));
    }

    private <T> JsonText list(String name, Collection<T> values, BiConsumer<T, JsonText> each) {
        if (values.isEmpty()) {
            return this;
        }
        key(name);
        out.append('[');
        for (T value : values) {
            comma();
            each.accept(value, this);
        }
        out.append(']');
        return this;
    }

    private <T> void braced(T value, BiConsumer<T, JsonText> fields) {
        out.append('{');
        fields.accept(value, this);
        out.append('}');
    }

    private void key(String name) {
        comma();
        quoted(name);
        out.append(':');
    }

    private void comma() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[') {
            out.append(',');
        }
    }

    private void bare(String value) {
        out.append('"').append(value).append('"');
    }

    private void quoted(String value) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(value, from, i);
            from = i + 1;
            escaped(c);
        }
        out.append(value, from, value.length()).append('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX[c >> shift & 0xf]);
                }
            }
        }
    }

    private void digits(LocalDate day) {
        int year = day.getYear();
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException("not a year of four digits: " + day);
        }
        out.append((char) ('0' + year / 1000)).append((char) ('0' + year / 100 % 10));
        out.append((char) ('0' + year / 10 % 10)).append((char) ('0' + year % 10));
        two('-', day.getMonthValue());
        two('-', day.getDayOfMonth());
    }

    private void two(char before, int value) {
        out.append(before).append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
