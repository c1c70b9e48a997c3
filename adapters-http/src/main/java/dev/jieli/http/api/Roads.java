package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.ActJson;
import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.RoadMap;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.site.Json;
import dev.jieli.http.wording.Notes;
import dev.jieli.http.wording.Words;
import java.time.LocalDate;
import java.util.List;

/** 路线图接口: how a road map looks in JSON. */
final class Roads {
    private Roads() {}

    static ObjectNode shown(
            RoadMap road, PetitionCase found, List<Board.EntryLine> docket, LocalDate today, Language language) {
        ObjectNode to = Json.object();
        to.put("case", found.id().toString());
        to.put("number", found.petition().number());
        to.put("track", road.track().name());
        if (found.position() instanceof Position.Open open) {
            to.put("stage", open.stage().name());
        } else if (found.position() instanceof Position.Ended ended) {
            to.put("ending", ended.ending().name());
        }
        Shown.each(
                to.putArray("walked"),
                road.walked(),
                (step, in) -> walked(in, step, docket.get(step.entry().number() - 1), language));
        Shown.each(to.putArray("running"), road.running(), (due, in) -> running(in, due, found, today, language));
        Shown.each(to.putArray("next"), road.next(), (way, in) -> {
            row(in, way.row(), language);
            Shown.each(in.putArray("wouldRun"), way.wouldRun(), Roads::wouldRun);
        });
        Shown.each(to.putArray("ahead"), road.ahead(), (ahead, in) -> {
            in.put("stage", ahead.stage().name());
            in.put("name", Words.of(ahead.stage()).in(language));
            in.put("steps", ahead.steps());
            Shown.each(in.putArray("onward"), ahead.onward(), (row, on) -> row(on, row, language));
        });
        ArrayNode ends = to.putArray("ends");
        road.ends().forEach(end -> ends.add(end.name()));
        return to;
    }

    private static void walked(ObjectNode to, RoadMap.Step step, Board.EntryLine line, Language language) {
        Entry entry = step.entry();
        to.put("entry", entry.number());
        to.put("on", entry.on().toString());
        to.put("type", ActJson.type(step.act().getClass()));
        to.put("name", Words.of(step.act()).in(language));
        to.put("capacity", entry.capacity().name());
        line.by().ifPresent(by -> to.set("by", Shown.named(by)));
        line.inPlaceOf().ifPresent(absent -> to.set("inPlaceOf", Shown.named(absent)));
        entry.article().ifPresent(article -> to.put("article", article.cited(language)));
        Shown.word(to, "stage", step.effect().stage());
        Shown.word(to, "ending", step.effect().ending());
        Shown.each(to.putArray("began"), step.effect().running(), Roads::wouldRun);
        Shown.each(to.putArray("stopped"), step.stopped(), (stopped, in) -> {
            wouldRun(stopped.running(), in);
            in.put("late", stopped.late());
        });
    }

    private static void wouldRun(Running running, ObjectNode to) {
        to.put("term", running.term().name());
        to.put("due", running.due().toString());
    }

    private static void running(ObjectNode to, Due due, PetitionCase found, LocalDate today, Language language) {
        if (found.position() instanceof Position.Open open) {
            Running running = open.running().get(due.term());
            if (running != null) {
                Shown.running(to, running, today);
            }
        }
        to.put("name", due.term().in(language));
        to.put("words", due.provision().clause().words(language));
        due.provision().chosen().ifPresent(why -> to.put("chosen", why.in(language)));
        Shown.explained(to, due, language);
    }

    private static void row(ObjectNode to, Lifecycle.Row row, Language language) {
        to.put("type", ActJson.type(row.act()));
        to.put("name", Words.of(row.act()).in(language));
        ArrayNode by = to.putArray("by");
        row.by().forEach(capacity -> by.add(capacity.name()));
        to.put("article", row.article().cited(language));
        if (row.note().isBlank()) {
            to.put("words", row.words());
        } else {
            to.put("chosen", Notes.in(language, row.note()));
        }
        Shown.word(to, "stage", row.stage());
        Shown.word(to, "ending", row.ending());
        ArrayNode starts = to.putArray("starts");
        row.starts().forEach(term -> starts.add(term.name()));
        ArrayNode stops = to.putArray("stops");
        row.stops().forEach(term -> stops.add(term.name()));
    }
}
