package dev.jieli.domain.tenure;

import static dev.jieli.domain.Departure.ACCOUNT;
import static dev.jieli.domain.Departure.DIGEST;
import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Departure;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.tenure.Handover.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 离任交接, step by step. */
class HandoverTest {

    private final Journey one = Given.another("2026-0001");
    private final Journey two = Given.another("2026-0002");

    @Nested
    class Opening {
        @Test
        void the_list_is_drafted_with_what_is_known_of_each_case() {
            Journey taken = Given.accepted()
                    .does(CLERK, new CaseAct.AssignLeader(DEPUTY.id(), ImmutableMap.of(), "", DAY.plusDays(60)));
            Departure opened = Departure.opened(taken, two);
            Handover.Item item = opened.item(taken.now());

            assertThat(opened.state()).isEqualTo(State.DRAFT);
            assertThat(opened.listed())
                    .containsExactly(taken.now().id(), two.now().id());
            assertThat(item.number()).isEqualTo("2026-0001");
            assertThat(item.gist()).isEqualTo(taken.now().petition().gist());
            assertThat(item.roles()).containsExactly(Role.HOLDER);
            assertThat(item.stage()).isEqualTo(Stage.ACCEPTED);
            assertThat(item.running()).isEqualTo(taken.open().running().values().asList());
            assertThat(item.assignment()).isEmpty(); // the leader's, not the leaver's
            assertThat(item.account()).isEmpty();
            assertThat(opened.now().edition()).isEqualTo(1);
            assertThat(opened.newest().capacity()).isEqualTo(Capacity.OUTGOING);
        }

        @Test
        void a_leader_who_leaves_hands_over_what_he_took() {
            Journey taken = Given.accepted()
                    .does(CLERK, new CaseAct.AssignLeader(DEPUTY.id(), ImmutableMap.of(), "", DAY.plusDays(60)));
            Handover.Item item = Handover.Item.of(taken.now(), DEPUTY.id());

            assertThat(item.roles()).containsExactly(Role.LEADER_IN_CHARGE, Role.ASSIGNED_LEADER);
            assertThat(item.assignment()).isEqualTo(taken.open().assignment());
        }

        @Test
        void what_has_ended_is_on_no_list() {
            assertThatThrownBy(() -> Handover.Item.of(Given.final_().now(), HANDLER.id()))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void the_leaver_opens_it_those_above_him_the_witness_or_a_petition_office() {
            Set<Who> may = EnumSet.noneOf(Who.class);
            for (Who who : Who.values()) {
                Outcome<Handover.Entered> opens = Departure.opens(Departure.notice(one), who, DAY);
                if (opens instanceof Outcome.Done) {
                    may.add(who);
                } else {
                    assertThat(Journey.refusal(opens).reason()).isEqualTo(Reason.NOT_YOURS);
                }
            }
            assertThat(may).containsExactlyInAnyOrder(HANDLER, HEAD, DEPUTY, OFFICE_HEAD, CLERK, OTHER_CLERK);
        }

        @Test
        void leaver_receiver_and_witness_are_three() {
            OfficialId same = HANDLER.official();
            for (Handover.Parties parties : List.of(
                    new Handover.Parties(same, same, OFFICE_HEAD.official()),
                    new Handover.Parties(same, COLLEAGUE.official(), same),
                    new Handover.Parties(same, COLLEAGUE.official(), COLLEAGUE.official()))) {
                assertThat(Journey.refusal(Handover.open(
                                        Departure.ID,
                                        Departure.notice(one),
                                        parties,
                                        HANDLER.seat(),
                                        DAY,
                                        Journey.at(DAY),
                                        Who.ALL))
                                .reason())
                        .isEqualTo(Reason.SAME_PERSON);
            }
        }

        @Test
        void all_three_sit() {
            assertThat(openedWithout(HANDLER)).isEqualTo(Reason.NOT_FOUND);
            assertThat(openedWithout(COLLEAGUE)).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
            assertThat(openedWithout(OFFICE_HEAD)).isEqualTo(Reason.ACTOR_DOES_NOT_SIT);
        }

        private Reason openedWithout(Who left) {
            return Journey.refusal(Handover.open(
                            Departure.ID,
                            Departure.notice(one),
                            Departure.PARTIES,
                            HEAD.seat(),
                            DAY,
                            Journey.at(DAY),
                            Who.without(left)))
                    .reason();
        }

        @Test
        void it_is_due_no_earlier_than_today() {
            Refusal refusal = Journey.refusal(Departure.opens(Departure.notice(one), HANDLER, DAY.plusDays(11)));

            assertThat(refusal.reason()).isEqualTo(Reason.INCOMPLETE);
            assertThat(refusal.details()).containsEntry("field", "dueOn");
        }

        @Test
        void not_on_a_day_to_come() {
            assertThat(Journey.refusal(Handover.open(
                                    Departure.ID,
                                    Departure.notice(one),
                                    Departure.PARTIES,
                                    HANDLER.seat(),
                                    DAY.plusDays(1),
                                    Journey.at(DAY),
                                    Who.ALL))
                            .reason())
                    .isEqualTo(Reason.IN_THE_FUTURE);
        }

        @Test
        void who_answers_for_nothing_leaves_with_an_empty_list() {
            assertThat(Departure.effective().state()).isEqualTo(State.EFFECTIVE);
        }
    }

