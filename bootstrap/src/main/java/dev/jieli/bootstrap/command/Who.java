package dev.jieli.bootstrap.command;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.http.wording.Words;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "who",
        description = {"查某件信访事项在某一天由谁负责，自承办人往上。", "Who answered for a case on a day, from the holder upwards."})
final class Who implements Callable<Integer> {
    private final Console console;
    private final Doors doors;

    @Parameters(
            paramLabel = "CASE",
            description = {"信访件编号或标识。", "The number or the id of the case."})
    private String number = "";

    @Option(
            names = "--on",
            paramLabel = "DATE",
            description = {"哪一天（默认今天）。", "On which day (today)."})
    private Optional<LocalDate> on = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    Who(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() {
        try (House house = doors.open(data.place(), console)) {
            Board board = house.archive().board(Asker.Job.OPERATOR);
            Optional<CaseId> found = References.aCase(board, number);
            if (found.isEmpty()) {
                return References.noSuchCase(console, number);
            }
            LocalDate day = on.orElse(house.today());
            if (day.isAfter(house.today())) {
                return console.refuse(
                        "IN_THE_FUTURE",
                        "",
                        console.in(day + " 还没有到，请填今天或以前的日期。", day + " is yet to come; give today or a day before."));
            }
            ImmutableList<Board.Link> chain = board.whoAnswered(found.get(), day);
            if (chain.isEmpty()) {
                return console.refuse(
                        "NOT_THERE_YET",
                        "",
                        console.in(
                                day + " 时还没有登记 " + number + "。", number + " was not registered yet on " + day + "."));
            }
            print(day, chain);
            return Console.DONE;
        }
    }

    private void print(LocalDate day, ImmutableList<Board.Link> chain) {
        if (console.json()) {
            console.json(into -> {
                into.writeStringField("case", number);
                into.writeStringField("on", day.toString());
                into.writeArrayFieldStart("chain");
                for (Board.Link link : chain) {
                    into.writeStartObject();
                    into.writeStringField("role", link.role().name());
                    into.writeStringField("official", link.who().official());
                    into.writeStringField("post", link.who().post());
                    into.writeStringField("unit", link.who().unit());
                    into.writeStringField("since", link.since().toString());
                    into.writeStringField("incumbency", link.who().id().toString());
                    if (!link.actedBy().isEmpty()) {
                        into.writeArrayFieldStart("actedBy");
                        for (Board.Named acting : link.actedBy()) {
                            into.writeString(acting.official());
                        }
                        into.writeEndArray();
                    }
                    into.writeEndObject();
                }
                into.writeEndArray();
            });
            return;
        }
        console.say(number + " 在 " + day + " 的责任链：", "Who answered for " + number + " on " + day + ":");
        for (Board.Link link : chain) {
            Board.Named who = link.who();
            console.say(
                    "  " + Words.of(link.role()).zh() + "：" + who.official() + "，" + who.unit() + " " + who.post()
                            + "，自 " + link.since() + " 起",
                    "  " + Words.of(link.role()).en() + ": " + who.official() + ", " + who.unit() + " " + who.post()
                            + ", since " + link.since());
            link.actedBy()
                    .forEach(acting -> console.say(
                            "    当日离岗，由 " + acting.official() + " 代为办理，责任不转移",
                            "    away that day; " + acting.official() + " could act, and answered for nothing"));
        }
    }
}
