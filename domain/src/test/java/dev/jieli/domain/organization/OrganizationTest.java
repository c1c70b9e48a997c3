package dev.jieli.domain.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationTest {

    private static final UUID ID = new UUID(0, 1);

    @ParameterizedTest
    @CsvSource({
        "330000, 330723, true",
        "330000, 330000, true",
        "330000, 340723, false",
        "330700, 330723, true",
        "330700, 330723101, true",
        "330700, 330802, false",
        "330723, 330723101, true",
        "330723, 330723101205, true",
        "330723, 330700, false",
        "330723101, 330723101205, true",
        "330723101, 330723102, false",
        "330723100, 330723100001, true",
        "330723100, 330723101, false",
    })
    void a_region_holds_itself_and_what_lies_inside(String region, String other, boolean holds) {
        assertThat(new RegionCode(region).contains(new RegionCode(other))).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "33", "3307", "33072", "3307231", "33072310120", "33072x", "３３０７２３", "-30723"})
    void what_is_no_region_code_is_not_taken(String digits) {
        assertThat(RegionCode.isValid(digits)).isFalse();
        assertThatThrownBy(() -> new RegionCode(digits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void units_posts_and_officials_have_names() {
        assertThatThrownBy(() -> new Unit(
                        new UnitId(ID),
                        " ",
                        ImmutableSet.of(),
                        Unit.Kind.DEPARTMENT,
                        new RegionCode("330723"),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Post(new PostId(ID), new UnitId(ID), "", Post.Kind.HANDLER, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Post(new PostId(ID), new UnitId(ID), "局长", Post.Kind.HEAD, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Official(new OfficialId(ID), "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ids_are_read_as_they_are_written() {
        assertThat(UnitId.of(new UnitId(ID).toString())).isEqualTo(new UnitId(ID));
        assertThat(PostId.of(new PostId(ID).toString())).isEqualTo(new PostId(ID));
        assertThat(OfficialId.of(new OfficialId(ID).toString())).isEqualTo(new OfficialId(ID));
    }
}
