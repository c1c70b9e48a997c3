package dev.jieli.domain.paper;

import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.organization.UnitId;

/**
 * 发文字号 (GB/T 9704-2012, 7.2.5): the organ's code, the year in full, and a number of its own for each organ, kind and
 * year, from 1, without gaps and none twice.
 *
 * @param organ which issues, whatever its code was that year
 * @param code 机关代字, as it is printed: 武信
 */
public record DocumentNumber(UnitId organ, PaperKind kind, String code, int year, int serial) {
    public DocumentNumber {
        if (serial < 1 || year < 1) {
            throw new IllegalArgumentException("numbers begin with 1");
        }
    }

    /** {@code 武信转〔2026〕12号}: six-sided brackets, no leading zeros, no 第. */
    @Override
    public String toString() {
        return code + kind.mark() + "〔" + year + "〕" + serial + "号";
    }
}
