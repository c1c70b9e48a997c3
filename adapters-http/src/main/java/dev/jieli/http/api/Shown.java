package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.google.common.base.CaseFormat;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.ActJson;
import dev.jieli.application.published.EntryJson;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.assignment.Proposal;
import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Termination;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.http.site.Json;
import dev.jieli.http.wording.Words;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** How things look in JSON. What is absent is left out. */
final class Shown {
    private Shown() {}

    // ------------------------------------------------------------------ a case

    /** What is known of a case from itself alone: the answer to an act. */
    static ObjectNode of(PetitionCase found, LocalDate today) {
        ObjectNode to = Json.object();
        to.put("id", found.id().toString());
        to.put("number", found.petition().number());
        to.put("entries", found.entries());
        to.put("lastOn", found.lastOn().toString());
        Position position = found.position();
        to.put("unitId", position.unit().toString());
        ObjectNode chain = to.putObject("chain");
        chain.put(Role.HOLDER.name(), position.chain().holder().toString());
        position.chain().above().forEach((role, who) -> chain.put(role.name(), who.toString()));
        if (position instanceof Position.Open open) {
            to.put("stage", open.stage().name());
            to.put("stageSince", open.stageSince().toString());
            to.put("heldSince", open.heldSince().toString());
            matter(to, open.matter());
            ArrayNode terms = to.putArray("terms");
            open.running().values().forEach(running -> running(terms.addObject(), running, today));
            open.assignment().ifPresent(assignment -> assignment(to.putObject("assignment"), assignment));
        } else if (position instanceof Position.Ended ended) {
            to.put("ending", ended.ending().name());
            to.put("endedOn", ended.on().toString());
            ended.termination().ifPresent(file -> termination(to.putObject("termination"), file));
        }
        return to;
    }

    static void termination(ObjectNode to, Termination file) {
        to.put("proposedOn", file.proposedOn().toString());
        word(to, "confirmed", file.confirmed());
    }

    static void matter(ObjectNode to, Matter matter) {
        to.put("track", matter.track().name());
        to.put("corrections", matter.corrections());
        if (!matter.assisting().isEmpty()) {
            ArrayNode assisting = to.putArray("assisting");
            matter.assisting().forEach(unit -> assisting.add(unit.toString()));
        }
        if (!matter.crossings().isEmpty()) {
            ArrayNode crossings = to.putArray("crossings");
            matter.crossings().forEach(crossing -> crossings.add(crossing.name()));
        }
        matter.urgency().ifPresent(urgency -> {
            ObjectNode urgent = to.putObject("urgency");
            urgent.put("since", urgency.since().toString());
            ArrayNode told = urgent.putArray("told");
            urgency.told().forEach(whom -> told.add(whom.name()));
        });
    }

    static void intake(ObjectNode to, Petition petition, Law law) {
        Intake intake = petition.intake();
        ObjectNode in = to.putObject("intake");
        in.put("anonymous", intake.anonymous());
        intake.writtenBy().ifPresent(who -> in.put("writtenBy", who));
        in.put("representatives", intake.representatives());
        in.put("skipsLevels", intake.skipsLevels());
        in.put("collective", petition.isCollective(law.gathering(petition.receivedOn())));
    }

    static void running(ObjectNode to, Running running, LocalDate today) {
        to.put("term", running.term().name());
        to.put("binds", running.term().binds().name());
        to.put("from", running.from().toString());
        to.put("due", running.due().toString());
        to.put("nominal", running.nominal().toString());
        to.put("provisional", running.provisional());
        to.put("extendedDays", running.extendedDays());
        to.put("hearingDays", running.hearingDays());
        to.put("yellowFrom", running.yellowFrom().toString());
        to.put("light", running.light(today).name());
    }

    static void explained(ObjectNode to, Due due, Language language) {
        to.put("article", due.article().cited(language));
        ArrayNode lines = to.putArray("explanation");
        due.explain(language).forEach(lines::add);
    }

