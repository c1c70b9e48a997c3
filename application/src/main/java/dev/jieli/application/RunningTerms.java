package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.LocalRulebook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** 在走期限: all of them, gone through page by page when what they were reckoned by has changed. */
record RunningTerms(Store store, Law law) {
    private static final int AT_A_TIME = 500;

    /**
     * Reckons again what ends on or after a day or is provisional; each case with a term that changed gets an entry.
     *
     * @param because what changed, for the entry
     * @param by who is told how many; what is kept from him or her, or what he or she has withdrawn from, is reckoned
     *     again too, and not counted
     * @return how many cases had a term that changed
     */
    Outcome<Integer> reckonAgain(LocalDate first, String because, IncumbencyId by, LocalDate on, Instant at) {
        return visit(Asker.Job.ROUND, first, (session, page) -> {
            Law today = session.law(law);
            Sight told = session.sight(Asker.of(by));
            int counted = 0;
            List<PetitionCase.Entered> entered = new ArrayList<>();
            for (PetitionCase found : page) {
                LocalDate day = on.isBefore(found.lastOn()) ? found.lastOn() : on;
                Outcome<PetitionCase.Entered> again =
                        found.perform(new CaseAct.Reckon(because), Optional.empty(), day, at, today, session.tenures());
                if (again instanceof Outcome.Done<PetitionCase.Entered> reckoned) {
                    entered.add(reckoned.value());
                    counted += told.isKept(found) || session.isWithdrawn(found, Asker.of(by)) ? 0 : 1;
                }
            }
            session.cases().enterAll(entered);
            return counted;
        });
    }

    /**
     * Goes through the cases with a term that ends on or after a day or is provisional.
     *
     * @param asker who is shown them
     * @param visit answers a number for each page; may be asked for one page again, when somebody acted in between
     * @return the sum of those numbers
     */
    Outcome<Integer> visit(
            Asker asker, LocalDate first, BiFunction<Store.Session, ImmutableList<PetitionCase>, Integer> visit) {
        int sum = 0;
        Optional<CaseId> last = Optional.empty();
        while (true) {
            Optional<CaseId> after = last;
            List<PetitionCase> page = new ArrayList<>();
            Outcome<Integer> done = store.transact(asker, session -> {
                page.clear();
                page.addAll(session.cases().unsettledFrom(first, after, AT_A_TIME));
                return Outcome.done(visit.apply(
                        session,
                        page.stream()
                                .filter(found -> !session.isWithdrawn(found, asker))
                                .collect(ImmutableList.toImmutableList())));
            });
            if (done instanceof Outcome.Refused<Integer> refused) {
                if (refused.refusal().reason() != Reason.STALE) {
                    return done;
                }
                continue; // somebody acted on one of them in the meantime: the same page again
            }
            sum += ((Outcome.Done<Integer>) done).value();
            if (page.isEmpty()) {
                return Outcome.done(sum);
            }
            last = Optional.of(page.get(page.size() - 1).id());
        }
    }

    /** Why a rulebook cannot hold here, before anybody looks at a case. */
    static Optional<Refusal> refusal(LocalRulebook book, Law today) {
        if (book.status() != LocalRulebook.Status.IN_FORCE) {
            return Optional.of(Refusal.of(Reason.NOT_IN_FORCE)
                    .with("title", book.instrument().cited(Language.ZH)));
        }
        String office = today.place().map(RegionCode::digits).orElse("");
        return book.place().covers(office)
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.OF_ANOTHER_PLACE)
                        .with("place", book.place().code())
                        .with("office", office));
    }
}
