package dev.jieli.domain.casefile;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Sets;
import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * 路线图: the way that a case has gone, what runs in it now, and every way that is still open up to the ends.
 *
 * @param track by whose table it goes, or went
 * @param walked the steps that moved it or its terms, the first in front
 * @param running the terms that run, each as it was reckoned; the organ's first, those due first in front
 * @param next what can be done now by whoever may; after the end what still can
 * @param ahead the stages that it can still come to, the nearest first; none after the end
 */
public record RoadMap(
        Track track,
        ImmutableList<Step> walked,
        ImmutableList<Due> running,
        ImmutableList<Way> next,
        ImmutableList<Ahead> ahead) {

    /** 已走的一步: an entry that led to another stage, or set terms running, or stopped them. */
    public record Step(Entry entry, CaseEffect effect, ImmutableList<Stopped> stopped) {
        public CaseAct act() {
            return (CaseAct) entry.act();
        }
    }

    /** 停止的期限: a term as it last ran, and the day on which it stopped. */
    public record Stopped(Running running, LocalDate on) {
        /** Whether it was a duty: to raise an objection one has five working days, and need not. */
        public boolean duty() {
            return running.term().binds() != Bound.PETITIONER && running.term() != Term.OBJECTION;
        }

        /** Whether a duty was met late, or its time was over when it fell away. */
        public boolean late() {
            return duty() && running.over(on);
        }
    }

    /**
     * 可走的一步: a row of the table that is open now.
     *
     * @param wouldRun the terms that it would set running, as if it were done today
     */
    public record Way(Lifecycle.Row row, ImmutableList<Running> wouldRun) {
        /** Whether it leads to another stage or to an end. */
        public boolean leadsOn() {
            return row.stage().isPresent() || row.ending().isPresent();
        }
    }

    /**
     * 前方阶段: a stage that the case can still come to.
     *
     * @param steps how many acts away it is at least
     * @param onward the rows by which it goes on from there; what is open at every stage alike is left out
     */
    public record Ahead(Stage stage, int steps, ImmutableList<Lifecycle.Row> onward) {
        /** The ends that lie right behind it. */
        public ImmutableSet<Ending> ends() {
            return onward.stream().flatMap(row -> row.ending().stream()).collect(Sets.toImmutableEnumSet());
        }
    }

    private static final ImmutableSet<Capacity> SYSTEM = ImmutableSet.of(Capacity.SYSTEM);

    /** The rows at each stage, and what lies ahead of it: both are the table's and the same for every case. */
    private static final ImmutableTable<Track, Stage, Place> PLACES = places();

    private static final Place NOWHERE = new Place(ImmutableList.of(), ImmutableList.of());

    private static final ImmutableList<Lifecycle.Row> AFTER_THE_END =
            Lifecycle.table().stream().filter(Lifecycle.Row::ended).collect(toImmutableList());

    private record Place(ImmutableList<Lifecycle.Row> rows, ImmutableList<Ahead> ahead) {}

    /**
     * Of a case and the docket from which it adds up. Pure.
     *
     * @param docket all its entries, in their order
     * @param today for the terms that an act would set running
     */
    public static RoadMap of(PetitionCase about, List<Entry> docket, LocalDate today, Law law) {
        if (about.position() instanceof Position.Open open) {
            Track track = open.matter().track();
            Place place = Objects.requireNonNullElse(PLACES.get(track, open.stage()), NOWHERE);
            return new RoadMap(
                    track,
                    walked(docket),
                    open.running().values().stream()
                            .map(law::reckoned)
                            .sorted(Comparator.comparing((Due due) -> due.term().binds())
                                    .thenComparing(Due::due))
                            .collect(toImmutableList()),
                    ways(place.rows(), today, law),
                    place.ahead());
        }
        return new RoadMap(
                Matter.of(docket).track(),
                walked(docket),
                ImmutableList.of(),
                ways(AFTER_THE_END, today, law),
                ImmutableList.of());
    }

    /** The ends that the case can still come to; none after the end. */
    public ImmutableSet<Ending> ends() {
        Set<Ending> ends = EnumSet.noneOf(Ending.class);
        next.forEach(way -> way.row().ending().ifPresent(ends::add));
        ahead.forEach(stage -> ends.addAll(stage.ends()));
        return Sets.immutableEnumSet(ends);
    }

    private static ImmutableList<Step> walked(List<Entry> docket) {
        Map<Term, Running> running = new EnumMap<>(Term.class);
        ImmutableList.Builder<Step> walked = ImmutableList.builder();
        for (Entry entry : docket) {
            CaseEffect effect = (CaseEffect) entry.effect();
            ImmutableList.Builder<Stopped> stopped = ImmutableList.builder();
            Set<Term> stops = effect.ending().isPresent() ? EnumSet.copyOf(terms(running)) : effect.stopped();
            for (Term term : stops) {
                Running last = running.remove(term);
                if (last != null) {
                    stopped.add(new Stopped(last, entry.on()));
                }
            }
            boolean moves = effect.stage().isPresent()
                    || effect.ending().isPresent()
                    || !effect.running().isEmpty()
                    || !effect.stopped().isEmpty();
            if (moves && !(entry.act() instanceof CaseAct.Warn)) {
                walked.add(new Step(entry, effect, stopped.build()));
            }
            effect.running().forEach(now -> running.put(now.term(), now));
        }
        return walked.build();
    }

    private static Set<Term> terms(Map<Term, Running> running) {
        Set<Term> terms = EnumSet.noneOf(Term.class);
        terms.addAll(running.keySet());
        return terms;
    }

    private static ImmutableList<Way> ways(ImmutableList<Lifecycle.Row> rows, LocalDate today, Law law) {
        ImmutableList.Builder<Way> ways = ImmutableList.builderWithExpectedSize(rows.size());
        for (Lifecycle.Row row : rows) {
            ways.add(new Way(
                    row,
                    row.starts().isEmpty()
                            ? ImmutableList.of()
                            : row.starts().stream()
                                    .flatMap(term -> law.start(term, today).stream())
                                    .collect(toImmutableList())));
        }
        return ways.build();
    }

    // ------------------------------------------------------------------ what the table says of every case

    private static ImmutableTable<Track, Stage, Place> places() {
        ImmutableTable.Builder<Track, Stage, Place> places = ImmutableTable.builder();
        for (Track track : Track.values()) {
            ImmutableListMultimap.Builder<Stage, Lifecycle.Row> at = ImmutableListMultimap.builder();
            for (Lifecycle.Row row : Lifecycle.table(track)) {
                if (!row.by().equals(SYSTEM)) {
                    row.at().ifPresent(stage -> at.put(stage, row));
                }
            }
            ImmutableListMultimap<Stage, Lifecycle.Row> rows = at.build();
            for (Stage stage : Lifecycle.stages(track)) {
                places.put(track, stage, new Place(rows.get(stage), ahead(stage, rows)));
            }
        }
        return places.buildOrThrow();
    }

    private static ImmutableList<Ahead> ahead(Stage from, ImmutableListMultimap<Stage, Lifecycle.Row> rows) {
        record Reached(Stage stage, int steps) {}
        Set<Stage> seen = EnumSet.of(from);
        Deque<Reached> open = new ArrayDeque<>();
        open.add(new Reached(from, 0));
        ImmutableList.Builder<Ahead> ahead = ImmutableList.builder();
        while (!open.isEmpty()) {
            Reached at = open.remove();
            if (at.stage() != from) {
                ahead.add(new Ahead(
                        at.stage(),
                        at.steps(),
                        rows.get(at.stage()).stream()
                                .filter(row ->
                                        row.stage().isPresent() || row.ending().isPresent())
                                .filter(row -> !everywhere(row, rows))
                                .collect(toImmutableList())));
            }
            for (Lifecycle.Row row : rows.get(at.stage())) {
                row.stage().filter(seen::add).ifPresent(to -> open.add(new Reached(to, at.steps() + 1)));
            }
        }
        return ahead.build();
    }

    private static boolean everywhere(Lifecycle.Row row, ImmutableListMultimap<Stage, Lifecycle.Row> rows) {
        return rows.keySet().stream()
                .allMatch(stage ->
                        rows.get(stage).stream().anyMatch(other -> other.act().equals(row.act())));
    }
}
