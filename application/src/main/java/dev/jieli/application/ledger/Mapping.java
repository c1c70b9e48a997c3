package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.OptionalInt;

/**
 * 列映射: what a person says about the columns of a ledger, over what the program would take them for.
 *
 * @param headerRow the row in which the header stands, as a spreadsheet shows it; its last row where it has several
 * @param columns by header or by the column's letter ({@code C}); none where the column is to be left out, two where a
 *     cell holds two things
 */
public record Mapping(OptionalInt headerRow, ImmutableMap<String, ImmutableList<Column>> columns) {

    /** Nothing said: every column is taken for what its header says. */
    public static final Mapping NONE = new Mapping(OptionalInt.empty(), ImmutableMap.of());

    /** The letters over a column of a spreadsheet: 0 gives A, 26 gives AA. */
    public static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }
}
