package dev.jieli.application.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Papers;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.paper.Paper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** 文书格式: what a store keeps of a paper as one text; of a draft also what its digest is reckoned over. */
public final class PaperJson {
    private PaperJson() {}

    /** Canonical: the fields in the order in which they were given, then the salt. */
    public static String write(Papers.Text text) {
        return new JsonText(1024)
                .texts("fields", text.fields(), name -> name)
                .text("salt", text.salt())
                .end();
    }

    /** What {@link #write(Papers.Text)} wrote. */
    public static Papers.Text text(String json) {
        return read(json, from -> {
            ImmutableMap<String, String> fields = from.texts("fields", Optional::of);
            return new Papers.Text(fields, from.text("salt"));
        });
    }

    public static String write(Paper.Hand hand) {
        JsonText to = new JsonText(160)
                .id("official", hand.official().value())
                .id("incumbency", hand.incumbency().value());
        Shapes.maybeId(to, "inPlaceOf", hand.inPlaceOf().map(IncumbencyId::value));
        return to.day("on", hand.on()).end();
    }

    /** What {@link #write(Paper.Hand)} wrote. */
    public static Paper.Hand hand(String json) {
        return read(
                json,
                from -> new Paper.Hand(
                        new OfficialId(from.id("official")),
                        new IncumbencyId(from.id("incumbency")),
                        from.maybeId("inPlaceOf").map(IncumbencyId::new),
                        from.day("on")));
    }

    private static <T> T read(String json, Function<Fields, T> as) {
        List<Problem> problems = new ArrayList<>();
        JsonNode node = Fields.parseOwn(json, problems);
        T read = Fields.read(node, false, problems, as);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("not what is kept of a paper: " + problems.size() + " problems");
        }
        return read;
    }
}
