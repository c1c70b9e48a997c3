package dev.jieli.application;

import dev.jieli.application.paper.Desk;
import dev.jieli.application.paper.Sheet;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** 预览: a draft as it would be printed, with the petitioner masked and without a number. */
public final class PreviewPaper {
    private final Store store;

    public PreviewPaper(Store store) {
        this.store = store;
    }

    /** Only for those who make the paper: what a drafter wrote may name people. */
    public Outcome<Sheet> preview(PaperId id, Actor by, LocalDate on, Instant at) {
        return store.transact(Asker.of(by, at), session -> {
            Optional<Paper> found = session.papers().find(id);
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            Paper paper = found.get();
            Optional<Papers.Text> text = session.papers().text(id);
            if (text.isEmpty()) {
                return Outcome.refused(Reason.ERASED);
            }
            return Desk.of(session, paper.about(), by, on, at)
                    .then(desk ->
                            desk.about().open(desk.seat(), session.tenures()).contains(CaseAct.DraftPaper.class)
                                            && desk.seat().unit().equals(paper.organ())
                                    ? desk.preview(paper, text.get())
                                    : Outcome.refused(Refusal.of(
                                            Reason.NOT_YOURS, paper.kind().article())));
        });
    }
}