    static void assignment(ObjectNode to, LeaderAssignment assignment) {
        to.put("leader", assignment.leader().toString());
        ObjectNode slots = to.putObject("slots");
        assignment.slots().forEach((slot, text) -> slots.put(slot.name(), text));
        to.put("plan", assignment.plan());
        to.put("from", assignment.from().toString());
        to.put("until", assignment.until().toString());
    }

    static void act(ObjectNode to, PetitionCase found, Seat by, Class<? extends CaseAct> act, Language language) {
        to.put("type", ActJson.type(act));
        to.put("name", Words.of(act).in(language));
        found.article(act, by).ifPresent(article -> to.put("article", article.cited(language)));
    }

    static void linked(ObjectNode to, Board.Linked one) {
        to.put("kind", one.kind().name());
        to.put("id", one.id().toString());
        to.put("number", one.number());
        to.put("gist", one.gist());
        word(to, "stage", one.stage());
        word(to, "ending", one.ending());
        to.put("earlier", one.earlier());
        to.put("reason", ((CaseAct.Link) one.entry().entry().act()).reason());
        to.put("on", one.entry().entry().on().toString());
        one.entry().by().ifPresent(who -> to.set("by", named(who)));
    }

    static void alike(ObjectNode to, Board.Alike one, Language language) {
        to.put("id", one.id().toString());
        to.put("number", one.number());
        to.put("gist", one.gist());
        to.put("receivedOn", one.receivedOn().toString());
        word(to, "stage", one.stage());
        word(to, "ending", one.ending());
        to.put("score", one.likeness().score());
        ArrayNode proposed = to.putArray("proposed");
        one.proposed().forEach(kind -> proposed.add(kind.name()));
        to.put("reasons", Words.of(one.likeness()).in(language));
    }

    static ObjectNode line(Board.Line line) {
        ObjectNode to = Json.object();
        to.put("id", line.id().toString());
        to.put("number", line.number());
        to.put("gist", line.gist());
        to.put("petitioner", line.petitioner());
        to.put("receivedOn", line.receivedOn().toString());
        to.put("persons", line.persons());
        to.put("repeats", line.repeats());
        word(to, "stage", line.stage());
        word(to, "ending", line.ending());
        to.put("unitId", line.unitId().toString());
        to.put("unit", line.unit());
        to.put("holder", line.holder());
        day(to, "heldSince", line.heldSince());
        line.leader().ifPresent(leader -> to.put("leader", leader));
        day(to, "leaderUntil", line.leaderUntil());
        word(to, "term", line.term());
        day(to, "due", line.due());
        to.put("provisional", line.provisional());
        word(to, "light", line.light());
        to.put("entries", line.entries());
        return to;
    }

    static ObjectNode counts(Board.Counts counts) {
        return Json.object()
                .put("open", counts.open())
                .put("green", counts.green())
                .put("yellow", counts.yellow())
                .put("red", counts.red())
                .put("ended", counts.ended());
    }

    // ------------------------------------------------------------------ who

    static ObjectNode named(Board.Named named) {
        ObjectNode to = Json.object();
        to.put("incumbency", named.id().toString());
        to.put("officialId", named.officialId().toString());
        to.put("official", named.official());
        to.put("post", named.post());
        to.put("unitId", named.unitId().toString());
        to.put("unit", named.unit());
        to.put("from", named.from().toString());
        day(to, "until", named.until());
        to.put("acting", named.acting());
        return to;
    }

    static ObjectNode leader(Board.Leader leader) {
        ObjectNode to = Json.object();
        to.set("who", named(leader.who()));
        to.put("rank", leader.rank());
        to.put("live", leader.live());
        to.put("overdue", leader.overdue());
        ArrayNode units = to.putArray("inChargeOf");
        leader.inChargeOf().forEach(unit -> units.add(unit.toString()));
        return to;
    }

