package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Predicate;

/** 台账文件: a ledger that can be read row by row, more than once, and never stands in memory as a whole. */
public interface LedgerFile extends AutoCloseable {

    /** The file's name, for people. */
    String name();

    /** The visible sheets by the names on their tabs, in order; a .csv file is one sheet. */
    ImmutableList<String> sheets();

    /** Whether cells are told apart by signs in a text (.csv), so that a stray sign shifts what follows. */
    boolean isDelimited();

    /**
     * Reads one sheet from its top.
     *
     * @param sheet the place in {@link #sheets()}
     * @param reader says whether it wants to go on
     * @return why the sheet could not be read to its end, where it could not
     */
    Optional<Problem> read(int sheet, Predicate<? super SheetRow> reader);

    /** Lets go of the file. */
    @Override
    void close();
}
