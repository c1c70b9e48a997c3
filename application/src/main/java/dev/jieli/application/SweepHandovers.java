package dev.jieli.application;

import com.google.common.collect.Maps;
import dev.jieli.application.port.Handovers;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 接任巡查: items that were handed over and that nobody touched in time; the next level is told (新官不理旧账). */
public final class SweepHandovers {
    private static final int AT_A_TIME = 500;

    private final Store store;
    private final Law law;

    public SweepHandovers(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /** Goes through the items whose day has passed; answers of how many the next level was told. */
    public int sweep(LocalDate on, Instant at) {
        int told = 0;
        while (true) {
            Outcome<Integer> page = store.transact(Asker.Job.ROUND, session -> {
                List<PetitionCase.Entered> entered = new ArrayList<>();
                List<Handovers.Idle> untouched = session.handovers().idle(on, AT_A_TIME);
                Map<CaseId, PetitionCase> cases = Maps.uniqueIndex(
                        session.cases()
                                .all(untouched.stream()
                                        .map(Handovers.Idle::item)
                                        .toList()),
                        PetitionCase::id);
                for (Handovers.Idle idle : untouched) {
                    PetitionCase found =
                            Optional.ofNullable(cases.get(idle.item())).orElseThrow();
                    Chain chain = found.position().chain();
                    Role idler =
                            chain.rolesOf(idle.receiver()).stream().findFirst().orElse(Role.HOLDER);
                    CaseAct.WarnIdle warn = new CaseAct.WarnIdle(idle.handover().value(), chain.nextAbove(idler));
                    Outcome<PetitionCase.Entered> done = found.perform(
                            warn,
                            Optional.empty(),
                            on.isBefore(found.lastOn()) ? found.lastOn() : on,
                            at,
                            law,
                            session.tenures());
                    if (!(done instanceof Outcome.Done<PetitionCase.Entered> one)) {
                        throw new IllegalStateException("a reminder is not refused: " + done);
                    }
                    entered.add(one.value());
                }
                session.cases().enterAll(entered);
                return Outcome.done(entered.size());
            });
            if (page instanceof Outcome.Done<Integer> done) {
                if (done.value() == 0) {
                    return told;
                }
                told += done.value();
            } else if (((Outcome.Refused<Integer>) page).refusal().reason() != Reason.STALE) {
                throw new IllegalStateException("a reminder is not refused: " + page);
            } // stale: read again
        }
    }
}
