package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.Served;
import dev.jieli.testkit.Listening;
import dev.jieli.testkit.Who;
import org.junit.jupiter.api.Test;

class SilentListenersTest {
    private static final Listeners STOPPED =
            new Listening(ImmutableList.of("archive", "portal"), ImmutableSet.of("portal"));

    @Test
    void whoever_keeps_listeners_is_told_on_the_first_page_which_of_them_are_told_nothing() {
        try (Served served = Served.an_office(STOPPED)) {
            assertThat(Visitor.as(served, Who.OFFICE_HEAD).get("/").text()).contains("消息推送已停：archive");
            assertThat(Visitor.as(served, Duty.SYSTEM)
                            .get("/organization/accounts")
                            .text())
                    .contains("消息推送已停：archive");
            assertThat(Visitor.as(served, Duty.SYSTEM)
                            .in("en")
                            .get("/organization/accounts")
                            .text())
                    .contains("Listeners that are told nothing: archive");
            for (Duty other : new Duty[] {Duty.SECURITY, Duty.AUDIT}) {
                assertThat(Visitor.as(served, other)
                                .get("/organization/accounts")
                                .text())
                        .doesNotContain("消息推送已停");
            }
            assertThat(Visitor.as(served, Who.HANDLER).get("/").text()).doesNotContain("消息推送已停");
        }
    }
}