    @Nested
    class Completing {
        @Test
        void the_leaver_says_of_each_item_what_only_he_can_say() {
            Departure opened = Departure.opened(one, two).does(HANDLER, complete(one));

            assertThat(opened.item(one.now()).account()).contains(ACCOUNT);
            assertThat(opened.item(two.now()).account()).isEmpty();
        }

        @Test
        void history_and_next_step_are_said_promises_only_where_there_are_any() {
            Departure opened = Departure.opened(one);

            assertThat(opened.refuses(HANDLER, says("", "约谈双方")).details()).containsEntry("field", "history");
            assertThat(opened.refuses(HANDLER, says("已接访", " ")).details()).containsEntry("field", "nextStep");
        }

        private HandoverAct says(String history, String nextStep) {
            return new HandoverAct.Complete(
                    ImmutableList.of(one.now().id()), new Handover.Account(history, "", nextStep, Handover.Risk.BLUE));
        }

        @Test
        void only_what_is_listed_and_something() {
            Departure opened = Departure.opened(one);

            assertThat(opened.refuses(HANDLER, complete(two)).reason()).isEqualTo(Reason.NOT_LISTED);
            assertThat(opened.refuses(HANDLER, new HandoverAct.Complete(ImmutableList.of(), ACCOUNT))
                            .reason())
                    .isEqualTo(Reason.NOT_LISTED); // an empty list is not the whole list
        }

        @Test
        void the_leaver_does_or_somebody_above_him() {
            assertThat(Departure.opened(one).whoMay(complete(one))).containsExactlyInAnyOrder(HANDLER, HEAD, DEPUTY);
        }

        @Test
        void an_item_is_kept_under_another_post_with_a_reason() {
            Departure opened = Departure.opened(one);
            HandoverAct keep = new HandoverAct.Keep(one.now().id(), TOWN_HANDLER.id(), "熟悉情况");

            assertThat(opened.whoMay(keep)).containsExactly(HANDLER);
            assertThat(opened.refuses(HANDLER, new HandoverAct.Keep(one.now().id(), TOWN_HANDLER.id(), ""))
                            .details())
                    .containsEntry("field", "reason");
            assertThat(opened.refuses(HANDLER, new HandoverAct.Keep(two.now().id(), TOWN_HANDLER.id(), "熟悉情况"))
                            .reason())
                    .isEqualTo(Reason.NOT_LISTED);
            assertThat(opened.refuses(HANDLER, new HandoverAct.Keep(one.now().id(), HANDLER.id(), "熟悉情况"))
                            .reason())
                    .isEqualTo(Reason.RECEIVER_DOES_NOT_SIT); // not under the post that is left
            assertThat(opened.does(HANDLER, keep).item(one.now()).kept())
                    .contains(new Handover.Kept(TOWN_HANDLER.id(), "熟悉情况"));
        }
    }

