package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Listeners;
import dev.jieli.testkit.Who;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedAndAuditTest {

    @Test
    void dead_letters_are_listed_and_sent_again() {
        List<String> sent = new ArrayList<>();
        Listeners listeners = new Listeners() {
            @Override
            public ImmutableList<String> names() {
                return ImmutableList.of("archive");
            }

            @Override
            public boolean resend(String listener, String id) {
                return sent.add(listener + " " + id);
            }
        };
        try (Served served = Served.an_office(listeners)) {
            served.given().registered();
            List<Feed.Sealed> page = new ArrayList<>();
            served.archive().feed().relay("archive", 1, entries -> {
                page.addAll(entries);
                return entries.size();
            });
            served.archive().feed().setAside("archive", page.get(0), "410 Gone", served.now());

            Reply listed = served.as(Who.OFFICE_HEAD).get("/api/v1/listeners");
            assertThat(listed.at("listeners/0/deadLetters")).isEqualTo("1");
            Reply letters = served.as(Who.OFFICE_HEAD).get("/api/v1/listeners/archive/dead-letters");
            assertThat(letters.at("deadLetters/0/why")).isEqualTo("410 Gone");
            String id = letters.at("deadLetters/0/id");
            Reply resent =
                    served.as(Who.OFFICE_HEAD).post("/api/v1/listeners/archive/dead-letters", "{'id':'" + id + "'}");
            assertThat(resent.at("delivered")).isEqualTo("true");
            assertThat(sent).containsExactly("archive " + id);

            assertThat(served.as(Who.OFFICE_HEAD)
                            .post("/api/v1/listeners/archive/dead-letters", "{'id':'case/x/1'}")
                            .status())
                    .isEqualTo(404);
            assertThat(served.as(Who.OFFICE_HEAD)
                            .get("/api/v1/listeners/nobody/dead-letters")
                            .status())
                    .isEqualTo(404);
            assertThat(served.as(Who.HANDLER).get("/api/v1/listeners").status()).isEqualTo(403);
        }
    }

    @Test
    void dockets_are_verified_beside_the_requests() throws Exception {
        try (Served served = Served.an_office()) {
            served.given().accepted();
            assertThat(served.as(Who.HANDLER).get("/api/v1/verify").at("state")).isEqualTo("NEVER");
            assertThat(served.as(Who.HANDLER).post("/api/v1/verify", "{}").status())
                    .isEqualTo(403);
            assertThat(served.as(Who.OFFICE_HEAD).post("/api/v1/verify", "{}").status())
                    .isEqualTo(202);
            Reply status = served.as(Who.HANDLER).get("/api/v1/verify");
            for (int i = 0; i < 1000 && status.at("state").equals("RUNNING"); i++) {
                Thread.onSpinWait();
                status = served.as(Who.HANDLER).get("/api/v1/verify");
            }
            assertThat(status.at("state")).isEqualTo("SOUND");
            assertThat(status.json().get("entries").asInt()).isPositive();
            assertThat(status.json().get("faults")).isEmpty();
        }
    }
}
