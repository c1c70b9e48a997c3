package dev.jieli.domain.organization;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

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

    /** Whether this division is the next one above that: province, prefecture, county, township, village. */
    public boolean isNextAbove(RegionCode that) {
        if (!contains(that)) {
            return false;
        }
        int steps = level(that) - level(this);
        return steps == 1 || (steps == 2 && level(this) == 0 && MUNICIPALITIES.contains(stem()));
    }

    private static int level(RegionCode region) {
        return LEVELS.indexOf(region.stem().length());
    }

    private static final ImmutableList<Integer> LEVELS = ImmutableList.of(2, 4, 6, 9, 12);

    /** 直辖市: their districts stand right below them. */
    private static final ImmutableSet<String> MUNICIPALITIES = ImmutableSet.of("11", "12", "31", "50");

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