    @Nested
    class Freezing {
        @Test
        void the_leaver_signs_and_the_list_is_fixed() {
            Departure frozen = Departure.frozen(one);

            assertThat(frozen.state()).isEqualTo(State.FROZEN);
            assertThat(frozen.now().digest()).contains(DIGEST);
            assertThat(frozen.now().signed()).containsOnlyKeys(Capacity.OUTGOING);
            assertThat(frozen.refuses(HANDLER, complete(one)).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
        }

        @Test
        void not_before_every_item_is_completed_or_kept() {
            Departure opened = Departure.opened(one, two).does(HANDLER, complete(one));
            Refusal refusal = opened.refuses(HANDLER, opened.freeze());

            assertThat(refusal.reason()).isEqualTo(Reason.ITEMS_OPEN);
            assertThat(refusal.details()).containsEntry("count", "1").containsEntry("cases", "2026-0002");
            opened.does(HANDLER, new HandoverAct.Keep(two.now().id(), TOWN_HANDLER.id(), "熟悉情况"));
            assertThat(opened.does(HANDLER, opened.freeze()).state()).isEqualTo(State.FROZEN);
        }

        @Test
        void what_ended_meanwhile_need_not_be_completed() {
            Departure opened = Departure.opened(one, two).does(HANDLER, complete(one));
            Handover today = opened.now().asOf(List.of(one.now()));
            opened.does(HANDLER, opened.freeze(today.items().values().asList()));

            assertThat(opened.listed()).containsExactly(one.now().id());
        }

        @Test
        void nothing_comes_onto_the_list_by_being_signed() {
            Departure completed = Departure.completed(one);

            assertThat(completed
                            .refuses(HANDLER, completed.freeze(Departure.items(one, two)))
                            .reason())
                    .isEqualTo(Reason.NOT_LISTED);
        }

        @Test
        void where_the_leaver_is_gone_somebody_above_signs_in_place_and_says_why() {
            Departure completed = Departure.completed(one);
            HandoverAct inPlace = new HandoverAct.Freeze(
                    DIGEST, Optional.of("本人已赴任"), completed.freeze().items());

            assertThat(completed.refuses(HEAD, completed.freeze()).details()).containsEntry("field", "inPlace");
            assertThat(completed.whoMay(inPlace))
                    .containsExactlyInAnyOrder(HANDLER, HEAD, DEPUTY, OFFICE_HEAD, CLERK, OTHER_CLERK);
            completed.does(HEAD, inPlace);
            Handover.Signature signature = completed.now().signatures().get(0);
            assertThat(signature.as()).isEqualTo(Capacity.OUTGOING);
            assertThat(signature.by()).isEqualTo(HEAD.id());
            assertThat(signature.inPlace()).contains("本人已赴任");
        }
    }

    @Nested
    class Checking {
        @Test
        void the_receiver_checks_item_by_item() {
            Departure frozen = Departure.frozen(one, two)
                    .does(
                            COLLEAGUE,
                            new HandoverAct.Check(ImmutableList.of(one.now().id())));

            assertThat(frozen.item(one.now()).checked()).isTrue();
            assertThat(frozen.item(two.now()).checked()).isFalse();
            assertThat(frozen.whoMay(new HandoverAct.Check(frozen.listed()))).containsExactly(COLLEAGUE);
        }

        @Test
        void he_does_not_sign_before_all_is_checked() {
            Refusal refusal = Departure.frozen(one).refuses(COLLEAGUE, new HandoverAct.Receive(DIGEST));

            assertThat(refusal.reason()).isEqualTo(Reason.ITEMS_OPEN);
            assertThat(refusal.details()).containsEntry("cases", "2026-0001");
        }

        @Test
        void what_he_asks_is_answered_before_he_checks() {
            CaseId item = one.now().id();
            Departure asked = Departure.frozen(one).does(COLLEAGUE, new HandoverAct.Question(item, "承诺是否书面？"));
            HandoverAct answer = new HandoverAct.Answer(item, "口头，未书面");

            assertThat(asked.refuses(COLLEAGUE, new HandoverAct.Check(ImmutableList.of(item)))
                            .reason())
                    .isEqualTo(Reason.ITEMS_OPEN);
            assertThat(asked.refuses(COLLEAGUE, new HandoverAct.Question(item, "还有吗？"))
                            .reason())
                    .isEqualTo(Reason.ONLY_ONCE);
            assertThat(asked.whoMay(answer)).containsExactlyInAnyOrder(HANDLER, HEAD, DEPUTY);
            asked.does(HANDLER, answer);
            assertThat(asked.item(one.now()).exchanges())
                    .containsExactly(new Handover.Exchange("承诺是否书面？", Optional.of("口头，未书面")));
            asked.does(COLLEAGUE, new HandoverAct.Check(ImmutableList.of(item)));
            assertThat(asked.item(one.now()).checked()).isTrue();
        }

