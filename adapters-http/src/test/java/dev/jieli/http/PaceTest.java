package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.http.site.Transport;
import dev.jieli.testkit.Who;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two requests a second for an account, twenty after a pause; ten times that for an address. */
class PaceTest {
    private static final int AT_ONCE = 20;

    private static Served paced() {
        return Served.an_office(settings -> settings.withPerAccount(2).withTransport(Transport.Proxied.here()));
    }

    private static int me(Served served, Who who, String address) {
        return served.as(who)
                .header("X-Forwarded-For", address)
                .get("/api/v1/me")
                .status();
    }

    @Test
    void an_account_that_asks_too_fast_waits_and_no_other_does() {
        try (Served served = paced()) {
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(me(served, Who.CLERK, "192.0.2." + i)).isEqualTo(200);
            }
            Served.Reply tooFast =
                    served.as(Who.CLERK).header("X-Forwarded-For", "192.0.2.99").get("/api/v1/me");
            assertThat(tooFast.status()).isEqualTo(429);
            assertThat(tooFast.reason()).isEqualTo("TOO_FAST");
            assertThat(tooFast.header("Retry-After")).hasValue("1");
            assertThat(me(served, Who.HANDLER, "192.0.2.1")).isEqualTo(200);
            served.later(Duration.ofSeconds(1));
            assertThat(me(served, Who.CLERK, "192.0.2.1")).isEqualTo(200);
            assertThat(me(served, Who.CLERK, "192.0.2.1")).isEqualTo(200);
            assertThat(me(served, Who.CLERK, "192.0.2.1")).isEqualTo(429);
        }
    }

    @Test
    void an_address_that_asks_too_fast_waits_whoever_asks_and_no_other_does() {
        try (Served served = paced()) {
            for (int i = 0; i < 10 * AT_ONCE; i++) {
                assertThat(served.nobody()
                                .header("X-Forwarded-For", "192.0.2.1")
                                .sent("GET", "/sign-in")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(me(served, Who.CLERK, "192.0.2.1")).isEqualTo(429);
            assertThat(me(served, Who.CLERK, "192.0.2.2")).isEqualTo(200);
        }
    }

    @Test
    void what_is_not_there_and_what_asks_for_no_body_counts_like_everything_else() {
        for (String asked : new String[] {"GET /nowhere", "GET /api/v1/nowhere", "HEAD /sign-in", "DELETE /sign-in"}) {
            try (Served served = paced()) {
                int[] answers = new int[10 * AT_ONCE + 1];
                for (int i = 0; i < answers.length; i++) {
                    answers[i] = served.nobody()
                            .header("X-Forwarded-For", "192.0.2.1")
                            .header("Cookie", "__Host-jieli=made-up-" + i)
                            .sent(asked.substring(0, asked.indexOf(' ')), asked.substring(asked.indexOf(' ') + 1))
                            .status();
                }
                assertThat(answers[answers.length - 2]).as(asked).isNotEqualTo(429);
                assertThat(answers[answers.length - 1]).as(asked).isEqualTo(429);
            }
        }
    }

    @Test
    void an_account_that_asks_too_fast_for_what_is_not_there_waits_wherever_it_asks_from() {
        try (Served served = paced()) {
            int[] answers = new int[AT_ONCE + 1];
            for (int i = 0; i < answers.length; i++) {
                answers[i] = served.nobody()
                        .header("X-Forwarded-For", "192.0.2." + i)
                        .header("Cookie", "__Host-jieli=" + served.token(Who.CLERK))
                        .sent("GET", "/nowhere")
                        .status();
            }
            assertThat(answers[AT_ONCE - 1]).isEqualTo(404);
            assertThat(answers[AT_ONCE]).isEqualTo(429);
        }
    }

    @Test
    void whose_calendar_is_asked_for_too_fast_waits_wherever_it_is_asked_from_and_no_other_does() {
        try (Served served = paced()) {
            String feed = feed(served, Who.CLERK);
            String anothers = feed(served, Who.HANDLER);
            served.later(Duration.ofSeconds(AT_ONCE));
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(asked(served, feed, i)).isEqualTo(200);
            }
            assertThat(asked(served, feed, AT_ONCE)).isEqualTo(429);
            assertThat(me(served, Who.CLERK, "192.0.2.99")).isEqualTo(429);
            assertThat(asked(served, anothers, AT_ONCE)).isEqualTo(200);
        }
    }

    private static String feed(Served served, Who who) {
        return "/calendar/"
                + served.as(who)
                        .header("X-Forwarded-For", "192.0.2.1")
                        .post(
                                "/api/v1/tokens",
                                "{'name':'手机日历','scopes':['CALENDAR'],'days':30,'proof':'" + Served.PASSWORD + "'}")
                        .at("token")
                + ".ics";
    }

    private static int asked(Served served, String feed, int from) {
        return served.nobody()
                .header("X-Forwarded-For", "192.0.2." + from)
                .sent("GET", feed)
                .status();
    }

    @Test
    void a_post_that_is_not_ones_own_is_told_where_nothing_is() {
        try (Served served = paced()) {
            assertThat(served.nobody()
                            .header("Cookie", "__Host-jieli=" + served.token(Who.CLERK))
                            .header("X-Forwarded-For", "192.0.2.1")
                            .header("Acting-As", "00000000-0000-0000-0000-000000000000")
                            .sent("GET", "/api/v1/nowhere")
                            .status())
                    .isEqualTo(403);
        }
    }
}
