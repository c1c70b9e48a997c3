package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A property says nothing where the histories that it is asked of go nowhere. */
class WalkTest {

    private static final int HISTORIES = 600;

    @Test
    void between_them_the_histories_do_every_act_and_come_to_every_stage() {
        Set<Class<?>> acts = new HashSet<>();
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        int ended = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Walk walk = walk(seed);
            while (walk.step()) {
                for (CaseId id : walk.cases()) {
                    if (walk.given().now(id).position() instanceof Position.Open open) {
                        stages.add(open.stage());
                    }
                }
            }
            for (CaseId id : walk.cases()) {
                docket(walk, PetitionCase.subject(id))
                        .forEach(entry -> acts.add(entry.act().getClass()));
                ended += walk.given().now(id).isOpen() ? 0 : 1;
            }
        }
        Set<Class<?>> all = new HashSet<>(Arrays.asList(CaseAct.class.getPermittedSubclasses()));
        // other heads, another calendar, weeks without an act
        all.removeAll(Set.of(CaseAct.Realign.class, CaseAct.Reckon.class, CaseAct.WarnIdle.class));

        // the walk forwards unlike petitions; what alike ones do, the contract of links tells
        all.removeAll(Set.of(CaseAct.Link.class, CaseAct.Unlink.class));

        // a termination takes its file in turn; the contract of cases and the worked cases tell
        all.removeAll(Set.of(
                CaseAct.ProposeTermination.class, CaseAct.ConfirmTermination.class, CaseAct.ReturnTermination.class));

        // papers come by use cases of their own
        all.removeAll(Set.of(
                CaseAct.DraftPaper.class,
                CaseAct.CheckPaper.class,
                CaseAct.IssuePaper.class,
                CaseAct.FetchPaper.class));

        assertThat(acts).containsAll(all);
        assertThat(stages).isEqualTo(EnumSet.allOf(Stage.class));
        assertThat(ended).isGreaterThan(HISTORIES / 4);
    }

    @Test
    void between_them_they_take_every_step_of_a_handover() {
        Set<Class<?>> steps = new HashSet<>();
        Multiset<Handover.Disposition> placed = HashMultiset.create();
        int effective = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Walk walk = walk(seed).through();
            Optional<Handover> departed = walk.goingOn(numbers(1000 + seed)).departure();
            if (departed.isPresent() && walk.complete(departed.get()) instanceof Outcome.Done<Handover> done) {
                effective++;
                done.value().placed().forEach(item -> placed.add(item.disposition()));
                docket(walk, done.value().subject())
                        .forEach(entry -> steps.add(entry.act().getClass()));
            }
            for (HandoverId id : walk.handovers()) {
                docket(walk, Handover.subject(id))
                        .forEach(entry -> steps.add(entry.act().getClass()));
            }
        }
        Set<Class<?>> all = new HashSet<>(Arrays.asList(HandoverAct.class.getPermittedSubclasses()));
        all.remove(HandoverAct.FoundLater.class); // nothing is left out here

        assertThat(steps).isEqualTo(all);
        assertThat(effective).isGreaterThan(HISTORIES / 2);
        assertThat(placed.elementSet()).isEqualTo(EnumSet.allOf(Handover.Disposition.class));
        assertThat(placed.count(Handover.Disposition.MOVED)).isGreaterThan(HISTORIES / 2);
    }

    private static Walk walk(int seed) {
        return new Walk(Given.an_office(new InMemoryArchive()), numbers(seed));
    }

    private static List<Integer> numbers(int seed) {
        Random random = new Random(seed);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            numbers.add(random.nextInt(10_000));
        }
        return numbers;
    }

    private static List<Entry> docket(Walk walk, Subject subject) {
        return walk.given().look(session -> session.dockets().read(subject));
    }
}
