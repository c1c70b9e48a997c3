package dev.jieli.office;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.ledger.Column;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * 映射文件: a {@link Mapping} as JSON. {@code {"header": 3, "columns": {"流水号": "number", "C": ["unit", "officer"], "备注":
 * null}}}: by header or column letter, the name of a column or its Chinese header, null for a column to be left out.
 */
public final class MappingFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** 读得 */
    public sealed interface Read {
        record Understood(Mapping mapping) implements Read {}

        record Refused(Problem problem) implements Read {}
    }

    private MappingFile() {}

    public static Read read(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return refused("JSON: " + Faults.words(e));
        }
        if (root == null || !root.isObject()) {
            return refused("{…}");
        }
        JsonNode header = root.path("header");
        if (!header.isMissingNode() && !header.isNull() && (!header.isInt() || header.asInt() < 1)) {
            return refused("header: " + header);
        }
        JsonNode columns = root.path("columns");
        if (!columns.isMissingNode() && !columns.isObject()) {
            return refused("columns: " + columns.getNodeType());
        }
        ImmutableMap.Builder<String, ImmutableList<Column>> mapped = ImmutableMap.builder();
        for (Map.Entry<String, JsonNode> entry : columns.properties()) {
            Optional<ImmutableList<Column>> named = columns(entry.getValue());
            if (named.isEmpty()) {
                return refused(entry.getKey() + ": " + entry.getValue());
            }
            mapped.put(entry.getKey(), named.get());
        }
        return new Read.Understood(new Mapping(
                header.isInt() ? OptionalInt.of(header.asInt()) : OptionalInt.empty(), mapped.buildKeepingLast()));
    }

    private static Read refused(String what) {
        return new Read.Refused(Problem.of(Kind.BAD_MAPPING, Faults.cut(what)));
    }

    private static Optional<ImmutableList<Column>> columns(JsonNode value) {
        if (value.isNull()) {
            return Optional.of(ImmutableList.of());
        }
        ImmutableList.Builder<Column> columns = ImmutableList.builder();
        for (JsonNode one : value.isArray() ? value : JSON.createArrayNode().add(value)) {
            Optional<Column> column = one.isTextual() ? Column.named(one.asText()) : Optional.empty();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            columns.add(column.get());
        }
        return Optional.of(columns.build()).filter(named -> named.size() <= 2);
    }

    /** The mapping as a person may keep it and change it. */
    public static String write(Mapping mapping) {
        ObjectNode root = JSON.createObjectNode();
        mapping.headerRow().ifPresent(row -> root.put("header", row));
        ObjectNode columns = root.putObject("columns");
        mapping.columns().forEach((key, named) -> {
            if (named.isEmpty()) {
                columns.putNull(key);
            } else if (named.size() == 1) {
                columns.put(key, named.get(0).word());
            } else {
                ArrayNode both = columns.putArray(key);
                named.forEach(column -> both.add(column.word()));
            }
        });
        return root.toPrettyString();
    }
}
