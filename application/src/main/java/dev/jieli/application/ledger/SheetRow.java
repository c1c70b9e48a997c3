package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;

/**
 * 台账行: one row of a sheet.
 *
 * @param sheet the name on the sheet's tab; of a .csv file, the file's own name
 * @param number the row number as a spreadsheet shows it, from 1
 */
public record SheetRow(String sheet, int number, ImmutableList<Cell> cells) {

    /** The cell in that column, from 0; blank beyond the end. */
    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.blank();
    }

    public boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }

    /** The number of cells up to the last that is not blank. */
    int width() {
        int width = cells.size();
        while (width > 0 && cells.get(width - 1).isBlank()) {
            width--;
        }
        return width;
    }

    /** About as much as it takes to keep. */
    int characters() {
        return cells.stream().mapToInt(cell -> cell.text().length()).sum();
    }

    int filled() {
        return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
    }
}
