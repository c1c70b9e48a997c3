package dev.jieli.domain.paper;

import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.organization.UnitId;
import java.util.UUID;

/**
 * 发文字号 (GB/T 9704-2012, 7.2.5): the organ's code, the year in full, and a number of its own for each organ, kind and
 * year, from 1, without gaps and none twice.
 *
 * <p>A number that is missing would tell whoever is shown the others that there is a paper which is kept from him or her. So
 * papers of accusations have a series of their own, which has no order (art. 30(3)); *chosen*.
 *
 * @param organ which issues, whatever its code was that year
 * @param accusation whether it is of the series of papers on accusations
 * @param code 机关代字, as it is printed: 武信
 */
public record DocumentNumber(UnitId organ, PaperKind kind, boolean accusation, String code, int year, int serial) {
    /** 检: stands for accusations in a number, before the mark of the kind. */
    private static final String MARK = "检";

    private static final int FIRST_DRAWN = 10_000;
    private static final int DRAWN = 90_000;

    public DocumentNumber {
        if (serial < 1 || year < 1) {
            throw new IllegalArgumentException("numbers begin with 1");
        }
    }

    /**
     * The number of a paper on an accusation: of five digits, and drawn by the paper's id, so that none tells of another.
     *
     * @param taken how many before it were found to be taken
     */
    public static DocumentNumber drawn(Paper paper, String code, int year, int taken) {
        UUID id = paper.id().value();
        long draw = (id.getMostSignificantBits() ^ id.getLeastSignificantBits()) + taken;
        return new DocumentNumber(
                paper.organ(), paper.kind(), true, code, year, FIRST_DRAWN + (int) Math.floorMod(draw, (long) DRAWN));
    }

    /** {@code 武信转〔2026〕}: what stands before the number itself. */
    public static String head(PaperKind kind, boolean accusation, String code, int year) {
        return code + (accusation ? MARK : "") + kind.mark() + "〔" + year + "〕";
    }

    /** {@code 武信转〔2026〕12号}, {@code 武信检转〔2026〕48172号}: six-sided brackets, no leading zeros, no 第. */
    @Override
    public String toString() {
        return head(kind, accusation, code, year) + serial + "号";
    }
}
