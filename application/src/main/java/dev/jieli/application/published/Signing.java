package dev.jieli.application.published;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * 签章: the keys that sign checkpoints, and the last checkpoint that they signed. Both lie outside the database: whoever can change
 * every row of it can take checkpoints from the end, and here it stands how far they went.
 */
public interface Signing {
    /** As they are now: a key that was retired signs no more, whoever has it in memory. */
    SealKeys keys();

    /** The last that was signed; empty where nobody kept it. */
    Optional<Last> last();

    /** Keeps that this one was signed. */
    void signed(Last checkpoint);

    /**
     * 末次检查点
     *
     * @param number 0 where none was signed yet
     * @param digest of that checkpoint, 64 hexadecimal digits
     */
    record Last(int number, Instant at, String digest) {
        public static final Last NONE = new Last(0, Instant.EPOCH, Seal.FIRST);
    }

    /** These keys; what they signed is known for as long as this is. */
    static Signing with(SealKeys keys) {
        AtomicReference<Last> last = new AtomicReference<>(Last.NONE);
        return new Signing() {
            @Override
            public SealKeys keys() {
                return keys;
            }

            @Override
            public Optional<Last> last() {
                return Optional.ofNullable(last.get());
            }

            @Override
            public void signed(Last checkpoint) {
                last.set(checkpoint);
            }
        };
    }

    /** What these keys signed is looked at, and not gone on with. */
    static Signing ofOthers(SealKeys keys, Optional<Last> last) {
        return new Signing() {
            @Override
            public SealKeys keys() {
                return keys;
            }

            @Override
            public Optional<Last> last() {
                return last;
            }

            @Override
            public void signed(Last checkpoint) {
                throw new IllegalStateException("nothing is signed here");
            }
        };
    }
}
