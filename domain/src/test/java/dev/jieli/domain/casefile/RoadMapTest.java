package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Term;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 路线图 */
class RoadMapTest {

    private static RoadMap road(Journey journey) {
        return RoadMap.of(journey.now(), journey.docket(), journey.today(), Law.national());
    }

    @Test
    void what_was_walked_stands_with_its_day_its_article_and_who_did_it() {
        RoadMap road = road(Given.replyServed());

        assertThat(road.walked().stream().map(step -> step.act().getClass().getSimpleName()))
                .containsExactly("Register", "Transfer", "Accept", "Reply", "Serve");
        RoadMap.Step served = road.walked().get(4);
        assertThat(served.entry().article()).contains(art(35));
        assertThat(served.entry().by()).contains(HANDLER.id());
        assertThat(served.effect().stage()).contains(Stage.REPLY_SERVED);
    }

    @Test
    void a_duty_that_stopped_says_whether_it_was_met_in_time() {
        LocalDate due = Given.accepted().due(Term.CONCLUDE);
        CaseAct reply = new CaseAct.Reply(Opinion.SUPPORT, "处理意见");

        RoadMap.Step inTime = last(road(Given.accepted().on(due).does(HANDLER, reply)));
        RoadMap.Step late = last(road(Given.accepted().on(due.plusDays(1)).does(HANDLER, reply)));

        assertThat(stopped(inTime, Term.CONCLUDE).late()).isFalse();
        assertThat(stopped(late, Term.CONCLUDE).late()).isTrue();
        assertThat(stopped(late, Term.CONCLUDE).running().due()).isEqualTo(due);
    }

    @Test
    void each_running_duty_stands_with_its_words_and_its_reckoning() {
        RoadMap road = road(Given.accepted());

        assertThat(road.running()).anySatisfy(due -> {
            assertThat(due.term()).isEqualTo(Term.CONCLUDE);
            assertThat(due.provision().quotation()).isEqualTo("应当自受理之日起60日内办结");
            assertThat(due.explain(Language.ZH))
                    .anySatisfy(line -> assertThat(line).contains("第三十四条"));
        });
    }

    @Test
    void what_can_come_next_stands_with_the_terms_that_it_would_set_running() {
        Journey forwarded = Given.forwarded();
        RoadMap road = road(forwarded);

        assertThat(road.next()).anySatisfy(way -> {
            assertThat(way.row().act()).isEqualTo(CaseAct.Accept.class);
            assertThat(way.leadsOn()).isTrue();
            assertThat(way.wouldRun()).singleElement().satisfies(running -> {
                assertThat(running.term()).isEqualTo(Term.CONCLUDE);
                assertThat(running.from()).isEqualTo(forwarded.today());
            });
        });
        assertThat(road.next()).noneMatch(way -> way.row().act().equals(CaseAct.Warn.class));
    }

    @Test
    void from_the_register_every_stage_lies_ahead_and_every_end_can_be_reached() {
        RoadMap road = road(Given.registered());

        assertThat(road.ahead().stream().map(RoadMap.Ahead::stage))
                .containsExactlyInAnyOrderElementsOf(Lifecycle.stages(Track.PETITION_PROCEDURE).stream()
                        .filter(stage -> stage != Stage.REGISTERED)
                        .toList());
        assertThat(road.ahead().get(0).steps()).isEqualTo(1);
        assertThat(road.ends()).contains(Ending.FINAL, Ending.NOT_PURSUED, Ending.NOT_ACCEPTED, Ending.SETTLED);
        assertThat(road.ahead()).anySatisfy(ahead -> {
            assertThat(ahead.stage()).isEqualTo(Stage.REREVIEWED);
            assertThat(ahead.ends()).contains(Ending.FINAL);
        });
    }

