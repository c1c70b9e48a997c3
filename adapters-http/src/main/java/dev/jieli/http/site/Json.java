package dev.jieli.http.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.domain.statute.Language;
import io.javalin.http.Context;

/** JSON as it goes in and out. */
public final class Json {
    /** Keys twice and text after the end are refused. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static void answer(Context ctx, int status, JsonNode body) {
        ctx.status(status).contentType("application/json").result(bytes(body));
    }

    public static void answer(Context ctx, Problem problem, Language language) {
        ObjectNode body = object();
        body.put("type", "/docs#" + problem.reason());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("reason", problem.reason());
        problem.article().ifPresent(article -> body.put("article", article.cited(language)));
        problem.more().forEach((name, value) -> {
            if (!body.has(name)) {
                body.set(name, MAPPER.valueToTree(value));
            }
        });
        ctx.status(problem.status()).contentType("application/problem+json").result(bytes(body));
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
