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
        return Served.an_office(settings -> settings.withPerAccount(2).withTransport(new Transport.Proxied()));
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
            Served.Reply tooFast = served.as(Who.CLERK).get("/api/v1/me");
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
}
