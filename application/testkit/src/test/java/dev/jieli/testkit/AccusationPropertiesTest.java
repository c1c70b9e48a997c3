package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.accountability.IncumbencyId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** 检举控告 (art. 30(3)): nothing of it reaches whoever it is against. */
class AccusationPropertiesTest {

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 9999).list().ofMinSize(10).ofMaxSize(120);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 30)
    void whatever_the_accused_ask_or_try_the_answer_is_as_if_there_were_no_accusation(
            @ForAll("numbers") List<Integer> numbers) {
        Worlds with = Worlds.with(new InMemoryArchive(), numbers);
        Worlds without = with.without(new InMemoryArchive());

        for (IncumbencyId who : with.accused()) {
            List<Object> told = with.told(who);
            List<Object> expected = without.told(who);
            for (int i = 0; i < told.size(); i++) {
                assertThat(told.get(i)).as("answer %d to %s", i, who).isEqualTo(expected.get(i));
            }
        }
    }
}
