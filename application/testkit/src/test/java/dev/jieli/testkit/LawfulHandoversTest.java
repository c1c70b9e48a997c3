package dev.jieli.testkit;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.REREVIEWER;
import static dev.jieli.testkit.Who.REVIEWER;
import static dev.jieli.testkit.Who.REVIEW_HEAD;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static dev.jieli.testkit.Who.TOWN_HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.RealignChains;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** 交接次序: steps each of which is open, in an order or by a person that a table by itself does not see. */
class LawfulHandoversTest {

    private static final Handover.Account ACCOUNT = new Handover.Account("已接访两次", "", "约谈双方", Handover.Risk.YELLOW);

    private final Given given = Given.an_office(new InMemoryArchive());

    // ------------------------------------------------------------------ the list

    @Test
    void what_ended_before_the_freeze_needs_no_account_any_more() {
        PetitionCase open = given.accepted();
        PetitionCase ended = given.accepted();
        Handover opened = given.opened(HANDLER, COLLEAGUE.id());
        Handover completed =
                given.steps(HANDLER.id(), opened, new HandoverAct.Complete(ImmutableList.of(open.id()), ACCOUNT));
        given.does(HEAD, ended.id(), new CaseAct.Withdraw("信访人书面撤回"));

        Handover frozen = given.steps(HANDLER.id(), completed, Given.freeze());

        assertThat(frozen.items()).containsOnlyKeys(open.id());
    }

