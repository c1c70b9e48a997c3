package dev.jieli.domain.tenure;

import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * 委托代理: somebody is absent for a time and a colleague acts in his or her capacity. Whoever is absent goes on answering:
 * no chain changes, nothing is handed over, and each entry names both. It is over after its last day without anything having
 * to be done, and at the instant at which either leaves the post.
 *
 * <p>The Regulations know no delegation. What holds here is *chosen*: by analogy with the Civil Code, arts. 161 (what has to
 * be done in person is not delegated), 169 (who acts for somebody does not delegate on) and 173 (when it ends), and after the
 * practice of organs to have a second for each post (AB 岗).
 *
 * @param absent the post of whoever is absent
 * @param delegate the post of whoever acts; in the same unit
 * @param from the first day, and {@code until} the last
 * @param note what else there is to say; may be blank, and holds nothing about anybody's health
 * @param ended the day on which it was ended early
 */
public record Delegation(
        DelegationId id,
        IncumbencyId absent,
        IncumbencyId delegate,
        Cause cause,
        LocalDate from,
        LocalDate until,
        String note,
        Optional<LocalDate> ended) {

    /**
     * The longest, in calendar days; *chosen*: as long as a case may take with its extension (art. 34: 60 and 30). Whoever is
     * away longer no longer answers for what happens meanwhile, and hands over.
     */
    public static final int LONGEST = 90;

    /** 离岗原因: a kind and no more, for the reason is the official's own affair. */
    public enum Cause {
        /** 休假 */
        LEAVE,
        /** 学习培训 */
        TRAINING,
        /** 患病 */
        ILLNESS,
        /** 出差 */
        TRAVEL,
        /** 其他 */
        OTHER
    }

    /** Whether the delegate may act for that day. */
    public boolean covers(LocalDate day) {
        return ended.isEmpty() && !day.isBefore(from) && !day.isAfter(until);
    }

    /** Whether the delegate could act on that day, ended early or not. */
    public boolean held(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(last());
    }

    /** The last day on which it held or will. */
    public LocalDate last() {
        return ended.filter(day -> day.isBefore(until)).orElse(until);
    }

    /** Whether nobody acts under it any more. */
    public boolean isOver(LocalDate today) {
        return ended.isPresent() || until.isBefore(today);
    }

    public boolean is(Actor.Delegate as) {
        return delegate.equals(as.who()) && absent.equals(as.absent());
    }

    public Actor.Delegate actor() {
        return new Actor.Delegate(delegate, absent);
    }

    public Delegation endedOn(LocalDate day) {
        return new Delegation(id, absent, delegate, cause, from, until, note, Optional.of(day));
    }

    /** The same, over with the day on which one of the two left the post, where that came first. */
    public Delegation overWith(Optional<LocalDate> left) {
        return left.filter(day -> !day.isAfter(last())).map(this::endedOn).orElse(this);
    }

    private boolean overlaps(Delegation other) {
        return !from.isAfter(other.until) && !other.from.isAfter(until);
    }

    /**
     * Why it cannot be.
     *
     * @param standing those in force or to come
     * @param today the day on which it is ordered
     */
    public Optional<Refusal> refusal(Collection<Delegation> standing, Seats seats, LocalDate today) {
        Optional<Seat> away = seats.seat(absent);
        Optional<Seat> acting = seats.seat(delegate);
        if (away.isEmpty() || acting.isEmpty()) {
            return Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
        }
        if (Seats.same(seats, absent, delegate)
                || !away.get().unit().equals(acting.get().unit())) {
            return Optional.of(Refusal.of(Reason.NOT_A_COLLEAGUE));
        }
        if (ended.isPresent() || from.isBefore(today)) {
            return Optional.of(Refusal.of(Reason.INCOMPLETE).with("field", "from"));
        }
        if (until.isBefore(from)) {
            return Optional.of(Refusal.of(Reason.INCOMPLETE).with("field", "until"));
        }
        if (WorkCalendar.daysBetween(from, until) >= LONGEST) {
            return Optional.of(Refusal.of(Reason.TOO_LONG).with("most", LONGEST));
        }
        // one delegate at a time, and none who is away or stands in for somebody then: nobody delegates on
        return standing.stream()
                .filter(other -> other.ended().isEmpty() && overlaps(other))
                .filter(other -> other.absent().equals(absent)
                        || Seats.same(seats, other.absent(), delegate)
                        || Seats.same(seats, other.delegate(), absent))
                .findFirst()
                .map(other -> Refusal.of(Reason.DELEGATED_THEN).with("until", other.until()));
    }
}
