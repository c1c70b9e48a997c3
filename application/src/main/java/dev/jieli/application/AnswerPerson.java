package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.retention.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;

/**
 * 答复本人: upon the request of a person whose identity was checked, finds what is kept of him or her (个人信息保护法第45条): the one
 * person with exactly this name and this number, and nobody by a name alone. That it was asked, and why, is entered before
 * anything is shown; by whom it was asked is limited, for whoever watches people asks often.
 */
public final class AnswerPerson {
    /** How often an account may ask on one day. */
    public static final int MOST_A_DAY = 30;

    static final String PERSON = "person";

    private final Archive archive;
    private final Retention.Periods periods;

    public AnswerPerson(Archive archive, Retention.Periods periods) {
        this.archive = archive;
        this.periods = periods;
    }

    /**
     * 本人的请求
     *
     * @param who name, with an identity number or a telephone number
     * @param purpose what the person asked for and how it was seen that it is he or she; names nobody
     * @param copy whether a copy leaves the house
     */
    public record Request(
            Petitioner who, String purpose, boolean copy, UUID account, Optional<String> from, IncumbencyId by) {}

    /**
     * 本人的一件信访事项
     *
     * @param petitioner what is kept of the person in it
     * @param unit that handles it, or did when it ended
     * @param stays why what is kept cannot be erased now (art. 47); empty where its time is over
     */
    public record Held(PetitionCase about, Petitioner petitioner, String unit, Optional<Retention.Stay> stays) {}

    /**
     * What is kept of the person in the cases that the power of whoever asks reaches, in the order of their numbers.
     *
     * <p>Refused as {@link Reason#INCOMPLETE} without name, number or purpose, as {@link Reason#NOT_YOURS} for whom
     * {@link Power#ANSWER_PERSONS} does not name, and as {@link Reason#TOO_OFTEN} after so many on one day.
     */
    public Outcome<ImmutableList<Held>> find(Request request, LocalDate today, Instant at) {
        Petitioner who = request.who();
        if (who.name().isBlank()) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "name"));
        }
        if (who.comparableIdNumber().isEmpty() && who.comparablePhone().isEmpty()) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "idNumber"));
        }
        if (!AccountAct.isSaid(request.purpose())) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "purpose"));
        }
        Outcome<Answer> answer = archive.store().insist(Asker.of(request.by()), session -> {
            boolean tooOften = askedToday(session, request.account(), today) >= MOST_A_DAY;
            ImmutableSet<UnitId> reach = Reaching.of(session, Power.ANSWER_PERSONS, request.by());
            boolean may = !reach.isEmpty() && !tooOften;
            ImmutableList<Held> held = may ? held(session, request, reach, today) : ImmutableList.of();
            session.dockets()
                    .trace(
                            request.account(),
                            new AccountAct.Trace(
                                            request.copy() ? AccountAct.Kind.EXPORT : AccountAct.Kind.SEE,
                                            may,
                                            Optional.empty(),
                                            request.from(),
                                            ImmutableMap.of())
                                    .with(AccountAct.Detail.FIELDS, PERSON)
                                    .with(
                                            AccountAct.Detail.PURPOSE,
                                            request.purpose().strip())
                                    .with(AccountAct.Detail.COUNT, held.size()),
                            Optional.of(request.by()),
                            at);
            return Outcome.done(new Answer(!reach.isEmpty(), tooOften, held));
        });
        return answer.then(found -> {
            if (!found.may()) {
                return Outcome.refused(Reason.NOT_YOURS);
            }
            return found.tooOften()
                    ? Outcome.refused(Refusal.of(Reason.TOO_OFTEN).with("most", MOST_A_DAY))
                    : Outcome.done(found.held());
        });
    }

    private record Answer(boolean may, boolean tooOften, ImmutableList<Held> held) {}

    private static long askedToday(Store.Session session, UUID account, LocalDate today) {
        return session.dockets().traced(account, today).stream()
                .filter(entry -> entry.act() instanceof AccountAct.Trace trace
                        && PERSON.equals(trace.details().get(AccountAct.Detail.FIELDS)))
                .count();
    }

    private ImmutableList<Held> held(
            Store.Session session, Request request, Collection<UnitId> reach, LocalDate today) {
        Petitioner who = request.who();
        Collection<CaseId> known = session.cases()
                .casesWithNumbersOf(ImmutableSet.of(who))
                .row(who)
                .keySet();
        return session.cases().all(known).stream()
                .filter(found -> !Collections.disjoint(found.involved().units(), reach))
                .filter(found -> !session.isWithdrawn(found, Asker.of(request.by())))
                .flatMap(found -> session.cases().petitioner(found.id()).stream()
                        .filter(kept -> isThePerson(kept, who))
                        .map(kept -> new Held(
                                found,
                                kept,
                                session.roster()
                                        .unit(found.position().unit())
                                        .map(unit -> unit.name())
                                        .orElse(""),
                                Retention.stays(found, session.dockets().read(found.subject()), periods, today))))
                .sorted(java.util.Comparator.comparing(
                        one -> one.about().petition().number()))
                .collect(ImmutableList.toImmutableList());
    }

    /** A telephone may be a family's: the name has to be the same, and where both have an identity number, that too. */
    private static boolean isThePerson(Petitioner kept, Petitioner who) {
        return kept.name().strip().equals(who.name().strip())
                && (kept.comparableIdNumber().isEmpty()
                        || who.comparableIdNumber().isEmpty()
                        || kept.comparableIdNumber().equals(who.comparableIdNumber()));
    }
}
