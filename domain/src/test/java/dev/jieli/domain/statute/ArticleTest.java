package dev.jieli.domain.statute;

import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleTest {

    @ParameterizedTest
    @CsvSource({
        "23, 3, 0, 第二十三条第三款, art. 23(3)",
        "34, 0, 0, 第三十四条, art. 34",
        "31, 0, 6, 第三十一条第六项, art. 31 item 6",
        "31, 1, 6, 第三十一条第一款第六项, art. 31(1) item 6",
        "10, 0, 0, 第十条, art. 10",
        "11, 0, 0, 第十一条, art. 11",
        "20, 2, 0, 第二十条第二款, art. 20(2)",
        "101, 0, 0, 第一百零一条, art. 101",
        "110, 0, 0, 第一百一十条, art. 110",
        "203, 0, 0, 第二百零三条, art. 203",
        "1000, 0, 0, 第一千条, art. 1000",
        "1260, 0, 0, 第一千二百六十条, art. 1260",
        "1005, 0, 0, 第一千零五条, art. 1005",
    })
    void a_place_in_the_law_is_cited_in_both_languages(int number, int paragraph, int item, String zh, String en) {
        assertThat(art(number, paragraph, item).in(Language.ZH)).isEqualTo(zh);
        assertThat(art(number, paragraph, item).in(Language.EN)).isEqualTo(en);
    }

    @Test
    void it_knows_its_instrument() {
        assertThat(art(34).cited(Language.ZH)).isEqualTo("《信访工作条例》第三十四条");
        assertThat(art(34).cited(Language.EN)).isEqualTo("art. 34 of the Regulations on Petition Work (2022)");
        assertThat(art(33).of(Instrument.REGULATIONS_2005).cited(Language.ZH)).isEqualTo("《信访条例》第三十三条");
        assertThat(art(33).of(Instrument.REGULATIONS_2005)).isNotEqualTo(art(33));
        assertThat(Article.whole(Instrument.SIMPLIFIED_2022).in(Language.ZH)).isEqualTo("《信访事项简易办理办法》");
    }

    @Test
    void there_is_no_paragraph_without_an_article() {
        assertThatThrownBy(() -> art(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> art(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