        @Test
        void a_question_about_a_checked_item_opens_it_again() {
            Departure checked = Departure.checked(one)
                    .does(COLLEAGUE, new HandoverAct.Question(one.now().id(), "附件缺页？"));

            assertThat(checked.item(one.now()).checked()).isFalse();
        }

        @Test
        void an_answer_needs_a_question_and_both_need_words() {
            Departure frozen = Departure.frozen(one);
            CaseId item = one.now().id();

            assertThat(frozen.refuses(HANDLER, new HandoverAct.Answer(item, "无"))
                            .reason())
                    .isEqualTo(Reason.NOT_LISTED);
            assertThat(frozen.refuses(COLLEAGUE, new HandoverAct.Question(item, ""))
                            .details())
                    .containsEntry("field", "text");
            frozen.does(COLLEAGUE, new HandoverAct.Question(item, "承诺？"));
            assertThat(frozen.refuses(HANDLER, new HandoverAct.Answer(item, " "))
                            .details())
                    .containsEntry("field", "text");
        }
    }

    @Nested
    class Signing {
        @Test
        void three_sign_the_same_list_in_their_order() {
            Departure witnessed = Departure.witnessed(one);

            assertThat(witnessed.now().signed().keySet())
                    .containsExactly(Capacity.OUTGOING, Capacity.INCOMING, Capacity.WITNESS);
            assertThat(witnessed.now().signatures())
                    .extracting(Handover.Signature::digest)
                    .containsOnly(DIGEST);
            assertThat(Departure.frozen(one)
                            .refuses(OFFICE_HEAD, new HandoverAct.Witness(DIGEST))
                            .reason())
                    .isEqualTo(Reason.NOT_AT_THIS_STAGE);
        }

        @Test
        void what_was_not_seen_is_not_signed() {
            String other = "f".repeat(64);
            Refusal refusal = Departure.checked(one).refuses(COLLEAGUE, new HandoverAct.Receive(other));

            assertThat(refusal.reason()).isEqualTo(Reason.DIGEST_DIFFERS);
            assertThat(refusal.details()).containsEntry("digest", DIGEST);
            assertThat(Departure.received(one)
                            .refuses(OFFICE_HEAD, new HandoverAct.Witness(other))
                            .reason())
                    .isEqualTo(Reason.DIGEST_DIFFERS);
        }

        @Test
        void each_signs_for_himself() {
            assertThat(Departure.checked(one).whoMay(new HandoverAct.Receive(DIGEST)))
                    .containsExactly(COLLEAGUE);
            assertThat(Departure.received(one).whoMay(new HandoverAct.Witness(DIGEST)))
                    .containsExactly(OFFICE_HEAD);
        }
    }

    @Nested
    class Reopening {
        @ParameterizedTest
        @EnumSource(names = {"DRAFT", "FROZEN", "RECEIVED", "WITNESSED"})
        void what_reached_the_leaver_late_is_added_and_all_sign_again(State state) {
            Departure supplemented =
                    Departure.in(state, one).does(HANDLER, new HandoverAct.Supplement(Departure.items(two)));

            assertThat(supplemented.state()).isEqualTo(State.DRAFT);
            assertThat(supplemented.now().edition()).isEqualTo(2);
            assertThat(supplemented.now().digest()).isEmpty();
            assertThat(supplemented.now().signed()).isEmpty();
            assertThat(supplemented.listed())
                    .containsExactly(one.now().id(), two.now().id());
            assertThat(supplemented.item(one.now()).account()).contains(ACCOUNT);
        }

