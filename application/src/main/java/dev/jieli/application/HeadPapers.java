package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.Letterhead;
import java.util.Optional;

/** 设置文书版头和模板: how an organ heads its papers, and its own templates for them. */
public final class HeadPapers {
    private final Store store;

    public HeadPapers(Store store) {
        this.store = store;
    }

    /**
     * 模板
     *
     * @param file checked to carry every field that the paper must have; empty to use the usual one again
     */
    public record Template(PaperKind kind, Optional<byte[]> file) {}

    /** Sets either or both for the organ in which {@code by} sits and which he or she heads; *chosen*. */
    public Outcome<Letterhead> set(Optional<Letterhead> letterhead, Optional<Template> template, IncumbencyId by) {
        return store.transact(Asker.of(by), session -> {
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Outcome<Capacity> permitted = Authority.permits(
                    Power.HEAD_PAPERS,
                    seat.get(),
                    session.roster().unit(seat.get().unit()),
                    session.roster().units());
            if (permitted instanceof Outcome.Refused<Capacity> refused) {
                return Outcome.refused(refused.refusal());
            }
            if (letterhead.isPresent() && !letterhead.get().isComplete()) {
                return Outcome.refused(Refusal.of(Reason.INCOMPLETE)
                        .with("field", letterhead.get().mark().isBlank() ? "mark" : "code"));
            }
            UnitId organ = seat.get().unit();
            letterhead.ifPresent(head -> session.papers().head(organ, head));
            template.ifPresent(one -> session.papers().replaceTemplate(organ, one.kind(), one.file()));
            return Outcome.done(letterhead
                    .or(() -> session.papers().letterhead(organ))
                    .orElseGet(() -> Letterhead.of(session.roster().unit(organ).orElseThrow())));
        });
    }
}
