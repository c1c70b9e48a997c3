package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.http.Served;
import dev.jieli.testkit.Who;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnattendedTest {

    private static void disable(Served served, Who who) {
        served.archive()
                .accounts()
                .change(
                        served.archive()
                                .accounts()
                                .named(Served.name(who))
                                .orElseThrow()
                                .id(),
                        served.now(),
                        account -> Optional.of(account.disable()));
    }

    @Test
    void whose_account_is_disabled_keeps_the_duties_and_those_above_are_warned() {
        try (Served served = Served.an_office()) {
            served.given().accepted(); // held by the handler
            String words = "账号已停用、责任还在的干部";
            assertThat(Visitor.as(served, Who.SUPERVISOR).get("/").text()).doesNotContain(words);

            disable(served, Who.HANDLER);

            for (Who above : new Who[] {Who.SUPERVISOR, Who.HEAD, Who.DEPUTY, Who.OFFICE_HEAD}) {
                assertThat(Visitor.as(served, above).get("/").text())
                        .as(above.fullName())
                        .contains(words)
                        .contains(Who.HANDLER.fullName());
            }
            assertThat(Visitor.as(served, Who.TOWN_HEAD).get("/").text())
                    .as("the head of another unit")
                    .doesNotContain(words);
            Visitor.Answer english = Visitor.as(served, Who.SUPERVISOR).in("en").get("/");
            assertThat(english.text()).contains("Officials whose account is disabled and whose duties are not");
            assertThat(Visitor.as(served, Who.SUPERVISOR)
                            .get(english.links().stream()
                                    .filter(link -> link.startsWith("/ledger?answering=")
                                            && link.contains(
                                                    Who.HANDLER.official().toString()))
                                    .findFirst()
                                    .orElseThrow())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void nobody_is_warned_of_somebody_without_duties_or_with_another_account() {
        try (Served served = Served.an_office()) {
            disable(served, Who.HANDLER);
            assertThat(Visitor.as(served, Who.SUPERVISOR).get("/").text()).doesNotContain("责任还在");
        }
    }
}
