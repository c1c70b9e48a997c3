package dev.jieli.testkit;

import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.testkit.Books.Row;
import dev.jieli.testkit.contract.ArchiveContract;
import dev.jieli.testkit.contract.AuditContract;
import dev.jieli.testkit.contract.AuditContract.Tampering;
import java.time.Duration;
import java.util.List;

class InMemoryArchiveTest extends ArchiveContract {

    @Override
    protected Archive emptyArchive() {
        return new InMemoryArchive(AuditContract.SEALS);
    }

    @Override
    protected void tamper(Archive archive, Tampering how, Subject subject, int number) {
        Books books = ((InMemoryArchive) archive).books();
        List<Row> docket = books.docket(subject);
        int place = number - 1;
        switch (how) {
            case ALTER -> docket.set(place, altered(docket.get(place)));
            case REMOVE -> docket.remove(place);
            case INSERT -> {
                docket.add(number, docket.get(place));
                renumber(docket, number);
            }
            case SWAP -> {
                docket.add(number, docket.remove(place));
                renumber(docket, place);
            }
            case CUT_OFF -> docket.subList(place, docket.size()).clear();
            case MOVE_IN_TIME -> docket.set(place, moved(docket.get(place)));
            case CHANGE_MARK -> ((InMemoryAudit) archive.audit()).changeMark(subject, number);
            case UNSIGN -> ((InMemoryAudit) archive.audit()).unsign();
            case REMOVE_CHECKPOINT -> ((InMemoryAudit) archive.audit()).removeLast();
            case CHANGE_STATE -> change(books, subject);
        }
    }

    private static Row moved(Row row) {
        Feed.Sealed sealed = row.sealed();
        return new Row(
                row.entry(),
                new Feed.Sealed(
                        sealed.subject(),
                        sealed.number(),
                        sealed.at().minus(Duration.ofDays(1)),
                        sealed.json(),
                        sealed.hash()));
    }

    private static Row altered(Row row) {
        Feed.Sealed sealed = row.sealed();
        return new Row(
                row.entry(),
                new Feed.Sealed(
                        sealed.subject(),
                        sealed.number(),
                        sealed.at(),
                        sealed.json().replace("2026", "2025").replace("2024", "2025"),
                        sealed.hash()));
    }

    /** Gives the entries from that place on the numbers of their places. */
    private static void renumber(List<Row> docket, int from) {
        for (int place = from; place < docket.size(); place++) {
            Feed.Sealed kept = docket.get(place).sealed();
            docket.set(
                    place,
                    new Row(
                            docket.get(place).entry(),
                            new Feed.Sealed(kept.subject(), place + 1, kept.at(), kept.json(), kept.hash())));
        }
    }

    private static void change(Books books, Subject subject) {
        if (subject.kind() == Subject.Kind.CASE) {
            books.cases.computeIfPresent(
                    new CaseId(subject.id()),
                    (id, kept) -> new PetitionCase(
                            id,
                            kept.petition(),
                            kept.entries(),
                            kept.lastOn(),
                            heldBySomebodyElse((Position.Open) kept.position()),
                            kept.involved()));
        } else {
            books.handovers.computeIfPresent(new HandoverId(subject.id()), (id, kept) -> witnessed(kept));
        }
    }

    private static Position heldBySomebodyElse(Position.Open open) {
        return new Position.Open(
                open.stage(),
                open.stageSince(),
                open.unit(),
                open.chain().passed(open.chain().holder(), Who.COLLEAGUE.id()),
                open.heldSince(),
                open.running(),
                open.assignment(),
                open.course(),
                open.matter());
    }

    private static Handover witnessed(Handover kept) {
        return new Handover(
                kept.id(),
                kept.beside(),
                kept.outgoing(),
                kept.incoming(),
                kept.witness(),
                kept.cause(),
                kept.document(),
                kept.openedOn(),
                kept.leavesOn(),
                kept.dueOn(),
                Handover.State.WITNESSED,
                kept.items(),
                kept.dropped(),
                kept.edition(),
                kept.digest(),
                kept.signatures(),
                kept.placed(),
                kept.firstActDue(),
                kept.omissions(),
                kept.entries(),
                kept.lastOn());
    }
}
