package dev.jieli.application.port;

import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * 存储: where all of it is kept, and the one port that opens a transaction.
 *
 * <p>What a piece of work enters becomes visible at once when it returns {@link Outcome.Done}, and not at all when it
 * returns {@link Outcome.Refused} or throws. An adapter may hold writes back until the work returns and send them
 * together; it then turns the work's answer into a refusal where the writes lose:
 *
 * <ul>
 *   <li>{@link dev.jieli.domain.docket.Reason#STALE}: somebody entered into the same docket in the meantime, or ended the
 *       same incumbency;
 *   <li>{@link dev.jieli.domain.docket.Reason#RECEIVER_DOES_NOT_SIT}: an open case would be put on, or left with, an
 *       incumbency that has ended;
 *   <li>{@link dev.jieli.domain.docket.Reason#STILL_ANSWERS}: an incumbency would end that still answers for an open case,
 *       which is not named: it may be kept from whoever asks;
 *   <li>{@link dev.jieli.domain.docket.Reason#HANDOVER_UNDER_WAY}: a second handover of one incumbency would be under way;
 *   <li>{@link dev.jieli.domain.docket.Reason#ALREADY_THERE}: a number, a key or an id is taken.
 * </ul>
 *
 * <p>Within the work, what it entered itself may or may not be found again; work asks first and enters then.
 */
public interface Store {

    /**
     * Does a piece of work for somebody.
     *
     * @param asker for whom; what he or she is not shown ({@link Sight}) is not there for the work either
     */
    <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work);

    /**
     * As {@link #transact}, and again where it lost to somebody else ({@code STALE}, {@code ALREADY_THERE}), some dozens of times at
     * most; the work reads anew each time what it depends on.
     */
    default <T> Outcome<T> insist(Asker asker, Function<Session, Outcome<T>> work) {
        Outcome<T> outcome = transact(asker, work);
        for (int tries = 1; tries < 64 && lost(outcome); tries++) {
            outcome = transact(asker, work);
        }
        return outcome;
    }

    private static boolean lost(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused
                && (refused.refusal().reason() == Reason.STALE
                        || refused.refusal().reason() == Reason.ALREADY_THERE);
    }

    /** 一次办理: the ports within one transaction; of no use after the work returned. */
    interface Session {
        Cases cases();

        Tenures tenures();

        Handovers handovers();

        Dockets dockets();

        Roster roster();

        WorkCalendars calendars();

        Rulebooks rulebooks();

        Receipts receipts();

        Papers papers();

        /** What somebody is shown, as things stand. */
        Sight sight(Asker asker);

        /** Whether somebody, or either of two of whom one stands in for the other, has withdrawn from a case (art. 28(3)). */
        default boolean isWithdrawn(PetitionCase found, Asker asker) {
            return !found.involved().recused().isEmpty() && sight(asker).isWithdrawn(found, tenures()::official);
        }

        /** A handover where it is shown to somebody. */
        default Optional<Handover> handover(HandoverId id, Asker asker) {
            return handovers().find(id).filter(found -> isShown(found, asker));
        }

        /** Whether a handover is shown to somebody. */
        default boolean isShown(Handover found, Asker asker) {
            Sight sight = sight(asker);
            return sight.unbounded()
                    || sight.seesHandover(
                            Stream.of(found.outgoing(), found.incoming(), found.witness())
                                    .flatMap(party -> tenures().official(party).stream())
                                    .toList(),
                            tenures()
                                    .find(found.outgoing())
                                    .flatMap(left -> roster().post(left.post()))
                                    .orElseThrow()
                                    .unit(),
                            () -> whole().cases().all(found.everListed()));
        }

        /**
         * The same work with nothing hidden: for what must be complete whoever acts, as the list of a handover and what bars
         * an acceptance. Nothing that it finds is shown.
         */
        Session whole();

        /**
         * The law that holds now: as shipped, on the calendar as announced, with the rulebooks as adopted, in the division of
         * the office where no other was given.
         */
        default Law law(Law shipped) {
            Law today = shipped.on(calendars().current()).with(rulebooks().adopted());
            return today.place().isPresent()
                    ? today
                    : roster().root().map(root -> today.in(root.region())).orElse(today);
        }
    }
}
