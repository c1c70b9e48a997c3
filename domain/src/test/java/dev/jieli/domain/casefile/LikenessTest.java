package dev.jieli.domain.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Who;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.UnitId;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** 筛重: what is scored is how much two cases are alike. */
class LikenessTest {
    private static final Optional<RegionCode> TOWN = Optional.of(new RegionCode("330723101"));
    private static final Optional<RegionCode> OTHER_TOWN = Optional.of(new RegionCode("330723102"));
    private static final UnitId OFFICE = Who.CLERK.seat().unit();
    private static final UnitId BUREAU = Who.HANDLER.seat().unit();
    private static final String NOISE = "反映幸福路工地夜间施工噪声扰民，请求依法查处";

    private static Likeness.Features features(String gist) {
        return features(gist, TOWN, Given.DAY);
    }

    private static Likeness.Features features(String gist, Optional<RegionCode> place, LocalDate on) {
        return Likeness.Features.of(gist, place, "城乡建设", on, OFFICE);
    }

    private static Likeness between(String one, String other) {
        return Likeness.between(features(one), features(other), Optional.empty());
    }

    @Example
    void the_same_words_are_wholly_alike_and_punctuation_and_case_are_no_words() {
        assertThat(between(NOISE, NOISE).gist()).isEqualTo(100);
        assertThat(between("反映ABC小区停电。", "反映 abc 小区，停电！").gist()).isEqualTo(100);
        assertThat(between(NOISE, "咨询退休金的发放时间").gist()).isZero();
        assertThat(between("", "").gist()).isZero();
        assertThat(between("水", "水").gist()).isEqualTo(100);
    }

    @Example
    void the_figure_is_the_share_of_common_pairs_of_characters() {
        // 甲乙 乙丙 丙丁 / 甲乙 乙丙 丙戊: two of three pairs, twice
        assertThat(between("甲乙丙丁", "甲乙丙戊").gist()).isEqualTo(67);
    }

    @Example
    void the_weights_add_up_to_a_hundred() {
        assertThat(Likeness.between(features(NOISE), features(NOISE), Optional.of(Likeness.Mark.ID_NUMBER))
                        .score())
                .isEqualTo(100);
        assertThat(Likeness.between(
                                features(NOISE),
                                Likeness.Features.of("咨询退休金", OTHER_TOWN, "民政", Given.DAY.minusYears(1), BUREAU),
                                Optional.empty())
                        .score())
                .isZero();
    }

    @Example
    void the_same_petitioner_with_much_the_same_request_is_likely_a_repeat() {
        Likeness again = Likeness.between(
                features(NOISE),
                features("幸福路工地夜间施工噪声仍然扰民，再次请求查处", TOWN, Given.DAY.minusDays(12)),
                Optional.of(Likeness.Mark.ID_NUMBER));

        assertThat(again.daysApart()).isEqualTo(12);
        assertThat(again.isRepeat()).isTrue();
        assertThat(again.proposes()).containsExactlyInAnyOrder(LinkKind.SAME_MATTER, LinkKind.SAME_PERSON);
    }

    @Example
    void the_same_petitioner_with_another_request_is_the_same_person_and_no_more() {
        assertThat(Likeness.between(features(NOISE), features("咨询退休金的发放时间"), Optional.of(Likeness.Mark.PHONE))
                        .proposes())
                .containsExactly(LinkKind.SAME_PERSON);
    }

    @Example
    void without_a_known_petitioner_only_much_the_same_words_are_the_same_matter() {
        assertThat(between(NOISE, NOISE).proposes()).containsExactly(LinkKind.SAME_MATTER);
        assertThat(between(NOISE, "反映幸福路工地渣土车夜间扬尘扰民，请求依法处罚").proposes()).containsExactly(LinkKind.RELATED);
        assertThat(between(NOISE, "反映村道破损").proposes()).isEmpty();
    }

    @Example
    void what_lies_elsewhere_and_with_another_unit_must_be_more_alike_to_be_proposed() {
        Likeness.Features elsewhere =
                Likeness.Features.of("反映幸福路工地渣土车夜间扬尘扰民，请求依法处罚", OTHER_TOWN, "城乡建设", Given.DAY, BUREAU);

        assertThat(Likeness.between(features(NOISE), elsewhere, Optional.empty())
                        .proposes())
                .isEmpty();
    }

    @Example
    void a_village_lies_in_its_township_and_is_the_same_place() {
        Likeness.Features village = features(NOISE, Optional.of(new RegionCode("330723101201")), Given.DAY);

        assertThat(Likeness.between(features(NOISE), village, Optional.empty()).samePlace())
                .isTrue();
    }

    @Property
    void it_is_the_same_whichever_comes_first_and_whenever_it_is_asked(
            @ForAll("anything") Likeness.Features one,
            @ForAll("anything") Likeness.Features other,
            @ForAll Optional<Likeness.Mark> petitioner) {
        Likeness likeness = Likeness.between(one, other, petitioner);

        assertThat(Likeness.between(other, one, petitioner)).isEqualTo(likeness);
        assertThat(Likeness.between(one, other, petitioner)).isEqualTo(likeness);
        assertThat(likeness.score()).isBetween(0, 100);
        assertThat(likeness.gist()).isBetween(0, 100);
        assertThat(likeness.proposes().contains(LinkKind.SAME_PERSON)).isEqualTo(petitioner.isPresent());
    }

    @Provide
    Arbitrary<Likeness.Features> anything() {
        return Combinators.combine(
                        Arbitraries.strings().withChars("工地夜间施工噪声扰民村道破损。 A1").ofMaxLength(40),
                        Arbitraries.of(TOWN, OTHER_TOWN, Optional.<RegionCode>empty()),
                        Arbitraries.of("", "民政", "城乡建设"),
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.of(OFFICE, BUREAU))
                .as((gist, place, category, days, unit) ->
                        Likeness.Features.of(gist, place, category, Given.DAY.minusDays(days), unit));
    }
}
