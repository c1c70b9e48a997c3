package dev.jieli.bootstrap.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two ways of doing a thing, turn and turn about in short slices, so that whatever else the machine is busy with falls on
 * both alike.
 *
 * @param one how often a second the first way
 * @param other how often a second the second way
 */
record Race(double one, double other) {

    /** Does it once. */
    @FunctionalInterface
    interface Runner {
        /**
         * One turn.
         *
         * @param turn counts the turns of this thread, from 0
         */
        void run(int thread, long turn) throws Exception;
    }

    /** A way of doing it on so many threads. */
    static final class Way {
        private final Runner runner;
        private final long[] turns;

        Way(int threads, Runner runner) {
            this.runner = runner;
            this.turns = new long[threads];
        }

        int threads() {
            return turns.length;
        }

        void turn(int thread) throws Exception {
            runner.run(thread, turns[thread]++);
        }
    }

    /**
     * Lets the two take turns.
     *
     * @param warm how many slices are run first and not counted
     */
    static Race between(Way one, Way other, int warm, int slices, int millis) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(one.threads(), other.threads()));
        try {
            double[] done = new double[2];
            double[] seconds = new double[2];
            for (int slice = 0; slice < warm + slices; slice++) {
                for (int way = 0; way < 2; way++) {
                    // who goes first changes, too
                    boolean first = (way + slice) % 2 == 0;
                    double[] counted = slice(pool, first ? one : other, millis);
                    if (slice >= warm) {
                        done[first ? 0 : 1] += counted[0];
                        seconds[first ? 0 : 1] += counted[1];
                    }
                }
            }
            return new Race(done[0] / seconds[0], done[1] / seconds[1]);
        } finally {
            pool.shutdown();
        }
    }

    private static double[] slice(ExecutorService pool, Way way, int millis) throws InterruptedException {
        List<Callable<Long>> tasks = new ArrayList<>();
        long began = System.nanoTime();
        long end = began + millis * 1_000_000L;
        for (int thread = 0; thread < way.threads(); thread++) {
            int number = thread;
            tasks.add(() -> {
                long done = 0;
                while (System.nanoTime() < end) {
                    way.turn(number);
                    done++;
                }
                return done;
            });
        }
        long done = 0;
        for (Future<Long> task : pool.invokeAll(tasks)) {
            try {
                done += task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return new double[] {done, (System.nanoTime() - began) / 1e9};
    }
}
