package dev.jieli.bootstrap.command;

import com.google.common.base.Strings;
import dev.jieli.bootstrap.region.Regions;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Statute;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deadline",
        description = {
            "计算一个法定期限的到期日，并逐行说明依据。不指明数据的，按全国的规定和随程序的放假安排；指明的，按该单位采用的规定和导入的安排。",
            "Reckons when a statutory term is due, and says line by line why. By the national rules and the days off that come with"
                    + " the program; where data are named, by the rules which that office adopted and the years that it announced."
        })
final class Deadline implements Callable<Integer> {
    private final Console console;
    private final Doors doors;

    @Parameters(
            paramLabel = "TERM",
            description = {"期限，见下。", "The term, see below."})
    private Term term = Term.CONCLUDE;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE",
            description = {"起算日，当日不计入。", "The day from which it is reckoned, itself not counted."})
    private LocalDate from = LocalDate.MIN;

    @Option(
            names = "--extended",
            paramLabel = "DAYS",
            description = {"已批准延长多少日。", "By how many days it was extended."})
    private int extended;

    @Option(
            names = "--hearing",
            paramLabel = "DAYS",
            description = {"听证用了多少日（首尾都算）。", "How many days a hearing took, both ends counted."})
    private int hearing;

    @Option(
            names = "--region",
            paramLabel = "CODE",
            description = {
                "行政区划代码，当地有更严的规定或另行放假时用。",
                "Code of the administrative division, for a place with stricter rules or holidays of its own."
            })
    private Optional<String> region = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    Deadline(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    /** The terms in words, for the help: from the law itself. */
    static String terms(Language language) {
        StringBuilder lines = new StringBuilder(language == Language.ZH ? "期限（TERM）：" : "Terms (TERM):");
        for (Statute statute : Rulebook.national().statutes()) {
            if (statute.supersededOn().isEmpty()) {
                statute.rows()
                        .forEach((term, row) -> lines.append("%n  ")
                                .append(Strings.padEnd(term.name(), 18, ' '))
                                .append(term.in(language))
                                .append(language == Language.ZH ? "，" : ", ")
                                .append(row.span().in(language)));
            }
        }
        return lines.toString();
    }

    @Override
    public Integer call() {
        if (region.isPresent() && !(RegionCode.isValid(region.get()) && Regions.knows(region.get()))) {
            return console.refuse(
                    "NOT_FOUND",
                    "",
                    console.in(
                            "没有行政区划代码“" + region.get() + "”，请填写6位、9位或12位代码，例如 330723。",
                            "There is no administrative division \"" + region.get()
                                    + "\"; give a code of 6, 9 or 12 digits such as 330723."));
        }
        Law law = law();
        Ruling<Due> due =
                new Law(law.rulebook(), law.calendar(), region.map(RegionCode::new)).due(term, from, extended, hearing);
        if (due instanceof Ruling.Granted<Due> granted) {
            print(granted.value());
            return Console.DONE;
        }
        return console.refuse(due.reasons());
    }

    private Law law() {
        if (!data.isNamed()) {
            return Law.national();
        }
        try (House house = doors.open(data.place(), console)) {
            Outcome<Law> law = house.archive()
                    .store()
                    .transact(Asker.Job.RECEPTION, session -> Outcome.done(session.law(house.law())));
            return ((Outcome.Done<Law>) law).value();
        }
    }

    private void print(Due due) {
        if (console.json()) {
            console.json(into -> {
                into.writeStringField("term", due.term().name());
                into.writeStringField("from", due.from().toString());
                into.writeStringField("due", due.due().toString());
                into.writeStringField("nominal", due.nominal().toString());
                into.writeBooleanField("provisional", due.provisional());
                into.writeStringField("article", due.article().cited(console.language()));
                into.writeArrayFieldStart("explanation");
                for (String line : due.explain(console.language())) {
                    into.writeString(line);
                }
                into.writeEndArray();
            });
            return;
        }
        String provisional = due.provisional() ? console.in("（暂定）", " (provisional)") : "";
        console.say("期限    " + term.in(console.language()), "Term          " + term.in(console.language()));
        region.ifPresent(code -> console.say("地区    " + Regions.path(code), "Place         " + Regions.path(code)));
        console.say("到期日  " + due.due() + provisional, "Due           " + due.due() + provisional);
        console.say("顺延前的期满日 " + due.nominal(), "Nominal last  " + due.nominal());
        console.say(
                "依据    " + due.article().cited(console.language()),
                "Article       " + due.article().cited(console.language()));
        console.say("");
        due.explain(console.language()).forEach(console::say);
    }
}
