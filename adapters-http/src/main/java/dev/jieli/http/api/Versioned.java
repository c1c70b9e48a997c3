package dev.jieli.http.api;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.wording.Flaw;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An act as it comes in: the fields of the act, and beside them {@code seen} (or {@code If-Match}) and {@code on}.
 *
 * @param act the act's own fields
 */
record Versioned(ObjectNode act, Requests.Seen seen, LocalDate on) {
    private static final int TOLD_AT_MOST = 50;
    private static final int PRECONDITION_FAILED = 412;

    static Versioned of(Context ctx, JsonNode body, LocalDate today) {
        record Around(Optional<Integer> seen, Optional<LocalDate> on) {}
        ObjectNode around = Json.object();
        ObjectNode act = Json.object();
        if (!body.isObject()) {
            Requests.object(body, from -> true);
        }
        body.properties()
                .forEach(field -> (field.getKey().equals("seen")
                                        || field.getKey().equals("on")
                                ? around
                                : act)
                        .set(field.getKey(), field.getValue()));
        Around read = Requests.object(
                around,
                from -> new Around(
                        from.has("seen") ? Optional.of(from.number("seen")) : Optional.empty(), from.maybeDay("on")));
        return new Versioned(act, Requests.seen(ctx, read.seen()), read.on().orElse(today));
    }

    /**
     * The refusal; of one who is late, with the entries that he or she has not seen.
     *
     * @param docket as it is shown to him or her now
     */
    Objection objection(Refusal refusal, Supplier<ImmutableList<Board.EntryLine>> docket, Language language) {
        if (refusal.reason() != Reason.STALE) {
            return Objection.of(refusal);
        }
        ImmutableList<Board.EntryLine> shown = docket.get();
        if (!shown.isEmpty()
                && seen.entries() > shown.get(shown.size() - 1).entry().number()) {
            throw Objection.of(Flaw.SEEN_UNCLEAR); // nobody has seen that many
        }
        var unseen = shown.stream()
                .filter(line -> line.entry().number() > seen.entries())
                .collect(toImmutableList());
        var told = unseen.subList(0, Math.min(TOLD_AT_MOST, unseen.size()));
        int entries = unseen.isEmpty()
                ? seen.entries()
                : unseen.get(unseen.size() - 1).entry().number();
        return Objection.of(refusal.with("seen", seen.entries()).with("entries", entries))
                .with(problem -> (seen.inHeader() ? problem.as(PRECONDITION_FAILED) : problem)
                        .with("seen", seen.entries())
                        .with("entries", entries)
                        .with("changed", Shown.docket(told, language)));
    }
}
