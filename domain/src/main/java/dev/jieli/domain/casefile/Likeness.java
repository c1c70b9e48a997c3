package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.UnitId;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * 相似程度: how much alike two cases are, and in what. It proposes and decides nothing: whether it is the same matter a
 * person finds. The Regulations do not say how; measure, weights and thresholds are *chosen* (RATIONALE).
 *
 * @param score 0 to 100: the sum of the weights of what is alike
 * @param gist 0 to 100: how much of the two gists is the same, by pairs of characters (Sørensen-Dice)
 * @param petitioner by what one petitioner is known to be the same; empty where none is
 * @param daysApart between the two days of receipt, never negative
 */
public record Likeness(
        int score,
        int gist,
        Optional<Mark> petitioner,
        boolean samePlace,
        boolean sameUnit,
        boolean sameCategory,
        int daysApart) {

    /** 识别依据: by what a petitioner is the same; only its keyed digest is compared. */
    public enum Mark {
        /** 证件号码 */
        ID_NUMBER,
        /** 联系电话: a family may share one, which the sentence says */
        PHONE
    }

    /** 权重 (*chosen*): what each thing alike is worth; together 100. The gist counts in proportion. */
    public static final int GIST = 55;

    public static final int PETITIONER = 25;
    public static final int PLACE = 8;
    public static final int CATEGORY = 4;
    public static final int UNIT = 4;
    public static final int TIME = 4;

    /** 阈值 (*chosen*): the gist, in hundredths, from which the same petitioner's case is proposed as the same matter. */
    public static final int GIST_OF_SAME_PETITIONER = 40;

    /** 阈值 (*chosen*): the same where nothing is known of the petitioners. */
    public static final int GIST_ALONE = 65;

    /** 阈值 (*chosen*): from which a case of the same place or unit is proposed as related. */
    public static final int GIST_RELATED = 35;

    /** 时间相近 (*chosen*): a quarter, in days. */
    public static final int CLOSE_DAYS = 90;

    /** 回溯 (*chosen*): how many years back texts are compared; a known petitioner is looked for without end. */
    public static final int YEARS_BACK = 3;

    /** 特征: what of a case is compared. Made once for each case, compared many times. */
    public static final class Features {
        private final int[] pairs;
        private final Optional<RegionCode> place;
        private final String category;
        private final LocalDate receivedOn;
        private final UnitId unit;

        private Features(int[] pairs, Optional<RegionCode> place, String category, LocalDate receivedOn, UnitId unit) {
            this.pairs = pairs;
            this.place = place;
            this.category = category;
            this.receivedOn = receivedOn;
            this.unit = unit;
        }

        public static Features of(
                String gist, Optional<RegionCode> place, String category, LocalDate receivedOn, UnitId unit) {
            return new Features(pairs(gist), place, category, receivedOn, unit);
        }

        public static Features of(PetitionCase about) {
            Petition petition = about.petition();
            return of(
                    petition.gist(),
                    petition.place(),
                    petition.category(),
                    petition.receivedOn(),
                    about.position().unit());
        }

        /** The pairs of neighbouring letters and digits, each once, in order; a gist of one character is its own pair. */
        private static int[] pairs(String gist) {
            int[] letters = gist.chars()
                    .filter(Character::isLetterOrDigit)
                    .map(Character::toLowerCase)
                    .toArray();
            if (letters.length == 1) {
                return letters;
            }
            int[] pairs = new int[Math.max(0, letters.length - 1)];
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] = letters[i] << 16 | letters[i + 1];
            }
            return java.util.Arrays.stream(pairs).sorted().distinct().toArray();
        }
    }

    /** The same whichever of the two comes first. */
    public static Likeness between(Features one, Features other, Optional<Mark> petitioner) {
        int gist = dice(one.pairs, other.pairs);
        boolean place = one.place.isPresent()
                && other.place.isPresent()
                && (one.place.get().contains(other.place.get())
                        || other.place.get().contains(one.place.get()));
        boolean unit = one.unit.equals(other.unit);
        boolean category = !one.category.isBlank() && one.category.equals(other.category);
        int days = Math.abs(WorkCalendar.daysBetween(one.receivedOn, other.receivedOn));
        int score = Math.round(gist * GIST / 100f)
                + (petitioner.isPresent() ? PETITIONER : 0)
                + (place ? PLACE : 0)
                + (category ? CATEGORY : 0)
                + (unit ? UNIT : 0)
                + (days <= CLOSE_DAYS ? TIME : 0);
        return new Likeness(score, gist, petitioner, place, unit, category, days);
    }

    /** What a person is asked to look at; empty where it is not worth the look. */
    public ImmutableSet<LinkKind> proposes() {
        Set<LinkKind> kinds = EnumSet.noneOf(LinkKind.class);
        if (gist >= (petitioner.isPresent() ? GIST_OF_SAME_PETITIONER : GIST_ALONE)) {
            kinds.add(LinkKind.SAME_MATTER);
        }
        if (petitioner.isPresent()) {
            kinds.add(LinkKind.SAME_PERSON);
        }
        if (kinds.isEmpty() && gist >= GIST_RELATED && (samePlace || sameUnit)) {
            kinds.add(LinkKind.RELATED);
        }
        return ImmutableSet.copyOf(kinds);
    }

    /** 很可能重复: the same petitioner with what looks like the same matter, which is what a repeated petition is. */
    public boolean isRepeat() {
        return petitioner.isPresent() && proposes().contains(LinkKind.SAME_MATTER);
    }

    private static int dice(int[] one, int[] other) {
        if (one.length == 0 || other.length == 0) {
            return 0;
        }
        int shared = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            if (one[i] == other[j]) {
                shared++;
                i++;
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return Math.round(200f * shared / (one.length + other.length));
    }
}
