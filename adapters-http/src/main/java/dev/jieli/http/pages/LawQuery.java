package dev.jieli.http.pages;

import com.google.common.base.Enums;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Term;
import dev.jieli.http.wording.Words;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * 法规查询: which rows of the law's tables somebody wants to see. What cannot be read asks for nothing.
 *
 * @param day on which a term begins
 */
public record LawQuery(Optional<Track> track, Optional<Capacity> by, Optional<Bound> binds, Optional<LocalDate> day) {

    static LawQuery of(Context ctx) {
        return new LawQuery(
                word(ctx, "track", Track.class),
                word(ctx, "by", Capacity.class),
                word(ctx, "binds", Bound.class),
                Pages.day(ctx, "on"));
    }

    private static <E extends Enum<E>> Optional<E> word(Context ctx, String name, Class<E> type) {
        return Enums.getIfPresent(type, Strings.nullToEmpty(ctx.queryParam(name)))
                .toJavaUtil();
    }

    /** Whether it binds whom, and runs on the track that, was asked for. */
    boolean wants(Term term) {
        return binds.filter(bound -> bound != term.binds()).isEmpty()
                && track.filter(on -> Lifecycle.table(on).stream()
                                .noneMatch(row -> row.starts().contains(term)))
                        .isEmpty();
    }

    public boolean narrows() {
        return track.isPresent() || by.isPresent() || binds.isPresent() || day.isPresent();
    }

    public String on() {
        return day.map(LocalDate::toString).orElse("");
    }

    public String one(String name) {
        return switch (name) {
            case "track" -> track.map(Track::name).orElse("");
            case "by" -> by.map(Capacity::name).orElse("");
            default -> binds.map(Bound::name).orElse("");
        };
    }

    public ImmutableList<Field.Choice> tracks(Page page) {
        return Arrays.stream(Track.values())
                .map(track -> Field.Choice.of(track.name(), page.head(Words.of(track))))
                .collect(ImmutableList.toImmutableList());
    }

    /** Those who act in a case at all. */
    public ImmutableList<Field.Choice> capacities(Page page) {
        return Arrays.stream(Capacity.values())
                .filter(capacity ->
                        Lifecycle.table().stream().anyMatch(row -> row.by().contains(capacity)))
                .map(capacity -> Field.Choice.of(capacity.name(), page.head(Words.of(capacity))))
                .collect(ImmutableList.toImmutableList());
    }

    public ImmutableList<Field.Choice> bounds(Page page) {
        return Arrays.stream(Bound.values())
                .map(bound -> Field.Choice.of(bound.name(), page.capital(bound.in(page.language()))))
                .collect(ImmutableList.toImmutableList());
    }
}
