package dev.jieli.application.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.UnitAct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 行为公开格式: the JSON of an act by itself, as it comes in with a request; the same as the field {@code act} of its entry,
 * so that what was posted is what is read back. The field {@code type} names the act: {@code {"type":"note","text":"…"}}.
 */
public final class ActJson {
    private ActJson() {}

    /**
     * 读入结果
     *
     * @param act empty just when there are problems
     * @param problems everything that is wrong, in the order of the fields
     */
    public record Read<A extends Act>(Optional<A> act, ImmutableList<Problem> problems) {}

    /** The names of the acts of one kind of subject, as {@code type} has them. */
    public static ImmutableSet<String> types(Subject.Kind kind) {
        return family(kind).names();
    }

    /** The name of an act, as {@code type} has it. */
    public static String type(Class<? extends Act> act) {
        return Shapes.nameOf(act);
    }

    public static Read<CaseAct> read(String json) {
        return read(json, Shapes.CASE);
    }

    public static Read<CaseAct> read(JsonNode json) {
        return read(json, Shapes.CASE, new ArrayList<>());
    }

    public static Read<HandoverAct> readHandoverAct(String json) {
        return read(json, Shapes.HANDOVER);
    }

    public static Read<HandoverAct> readHandoverAct(JsonNode json) {
        return read(json, Shapes.HANDOVER, new ArrayList<>());
    }

    public static Read<UnitAct> readUnitAct(String json) {
        return read(json, Shapes.UNIT);
    }

    public static Read<UnitAct> readUnitAct(JsonNode json) {
        return read(json, Shapes.UNIT, new ArrayList<>());
    }

    public static String write(CaseAct act) {
        return write(act, Shapes.CASE);
    }

    public static String write(HandoverAct act) {
        return write(act, Shapes.HANDOVER);
    }

    public static String write(UnitAct act) {
        return write(act, Shapes.UNIT);
    }

    static Shapes.Family<? extends Act> family(Subject.Kind kind) {
        return switch (kind) {
            case CASE -> Shapes.CASE;
            case HANDOVER -> Shapes.HANDOVER;
            case UNIT -> Shapes.UNIT;
            case ACCOUNT -> Shapes.ACCOUNT;
        };
    }

    private static <A extends Act> String write(A act, Shapes.Family<A> family) {
        JsonText to = new JsonText(256);
        family.write(act, to);
        return to.end();
    }

    private static <A extends Act> Read<A> read(String json, Shapes.Family<A> family) {
        List<Problem> problems = new ArrayList<>();
        JsonNode node = Fields.parse(json, problems);
        return problems.isEmpty()
                ? read(node, family, problems)
                : new Read<>(Optional.empty(), ImmutableList.copyOf(problems));
    }

    private static <A extends Act> Read<A> read(JsonNode json, Shapes.Family<A> family, List<Problem> problems) {
        Optional<A> act = Fields.read(json, true, problems, family::read);
        return new Read<>(problems.isEmpty() ? act : Optional.empty(), ImmutableList.copyOf(problems));
    }
}
