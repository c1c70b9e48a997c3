package dev.jieli.bootstrap.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody signed in over HTTP. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final String address;
    private final String token;
    /** The incumbency in which he or she acts. */
    final String acting;

    private Visitor(String address, String token, String acting) {
        this.address = address;
        this.token = token;
        this.acting = acting;
    }

    static Visitor of(Packaged server, String account) throws IOException, InterruptedException {
        return of(server, account, server.demoPassword());
    }

    static Visitor of(Packaged server, String account, String password) throws IOException, InterruptedException {
        Visitor nobody = new Visitor("http://127.0.0.1:" + server.port, "", "");
        JsonNode in =
                nobody.post("/api/v1/sign-in", object().put("name", account).put("password", password), 200);
        return new Visitor(
                nobody.address, in.get("token").asText(), in.path("acting").asText());
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An act or a step of that type. */
    static ObjectNode act(String type, int seen) {
        return object().put("type", type).put("seen", seen);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    JsonNode post(String path, ObjectNode body, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as(path + " " + body + " " + answer.body())
                .isEqualTo(expected);
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
