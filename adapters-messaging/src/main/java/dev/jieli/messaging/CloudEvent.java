package dev.jieli.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jieli.application.port.Feed;
import dev.jieli.application.published.EntryJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * 事件 (CloudEvents 1.0, structured JSON): an entry as it goes out. The data is the entry as it stands in the docket, byte for
 * byte, so that a listener can reckon its hash again.
 */
final class CloudEvent {
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private static final JsonFactory JSON = new JsonFactory();

    private CloudEvent() {}

    /** @param source names the office that sends, for good */
    static byte[] of(Feed.Sealed entry, String source) {
        StringWriter out = new StringWriter(entry.json().length() + 400);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", entry.id());
            json.writeStringField("source", source);
            json.writeStringField("type", type(entry));
            json.writeStringField("subject", entry.subject().toString());
            json.writeStringField("time", entry.at().toString());
            json.writeStringField("datacontenttype", "application/json");
            json.writeNumberField("sequence", entry.number());
            json.writeStringField("hash", entry.hash());
            json.writeFieldName("data");
            json.writeRawValue(entry.json());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code dev.jieli.case.transfer}: the subject's kind and the act. */
    private static String type(Feed.Sealed entry) {
        String act = EntryJson.read(entry.json()).act().getClass().getSimpleName();
        return "dev.jieli." + entry.subject().kind().name().toLowerCase(Locale.ROOT) + "."
                + Character.toLowerCase(act.charAt(0)) + act.substring(1);
    }
}
