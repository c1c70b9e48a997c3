package dev.jieli.application.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 公民身份号码 (GB 11643-1999): checked by its province, its day of birth and its last digit. The other digits of the
 * place are not checked: a number is kept for life, the county that issued it is not.
 */
final class IdNumber {
    private static final Pattern EIGHTEEN = Pattern.compile("\\d{17}[\\dX]");
    private static final Pattern FIFTEEN = Pattern.compile("\\d{15}");
    /** Passports, permits of Hong Kong, Macao and Taiwan residents, officers' cards: kept, not checked. */
    private static final Pattern OTHER_PAPER =
            Pattern.compile("[A-Z]{1,3}\\d{5,12}|[A-Z]\\d[A-Z0-9]{5,8}|\\d{8}|\\d{10}");

    private static final Pattern PROVINCE = Pattern.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]");
    /** The first digit of a foreigner's permanent residence card of 2023. */
    private static final char RESIDENT = '9';

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    private IdNumber() {}

    /** The number without blanks and with a capital X. */
    static String tidy(String text) {
        return Wording.compact(text).toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z*]", "");
    }

    /** What is wrong with a number, in Chinese; empty when it checks out or is another kind of paper. */
    static Optional<String> flaw(String number, LocalDate asOf) {
        if (FIFTEEN.matcher(number).matches()) {
            return birthFlaw("19" + number.substring(6, 12), asOf).or(() -> provinceFlaw(number));
        }
        if (EIGHTEEN.matcher(number).matches()) {
            if (number.charAt(17) != checkDigit(number)) {
                return Optional.of("末位校验码应为 " + checkDigit(number));
            }
            return number.charAt(0) == RESIDENT
                    ? Optional.empty()
                    : provinceFlaw(number).or(() -> birthFlaw(number.substring(6, 14), asOf));
        }
        return OTHER_PAPER.matcher(number).matches() ? Optional.empty() : Optional.of("位数或字符不对");
    }

    private static Optional<String> provinceFlaw(String number) {
        return PROVINCE.matcher(number.substring(0, 2)).matches() ? Optional.empty() : Optional.of("前两位不是省级代码");
    }

    private static Optional<String> birthFlaw(String digits, LocalDate asOf) {
        try {
            LocalDate birth = LocalDate.of(
                    Integer.parseInt(digits.substring(0, 4)),
                    Integer.parseInt(digits.substring(4, 6)),
                    Integer.parseInt(digits.substring(6)));
            return birth.getYear() < 1900 || birth.isAfter(asOf) ? Optional.of("出生日期不合理") : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.of("没有这个出生日期");
        }
    }

    /** ISO 7064 MOD 11-2 over the first 17 digits. */
    private static char checkDigit(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_DIGITS.charAt(sum % 11);
    }
}
