package dev.jieli.bootstrap.county;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.testkit.InMemoryArchive;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoCountyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    static Stream<LocalDate> days() {
        return Stream.of(
                TODAY,
                LocalDate.of(2025, 10, 5), // amid the National Day holiday
                LocalDate.of(2026, 2, 24), // the first day after the Spring Festival
                LocalDate.of(2026, 7, 15),
                LocalDate.of(2027, 3, 1)); // past the days that are announced
    }

    @ParameterizedTest
    @MethodSource("days")
    void is_founded_whatever_the_day(LocalDate today) {
        InMemoryArchive archive = new InMemoryArchive();

        DemoCounty.Found found = DemoCounty.found(archive, Law.national(), today, percent -> {});

        assertThat(found.cases()).isEqualTo(1_200);
        assertThat(found.people())
                .extracting(DemoCounty.Somebody::name)
                .containsExactlyElementsOf(
                        DemoCounty.PEOPLE.stream().map(DemoCounty.Person::name).toList());
        assertThat(archive.audit().verify(entries -> {}).faults()).isEmpty();
        assertThat(archive.board(Asker.Job.OPERATOR).handovers(Optional.empty(), 10))
                .extracting(Board.HandoverLine::state)
                .containsExactlyInAnyOrder(Handover.State.DRAFT, Handover.State.FROZEN, Handover.State.EFFECTIVE);
        Board.Counts counts = archive.board(Asker.Job.OPERATOR).counts(Board.Filter.none(), today);
        assertThat(counts.open()).isBetween(100L, 300L);
        assertThat(counts.red()).isGreaterThan(10);
        assertThat(counts.yellow()).isGreaterThan(2);
        assertThat(counts.green()).isGreaterThan(30);
    }

    @Test
    void has_something_of_everything() {
        InMemoryArchive archive = new InMemoryArchive();
        DemoCounty.found(archive, Law.national(), TODAY, percent -> {});
        List<Board.Line> all = lines(archive);

        assertThat(all.stream().flatMap(line -> line.ending().stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Ending.values());
        assertThat(all.stream().flatMap(line -> line.stage().stream()).collect(Collectors.toSet()))
                .contains(
                        Stage.REGISTERED, Stage.FORWARDED, Stage.ACCEPTED, Stage.REPLY_SERVED, Stage.REVIEW_REQUESTED);
        assertThat(all.stream().flatMap(line -> line.light().stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Light.values());
        assertThat(archive.board(Asker.Job.OPERATOR).assigned(Optional.empty(), TODAY))
                .anyMatch(line -> line.leaderUntil().filter(TODAY::isAfter).isPresent())
                .anyMatch(line -> line.leaderUntil().filter(TODAY::isBefore).isPresent());
        assertThat(all).anyMatch(line -> line.repeats() > 1).anyMatch(line -> line.persons() > 20);

        Set<Class<?>> acts = all.stream()
                .flatMap(line ->
                        archive
                                .board(Asker.Job.OPERATOR)
                                .docket(new Subject(Subject.Kind.CASE, line.id().value()))
                                .stream())
                .map(line -> line.entry().act().getClass())
                .collect(Collectors.toSet());
        assertThat(acts)
                .contains(
                        CaseAct.Register.class,
                        CaseAct.ReceiveDirectly.class,
                        CaseAct.RaiseObjection.class,
                        CaseAct.TakeBack.class,
                        CaseAct.Uphold.class,
                        CaseAct.Entrust.class,
                        CaseAct.ReportBack.class,
                        CaseAct.Instruct.class,
                        CaseAct.AnswerLeader.class,
                        CaseAct.AskExtension.class,
                        CaseAct.Extend.class,
                        CaseAct.Review.class,
                        CaseAct.OrderAnew.class,
                        CaseAct.Hear.class,
                        CaseAct.Rereview.class,
                        CaseAct.AssignLeader.class,
                        CaseAct.Urge.class,
                        CaseAct.Warn.class,
                        CaseAct.TakeOver.class);
    }

    @Test
    void tells_who_answered_before_and_after_the_handover_that_is_done() {
        InMemoryArchive archive = new InMemoryArchive();
        DemoCounty.found(archive, Law.national(), TODAY, percent -> {});
        Board.HandoverLine done = archive.board(Asker.Job.OPERATOR).handovers(Optional.empty(), 10).stream()
                .filter(line -> line.state() == Handover.State.EFFECTIVE)
                .findFirst()
                .orElseThrow();
        Handover handover = archive.board(Asker.Job.OPERATOR)
                .handover(done.id())
                .orElseThrow()
                .handover();
        LocalDate effective = handover.lastOn();
        Handover.Placed moved = handover.placed().stream()
                .filter(placed -> placed.disposition() == Handover.Disposition.MOVED)
                .findFirst()
                .orElseThrow();

        assertThat(archive.board(Asker.Job.OPERATOR).whoAnswered(moved.item(), effective.minusDays(1)))
                .filteredOn(link -> link.role() == Role.HOLDER)
                .extracting(link -> link.who().id())
                .containsExactly(done.outgoing().id());
        assertThat(archive.board(Asker.Job.OPERATOR).whoAnswered(moved.item(), effective.plusDays(1)))
                .filteredOn(link -> link.role() == Role.HOLDER)
                .extracting(link -> link.who().id())
                .containsExactly(done.incoming().id());
        assertThat(handover.items().values()).anyMatch(item -> !item.exchanges().isEmpty());
    }

    @Test
    void is_the_same_every_time() {
        InMemoryArchive one = new InMemoryArchive();
        InMemoryArchive other = new InMemoryArchive();
        DemoCounty.found(one, Law.national(), TODAY, percent -> {});
        DemoCounty.found(other, Law.national(), TODAY, percent -> {});

        assertThat(lines(one)).isEqualTo(lines(other));
    }

    private static List<Board.Line> lines(InMemoryArchive archive) {
        return archive.board(Asker.Job.OPERATOR)
                .ledger(Board.Filter.none(), TODAY, Optional.empty(), 2_000)
                .lines();
    }
}
