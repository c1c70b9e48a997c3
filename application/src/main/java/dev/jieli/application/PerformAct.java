package dev.jieli.application;

import com.google.common.collect.Maps;
import dev.jieli.application.port.Roster;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.SameMatter;
import dev.jieli.domain.casefile.Termination;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** 办理: does an act to a case. */
public final class PerformAct {
    private final Store store;
    private final Law law;

    public PerformAct(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * Does the act, or says why not.
     *
     * Steps on papers are not done here: they need what stands in the paper, see {@link DraftPaper} and {@link IssuePaper}.
     *
     * @param seen how many entries the case had on the page from which the act comes; where it has more now, the act is
     *     refused as {@link Reason#STALE}
     * @param by who does it; a delegate does it in the capacity of whoever is absent, and the entry names both
     */
    public Outcome<PetitionCase> perform(CaseId id, int seen, CaseAct act, Actor by, LocalDate on, Instant at) {
        return store.transact(Asker.of(by, at), session -> {
            Optional<PetitionCase> found = session.cases().find(id);
            Optional<Seat> seat = session.tenures().seat(by, on, at);
            if (seat.isEmpty()) { // who sits nowhere is shown nothing, and told why
                return Outcome.refused(by instanceof Actor.Delegate ? Reason.NOT_DELEGATED : Reason.ACTOR_DOES_NOT_SIT);
            }
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            if (act.onPaper()) {
                return Outcome.refused(Refusal.of(Reason.NOT_AT_THIS_STAGE)
                        .with("act", act.getClass().getSimpleName()));
            }
            if (found.get().entries() != seen) {
                return Outcome.refused(Refusal.of(Reason.STALE)
                        .with("seen", seen)
                        .with("entries", found.get().entries()));
            }
            Optional<Refusal> repeated = repeated(session, found.get(), act, Asker.of(by, at), seat.get(), on);
            if (repeated.isPresent()) {
                return Outcome.refused(repeated.get());
            }
            Law today = session.law(law);
            return found.get()
                    .perform(act, seat, on, at, today, session.tenures())
                    .then(done -> lacking(session, found.get(), act)
                            .map(Outcome::<PetitionCase.Entered>refused)
                            .orElse(Outcome.done(done)))
                    .map(done -> {
                        session.cases().enter(done);
                        return done.after();
                    });
        });
    }

    /** What a file for termination lacks; only the docket tells. */
    private static Optional<Refusal> lacking(Store.Session session, PetitionCase here, CaseAct act) {
        return act instanceof CaseAct.ProposeTermination
                ? Termination.incomplete(here, session.dockets().read(here.subject()))
                : Optional.empty();
    }

    /** What only other cases can tell: whether two can be linked, and whether an earlier one bars accepting this one. */
    private static Optional<Refusal> repeated(
            Store.Session session, PetitionCase here, CaseAct act, Asker asker, Seat by, LocalDate on) {
        if (act instanceof CaseAct.Link link) {
            return unlinkable(session, here, link.other(), asker);
        }
        if (act instanceof CaseAct.Unlink unlink) {
            return unlinkable(session, here, unlink.other(), asker);
        }
        if (!(act instanceof CaseAct.Accept)) {
            return Optional.empty();
        }
        Set<CaseId> same = Maps.filterValues(
                        session.cases().links(here.id()).asMap(),
                        kinds -> kinds.contains(LinkKind.SAME_MATTER) && kinds.contains(LinkKind.SAME_PERSON))
                .keySet();
        return session.whole().cases().all(same).stream()
                .sorted(Comparator.comparing(earlier -> earlier.petition().number()))
                .flatMap(earlier ->
                        SameMatter.bars(earlier, unit -> isBelow(session.roster(), unit, by.unit()), on).stream())
                .findFirst();
    }

    private static Optional<Refusal> unlinkable(Store.Session session, PetitionCase here, CaseId other, Asker asker) {
        Optional<PetitionCase> that = session.cases().find(other);
        if (that.isEmpty()) {
            return Optional.of(Refusal.of(Reason.NOT_FOUND).with("field", "other"));
        }
        return session.isWithdrawn(that.get(), asker)
                ? Optional.of(Refusal.of(Reason.RECUSED, Article.art(28, 3)))
                : SameMatter.unlinkable(here, matter(session, here.id()), that.get(), matter(session, other));
    }

    private static Matter matter(Store.Session session, CaseId id) {
        return Matter.of(session.dockets().read(PetitionCase.subject(id)));
    }

    private static boolean isBelow(Roster roster, UnitId unit, UnitId above) {
        Optional<UnitId> next = roster.unit(unit).flatMap(Unit::above);
        while (next.isPresent() && !next.get().equals(above)) {
            next = roster.unit(next.get()).flatMap(Unit::above);
        }
        return next.isPresent();
    }
}
