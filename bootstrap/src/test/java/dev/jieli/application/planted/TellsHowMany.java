package dev.jieli.application.planted;

import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import java.time.LocalDate;

/** Answers somebody, and the two worlds do not ask it. */
public final class TellsHowMany {
    private final Archive archive;

    public TellsHowMany(Archive archive) {
        this.archive = archive;
    }

    public long count(Asker asker, LocalDate today) {
        return archive.board(asker).counts(Board.Filter.none(), today).open();
    }
}
