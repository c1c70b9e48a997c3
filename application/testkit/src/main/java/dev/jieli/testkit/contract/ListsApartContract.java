package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.MAGISTRATE;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.OTHER_CLERK;
import static dev.jieli.testkit.Who.REVIEW_HEAD;
import static dev.jieli.testkit.Who.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * 检举控告事项另册 (art. 30(3)): accusations stand on lists of their own beside the main one of a departure, and whoever is accused
 * and sees the handovers of that unit is shown the main one as if there were none.
 */
public abstract class ListsApartContract extends Contract {

    private static final HandoverAct SUPPLEMENT = new HandoverAct.Supplement(ImmutableList.of());

    private PetitionCase accusation(Who... against) {
        return accused(given().registered(), against);
    }

    private PetitionCase accused(PetitionCase found, Who... against) {
        return given().does(
                        CLERK,
                        found,
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                Stream.of(against)
                                        .map(Who::official)
                                        .collect(ImmutableSet.<OfficialId>toImmutableSet()),
                                "检举控告"));
    }

    /** The clerk of the petition office leaves; a colleague receives, and the magistrate watches. */
    private Handover opened() {
        return given().opened(CLERK.id(), OTHER_CLERK.id(), MAGISTRATE.id());
    }

    private ImmutableList<Handover> apart(Handover main) {
        return given().look(session -> session.handovers().beside(main.id()));
    }

    private Handover onlyApart(Handover main) {
        assertThat(apart(main)).hasSize(1);
        return apart(main).get(0);
    }

    private Board board(Who who) {
        return archive().board(Asker.of(who.id()));
    }

    private List<HandoverId> shown(Who who) {
        return board(who).handovers(Optional.empty(), 100).stream()
                .map(Board.HandoverLine::id)
                .toList();
    }

    private Outcome<Handover> completes(Who who, Handover list) {
        return new CompleteHandover(store(), given().law())
                .complete(list.id(), Optional.of(who.id()), given().today(), given().now());
    }

    private Refusal refuses(Who who, Handover list, HandoverAct act) {
        return given().refuses(who.id(), given().now(list.id()), act);
    }

    private Handover steps(Who who, Handover list, HandoverAct act) {
        return given().steps(who.id(), given().now(list.id()), act);
    }

    private Handover witnessed(Handover list) {
        return given().witnessed(given().now(list.id()));
    }

    private List<Entry> docket(Handover list) {
        return given().look(session -> session.dockets().read(list.subject()));
    }

    private boolean isReady(Handover main) {
        return given().look(session -> session.handovers().ready(given().today()))
                .contains(main.id());
    }

    // ------------------------------------------------------------------ who is shown what

    @Test
    void an_accusation_stands_on_a_list_of_its_own_and_whom_it_is_against_is_shown_the_main_one() {
        PetitionCase other = given().registered();
        PetitionCase accusation = accusation(OFFICE_HEAD);
        Handover main = opened();
        Handover apart = onlyApart(main);

        assertThat(main.items()).containsOnlyKeys(other.id());
        assertThat(apart.items()).containsOnlyKeys(accusation.id());
        assertThat(apart.beside()).contains(main.id());
        assertThat(List.of(apart.outgoing(), apart.incoming(), apart.witness()))
                .containsExactly(CLERK.id(), OTHER_CLERK.id(), MAGISTRATE.id());
        assertThat(shown(OFFICE_HEAD)).containsExactly(main.id());
        assertThat(board(OFFICE_HEAD).handover(main.id()).orElseThrow().apart()).isEmpty();
        assertThat(board(OFFICE_HEAD).handover(apart.id())).isEmpty();
        assertThat(board(OFFICE_HEAD).docket(apart.subject())).isEmpty();
        for (Who may : List.of(CLERK, OTHER_CLERK, MAGISTRATE, SUPERVISOR)) {
            assertThat(shown(may)).as("%s", may).containsExactly(main.id(), apart.id());
            assertThat(board(may).handover(main.id()).orElseThrow().apart())
                    .as("%s", may)
                    .containsExactly(apart.id());
        }
    }

    @Test
    void what_is_against_somebody_else_is_on_another_list_so_that_none_is_missed_where_one_is_hidden() {
        PetitionCase one = accusation(OFFICE_HEAD);
        PetitionCase same = accusation(OFFICE_HEAD);
        PetitionCase other = accusation(SUPERVISOR);
        PetitionCase both = accusation(SUPERVISOR, OFFICE_HEAD);
        Handover main = opened();

        assertThat(apart(main))
                .extracting(list -> ImmutableSet.copyOf(list.items().keySet()))
                .containsExactlyInAnyOrder(
                        ImmutableSet.of(one.id(), same.id()), ImmutableSet.of(other.id()), ImmutableSet.of(both.id()));
        assertThat(apart(main)).extracting(Handover::id).doesNotHaveDuplicates();
        assertThat(shown(OFFICE_HEAD)).hasSize(2).contains(main.id());
        assertThat(shown(SUPERVISOR)).hasSize(2).contains(main.id());
        assertThat(shown(CLERK)).hasSize(4);
    }

    @Test
    void an_accusation_that_is_kept_from_nobody_stands_on_the_main_list() {
        PetitionCase nobody = accusation();
        Handover main = opened();

        assertThat(main.items()).containsOnlyKeys(nobody.id());
        assertThat(apart(main)).isEmpty();
    }

    @Test
    void whoever_must_not_know_opens_the_main_list_and_the_leaver_finds_the_other_beside_it() {
        PetitionCase accusation = accusation(OFFICE_HEAD);
        Handover main = done(opens(OFFICE_HEAD, OTHER_CLERK));

        assertThat(main.items()).isEmpty();
        assertThat(onlyApart(main).items()).containsOnlyKeys(accusation.id());
        assertThat(docket(onlyApart(main)).get(0).by()).isEmpty();
        assertThat(shown(OFFICE_HEAD)).containsExactly(main.id());
    }

    private Outcome<Handover> opens(Who by, Who incoming) {
        return new OpenHandover(store())
                .open(
                        new HandoverId(new UUID(3, 29)),
                        new OpenHandover.Notice(
                                CLERK.id(),
                                incoming.id(),
                                MAGISTRATE.id(),
                                Handover.Cause.TRANSFERRED,
                                "",
                                given().today(),
                                given().today()),
                        by.id(),
                        given().today(),
                        given().now());
    }

    // ------------------------------------------------------------------ signed and in effect

    @Test
    void the_main_list_is_witnessed_last_and_all_take_effect_with_it_also_by_whom_one_is_against() {
        PetitionCase other = given().registered();
        PetitionCase accusation = accusation(OFFICE_HEAD);
        Handover main = opened();
        Handover apart = onlyApart(main);
        Handover received = given().received(main);
        HandoverAct signs = new HandoverAct.Witness(received.digest().orElseThrow());

        assertThat(refuses(MAGISTRATE, main, signs)).satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.LIST_APART_FIRST);
            assertThat(refusal.details()).containsEntry("lists", apart.id().toString());
        });
        Handover signed = witnessed(apart);
        assertThat(signed.digest()).isNotEqualTo(received.digest());
        assertThat(refusal(completes(CLERK, signed))).satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.ON_THE_MAIN_LIST);
            assertThat(refusal.details()).containsEntry("handover", main.id().toString());
        });
        assertThat(isReady(main)).isFalse();
        steps(MAGISTRATE, main, signs);
        assertThat(isReady(main)).isTrue();
        assertThat(isReady(apart)).isFalse();

        Handover effective = done(completes(OFFICE_HEAD, main));
        assertThat(effective.placed()).extracting(Handover.Placed::item).containsExactly(other.id());
        Handover with = given().now(apart.id());
        assertThat(with.state()).isEqualTo(Handover.State.EFFECTIVE);
        assertThat(with.placed()).containsExactly(new Handover.Placed(accusation.id(), Handover.Disposition.MOVED));
        assertThat(docket(apart).get(with.entries() - 1).at())
                .isEqualTo(docket(main).get(effective.entries() - 1).at());
        assertThat(given().now(accusation.id()).position().chain().holder()).isEqualTo(OTHER_CLERK.id());
        Optional<Seat> seat = given().look(session -> session.tenures().seat(CLERK.id()));
        assertThat(seat).isEmpty();
        assertThat(shown(OFFICE_HEAD)).containsExactly(main.id());
        assertThat(board(OFFICE_HEAD).handover(main.id()).orElseThrow().handover())
                .isEqualTo(effective);
    }

    @Test
    void a_later_day_of_a_list_beside_it_or_of_what_stands_there_bars_nobody_who_must_not_know() {
        PetitionCase accusation = accusation(OFFICE_HEAD);
        Handover main = opened();
        Handover apart = onlyApart(main);
        witnessed(apart);
        Handover witnessed = witnessed(main);
        given().later(1);
        given().does(CLERK, accusation.id(), new CaseAct.Note("核对来信"));

        Handover effective = done(new CompleteHandover(store(), given().law())
                .complete(
                        witnessed.id(),
                        Optional.of(OFFICE_HEAD.id()),
                        given().today().minusDays(1),
                        given().now()));
        assertThat(effective.lastOn()).isEqualTo(given().today().minusDays(1));
        assertThat(given().now(accusation.id()).lastOn()).isEqualTo(given().today());
    }

    @Test
    void what_arrives_later_has_its_list_opened_without_a_trace_on_the_main_one_which_then_waits() {
        given().registered();
        Handover main = witnessed(opened());
        PetitionCase late = accusation(OFFICE_HEAD, SUPERVISOR);

        assertThat(refusal(completes(OFFICE_HEAD, main)))
                .isEqualTo(Refusal.of(Reason.NOT_YOURS)
                        .with("needs", ImmutableSet.of(Capacity.OUTGOING, Capacity.INCOMING, Capacity.WITNESS)));
        assertThat(refusal(completes(CLERK, main)).details())
                .containsEntry("cases", late.petition().number());
        assertThat(refuses(OFFICE_HEAD, main, SUPPLEMENT).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(refusal(completes(SUPERVISOR, main)).details().get("needs"))
                .as("of whom no list takes effect")
                .contains(Capacity.SYSTEM.name());
        assertThat(refusal(new CompleteHandover(store(), given().law())
                                .complete(
                                        main.id(),
                                        Optional.of(OFFICE_HEAD.id()),
                                        given().today().minusDays(1),
                                        given().now()))
                        .reason())
                .isEqualTo(Reason.BEFORE_LAST_ENTRY);

        assertThat(steps(CLERK, main, SUPPLEMENT)).isEqualTo(main);
        Handover apart = onlyApart(main);
        assertThat(apart.items()).containsOnlyKeys(late.id());
        assertThat(given().now(main.id())).isEqualTo(main);
        PetitionCase again = accusation(SUPERVISOR, OFFICE_HEAD);
        steps(OTHER_CLERK, apart, SUPPLEMENT);
        assertThat(onlyApart(main).items()).containsOnlyKeys(late.id(), again.id());

        assertThat(isReady(main)).isFalse();
        assertThat(refusal(completes(MAGISTRATE, main)))
                .isEqualTo(Refusal.of(Reason.LIST_APART_FIRST)
                        .with("lists", apart.id().toString()));
        assertThat(refusal(completes(OFFICE_HEAD, main)).reason()).isEqualTo(Reason.NOT_YOURS);
        witnessed(apart);
        assertThat(isReady(main)).isTrue();
        done(completes(OFFICE_HEAD, main));
        assertThat(given().now(again.id()).position().chain().holder()).isEqualTo(OTHER_CLERK.id());
    }

    @Test
    void who_signs_the_main_list_in_the_leavers_place_and_must_not_know_signs_it_as_if_there_were_none() {
        given().registered();
        Handover main = given().completed(opened());
        accusation(OFFICE_HEAD);

        assertThat(refuses(CLERK, main, Given.freeze()).reason()).isEqualTo(Reason.UNLISTED);
        Handover frozen =
                steps(OFFICE_HEAD, main, new HandoverAct.Freeze("", Optional.of("本人已赴任"), ImmutableList.of()));
        assertThat(frozen.state()).isEqualTo(Handover.State.FROZEN);
        Handover received = given().received(frozen);
        assertThat(refuses(
                                MAGISTRATE,
                                received,
                                new HandoverAct.Witness(received.digest().orElseThrow()))
                        .reason())
                .isEqualTo(Reason.UNLISTED);
    }

    // ------------------------------------------------------------------ carried over

    @Test
    void who_is_replaced_in_the_main_list_is_replaced_in_those_beside_it_and_their_signatures_are_given_anew() {
        accusation(OFFICE_HEAD);
        Handover main = opened();
        Handover apart = witnessed(onlyApart(main));

        assertThat(refuses(MAGISTRATE, apart, new HandoverAct.Cancel("不再离任")).reason())
                .isEqualTo(Reason.ON_THE_MAIN_LIST);
        steps(OFFICE_HEAD, main, new HandoverAct.Replace(HANDLER.id(), MAGISTRATE.id(), "另有工作"));
        Handover replaced = given().now(apart.id());
        assertThat(replaced.incoming()).isEqualTo(HANDLER.id());
        assertThat(replaced.state()).isEqualTo(Handover.State.DRAFT);
        assertThat(replaced.signed()).isEmpty();
        Entry entered = docket(apart).get(replaced.entries() - 1);
        assertThat(entered.by()).isEmpty();
        assertThat(entered.capacity()).isEqualTo(Capacity.SYSTEM);
    }

    @Test
    void where_whom_it_is_against_is_to_receive_whoever_may_know_is_told_that_another_has_to() {
        accusation(OFFICE_HEAD, HEAD);
        assertThat(refusal(opens(CLERK, HEAD)).reason()).isEqualTo(Reason.ACCUSED);
        Handover main = done(opens(OFFICE_HEAD, HEAD));
        Handover apart = given().completed(onlyApart(main));

        assertThat(shown(HEAD)).containsExactly(main.id());
        assertThat(refuses(CLERK, apart, Given.freeze()).reason()).isEqualTo(Reason.ACCUSED);
        assertThat(refuses(MAGISTRATE, main, new HandoverAct.Replace(HEAD.id(), REVIEW_HEAD.id(), "另有工作"))
                        .reason())
                .isEqualTo(Reason.ACCUSED);
        steps(MAGISTRATE, main, new HandoverAct.Replace(OTHER_CLERK.id(), MAGISTRATE.id(), "另有工作"));
        assertThat(steps(CLERK, apart, Given.freeze()).state()).isEqualTo(Handover.State.FROZEN);
    }

    @Test
    void who_cancels_the_main_list_cancels_those_beside_it_and_the_official_can_leave_again() {
        accusation(OFFICE_HEAD);
        Handover main = opened();
        Handover apart = onlyApart(main);

        steps(OFFICE_HEAD, main, new HandoverAct.Cancel("不再离任"));
        assertThat(given().now(apart.id()).state()).isEqualTo(Handover.State.CANCELLED);
        Handover again = opened();
        assertThat(onlyApart(again).id()).isNotEqualTo(apart.id());
    }

    // ------------------------------------------------------------------ what stood on a list

    @Test
    void a_list_from_which_everything_went_is_kept_from_whom_it_was_against_all_the_same() {
        PetitionCase accusation = accusation(OFFICE_HEAD);
        Handover main = opened();
        given().does(CLERK, accusation, new CaseAct.Reassign(OTHER_CLERK.id(), "工作调整"));
        Handover frozen = steps(CLERK, onlyApart(main), Given.freeze());

        assertThat(frozen.items()).isEmpty();
        assertThat(frozen.everListed()).containsExactly(accusation.id());
        assertThat(given().now(frozen.id())).isEqualTo(frozen);
        assertThat(shown(OFFICE_HEAD)).containsExactly(main.id());
        assertThat(board(OFFICE_HEAD).docket(frozen.subject())).isEmpty();
        assertThat(board(CLERK).handover(frozen.id()).orElseThrow().facts()).isEmpty();
        assertThat(board(CLERK).handovers(Optional.empty(), 100))
                .filteredOn(line -> line.id().equals(frozen.id()))
                .extracting(Board.HandoverLine::items)
                .containsExactly(0);
    }

    @Test
    void a_list_on_which_something_turned_out_to_be_an_accusation_is_kept_though_it_went_before_the_freeze() {
        PetitionCase found = given().registered();
        Handover main = opened();
        PetitionCase accusation = accused(found, OFFICE_HEAD);
        assertThat(shown(OFFICE_HEAD)).isEmpty();
        given().does(CLERK, accusation, new CaseAct.Reassign(OTHER_CLERK.id(), "工作调整"));
        Handover frozen = steps(CLERK, main, Given.freeze());

        assertThat(frozen.items()).isEmpty();
        assertThat(shown(OFFICE_HEAD)).isEmpty();
        assertThat(shown(CLERK)).containsExactly(main.id());
    }

    @Test
    void what_came_back_after_the_freeze_stands_on_its_list_again() {
        PetitionCase accusation = accusation(OFFICE_HEAD);
        Handover main = opened();
        given().does(CLERK, accusation, new CaseAct.Reassign(OTHER_CLERK.id(), "工作调整"));
        Handover apart = steps(CLERK, onlyApart(main), Given.freeze());
        given().does(OTHER_CLERK, accusation.id(), new CaseAct.Reassign(CLERK.id(), "退还"));
        Handover supplemented = steps(CLERK, main, SUPPLEMENT);

        assertThat(supplemented).isEqualTo(main);
        assertThat(onlyApart(main).items()).containsOnlyKeys(accusation.id());
        assertThat(onlyApart(main).id()).isEqualTo(apart.id());
        assertThat(onlyApart(main).dropped()).isEmpty();
    }

    @Test
    void what_turns_up_later_and_is_an_accusation_is_charged_where_its_like_stands_and_not_on_the_main_list() {
        accusation(OFFICE_HEAD);
        Handover main = opened();
        Handover apart = witnessed(onlyApart(main));
        witnessed(main);
        done(completes(MAGISTRATE, main));
        PetitionCase omitted = given().does(
                        OTHER_CLERK,
                        given().registered(given().petition(), OTHER_CLERK),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(OFFICE_HEAD.official()),
                                "检举控告"));
        HandoverAct found = new HandoverAct.FoundLater(omitted.id(), "抽屉里发现的来信");

        assertThat(refuses(OFFICE_HEAD, main, found).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refuses(OTHER_CLERK, main, found).reason()).isEqualTo(Reason.CHARGED_APART);
        assertThat(steps(OTHER_CLERK, apart, found).omissions()).hasSize(1);
    }
}
