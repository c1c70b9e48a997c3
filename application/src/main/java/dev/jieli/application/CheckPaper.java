package dev.jieli.application;

import dev.jieli.application.paper.Desk;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** 核稿: finds a draft right. */
public final class CheckPaper {
    private final Store store;
    private final Law law;

    public CheckPaper(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * Finds it right, where the checker is not the drafter.
     *
     * @param seen the digest of the draft that was read
     */
    public Outcome<Paper> check(PaperId id, String seen, Actor by, LocalDate on, Instant at) {
        return store.insist(Asker.of(by, at), session -> {
            Optional<Paper> paper = session.papers().find(id);
            if (paper.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            return Desk.of(session, paper.get().about(), by, on, at)
                    .then(desk -> paper.get()
                            .check(desk.seat(), desk.hand(), seen, session.tenures())
                            .then(step -> desk.entered(step, law)))
                    .map(checked -> {
                        session.papers().check(checked);
                        return checked;
                    });
        });
    }
}
