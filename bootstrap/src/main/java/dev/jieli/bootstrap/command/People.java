package dev.jieli.bootstrap.command;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import java.util.Optional;

/** Finds who is meant, or says that nobody or more than one is. */
record People(Console console, Board board) {
    private static final int MOST_SHOWN = 10;

    /** @param option where it was written */
    Optional<IncumbencyId> sitter(String text, String option) {
        ImmutableList<References.Sitter> found = References.sitters(board, text);
        if (found.size() == 1) {
            return Optional.of(found.get(0).id());
        }
        String many = String.join(
                "、",
                found.stream()
                        .limit(MOST_SHOWN)
                        .map(References.Sitter::toString)
                        .toList());
        console.refuse(
                found.isEmpty() ? "NOT_FOUND" : "AMBIGUOUS",
                "",
                found.isEmpty()
                        ? console.in(
                                option + "：没有在任的“" + text + "”。请写成 姓名、单位/岗位 或 单位/岗位/姓名。",
                                option + ": nobody sits as \"" + text
                                        + "\". Write a name, unit/post, or unit/post/name.")
                        : console.in(
                                option + "：“" + text + "”不止一人，请写成 单位/岗位/姓名：" + many,
                                option + ": \"" + text + "\" is more than one; write unit/post/name: " + many));
        return Optional.empty();
    }
}
