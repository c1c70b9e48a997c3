package dev.jieli.domain.statute;

/**
 * 辖区: where a local rule applies.
 *
 * @param code an administrative division code of 6 digits (province, prefecture, county), 9 (township) or 12 (village)
 */
public record Jurisdiction(String code) {

    public Jurisdiction {
        if (!isValid(code)) {
            throw new IllegalArgumentException("a division code has 6, 9 or 12 digits, not " + code);
        }
    }

    /** Whether a text can be such a code; whether the division exists is not asked. */
    static boolean isValid(String code) {
        return code.matches("\\d{6}|\\d{9}|\\d{12}") && !code.startsWith("00");
    }

    /** Whether the division of this code lies in this one or is this one. */
    public boolean covers(String divisionCode) {
        return divisionCode.startsWith(stem());
    }

    /** The digits that all divisions within share: 33 for 330000, 3307 for 330700. */
    private String stem() {
        if (code.length() > 6) {
            return code;
        }
        return code.endsWith("0000") ? code.substring(0, 2) : code.endsWith("00") ? code.substring(0, 4) : code;
    }

    /** How narrow: the more digits, the narrower. */
    public int depth() {
        return stem().length();
    }
}
