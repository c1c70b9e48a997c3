package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.casefile.Law;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.Listeners;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.Site;
import dev.jieli.testkit.InMemoryArchive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JieliServerTest {
    private static JieliServer server;

    @BeforeAll
    static void start() {
        server = new JieliServer(new Site(
                        new InMemoryArchive(),
                        Law.national(),
                        InstantSource.fixed(Instant.parse("2026-06-01T02:00:00Z")),
                        UUID::randomUUID,
                        new SecureRandom(),
                        region -> true,
                        Listeners.none(),
                        Settings.local(0)))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void health_is_told_to_everybody() throws Exception {
        HttpResponse<String> answer = get("/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void what_is_not_there_is_a_problem() throws Exception {
        HttpResponse<String> answer = get("/api/v1/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("UNKNOWN_ADDRESS").contains("没有这个地址");
    }

    @Test
    void an_asset_is_kept_for_good() throws Exception {
        HttpResponse<String> answer = get(new Assets().path("htmx.min.js"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(answer.body()).contains("htmx");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
