package dev.jieli.application.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Course;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Termination;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Handover;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * 状态格式: parts of a case or a handover that a store keeps as one text beside what it looks for; the same fields as in
 * entries. Not hashed and not sent out: a docket always tells again what stands here.
 */
public final class StateJson {
    private StateJson() {}

    /** Of an open position the terms, the assignment, the sender, who decided and what kind of matter it is. */
    public static String write(Position.Open open) {
        JsonText to = new JsonText(512)
                .objects("running", open.running().values(), Shapes::running)
                .maybeObject("assignment", open.assignment(), Shapes::assignment);
        return to.object("course", open.course(), Shapes::course)
                .maybeObject(
                        "matter",
                        Optional.of(open.matter()).filter(matter -> !matter.equals(Matter.UNCLASSIFIED)),
                        Shapes::matter)
                .end();
    }

    /** What {@link #write(Position.Open)} wrote. */
    private record Part(
            ImmutableSortedMap<Term, Running> running,
            Optional<LeaderAssignment> assignment,
            Course course,
            Matter matter) {

        static Part read(Fields from) {
            ImmutableSortedMap.Builder<Term, Running> running = ImmutableSortedMap.naturalOrder();
            from.objects("running", Shapes::running).forEach(term -> running.put(term.term(), term));
            return new Part(
                    running.build(),
                    from.maybeObject("assignment", Shapes::assignment),
                    from.has("course") ? from.object("course", Shapes::course) : earlier(from),
                    from.maybeObject("matter", Shapes::matter).orElse(Matter.UNCLASSIFIED));
        }
    }

    /**
     * What was read lately, by its text: a case is looked at, then acted on, then looked at again, and most of its acts leave
     * this as it is. About as many as an office has open at once.
     */
    private static final Cache<String, Part> PARTS =
            CacheBuilder.newBuilder().maximumSize(10_000).build();

    /** The open position of which {@link #write(Position.Open)} wrote a part; the rest is given. */
    public static Position.Open open(
            String json, Stage stage, LocalDate stageSince, UnitId unit, Chain chain, LocalDate heldSince) {
        Part part = PARTS.getIfPresent(json);
        if (part == null) {
            part = read(json, Part::read);
            PARTS.put(json, part);
        }
        return new Position.Open(
                stage,
                stageSince,
                unit,
                chain,
                heldSince,
                part.running(),
                part.assignment(),
                part.course(),
                part.matter());
    }

    /** As it was written before a case forwarded twice remembered both senders. */
    private static Course earlier(Fields from) {
        return new Course(
                from.maybeId("sender").stream().map(UnitId::new).collect(ImmutableList.toImmutableList()),
                Shapes.units(from, "decided"),
                ImmutableSet.of(),
                Optional.empty(),
                Optional.empty(),
                ImmutableSet.of(),
                ImmutableSortedSet.of(),
                Optional.empty());
    }

    /** How far an ended case is on the way to being found at its end. */
    public static String write(Termination termination) {
        JsonText to = new JsonText(64);
        Shapes.termination(termination, to);
        return to.end();
    }

    /** What {@link #write(Termination)} wrote. */
    public static Termination termination(String json) {
        return read(json, Shapes::termination);
    }

    /** How a petition came in. */
    public static String write(Intake intake) {
        JsonText to = new JsonText(128);
        Shapes.intake(intake, to);
        return to.end();
    }

    /** What {@link #write(Intake)} wrote. */
    public static Intake intake(String json) {
        return read(json, Shapes::intake);
    }

    /** An item of a list, with what was asked and answered about it. */
    public static String write(Handover.Item item) {
        JsonText to = new JsonText(1024);
        Shapes.item(item, to);
        return to.end();
    }

    /** The item that {@link #write(Handover.Item)} wrote. */
    public static Handover.Item item(String json) {
        return read(json, Shapes::item);
    }

    /**
     * 签名与漏项
     *
     * @param signatures in the order in which they were given
     */
    public record Signed(ImmutableList<Handover.Signature> signatures, ImmutableList<Handover.Omission> omissions) {}

    /** Of a handover the signatures and the omissions. */
    public static String write(Signed signed) {
        return new JsonText(512)
                .objects("signatures", signed.signatures(), StateJson::signature)
                .objects("omissions", signed.omissions(), StateJson::omission)
                .end();
    }

    /** What {@link #write(Signed)} wrote. */
    public static Signed signed(String json) {
        return read(
                json,
                from -> new Signed(
                        from.objects("signatures", StateJson::signature),
                        from.objects("omissions", StateJson::omission)));
    }

    private static void signature(Handover.Signature signature, JsonText to) {
        to.word("as", signature.as())
                .id("by", signature.by().value())
                .instant("at", signature.at())
                .text("digest", signature.digest())
                .number("edition", signature.edition())
                .text("inPlace", signature.inPlace());
    }

    private static Handover.Signature signature(Fields from) {
        return new Handover.Signature(
                from.word("as", Capacity.class),
                new IncumbencyId(from.id("by")),
                from.instant("at"),
                from.text("digest"),
                from.number("edition"),
                from.maybeText("inPlace"));
    }

    private static void omission(Handover.Omission omission, JsonText to) {
        to.id("item", omission.item().value()).text("text", omission.text()).day("foundOn", omission.foundOn());
    }

    private static Handover.Omission omission(Fields from) {
        return new Handover.Omission(new CaseId(from.id("item")), from.text("text"), from.day("foundOn"));
    }

    private static <T> T read(String json, Function<Fields, T> as) {
        List<Problem> problems = new ArrayList<>();
        JsonNode node = Fields.parseOwn(json, problems);
        T value = Fields.read(node, false, problems, as);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("not a state that was written here: " + problems);
        }
        return value;
    }
}