        @Test
        void the_signatures_of_an_older_edition_stay_on_record_and_count_no_more() {
            Departure again = Departure.witnessed(one)
                    .does(HANDLER, new HandoverAct.Supplement(Departure.items(two)))
                    .does(HANDLER, complete(two));
            again.does(HANDLER, again.freeze());

            assertThat(again.now().signatures()).hasSize(4);
            assertThat(again.now().signed()).containsOnlyKeys(Capacity.OUTGOING);
        }

        @Test
        void a_supplement_adds_something_that_is_not_there_yet() {
            Departure frozen = Departure.frozen(one);

            assertThat(frozen.refuses(HANDLER, new HandoverAct.Supplement(ImmutableList.of()))
                            .reason())
                    .isEqualTo(Reason.ALREADY_THERE);
            assertThat(frozen.refuses(HANDLER, new HandoverAct.Supplement(Departure.items(one)))
                            .reason())
                    .isEqualTo(Reason.ALREADY_THERE);
        }

        @Test
        void anybody_with_a_part_in_it_may_add() {
            assertThat(Departure.frozen(one).whoMay(new HandoverAct.Supplement(Departure.items(two))))
                    .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD, DEPUTY, OFFICE_HEAD, CLERK, OTHER_CLERK);
        }

        @ParameterizedTest
        @EnumSource(names = {"DRAFT", "FROZEN", "RECEIVED", "WITNESSED"})
        void another_receiver_checks_everything_anew(State state) {
            Departure replaced = Departure.in(state, one)
                    .between(new Handover.Parties(HANDLER.official(), TOWN_HANDLER.official(), OFFICE_HEAD.official()))
                    .does(HEAD, new HandoverAct.Replace(TOWN_HANDLER.id(), OFFICE_HEAD.id(), "接收人调离"));

            assertThat(replaced.state()).isEqualTo(State.DRAFT);
            assertThat(replaced.now().incoming()).isEqualTo(TOWN_HANDLER.id());
            assertThat(replaced.item(one.now()).checked()).isFalse();
            assertThat(replaced.item(one.now()).account()).contains(ACCOUNT);
            assertThat(replaced.now().edition()).isEqualTo(2);
        }

        @Test
        void another_witness_leaves_what_was_checked_checked() {
            Departure replaced = Departure.received(one)
                    .between(new Handover.Parties(HANDLER.official(), COLLEAGUE.official(), CLERK.official()))
                    .does(HEAD, new HandoverAct.Replace(COLLEAGUE.id(), CLERK.id(), "监交人出差"));

            assertThat(replaced.item(one.now()).checked()).isTrue();
            assertThat(replaced.now().witness()).isEqualTo(CLERK.id());
            assertThat(replaced.now().signed()).isEmpty();
        }

        @Test
        void those_who_replace_are_as_fit_as_those_before() {
            Departure frozen = Departure.frozen(one);
            HandoverAct replace = new HandoverAct.Replace(TOWN_HANDLER.id(), OFFICE_HEAD.id(), "接收人调离");

            assertThat(frozen.among(Who.without(TOWN_HANDLER))
                            .refuses(HEAD, replace)
                            .reason())
                    .isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
            assertThat(frozen.among(Who.ALL)
                            .between(new Handover.Parties(
                                    HANDLER.official(), HANDLER.official(), OFFICE_HEAD.official()))
                            .refuses(HEAD, replace)
                            .reason())
                    .isEqualTo(Reason.SAME_PERSON);
            assertThat(frozen.refuses(HEAD, new HandoverAct.Replace(TOWN_HANDLER.id(), OFFICE_HEAD.id(), ""))
                            .details())
                    .containsEntry("field", "reason");
            assertThat(frozen.whoMay(replace)).containsExactlyInAnyOrder(HEAD, DEPUTY, OFFICE_HEAD, CLERK, OTHER_CLERK);
        }

        @Test
        void a_departure_that_does_not_take_place_is_cancelled_with_a_reason() {
            Departure frozen = Departure.frozen(one);

            assertThat(frozen.refuses(HEAD, new HandoverAct.Cancel("")).details())
                    .containsEntry("field", "reason");
            assertThat(frozen.whoMay(new HandoverAct.Cancel("不再调动")))
                    .containsExactlyInAnyOrder(HEAD, DEPUTY, OFFICE_HEAD, CLERK, OTHER_CLERK);
            assertThat(frozen.does(HEAD, new HandoverAct.Cancel("不再调动")).now().underWay())
                    .isFalse();
        }
    }

