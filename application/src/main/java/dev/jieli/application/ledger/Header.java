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
        ImmutableMap<Integer, Passed> passed) {

    /** 略过的行: rows of a sheet that are no cases. */
    public enum Passed {
        TITLE("标题", "title"),
        NUMBERS("列号", "column numbers"),
        GUIDANCE("填写说明", "instructions"),
        SAMPLE("样例", "sample"),
        HEADER_AGAIN("重复的表头", "the header again"),
        TOTAL("合计", "total"),
        NOTE("表注", "note");

        private final String zh;
        private final String en;

        Passed(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        public String zh() {
            return zh;
        }

        public String en() {
            return en;
        }
    }

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