    static ObjectNode proposal(Proposal proposal, Language language) {
        ObjectNode to = Json.object();
        to.put("case", proposal.caseId().toString());
        to.put("leader", proposal.leader().toString());
        to.put("why", proposal.why().name());
        to.put("explanation", Words.of(proposal.why()).in(language));
        to.put("hardness", proposal.hardness().total());
        ObjectNode points = to.putObject("points");
        proposal.hardness().points().forEach((factor, count) -> points.put(factor.name(), count));
        to.put("load", proposal.load());
        return to;
    }

    static ObjectNode unit(Unit unit) {
        ObjectNode to = Json.object();
        to.put("id", unit.id().toString());
        to.put("name", unit.name());
        ArrayNode names = to.putArray("shortNames");
        unit.shortNames().forEach(names::add);
        to.put("kind", unit.kind().name());
        to.put("region", unit.region().digits());
        unit.above().ifPresent(above -> to.put("above", above.toString()));
        return to;
    }

    static ObjectNode post(Post post) {
        return Json.object()
                .put("id", post.id().toString())
                .put("unit", post.unit().toString())
                .put("title", post.title())
                .put("kind", post.kind().name())
                .put("rank", post.rank());
    }

    static ObjectNode incumbency(Incumbency incumbency) {
        ObjectNode to = Json.object();
        to.put("id", incumbency.id().toString());
        to.put("official", incumbency.official().toString());
        to.put("post", incumbency.post().toString());
        to.put("from", incumbency.from().toString());
        to.put("acting", incumbency.acting());
        day(to, "until", incumbency.until());
        return to;
    }

    static ObjectNode delegation(Delegation delegation) {
        ObjectNode to = Json.object();
        to.put("id", delegation.id().toString());
        to.put("absent", delegation.absent().toString());
        to.put("delegate", delegation.delegate().toString());
        to.put("cause", delegation.cause().name());
        to.put("from", delegation.from().toString());
        to.put("until", delegation.until().toString());
        to.put("note", delegation.note());
        day(to, "ended", delegation.ended());
        return to;
    }

    static ObjectNode unitFile(Board.UnitFile file) {
        ObjectNode to = unit(file.unit());
        file.head().ifPresent(head -> to.put("head", head.toString()));
        file.inCharge().ifPresent(leader -> to.put("inCharge", leader.toString()));
        each(to.putArray("posts"), file.posts(), (post, in) -> {
            in.setAll(post(post.post()));
            each(in.putArray("sitting"), post.sitting(), (sitter, who) -> {
                who.setAll(incumbency(sitter.incumbency()));
                who.put("name", sitter.official().name());
            });
        });
        return to;
    }

    // ------------------------------------------------------------------ handovers

    static ObjectNode handoverLine(Board.HandoverLine line) {
        ObjectNode to = Json.object();
        to.put("id", line.id().toString());
        line.beside().ifPresent(main -> to.put("beside", main.toString()));
        to.set("outgoing", named(line.outgoing()));
        to.set("incoming", named(line.incoming()));
        to.set("witness", named(line.witness()));
        to.put("state", line.state().name());
        to.put("openedOn", line.openedOn().toString());
        to.put("leavesOn", line.leavesOn().toString());
        to.put("dueOn", line.dueOn().toString());
        to.put("items", line.items());
        return to;
    }

    /** What is known of a handover from itself alone: the answer to a step. */
    static ObjectNode of(Handover handover, LocalDate today) {
        ObjectNode to = Json.object();
        to.put("id", handover.id().toString());
        handover.beside().ifPresent(main -> to.put("beside", main.toString()));
        to.put("entries", handover.entries());
        to.put("outgoing", handover.outgoing().toString());
        to.put("incoming", handover.incoming().toString());
        to.put("witness", handover.witness().toString());
        to.put("cause", handover.cause().name());
        to.put("document", handover.document());
        to.put("openedOn", handover.openedOn().toString());
        to.put("leavesOn", handover.leavesOn().toString());
        to.put("dueOn", handover.dueOn().toString());
        to.put("state", handover.state().name());
        to.put("edition", handover.edition());
        handover.digest().ifPresent(digest -> to.put("digest", digest));
        each(to.putArray("items"), handover.items().values(), (item, in) -> item(in, item, today));
        each(to.putArray("signatures"), handover.signatures(), Shown::signature);
        each(
                to.putArray("placed"),
                handover.placed(),
                (placed, in) -> in.put("item", placed.item().toString())
                        .put("disposition", placed.disposition().name()));
        day(to, "firstActDue", handover.firstActDue());
        each(
                to.putArray("omissions"),
                handover.omissions(),
                (omission, in) -> in.put("item", omission.item().toString())
                        .put("text", omission.text())
                        .put("foundOn", omission.foundOn().toString()));
        return to;
    }

