package dev.jieli.application.ledger;

import dev.jieli.domain.casefile.Petitioner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 去标识化: takes who asked out of what was asked, before it goes on record and out with the feed. It knows the name,
 * numbers and address that the ledger gives, and the shapes of numbers; it does not know other people's names.
 */
final class Redaction {
    private static final Pattern ID = Pattern.compile("(?<![0-9A-Za-z])(?:\\d{17}[0-9Xx]|\\d{15})(?![0-9A-Za-z])");
    private static final Pattern CARD = Pattern.compile("(?<!\\d)\\d{16,19}(?!\\d)");
    private static final Pattern PHONE = Pattern.compile(
            "(?<!\\d)(?:(?:\\+|00)?86[-\\s]?)?1[3-9]\\d(?:[-\\s]?\\d{4}){2}(?!\\d)|(?<!\\d)0\\d{2,3}-\\d{7,8}(?!\\d)");
    private static final Pattern SEVERAL = Pattern.compile("[,，;；、/]");
    /** Between the addresses of one petitioner, each but the first after the header under which it stood. */
    private static final Pattern ADDRESSES = Pattern.compile("；");

    private static final Pattern LABEL = Pattern.compile("^[^：]{2,10}：");
    private static final Pattern SEPARATORS = Pattern.compile("[、,，;；/\\s]+");
    private static final int SHORTEST_ADDRESS = 6;

    private Redaction() {}

    static String redact(String text, Petitioner petitioner) {
        if (text.isEmpty()) {
            return text;
        }
        String left = text;
        for (String id : petitioner.idNumber().stream().toList()) {
            left = left.replaceAll("(?i)" + Pattern.quote(id), "（证件号略）");
        }
        for (String phone : petitioner.phone().stream()
                .flatMap(SEVERAL::splitAsStream)
                .filter(phone -> phone.length() > 2)
                .toList()) {
            left = left.replace(phone, "（电话略）");
        }
        for (String address : petitioner.address().stream()
                .flatMap(ADDRESSES::splitAsStream)
                .map(address -> LABEL.matcher(address).replaceFirst(""))
                .toList()) {
            left = address.length() < SHORTEST_ADDRESS ? left : left.replace(address, "（住址略）");
        }
        for (String name : SEPARATORS.split(petitioner.name(), -1)) {
            left = name.length() < 2 || name.equals("信访人") ? left : left.replace(name, "信访人");
        }
        left = ID.matcher(left).replaceAll(Matcher.quoteReplacement("（证件号略）"));
        left = CARD.matcher(left).replaceAll(Matcher.quoteReplacement("（号码略）"));
        return PHONE.matcher(left).replaceAll(Matcher.quoteReplacement("（电话略）"));
    }
}
