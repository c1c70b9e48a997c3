package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.MAGISTRATE;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.OTHER_DEPUTY;
import static dev.jieli.testkit.Who.REREVIEWER;
import static dev.jieli.testkit.Who.REVIEWER;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Board.Counts;
import dev.jieli.application.port.Board.Filter;
import dev.jieli.application.port.Board.HandoverLine;
import dev.jieli.application.port.Board.Leader;
import dev.jieli.application.port.Board.Line;
import dev.jieli.application.port.Board.Link;
import dev.jieli.application.port.Board.Page;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Board} owes: what pages show is what the cases are. */
public abstract class BoardContract extends Contract {

    // ------------------------------------------------------------------ a line

    @Test
    void a_line_says_what_the_case_is() {
        given().on(DAY.minusDays(4));
        Petition petition =
                new Petition("2026-77", Channel.WEB, DAY.minusDays(9), "反映道路破损", Optional.empty(), "交通", 6, 2);
        PetitionCase registered = given().registered(petition, CLERK);
        given().on(DAY);
        PetitionCase taken =
                given().taken(given().does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "登记表")), DEPUTY);

        assertThat(lines(Filter.none()))
                .containsExactly(new Line(
                        taken.id(),
                        "2026-77",
                        "反映道路破损",
                        "测某某",
                        DAY.minusDays(9),
                        6,
                        2,
                        Optional.of(Stage.FORWARDED),
                        Optional.empty(),
                        HANDLER.unit(),
                        HANDLER.place().unit().name(),
                        HANDLER.fullName(),
                        Optional.of(DAY),
                        Optional.of(DEPUTY.fullName()),
                        Optional.of(DAY.plusDays(60)),
                        Optional.of(Term.OBJECTION),
                        Optional.of(LocalDate.of(2026, 3, 9)),
                        false,
                        Optional.of(Light.GREEN),
                        3));
    }

    @Test
    void the_line_of_a_case_that_ended_says_how_and_under_whom() {
        PetitionCase taken = given().taken(given().accepted(), DEPUTY);
        PetitionCase ended = given().does(HANDLER, taken, new CaseAct.Withdraw("信访人书面撤回"));
        Line line = lines(Filter.none()).get(0);

        assertThat(line.id()).isEqualTo(ended.id());
        assertThat(line.ending()).contains(Ending.WITHDRAWN);
        assertThat(line.stage()).isEmpty();
        assertThat(line.holder()).isEqualTo(HANDLER.fullName());
        assertThat(line.heldSince()).isEmpty();
        assertThat(line.leader()).contains(DEPUTY.fullName());
        assertThat(line.leaderUntil()).isEmpty();
        assertThat(line.term()).isEmpty();
        assertThat(line.due()).isEmpty();
        assertThat(line.light()).isEmpty();
        assertThat(line.provisional()).isFalse();
    }

    @Test
    void of_several_terms_the_line_shows_the_one_that_ends_first_and_its_light() {
        PetitionCase accepted = given().accepted();

        assertThat(line(accepted, DAY).term()).contains(Term.NOTICE);
        assertThat(line(accepted, DAY.plusDays(11)).light()).contains(Light.GREEN);
        assertThat(line(accepted, DAY.plusDays(12)).light()).contains(Light.YELLOW);
        assertThat(line(accepted, DAY.plusDays(15)).light()).contains(Light.YELLOW);
        assertThat(line(accepted, DAY.plusDays(16)).light()).contains(Light.RED);
        given().does(HANDLER, accepted, new CaseAct.Notify(Manner.BY_POST, "已收到"));
        assertThat(line(accepted, DAY.plusDays(16)).term()).contains(Term.CONCLUDE);
        assertThat(line(accepted, DAY.plusDays(16)).light()).contains(Light.GREEN);
    }

    @Test
    void a_petitioners_window_is_nobodys_term() {
        PetitionCase served = given().replyServed();

        assertThat(line(served, DAY).term()).isEmpty();
        assertThat(line(served, DAY.plusYears(1)).light()).isEmpty();
    }

    @Test
    void a_term_past_the_announced_days_is_shown_as_provisional() {
        given().on(LocalDate.of(2026, 12, 3));
        PetitionCase accepted = given().does(HANDLER, given().accepted(), new CaseAct.Notify(Manner.BY_POST, "已收到"));

        assertThat(line(accepted, given().today()).provisional()).isTrue();
    }

    private Line line(PetitionCase found, LocalDate today) {
        return board().ledger(Filter.none(), today, Optional.empty(), 100).lines().stream()
                .filter(line -> line.id().equals(found.id()))
                .findFirst()
                .orElseThrow();
    }

    // ------------------------------------------------------------------ the ledger

    @Test
    void those_due_first_come_first_and_those_without_a_term_last() {
        PetitionCase b = numbered("B", DAY);
        PetitionCase a = numbered("A", DAY);
        PetitionCase earlier = numbered("Z", DAY.minusDays(5));
        PetitionCase ended = given().does(CLERK, numbered("0", DAY), new CaseAct.Withdraw("撤回"));
        PetitionCase waiting = given().replyServed();

        assertThat(lines(Filter.none()))
                .extracting(Line::id)
                .containsExactly(earlier.id(), a.id(), b.id(), ended.id(), waiting.id());
    }

    private PetitionCase numbered(String number, LocalDate receivedOn) {
        return given().registered(
                        new Petition(number, Channel.LETTER, receivedOn, "来信", Optional.empty(), "", 1, 0), CLERK);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 30})
    void page_by_page_every_case_comes_once_and_in_order(int size) {
        scramble(5, 30);
        ImmutableList<Line> whole = lines(Filter.none());
        List<Line> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page page = board().ledger(Filter.none(), given().today(), after, size);
            assertThat(page.lines()).hasSizeLessThanOrEqualTo(size);
            paged.addAll(page.lines());
            after = page.next();
            assertThat(after.isEmpty()).isEqualTo(paged.size() == whole.size());
        } while (after.isPresent());

        assertThat(paged).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2026-13-45 A 00000000-0000-0000-0000-000000000000",
                "2026-03-02 A",
                "+99999999-01-01 A 00000000-0000-0000-0000-000000000000",
                "2026-03-02 \u0000 00000000-0000-0000-0000-000000000000",
                "2026-03-02 A 00000000-0000-0000-0000-00000000000g"
            })
    void what_is_no_place_in_the_ledger_has_nothing_after_it(String place) {
        scramble(5, 4);

        assertThat(board().ledger(Filter.none(), given().today(), Optional.of(place), 3))
                .isEqualTo(new Page(ImmutableList.of(), Optional.empty()));
    }

    @Test
    void a_page_goes_on_where_it_ended_whatever_was_done_meanwhile() {
        PetitionCase one = numbered("A", DAY);
        PetitionCase two = numbered("B", DAY);
        PetitionCase three = numbered("C", DAY);
        Page first = board().ledger(Filter.none(), DAY, Optional.empty(), 2);
        assertThat(first.lines()).extracting(Line::id).containsExactly(one.id(), two.id());

        given().does(CLERK, two, new CaseAct.Withdraw("撤回"));
        PetitionCase early = numbered("0", DAY);
        PetitionCase late = numbered("D", DAY);
        Page second = board().ledger(Filter.none(), DAY, first.next(), 10);

        assertThat(second.lines())
                .extracting(Line::id)
                .containsExactly(three.id(), late.id(), two.id())
                .doesNotContain(early.id());
    }

    @Test
    void a_page_of_nothing_is_the_last() {
        assertThat(board().ledger(Filter.none(), DAY, Optional.empty(), 10))
                .isEqualTo(new Page(ImmutableList.of(), Optional.empty()));
    }

    @Test
    void a_text_is_looked_for_letter_by_letter_in_number_and_gist() {
        given().registered(
                        new Petition("2026_1%", Channel.LETTER, DAY, "反映A厂100%排污\\超标", Optional.empty(), "", 1, 0),
                        CLERK);
        given().registered(new Petition("2026-12", Channel.LETTER, DAY, "反映某厂排污", Optional.empty(), "", 1, 0), CLERK);

        assertThat(numbersWith("排污")).containsExactlyInAnyOrder("2026_1%", "2026-12");
        assertThat(numbersWith("%")).containsExactly("2026_1%");
        assertThat(numbersWith("_")).containsExactly("2026_1%");
        assertThat(numbersWith("\\")).containsExactly("2026_1%");
        assertThat(numbersWith("26-1")).containsExactly("2026-12");
        assertThat(numbersWith("厂排")).containsExactly("2026-12");
        assertThat(numbersWith("测试人")).isEmpty();
    }

    private List<String> numbersWith(String text) {
        return board()
                .ledger(with(filter -> filter.text = Optional.of(text)), DAY, Optional.empty(), 100)
                .lines()
                .stream()
                .map(Line::number)
                .toList();
    }

    @Test
    void a_place_holds_all_that_lies_in_it() {
        at("a", "330723101001");
        at("b", "330723101");
        at("c", "330723");
        at("d", "330702");
        at("e", "331000");
        numbered("nowhere", DAY);

        assertThat(numbersIn("330723101")).containsExactly("a", "b");
        assertThat(numbersIn("330723")).containsExactly("a", "b", "c");
        assertThat(numbersIn("330700")).containsExactly("a", "b", "c", "d");
        assertThat(numbersIn("330000")).containsExactly("a", "b", "c", "d", "e");
        assertThat(numbersIn("110000")).isEmpty();
    }

    private void at(String number, String region) {
        given().registered(
                        new Petition(number, Channel.LETTER, DAY, "来信", Optional.of(new RegionCode(region)), "", 1, 0),
                        CLERK);
    }

    private List<String> numbersIn(String region) {
        return board()
                .ledger(with(filter -> filter.place = Optional.of(new RegionCode(region))), DAY, Optional.empty(), 100)
                .lines()
                .stream()
                .map(Line::number)
                .toList();
    }

    // ------------------------------------------------------------------ every filter against a recount by hand

    @ParameterizedTest
    @MethodSource("seeds")
    void ledger_and_counts_are_what_a_recount_gives(long seed) {
        List<CaseId> ids = scramble(seed, 25);
        List<PetitionCase> cases = ids.stream().map(given()::now).toList();
        LocalDate today = given().today();
        for (Expected one : expectations(today)) {
            List<PetitionCase> matching = cases.stream().filter(one.matches).toList();

            assertThat(board().ledger(one.filter, today, Optional.empty(), 1000).lines())
                    .as(one.filter.toString())
                    .extracting(Line::id)
                    .containsExactlyElementsOf(matching.stream()
                            .sorted(IN_LEDGER)
                            .map(PetitionCase::id)
                            .toList());
            assertThat(board().counts(one.filter, today))
                    .as(one.filter.toString())
                    .isEqualTo(count(matching, today));
        }
    }

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L, 4L);
    }

    private record Expected(Filter filter, Predicate<PetitionCase> matches) {}

    private List<Expected> expectations(LocalDate today) {
        List<Expected> all = new ArrayList<>();
        all.add(new Expected(Filter.none(), found -> true));
        for (Who.Place place : Who.Place.values()) {
            all.add(new Expected(
                    with(filter -> filter.unit = Optional.of(place.id())),
                    found -> found.position().unit().equals(place.id())));
        }
        for (Who who : Who.values()) {
            all.add(new Expected(
                    with(filter -> filter.answering = Optional.of(who.official())),
                    found -> found.links().containsValue(who.id())));
            all.add(new Expected(
                    with(filter -> filter.leader = Optional.of(who.id())),
                    found -> found.position().chain().in(Role.ASSIGNED_LEADER).equals(Optional.of(who.id()))));
        }
        for (Stage stage : Stage.values()) {
            all.add(new Expected(
                    with(filter -> filter.stage = Optional.of(stage)),
                    found -> found.position() instanceof Position.Open open && open.stage() == stage));
        }
        for (Light light : Light.values()) {
            all.add(new Expected(
                    with(filter -> filter.light = Optional.of(light)),
                    found -> first(found)
                            .filter(term -> term.light(today) == light)
                            .isPresent()));
        }
        for (boolean open : new boolean[] {true, false}) {
            all.add(new Expected(with(filter -> filter.open = Optional.of(open)), found -> found.isOpen() == open));
        }
        LocalDate from = DAY.plusDays(3);
        LocalDate to = DAY.plusDays(20);
        all.add(new Expected(
                with(filter -> {
                    filter.receivedFrom = Optional.of(from);
                    filter.receivedTo = Optional.of(to);
                    filter.unit = Optional.of(HANDLER.unit());
                    filter.text = Optional.of("1");
                }),
                found -> !found.petition().receivedOn().isBefore(from)
                        && !found.petition().receivedOn().isAfter(to)
                        && found.position().unit().equals(HANDLER.unit())
                        && (found.petition().gist().contains("1")
                                || found.petition().number().contains("1"))));
        return all;
    }

    private static Counts count(List<PetitionCase> cases, LocalDate today) {
        return new Counts(
                cases.stream().filter(PetitionCase::isOpen).count(),
                lit(cases, Light.GREEN, today),
                lit(cases, Light.YELLOW, today),
                lit(cases, Light.RED, today),
                cases.stream().filter(found -> !found.isOpen()).count());
    }

    private static long lit(List<PetitionCase> cases, Light light, LocalDate today) {
        return cases.stream()
                .flatMap(found -> first(found).stream())
                .filter(term -> term.light(today) == light)
                .count();
    }

    private static Optional<Running> first(PetitionCase found) {
        return found.position() instanceof Position.Open open
                ? open.running().values().stream()
                        .filter(term -> term.term().binds() == Bound.ORGAN)
                        .min(Comparator.comparing(Running::due))
                : Optional.empty();
    }

    private static final Comparator<PetitionCase> IN_LEDGER = Comparator.comparing(
                    (PetitionCase found) -> first(found).map(Running::due).orElse(LocalDate.MAX))
            .thenComparing(found -> found.petition().number());

    private static final ImmutableList<Stage> STAGES = ImmutableList.copyOf(Stage.values());

    /** Cases of all kinds on many days. */
    private List<CaseId> scramble(long seed, int many) {
        Random random = new Random(seed);
        List<CaseId> ids = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            given().later(random.nextInt(4));
            PetitionCase found = given().at(STAGES.get(random.nextInt(STAGES.size())));
            ids.add(found.id());
            if (random.nextInt(4) == 0) {
                found = given().taken(found, random.nextBoolean() ? DEPUTY : MAGISTRATE);
            }
            if (random.nextInt(5) == 0) {
                given().does(OFFICE_HEAD, found, new CaseAct.Withdraw("信访人书面撤回"));
            }
        }
        return ids;
    }

    // ------------------------------------------------------------------ the workbench

    @Test
    void what_waits_for_an_official_in_all_posts_red_first() {
        IncumbencyId second = given().alsoSits(HANDLER, TOWN_HANDLER);
        PetitionCase red = given().accepted();
        given().later(10);
        PetitionCase yellow = given().accepted();
        given().later(7);
        PetitionCase green = given().does(CLERK, given().registered(), new CaseAct.Transfer(second, "来信"));
        PetitionCase waiting = given().replyServed();
        given().does(HANDLER, given().accepted(), new CaseAct.Withdraw("信访人书面撤回"));
        given().accepted(TOWN_HANDLER);
        given().on(DAY.plusDays(22));
        Board.Workbench bench = board().workbench(HANDLER.official(), given().today());

        assertThat(bench.mine()).isEqualTo(new Counts(4, 1, 1, 1, 1));
        assertThat(bench.held()).extracting(Line::id).containsExactly(red.id(), yellow.id(), green.id(), waiting.id());
        assertThat(bench.idle()).isEmpty();
        assertThat(bench.handovers()).isEmpty();
    }

    @Test
    void no_more_than_fifty_wait_at_once() {
        for (int i = 0; i < 53; i++) {
            given().registered();
        }

        assertThat(board().workbench(CLERK.official(), DAY).held()).hasSize(50);
        assertThat(board().workbench(CLERK.official(), DAY).mine().open()).isEqualTo(53);
    }

    @Test
    void who_stands_above_holds_nothing() {
        given().accepted();

        assertThat(board().workbench(HEAD.official(), DAY).mine()).isEqualTo(new Counts(0, 0, 0, 0, 0));
    }

    @Test
    void what_was_handed_over_and_not_touched_waits_for_the_receiver() {
        PetitionCase untouched = given().accepted();
        PetitionCase touched = given().accepted();
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        given().does(COLLEAGUE, touched.id(), new CaseAct.Note("约谈"));

        assertThat(idle(COLLEAGUE)).containsExactly(untouched.id());
        assertThat(idle(HANDLER)).isEmpty();
        given().on(effective.firstActDue().orElseThrow().plusDays(1));
        new SweepHandovers(store(), given().law()).sweep(given().today(), given().now());
        assertThat(idle(COLLEAGUE)).containsExactly(untouched.id());
        given().does(COLLEAGUE, untouched.id(), new CaseAct.Note("约谈"));
        assertThat(idle(COLLEAGUE)).isEmpty();
    }

    @Test
    void a_leaders_instruction_waits_for_who_holds_the_case_the_earliest_day_first() {
        PetitionCase later = given().does(CLERK, given().accepted(), instruction(20));
        PetitionCase sooner = given().does(CLERK, given().accepted(), instruction(9));
        given().accepted();
        given().does(CLERK, given().accepted(TOWN_HANDLER), instruction(5));

        assertThat(board().workbench(HANDLER.official(), DAY).instructed())
                .extracting(answer -> answer.line().id(), Board.Answer::by)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(sooner.id(), DAY.plusDays(9)),
                        org.assertj.core.groups.Tuple.tuple(later.id(), DAY.plusDays(20)));
        given().does(HANDLER, sooner, new CaseAct.AnswerLeader("已限期整改"));
        assertThat(board().workbench(HANDLER.official(), DAY).instructed())
                .extracting(answer -> answer.line().id())
                .containsExactly(later.id());
    }

    private static CaseAct instruction(int days) {
        return new CaseAct.Instruct(DEPUTY.id(), "请抓紧办理并报结果", DAY.plusDays(days));
    }

    @Test
    void an_objection_waits_for_all_of_the_unit_that_sent_the_case() {
        PetitionCase objected = given().objected();
        given().forwarded();

        for (Who sender : List.of(CLERK, OFFICE_HEAD)) {
            assertThat(board().workbench(sender.official(), DAY).objected())
                    .extracting(answer -> answer.line().id(), Board.Answer::by)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(objected.id(), DAY.plusDays(7)));
        }
        assertThat(board().workbench(HANDLER.official(), DAY).objected()).isEmpty();
        given().does(CLERK, objected, new CaseAct.Uphold("属你单位职权"));
        assertThat(board().workbench(CLERK.official(), DAY).objected()).isEmpty();
    }

    private List<CaseId> idle(Who who) {
        return board().workbench(who.official(), given().today()).idle().stream()
                .map(Line::id)
                .toList();
    }

    @Test
    void handovers_under_way_wait_for_all_three_parties() {
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());

        for (Who party : List.of(HANDLER, COLLEAGUE, OFFICE_HEAD)) {
            assertThat(board().workbench(party.official(), DAY).handovers())
                    .extracting(HandoverLine::id)
                    .containsExactly(opened.id());
        }
        assertThat(board().workbench(CLERK.official(), DAY).handovers()).isEmpty();
        given().effective(opened);
        assertThat(board().workbench(COLLEAGUE.official(), DAY).handovers()).isEmpty();
    }

    // ------------------------------------------------------------------ one case

    @Test
    void a_case_file_has_all_of_it_and_the_petitioner_masked() {
        PetitionCase taken = given().taken(given().accepted(), DEPUTY);
        Board.CaseFile file = board().caseFile(taken.id()).orElseThrow();

        assertThat(file.petitionCase()).isEqualTo(taken);
        assertThat(file.petitioner()).isEqualTo(Given.petitioner().maskedName());
        assertThat(file.phone()).isEqualTo(Given.petitioner().maskedPhone());
        assertThat(file.address()).isEqualTo(Given.petitioner().maskedAddress());
        assertThat(file.unit()).isEqualTo(HANDLER.place().unit().name());
        assertThat(file.chain().keySet())
                .containsExactly(Role.HOLDER, Role.UNIT_HEAD, Role.LEADER_IN_CHARGE, Role.ASSIGNED_LEADER);
        assertThat(file.chain().get(Role.HOLDER)).isEqualTo(named(HANDLER));
        assertThat(file.docket()).extracting(Board.EntryLine::entry).isEqualTo(docket(taken.subject()));
        assertThat(file.docket().get(1).by()).contains(named(CLERK));
        assertThat(file.docket()).extracting(Board.EntryLine::hash).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(board().caseFile(new CaseId(new UUID(1, 1)))).isEmpty();
    }

    @Test
    void the_file_of_an_ended_case_says_who_answered() {
        PetitionCase ended = given().final_();

        assertThat(board().caseFile(ended.id()).orElseThrow().chain()).containsKey(Role.HOLDER);
        assertThat(board().caseFile(ended.id()).orElseThrow().petitionCase()).isEqualTo(ended);
    }

    @Test
    void a_case_is_found_by_its_number() {
        PetitionCase registered = given().registered();

        assertThat(board().numbered(registered.petition().number())).contains(registered.id());
        assertThat(board().numbered("没有")).isEmpty();
    }

    @Test
    void what_the_system_did_nobody_did() {
        PetitionCase accepted = given().accepted();
        given().effective(given().opened(HANDLER, COLLEAGUE.id()));

        assertThat(board().docket(accepted.subject()).get(3).by()).isEmpty();
        assertThat(board().docket(new Subject(Subject.Kind.CASE, new UUID(1, 1))))
                .isEmpty();
    }

    // ------------------------------------------------------------------ who answered

    @Test
    void who_answered_is_known_for_every_day() {
        PetitionCase story = given().registered();
        CaseId id = story.id();
        given().on(DAY.plusDays(2)).does(CLERK, id, new CaseAct.Transfer(HANDLER.id(), "来信"));
        given().on(DAY.plusDays(4)).does(HANDLER, id, new CaseAct.Accept());
        given().on(DAY.plusDays(6)).taken(given().now(id), DEPUTY);
        IncumbencyId successor = given().on(DAY.plusDays(8)).successor(HANDLER);
        given().on(DAY.plusDays(10)).effective(given().opened(HANDLER, successor));
        given().on(DAY.plusDays(12));
        given().does(successor, given().now(id), new CaseAct.Reply(Opinion.EXPLAIN, "已作解释说明"));
        given().does(successor, given().now(id), new CaseAct.Serve(given().today(), Manner.IN_PERSON));
        given().on(DAY.plusDays(14)).does(REVIEWER, id, new CaseAct.RequestReview(REVIEWER.id(), "不服"));
        given().on(DAY.plusDays(16)).does(REVIEWER, id, new CaseAct.Withdraw("信访人书面撤回"));

        assertThat(answered(id, -1)).isEmpty();
        for (int day = 0; day <= 1; day++) {
            assertThat(answered(id, day)).containsExactly("HOLDER 乙二 0", "UNIT_HEAD 乙一 0", "LEADER_IN_CHARGE 甲三 0");
        }
        for (int day = 2; day <= 5; day++) {
            assertThat(answered(id, day)).containsExactly("HOLDER 丙二 2", "UNIT_HEAD 丙一 2", "LEADER_IN_CHARGE 甲二 2");
        }
        for (int day = 6; day <= 9; day++) {
            assertThat(answered(id, day))
                    .containsExactly("HOLDER 丙二 2", "UNIT_HEAD 丙一 2", "LEADER_IN_CHARGE 甲二 2", "ASSIGNED_LEADER 甲二 6");
        }
        for (int day = 10; day <= 13; day++) {
            assertThat(answered(id, day))
                    .containsExactly(
                            "HOLDER 丙二之后 10", "UNIT_HEAD 丙一 2", "LEADER_IN_CHARGE 甲二 2", "ASSIGNED_LEADER 甲二 6");
        }
        for (int day : new int[] {14, 15, 16, 400}) {
            assertThat(answered(id, day))
                    .containsExactly(
                            "HOLDER 戊二 14", "UNIT_HEAD 戊一 14", "LEADER_IN_CHARGE 甲一 14", "ASSIGNED_LEADER 甲二 6");
        }
    }

    private List<String> answered(CaseId id, int day) {
        return board().whoAnswered(id, DAY.plusDays(day)).stream()
                .map(link -> link.role() + " " + link.who().official() + " " + since(link))
                .toList();
    }

    private static long since(Link link) {
        return link.since().toEpochDay() - DAY.toEpochDay();
    }

    @Test
    void what_was_entered_later_for_an_earlier_day_counts_from_that_day() {
        PetitionCase registered = given().registered();
        given().does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信"));

        assertThat(board().whoAnswered(registered.id(), DAY))
                .extracting(link -> link.who().id())
                .first()
                .isEqualTo(HANDLER.id());
    }

    @Test
    void nobody_answered_for_a_case_that_is_not_there() {
        assertThat(board().whoAnswered(new CaseId(new UUID(1, 1)), DAY)).isEmpty();
    }

    // ------------------------------------------------------------------ leaders

    @Test
    void leaders_come_top_first_with_what_they_have() {
        given().taken(given().accepted(), DEPUTY);
        given().taken(given().accepted(TOWN_HANDLER), DEPUTY);
        given().does(HANDLER, given().taken(given().accepted(), DEPUTY), new CaseAct.Withdraw("撤回"));
        given().taken(given().registered(), MAGISTRATE);
        LocalDate late = DAY.plusDays(61);

        assertThat(board().leaders(late))
                .extracting(leader -> leader.who().id(), Leader::rank, Leader::live, Leader::overdue)
                .containsExactly(
                        tuple(MAGISTRATE.id(), 1, 1, 1),
                        tuple(DEPUTY.id(), 2, 2, 2),
                        tuple(OTHER_DEPUTY.id(), 3, 0, 0));
        assertThat(board().leaders(DAY.plusDays(60)))
                .extracting(Leader::overdue)
                .containsExactly(0, 0, 0);
        assertThat(board().leaders(DAY).get(1).inChargeOf())
                .isEqualTo(ImmutableSet.of(Who.Place.BUREAU.id(), Who.Place.TOWN.id()));
    }

    @Test
    void who_has_left_leads_no_more_and_who_came_does() {
        IncumbencyId successor = given().successor(DEPUTY);
        given().effective(given().opened(DEPUTY, successor));

        assertThat(board().leaders(DAY))
                .extracting(leader -> leader.who().id())
                .contains(successor)
                .doesNotContain(DEPUTY.id());
    }

    @Test
    void cases_are_with_a_leader_or_without() {
        PetitionCase withDeputy = given().taken(given().accepted(), DEPUTY);
        PetitionCase withMagistrate = given().taken(given().accepted(), MAGISTRATE);
        PetitionCase without = given().accepted();
        given().final_();
        given().does(HANDLER, given().taken(given().accepted(), DEPUTY), new CaseAct.Withdraw("撤回"));
        PetitionCase released =
                given().does(CLERK, given().taken(given().registered(), DEPUTY), new CaseAct.ReleaseLeader("已化解"));

        assertThat(board().withoutLeader(DAY))
                .extracting(Line::id)
                .containsExactlyInAnyOrder(without.id(), released.id());
        assertThat(board().assigned(Optional.empty(), DAY))
                .extracting(Line::id)
                .containsExactlyInAnyOrder(withDeputy.id(), withMagistrate.id());
        assertThat(board().assigned(Optional.of(DEPUTY.id()), DAY))
                .extracting(Line::id)
                .containsExactly(withDeputy.id());
        assertThat(board().assigned(Optional.of(OTHER_DEPUTY.id()), DAY)).isEmpty();
    }

    @Test
    void those_lists_are_in_the_order_of_the_ledger() {
        scramble(11, 25);
        List<CaseId> ledger = lines(Filter.none()).stream().map(Line::id).toList();

        assertThat(board().withoutLeader(given().today()))
                .extracting(line -> ledger.indexOf(line.id()))
                .isSorted();
        assertThat(board().assigned(Optional.empty(), given().today()))
                .isNotEmpty()
                .extracting(line -> ledger.indexOf(line.id()))
                .isSorted();
    }

    // ------------------------------------------------------------------ handovers

    @Test
    void handovers_under_way_come_first_then_the_newest() {
        Handover old = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        given().later(1);
        Handover underWay = given().opened(TOWN_HANDLER, COLLEAGUE.id());
        given().later(1);
        Handover cancelled = given().opened(REVIEWER, COLLEAGUE.id());
        given().steps(OFFICE_HEAD.id(), cancelled, new HandoverAct.Cancel("不再调动"));
        given().later(1);
        Handover newest = given().opened(REREVIEWER, COLLEAGUE.id());

        assertThat(board().handovers(Optional.empty(), 10))
                .extracting(HandoverLine::id)
                .containsExactly(newest.id(), underWay.id(), cancelled.id(), old.id());
        assertThat(board().handovers(Optional.empty(), 2)).hasSize(2);
        assertThat(board().handovers(Optional.of(HANDLER.official()), 10))
                .extracting(HandoverLine::id)
                .containsExactly(old.id());
        assertThat(board().handovers(Optional.of(CLERK.official()), 10)).isEmpty();
    }

    @Test
    void a_line_says_what_the_handover_is() {
        given().accepted();
        given().accepted();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());

        assertThat(board().handovers(Optional.empty(), 1))
                .containsExactly(new HandoverLine(
                        opened.id(),
                        Optional.empty(),
                        named(HANDLER),
                        named(COLLEAGUE),
                        named(OFFICE_HEAD),
                        Handover.State.DRAFT,
                        DAY,
                        DAY,
                        DAY.plusDays(10),
                        2));
    }

    @Test
    void a_handover_file_has_the_facts_of_each_item_as_they_stand_now() {
        PetitionCase taken = given().taken(given().accepted(), DEPUTY);
        PetitionCase ended = given().accepted();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        given().does(HANDLER, ended, new CaseAct.Withdraw("信访人书面撤回"));
        given().does(HEAD, taken.id(), new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"));
        Board.HandoverFile file = board().handover(opened.id()).orElseThrow();

        assertThat(file.handover()).isEqualTo(opened);
        assertThat(file.outgoing()).isEqualTo(named(HANDLER));
        assertThat(file.incoming()).isEqualTo(named(COLLEAGUE));
        assertThat(file.witness()).isEqualTo(named(OFFICE_HEAD));
        assertThat(file.docket()).extracting(Board.EntryLine::entry).isEqualTo(docket(opened.subject()));
        assertThat(file.facts())
                .isEqualTo(ImmutableMap.of(
                        taken.id(),
                        new Board.ItemFacts(
                                Given.petitioner().maskedName(),
                                1,
                                DAY,
                                taken.petition().place(),
                                HANDLER.place().unit().name(),
                                COLLEAGUE.fullName(),
                                ((Position.Open) taken.position()).assignment()),
                        ended.id(),
                        new Board.ItemFacts(
                                Given.petitioner().maskedName(),
                                1,
                                DAY,
                                ended.petition().place(),
                                HANDLER.place().unit().name(),
                                HANDLER.fullName(),
                                Optional.empty())));
        assertThat(board().handover(new HandoverId(new UUID(1, 1)))).isEmpty();
    }

    // ------------------------------------------------------------------ who is who

    @Test
    void the_organization_is_shown_from_the_top_with_who_sits_where() {
        IncumbencyId successor = given().successor(HANDLER);
        Board.Organization organization = board().organization();

        assertThat(organization.units())
                .extracting(Board.UnitFile::unit)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Who.Place.values()).map(Who.Place::unit).toList());
        assertThat(organization.units().get(0).unit()).isEqualTo(Who.Place.CITY.unit());
        Board.UnitFile bureau = organization.units().stream()
                .filter(file -> file.unit().id().equals(HANDLER.unit()))
                .findFirst()
                .orElseThrow();
        assertThat(bureau.head()).contains(HEAD.post());
        assertThat(bureau.inCharge()).contains(DEPUTY.post());
        assertThat(bureau.posts())
                .extracting(file -> file.post().id())
                .containsExactlyInAnyOrder(HEAD.post(), HANDLER.post(), COLLEAGUE.post());
        Board.PostFile post = bureau.posts().stream()
                .filter(file -> file.post().id().equals(HANDLER.post()))
                .findFirst()
                .orElseThrow();
        assertThat(post.post().kind()).isEqualTo(Post.Kind.HANDLER);
        assertThat(post.sitting())
                .extracting(
                        sitter -> sitter.incumbency().id(),
                        sitter -> sitter.official().name())
                .containsExactly(tuple(HANDLER.id(), "丙二"), tuple(successor, "丙二之后"));
    }

    @Test
    void who_has_left_is_in_no_post_and_known_still() {
        IncumbencyId acting = given().actingFor(HANDLER);
        given().effective(given().opened(HANDLER, acting));

        assertThat(board().organization().units().stream()
                        .flatMap(unit -> unit.posts().stream())
                        .flatMap(post -> post.sitting().stream())
                        .map(sitter -> sitter.incumbency().id()))
                .contains(acting)
                .doesNotContain(HANDLER.id());
        assertThat(named(HANDLER).until()).contains(DAY);
        assertThat(board().named(acting).orElseThrow().acting()).isTrue();
    }

    @Test
    void an_incumbency_is_put_in_words() {
        assertThat(named(HANDLER))
                .isEqualTo(new Board.Named(
                        HANDLER.id(),
                        HANDLER.official(),
                        "丙二",
                        "信访专员",
                        HANDLER.unit(),
                        "某县住房和城乡建设局",
                        LocalDate.of(2022, 1, 4),
                        Optional.empty(),
                        false));
        assertThat(board().named(new IncumbencyId(new UUID(1, 1)))).isEmpty();
    }

    // ------------------------------------------------------------------ small change

    private Board board() {
        return archive().board(Asker.Job.OPERATOR);
    }

    private Board.Named named(Who who) {
        return board().named(who.id()).orElseThrow();
    }

    private ImmutableList<Line> lines(Filter filter) {
        return board().ledger(filter, given().today(), Optional.empty(), 1000).lines();
    }

    /** A filter in the making. */
    private static final class Narrowing {
        private Optional<String> text = Optional.empty();
        private Optional<UnitId> unit = Optional.empty();
        private Optional<OfficialId> answering = Optional.empty();
        private Optional<IncumbencyId> leader = Optional.empty();
        private Optional<Stage> stage = Optional.empty();
        private Optional<Light> light = Optional.empty();
        private Optional<Boolean> open = Optional.empty();
        private Optional<RegionCode> place = Optional.empty();
        private Optional<LocalDate> receivedFrom = Optional.empty();
        private Optional<LocalDate> receivedTo = Optional.empty();
    }

    private static Filter with(Consumer<Narrowing> narrow) {
        Narrowing by = new Narrowing();
        narrow.accept(by);
        return new Filter(
                by.text,
                by.unit,
                by.answering,
                by.leader,
                by.stage,
                by.light,
                by.open,
                by.place,
                by.receivedFrom,
                by.receivedTo);
    }
}
