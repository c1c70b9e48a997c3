package dev.jieli.domain.statute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.calendar.YearNotice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Texts that a person brings along, nearly right: they are taken or refused with reasons, and nothing else happens. */
class GarbageTest {
    private static final String NOTICE = """
            # from the notice
            notice,2027,国办发明电〔2026〕9号,国务院办公厅关于2027年部分节假日安排的通知
            off,元旦,2027-01-01,2027-01-03
            off,春节,2027-02-05,2027-02-11
            work,春节,2027-02-20
            """;
    private static final String RULEBOOK = LocalRulebook.shipped().get(0).text();
    private static final List<String> PIECES = List.of(
            ",",
            "\n",
            "\u0000",
            "-",
            "2027-02-30",
            "+999999999-01-01",
            "99999999999",
            "-1",
            "row",
            "off",
            "〔",
            "\uD800",
            "\"",
            "\r",
            "\uFEFF",
            "：",
            "NaN",
            "9.9.9.9",
            "CONCLUDE",
            "QUOTED");

    @Property
    void a_notice_of_a_year(@ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int changes) {
        read(YearNotice::read, changed(NOTICE, random, changes));
    }

    @Property
    void a_local_rulebook(@ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int changes) {
        read(LocalRulebook::read, changed(RULEBOOK, random, changes));
    }

    private static void read(Function<String, ? extends Ruling<?>> reader, String text) {
        Ruling<?> ruling = reader.apply(text);
        assertThat(ruling.toOptional().isPresent() || !ruling.reasons().isEmpty())
                .isTrue();
        ruling.reasons().forEach(reason -> {
            assertThat(reason.in(Language.ZH)).isNotBlank();
            assertThat(reason.in(Language.EN)).isNotBlank();
        });
    }

    private static String changed(String good, Random random, int changes) {
        StringBuilder text = new StringBuilder(good);
        for (int i = 0; i < changes && text.length() > 0; i++) {
            int place = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setLength(place);
                case 1 -> text.insert(place, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.deleteCharAt(place);
                default -> {
                    List<String> lines =
                            new ArrayList<>(Arrays.asList(text.toString().split("\n", -1)));
                    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
                    lines.add(lines.get(random.nextInt(lines.size())));
                    text = new StringBuilder(String.join("\n", lines));
                }
            }
        }
        return text.toString();
    }
}
