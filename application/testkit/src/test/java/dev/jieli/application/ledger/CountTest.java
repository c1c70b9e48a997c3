package dev.jieli.application.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "35,35",
        "35.0,35",
        "12人,12",
        "共 35 人,35",
        "来访12人次,12",
        "３人,3",
        "12人（男8女4）,12",
        "'1,200',1200",
        "一,1",
        "两人,2",
        "十,10",
        "十二人,12",
        "二十,20",
        "二十三名,23",
        "一百,100",
        "一百二十人,120",
        "一百零五,105",
        "一百一十五人,115",
        "三百,300",
        "一千二百人,1200",
        "一千零五,1005"
    })
    void what_is_said_is_taken(String text, int persons) {
        assertThat(Count.of(text)).hasValue(new Count(persons, true));
    }

    @ParameterizedTest
    @CsvSource({
        "三五人,5",
        "七八人,8",
        "十七八人,18",
        "二三十人,30",
        "二十七八人,28",
        "十余人,10",
        "二十多人,20",
        "100余人,100",
        "约30人,30",
        "30人左右,30",
        "50人以上,50",
        "3-5人,5",
        "三十来人,30",
        "近百人,x",
        "数十人,x"
    })
    void what_is_said_roughly_is_taken_for_the_number_said_and_for_the_greater(String text, String persons) {
        if (persons.equals("x")) {
            assertThat(Count.of(text)).isEmpty();
        } else {
            assertThat(Count.of(text)).hasValue(new Count(Integer.parseInt(persons), false));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "−5",
                "3.5",
                "若干",
                "多人",
                "一百二",
                "一二〇",
                "5-3",
                "男3女2",
                "2024-03-05",
                "人",
                "",
                "5人10户",
                "1234567"
            })
    void what_is_no_number_is_none(String text) {
        assertThat(Count.of(text)).isEmpty();
    }
}
