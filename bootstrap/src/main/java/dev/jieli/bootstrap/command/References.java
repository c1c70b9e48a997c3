package dev.jieli.bootstrap.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.tenure.HandoverId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people write for a case, a handover or somebody who sits. */
final class References {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int SHORTEST = 6;
    private static final int MOST_HANDOVERS = 10_000;

    private References() {}

    /** Somebody who sits, as he or she is told apart from all others. */
    record Sitter(IncumbencyId id, String official, String unit, String post) {
        @Override
        public String toString() {
            return unit + "/" + post + "/" + official;
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static Optional<CaseId> aCase(Board board, String text) {
        if (!isId(text)) {
            return board.numbered(text);
        }
        CaseId id = CaseId.of(text);
        return board.caseFile(id).map(there -> id);
    }

    static int noSuchCase(Console console, String number) {
        return console.refuse(
                "NOT_FOUND",
                "",
                console.in(
                        "没有编号为“" + number + "”的信访事项，请核对编号。", "There is no case \"" + number + "\"; check its number."));
    }

    /** By its id or the end of it. */
    static Optional<HandoverId> aHandover(Board board, String text) {
        if (text.length() < SHORTEST) {
            return Optional.empty();
        }
        List<HandoverId> found = board.handovers(Optional.empty(), MOST_HANDOVERS).stream()
                .map(Board.HandoverLine::id)
                .filter(id -> id.toString().endsWith(text))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * Those who sit and are meant: by the id of the incumbency, by name, by unit and post, or by unit, post and name.
     *
     * @param text as {@code 单位/岗位}, {@code 单位/姓名}, {@code 单位/岗位/姓名} or {@code 姓名}; the unit by its name or a short one
     */
    static ImmutableList<Sitter> sitters(Board board, String text) {
        List<Sitter> found = new ArrayList<>();
        board.organization()
                .units()
                .forEach(unit -> unit.posts()
                        .forEach(post -> post.sitting().forEach(sitter -> {
                            String official = sitter.official().name();
                            String title = post.post().title();
                            boolean meant = text.equals(sitter.incumbency().id().toString()) || text.equals(official);
                            for (String name : ImmutableSet.<String>builder()
                                    .add(unit.unit().name())
                                    .addAll(unit.unit().shortNames())
                                    .build()) {
                                meant |= text.equals(name + "/" + title)
                                        || text.equals(name + "/" + official)
                                        || text.equals(name + "/" + title + "/" + official);
                            }
                            if (meant) {
                                found.add(new Sitter(
                                        sitter.incumbency().id(),
                                        official,
                                        unit.unit().name(),
                                        title));
                            }
                        })));
        return ImmutableList.copyOf(found);
    }
}
