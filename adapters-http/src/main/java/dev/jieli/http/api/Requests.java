package dev.jieli.http.api;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.jieli.application.published.Fields;
import dev.jieli.application.published.Problem;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Plain;
import dev.jieli.http.wording.Flaw;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What comes in with a request, read or objected to. */
final class Requests {
    private Requests() {}

    /** The body as an object, all that is wrong with it told at once. */
    static <T> T body(Context ctx, Function<Fields, T> read) {
        return object(node(ctx), read);
    }

    static <T> T object(JsonNode node, Function<Fields, T> read) {
        List<Problem> problems = new ArrayList<>();
        T value = Fields.read(node, true, problems, read);
        sound(problems);
        return value;
    }

    static void sound(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw invalid(Flaw.BODY_INVALID, problems);
        }
    }

    /** The body as JSON, whatever it is. */
    static JsonNode node(Context ctx) {
        String type = Strings.nullToEmpty(ctx.header("Content-Type"));
        String media = (type.contains(";") ? type.substring(0, type.indexOf(';')) : type).trim();
        if (!Ascii.equalsIgnoreCase(media, "application/json")) {
            throw Objection.of(Flaw.WRONG_CONTENT_TYPE, ImmutableMap.of("media", "application/json"));
        }
        try {
            JsonNode node = Json.MAPPER.readTree(ctx.bodyAsBytes());
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException unreadable) {
            throw Objection.of(Flaw.NOT_JSON);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        throw Objection.of(Flaw.NOT_JSON);
    }

    static Objection invalid(Flaw flaw, List<Problem> problems) {
        return Objection.of(flaw, ImmutableList.copyOf(problems));
    }

    /** An identifier in the address; there is nothing under any other text. */
    static UUID id(Context ctx, String name) {
        return id(ctx.pathParam(name)).orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND)));
    }

    static Optional<UUID> id(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static Objection notFound() {
        return Objection.of(Refusal.of(Reason.NOT_FOUND));
    }

    /**
     * How many entries the caller saw: in the body, or as {@code If-Match: "12"}.
     *
     * @param inHeader whether it came in the header, so that being stale is a failed precondition
     */
    record Seen(int entries, boolean inHeader) {}

    static Seen seen(Context ctx, Optional<Integer> inBody) {
        String match = ctx.header("If-Match");
        if (match == null) {
            return inBody.map(entries -> new Seen(entries, false)).orElseThrow(() -> Objection.of(Flaw.SEEN_MISSING));
        }
        Integer entries = match.length() > 2 && match.startsWith("\"") && match.endsWith("\"")
                ? Ints.tryParse(match.substring(1, match.length() - 1))
                : null;
        if (entries == null || (inBody.isPresent() && !inBody.get().equals(entries))) {
            throw Objection.of(Flaw.SEEN_UNCLEAR);
        }
        return new Seen(entries, true);
    }

    /** The parameters of an address: each is taken by name, then {@link #end} objects to what is left or wrong. */
    static final class Query {
        private final Context ctx;
        private final List<String> known = new ArrayList<>(List.of("lang"));
        private final List<Problem> problems = new ArrayList<>();

        Query(Context ctx) {
            this.ctx = ctx;
        }

        Optional<String> text(String name) {
            known.add(name);
            return Optional.ofNullable(ctx.queryParam(name)).filter(text -> !text.isBlank());
        }

        String needed(String name) {
            Optional<String> text = text(name);
            if (text.isEmpty()) {
                problems.add(new Problem(name, Problem.Why.MISSING, ""));
            }
            return text.orElse("");
        }

        <T> Optional<T> read(String name, Problem.Why otherwise, Function<String, Optional<T>> as) {
            return text(name).flatMap(text -> {
                Optional<T> value = as.apply(text);
                if (value.isEmpty()) {
                    problems.add(new Problem(name, otherwise, text.length() > 40 ? text.substring(0, 40) : text));
                }
                return value;
            });
        }

        Optional<java.time.LocalDate> day(String name) {
            return read(name, Problem.Why.NOT_A_DATE, Plain::day);
        }

        Optional<UUID> id(String name) {
            return read(name, Problem.Why.NOT_AN_ID, Requests::id);
        }

        Optional<Boolean> flag(String name) {
            return read(name, Problem.Why.NOT_TRUE_OR_FALSE, text -> switch (text) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.<Boolean>empty();
            });
        }

        int number(String name, int least, int most, int otherwise) {
            return read(
                            name,
                            Problem.Why.NOT_A_WHOLE_NUMBER,
                            text -> Optional.ofNullable(Ints.tryParse(text))
                                    .filter(number -> number >= least && number <= most))
                    .orElse(otherwise);
        }

        <E extends Enum<E>> Optional<E> word(String name, Class<E> of) {
            known.add(name);
            String text = ctx.queryParam(name);
            if (text == null || text.isBlank()) {
                return Optional.empty();
            }
            for (E value : of.getEnumConstants()) {
                if (value.name().equals(text)) {
                    return Optional.of(value);
                }
            }
            problems.add(new Problem(
                    name,
                    Problem.Why.NOT_ONE_OF,
                    java.util.Arrays.stream(of.getEnumConstants())
                            .map(Enum::name)
                            .collect(Collectors.joining(", "))));
            return Optional.empty();
        }

        void end() {
            ImmutableList<Problem> unknown = ctx.queryParamMap().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .map(name ->
                            new Problem(name.length() > 40 ? name.substring(0, 40) : name, Problem.Why.UNKNOWN, ""))
                    .collect(toImmutableList());
            problems.addAll(unknown);
            if (!problems.isEmpty()) {
                throw invalid(Flaw.QUERY_INVALID, problems);
            }
        }
    }
}
