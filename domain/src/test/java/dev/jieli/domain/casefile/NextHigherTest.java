package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.NextHigher;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 上一级机关、单位: who may review, and what is not given twice. */
class NextHigherTest {

    private static final Unit CITY = unit("city", Unit.Kind.GOVERNMENT, "330700", null);
    private static final Unit COUNTY = unit("review organ", Unit.Kind.GOVERNMENT, "330723", "city");
    private static final Unit BUREAU = unit("bureau", Unit.Kind.DEPARTMENT, "330723", "government");
    private static final Unit CITY_BUREAU = unit("city bureau", Unit.Kind.DEPARTMENT, "330700", "city");
    private static final Unit OTHER_BUREAU = unit("other bureau", Unit.Kind.DEPARTMENT, "330723", "government");
    private static final Unit TOWN = unit("town", Unit.Kind.TOWNSHIP, "330723101", "government");

    private static Unit unit(
            String name, Unit.Kind kind, String region, @org.jspecify.annotations.Nullable String above) {
        return new Unit(
                new UnitId(Who.uuid("unit " + name)),
                name,
                ImmutableSet.of(),
                kind,
                new RegionCode(region),
                Optional.ofNullable(above).map(over -> new UnitId(Who.uuid("unit " + over))));
    }

    private static final ImmutableMap<UnitId, Unit> TREE = ImmutableMap.of(
            CITY.id(),
            CITY,
            COUNTY.id(),
            COUNTY,
            BUREAU.id(),
            BUREAU,
            OTHER_BUREAU.id(),
            OTHER_BUREAU,
            TOWN.id(),
            TOWN);

    /** Those who sit, in a tree that is known. */
    private static final Seats IN_THE_TREE = new Seats() {
        @Override
        public Optional<Seat> seat(IncumbencyId incumbency) {
            return Who.ALL.seat(incumbency);
        }

        @Override
        public Optional<Unit> unit(UnitId id) {
            return Optional.ofNullable(TREE.get(id));
        }
    };

    @Test
    void for_a_department_its_own_government_or_the_department_above() {
        assertThat(NextHigher.reviews(COUNTY, BUREAU)).isTrue();
        assertThat(NextHigher.reviews(CITY_BUREAU, BUREAU)).isTrue();
        assertThat(NextHigher.reviews(OTHER_BUREAU, BUREAU)).isFalse();
        assertThat(NextHigher.reviews(CITY, BUREAU)).isFalse(); // one level too far
    }

    @Test
    void for_a_township_the_county_and_for_a_county_the_city() {
        assertThat(NextHigher.reviews(COUNTY, TOWN)).isTrue();
        assertThat(NextHigher.reviews(CITY, TOWN)).isFalse();
        assertThat(NextHigher.reviews(CITY, COUNTY)).isTrue();
        assertThat(NextHigher.reviews(TOWN, COUNTY)).isFalse();
    }

    @Test
    void the_districts_of_a_municipality_stand_right_below_it() {
        assertThat(new RegionCode("110000").isNextAbove(new RegionCode("110101")))
                .isTrue();
        assertThat(new RegionCode("330000").isNextAbove(new RegionCode("330723")))
                .isFalse();
        assertThat(new RegionCode("330000").isNextAbove(new RegionCode("330700")))
                .isTrue();
    }

    @Test
    void where_the_tree_names_nobody_above_it_refuses_nobody() {
        assertThat(NextHigher.reviews(OTHER_BUREAU, CITY)).isTrue();
    }

    @Test
    void a_request_for_review_goes_to_the_next_higher_organ_and_to_no_other() {
        Journey served = Given.replyServed().among(IN_THE_TREE);

        assertThat(served.refuses(STRANGER, new CaseAct.RequestReview(STRANGER.id(), "不服"))
                        .reason())
                .isEqualTo(Reason.NOT_NEXT_HIGHER);
        assertThat(served.refuses(STRANGER, new CaseAct.RequestReview(STRANGER.id(), "不服"))
                        .article())
                .contains(art(35));
        assertThat(served.refuses(REREVIEWER, new CaseAct.RequestReview(REREVIEWER.id(), "不服"))
                        .reason())
                .isEqualTo(Reason.NOT_NEXT_HIGHER);
        assertThat(served.does(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), "不服"))
                        .does(REVIEWER, new CaseAct.Review(Finding.UPHELD, "维持"))
                        .does(REVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON))
                        .does(REREVIEWER, new CaseAct.RequestRereview(REREVIEWER.id(), "不服"))
                        .holder())
                .isEqualTo(REREVIEWER);
    }

    @Test
    void an_organ_that_a_request_reached_by_mistake_passes_it_on_and_the_other_has_thirty_days_from_then() {
        Journey wrong = Given.replyServed().does(STRANGER, new CaseAct.RequestReview(STRANGER.id(), "不服"));
        Journey right = wrong.later(6).does(STRANGER, new CaseAct.PassOn(REVIEWER.id(), "应由县人民政府复查"));

        assertThat(right.stage()).isEqualTo(Stage.REVIEW_REQUESTED);
        assertThat(right.holder()).isEqualTo(REVIEWER);
        assertThat(right.term(Term.REVIEW).from()).isEqualTo(DAY.plusDays(6));
        assertThat(right.refuses(REVIEWER, new CaseAct.PassOn(HANDLER.id(), "退回"))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
        assertThat(right.refuses(REVIEWER, new CaseAct.PassOn(REVIEW_HEAD.id(), "退回"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
        assertThat(right.among(IN_THE_TREE)
                        .refuses(REVIEWER, new CaseAct.PassOn(TOWN_HANDLER.id(), "转交"))
                        .reason())
                .isEqualTo(Reason.NOT_NEXT_HIGHER);
    }

    @Test
    void an_opinion_that_was_set_aside_is_not_given_again() {
        Journey anew = Given.revoked().does(REVIEWER, new CaseAct.OrderAnew(HANDLER.id(), "事实不清"));

        assertThat(anew.refuses(HANDLER, new CaseAct.Reply(Opinion.EXPLAIN, " 已作解释说明。"))
                        .reason())
                .isEqualTo(Reason.SAME_OPINION);
        assertThat(anew.refuses(HEAD, new CaseAct.Reply(Opinion.EXPLAIN, "已作解释说明"))
                        .reason())
                .isEqualTo(Reason.SAME_OPINION);
        assertThat(anew.does(HANDLER, new CaseAct.Reply(Opinion.EXPLAIN, "经补充调查，另作解释说明"))
                        .stage())
                .isEqualTo(Stage.REPLIED);
    }
}
