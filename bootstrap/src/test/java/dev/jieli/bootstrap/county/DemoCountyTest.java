package dev.jieli.bootstrap.county;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.region.Regions;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.testkit.InMemoryArchive;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoCountyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** Only read. */
    private static final InMemoryArchive FOUNDED = new InMemoryArchive();

    @BeforeAll
    static void found() {
        DemoCounty.found(FOUNDED, Law.national(), TODAY, percent -> {});
    }

    static Stream<LocalDate> days() {
        return Stream.of(
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
        isWhole(archive, today);
    }

    private static void isWhole(InMemoryArchive archive, LocalDate today) {
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
        InMemoryArchive archive = FOUNDED;
        isWhole(FOUNDED, TODAY);
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
                        CaseAct.TakeOver.class,
                        CaseAct.TakeMeasure.class,
                        CaseAct.ProposeTermination.class,
                        CaseAct.ConfirmTermination.class,
                        CaseAct.DraftPaper.class,
                        CaseAct.CheckPaper.class,
                        CaseAct.IssuePaper.class);
        theCountyIsThatOfTheMap(archive);
        itsCasesCameInOverTwoYears(all);
        itsPeopleAreNobody(archive, all);
    }

    /** 武义县's three streets, eight towns and seven townships, by name, each with a unit of its own. */
    private static void theCountyIsThatOfTheMap(InMemoryArchive archive) {
        List<Unit> townships = archive.board(Asker.Job.OPERATOR).organization().units().stream()
                .map(found -> found.unit())
                .filter(unit -> unit.kind() == Unit.Kind.TOWNSHIP)
                .toList();
        assertThat(townships.stream().map(Unit::name))
                .containsExactlyInAnyOrder(
                        "武义县白洋街道办事处",
                        "武义县壶山街道办事处",
                        "武义县熟溪街道办事处",
                        "武义县柳城畲族镇人民政府",
                        "武义县履坦镇人民政府",
                        "武义县桐琴镇人民政府",
                        "武义县泉溪镇人民政府",
                        "武义县新宅镇人民政府",
                        "武义县王宅镇人民政府",
                        "武义县桃溪镇人民政府",
                        "武义县茭道镇人民政府",
                        "武义县大田乡人民政府",
                        "武义县白姆乡人民政府",
                        "武义县俞源乡人民政府",
                        "武义县坦洪乡人民政府",
                        "武义县西联乡人民政府",
                        "武义县三港乡人民政府",
                        "武义县大溪口乡人民政府");
        assertThat(townships)
                .allSatisfy(unit -> assertThat(Regions.path(unit.region().digits()))
                        .startsWith("浙江省金华市武义县" + unit.name().replaceAll("武义县|办事处|人民政府", "") + " "));
    }

    private static void itsCasesCameInOverTwoYears(List<Board.Line> all) {
        assertThat(all).hasSize(1_200);
        assertThat(all)
                .allSatisfy(line -> assertThat(line.receivedOn()).isBetween(TODAY.minusDays(731), TODAY.minusDays(1)));
        for (int month = 0; month < 24; month++) {
            LocalDate from = TODAY.minusDays(731).plusMonths(month);
            assertThat(all)
                    .filteredOn(line -> !line.receivedOn().isBefore(from)
                            && line.receivedOn().isBefore(from.plusMonths(1)))
                    .as("from " + from)
                    .hasSizeBetween(25, 90);
        }
    }

    /** Everybody is called after a solar term or a day of the lunar month, and no telephone rings. */
    private static void itsPeopleAreNobody(InMemoryArchive archive, List<Board.Line> all) {
        assertThat(archive.board(Asker.Job.OPERATOR).organization().units().stream()
                        .flatMap(unit -> unit.posts().stream())
                        .flatMap(post -> post.sitting().stream())
                        .map(sitter -> sitter.official().name()))
                .hasSizeGreaterThan(120)
                .allMatch(name -> name.matches(
                        ".(立春|雨水|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑" + "|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒)"));
        archive.store().transact(Asker.Job.OPERATOR, session -> {
            for (Board.Line line : all) {
                Petitioner petitioner = session.cases().petitioner(line.id()).orElseThrow();
                assertThat(petitioner.name()).matches(".[初十廿三二][一二三四五六七八九十]");
                assertThat(petitioner.idNumber()).isEmpty();
                petitioner.phone().ifPresent(phone -> assertThat(phone).matches("100\\d{8}"));
                petitioner.address().ifPresent(address -> assertThat(address).contains("示范路"));
            }
            return Outcome.done(all.size());
        });
    }

    @Test
    void tells_who_answered_before_and_after_the_handover_that_is_done() {
        InMemoryArchive archive = FOUNDED;
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
        InMemoryArchive other = new InMemoryArchive();
        DemoCounty.found(other, Law.national(), TODAY, percent -> {});

        assertThat(lines(FOUNDED)).isEqualTo(lines(other));
    }

    private static List<Board.Line> lines(InMemoryArchive archive) {
        return archive.board(Asker.Job.OPERATOR)
                .ledger(Board.Filter.none(), TODAY, Optional.empty(), 2_000)
                .lines();
    }
}
