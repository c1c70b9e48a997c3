package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Feed;
import dev.jieli.application.published.CheckpointChain;
import dev.jieli.application.published.Inspection;
import dev.jieli.application.published.Seal;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.account.AccountAct;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryAudit implements Audit {
    private static final int MOST_FAULTS = 1000;

    private final Books books;
    private final Signing signing;
    private final List<Kept> checkpoints = new ArrayList<>();

    InMemoryAudit(Books books, Signing signing) {
        this.books = books;
        this.signing = signing;
    }

    private record Kept(Checkpoint head, ImmutableMap<Subject, Inspection.Mark> marks) {}

    @Override
    public void checkpoint(Instant at) {
        books.look(() -> {
            ImmutableMap.Builder<Subject, Inspection.Mark> marks = ImmutableMap.builder();
            books.dockets.forEach((subject, rows) -> marks.put(
                    subject,
                    new Inspection.Mark(
                            rows.size(), rows.get(rows.size() - 1).sealed().hash())));
            Kept kept = kept(at, marks.buildOrThrow());
            checkpoints.add(kept);
            if (goesOn()) {
                signing.signed(new Signing.Last(
                        kept.head().id(), kept.head().at(), kept.head().digest()));
            }
            return true;
        });
    }

    /** Whether what is known of the last checkpoint is still so. */
    private boolean goesOn() {
        return signing.last()
                .filter(last -> checkpoints.stream()
                        .map(Kept::head)
                        .noneMatch(
                                one -> one.id() == last.number() && one.digest().equals(last.digest())))
                .filter(last -> last.number() > 0)
                .isEmpty();
    }

    private Kept kept(Instant now, ImmutableMap<Subject, Inspection.Mark> marks) {
        int id = checkpoints.size() + 1;
        Instant at = checkpoints.stream().map(kept -> kept.head().at()).reduce(now, Comparators::max);
        String below = Integer.toString(books.stream.size());
        CheckpointChain.Reckoning reckoning = CheckpointChain.Reckoning.of(
                checkpoints.isEmpty()
                        ? Seal.FIRST
                        : checkpoints.get(checkpoints.size() - 1).head().digest(),
                at,
                below);
        for (Map.Entry<Subject, Inspection.Mark> mark : marks.entrySet()) {
            reckoning = reckoning.with(
                    mark.getKey(), mark.getValue().length(), mark.getValue().hash());
        }
        String digest = reckoning.value();
        return new Kept(
                new Checkpoint(
                        id,
                        at,
                        below,
                        marks.size(),
                        digest,
                        signing.keys().sign(CheckpointChain.statement(id, at, below, marks.size(), digest))),
                marks);
    }

    @Override
    public void copy(Copy into) {
        books.look(() -> {
            into.keys(signing.keys().publicText());
            checkpoints.forEach(kept -> {
                into.checkpoint(kept.head());
                kept.marks().forEach((subject, mark) -> into.mark(subject, mark.length(), mark.hash()));
            });
            books.dockets.values().forEach(rows -> rows.forEach(row -> into.entry(row.sealed())));
            return true;
        });
    }

    @Override
    public TracePage traces(TraceFilter filter, Optional<String> after, int size) {
        return books.look(() -> {
            List<Books.Row> rows = books.stream;
            int from = after.map(
                            place -> Optional.ofNullable(Ints.tryParse(place)).orElse(0))
                    .map(place -> Math.min(place, rows.size()))
                    .orElse(rows.size());
            ImmutableList.Builder<Traced> page = ImmutableList.builder();
            int found = 0;
            for (int i = from - 1; i >= 0; i--) {
                if (rows.get(i).entry().act() instanceof AccountAct.Trace trace
                        && matches(filter, rows.get(i).entry(), trace)) {
                    if (found == size) {
                        return new TracePage(page.build(), Optional.of(Integer.toString(i + 1)));
                    }
                    page.add(
                            new Traced(rows.get(i).entry(), rows.get(i).sealed().hash()));
                    found++;
                }
            }
            return new TracePage(page.build(), Optional.empty());
        });
    }

    private static boolean matches(TraceFilter filter, Entry entry, AccountAct.Trace trace) {
        return filter.account()
                        .filter(wanted -> !wanted.equals(entry.subject().id()))
                        .isEmpty()
                && filter.of()
                        .filter(these -> !these.contains(entry.subject().id()))
                        .isEmpty()
                && filter.kind().filter(wanted -> wanted != trace.kind()).isEmpty()
                && filter.done().filter(wanted -> wanted != trace.done()).isEmpty()
                && filter.about()
                        .filter(wanted -> !Optional.of(wanted).equals(trace.about()))
                        .isEmpty()
                && filter.from().filter(entry.on()::isBefore).isEmpty()
                && filter.to().filter(entry.on()::isAfter).isEmpty();
    }

    /** What is wrong with the checkpoints themselves. */
    private ImmutableList<Fault> ofCheckpoints() {
        CheckpointChain chain = new CheckpointChain(signing.keys(), signing.last());
        checkpoints.forEach(kept -> {
            chain.checkpoint(kept.head());
            kept.marks().forEach((subject, mark) -> chain.mark(subject, mark.length(), mark.hash()));
        });
        return chain.faults();
    }

    /** For tests that tamper with it. */
    void changeMark(Subject subject, int length) {
        Kept last = checkpoints.remove(checkpoints.size() - 1);
        ImmutableMap.Builder<Subject, Inspection.Mark> marks = ImmutableMap.builder();
        last.marks()
                .forEach((one, mark) ->
                        marks.put(one, one.equals(subject) ? new Inspection.Mark(length - 1, mark.hash()) : mark));
        checkpoints.add(new Kept(last.head(), marks.buildOrThrow()));
    }

    void removeLast() {
        checkpoints.remove(checkpoints.size() - 1);
    }

    void unsign() {
        Kept last = checkpoints.remove(checkpoints.size() - 1);
        Checkpoint head = last.head();
        checkpoints.add(new Kept(
                new Checkpoint(head.id(), head.at(), head.below(), head.marks(), head.digest(), Optional.empty()),
                last.marks()));
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
            long beyond = 0;
            for (Subject subject : subjects) {
                List<Books.Row> docket = books.docket(subject);
                entries += docket.size();
                beyond += Math.max(
                        0,
                        docket.size()
                                - marks(subject)
                                        .mapToInt(Inspection.Mark::length)
                                        .max()
                                        .orElse(0));
                faults.addAll(inspect(subject, docket));
                progress.accept(entries);
            }
            faults.addAll(ofCheckpoints());
            return new Finding(
                    books.dockets.size(),
                    entries,
                    checkpoints.size(),
                    beyond,
                    faults.stream().limit(MOST_FAULTS).collect(toImmutableList()));
        });
    }

    private Stream<Inspection.Mark> marks(Subject subject) {
        return checkpoints.stream()
                .flatMap(checkpoint -> Optional.ofNullable(checkpoint.marks().get(subject)).stream());
    }

    private ImmutableList<Fault> inspect(Subject subject, List<Books.Row> docket) {
        List<Feed.Sealed> kept = docket.stream().map(Books.Row::sealed).toList();
        ImmutableList<Fault> faults =
                Inspection.of(subject, kept, marks(subject).toList());
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
