package dev.jieli.domain.statute;

/**
 * 集体访口径: from how many persons a visit is a collective one, and how many may represent them.
 *
 * @param collectiveFrom from 2 to 20
 * @param representatives from 1 to 5, which is the most that art. 20(3) allows
 */
public record Gathering(int collectiveFrom, int representatives) implements Policy {

    /** The most representatives that the Regulations allow (art. 20(3)). */
    public static final int MOST_REPRESENTATIVES = 5;

    static final int LARGEST_THRESHOLD = 20;

    /** Five and more persons; at most five representatives. */
    public static final Gathering DEFAULT = new Gathering(5, MOST_REPRESENTATIVES);

    public Gathering {
        if (collectiveFrom < 2 || collectiveFrom > LARGEST_THRESHOLD) {
            throw new IllegalArgumentException("collective from 2 to 20 persons, not " + collectiveFrom);
        }
        if (representatives < 1 || representatives > MOST_REPRESENTATIVES) {
            throw new IllegalArgumentException("1 to 5 representatives, not " + representatives);
        }
    }

    @Override
    public Wording rule() {
        return Wording.of(
                collectiveFrom + "人以上共同走访为集体访，推选的代表不超过" + representatives + "人",
                "a visit of " + collectiveFrom + " or more is a collective one, represented by at most "
                        + representatives);
    }

    @Override
    public Wording source() {
        return equals(DEFAULT)
                ? Wording.of(
                        "代表人数依《信访工作条例》第二十条第三款；集体访的起点条例未规定，采用实务通例",
                        "the representatives by art. 20(3) of the Regulations, which do not say from how many a visit is"
                                + " collective: common practice")
                : Wording.of("由单位或者地方选定", "set by the office or the place");
    }

    @Override
    public String name() {
        return "COLLECTIVE_" + collectiveFrom + "_" + representatives;
    }
}
