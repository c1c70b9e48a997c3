package dev.jieli.application.planted;

import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import java.time.LocalDate;

/** Counts for nobody, so that nothing is left out. */
public final class AsksAsTheHouse {
    private final Archive archive;

    public AsksAsTheHouse(Archive archive) {
        this.archive = archive;
    }

    public long count(LocalDate today) {
        return archive.board(Asker.Job.OPERATOR)
                .counts(Board.Filter.none(), today)
                .open();
    }
}
