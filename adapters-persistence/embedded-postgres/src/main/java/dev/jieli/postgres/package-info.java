/**
 * A PostgreSQL of one's own: unpacked, initialised, started, guarded, recovered and stopped without a hand.
 *
 * <p>Everything lives below one directory, the home: {@code engine-…} (the programs), {@code data} (the cluster),
 * {@code password}, {@code postgres.log} and {@code jvm.lock}.
 */
@NullMarked
package dev.jieli.postgres;

import org.jspecify.annotations.NullMarked;
