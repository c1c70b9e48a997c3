package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jieli.application.port.Archive;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What a command answered: the exit code and what it printed. */
record Called(int code, String out, String err) {

    static Called jieli(String... args) {
        return in("", args);
    }

    /** @param lang as LANG would be in the environment; empty for not set */
    static Called in(String lang, String... args) {
        return with((place, console) -> fail("needs no data"), lang, args);
    }

    /** On that archive, in Chinese. */
    static Called on(Archive archive, LocalDate today, String... args) {
        return with(doors(archive, today), "", args);
    }

    static Doors doors(Archive archive, LocalDate today) {
        Instant now = today.atTime(15, 0).atZone(PetitionCase.CHINA).toInstant();
        return (place, console) -> new House(
                archive, Law.national(), InstantSource.fixed(now), UUID::randomUUID, new SecureRandom(), () -> {});
    }

    private static Called with(Doors doors, String lang, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console =
                Console.of(args, Map.of("LANG", lang), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Called(CommandTree.run(console, doors, args), out.toString(), err.toString());
    }

    static String[] with(String[] args, String... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    /** What it said of what it did; the test fails where it was refused. */
    JsonNode done() {
        assertThat(code).as(err).isZero();
        return json();
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out.isEmpty() ? err : out);
        } catch (JsonProcessingException e) {
            throw new AssertionError(out + err, e);
        }
    }
}
