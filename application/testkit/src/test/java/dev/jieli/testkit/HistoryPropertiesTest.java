package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds in every history. */
class HistoryPropertiesTest {

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Walk.numbers();
    }

    private static Walk walk(List<Integer> numbers) {
        return new Walk(Given.an_office(new InMemoryArchive()), numbers);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void an_open_case_is_answered_for_by_people_who_sit_at_every_moment(@ForAll("numbers") List<Integer> numbers) {
        Walk walk = walk(numbers);
        while (walk.step()) {
            ImmutableMap<IncumbencyId, Seat> sitting = walk.sitting();
            assertThat(open(walk).flatMap(found -> found.links().values().stream()))
                    .allMatch(sitting::containsKey);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void dockets_add_up_to_what_is_kept_and_nothing_in_them_is_at_fault(@ForAll("numbers") List<Integer> numbers) {
        Walk walk = walk(numbers).through();

        for (CaseId id : walk.cases()) {
            assertThat(PetitionCase.replay(docket(walk, PetitionCase.subject(id))))
                    .isEqualTo(walk.given().now(id));
        }
        for (HandoverId id : walk.handovers()) {
            assertThat(Handover.replay(docket(walk, Handover.subject(id))))
                    .isEqualTo(walk.given().now(id));
        }
        assertThat(walk.given().archive().audit().verify(read -> {}).faults()).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void entries_follow_each_other_in_number_and_day(@ForAll("numbers") List<Integer> numbers) {
        Walk walk = walk(numbers).through();

        for (CaseId id : walk.cases()) {
            List<Entry> docket = docket(walk, PetitionCase.subject(id));
            assertThat(docket).extracting(Entry::on).isSortedAccordingTo(Comparator.naturalOrder());
            assertThat(docket).last().extracting(Entry::number).isEqualTo(docket.size());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void what_has_ended_stays_as_it_ended(@ForAll("numbers") List<Integer> numbers) {
        Walk walk = walk(numbers);
        Map<CaseId, Position> ended = new HashMap<>();
        while (walk.step()) {
            for (CaseId id : walk.cases()) {
                Position position = walk.given().now(id).position();
                if (position instanceof Position.Ended) {
                    assertThat(position).isEqualTo(ended.computeIfAbsent(id, first -> position));
                } else {
                    assertThat(ended).doesNotContainKey(id);
                }
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void no_term_is_extended_by_more_than_the_law_allows_or_due_before_it_begins(
            @ForAll("numbers") List<Integer> numbers) {
        Walk walk = walk(numbers);
        while (walk.step()) {
            assertThat(open(walk).flatMap(found -> running(found).stream())).allSatisfy(term -> {
                assertThat(term.extendedDays()).isBetween(0, term.term() == Term.CONCLUDE ? 30 : 0);
                assertThat(term.due()).isAfterOrEqualTo(term.nominal()).isAfter(term.from());
                assertThat(term.yellowFrom()).isBetween(term.from(), term.nominal());
            });
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void no_case_is_ever_stuck(@ForAll("numbers") List<Integer> numbers) {
        Walk walk = walk(numbers);
        while (walk.step()) {
            ImmutableMap<IncumbencyId, Seat> sitting = walk.sitting();
            open(walk)
                    .forEach(found -> assertThat(goesOn(walk, found, sitting))
                            .as(found.toString())
                            .isTrue());
        }
    }

    /** Whether somebody who sits can take it to another stage or to its end, and not only by giving it up. */
    private static boolean goesOn(Walk walk, PetitionCase found, ImmutableMap<IncumbencyId, Seat> sitting) {
        if (found.position() instanceof Position.Open open
                && (open.stage() == Stage.REPLY_SERVED || open.stage() == Stage.REVIEW_SERVED)) {
            return true; // where nobody stands above, the petitioner's window ends it
        }
        if (found.position() instanceof Position.Open open
                && open.stage() == Stage.REVOKED
                && sitting.values().stream()
                        .noneMatch(seat ->
                                seat.unit().equals(open.decided().asList().get(0))
                                        && !open.matter().recused().contains(seat.incumbency()))) {
            return true; // where nobody sits in the organ whose opinion it was, another is appointed or succeeds it
        }
        Seats seats = who -> Optional.ofNullable(sitting.get(who));
        LocalDate today = walk.given().today();
        Stream<CaseAct> onward = Stream.concat(
                Stream.of(
                        new CaseAct.Accept(),
                        new CaseAct.Notify(Manner.BY_POST, "已告知"),
                        new CaseAct.ReportBack("已办结"),
                        new CaseAct.AnswerLeader("已办结"),
                        new CaseAct.Uphold("属你单位职权"),
                        new CaseAct.Respond(Optional.empty(), "已办结并答复"),
                        new CaseAct.Respond(Optional.of(Adoption.NOT_ADOPTED), "暂不具备条件"),
                        new CaseAct.Reply(Opinion.SUPPORT, "予以支持"),
                        new CaseAct.Serve(today, Manner.IN_PERSON),
                        new CaseAct.Review(Finding.UPHELD, "维持"),
                        new CaseAct.Rereview(Finding.UPHELD, "维持"),
                        new CaseAct.Execute(Optional.empty(), true, today, "已执行", "验收单"),
                        new CaseAct.Close("期满未请求")),
                sitting.keySet().stream()
                        .flatMap(to -> Stream.of(
                                new CaseAct.Transfer(to, "来信"),
                                new CaseAct.OrderAnew(to, "重新办理"),
                                new CaseAct.RequestReview(to, "不服"),
                                new CaseAct.RequestRereview(to, "不服"))));
        return onward.anyMatch(act -> sitting.values().stream()
                .anyMatch(by -> found.perform(
                                act,
                                Optional.of(by),
                                today,
                                walk.given().now(),
                                walk.given().law(),
                                seats)
                        instanceof Outcome.Done));
    }

    // ------------------------------------------------------------------ a handover conserves

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_handover_loses_no_link_and_invents_none(
            @ForAll("numbers") List<Integer> before, @ForAll("numbers") List<Integer> during) {
        Walk history = walk(before).through();
        Walk walk = history.goingOn(during);
        Optional<Handover> witnessed = walk.departure();
        if (witnessed.isEmpty()) {
            return;
        }
        Handover handover = witnessed.get();
        while (true) {
            Map<CaseId, PetitionCase> then = openById(walk);
            Outcome<Handover> outcome = walk.complete(handover);
            Map<CaseId, PetitionCase> now = openById(walk);
            if (outcome instanceof Outcome.Done<Handover> done) {
                assertConserved(done.value(), then, now);
                return;
            }
            assertThat(now).isEqualTo(then);
            Reason why = Given.refusal(outcome).reason();
            assertThat(why).isIn(Reason.UNLISTED, Reason.REVIEWER_IS_HANDLER, Reason.ACCUSED, Reason.RECUSED);
            if (why != Reason.UNLISTED) {
                return; // who handled the case or is accused in it cannot take it over: another receiver is needed
            }
            Optional<Handover> again = walk.supplemented(handover);
            if (again.isEmpty()) {
                return;
            }
            handover = again.get();
        }
    }

    private static void assertConserved(
            Handover effective, Map<CaseId, PetitionCase> before, Map<CaseId, PetitionCase> after) {
        IncumbencyId leaver = effective.outgoing();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(effective.placed())
                .extracting(Handover.Placed::item)
                .hasSameElementsAs(effective.items().keySet());
        before.forEach((id, then) -> {
            PetitionCase now = Optional.ofNullable(after.get(id)).orElseThrow();
            if (!then.links().containsValue(leaver)) {
                assertThat(now).isEqualTo(then);
                return;
            }
            assertThat(effective.items()).containsKey(id);
            assertThat(now.entries()).isEqualTo(then.entries() + 1);
            assertThat(now.links()).doesNotContainValue(leaver).containsValue(receiver(effective, id));
            assertThat(running(now)).isEqualTo(running(then));
            if (now.position().unit().equals(then.position().unit())) {
                assertThat(now.links())
                        .isEqualTo(ImmutableMap.copyOf(Maps.transformValues(
                                then.links(), who -> who.equals(leaver) ? receiver(effective, id) : who)));
            }
        });
    }

    private static IncumbencyId receiver(Handover effective, CaseId item) {
        return Optional.ofNullable(effective.items().get(item))
                .flatMap(Handover.Item::kept)
                .map(Handover.Kept::under)
                .orElse(effective.incoming());
    }

    // ------------------------------------------------------------------ small change

    private static Stream<PetitionCase> open(Walk walk) {
        return walk.cases().stream().map(walk.given()::now).filter(PetitionCase::isOpen);
    }

    private static Map<CaseId, PetitionCase> openById(Walk walk) {
        return Maps.uniqueIndex(open(walk).iterator(), PetitionCase::id);
    }

    private static List<Running> running(PetitionCase found) {
        return found.position() instanceof Position.Open open
                ? open.running().values().asList()
                : List.of();
    }

    private static List<Entry> docket(Walk walk, Subject subject) {
        return walk.given().look(session -> session.dockets().read(subject));
    }
}
