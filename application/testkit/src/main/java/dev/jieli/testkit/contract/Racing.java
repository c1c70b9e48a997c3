package dev.jieli.testkit.contract;

import dev.jieli.domain.docket.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Something that runs beside the test, on a thread of its own. */
final class Racing<T> {
    /** Never waited for where all is well; long, because a machine may be busy. */
    private static final int PATIENCE_SECONDS = 60;

    private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();

    private Racing() {}

    static <T> Racing<T> begin(Supplier<Outcome<T>> work) {
        Racing<T> racing = new Racing<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        racing.outcome.complete(work.get());
                    } catch (RuntimeException | Error fault) {
                        racing.outcome.completeExceptionally(fault);
                    }
                },
                "racing");
        thread.setDaemon(true);
        thread.start();
        return racing;
    }

    Outcome<T> outcome() {
        try {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException fault) {
            throw new AssertionError(fault);
        }
    }

    /** All of them at once, each on a thread of its own; their outcomes in their order. */
    static List<Outcome<?>> together(List<Supplier<Outcome<?>>> work) {
        CyclicBarrier start = new CyclicBarrier(work.size());
        List<Racing<Object>> racing = new ArrayList<>();
        for (Supplier<Outcome<?>> one : work) {
            racing.add(begin(() -> {
                try {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException fault) {
                    throw new AssertionError(fault);
                }
                return one.get().map(done -> done);
            }));
        }
        List<Outcome<?>> outcomes = new ArrayList<>();
        racing.forEach(one -> outcomes.add(one.outcome()));
        return outcomes;
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }
}
