package dev.jieli.http.site;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** 频率: how many requests an account or an address may send; what comes too fast waits, and nobody else does. */
final class Pace {
    private static final int REMEMBERED = 20_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param aSecond how many a second for long
     * @param atOnce how many more may come at once after a pause
     */
    Pace(int aSecond, int atOnce, InstantSource clock) {
        buckets = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(CacheLoader.from(() -> Bucket.builder()
                        .withCustomTimePrecision(new Time(clock))
                        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(aSecond, Duration.ofSeconds(1)))
                        .build()));
    }

    /** Counts a request; how long this one has to wait, zero for not at all. */
    Duration wait(String whose) {
        ConsumptionProbe probe = buckets.getUnchecked(whose).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private record Time(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(java.time.Instant.EPOCH, clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
