package dev.jieli.domain.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.casefile.Lifecycle.Row;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Term;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table: what next. */
class LifecycleTest {

    private static final ImmutableList<Row> EVERY_ROW = Lifecycle.table();
    private static final ImmutableList<Row> TABLE = Lifecycle.table(Track.PETITION_PROCEDURE);

    @Test
    void every_act_has_a_row() {
        assertThat(EVERY_ROW.stream().<Class<?>>map(Row::act).distinct())
                .containsExactlyInAnyOrder(CaseAct.class.getPermittedSubclasses());
    }

    @Test
    void every_act_says_what_it_asks_for_beside_its_stage() {
        assertThat(Performance.RULES.keySet().stream().<Class<?>>map(act -> act))
                .containsExactlyInAnyOrder(CaseAct.class.getPermittedSubclasses());
    }

    @Test
    void two_rows_for_one_question_are_a_fault() {
        ImmutableList<Row> twice = ImmutableList.<Row>builder()
                .addAll(TABLE)
                .add(TABLE.get(TABLE.size() / 2))
                .build();

        assertThatThrownBy(() -> Lifecycle.index(twice)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void every_stage_is_reached_and_left(Stage stage) {
        assertThat(TABLE)
                .anySatisfy(row -> assertThat(row.stage()).contains(stage))
                .anySatisfy(row -> {
                    assertThat(row.at()).contains(stage);
                    assertThat(row.ending().isPresent()
                                    || row.stage().filter(next -> next != stage).isPresent())
                            .isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource
    void every_ending_is_reached(Ending ending) {
        assertThat(EVERY_ROW).anySatisfy(row -> assertThat(row.ending()).contains(ending));
    }

    @ParameterizedTest
    @EnumSource
    void from_every_stage_the_procedure_can_be_gone_through_to_its_end(Stage from) {
        Set<Stage> reached = EnumSet.of(from);
        Deque<Stage> next = new ArrayDeque<>(reached);
        Set<Ending> endings = new HashSet<>();
        while (!next.isEmpty()) {
            Stage at = next.remove();
            for (Row row : TABLE) {
                if (row.at().equals(Optional.of(at))) {
                    row.ending().ifPresent(endings::add);
                    row.stage().filter(reached::add).ifPresent(next::add);
                }
            }
        }

        assertThat(endings).contains(Ending.FINAL, Ending.SETTLED, Ending.WITHDRAWN);
    }

    @ParameterizedTest
    @EnumSource
    void at_every_stage_whoever_answers_can_take_it_further(Stage stage) {
        ImmutableSet<Capacity> whoAnswers =
                stage == Stage.OBJECTED ? ImmutableSet.of(Capacity.SENDER) : ImmutableSet.of(Capacity.HOLDER);

        assertThat(TABLE).anySatisfy(row -> {
            assertThat(row.at()).contains(stage);
            assertThat(row.ending().isPresent()
                            || row.stage().filter(next -> next != stage).isPresent())
                    .isTrue();
            assertThat(row.by()).containsAnyElementsOf(whoAnswers);
        });
    }

    @Test
    void what_a_row_sets_running_another_stops() {
        Set<Term> started = EnumSet.noneOf(Term.class);
        Set<Term> stopped = EnumSet.noneOf(Term.class);
        EVERY_ROW.forEach(row -> {
            started.addAll(row.starts());
            stopped.addAll(row.stops());
        });

        assertThat(stopped).isEqualTo(started);
    }

    @Test
    void a_row_ends_the_case_or_leads_somewhere_and_both_only_where_something_may_still_be_owed() {
        assertThat(EVERY_ROW)
                .filteredOn(row -> row.ending().isPresent())
                .allMatch(row ->
                        row.stage().filter(stage -> stage != Stage.EXECUTING).isEmpty())
                .allMatch(row -> row.starts().isEmpty() || row.stage().isPresent())
                .allMatch(row -> row.stops().isEmpty());
    }

    @Test
    void every_row_quotes_the_law_or_says_what_it_leans_on() {
        assertThat(EVERY_ROW)
                .allMatch(row -> row.words().isBlank() != row.note().isBlank());
        assertThat(EVERY_ROW)
                .allMatch(row -> !row.by().isEmpty() && row.article().number() > 0);
    }

    @Test
    void rows_are_for_the_beginning_for_a_stage_or_for_the_time_after() {
        assertThat(EVERY_ROW)
                .filteredOn(row -> row.at().isEmpty() && !row.ended())
                .extracting(Row::act)
                .containsOnly(CaseAct.Register.class, CaseAct.ReceiveDirectly.class);
        assertThat(EVERY_ROW).noneMatch(row -> row.at().isPresent() && row.ended());
        assertThat(EVERY_ROW)
                .filteredOn(Row::ended)
                .allMatch(row -> row.stage().isEmpty()
                        && row.ending().isEmpty()
                        && row.starts().isEmpty());
    }

    @Test
    void what_the_system_does_no_person_does() {
        assertThat(EVERY_ROW)
                .filteredOn(row -> row.by().contains(Capacity.SYSTEM))
                .allMatch(row -> row.by().size() == 1);
    }

    // ------------------------------------------------------------------ the table as it is asked

    @ParameterizedTest
    @EnumSource
    void a_page_shows_the_acts_that_the_table_opens_and_no_others(Stage stage) {
        Journey journey = Given.at(stage);
        for (Who who : Who.values()) {
            for (Class<?> act : CaseAct.class.getPermittedSubclasses()) {
                boolean shown = journey.now().open(who.seat()).contains(act);
                boolean byTable = TABLE.stream()
                        .anyMatch(row -> row.act().equals(act)
                                && row.at().equals(Optional.of(stage))
                                && row.by().stream()
                                        .anyMatch(
                                                Capacities.of(who.seat(), journey.open(), Optional.empty())::contains));
                assertThat(shown).as(who + " " + act.getSimpleName()).isEqualTo(byTable);
            }
        }
    }

    @Test
    void nobody_is_shown_what_the_system_does_or_what_opens_a_docket() {
        for (Stage stage : Stage.values()) {
            for (Who who : Who.values()) {
                assertThat(Given.at(stage).now().open(who.seat()))
                        .doesNotContain(
                                CaseAct.Register.class,
                                CaseAct.ReceiveDirectly.class,
                                CaseAct.TakeOver.class,
                                CaseAct.Realign.class,
                                CaseAct.Warn.class,
                                CaseAct.WarnIdle.class,
                                CaseAct.Reckon.class);
            }
        }
    }

    @Test
    void after_the_end_notes_measures_links_and_papers_are_all_that_is_open() {
        assertThat(Given.final_().now().open(Who.REREVIEWER.seat()))
                .containsExactlyInAnyOrder(
                        CaseAct.Note.class,
                        CaseAct.TakeMeasure.class,
                        CaseAct.Link.class,
                        CaseAct.Unlink.class,
                        CaseAct.DraftPaper.class,
                        CaseAct.CheckPaper.class,
                        CaseAct.IssuePaper.class,
                        CaseAct.FetchPaper.class);
        assertThat(Given.final_().now().open(Who.STRANGER.seat())).isEmpty();
    }

    @Test
    void an_act_can_be_shown_with_its_article_before_it_is_done() {
        assertThat(Given.accepted().now().article(CaseAct.Extend.class, Who.HEAD.seat()))
                .contains(Article.art(34));
        assertThat(Given.registered().now().article(CaseAct.Extend.class, Who.CLERK.seat()))
                .isEmpty();
        assertThat(Given.final_().now().article(CaseAct.Note.class, Who.CLERK.seat()))
                .contains(Article.art(37, 3));
    }

    @ParameterizedTest
    @EnumSource
    void what_has_no_row_at_a_stage_is_refused_there_by_name(Stage stage) {
        Journey journey = Given.at(stage);
        for (CaseAct act : Acts.oneOfEach()) {
            boolean hasRow = TABLE.stream()
                    .anyMatch(
                            row -> row.act().equals(act.getClass()) && row.at().equals(Optional.of(stage)));
            if (!hasRow) {
                assertThat(journey.refuses(journey.holder(), act)).satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
                    assertThat(refusal.details())
                            .containsEntry("act", act.getClass().getSimpleName())
                            .containsEntry("stage", stage.name());
                });
            }
        }
    }

    @Test
    void what_has_ended_stays_ended() {
        Journey ended = Given.final_();
        for (CaseAct act : Acts.oneOfEach()) {
            boolean afterEnd =
                    TABLE.stream().anyMatch(row -> row.ended() && row.act().equals(act.getClass()));
            if (!afterEnd) {
                assertThat(ended.refuses(Who.REREVIEWER, act).reason()).isEqualTo(Reason.ENDED);
                assertThat(ended.refuses(act).reason()).isEqualTo(Reason.ENDED);
            }
        }
    }
}
