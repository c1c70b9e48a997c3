package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.DisableUnused;
import dev.jieli.application.ForgetReceipts;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.SweepTerms;
import dev.jieli.application.port.Archive;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 每日巡查: handovers whose day has come take effect, terms that crossed a threshold and items that nobody touched bring
 * their reminders, accounts that nobody uses are disabled, receipts whose time is over are let go of, and a checkpoint fixes
 * how far the dockets go. At the start, and when a new day begins in China; a round that fails is tried again within the hour.
 * Rounds may come twice: what was done is not done again.
 */
final class DailyRound implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DailyRound.class);
    private static final int LOOK_EVERY_SECONDS = 30;
    private static final int TRY_AGAIN_AFTER_SECONDS = 1_800;
    private static final int PATIENCE_SECONDS = 30;

    /** What a round did. */
    record Done(int handovers, int reminders, int idle, int disabled) {}

    private final Archive archive;
    private final Consumer<LocalDate> last;
    private final InstantSource clock;
    private final Duration unused;
    private final Duration receipts;
    private final DisableUnused disableUnused;
    private final ForgetReceipts forgetReceipts;
    private final CompleteHandover completeHandover;
    private final SweepTerms sweepTerms;
    private final SweepHandovers sweepHandovers;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "daily-round"));
    private volatile LocalDate lastDay = LocalDate.MIN;
    private Instant notBefore = Instant.MIN;

    /**
     * A round a day, once started.
     *
     * @param unused after how long an account that nobody uses is disabled; zero for never
     * @param receipts how long receipts are kept
     * @param last what comes at the end of each round, with its day: the backup
     */
    DailyRound(
            Archive archive,
            Law law,
            InstantSource clock,
            Duration unused,
            Duration receipts,
            Consumer<LocalDate> last) {
        this.last = last;
        this.archive = archive;
        this.clock = clock;
        this.unused = unused;
        this.receipts = receipts;
        this.forgetReceipts = new ForgetReceipts(archive.store());
        this.disableUnused = new DisableUnused(archive.store(), archive.accounts());
        this.completeHandover = new CompleteHandover(archive.store(), law);
        this.sweepTerms = new SweepTerms(archive.store(), law);
        this.sweepHandovers = new SweepHandovers(archive.store(), law);
    }

    DailyRound start() {
        Future<?> unused = thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void look() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, PetitionCase.CHINA);
        if (today.equals(lastDay) || now.isBefore(notBefore)) {
            return;
        }
        try {
            Done done = run(today, now);
            lastDay = today;
            LOG.info(
                    "daily round of {}: {} handovers took effect, {} reminders, {} untouched items, {} unused accounts disabled",
                    today,
                    done.handovers(),
                    done.reminders(),
                    done.idle(),
                    done.disabled());
        } catch (RuntimeException fault) {
            notBefore = now.plusSeconds(TRY_AGAIN_AFTER_SECONDS);
            LOG.error("the daily round of {} failed and is tried again later", today, fault);
        }
    }

    /** The day of the last round that went well; the beginning of time before the first. */
    LocalDate lastDay() {
        return lastDay;
    }

    /** Each by itself: what fails is told, and stops nothing that comes after it; but the round did not go well. */
    Done run(LocalDate today, Instant now) {
        List<RuntimeException> faults = new ArrayList<>();
        int effective = 0;
        for (HandoverId id : step("handovers", faults, ImmutableList.<HandoverId>of(), () -> ready(today))) {
            effective += step("handover " + id, faults, 0, () -> complete(id, today, now));
        }
        int reminders = step("terms", faults, 0, () -> sweepTerms.sweep(today, now));
        int idle = step("untouched items", faults, 0, () -> sweepHandovers.sweep(today, now));
        int disabled = step(
                "unused accounts",
                faults,
                0,
                () -> unused.isZero()
                        ? 0
                        : disableUnused.disable(now.minus(unused), now).size());
        step("receipts", faults, () -> forgetReceipts.forget(now.minus(receipts)));
        step("checkpoint", faults, () -> archive.audit().checkpoint(now));
        step("what comes last", faults, () -> last.accept(today));
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        return new Done(effective, reminders, idle, disabled);
    }

    private int complete(HandoverId id, LocalDate today, Instant now) {
        Outcome<Handover> outcome = completeHandover.complete(id, Optional.empty(), today, now);
        if (outcome instanceof Outcome.Refused) {
            // not why: that may name an accusation, and whoever reads the log may be the one accused
            LOG.warn("handover {} cannot take effect; whoever lets it take effect is told why", id);
            return 0;
        }
        return 1;
    }

    private static void step(String what, List<RuntimeException> faults, Runnable work) {
        boolean unused = step(what, faults, false, () -> {
            work.run();
            return true;
        });
    }

    private static <T> T step(String what, List<RuntimeException> faults, T failed, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException fault) {
            LOG.error("the daily round failed at {} and goes on with what comes after it", what, fault);
            faults.add(fault);
            return failed;
        }
    }

    private ImmutableList<HandoverId> ready(LocalDate today) {
        Outcome<ImmutableList<HandoverId>> ready = archive.store()
                .transact(
                        Asker.Job.ROUND,
                        session -> Outcome.done(session.handovers().ready(today)));
        return ready instanceof Outcome.Done<ImmutableList<HandoverId>> done ? done.value() : ImmutableList.of();
    }

    /** Lets a round that is under way finish. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException stopping) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
