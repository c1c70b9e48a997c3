package dev.jieli.bootstrap.bench;

import dev.jieli.domain.statute.Wording;

/**
 * One thing measured.
 *
 * @param value what it came to, in {@code unit}
 * @param beside what it is measured against, in the same unit; 0 where nothing is
 * @param ratio of the two, or the value itself where it stands alone
 * @param target what the ratio has to be: at least, or at most
 */
public record Figure(String part, Wording what, double value, double beside, String unit, double ratio, Target target) {

    /** A bound. */
    public record Target(boolean atLeast, double bound) {
        static Target atLeast(double bound) {
            return new Target(true, bound);
        }

        static Target atMost(double bound) {
            return new Target(false, bound);
        }

        /** For what is only shown. */
        static Target none() {
            return new Target(true, 0);
        }

        boolean isSet() {
            return bound > 0;
        }
    }

    static Figure ratio(String part, String zh, String en, double value, double beside, String unit, Target target) {
        return new Figure(part, Wording.of(zh, en), value, beside, unit, value / beside, target);
    }

    static Figure alone(String part, String zh, String en, double value, String unit, Target target) {
        return new Figure(part, Wording.of(zh, en), value, 0, unit, value, target);
    }

    public boolean isMet() {
        return !target.isSet() || (target.atLeast() ? ratio >= target.bound() : ratio <= target.bound());
    }
}
