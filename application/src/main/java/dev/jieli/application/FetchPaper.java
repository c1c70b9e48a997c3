package dev.jieli.application;

import dev.jieli.application.paper.Desk;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** 调阅: hands out a paper as it was issued, byte for byte, and enters that it did. */
public final class FetchPaper {
    private final Store store;
    private final Law law;

    public FetchPaper(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /** Refused as {@link Reason#FILE_ALTERED} where what is kept is not what was issued. */
    public Outcome<byte[]> fetch(PaperId id, Actor by, LocalDate on, Instant at) {
        return Desk.insisting(() -> store.transact(Asker.of(by, at), session -> {
            Optional<Paper> found = session.papers().find(id);
            Optional<byte[]> file = session.papers().file(id);
            if (found.isEmpty() || file.isEmpty()) {
                return Outcome.refused(found.flatMap(Paper::issued).isPresent() ? Reason.ERASED : Reason.NOT_FOUND);
            }
            Paper paper = found.get();
            boolean onRecord = session.dockets().read(PetitionCase.subject(paper.about())).stream()
                    .anyMatch(entry -> entry.act() instanceof CaseAct.IssuePaper issued
                            && issued.paper().equals(id.value())
                            && issued.digest().equals(Seal.digest(file.get())));
            if (!onRecord) {
                return Outcome.refused(Reason.FILE_ALTERED, paper.kind().article());
            }
            return Desk.of(session, paper.about(), by, on, at)
                    .then(desk -> desk.entered(
                            new Paper.Stepped(paper, new CaseAct.FetchPaper(id.value(), paper.kind())), law))
                    .map(fetched -> file.get());
        }));
    }
}
