package dev.jieli.application;

import dev.jieli.application.paper.Desk;
import dev.jieli.application.paper.Sheet;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * 签发: numbers a paper, prints it and keeps it as it is. Where several issue at once each gets the next number: whoever
 * loses takes another and prints again, so that none is given twice and none is left out.
 */
public final class IssuePaper {
    private final Store store;
    private final Law law;

    public IssuePaper(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * Issues a paper.
     *
     * @param seen the digest of the draft that was read
     * @param press lays the sheet out; the same sheet gives the same file
     */
    public Outcome<Paper> issue(
            PaperId id, String seen, Function<Sheet, byte[]> press, Actor by, LocalDate on, Instant at) {
        return store.insist(Asker.of(by, at), session -> {
            Optional<Paper> found = session.papers().find(id);
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            Paper paper = found.get();
            return Desk.of(session, paper.about(), by, on, at)
                    .then(desk -> paper.mayIssue(desk.seat(), seen).then(ready -> {
                        Optional<DocumentNumber> number = desk.next(paper);
                        return desk.sheet(paper, session.papers().text(id).orElseThrow(), number)
                                .then(sheet -> {
                                    byte[] file = press.apply(sheet);
                                    return desk.entered(paper.issue(desk.hand(), number, Seal.digest(file)), law)
                                            .map(issued -> {
                                                session.papers().issue(issued, file);
                                                return issued;
                                            });
                                });
                    }));
        });
    }
}
