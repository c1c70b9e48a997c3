package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.OptionalInt;

/**
 * 表头: where the header of a sheet stands and what each column was taken for.
 *
 * @param firstRow the first of its rows, as a spreadsheet shows it
 * @param lastRow the last of its rows
 * @param headings one for each column that has a header, from the left
 * @param rows the words of its rows as they stand, to know them again further down
 * @param passed rows right under it that are no cases, by number
 */
public record Header(
        String sheet,
        int firstRow,
        int lastRow,
        ImmutableList<Heading> headings,
        ImmutableList<ImmutableList<String>> rows,
        ImmutableMap<Integer, RowShape> passed) {

    /** The columns that hold this, the more telling first. */
    ImmutableList<Heading> holding(Column column) {
        return headings.stream()
                .filter(heading -> heading.holds(column))
                .sorted(java.util.Comparator.comparing(
                        heading -> heading.certainty() == Heading.Certainty.SECOND ? 1 : 0))
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether any column is read as this. */
    boolean has(Column column) {
        return headings.stream().anyMatch(heading -> heading.holds(column));
    }

    /** The number of columns that the header covers. */
    int width() {
        return headings.isEmpty() ? 0 : headings.get(headings.size() - 1).index() + 1;
    }

    /** This header as a mapping, to be kept, changed and used again. */
    public Mapping mapping() {
        return new Mapping(
                OptionalInt.of(lastRow),
                headings.stream()
                        .collect(ImmutableMap.toImmutableMap(
                                heading -> Mapping.letters(heading.index()),
                                heading -> heading.isRead() ? heading.columns() : ImmutableList.of())));
    }
}