    @Test
    void an_ended_case_has_nothing_ahead_and_nothing_running() {
        Journey ended = Given.accepted().does(HANDLER, new CaseAct.Withdraw("信访人书面撤回"));
        RoadMap road = road(ended);

        assertThat(road.running()).isEmpty();
        assertThat(road.ahead()).isEmpty();
        assertThat(road.ends()).isEmpty();
        assertThat(road.track()).isEqualTo(Track.PETITION_PROCEDURE);
        assertThat(last(road).effect().ending()).contains(Ending.WITHDRAWN);
        assertThat(stopped(last(road), Term.CONCLUDE).late()).isFalse();
        assertThat(road.next()).allMatch(way -> way.row().ended());
    }

    @Test
    void the_edition_of_2005_governs_what_began_until_the_last_of_april_2022() {
        Law law = Law.national();
        Running before = law.start(Term.CONCLUDE, LocalDate.of(2022, 4, 30)).orElseThrow();
        Running after = law.start(Term.CONCLUDE, LocalDate.of(2022, 5, 1)).orElseThrow();

        assertThat(before.article().in(Language.ZH)).isEqualTo("第三十三条");
        assertThat(law.reckoned(before).explain(Language.ZH).get(1)).contains("《信访条例》");
        assertThat(after.article()).isEqualTo(art(34));
        assertThat(law.start(Term.OBJECTION, LocalDate.of(2022, 4, 30))).isEmpty();
        assertThat(law.start(Term.OBJECTION, LocalDate.of(2022, 5, 1))).isPresent();
    }

    @Test
    void a_refusal_names_the_article_where_the_act_belongs_and_what_can_be_done_instead() {
        Refusal early = Given.forwarded().refuses(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "处理意见"));

        assertThat(early.reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
        assertThat(early.article()).contains(art(31, 1));
        assertThat(early.details()).containsEntry("stages", "ACCEPTED");
        assertThat(early.details().get("instead"))
                .contains("Accept")
                .contains("RaiseObjection")
                .doesNotContain("Reply");

        Refusal notYours =
                Given.accepted().refuses(COLLEAGUE, new CaseAct.Extend(10, "需要鉴定", Given.DAY).unasked("单位负责人直接掌握情况"));
        assertThat(notYours.reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(notYours.article()).contains(art(34));
        assertThat(notYours.details().get("instead")).contains("Reply").doesNotContain("Extend");

        Journey ended = Given.accepted().does(HANDLER, new CaseAct.Withdraw("信访人书面撤回"));
        Refusal over = ended.refuses(HEAD, new CaseAct.Accept());
        assertThat(over.reason()).isEqualTo(Reason.ENDED);
        assertThat(over.article()).contains(art(31, 1));
        assertThat(over.details().get("instead")).isEqualTo("Note, TakeMeasure, ProposeTermination, Link, Unlink");
    }

    @Test
    void the_road_maps_of_ten_thousand_cases_take_less_than_a_second() {
        Journey registered = Given.registered();
        Journey accepted = Given.accepted();
        Journey served = Given.replyServed();
        Law law = Law.national();
        long best = Long.MAX_VALUE;
        int ways = 0;
        for (int trial = 0; trial < 5; trial++) {
            long began = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                Journey one = i % 3 == 0 ? registered : i % 3 == 1 ? accepted : served;
                ways += RoadMap.of(one.now(), one.docket(), one.today(), law)
                        .next()
                        .size();
            }
            best = Math.min(best, System.nanoTime() - began);
        }

        assertThat(ways).isPositive();
        assertThat(Duration.ofNanos(best)).as("%d ms", best / 1_000_000).isLessThan(Duration.ofSeconds(1));
    }

    private static RoadMap.Step last(RoadMap road) {
        return road.walked().get(road.walked().size() - 1);
    }

    private static RoadMap.Stopped stopped(RoadMap.Step step, Term term) {
        Optional<RoadMap.Stopped> found = step.stopped().stream()
                .filter(stopped -> stopped.running().term() == term)
                .findFirst();
        return found.orElseThrow();
    }
}
