package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * 流水: the dockets as one stream in the order of commits, for those who listen. Nothing is skipped, also when
 * transactions commit in another order than they began; within a subject entries come in their order. Delivery is at
 * least once; {@link Sealed#id()} tells a repetition.
 */
public interface Feed {

    /**
     * Hands the next page to a listener and moves its cursor past as many as it took. While one relay is at it, another
     * for the same listener gets nothing; a slow listener holds back neither the others nor those who enter.
     *
     * @param listener its cursor is made at the beginning of the stream when it is new
     * @param take how many of the page, from its start, were delivered or set aside
     * @return how many were taken; 0 where there is nothing new or another relay is at it
     */
    int relay(String listener, int most, Function<ImmutableList<Sealed>, Integer> take);

    /** When the oldest entry was made that a listener has not taken; empty where it took all. */
    Optional<Instant> waiting(String listener);

    /** 死信: sets an entry aside that a listener would not take. */
    void setAside(String listener, Sealed entry, String why, Instant at);

    /** Those set aside for a listener, in the order of the stream. */
    ImmutableList<SetAside> asideFor(String listener);

    /** Takes one back that was delivered after all. */
    void delivered(String listener, String id);

    /**
     * 已封条目: an entry as it stands in the docket.
     *
     * @param json its published form, canonical: what the hash is reckoned over
     * @param hash SM3 over the hash before and {@code json}, 64 hexadecimal digits
     */
    record Sealed(Subject subject, int number, Instant at, String json, String hash) {
        /** {@code subject/number}: the message id. */
        public String id() {
            return subject + "/" + number;
        }
    }

    /** 搁置条目 */
    record SetAside(Sealed entry, String why, Instant at) {}

    /** 接收方: who listens, and what carries the feed to them. */
    interface Listeners {

        /** Their names, as the feed keeps their cursors. */
        ImmutableList<String> names();

        /** Whether the token on whose authority it is told opens the feed still; while it does not, nothing goes and nothing is lost. */
        boolean isAuthorized(String listener);

        /**
         * Delivers an entry that was set aside once more.
         *
         * @param id of the message: {@code subject/number}
         * @return whether it was taken
         */
        boolean resend(String listener, String id);

        /** Nobody listens. */
        static Listeners none() {
            return new Listeners() {
                @Override
                public ImmutableList<String> names() {
                    return ImmutableList.of();
                }

                @Override
                public boolean isAuthorized(String listener) {
                    return false;
                }

                @Override
                public boolean resend(String listener, String id) {
                    return false;
                }
            };
        }
    }
}
