package dev.jieli.http.planted;

import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.docket.Outcome;
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

    /** And looks at what is kept from whoever asks. */
    public Outcome<Boolean> isThere(Asker asker, CaseId id) {
        return archive.store()
                .transact(
                        asker,
                        session -> Outcome.done(session.whole().cases().find(id).isPresent()));
    }
}
