package dev.jieli.application.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "11010519491231002x",
                "34052419800101001X",
                "830000199201300022",
                "810000199408230021",
                "330723198001010012",
                "533103200002290126",
                "130503670401001",
                "911124198108030024",
                "E12345678",
                "EA1234567",
                "H12345678",
                "12345678"
            })
    void a_number_that_checks_out_has_no_flaw(String number) {
        assertThat(IdNumber.flaw(IdNumber.tidy(number), AS_OF)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "110105194912310021, 校验码",
        "330723198001010013, 校验码",
        "330726199002290013, 出生日期",
        "440524188001010014, 出生日期",
        "990723198001010012, 校验码",
        "3307231980010100, 位数",
        "330723********0012, 位数"
    })
    void a_number_that_does_not_says_why(String number, String why) {
        assertThat(IdNumber.flaw(IdNumber.tidy(number), AS_OF))
                .hasValueSatisfying(flaw -> assertThat(flaw).contains(why));
    }

    @ParameterizedTest
    @CsvSource({"'330723 19800101 0012', 330723198001010012", "１１０１０５１９４９１２３１００２ｘ, 11010519491231002X"})
    void blanks_and_wide_digits_are_tidied(String written, String number) {
        assertThat(IdNumber.tidy(written)).isEqualTo(number);
    }
}
