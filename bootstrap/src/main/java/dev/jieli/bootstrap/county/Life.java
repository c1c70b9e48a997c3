package dev.jieli.bootstrap.county;

import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Stage;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/** One case as it goes on: what it is, and what its people are going to do. */
final class Life {
    /** What the case is bound for. */
    enum Fate {
        /** Answered, and that is that. */
        CONTENT,
        REVIEWED,
        REREVIEWED,
        SETTLED,
        WITHDRAWN,
        DECLINED,
        LED_ELSEWHERE,
        PROPOSED,
        /** Hard: goes on and on. */
        STUCK
    }

    /** An act, and who does it. */
    record Move(CaseAct act, IncumbencyId by) {}

    /** @param stage at which it makes sense; empty for any */
    record Plan(LocalDate on, Optional<Stage> stage, Function<PetitionCase, Move> move) {}

    final Petitioner petitioner;
    final Fate fate;
    /** The unit whose matter it is. */
    final String unit;

    final Desk registrar;
    final PriorityQueue<Plan> plans = new PriorityQueue<>(Comparator.comparing(Plan::on));

    PetitionCase now;
    boolean notified;
    boolean misdirected;
    boolean orderedAnew;
    int minutes;

    Life(PetitionCase now, Petitioner petitioner, Fate fate, String unit, Desk registrar) {
        this.now = now;
        this.petitioner = petitioner;
        this.fate = fate;
        this.unit = unit;
        this.registrar = registrar;
    }

    Optional<Position.Open> open() {
        return now.position() instanceof Position.Open open ? Optional.of(open) : Optional.empty();
    }

    IncumbencyId holder() {
        return now.position().chain().holder();
    }

    void at(Stage stage, LocalDate on, CaseAct act) {
        at(stage, on, found -> new Move(act, found.position().chain().holder()));
    }

    void at(Stage stage, LocalDate on, Function<PetitionCase, Move> move) {
        plans.add(new Plan(on, Optional.of(stage), move));
    }

    void whenever(LocalDate on, Function<PetitionCase, Move> move) {
        plans.add(new Plan(on, Optional.empty(), move));
    }
}
