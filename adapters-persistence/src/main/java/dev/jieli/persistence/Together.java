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
 * them came: each answer is as true as if it had been asked for alone. Nobody waits for company: whoever comes when none is
 * under way asks at once.
 */
final class Together<Q, A> {
    private static final int AT_ONCE = 64;

    private final Function<ImmutableSet<Q>, ImmutableMap<Q, A>> ask;
    private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private boolean underWay;

    /** Told either the answers to a whole group, or nothing: then it is to lead the next group itself. */
    private record Waiting<Q, A>(Q question, CompletableFuture<Optional<ImmutableMap<Q, A>>> told) {}

    /** @param ask answers at once what was asked together; a question without an answer has no row */
    Together(Function<ImmutableSet<Q>, ImmutableMap<Q, A>> ask) {
        this.ask = ask;
    }

    Optional<A> answer(Q question) {
        Waiting<Q, A> mine = new Waiting<>(question, new CompletableFuture<>());
        synchronized (waiting) {
            if (underWay) {
                waiting.add(mine);
            } else {
                underWay = true;
                mine.told.complete(Optional.empty());
            }
        }
        ImmutableMap<Q, A> answers = told(mine).orElseGet(() -> lead(mine));
        return Optional.ofNullable(answers.get(question));
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
        try {
            ImmutableSet.Builder<Q> questions = ImmutableSet.<Q>builder().add(mine.question);
            group.forEach(one -> questions.add(one.question));
            ImmutableMap<Q, A> answers = ask.apply(questions.build());
            group.forEach(one -> one.told.complete(Optional.of(answers)));
            return answers;
        } catch (RuntimeException | Error fault) {
            group.forEach(one -> one.told.completeExceptionally(fault));
            throw fault;
        } finally {
            passOn();
        }
    }

    private void passOn() {
        Waiting<Q, A> next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                underWay = false;
                return;
            }
        }
        next.told.complete(Optional.empty());
    }
}
