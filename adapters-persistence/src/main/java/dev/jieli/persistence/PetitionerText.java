package dev.jieli.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.domain.casefile.Petitioner;
import java.util.Optional;

/** The text of a petitioner that is encrypted. */
final class PetitionerText {
    private static final JsonMapper JSON = new JsonMapper();

    private PetitionerText() {}

    static String write(Petitioner petitioner) {
        ObjectNode fields = JSON.createObjectNode().put("name", petitioner.name());
        petitioner.idNumber().ifPresent(number -> fields.put("idNumber", number));
        petitioner.phone().ifPresent(number -> fields.put("phone", number));
        petitioner.address().ifPresent(place -> fields.put("address", place));
        return fields.toString();
    }

    static Petitioner read(String text) {
        try {
            JsonNode fields = JSON.readTree(text);
            return new Petitioner(
                    fields.path("name").asText(),
                    field(fields, "idNumber"),
                    field(fields, "phone"),
                    field(fields, "address"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("not what is kept of a petitioner", unreadable);
        }
    }

    private static Optional<String> field(JsonNode fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(JsonNode::asText);
    }
}
