package dev.jieli.domain.organization;

/**
 * 行政区划代码: 2 (province), 4 (prefecture), 6 (county), 9 (township) or 12 digits (village); trailing zeros of a
 * six-digit code name the level above (330700 is the prefecture).
 */
public record RegionCode(String digits) {
    public RegionCode {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("not a region code: " + digits);
        }
    }

    /** Whether a text can be a region code; whether the region exists is the region table's to say. */
    public static boolean isValid(String digits) {
        int n = digits.length();
        return (n == 6 || n == 9 || n == 12) && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether that region is this one or lies inside it. */
    public boolean contains(RegionCode that) {
        return that.digits.startsWith(stem());
    }

    private String stem() {
        if (digits.length() > 6) {
            return digits;
        }
        if (digits.endsWith("0000")) {
            return digits.substring(0, 2);
        }
        return digits.endsWith("00") ? digits.substring(0, 4) : digits;
    }

    @Override
    public String toString() {
        return digits;
    }
}