    @Test
    void nothing_that_is_not_there_is_found_later_and_nothing_twice() {
        given.accepted();
        PetitionCase missing = given.forwarded(TOWN_HANDLER);
        Handover effective = given.effective(given.opened(HANDLER, COLLEAGUE.id()));

        assertThat(given.refuses(
                                COLLEAGUE.id(),
                                effective,
                                new HandoverAct.FoundLater(new CaseId(Who.uuid("no such case")), "漏列"))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        HandoverAct found = new HandoverAct.FoundLater(missing.id(), "漏列");
        Handover charged = given.steps(HEAD.id(), effective, found);
        assertThat(charged.omissions()).hasSize(1);
        assertThat(given.refuses(COLLEAGUE.id(), charged, found).reason()).isEqualTo(Reason.ALREADY_THERE);
    }

    // ------------------------------------------------------------------ who signs

    @Test
    void the_witness_and_the_receiver_do_not_sign_in_the_leavers_place() {
        given.accepted();
        HandoverAct inPlace = new HandoverAct.Freeze("", Optional.of("移交人已离岗"), ImmutableList.of());

        Handover toTheHead = given.completed(given.opened(HANDLER, HEAD.id()));
        assertThat(given.refuses(HEAD.id(), toTheHead, inPlace).reason()).isEqualTo(Reason.SAME_PERSON);
        assertThat(given.refuses(OFFICE_HEAD.id(), toTheHead, inPlace).reason()).isEqualTo(Reason.SAME_PERSON);
        assertThat(given.steps(CLERK.id(), toTheHead, inPlace).state()).isEqualTo(Handover.State.FROZEN);
    }

    @Test
    void neither_receiver_nor_witness_completes_or_answers_in_the_leavers_place() {
        PetitionCase open = given.accepted();
        HandoverAct complete = new HandoverAct.Complete(ImmutableList.of(open.id()), ACCOUNT);
        Handover toTheHead = given.opened(HANDLER, HEAD.id());
        assertThat(given.refuses(HEAD.id(), toTheHead, complete).reason()).isEqualTo(Reason.SAME_PERSON);

        Handover frozen = given.frozen(toTheHead);
        Handover questioned = given.steps(HEAD.id(), frozen, new HandoverAct.Question(open.id(), "附件是否齐全？"));
        HandoverAct answer = new HandoverAct.Answer(open.id(), "已附");
        assertThat(given.refuses(HEAD.id(), questioned, answer).reason()).isEqualTo(Reason.SAME_PERSON);
        assertThat(given.steps(DEPUTY.id(), questioned, answer).items().get(open.id()))
                .matches(item -> !item.questioned());
    }

    // ------------------------------------------------------------------ who has withdrawn receives nothing

    private PetitionCase recused(Who who, PetitionCase from) {
        return given.does(CLERK, from.id(), new CaseAct.Recuse(who.id(), Optional.empty(), "系信访人亲属"));
    }

    @Test
    void a_list_is_opened_for_nobody_who_has_withdrawn_from_a_case_that_would_be_his_or_hers() {
        PetitionCase left = recused(COLLEAGUE, given.accepted());
        Refusal refused = Given.refusal(new OpenHandover(given.store())
                .open(
                        new HandoverId(Who.uuid("handover to whoever has withdrawn")),
                        new OpenHandover.Notice(
                                HANDLER.id(),
                                COLLEAGUE.id(),
                                OFFICE_HEAD.id(),
                                Handover.Cause.TRANSFERRED,
                                "",
                                given.today(),
                                given.today()),
                        OFFICE_HEAD.id(),
                        given.today(),
                        given.now()));

        assertThat(refused.reason()).isEqualTo(Reason.RECUSED);
        assertThat(refused.details()).containsEntry("cases", left.petition().number());
    }

    @Test
    void nor_signed_supplemented_or_passed_on_to_such_a_person() {
        PetitionCase first = given.accepted();
        Handover completed = given.completed(given.opened(HANDLER, COLLEAGUE.id()));
        recused(COLLEAGUE, first);
        assertThat(given.refuses(HANDLER.id(), completed, Given.freeze()).reason())
                .isEqualTo(Reason.RECUSED);

        Handover toAnother = given.steps(
                OFFICE_HEAD.id(), completed, new HandoverAct.Replace(HEAD.id(), OFFICE_HEAD.id(), "原接收人回避"));
        assertThat(given.refuses(
                                OFFICE_HEAD.id(),
                                toAnother,
                                new HandoverAct.Replace(COLLEAGUE.id(), OFFICE_HEAD.id(), "另有安排"))
                        .reason())
                .isEqualTo(Reason.RECUSED);
        recused(HEAD, given.accepted());
        assertThat(given.refuses(HANDLER.id(), toAnother, new HandoverAct.Supplement(ImmutableList.of()))
                        .reason())
                .isEqualTo(Reason.RECUSED);
    }

    @Test
    void what_the_leaver_keeps_is_no_reason_against_the_receiver() {
        PetitionCase kept = given.accepted();
        given.accepted();
        IncumbencyId second = given.alsoSits(HANDLER, TOWN_HANDLER);
        Handover opened = given.opened(HANDLER, COLLEAGUE.id());
        Handover keeps = given.steps(HANDLER.id(), opened, new HandoverAct.Keep(kept.id(), second, "由本人办到底"));
        recused(COLLEAGUE, kept);

        assertThat(given.frozen(keeps).state()).isEqualTo(Handover.State.FROZEN);
    }

    @Test
    void nor_from_another_post_of_theirs() {
        given.accepted();
        IncumbencyId second = given.alsoSits(OFFICE_HEAD, CLERK);
        Handover completed = given.completed(given.opened(HANDLER, COLLEAGUE.id()));

        assertThat(given.refuses(
                                second,
                                completed,
                                new HandoverAct.Freeze("", Optional.of("移交人已离岗"), ImmutableList.of()))
                        .reason())
                .isEqualTo(Reason.SAME_PERSON);
    }

    // ------------------------------------------------------------------ by whom it is opened

    private Outcome<Handover> opens(Who by, Who witness) {
        return new OpenHandover(given.store())
                .open(
                        new HandoverId(Who.uuid("handover opened by " + by)),
                        new OpenHandover.Notice(
                                HANDLER.id(),
                                COLLEAGUE.id(),
                                witness.id(),
                                Handover.Cause.TRANSFERRED,
                                "某组干〔2026〕1号",
                                DAY,
                                DAY),
                        by.id(),
                        DAY,
                        given.now());
    }

    @Test
    void nobody_is_handed_the_list_of_another_by_naming_himself_the_witness() {
        given.accepted();

        for (Who who : List.of(TOWN_HEAD, REVIEWER, REVIEW_HEAD, REREVIEWER)) {
            assertThat(refusal(opens(who, who)).reason()).as("%s", who).isEqualTo(Reason.NOT_YOURS);
        }
        given.opened(HANDLER, COLLEAGUE.id());
        assertThat(refusal(opens(TOWN_HEAD, TOWN_HEAD)).reason())
                .as("nor whether somebody leaves")
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void a_handover_is_opened_by_the_leaver_by_those_above_and_by_whom_the_handovers_of_that_unit_are_shown_to() {
        given.accepted();
        for (Who who : List.of(HANDLER, HEAD, DEPUTY, CLERK, OFFICE_HEAD)) {
            Handover opened = done(opens(who, OFFICE_HEAD));
            given.steps(OFFICE_HEAD.id(), opened, new HandoverAct.Cancel("不离任了"));
        }
        for (Who who : List.of(Who.MAGISTRATE, Who.SUPERVISOR)) {
            Handover opened = done(opens(who, who));
            given.steps(who.id(), opened, new HandoverAct.Cancel("不离任了"));
        }
    }

    // ------------------------------------------------------------------ on which day

    @Test
    void nobody_opens_a_handover_tomorrow() {
        LocalDate tomorrow = DAY.plusDays(1);

        assertThat(refusal(new OpenHandover(given.store())
                                .open(
                                        new HandoverId(Who.uuid("handover")),
                                        new OpenHandover.Notice(
                                                HANDLER.id(),
                                                COLLEAGUE.id(),
                                                OFFICE_HEAD.id(),
                                                Handover.Cause.TRANSFERRED,
                                                "某组干〔2026〕1号",
                                                tomorrow,
                                                tomorrow),
                                        HANDLER.id(),
                                        tomorrow,
                                        given.now()))
                        .reason())
                .isEqualTo(Reason.IN_THE_FUTURE);
    }

    @Test
    void nothing_moves_to_a_receiver_on_a_day_before_he_sat() {
        given.accepted();
        given.later(5);
        IncumbencyId late = given.successor(HANDLER);
        given.on(DAY);
        Handover witnessed = given.witnessed(given.opened(HANDLER.id(), late));

        assertThat(refusal(given.completes(witnessed)).reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
        given.later(5);
        assertThat(done(given.completes(witnessed)).state()).isEqualTo(Handover.State.EFFECTIVE);
    }

    @Test
    void a_day_before_a_cases_last_entry_is_refused_with_that_case_and_nothing_moves() {
        PetitionCase accepted = given.accepted();
        Handover witnessed = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        given.later(3).does(HEAD, accepted.id(), new CaseAct.Note("约谈信访人"));

        Outcome<Handover> before = new CompleteHandover(given.store(), given.law())
                .complete(witnessed.id(), Optional.of(OFFICE_HEAD.id()), DAY.plusDays(1), given.now());

        assertThat(refusal(before).reason()).isEqualTo(Reason.BEFORE_LAST_ENTRY);
        assertThat(refusal(before).details())
                .containsEntry("cases", accepted.petition().number());
        assertThat(given.now(accepted.id()).position().chain().holder()).isEqualTo(HANDLER.id());
        assertThat(given.now(witnessed.id()).state()).isEqualTo(Handover.State.WITNESSED);
    }

    // ------------------------------------------------------------------ handovers that meet

    @Test
    void a_receiver_who_leaves_before_is_replaced_and_the_three_sign_again() {
        PetitionCase accepted = given.accepted();
        Handover witnessed = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        given.effective(given.opened(COLLEAGUE, HEAD.id()));

        assertThat(refusal(given.completes(witnessed)).reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
        Handover replaced = given.steps(
                OFFICE_HEAD.id(), witnessed, new HandoverAct.Replace(HEAD.id(), OFFICE_HEAD.id(), "接收人已调离"));
        assertThat(replaced.signed()).isEmpty();
        given.effective(replaced);
        assertThat(given.now(accepted.id()).position().chain().holder()).isEqualTo(HEAD.id());
    }

    @Test
    void what_reaches_a_leaver_by_another_handover_has_to_be_put_on_his_own_list() {
        given.accepted();
        Handover first = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        Handover second = given.witnessed(given.opened(COLLEAGUE, HEAD.id()));
        done(given.completes(first));

        assertThat(refusal(given.completes(second)).reason()).isEqualTo(Reason.UNLISTED);
        given.effective(given.steps(COLLEAGUE.id(), second, new HandoverAct.Supplement(ImmutableList.of())));
    }

    @Test
    void a_reviewer_who_keeps_a_review_takes_it_before_no_organ_that_is_under_review() {
        PetitionCase review = given.reviewRequested();
        IncumbencyId second = given.alsoSits(REVIEWER, HANDLER);
        Handover opened = given.opened(REVIEWER, Who.REVIEW_HEAD.id());
        Handover keeping = given.steps(REVIEWER.id(), opened, new HandoverAct.Keep(review.id(), second, "熟悉情况"));

        assertThat(refusal(given.completes(given.witnessed(keeping))).reason()).isEqualTo(Reason.REVIEWER_IS_HANDLER);
    }

    // ------------------------------------------------------------------ who is told

    @Test
    void of_an_idle_head_the_one_above_is_told_and_not_the_head() {
        PetitionCase accepted = given.accepted();
        IncumbencyId head = given.successor(HEAD);
        Handover effective = given.effective(given.opened(HEAD, head));
        LocalDate over = effective.firstActDue().orElseThrow().plusDays(1);
        given.on(over);

        assertThat(new SweepHandovers(given.store(), given.law()).sweep(over, given.now()))
                .isEqualTo(1);
        assertThat(newest(accepted.subject()))
                .isEqualTo(new CaseAct.WarnIdle(effective.id().value(), DEPUTY.id()));
        assertThat(given.now(accepted.id()).position().chain().in(Role.UNIT_HEAD))
                .contains(head);
    }

    @Test
    void that_somebody_only_stands_in_for_a_head_is_told_above_and_not_to_who_has_left() {
        given.accepted();
        Handover effective = given.effective(given.opened(HEAD, given.actingFor(HEAD)));

        assertThat(newest(effective.subject())).isEqualTo(new HandoverAct.WarnVacancy(DEPUTY.id()));
    }

    // ------------------------------------------------------------------ units and posts

    @Test
    void no_unit_stands_below_itself() {
        Unit county = Who.Place.COUNTY.unit();
        Unit city = Who.Place.CITY.unit();
        UnitAct below = new UnitAct.Establish(new Unit(
                city.id(),
                city.name(),
                city.shortNames(),
                city.kind(),
                city.region(),
                Optional.of(Who.Place.BUREAU.id())));

        assertThat(refusal(enters(city.id(), below)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(enters(county.id(), new UnitAct.Establish(county))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void nobody_is_appointed_before_the_day_or_under_another_name() {
        Official official = new Official(new OfficialId(Who.uuid("new official")), "新任");
        IncumbencyId id = new IncumbencyId(Who.uuid("new incumbency"));

        assertThat(refusal(enters(
                                HANDLER.unit(),
                                new UnitAct.Appoint(
                                        new Incumbency(
                                                id,
                                                official.id(),
                                                HANDLER.post(),
                                                DAY.plusDays(1),
                                                false,
                                                Optional.empty()),
                                        official)))
                        .reason())
                .isEqualTo(Reason.IN_THE_FUTURE);
        assertThat(refusal(enters(
                                HANDLER.unit(),
                                new UnitAct.Appoint(
                                        new Incumbency(
                                                id, CLERK.official(), HANDLER.post(), DAY, false, Optional.empty()),
                                        official)))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void chains_that_somebody_above_leaves_meanwhile_are_put_right_again() {
        PetitionCase accepted = given.accepted();
        given.enters(
                HANDLER.unit(), new UnitAct.NameHeads(Optional.of(HEAD.post()), Optional.of(Who.MAGISTRATE.post())));

        int changed = new RealignChains(overtakenOnce(given.store()), given.law())
                .realign(HANDLER.unit(), "分工调整", DAY, given.now());

        assertThat(changed).isEqualTo(1);
        assertThat(given.now(accepted.id()).position().chain().in(Role.LEADER_IN_CHARGE))
                .contains(Who.MAGISTRATE.id());
    }

    /** A store whose first transaction loses to somebody who leaves. */
    private static Store overtakenOnce(Store store) {
        return new Store() {
            private boolean overtaken;

            @Override
            public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
                if (overtaken) {
                    return store.transact(asker, work);
                }
                overtaken = true;
                return store.transact(
                        asker,
                        session -> work.apply(session).then(lost -> Outcome.refused(Reason.RECEIVER_DOES_NOT_SIT)));
            }
        };
    }

    private Outcome<Entry> enters(UnitId unit, UnitAct act) {
        return new EnterUnitAct(given.store()).enter(unit, act, Optional.empty(), given.today(), given.now());
    }

    private Act newest(Subject subject) {
        ImmutableList<Entry> docket = given.look(session -> session.dockets().read(subject));
        return docket.get(docket.size() - 1).act();
    }
}
