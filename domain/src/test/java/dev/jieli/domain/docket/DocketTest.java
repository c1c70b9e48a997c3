package dev.jieli.domain.docket;

import static dev.jieli.domain.Given.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.statute.Article;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries, what they are about, and the answers to what was asked. */
class DocketTest {

    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @ParameterizedTest
    @EnumSource
    void a_subject_is_read_as_it_is_written(Subject.Kind kind) {
        Subject subject = new Subject(kind, ID);

        assertThat(Subject.parse(subject.toString())).isEqualTo(subject);
    }

    @Test
    void it_is_written_as_kind_and_id() {
        assertThat(new Subject(Subject.Kind.CASE, ID)).hasToString("case/" + ID);
        assertThat(new Subject(Subject.Kind.HANDOVER, ID)).hasToString("handover/" + ID);
        assertThat(new Subject(Subject.Kind.UNIT, ID)).hasToString("unit/" + ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "case", "case/", "case/1", "CASE/01234567-89ab-cdef-0123-456789abcdef", "person/x"})
    void what_is_no_subject_is_not_read(String text) {
        assertThatThrownBy(() -> Subject.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entries_are_numbered_from_one_and_somebody_acts_or_the_system_does() {
        assertThatThrownBy(() -> entry(0, Optional.of(Who.CLERK.id()), Capacity.HOLDER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entry(1, Optional.empty(), Capacity.HOLDER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entry(1, Optional.of(Who.CLERK.id()), Capacity.SYSTEM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(entry(1, Optional.empty(), Capacity.SYSTEM).by()).isEmpty();
    }

    private static Entry entry(int number, Optional<IncumbencyId> by, Capacity capacity) {
        return new Entry(
                new Subject(Subject.Kind.CASE, ID),
                number,
                new CaseAct.Note("记事"),
                Effect.NONE,
                by,
                capacity,
                DAY,
                Journey.at(DAY),
                Optional.empty());
    }

    @Test
    void a_refusal_carries_its_article_and_the_newest_of_each_fact() {
        Refusal refusal = Refusal.of(Reason.TOO_LATE, Article.art(34))
                .with("due", DAY)
                .with("n", 1)
                .with("n", 2);

        assertThat(refusal.article()).contains(Article.art(34));
        assertThat(refusal.details()).containsEntry("due", "2026-03-02").containsEntry("n", "2");
    }

    @Test
    void what_was_refused_goes_no_further() {
        Outcome<String> refused = Outcome.refused(Reason.STALE);

        assertThat(refused.map(String::length)).isEqualTo(Outcome.refused(Reason.STALE));
        assertThat(refused.then(text -> Outcome.done(text + "!"))).isEqualTo(refused);
        assertThat(Outcome.done("办").map(String::length)).isEqualTo(Outcome.done(1));
        assertThat(Outcome.done("办").then(text -> Outcome.<Integer>refused(Reason.STALE, Article.art(22))))
                .isEqualTo(Outcome.refused(Reason.STALE, Article.art(22)));
    }

    @Test
    void an_effect_of_nothing_says_so() {
        assertThat(Effect.NONE).hasToString("none");
    }
}
