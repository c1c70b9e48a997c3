package dev.jieli.domain.casefile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 信访人 (art. 19): who asked. Kept apart from the case, encrypted at rest, shown masked; never in a docket or the feed.
 */
public record Petitioner(String name, Optional<String> idNumber, Optional<String> phone, Optional<String> address) {

    /** What may be the number of an identity paper, of a telephone or of an account, wherever it stands. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![0-9A-Za-z])(?:\\d{6} ?\\d{8} ?\\d{3}[0-9Xx]|\\d{11,}|0\\d{9}"
                    + "|1[3-9]\\d[ -]\\d{4}[ -]?\\d{4}|1[3-9]\\d{5}[ -]\\d{4}|0\\d{2,3}[ -]\\d{7,8}|[A-Z]{1,2}\\d{7,8})(?![0-9A-Za-z])");

    /** What is shown in place of the name when its time was over and it was erased. */
    public static final String ERASED = "（已到期删除）";

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

    /** A text in which nothing is left of what is masked elsewhere: name, numbers and address of this petitioner, any other number. */
    public String maskedIn(String text) {
        String masked = replaced(replaced(text, address, maskedAddress()), idNumber, maskedIdNumber());
        for (String one : phone.map(number -> number.split("[,，;；、/]")).orElse(new String[0])) {
            String number = one.strip();
            masked = replaced(masked, Optional.of(number), withPhone(number).maskedPhone());
        }
        masked = replaced(masked, Optional.of(name), Optional.of(maskedName()));
        return numbersMasked(masked);
    }

    private Petitioner withPhone(String number) {
        return new Petitioner(name, idNumber, Optional.of(number), address);
    }

    private static String replaced(String text, Optional<String> plain, Optional<String> masked) {
        return plain.filter(said -> said.length() > 1)
                .map(said -> text.replace(said, masked.orElse("")))
                .orElse(text);
    }

    /** A text in which first and last character are left of what may be an identity or telephone number. */
    public static String numbersMasked(String text) {
        return NUMBER.matcher(text).replaceAll(found -> {
            String number = found.group();
            return Matcher.quoteReplacement(
                    number.charAt(0) + "*".repeat(number.length() - 2) + number.charAt(number.length() - 1));
        });
    }

    /**
     * The identity number as it is compared, or none where it cannot be: capitals and digits only, a number of fifteen
     * digits in the form that followed it (GB 11643-1999). One that is masked tells nobody apart.
     */
    public Optional<String> comparableIdNumber() {
        return idNumber.filter(number -> number.indexOf('*') < 0)
                .map(number -> number.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", ""))
                .filter(number -> number.length() >= 6)
                .map(number -> number.matches("\\d{15}") ? eighteen(number) : number);
    }

    private static String eighteen(String fifteen) {
        String number = fifteen.substring(0, 6) + "19" + fifteen.substring(6);
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            sum += (number.charAt(i) - '0') * (1 << (17 - i)) % 11; // ISO 7064 MOD 11-2: weights are powers of two
        }
        return number + "10X98765432".charAt(sum % 11);
    }

    /** The first telephone number as it is compared, or none where it cannot be: digits without the code of the country. */
    public Optional<String> comparablePhone() {
        return phone.map(number -> number.split("[,，;；、/]", 2)[0])
                .filter(number -> number.indexOf('*') < 0)
                .map(number -> number.replaceAll("[^0-9]", "").replaceFirst("^(?:00)?86(?=1\\d{10}$)", ""))
                .filter(number -> number.length() >= 7);
    }

    @Override
    public String toString() {
        return "Petitioner[" + maskedName() + "]"; // a log line must not give anybody away
    }

    private static final java.util.Set<String> COMPOUND = java.util.Set.of(
            "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "百里", "南宫", "长孙", "宇文", "轩辕",
            "呼延", "闻人", "澹台");
}
