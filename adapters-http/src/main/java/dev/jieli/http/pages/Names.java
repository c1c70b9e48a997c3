package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.http.wording.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** 称谓: units and officials in words, for one page. Each is asked for once. */
final class Names {
    private final Board board;
    private final Page page;
    private final Map<IncumbencyId, Optional<Board.Named>> known = new HashMap<>();
    private Optional<Board.Organization> organization = Optional.empty();

    Names(Board board, Page page) {
        this.board = board;
        this.page = page;
    }

    Board.Organization organization() {
        if (organization.isEmpty()) {
            organization = Optional.of(board.organization());
        }
        return organization.get();
    }

    Optional<Board.Named> named(IncumbencyId id) {
        return known.computeIfAbsent(id, board::named);
    }

    /** Unit and name, as they stand in a sentence. */
    String who(IncumbencyId id) {
        return named(id)
                .map(who -> who.unit() + " " + who.official() + page.t("（", " (") + who.post() + page.t("）", ")"))
                .orElse(id.toString());
    }

    String unit(UnitId id) {
        return file(id).map(file -> file.unit().name()).orElse(id.toString());
    }

    Optional<Board.UnitFile> file(UnitId id) {
        return organization().units().stream()
                .filter(file -> file.unit().id().equals(id))
                .findFirst();
    }

    /** What a place is called: by the government that has this region, or any unit there; or the code itself. */
    String place(RegionCode place) {
        return organization().units().stream()
                .map(Board.UnitFile::unit)
                .filter(unit -> unit.region().equals(place))
                .min(Comparator.comparing(unit -> !governs(unit)))
                .map(unit -> governs(unit) ? unit.name().replaceFirst("(人民政府|党委|办事处)$", "") : unit.name())
                .orElse(place.digits());
    }

    private static boolean governs(Unit unit) {
        return unit.kind() == Unit.Kind.TOWNSHIP || unit.kind() == Unit.Kind.GOVERNMENT;
    }

    /** Who sits, unit by unit, for a list to choose from; registrars and handlers before those who lead. */
    ImmutableList<Field.Choice> seats(BiPredicate<Unit, Post> fits) {
        return organization().units().stream()
                .flatMap(file -> file.posts().stream()
                        .filter(post -> fits.test(file.unit(), post.post()))
                        .sorted(Comparator.comparing((Board.PostFile post) -> order(post.post()))
                                .thenComparing(post -> post.post().rank()))
                        .flatMap(post -> post.sitting().stream()
                                .map(sitter -> new Field.Choice(
                                        sitter.incumbency().id().toString(),
                                        sitter.official().name() + " · "
                                                + post.post().title()
                                                + (sitter.incumbency().acting() ? page.t("（代理）", " (acting)") : ""),
                                        file.unit().name()))))
                .collect(ImmutableList.toImmutableList());
    }

    private static int order(Post post) {
        return switch (post.kind()) {
            case CLERK -> 0;
            case HANDLER -> 1;
            case HEAD -> 2;
            case LEADER -> 3;
            case SUPERVISOR -> 4;
        };
    }

    ImmutableList<Field.Choice> units(BiPredicate<Unit, Board.UnitFile> fits) {
        return organization().units().stream()
                .filter(file -> fits.test(file.unit(), file))
                .map(file ->
                        Field.Choice.of(file.unit().id().toString(), file.unit().name()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Everybody who sits anywhere, each once, by the first of his or her posts. */
    ImmutableList<Field.Choice> officials() {
        Map<OfficialId, Field.Choice> found = new LinkedHashMap<>();
        organization()
                .units()
                .forEach(file -> file.posts()
                        .forEach(post -> post.sitting()
                                .forEach(sitter -> found.putIfAbsent(
                                        sitter.official().id(),
                                        new Field.Choice(
                                                sitter.official().id().toString(),
                                                sitter.official().name() + " · "
                                                        + post.post().title(),
                                                file.unit().name())))));
        return ImmutableList.copyOf(found.values());
    }

    String official(OfficialId id) {
        return officials().stream()
                .filter(choice -> choice.value().equals(id.toString()))
                .map(Field.Choice::label)
                .findFirst()
                .orElse(page.t("已离任的干部", "an official who has left"));
    }

    /** Places of which there are units: what a ledger is narrowed by. */
    ImmutableList<Field.Choice> places() {
        return organization().units().stream()
                .map(Board.UnitFile::unit)
                .filter(unit -> governs(unit) || unit.above().isEmpty())
                .map(Unit::region)
                .distinct()
                .map(region -> Field.Choice.of(region.digits(), place(region)))
                .collect(ImmutableList.toImmutableList());
    }

    static <E extends Enum<E>> ImmutableList<Field.Choice> words(
            Page page, E[] values, java.util.function.Function<E, dev.jieli.domain.statute.Wording> word) {
        return Stream.of(values)
                .map(value -> Field.Choice.of(value.name(), page.head(word.apply(value))))
                .collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<Field.Choice> stages(Page page) {
        return words(page, dev.jieli.domain.casefile.Stage.values(), Words::of);
    }
}
