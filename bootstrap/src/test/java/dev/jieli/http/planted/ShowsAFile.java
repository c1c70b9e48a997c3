package dev.jieli.http.planted;

import dev.jieli.application.port.Board;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.tenure.HandoverId;

/** Shows a case without an entry. */
public final class ShowsAFile {
    private final Board board;

    public ShowsAFile(Board board) {
        this.board = board;
    }

    public String gist(CaseId id) {
        return board.caseFile(id).orElseThrow().petitionCase().petition().gist();
    }

    public int items(HandoverId id) {
        return board.handover(id).orElseThrow().handover().items().size();
    }

    public int acts(CaseId id) {
        return board.docket(PetitionCase.subject(id)).size();
    }
}
