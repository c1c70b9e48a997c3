package dev.jieli.domain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** A case under way, with its docket and the day on which the next act is done. */
public final class Journey {
    private final List<Entry> docket = new ArrayList<>();
    private PetitionCase now;
    private LocalDate today;
    private Law law = Law.national();
    private Seats seats = Who.ALL;

    private Journey(PetitionCase now, LocalDate today) {
        this.now = now;
        this.today = today;
    }

    public static Journey begun(CaseId id, CaseAct act, Who by, LocalDate on) {
        PetitionCase.Entered entered = done(PetitionCase.register(id, act, by.seat(), on, at(on), Law.national()));
        Journey journey = new Journey(entered.after(), on);
        journey.docket.add(entered.entry());
        return journey;
    }

    // ------------------------------------------------------------------ going on

    /** Goes on, on that day. */
    public Journey on(LocalDate day) {
        today = day;
        return this;
    }

    /** Goes on so many days later. */
    public Journey later(int days) {
        return on(today.plusDays(days));
    }

    public Journey under(Law other) {
        law = other;
        return this;
    }

    /** Goes on among those who still sit. */
    public Journey among(Seats others) {
        seats = others;
        return this;
    }

    public Journey does(Who by, CaseAct act) {
        return entered(done(perform(act, Optional.of(by.seat()))));
    }

    /** The system does it: a daily round, or a handover that takes effect. */
    public Journey happens(CaseAct act) {
        return entered(done(perform(act, Optional.empty())));
    }

    private Journey entered(PetitionCase.Entered done) {
        now = done.after();
        docket.add(done.entry());
        return this;
    }

    public Outcome<PetitionCase.Entered> perform(CaseAct act, Optional<Seat> by) {
        return now.perform(act, by, today, at(today), law, seats);
    }

    // ------------------------------------------------------------------ asking

    public Refusal refuses(Who by, CaseAct act) {
        return refusal(perform(act, Optional.of(by.seat())));
    }

    public Refusal refuses(CaseAct act) {
        return refusal(perform(act, Optional.empty()));
    }

    /** Whose capacity reaches this act now, whatever else may be wrong with it. */
    public ImmutableSet<Who> whoMay(CaseAct act) {
        EnumSet<Who> may = EnumSet.noneOf(Who.class);
        for (Who who : Who.values()) {
            Outcome<PetitionCase.Entered> outcome = perform(act, Optional.of(who.seat()));
            if (!(outcome instanceof Outcome.Refused<PetitionCase.Entered> refused)
                    || refused.refusal().reason() != Reason.NOT_YOURS) {
                may.add(who);
            }
        }
        return Sets.immutableEnumSet(may);
    }

    public PetitionCase now() {
        return now;
    }

    public LocalDate today() {
        return today;
    }

    public ImmutableList<Entry> docket() {
        return ImmutableList.copyOf(docket);
    }

    public Entry newest() {
        return docket.get(docket.size() - 1);
    }

    public Position.Open open() {
        return (Position.Open) now.position();
    }

    public Stage stage() {
        return open().stage();
    }

    public Ending ending() {
        return ((Position.Ended) now.position()).ending();
    }

    public Who holder() {
        return who(now.position().chain().holder());
    }

    public Optional<Who> in(Role role) {
        return now.position().chain().in(role).map(Journey::who);
    }

    public ImmutableSet<Term> running() {
        return Sets.immutableEnumSet(open().running().keySet());
    }

    public Running term(Term term) {
        return Optional.ofNullable(open().running().get(term)).orElseThrow();
    }

    public LocalDate due(Term term) {
        return term(term).due();
    }

    // ------------------------------------------------------------------ small change

    /** Ten in the morning in China. */
    public static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(10, 0)).atZone(PetitionCase.CHINA).toInstant();
    }

    public static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("refused: " + ((Outcome.Refused<T>) outcome).refusal());
    }

    public static Refusal refusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            return refused.refusal();
        }
        throw new AssertionError("done: " + outcome);
    }

    private static Who who(IncumbencyId id) {
        for (Who who : Who.values()) {
            if (who.id().equals(id)) {
                return who;
            }
        }
        throw new AssertionError("nobody: " + id);
    }
}