    @Nested
    class TakingEffect {
        @Test
        void every_listed_item_is_placed() {
            Departure effective = Departure.effective(one, two);

            assertThat(effective.state()).isEqualTo(State.EFFECTIVE);
            assertThat(effective.now().placed())
                    .containsExactly(
                            new Handover.Placed(one.now().id(), Handover.Disposition.MOVED),
                            new Handover.Placed(two.now().id(), Handover.Disposition.MOVED));
            assertThat(effective.now().firstActDue()).contains(DAY.plusDays(14));
        }

        @Test
        void not_one_less_not_one_more_and_none_twice() {
            Handover.Placed first = new Handover.Placed(one.now().id(), Handover.Disposition.MOVED);
            Handover.Placed second = new Handover.Placed(two.now().id(), Handover.Disposition.KEPT);
            Handover.Placed stranger =
                    new Handover.Placed(new CaseId(Who.uuid("stranger")), Handover.Disposition.MOVED);
            Departure witnessed = Departure.witnessed(one, two);

            for (List<Handover.Placed> wrong : List.of(
                    List.of(first),
                    List.of(first, first),
                    List.of(first, second, stranger),
                    List.of(first, stranger))) {
                assertThat(witnessed.refuses(OFFICE_HEAD, takeEffect(wrong)).reason())
                        .isEqualTo(Reason.UNLISTED);
            }
            assertThat(witnessed
                            .does(OFFICE_HEAD, takeEffect(List.of(second, first)))
                            .state())
                    .isEqualTo(State.EFFECTIVE);
        }

        private HandoverAct takeEffect(List<Handover.Placed> placed) {
            return new HandoverAct.TakeEffect(ImmutableList.copyOf(placed), DAY.plusDays(14));
        }

        @Test
        void not_before_the_day_of_leaving() {
            Departure witnessed = Departure.leaving(DAY.plusDays(5), one);
            Refusal refusal = witnessed.on(DAY.plusDays(4)).refuses(OFFICE_HEAD, witnessed.takeEffect());

            assertThat(refusal.reason()).isEqualTo(Reason.TOO_EARLY);
            assertThat(refusal.details()).containsEntry("due", DAY.plusDays(5).toString());
            assertThat(witnessed
                            .on(DAY.plusDays(5))
                            .does(OFFICE_HEAD, witnessed.takeEffect())
                            .state())
                    .isEqualTo(State.EFFECTIVE);
        }

        @Test
        void a_receiver_who_left_meanwhile_receives_nothing() {
            Departure witnessed = Departure.witnessed(one).among(Who.without(COLLEAGUE));

            assertThat(witnessed.refuses(OFFICE_HEAD, witnessed.takeEffect()).reason())
                    .isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
        }

        @Test
        void any_party_may_or_the_daily_round() {
            Departure witnessed = Departure.witnessed(one);

            assertThat(witnessed.whoMay(witnessed.takeEffect()))
                    .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, OFFICE_HEAD, HEAD, DEPUTY, CLERK, OTHER_CLERK);
            assertThat(witnessed.happens(witnessed.takeEffect()).newest().capacity())
                    .isEqualTo(Capacity.SYSTEM);
        }

        @Test
        void what_is_effective_is_not_taken_back() {
            Departure effective = Departure.effective(one);

            assertThat(effective.refuses(HEAD, new HandoverAct.Cancel("重新来过")).reason())
                    .isEqualTo(Reason.NOT_AT_THIS_STAGE);
            assertThat(effective.refuses(OFFICE_HEAD, effective.takeEffect()).reason())
                    .isEqualTo(Reason.NOT_AT_THIS_STAGE);
        }
    }

    @Nested
    class Afterwards {
        private final HandoverAct found = new HandoverAct.FoundLater(new CaseId(Who.uuid("omitted")), "抽屉里发现的来信");

        @Test
        void what_should_have_stood_on_the_list_is_charged_to_the_leaver() {
            Departure effective = Departure.effective(one).later(40).does(COLLEAGUE, found);

            assertThat(effective.now().omissions())
                    .containsExactly(
                            new Handover.Omission(new CaseId(Who.uuid("omitted")), "抽屉里发现的来信", DAY.plusDays(40)));
            assertThat(effective.state()).isEqualTo(State.EFFECTIVE);
        }

