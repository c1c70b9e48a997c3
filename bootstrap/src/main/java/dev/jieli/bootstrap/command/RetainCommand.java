package dev.jieli.bootstrap.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.EraseExpired;
import dev.jieli.application.HoldErasure;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.server.PolicyFiles;
import dev.jieli.bootstrap.server.RetentionFile;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.retention.Retention;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.wording.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "retain",
        description = {
            "到期删除：列出保管期限已满、应当删除信访人信息的事项；不加 --erase 只列出，什么也不改。",
            "Lists the cases whose time is over and whose petitioners' data would be erased; without --erase nothing is changed."
        },
        footer = {
            "期限和依据见 docs/retention.md；数据目录里的文件 retention 可以改。",
            "The times and what they lean on are in docs/retention.md; the file retention in the data directory changes them."
        })
final class RetainCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 50;
    private static final Wording LIST = Wording.of("销毁清册", "list of what is to be erased");
    /** How a line of the list begins that names no case. */
    private static final String BESIDE = "# ";

    private final Console console;
    private final Doors doors;

    @Option(
            names = "--dry-run",
            description = {"只列出（不加 --erase 时就是）。", "Only lists; so it is without --erase."})
    private boolean dryRun;

    @Option(
            names = "--erase",
            description = {
                "删除。先备份不会留住已删除的信息，须 --document 和 --list；写明 --by 的，只删除向这个人列出的。",
                "Erases; needs --document and --list. With --by, what is listed to that person."
            })
    private boolean erase;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = {"由谁办理；不写的，由管机器的人办理。", "Who does it; the machine where nobody is named."})
    private Optional<String> by = Optional.empty();

    @Option(
            names = "--document",
            paramLabel = "NUMBER",
            description = {"批准销毁清册的文号。", "The number of the document that approved the list."})
    private Optional<String> document = Optional.empty();

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = {
                "销毁清册：只列出时写到这个文件，报批；--erase 时读入批准的清册，只删除其中列出、仍然到期的。",
                "The list: written to this file, to be approved; with --erase the approved one, of which what is due still is"
                        + " erased."
            })
    private Optional<Path> list = Optional.empty();

    @Option(
            names = "--hold",
            paramLabel = "CASE",
            description = {"暂缓删除这件事项，须 --by 和 --reason。", "Keeps this case from being erased; needs --by and --reason."
            })
    private Optional<String> hold = Optional.empty();

    @Option(
            names = "--release",
            paramLabel = "CASE",
            description = {"不再暂缓，须 --by 和 --reason。", "Lets it go again; needs --by and --reason."})
    private Optional<String> release = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = {"理由，写进记录。", "Why; it is entered."})
    private Optional<String> reason = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    RetainCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() {
        boolean holds = hold.isPresent() || release.isPresent();
        if ((erase && dryRun) || (holds && (erase || hold.isPresent() == release.isPresent()))) {
            return console.refuse(
                    "ONE_OF",
                    "",
                    console.in(
                            "--dry-run、--erase、--hold、--release 每次只能用一个。",
                            "--dry-run, --erase, --hold and --release: one at a time."));
        }
        if (erase && document.isEmpty()) {
            return console.refuse(
                    "INCOMPLETE",
                    "",
                    console.in("还要写明 --document 批准文号。", "Say by which document the list was approved (--document)."));
        }
        if (erase && list.isEmpty()) {
            return console.refuse(
                    "INCOMPLETE",
                    "",
                    console.in(
                            "还要写明 --list 批准的清册，就是 jieli retain --list 文件 写出的那一份。",
                            "Say which list was approved (--list): the file that jieli retain --list FILE wrote."));
        }
        if (holds && (by.isEmpty() || reason.isEmpty())) {
            return console.refuse(
                    "INCOMPLETE",
                    "",
                    console.in("还要写明 --by 由谁办理和 --reason 理由。", "Say who does it (--by) and why (--reason)."));
        }
        RetentionFile rules = RetentionFile.in(data.place().home());
        try (House house = doors.open(data.place(), console)) {
            Board board = house.archive().board(Asker.Job.OPERATOR);
            Optional<IncumbencyId> who = Optional.empty();
            if (by.isPresent()) {
                who = new People(console, board).sitter(by.get(), "--by");
                if (who.isEmpty()) {
                    return Console.REFUSED;
                }
            }
            if (erase) {
                PolicyFiles.enterRetention(data.place().home(), house.archive(), house.now());
            }
            return holds ? hold(house, who.orElseThrow()) : erase(house, rules, who);
        }
    }

    private int hold(House house, IncumbencyId who) {
        String number = hold.or(() -> release).orElseThrow();
        Optional<CaseId> id = References.aCase(house.archive().board(Asker.of(who)), number);
        if (id.isEmpty()) {
            References.noSuchCase(console, number);
            return Console.REFUSED;
        }
        Outcome<PetitionCase> done = new HoldErasure(house.archive().store())
                .hold(
                        id.get(),
                        hold.isPresent(),
                        reason.orElse(""),
                        AccountAct.NOBODY,
                        Optional.empty(),
                        who,
                        house.now());
        if (done instanceof Outcome.Refused<PetitionCase> refused) {
            return new Ledgers(console).refuse(house, Optional.of(who), data.command(), refused.refusal());
        }
        console.say(
                hold.isPresent() ? number + " 暂缓删除。" : number + " 不再暂缓，到期删除。",
                hold.isPresent() ? number + " is on hold." : number + " is not on hold any more.");
        return Console.DONE;
    }

    private int erase(House house, RetentionFile rules, Optional<IncumbencyId> who) {
        ImmutableSet<CaseId> approved = ImmutableSet.of();
        if (erase) {
            Optional<ImmutableSet<CaseId>> read = list.flatMap(RetainCommand::approved);
            if (read.isEmpty()) {
                return console.refuse(
                        "LIST_INVALID",
                        "",
                        console.in(
                                "读不出批准的清册 " + list.map(Path::toString).orElse("")
                                        + "。请给出 jieli retain --list 写出的文件，不要改动。",
                                "The approved list " + list.map(Path::toString).orElse("")
                                        + " cannot be read. Give the file that jieli retain --list wrote, as it is."));
            }
            approved = read.get();
        }
        ImmutableSet<CaseId> listed = approved;
        Outcome<EraseExpired.Report> outcome = new EraseExpired(
                        house.archive().store(),
                        erased -> console.note("  已删除 " + erased + " 件", "  " + erased + " erased"))
                .erase(
                        who.map(Asker::of).orElse(Asker.Job.OPERATOR),
                        rules.periods(),
                        erase
                                ? Optional.of(new EraseExpired.Order(
                                        document.orElse(""), listed, AccountAct.NOBODY, Optional.empty()))
                                : Optional.empty(),
                        house.today(),
                        house.now());
        if (outcome instanceof Outcome.Refused<EraseExpired.Report> refused) {
            return new Ledgers(console).refuse(house, who, data.command(), refused.refusal());
        }
        EraseExpired.Report report = ((Outcome.Done<EraseExpired.Report>) outcome).value();
        if (!erase && list.isPresent()) {
            Ledgers files = new Ledgers(console);
            try {
                Ledgers.writeWhole(list.get(), out -> {
                    String head = BESIDE + files.watermark(house, who, LIST).text() + "\n";
                    out.write((head + written(report)).getBytes(UTF_8));
                    Ledgers.trace(
                            house,
                            who,
                            AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                                    .with(AccountAct.Detail.FIELDS, "list of what is to be erased")
                                    .with(
                                            AccountAct.Detail.COUNT,
                                            report.lines().size()));
                });
            } catch (IOException unwritable) {
                return files.notWritten(list.get(), unwritable);
            }
        }
        if (console.json()) {
            json(report);
        } else {
            print(report);
        }
        return Console.DONE;
    }

    /** A line each: the case, by which it is found again, and what a person reads. */
    private static String written(EraseExpired.Report report) {
        return report.lines().stream()
                .map(line -> line.id() + "\t" + line.number() + "\t" + line.endedOn() + "\t" + line.holding() + "\n")
                .sorted()
                .collect(joining());
    }

    private static Optional<ImmutableSet<CaseId>> approved(Path file) {
        try {
            return Optional.of(Files.readAllLines(file, UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith(BESIDE))
                    .map(line -> new CaseId(UUID.fromString(line.split("\t", 2)[0].strip())))
                    .collect(ImmutableSet.toImmutableSet()));
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private void print(EraseExpired.Report report) {
        report.lines().stream()
                .limit(MOST_SHOWN)
                .forEach(line -> console.say(
                        "  " + line.number() + "　办结 " + line.endedOn() + "　" + words(line.holding()),
                        "  " + line.number() + "  ended " + line.endedOn() + "  " + words(line.holding())));
        if (report.lines().size() > MOST_SHOWN) {
            console.say(
                    "  …共 " + report.lines().size() + " 件，全部见 --json。",
                    "  … " + report.lines().size() + " in all; --json lists them.");
        }
        String verb = report.dryRun() ? "应删除" : "已删除";
        report.counts()
                .forEach((holding, count) -> console.say(
                        verb + "：" + words(holding) + " " + count + " 件",
                        (report.dryRun() ? "Would erase: " : "Erased: ") + words(holding) + ", " + count));
        if (report.lines().isEmpty()) {
            console.say("没有到期应删除的事项。", "No case's time is over.");
        }
        report.stays()
                .forEach((stay, count) ->
                        console.say("不删除：" + words(stay) + " " + count + " 件", "Stays: " + words(stay) + ", " + count));
        if (report.dryRun()) {
            console.note(
                    "这是试列，什么也没有改。加 --list 文件 写出清册报批；批准后加 --erase --document 批准文号 --list 文件，向谁列出的，由谁删除（--by 照写）。",
                    "Nothing was changed. --list FILE writes the list; once it is approved: --erase --document NUMBER --list FILE,"
                            + " with the same --by as here.");
        }
    }

    private void json(EraseExpired.Report report) {
        console.json(into -> {
            into.writeBooleanField("dryRun", report.dryRun());
            into.writeObjectFieldStart("counts");
            for (var count : report.counts().entrySet()) {
                into.writeNumberField(count.getKey().name(), count.getValue());
            }
            into.writeEndObject();
            into.writeObjectFieldStart("stays");
            for (var count : report.stays().entrySet()) {
                into.writeNumberField(count.getKey().name(), count.getValue());
            }
            into.writeEndObject();
            into.writeArrayFieldStart("cases");
            for (EraseExpired.Line line : report.lines()) {
                into.writeStartObject();
                into.writeStringField("number", line.number());
                into.writeStringField("endedOn", line.endedOn().toString());
                into.writeStringField("as", line.holding().name());
                into.writeEndObject();
            }
            into.writeEndArray();
        });
    }

    private String words(Retention.Holding holding) {
        return Words.of(holding).in(console.language());
    }

    private String words(Retention.Stay stay) {
        return Words.of(stay).in(console.language());
    }
}
