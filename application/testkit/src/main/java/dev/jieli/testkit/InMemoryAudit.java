package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Feed;
import dev.jieli.application.published.Inspection;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

final class InMemoryAudit implements Audit {
    private static final int MOST_FAULTS = 1000;

    private final Books books;
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    InMemoryAudit(Books books) {
        this.books = books;
    }

    private record Checkpoint(Instant at, ImmutableMap<Subject, Inspection.Mark> marks) {}

    @Override
    public void checkpoint(Instant at) {
        books.look(() -> {
            ImmutableMap.Builder<Subject, Inspection.Mark> marks = ImmutableMap.builder();
            books.dockets.forEach((subject, rows) -> marks.put(
                    subject,
                    new Inspection.Mark(
                            rows.size(), rows.get(rows.size() - 1).sealed().hash())));
            return checkpoints.add(new Checkpoint(at, marks.buildOrThrow()));
        });
    }

    @Override
    public Finding verify(LongConsumer progress) {
        return books.look(() -> {
            Set<Subject> subjects = new LinkedHashSet<>(books.dockets.keySet());
            checkpoints.forEach(checkpoint -> subjects.addAll(checkpoint.marks().keySet()));
            books.cases.keySet().forEach(id -> subjects.add(PetitionCase.subject(id)));
            books.handovers.keySet().forEach(id -> subjects.add(Handover.subject(id)));
            List<Fault> faults = new ArrayList<>();
            long entries = 0;
            for (Subject subject : subjects) {
                List<Books.Row> docket = books.docket(subject);
                entries += docket.size();
                faults.addAll(inspect(subject, docket));
                progress.accept(entries);
            }
            return new Finding(
                    books.dockets.size(),
                    entries,
                    checkpoints.size(),
                    faults.stream().limit(MOST_FAULTS).collect(toImmutableList()));
        });
    }

    private ImmutableList<Fault> inspect(Subject subject, List<Books.Row> docket) {
        List<Feed.Sealed> kept = docket.stream().map(Books.Row::sealed).toList();
        List<Inspection.Mark> marks = checkpoints.stream()
                .flatMap(checkpoint -> Optional.ofNullable(checkpoint.marks().get(subject)).stream())
                .toList();
        ImmutableList<Fault> faults = Inspection.of(subject, kept, marks);
        return faults.isEmpty() && differs(subject, docket)
                ? ImmutableList.of(new Fault(subject.toString(), docket.size(), Fault.Kind.STATE_DIFFERS))
                : faults;
    }

    /** Whether what the docket adds up to is not what is kept beside it. */
    private boolean differs(Subject subject, List<Books.Row> docket) {
        ImmutableList<Entry> entries = Books.entries(docket);
        return switch (subject.kind()) {
            case CASE -> !same(books.cases.get(new CaseId(subject.id())), entries, PetitionCase::replay);
            case HANDOVER -> !same(books.handovers.get(new HandoverId(subject.id())), entries, Handover::replay);
            case UNIT, ACCOUNT ->
                false; // an account's adds up to nothing; what a unit's docket adds up to is spread over the roster
        };
    }

    private static <T> boolean same(@Nullable T kept, List<Entry> docket, Function<List<Entry>, T> replay) {
        return kept == null ? docket.isEmpty() : !docket.isEmpty() && kept.equals(replay.apply(docket));
    }
}
