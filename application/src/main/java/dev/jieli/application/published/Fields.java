package dev.jieli.application.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.domain.organization.RegionCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * 字段: one JSON object being read, of an act or of any other request. What is wrong is noted, and something harmless given in its place, so that all that is wrong
 * is found at once; what was built of it is thrown away then.
 */
public final class Fields {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
    private static final ObjectReader STRICT = READER.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String SOMETHING = "-";
    private static final LocalDate SOME_DAY = LocalDate.EPOCH;
    private static final RegionCode SOMEWHERE = new RegionCode("000000");
    private static final int DATE = "2026-01-31".length();
    private static final int INSTANT = "2026-01-31T08:00:00.000Z".length();
    private static final int ID = NOBODY.toString().length();

    private final JsonNode node;
    private final String path;
    private final List<Problem> problems;
    private final boolean fromOutside;
    private final List<String> known = new ArrayList<>();

    private Fields(JsonNode node, String path, List<Problem> problems, boolean fromOutside) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.fromOutside = fromOutside;
    }

    /**
     * Reads one object to its end.
     *
     * @param fromOutside whether its texts come from outside and are held to be plain
     * @param problems where what is wrong is noted; what is returned is of use only while it is empty
     */
    public static <T> T read(JsonNode node, boolean fromOutside, List<Problem> problems, Function<Fields, T> read) {
        return new Fields(node, "", problems, fromOutside).whole(read);
    }

    /** A text of whoever; a key twice is a problem. */
    public static JsonNode parse(String json, List<Problem> problems) {
        return parse(json, STRICT, problems);
    }

    /** A text that was written here: twice as fast, because nothing looks for keys that stand twice. */
    static JsonNode parseOwn(String json, List<Problem> problems) {
        return parse(json, READER, problems);
    }

    private static JsonNode parse(String json, ObjectReader reader, List<Problem> problems) {
        try {
            JsonNode node = reader.readTree(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException unreadable) {
            problems.add(new Problem("", Why.NOT_JSON, unreadable.getOriginalMessage()));
            return MissingNode.getInstance();
        }
        problems.add(new Problem("", Why.NOT_JSON, ""));
        return MissingNode.getInstance();
    }

    private <T> T whole(Function<Fields, T> read) {
        if (!node.isObject() && problems.isEmpty()) {
            problems.add(new Problem(path, Why.NOT_AN_OBJECT, ""));
        }
        T value = read.apply(this);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                note(name, Why.UNKNOWN, "");
            }
        });
        return value;
    }

    public boolean has(String name) {
        known.add(name);
        return node.has(name);
    }

    boolean fromOutside() {
        return fromOutside;
    }

    boolean sound() {
        return problems.isEmpty();
    }

    public void note(String name, Why why, String hint) {
        problems.add(new Problem(path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name, why, hint));
    }

    /** Builds what checks its parts against each other; only when they are right each by itself. */
    public <T> T consistent(String name, T instead, Supplier<T> build) {
        if (!sound()) {
            return instead;
        }
        try {
            return build.get();
        } catch (IllegalArgumentException inconsistent) {
            note(name, Why.NOT_CONSISTENT, String.valueOf(inconsistent.getMessage()));
            return instead;
        }
    }

    public String text(String name) {
        return needed(name, SOMETHING, this::asText);
    }

    /** A text that says something. */
    public String name(String name) {
        String said = text(name);
        if (said.isBlank()) {
            note(name, Why.BLANK, "");
            return SOMETHING;
        }
        return said;
    }

    public Optional<String> maybeText(String name) {
        return maybe(name, SOMETHING, this::asText);
    }

    public ImmutableList<String> texts(String name) {
        return each(name, this::asText);
    }

    public UUID id(String name) {
        return needed(name, NOBODY, this::asId);
    }

    public Optional<UUID> maybeId(String name) {
        return maybe(name, NOBODY, this::asId);
    }

    public ImmutableList<UUID> ids(String name) {
        return each(name, this::asId);
    }

    public LocalDate day(String name) {
        return needed(name, SOME_DAY, this::asDay);
    }

    public Optional<LocalDate> maybeDay(String name) {
        return maybe(name, SOME_DAY, this::asDay);
    }

    Instant instant(String name) {
        return needed(name, Instant.EPOCH, this::asInstant);
    }

    public int number(String name) {
        return needed(name, 0, (at, value) -> {
            if (value.isIntegralNumber() && value.canConvertToInt()) {
                return value.intValue();
            }
            note(at, Why.NOT_A_WHOLE_NUMBER, shown(value));
            return 0;
        });
    }

    public boolean flag(String name) {
        return needed(name, false, (at, value) -> {
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            note(at, Why.NOT_TRUE_OR_FALSE, shown(value));
            return false;
        });
    }

    public RegionCode region(String name) {
        return needed(name, SOMEWHERE, this::asRegion);
    }

    public Optional<RegionCode> maybeRegion(String name) {
        return maybe(name, SOMEWHERE, this::asRegion);
    }

    public <E extends Enum<E>> E word(String name, Class<E> of) {
        return needed(name, of.getEnumConstants()[0], (at, value) -> asWord(at, value, of));
    }

    public <E extends Enum<E>> Optional<E> maybeWord(String name, Class<E> of) {
        return maybe(name, of.getEnumConstants()[0], (at, value) -> asWord(at, value, of));
    }

    public <E extends Enum<E>> ImmutableList<E> words(String name, Class<E> of) {
        return each(name, (at, value) -> asWord(at, value, of));
    }

    public <T> T object(String name, Function<Fields, T> read) {
        known.add(name);
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            note(name, Why.MISSING, "");
        }
        return new Fields(value, at(name), problems, fromOutside).whole(read);
    }

    public <T> Optional<T> maybeObject(String name, Function<Fields, T> read) {
        return has(name) ? Optional.of(object(name, read)) : Optional.empty();
    }

    public <T> ImmutableList<T> objects(String name, Function<Fields, T> read) {
        return each(name, (at, value) -> new Fields(value, at(at), problems, fromOutside).whole(read));
    }

    /** An object whose keys are not given beforehand, with texts for values, in the order in which they stand. */
    public <K> ImmutableMap<K, String> texts(String name, Function<String, Optional<K>> key) {
        known.add(name);
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return ImmutableMap.of();
        }
        if (!value.isObject()) {
            note(name, Why.NOT_AN_OBJECT, shown(value));
        }
        ImmutableMap.Builder<K, String> texts = ImmutableMap.builder();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            Optional<K> read = key.apply(field.getKey());
            String said = asText(name + "." + field.getKey(), field.getValue());
            if (read.isPresent()) {
                texts.put(read.get(), said);
            } else {
                note(name + "." + field.getKey(), Why.UNKNOWN, "");
            }
        }
        return texts.buildKeepingLast();
    }

    public ImmutableMap<LocalDate, String> days(String name) {
        return texts(name, Fields::dayIn);
    }

    private static Optional<LocalDate> dayIn(String said) {
        if (said.length() != DATE || said.charAt(4) != '-' || said.charAt(7) != '-') {
            return Optional.empty();
        }
        int year = digits(said, 0, 4);
        int month = digits(said, 5, 7);
        int day = digits(said, 8, DATE);
        try {
            return year < 1 || month < 1 || day < 1 ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** A number of plain digits; negative where there is anything else. */
    private static int digits(String said, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = said.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private <T> T needed(String name, T instead, BiFunction<String, JsonNode, T> as) {
        known.add(name);
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            note(name, Why.MISSING, "");
            return instead;
        }
        return as.apply(name, value);
    }

    private <T> Optional<T> maybe(String name, T instead, BiFunction<String, JsonNode, T> as) {
        return has(name) ? Optional.of(needed(name, instead, as)) : Optional.empty();
    }

    private <T> ImmutableList<T> each(String name, BiFunction<String, JsonNode, T> as) {
        known.add(name);
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return ImmutableList.of();
        }
        if (!value.isArray()) {
            note(name, Why.NOT_A_LIST, shown(value));
            return ImmutableList.of();
        }
        List<T> read = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            read.add(as.apply(name + "[" + i + "]", value.get(i)));
        }
        return ImmutableList.copyOf(read);
    }

    private String asText(String at, JsonNode value) {
        if (!value.isTextual()) {
            note(at, Why.NOT_A_TEXT, shown(value));
            return SOMETHING;
        }
        String said = value.textValue();
        if (fromOutside && !plain(said)) {
            note(at, Why.NOT_PLAIN_TEXT, "");
        }
        return said;
    }

    private static boolean plain(String said) {
        return said.codePoints()
                .noneMatch(c -> (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private UUID asId(String at, JsonNode value) {
        String said = value.isTextual() ? value.textValue() : "";
        if (isId(said)) {
            return UUID.fromString(said);
        }
        note(at, Why.NOT_AN_ID, shown(value));
        return NOBODY;
    }

    /** The one form; the parser also takes groups that are too short, and capitals. */
    private static boolean isId(String said) {
        if (said.length() != ID) {
            return false;
        }
        for (int i = 0; i < ID; i++) {
            char c = said.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            boolean fits = hyphen ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private LocalDate asDay(String at, JsonNode value) {
        Optional<LocalDate> day = value.isTextual() ? dayIn(value.textValue()) : Optional.empty();
        if (day.isEmpty()) {
            note(at, Why.NOT_A_DATE, shown(value));
        }
        return day.orElse(SOME_DAY);
    }

    private Instant asInstant(String at, JsonNode value) {
        String said = value.isTextual() ? value.textValue() : "";
        if (said.length() == INSTANT && INSTANT_SIGNS.stream().allMatch(sign -> said.charAt(sign.at()) == sign.is())) {
            Optional<LocalDate> day = dayIn(said.substring(0, DATE));
            int hour = digits(said, 11, 13);
            int minute = digits(said, 14, 16);
            int second = digits(said, 17, 19);
            int millis = digits(said, 20, 23);
            boolean time = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
            if (day.isPresent() && time && millis >= 0) {
                return day.get()
                        .atTime(hour, minute, second)
                        .toInstant(ZoneOffset.UTC)
                        .plusMillis(millis);
            }
        }
        note(at, Why.NOT_AN_INSTANT, shown(value));
        return Instant.EPOCH;
    }

    private record Sign(int at, char is) {}

    private static final ImmutableList<Sign> INSTANT_SIGNS = ImmutableList.of(
            new Sign(10, 'T'), new Sign(13, ':'), new Sign(16, ':'), new Sign(19, '.'), new Sign(23, 'Z'));

    private RegionCode asRegion(String at, JsonNode value) {
        if (value.isTextual() && RegionCode.isValid(value.textValue())) {
            return new RegionCode(value.textValue());
        }
        note(at, Why.NOT_A_REGION, shown(value));
        return SOMEWHERE;
    }

    private <E extends Enum<E>> E asWord(String at, JsonNode value, Class<E> of) {
        if (value.isTextual()) {
            try {
                return Enum.valueOf(of, value.textValue());
            } catch (IllegalArgumentException none) {
                // noted below
            }
        }
        E[] choices = of.getEnumConstants();
        note(
                at,
                Why.NOT_ONE_OF,
                String.join(", ", Arrays.stream(choices).map(Enum::name).toList()));
        return choices[0];
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shown(JsonNode value) {
        String said = value.isTextual() ? value.textValue() : value.toString();
        return said.length() <= 40 ? said : said.substring(0, 40) + "…";
    }
}
