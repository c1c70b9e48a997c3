package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Gathering;
import dev.jieli.domain.statute.Rulebook;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 来件情况 */
class IntakeTest {

    private static Petition visit(int persons, Intake intake) {
        return in(Channel.VISIT, persons, intake);
    }

    private static Petition in(Channel channel, int persons, Intake intake) {
        return new Petition("2026-0001", channel, DAY, "反映拖欠工程款", Optional.empty(), "", persons, 0, intake);
    }

    private static Refusal refused(Petition petition, Law law) {
        return Journey.refusal(PetitionCase.register(
                new CaseId(Who.uuid("case")), new CaseAct.Register(petition), CLERK.seat(), DAY, Journey.at(DAY), law));
    }

    private static Intake represented(int by) {
        return new Intake(false, Optional.empty(), by, false);
    }

    @Test
    void more_than_five_do_not_represent_a_visit() {
        Refusal refusal = refused(visit(30, represented(6)), Law.national());

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY);
        assertThat(refusal.article()).contains(art(20, 3));
        assertThat(refusal.details()).containsEntry("most", "5");
    }

    @Test
    void a_place_may_want_fewer_representatives_and_call_fewer_people_a_collective_visit() {
        Law strict = Law.national().under(Rulebook.national().with(new Gathering(3, 3)));

        assertThat(refused(visit(30, represented(4)), strict).details()).containsEntry("most", "3");
        assertThat(visit(4, Intake.PLAIN).isCollective(strict.gathering(DAY))).isTrue();
        assertThat(visit(4, Intake.PLAIN).isCollective(Gathering.DEFAULT)).isFalse();
        assertThat(in(Channel.LETTER, 40, Intake.PLAIN).isCollective(Gathering.DEFAULT))
                .isFalse();
    }

    @Test
    void representatives_are_for_a_visit_and_no_more_than_come() {
        assertThat(refused(in(Channel.WEB, 30, represented(2)), Law.national()).details())
                .containsEntry("field", "representatives");
        assertThat(refused(visit(2, represented(3)), Law.national()).details())
                .containsEntry("field", "representatives");
    }

    @Test
    void what_was_said_is_written_down_by_somebody() {
        Refusal refusal = refused(visit(1, new Intake(false, Optional.of(" "), 0, false)), Law.national());

        assertThat(refusal.article()).contains(art(19, 1));
        assertThat(refusal.details()).containsEntry("field", "writtenBy");
    }

    @Test
    void what_was_brought_to_a_level_too_high_is_sent_down_and_not_accepted_there() {
        Petition skipped = visit(1, new Intake(false, Optional.of("接访员"), 0, true));
        Journey there = Journey.begun(new CaseId(Who.uuid("case")), new CaseAct.ReceiveDirectly(skipped), HANDLER, DAY);

        Refusal refusal = there.refuses(HANDLER, new CaseAct.Accept());
        assertThat(refusal.reason()).isEqualTo(Reason.LEVEL_SKIPPED);
        assertThat(refusal.article()).contains(art(20, 1));
        assertThat(there.does(HANDLER, new CaseAct.Notify(Manner.ON_THE_SPOT, "请到镇政府反映"))
                        .does(HANDLER, new CaseAct.Transfer(Who.TOWN_HANDLER.id(), "登记表"))
                        .does(Who.TOWN_HANDLER, new CaseAct.Accept())
                        .stage())
                .isEqualTo(Stage.ACCEPTED);
    }

    @Test
    void a_collective_visit_is_not_for_simplified_handling() {
        Journey many = Journey.begun(
                new CaseId(Who.uuid("case")), new CaseAct.Register(visit(12, represented(3))), CLERK, DAY);

        assertThat(many.refuses(
                                CLERK,
                                new CaseAct.Classify(
                                        Track.SIMPLIFIED,
                                        Optional.of(SimpleGround.CLEAR),
                                        com.google.common.collect.ImmutableSet.of(),
                                        "事实清楚"))
                        .details())
                .containsEntry("unfit", "MAJOR");
    }
}