        @Test
        void the_receiver_the_witness_those_above_and_the_office_may_say_so_when_the_leaver_is_gone() {
            assertThat(Departure.effective(one).among(Who.without(HANDLER)).whoMay(found))
                    .containsExactlyInAnyOrder(COLLEAGUE, OFFICE_HEAD, HEAD, DEPUTY, CLERK, OTHER_CLERK);
        }

        @Test
        void what_stood_on_the_list_was_not_left_out() {
            assertThat(Departure.effective(one)
                            .refuses(
                                    COLLEAGUE,
                                    new HandoverAct.FoundLater(one.now().id(), "漏项"))
                            .reason())
                    .isEqualTo(Reason.ALREADY_THERE);
            assertThat(Departure.effective(one)
                            .refuses(
                                    COLLEAGUE,
                                    new HandoverAct.FoundLater(two.now().id(), ""))
                            .details())
                    .containsEntry("field", "text");
        }

        @Test
        void that_nobody_was_appointed_is_told_by_the_system() {
            HandoverAct warn = new HandoverAct.WarnVacancy(HEAD.id());

            assertThat(Departure.effective(one).whoMay(warn)).isEmpty();
            assertThat(Departure.effective(one).happens(warn).state()).isEqualTo(State.EFFECTIVE);
        }
    }

    // ------------------------------------------------------------------ every step

    private static HandoverAct complete(Journey item) {
        return new HandoverAct.Complete(ImmutableList.of(item.now().id()), ACCOUNT);
    }

    @Test
    void every_step_has_a_row() {
        Set<Class<?>> steps = new HashSet<>();
        for (State state : State.values()) {
            for (Who who : Who.values()) {
                steps.addAll(Departure.in(state, one).now().open(who.seat(), Who.ALL));
            }
        }
        Set<Class<?>> all = new HashSet<>(Arrays.asList(HandoverAct.class.getPermittedSubclasses()));
        all.remove(HandoverAct.Open.class);
        all.remove(HandoverAct.WarnVacancy.class); // the system's

        assertThat(steps).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource
    void a_docket_adds_up_to_the_handover_that_it_came_from(State state) {
        Departure departure = Departure.in(state, one, two);

        assertThat(Handover.replay(departure.docket())).isEqualTo(departure.now());
    }

    @Test
    void no_step_lies_before_the_last_or_in_the_future() {
        Departure cancelled = Departure.opened(one).later(3).does(HEAD, new HandoverAct.Cancel("不再调动"));

        assertThat(cancelled
                        .on(DAY)
                        .refuses(HEAD, new HandoverAct.Cancel("不再调动"))
                        .reason())
                .isEqualTo(Reason.BEFORE_LAST_ENTRY);
        assertThat(Journey.refusal(Departure.opened(one)
                                .now()
                                .perform(
                                        new HandoverAct.Cancel("不再调动"),
                                        Optional.of(HEAD.seat()),
                                        Departure.PARTIES,
                                        DAY.plusDays(1),
                                        Journey.at(DAY),
                                        Who.ALL))
                        .reason())
                .isEqualTo(Reason.IN_THE_FUTURE);
    }

    @Test
    void a_stranger_has_no_part_in_it() {
        for (State state : State.values()) {
            assertThat(Departure.in(state, one).now().open(STRANGER.seat(), Who.ALL))
                    .isEmpty();
        }
    }

    @Test
    void as_of_a_day_the_list_has_the_facts_of_that_day_and_what_the_leaver_wrote() {
        Departure completed = Departure.completed(one, two);
        Journey moved = Given.another("2026-0001").does(HANDLER, new CaseAct.Accept());
        Handover today = completed.now().asOf(List.of(moved.now()));

        assertThat(today.items()).containsOnlyKeys(one.now().id());
        assertThat(today.items()).hasEntrySatisfying(one.now().id(), item -> {
            assertThat(item.stage()).isEqualTo(Stage.ACCEPTED);
            assertThat(item.account()).contains(ACCOUNT);
        });
        assertThat(today.entries()).isEqualTo(completed.now().entries());
    }
}