    private static void item(ObjectNode to, Handover.Item item, LocalDate today) {
        to.put("case", item.caseId().toString());
        to.put("number", item.number());
        to.put("gist", item.gist());
        ArrayNode roles = to.putArray("roles");
        item.roles().forEach(role -> roles.add(role.name()));
        to.put("stage", item.stage().name());
        each(to.putArray("terms"), item.running(), (running, in) -> running(in, running, today));
        item.assignment().ifPresent(assignment -> assignment(to.putObject("assignment"), assignment));
        item.account()
                .ifPresent(account -> to.putObject("account")
                        .put("history", account.history())
                        .put("commitments", account.commitments())
                        .put("nextStep", account.nextStep())
                        .put("risk", account.risk().name()));
        item.kept()
                .ifPresent(kept -> to.putObject("kept")
                        .put("under", kept.under().toString())
                        .put("reason", kept.reason()));
        to.put("checked", item.checked());
        each(to.putArray("exchanges"), item.exchanges(), (exchange, in) -> {
            in.put("question", exchange.question());
            exchange.answer().ifPresent(answer -> in.put("answer", answer));
        });
    }

    private static void signature(Handover.Signature signature, ObjectNode to) {
        to.put("as", signature.as().name());
        to.put("by", signature.by().toString());
        to.put("at", signature.at().toString());
        to.put("digest", signature.digest());
        to.put("edition", signature.edition());
        signature.inPlace().ifPresent(why -> to.put("inPlace", why));
    }

    static void facts(ObjectNode to, Board.ItemFacts facts) {
        to.put("petitioner", facts.petitioner());
        to.put("persons", facts.persons());
        to.put("receivedOn", facts.receivedOn().toString());
        facts.place().ifPresent(place -> to.put("place", place.digits()));
        to.put("unit", facts.unit());
        to.put("holder", facts.holder());
    }

    // ------------------------------------------------------------------ dockets

    /** Entries as they are published, with who in words and the hash. */
    static ArrayNode docket(List<Board.EntryLine> lines, Language language) {
        ArrayNode to = Json.MAPPER.createArrayNode();
        for (Board.EntryLine line : lines) {
            Entry entry = line.entry();
            ObjectNode in = to.addObject();
            in.putRawValue("entry", new RawValue(EntryJson.write(entry)));
            in.put("name", Words.of(entry.act()).in(language));
            line.by().ifPresent(by -> in.set("by", named(by)));
            line.inPlaceOf().ifPresent(absent -> in.set("inPlaceOf", named(absent)));
            entry.article().ifPresent(article -> in.put("article", article.cited(language)));
            in.put("hash", line.hash());
        }
        return to;
    }

    // ------------------------------------------------------------------ small things

    static <T> ArrayNode each(ArrayNode to, Collection<T> values, BiConsumer<T, ObjectNode> show) {
        values.forEach(value -> show.accept(value, to.addObject()));
        return to;
    }

    static void day(ObjectNode to, String name, Optional<LocalDate> day) {
        day.ifPresent(value -> to.put(name, value.toString()));
    }

    static void word(ObjectNode to, String name, Optional<? extends Enum<?>> word) {
        word.ifPresent(value -> to.put(name, value.name()));
    }

    /** {@code takeEffect} as people read it in an address or a field. */
    static String typeOf(Class<?> act) {
        return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, act.getSimpleName());
    }
}
