package dev.jieli.domain.statute;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;

/** 裁断: what was asked for, or why the law or the data does not allow it. */
public sealed interface Ruling<T> {

    /** 准许: what was asked for. */
    record Granted<T>(T value) implements Ruling<T> {}

    /**
     * 不准: why not.
     *
     * @param reasons at least one
     */
    record Refused<T>(ImmutableList<Reason> reasons) implements Ruling<T> {
        public Refused {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal gives its reasons");
            }
        }
    }

    /**
     * 理由: one reason for a refusal, with what to do next.
     *
     * @param article the place in the law, where there is one
     */
    record Reason(Kind kind, Optional<Article> article, Wording wording) {
        public String in(Language language) {
            return wording.in(language);
        }
    }

    /** 理由种类: reasons that a machine tells apart. */
    enum Kind {
        /** No edition of the law that is known governs a term that begins on this day. */
        NO_EDITION_IN_FORCE,
        /** The edition in force does not know this term. */
        TERM_NOT_IN_EDITION,
        /** The law does not let this term be extended. */
        NOT_EXTENDABLE,
        /** Longer than the law lets the term be extended. */
        EXTENSION_TOO_LONG,
        /** The law does not leave the time of a hearing out of this term. */
        HEARING_NOT_EXCLUDED,
        /** A number of days below zero, or an interval that ends before it begins. */
        NEGATIVE_DAYS,
        /** A date or a number of days that no case of this world has: a slip of the pen. */
        OUT_OF_RANGE,
        /** A local row gives the organ more time than the statute does. */
        LOOSER_THAN_STATUTE,
        /** A local row gives the petitioner less time than the statute does. */
        SHORTENS_PETITIONERS_WINDOW,
        /** The rulebook of a place cannot be read. */
        RULEBOOK_UNREADABLE,
        /** A notice of the year's holidays cannot be read. */
        NOTICE_UNREADABLE,
        /** A notice of the year's holidays names a day outside its year. */
        NOTICE_OUTSIDE_YEAR,
        /** A make-up working day that is no weekend day: such a day is worked anyway. */
        MAKE_UP_NOT_ON_WEEKEND,
        /** One day both off and a make-up working day. */
        HOLIDAY_AND_MAKE_UP
    }

    static <T> Ruling<T> granted(T value) {
        return new Granted<>(value);
    }

    static <T> Ruling<T> refused(Reason reason) {
        return new Refused<>(ImmutableList.of(reason));
    }

    static <T> Ruling<T> refused(Kind kind, Article article, String zh, String en) {
        return refused(new Reason(kind, Optional.of(article), Wording.of(zh, en)));
    }

    static <T> Ruling<T> refused(Kind kind, String zh, String en) {
        return refused(new Reason(kind, Optional.empty(), Wording.of(zh, en)));
    }

    /** What was asked for, if it was granted. */
    default Optional<T> toOptional() {
        return this instanceof Granted<T> granted ? Optional.of(granted.value()) : Optional.empty();
    }

    /** Why not; empty when granted. */
    default ImmutableList<Reason> reasons() {
        return this instanceof Refused<T> refused ? refused.reasons() : ImmutableList.of();
    }

    /** What was asked for; for callers to whom a refusal here would be a fault of the program. */
    default T orFault() {
        if (this instanceof Granted<T> granted) {
            return granted.value();
        }
        throw new IllegalStateException(reasons().toString());
    }

    default <R> Ruling<R> then(Function<? super T, ? extends Ruling<R>> next) {
        if (this instanceof Granted<T> granted) {
            return next.apply(granted.value());
        }
        return new Refused<>(reasons());
    }
}
