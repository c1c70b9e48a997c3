package dev.jieli.http.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Problem;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.assignment.Hardness;
import dev.jieli.domain.assignment.Proposal;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Informed;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Notice;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Succession;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.casefile.Triage;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.UnitAct;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {

    record Said(String what, Wording wording) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Said> words() {
        return Stream.of(
                        all(Stage.values(), Words::of),
                        all(Ending.values(), Words::of),
                        all(Channel.values(), Words::of),
                        all(Role.values(), Words::of),
                        all(Capacity.values(), Words::of),
                        all(Opinion.values(), Words::of),
                        all(Finding.values(), Words::of),
                        all(LegalPath.values(), Words::of),
                        all(Track.values(), Words::of),
                        all(Informed.values(), Words::of),
                        all(Crossing.values(), Words::of),
                        all(Coordination.values(), Words::of),
                        all(Succession.values(), Words::of),
                        all(Triage.values(), Words::of),
                        all(SimpleGround.values(), Words::of),
                        all(Adoption.values(), Words::of),
                        all(Manner.values(), Words::of),
                        all(Handover.Cause.values(), Words::of),
                        all(Handover.State.values(), Words::of),
                        all(Handover.Risk.values(), Words::of),
                        all(Handover.Disposition.values(), Words::of),
                        all(Unit.Kind.values(), Words::of),
                        all(Post.Kind.values(), Words::of),
                        all(Subject.Kind.values(), Words::of),
                        all(Audit.Fault.Kind.values(), Words::of),
                        all(AccountAct.Kind.values(), Words::of),
                        all(AccountAct.Detail.values(), Words::of),
                        all(Problem.Why.values(), Words::of),
                        all(Proposal.Why.values(), Words::of),
                        all(Hardness.Factor.values(), Words::of),
                        all(Ruling.Kind.values(), Words::of),
                        all(Light.values(), Words::of),
                        all(Term.values(), Words::of),
                        acts())
                .flatMap(said -> said);
    }

    private static <E extends Enum<E>> Stream<Said> all(E[] values, Function<E, Wording> words) {
        return Arrays.stream(values)
                .map(value -> new Said(value.getDeclaringClass().getSimpleName() + "." + value, words.apply(value)));
    }

    private static Stream<Said> acts() {
        return Stream.of(CaseAct.class, HandoverAct.class, UnitAct.class, AccountAct.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .map(act -> new Said(act.getSimpleName(), Words.of(act.asSubclass(Act.class))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("words")
    void everything_has_words_in_both_languages(Said said) {
        assertThat(said.wording().zh()).containsPattern("\\p{IsHan}");
        assertThat(said.wording().en()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
        assertThat(said.wording().en()).isNotEqualTo(said.what());
    }

    @Test
    void every_note_of_a_table_is_said_in_english_too() {
        Stream.of(
                        Lifecycle.table().stream().map(Lifecycle.Row::note),
                        Notice.table().stream().map(Notice::note),
                        Authority.table().stream().map(Authority.Row::note))
                .flatMap(notes -> notes)
                .distinct()
                .filter(note -> !note.isBlank())
                .forEach(note -> {
                    assertThat(Notes.in(Language.EN, note))
                            .as(note)
                            .isNotEqualTo(note)
                            .isNotBlank();
                    assertThat(Notes.in(Language.ZH, note)).isEqualTo(note);
                });
    }

    @Test
    void no_two_of_a_kind_are_called_the_same() {
        List<List<Wording>> kinds = List.of(
                Arrays.stream(Stage.values()).map(Words::of).toList(),
                Arrays.stream(Power.values()).map(Words::of).toList(),
                Arrays.stream(Capacity.values()).map(Words::of).toList(),
                Arrays.stream(Ending.values()).map(Words::of).toList(),
                Arrays.stream(Capacity.values()).map(Words::of).toList(),
                Arrays.stream(Handover.State.values()).map(Words::of).toList(),
                Arrays.stream(AccountAct.Kind.values()).map(Words::of).toList(),
                acts().map(Said::wording).toList());
        kinds.forEach(words -> {
            assertThat(words).extracting(Wording::zh).doesNotHaveDuplicates();
            assertThat(words).extracting(Wording::en).doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @EnumSource
    void every_refusal_says_what_happened_and_what_to_do_next(Reason reason) {
        for (Language language : Language.values()) {
            held(Refusals.sentence(reason, language), language);
            held(
                    Refusals.sentence(Refusal.of(reason).with("field", "gist").with("due", "2026-03-02"), language),
                    language);
        }
        assertThat(Refusals.status(Refusal.of(reason))).isBetween(400, 499);
    }

    @ParameterizedTest
    @EnumSource
    void every_flaw_says_what_happened_and_what_to_do_next(Flaw flaw) {
        for (Language language : Language.values()) {
            held(flaw.sentence(language), language);
            held(flaw.sentence(language, ImmutableMap.of("seconds", "4", "reference", "abc")), language);
        }
        assertThat(flaw.status()).isBetween(400, 503);
    }

    private static void held(String sentence, Language language) {
        assertThat(sentence).doesNotContain("[", "]", "{", "}", "?");
        if (language == Language.ZH) {
            assertThat(sentence).containsPattern("\\p{IsHan}").contains("；");
        } else {
            assertThat(sentence)
                    .doesNotContainPattern("\\p{IsHan}")
                    .contains("; ")
                    .matches("[A-Z].*");
        }
    }

    @Test
    void facts_of_a_refusal_are_said_in_words() {
        Refusal refusal =
                Refusal.of(Reason.NOT_AT_THIS_STAGE).with("act", "Transfer").with("stage", Stage.REPLIED);
        assertThat(Refusals.sentence(refusal, Language.ZH)).isEqualTo("现在的状态“已出具处理意见”不能办理“转送”；请从页面列出的可办事项中选择");
        assertThat(Refusals.sentence(refusal, Language.EN))
                .isEqualTo(
                        "Forward: not possible at this stage (opinion given); choose one of the acts that the page offers");
        Refusal needs = Refusal.of(Reason.NOT_YOURS).with("needs", List.of(Capacity.HOLDER, Capacity.UNIT_HEAD));
        assertThat(Refusals.sentence(needs, Language.ZH)).contains("需要：承办人、单位负责人");
        assertThat(Refusals.sentence(Refusal.of(Reason.INCOMPLETE).with("field", "petitionerToldOn"), Language.ZH))
                .contains("“告知信访人日期”");
        assertThat(Refusals.sentence(Refusal.of(Reason.INCOMPLETE).with("field", "items[2].risk"), Language.ZH))
                .contains("“风险等级”");
        Refusal several = Refusal.of(Reason.LEAVER_WITHDRAWS).with("count", 2).with("cases", "检举〔2026〕1号、检举〔2026〕2号");
        assertThat(Refusals.sentence(several, Language.EN))
                .startsWith("The leaver has to withdraw from the following (2), hands none of it over")
                .contains("of it: 检举〔2026〕1号, 检举〔2026〕2号; let the unit");
        assertThat(Refusals.sentence(several, Language.ZH)).contains("下列2件事项").contains("：检举〔2026〕1号、检举〔2026〕2号；");
    }

    @Test
    void what_the_request_names_and_is_not_there_is_no_404() {
        assertThat(Refusals.status(Refusal.of(Reason.NOT_FOUND))).isEqualTo(404);
        assertThat(Refusals.status(Refusal.of(Reason.NOT_FOUND).with("field", "post")))
                .isEqualTo(422);
    }

    @Test
    void every_field_of_a_paper_and_all_that_can_be_chosen_for_it_has_english_words() {
        for (PaperTable.Row row : PaperTable.table()) {
            for (PaperTable.Field field : row.fields()) {
                for (String name : Stream.concat(Stream.of(field.name()), field.choices().stream())
                        .toList()) {
                    assertThat(PaperLabels.of(name).zh()).isEqualTo(name);
                    assertThat(PaperLabels.of(name).en())
                            .as(row.kind() + " " + name)
                            .matches("[ -~]{3,}");
                }
            }
        }
    }
}
