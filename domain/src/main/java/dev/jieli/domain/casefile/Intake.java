package dev.jieli.domain.casefile;

import java.util.Optional;

/**
 * 来件情况 (arts. 19, 20): how it came in, as far as the law attaches something to it.
 *
 * @param anonymous whether the petitioner gave no name
 * @param writtenBy who wrote down what was said orally (art. 19(1)); empty for what came in writing
 * @param representatives how many represent the petitioners of a visit (art. 20(3)); 0 where none do
 * @param skipsLevels 越级走访 (art. 20(1)): whether it was brought to a place above the next higher level
 */
public record Intake(boolean anonymous, Optional<String> writtenBy, int representatives, boolean skipsLevels) {

    /** In writing, under a name, by one petitioner, where it belongs. */
    public static final Intake PLAIN = new Intake(false, Optional.empty(), 0, false);
}
