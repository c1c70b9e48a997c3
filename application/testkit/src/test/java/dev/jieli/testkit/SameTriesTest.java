package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Two properties that draw the same thing under one seed draw the same, and one that has a seed of its own keeps it. */
class SameTriesTest {
    private static final String GIVEN = System.getProperty("tests.seed", "");
    private static final List<Long> ONE = new ArrayList<>();
    private static final List<Long> OTHER = new ArrayList<>();
    private static final List<Long> OWN = new ArrayList<>();

    @BeforeContainer
    static void given() {
        System.setProperty("tests.seed", "20260201");
    }

    @Property(tries = 50, afterFailure = AfterFailureMode.SAMPLE_ONLY)
    void one(@ForAll long drawn) {
        ONE.add(drawn);
    }

    @Property(tries = 50, afterFailure = AfterFailureMode.SAMPLE_ONLY)
    void other(@ForAll long drawn) {
        OTHER.add(drawn);
    }

    @Property(tries = 50, seed = "4", afterFailure = AfterFailureMode.SAMPLE_ONLY)
    void own(@ForAll long drawn) {
        OWN.add(drawn);
    }

    @AfterContainer
    static void the_same_seed_draws_the_same_tries() {
        System.setProperty("tests.seed", GIVEN);
        assertThat(ONE).hasSize(50).isEqualTo(OTHER);
        assertThat(OWN).hasSize(50).isNotEqualTo(ONE);
    }
}
