package dev.jieli.domain.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asked is shown masked wherever it is shown. */
class PetitionerTest {

    @ParameterizedTest
    @CsvSource({
        "测试人, 测某某",
        "测试, 测某某",
        "测, 测某某",
        "欧阳测试, 欧阳某某",
        "欧阳, 欧阳某某",
        "欧测试, 欧某某",
        "A Name, A某某",
        "'', 匿名",
        "' ', 匿名",
    })
    void the_family_name_is_all_that_is_left_of_a_name(String name, String masked) {
        assertThat(petitioner(name, "", "", "").maskedName()).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"13800008000, 138****8000", "05790000000, 057****0000", "8000000, ****", "'', ****"})
    void of_a_phone_number_the_ends(String phone, String masked) {
        assertThat(petitioner("", phone, "", "").maskedPhone()).contains(masked);
    }

    @ParameterizedTest
    @CsvSource({"000000190001010000, 0****************0", "00000019000101000X, 0****************X", "12, **", "123, 1*3"
    })
    void of_an_id_number_the_first_and_the_last(String number, String masked) {
        assertThat(petitioner("", "", number, "").maskedIdNumber()).contains(masked);
    }

    @ParameterizedTest
    @CsvSource({"某省某县某镇某村一号, 某省某县某镇****", "某县某镇, ****", "'', ****"})
    void of_an_address_about_as_far_as_the_county(String address, String masked) {
        assertThat(petitioner("", "", "", address).maskedAddress()).contains(masked);
    }

    @Test
    void what_is_not_known_is_not_masked() {
        Petitioner unknown = new Petitioner("测试人", Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(unknown.maskedPhone()).isEmpty();
        assertThat(unknown.maskedIdNumber()).isEmpty();
        assertThat(unknown.maskedAddress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "11010519491231002x, 11010519491231002X",
        "' 110105 19491231 002X', 11010519491231002X",
        "130503670401001, 130503196704010016",
        "E12345678, E12345678",
    })
    void numbers_of_one_paper_are_compared_as_the_same(String written, String compared) {
        assertThat(petitioner("", "", written, "").comparableIdNumber()).contains(compared);
    }

    @ParameterizedTest
    @CsvSource({
        "+86 138-0000-8000, 13800008000",
        "008613800008000, 13800008000",
        "13800008000、0579-86590000, 13800008000",
        "0579-86590000, 057986590000",
    })
    void so_are_telephone_numbers(String written, String compared) {
        assertThat(petitioner("", written, "", "").comparablePhone()).contains(compared);
    }

    @ParameterizedTest
    @CsvSource({"1****************X, 138****8000", "无, 无", "12, 12345", "'', ''"})
    void what_is_masked_or_no_number_tells_nobody_apart(String id, String phone) {
        assertThat(petitioner("", phone, id, "").comparableIdNumber()).isEmpty();
        assertThat(petitioner("", phone, id, "").comparablePhone()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "电话13800008000，找他, 电话1*********0，找他",
        "138-0000-8000, 1***********0",
        "0579-86590000, 0***********0",
        "010 86590000, 0**********0",
        "身份证00000019000101000X, 身份证0****************X",
        "000000 19000101 0000, 0******************0",
        "护照E12345678, 护照E*******8",
        "2026-03-17至2026-04-01, 2026-03-17至2026-04-01",
        "20260317, 20260317",
        "武信转〔2026〕12号、土地3.25亩, 武信转〔2026〕12号、土地3.25亩",
    })
    void what_may_be_a_number_of_a_person_is_masked_in_any_text(String text, String masked) {
        assertThat(Petitioner.numbersMasked(text)).isEqualTo(masked);
    }

    @Test
    void whoever_petitioned_is_masked_in_any_text() {
        Petitioner who = petitioner("测试人甲", "8659001、13800008000", "000000190001010000", "某省某县某镇某村一号");

        assertThat(who.maskedIn("测试人甲（8659001，13800008000）住某省某县某镇某村一号，证件000000190001010000"))
                .isEqualTo("测某某（****，138****8000）住某省某县某镇****，证件0****************0");
        assertThat(petitioner("", "", "", "").maskedIn("路灯坏了")).isEqualTo("路灯坏了");
    }

    @Test
    void a_line_in_a_log_gives_nobody_away() {
        assertThat(petitioner("测试人", "13800008000", "000000190001010000", "某省某县某镇某村一号"))
                .hasToString("Petitioner[测某某]");
    }

    private static Petitioner petitioner(String name, String phone, String idNumber, String address) {
        return new Petitioner(name, Optional.of(idNumber), Optional.of(phone), Optional.of(address));
    }
}
