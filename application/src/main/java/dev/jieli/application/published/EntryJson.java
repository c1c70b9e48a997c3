package dev.jieli.application.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseEffect;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 条目公开格式: the canonical JSON of an entry, both ways. One entry has one text, character by character: it is what
 * {@link Seal} hashes. Keys stand in a fixed order, without spaces; what is absent or empty is left out; days are
 * {@code 2026-01-31}, instants {@code 2026-01-31T08:00:00.000Z}; there are no fractions. Golden files: one for each act.
 */
public final class EntryJson {
    /** Stands first in every entry. It changes only where a reader of the form before it would be misled. */
    public static final int VERSION = 1;

    private static final int USUAL_LENGTH = 1024;

    private static final CaseEffect NOTHING_CHANGED = new CaseEffect(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ImmutableList.of(),
            ImmutableSet.of());

    private EntryJson() {}

    /** The text of an entry; a fault where the act or the effect is not of the subject's kind. */
    public static String write(Entry entry) {
        Subject.Kind kind = entry.subject().kind();
        JsonText to = new JsonText(USUAL_LENGTH)
                .number("v", VERSION)
                .text("subject", entry.subject().toString())
                .number("number", entry.number())
                .object("act", entry.act(), (act, in) -> ActJson.family(kind).write(act, in));
        if (kind == Subject.Kind.CASE) {
            CaseEffect effect = (CaseEffect) entry.effect();
            to.maybeObject("effect", Optional.of(effect).filter(it -> !it.equals(NOTHING_CHANGED)), Shapes::effect);
        } else if (entry.effect() != Effect.NONE) {
            throw new IllegalArgumentException("only a case's entry has an effect: " + entry);
        }
        Shapes.maybeId(to, "by", entry.by().map(IncumbencyId::value));
        Shapes.maybeId(to, "inPlaceOf", entry.inPlaceOf().map(IncumbencyId::value));
        return to.word("capacity", entry.capacity())
                .day("on", entry.on())
                .instant("at", entry.at())
                .maybeObject("article", entry.article(), Shapes::article)
                .end();
    }

    /** The entry of a text that {@link #write} wrote; any other text is a fault, an {@link IllegalArgumentException}. */
    public static Entry read(String json) {
        List<Problem> problems = new ArrayList<>();
        JsonNode node = Fields.parse(json, problems);
        Optional<Entry> entry = Fields.read(node, false, problems, EntryJson::entry);
        if (!problems.isEmpty() || entry.isEmpty()) {
            throw new IllegalArgumentException("not an entry: " + problems);
        }
        return entry.get();
    }

    private static Optional<Entry> entry(Fields from) {
        if (from.number("v") != VERSION) {
            from.note("v", Why.NOT_ONE_OF, String.valueOf(VERSION));
        }
        Subject subject = from.consistent("subject", NO_SUBJECT, () -> Subject.parse(from.text("subject")));
        int number = from.number("number");
        Optional<? extends Act> act =
                from.object("act", in -> ActJson.family(subject.kind()).read(in));
        Effect effect = subject.kind() == Subject.Kind.CASE
                ? from.maybeObject("effect", Shapes::effect).orElse(NOTHING_CHANGED)
                : Effect.NONE;
        Optional<IncumbencyId> by = from.maybeId("by").map(IncumbencyId::new);
        Optional<IncumbencyId> inPlaceOf = from.maybeId("inPlaceOf").map(IncumbencyId::new);
        Capacity capacity = from.word("capacity", Capacity.class);
        LocalDate on = from.day("on");
        Instant at = from.instant("at");
        Optional<Article> article = from.maybeObject("article", Shapes::article);
        return from.consistent(
                "",
                Optional.<Entry>empty(),
                () -> act.map(
                        done -> new Entry(subject, number, done, effect, by, inPlaceOf, capacity, on, at, article)));
    }

    private static final Subject NO_SUBJECT = new Subject(Subject.Kind.CASE, new java.util.UUID(0, 0));
}
