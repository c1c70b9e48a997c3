package dev.jieli.persistence;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Questions that come while others are being answered are asked together, in one statement that begins after the last of
 * them came: each answer is as true as if it had been asked for alone. Nobody waits for company where none is under way.
 */
final class Together<Q, A> {
    private static final int AT_ONCE = 64;

    private final int lanes;
    private final int worthwhile;
    private final Function<ImmutableSet<Q>, ImmutableMap<Q, A>> ask;
    private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;

    /** Told either the answers to a whole group, or nothing: then it is to lead the next group itself. */
    private record Waiting<Q, A>(Q question, CompletableFuture<Optional<ImmutableMap<Q, A>>> told) {}

    /** One group after another. */
    Together(Function<ImmutableSet<Q>, ImmutableMap<Q, A>> ask) {
        this(1, 1, ask);
    }

    /**
     * Groups beside each other.
     *
     * @param lanes how many groups are under way at most
     * @param worthwhile how many have to wait before a group sets out beside another
     * @param ask answers at once what was asked together, that of who leads first; a question without an answer has no row
     */
    Together(int lanes, int worthwhile, Function<ImmutableSet<Q>, ImmutableMap<Q, A>> ask) {
        this.lanes = lanes;
        this.worthwhile = worthwhile;
        this.ask = ask;
    }

    Optional<A> answer(Q question) {
        Waiting<Q, A> mine = new Waiting<>(question, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(mine);
            if (underWay < lanes && isWorthwhileBeside(underWay)) {
                underWay++;
                waiting.remove().told.complete(Optional.empty());
            }
        }
        ImmutableMap<Q, A> answers = told(mine).orElseGet(() -> lead(mine));
        return Optional.ofNullable(answers.get(question));
    }

    private boolean isWorthwhileBeside(int others) {
        return waiting.size() >= (others == 0 ? 1 : worthwhile);
    }

    private static <Q, A> Optional<ImmutableMap<Q, A>> told(Waiting<Q, A> mine) {
        try {
            return mine.told.join();
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof RuntimeException cause ? cause : fault;
        }
    }

    private ImmutableMap<Q, A> lead(Waiting<Q, A> mine) {
        Deque<Waiting<Q, A>> group = new ArrayDeque<>();
        synchronized (waiting) {
            while (group.size() < AT_ONCE && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
        }
        ImmutableSet.Builder<Q> questions = ImmutableSet.<Q>builder().add(mine.question);
        group.forEach(one -> questions.add(one.question));
        ImmutableMap<Q, A> answers;
        try {
            answers = ask.apply(questions.build());
        } catch (RuntimeException | Error fault) {
            passOn();
            group.forEach(one -> one.told.completeExceptionally(fault));
            throw fault;
        }
        passOn(); // before the others are told: who leads next has further to go
        group.forEach(one -> one.told.complete(Optional.of(answers)));
        return answers;
    }

    private void passOn() {
        Waiting<Q, A> next = null;
        synchronized (waiting) {
            if (isWorthwhileBeside(underWay - 1)) {
                next = waiting.remove();
            } else {
                underWay--;
            }
        }
        if (next != null) {
            next.told.complete(Optional.empty());
        }
    }
}
