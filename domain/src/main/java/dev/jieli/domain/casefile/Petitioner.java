package dev.jieli.domain.casefile;

import java.util.Optional;

/**
 * 信访人 (art. 19): who asked. Kept apart from the case, encrypted at rest, shown masked; never in a docket or the feed.
 */
public record Petitioner(String name, Optional<String> idNumber, Optional<String> phone, Optional<String> address) {

    /** The name as it is shown: the family name, then 某某 (compound family names kept whole). */
    public String maskedName() {
        if (name.isBlank()) {
            return "匿名";
        }
        int family = COMPOUND.contains(name.substring(0, Math.min(2, name.length()))) ? 2 : 1;
        return name.substring(0, family) + "某某";
    }

    /** 138****8000, or only stars where the number is short. */
    public Optional<String> maskedPhone() {
        return phone.map(number ->
                number.length() < 8 ? "****" : number.substring(0, 3) + "****" + number.substring(number.length() - 4));
    }

    /** The first six characters, about as far as the county, or only stars where there are no more. */
    public Optional<String> maskedAddress() {
        return address.map(place -> place.length() <= 6 ? "****" : place.substring(0, 6) + "****");
    }

    /** First and last character only: more would let a birth date be guessed. */
    public Optional<String> maskedIdNumber() {
        return idNumber.map(number -> number.length() < 3
                ? "**"
                : number.charAt(0) + "*".repeat(number.length() - 2) + number.charAt(number.length() - 1));
    }

    @Override
    public String toString() {
        return "Petitioner[" + maskedName() + "]"; // a log line must not give anybody away
    }

    private static final java.util.Set<String> COMPOUND = java.util.Set.of(
            "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "百里", "南宫", "长孙", "宇文", "轩辕",
            "呼延", "闻人", "澹台");
}
