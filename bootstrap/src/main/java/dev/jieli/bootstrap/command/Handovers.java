package dev.jieli.bootstrap.command;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Store;
import dev.jieli.bootstrap.region.Regions;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.wording.Words;
import dev.jieli.office.HandoverPaper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the commands about handovers do: {@link HandoverCommand} only says how they are written. */
final class Handovers {
    private static final int MOST = 10_000;
    private static final int DIGEST_SHORTEST = 8;
    private static final int COPIES = 4;

    private final Console console;
    private final House house;
    private final Optional<IncumbencyId> by;
    private final String command;
    private final Board board;

    /**
     * @param by in whose name; empty for whoever has the machine in hand, who acts as the party whose step it is
     * @param command as it is written
     */
    Handovers(Console console, House house, Optional<IncumbencyId> by, String command) {
        this.console = console;
        this.house = house;
        this.by = by;
        this.command = command;
        this.board = house.archive().board(Ledgers.asker(by));
    }

    // ----------------------------------------------------------------- reading

    int list() {
        ImmutableList<Board.HandoverLine> lines = board.handovers(Optional.empty(), MOST);
        if (console.json()) {
            console.json(into -> {
                into.writeArrayFieldStart("handovers");
                for (Board.HandoverLine line : lines) {
                    into.writeStartObject();
                    into.writeStringField("id", line.id().toString());
                    if (line.beside().isPresent()) {
                        into.writeStringField("beside", line.beside().get().toString());
                    }
                    into.writeStringField("state", line.state().name());
                    into.writeStringField("outgoing", line.outgoing().official());
                    into.writeStringField("incoming", line.incoming().official());
                    into.writeStringField("witness", line.witness().official());
                    into.writeStringField("post", line.outgoing().post());
                    into.writeStringField("unit", line.outgoing().unit());
                    into.writeStringField("leavesOn", line.leavesOn().toString());
                    into.writeNumberField("items", line.items());
                    into.writeEndObject();
                }
                into.writeEndArray();
            });
            return Console.DONE;
        }
        if (lines.isEmpty()) {
            console.say(
                    "还没有交接。用 jieli handover open 启动一次。", "There is no handover yet. jieli handover open begins one.");
        }
        for (Board.HandoverLine line : lines) {
            console.say(
                    line.id() + "  " + in(line.state()) + "  " + line.outgoing().unit() + " "
                            + line.outgoing().post() + "：" + line.outgoing().official() + " → "
                            + line.incoming().official() + "，" + line.items() + "项，离任 " + line.leavesOn()
                            + (line.beside().isPresent() ? "（检举控告事项另册）" : ""),
                    line.id() + "  " + in(line.state()) + "  " + line.outgoing().unit() + " "
                            + line.outgoing().post() + ": " + line.outgoing().official() + " → "
                            + line.incoming().official() + ", " + line.items() + " items, leaves " + line.leavesOn()
                            + (line.beside().isPresent() ? " (list of accusations)" : ""));
        }
        return Console.DONE;
    }

    int show(String text) {
        return with(text, file -> {
            Ledgers.trace(
                    house,
                    by,
                    AccountAct.Trace.done(AccountAct.Kind.SEE)
                            .about(Handover.subject(file.handover().main()))
                            .with(AccountAct.Detail.FIELDS, "handover list"));
            print(file.handover(), Optional.of(file));
            return Console.DONE;
        });
    }

    // ----------------------------------------------------------------- opening and steps

    int open(
            String outgoing,
            String incoming,
            String witness,
            Handover.Cause cause,
            String document,
            LocalDate leavesOn,
            LocalDate dueOn) {
        Optional<IncumbencyId> leaver = sitter(outgoing, "--outgoing");
        Optional<IncumbencyId> receiver = sitter(incoming, "--incoming");
        Optional<IncumbencyId> watcher = sitter(witness, "--witness");
        Optional<IncumbencyId> opener = by.or(() -> watcher);
        if (leaver.isEmpty() || receiver.isEmpty() || watcher.isEmpty() || opener.isEmpty()) {
            return Console.REFUSED;
        }
        OpenHandover.Notice notice =
                new OpenHandover.Notice(leaver.get(), receiver.get(), watcher.get(), cause, document, leavesOn, dueOn);
        HandoverId id = new HandoverId(house.ids().get());
        return told(new OpenHandover(marked(id)).open(id, notice, opener.get(), house.today(), house.now()));
    }

    int fill(String text, List<String> numbers, Handover.Account account) {
        return step(
                text,
                Handover::outgoing,
                now -> items(now, numbers).map(items -> new HandoverAct.Complete(items, account)));
    }

    int keep(String text, String number, String under, String reason) {
        return step(text, Handover::outgoing, now -> {
            Optional<CaseId> item = item(number);
            Optional<IncumbencyId> post = sitter(under, "--under");
            return item.isPresent() && post.isPresent()
                    ? Optional.of(new HandoverAct.Keep(item.get(), post.get(), reason))
                    : Optional.empty();
        });
    }

    int check(String text, List<String> numbers) {
        return step(text, Handover::incoming, now -> items(now, numbers).map(HandoverAct.Check::new));
    }

    int question(String text, String number, String what) {
        return step(text, Handover::incoming, now -> item(number).map(item -> new HandoverAct.Question(item, what)));
    }

    int answer(String text, String number, String what) {
        return step(text, Handover::outgoing, now -> item(number).map(item -> new HandoverAct.Answer(item, what)));
    }

    int supplement(String text) {
        return step(text, Handover::outgoing, now -> Optional.of(new HandoverAct.Supplement(ImmutableList.of())));
    }

    int replace(String text, Optional<String> incoming, Optional<String> witness, String reason) {
        if (incoming.isEmpty() && witness.isEmpty()) {
            console.refuse(
                    "MISUSED",
                    "",
                    console.in(
                            "请用 --incoming 或 --witness 写明换成谁；没有换人，已有的签名不会作废。",
                            "Say with --incoming or --witness who it is to be; without, the signatures stay as they are."));
            return Console.MISUSED;
        }
        return step(text, Handover::witness, now -> {
            Optional<IncumbencyId> receiver =
                    incoming.isPresent() ? sitter(incoming.get(), "--incoming") : Optional.of(now.incoming());
            Optional<IncumbencyId> watcher =
                    witness.isPresent() ? sitter(witness.get(), "--witness") : Optional.of(now.witness());
            return receiver.isPresent() && watcher.isPresent()
                    ? Optional.of(new HandoverAct.Replace(receiver.get(), watcher.get(), reason))
                    : Optional.empty();
        });
    }

    int foundLater(String text, String number, String what) {
        return step(text, Handover::incoming, now -> item(number).map(item -> new HandoverAct.FoundLater(item, what)));
    }

    int cancel(String text, String reason) {
        return step(text, Handover::witness, now -> Optional.of(new HandoverAct.Cancel(reason)));
    }

    int print(String text, Path file, boolean overwrite) {
        Ledgers files = new Ledgers(console);
        return with(text, found -> {
            if (!files.mayWrite(file, overwrite, ".docx")) {
                return Console.REFUSED;
            }
            Ledgers.trace(
                    house,
                    by,
                    AccountAct.Trace.done(AccountAct.Kind.PRINT)
                            .about(Handover.subject(found.handover().main())));
            try {
                Ledgers.writeWhole(
                        file,
                        out -> HandoverPaper.write(
                                out,
                                found,
                                new HandoverPaper.Printing(
                                        house.today(),
                                        COPIES,
                                        "",
                                        code -> Regions.name(code.digits()).orElse(code.digits()),
                                        files.watermark(house, by, HandoverPaper.what(found.handover())))));
            } catch (IOException e) {
                return files.notWritten(file, e);
            }
            if (console.json()) {
                console.json(into -> into.writeStringField("file", file.toString()));
            } else {
                console.say("清单已写到 " + file + "。", "The list was written to " + file + ".");
            }
            return Console.DONE;
        });
    }

    /** @param who acts where it is not said: of the parties to this handover */
    private int step(String text, Function<Handover, IncumbencyId> who, Function<Handover, Optional<HandoverAct>> act) {
        return with(text, file -> {
            Handover now = file.handover();
            Optional<HandoverAct> step = act.apply(now);
            if (step.isEmpty()) {
                return Console.REFUSED;
            }
            return told(new AdvanceHandover(marked(now.main()))
                    .advance(
                            now.id(),
                            now.entries(),
                            step.get(),
                            by.orElse(who.apply(now)),
                            house.today(),
                            house.now()));
        });
    }

    /** The signature that is due next: the leaver's seals the list, the receiver's and the witness's stand on its digest. */
    int sign(String text, Optional<String> digest, Optional<String> inPlace) {
        return with(text, file -> switch (file.handover().state()) {
            case DRAFT ->
                step(
                        text,
                        Handover::outgoing,
                        now -> Optional.of(new HandoverAct.Freeze("", inPlace, ImmutableList.of())));
            case FROZEN ->
                step(text, Handover::incoming, now -> seen(now, digest).map(HandoverAct.Receive::new));
            case RECEIVED ->
                step(text, Handover::witness, now -> seen(now, digest).map(HandoverAct.Witness::new));
            case WITNESSED, EFFECTIVE, CANCELLED ->
                console.refuse(
                        "NOTHING_TO_SIGN",
                        "",
                        console.in(
                                "三方都已签名或交接已结束（" + in(file.handover().state()) + "），不需要再签。",
                                "Nothing is left to sign (" + in(file.handover().state()) + ")."));
        });
    }

    private Optional<String> seen(Handover now, Optional<String> digest) {
        String whole = now.digest().orElse("");
        if (digest.filter(start -> start.length() >= DIGEST_SHORTEST && whole.startsWith(start))
                .isPresent()) {
            return Optional.of(whole);
        }
        console.refuse(
                "DIGEST_DIFFERS",
                "",
                digest.isEmpty()
                        ? console.in(
                                "请用 --digest 写明所看到的清单摘要（至少前8位），它在 jieli handover show 里。",
                                "Give the digest of the list that you saw with --digest (8 characters at least); jieli handover"
                                        + " show has it.")
                        : console.in(
                                "清单与您看到的不同，现在的摘要是 " + whole + "。请重新核对后再签。",
                                "The list is not the one that you saw; its digest is " + whole
                                        + ". Look at it again."));
        return Optional.empty();
    }

    int complete(String text) {
        return with(
                text,
                file -> told(new CompleteHandover(marked(file.handover().main()), house.law())
                        .complete(
                                file.handover().id(),
                                Optional.of(by.orElse(file.handover().witness())),
                                house.today(),
                                house.now())));
    }

    /** @param numbers of cases; all items of the list where there are none */
    private Optional<ImmutableList<CaseId>> items(Handover handover, List<String> numbers) {
        if (numbers.isEmpty()) {
            return Optional.of(handover.items().keySet().asList());
        }
        ImmutableList.Builder<CaseId> items = ImmutableList.builder();
        for (String number : numbers) {
            Optional<CaseId> found = References.aCase(board, number);
            if (found.isEmpty()) {
                References.noSuchCase(console, number);
                return Optional.empty();
            }
            items.add(found.get());
        }
        return Optional.of(items.build());
    }

    private Optional<CaseId> item(String number) {
        Optional<CaseId> found = References.aCase(board, number);
        if (found.isEmpty()) {
            References.noSuchCase(console, number);
        }
        return found;
    }

    // ----------------------------------------------------------------- in common

    private Store marked(HandoverId main) {
        return new Marked(
                house.archive().store(),
                Ledgers.atCommandLine(AccountAct.Trace.done(AccountAct.Kind.ACT)
                        .about(Handover.subject(main))
                        .with(AccountAct.Detail.ROUTE, command)),
                by,
                house.now());
    }

    private Optional<IncumbencyId> sitter(String text, String option) {
        return new People(console, board).sitter(text, option);
    }

    private int with(String text, Function<Board.HandoverFile, Integer> work) {
        Optional<Board.HandoverFile> file = References.aHandover(board, text).flatMap(board::handover);
        return file.isPresent()
                ? work.apply(file.get())
                : console.refuse(
                        "NOT_FOUND",
                        "",
                        console.in(
                                "没有“" + text + "”这次交接，请用 jieli handover list 查标识（可只写末尾6位以上）。",
                                "There is no handover \"" + text
                                        + "\"; jieli handover list shows their ids (the last 6 characters will do)."));
    }

    private int told(Outcome<Handover> outcome) {
        if (outcome instanceof Outcome.Done<Handover> done) {
            print(done.value(), Optional.empty());
            return Console.DONE;
        }
        return new Ledgers(console).refuse(house, by, command, ((Outcome.Refused<Handover>) outcome).refusal());
    }

    private void print(Handover handover, Optional<Board.HandoverFile> file) {
        if (console.json()) {
            json(handover, file.map(Board.HandoverFile::apart).orElse(ImmutableList.of()));
            return;
        }
        console.say(
                "交接 " + handover.id() + "：" + in(handover.state()) + "，第" + handover.edition() + "版，"
                        + handover.items().size() + "项，应于 " + handover.dueOn() + " 前完成",
                "Handover " + handover.id() + ": " + in(handover.state()) + ", edition " + handover.edition() + ", "
                        + handover.items().size() + " items, to be done by " + handover.dueOn());
        file.ifPresent(parties -> console.say(
                "移交人 " + parties.outgoing().official() + "，接收人 "
                        + parties.incoming().official() + "，监交人 "
                        + parties.witness().official(),
                "Outgoing " + parties.outgoing().official() + ", incoming "
                        + parties.incoming().official() + ", witness "
                        + parties.witness().official()));
        handover.beside()
                .ifPresent(main -> console.say(
                        "检举控告事项另册，随主册 " + main + " 一并生效",
                        "List of accusations; takes effect with the main list " + main));
        file.stream()
                .flatMap(all -> all.apart().stream())
                .forEach(list -> console.say("另有检举控告事项另册 " + list, "List of accusations beside it: " + list));
        handover.digest().ifPresent(digest -> console.say("清单摘要 " + digest, "Digest " + digest));
        handover.signed()
                .forEach((as, signature) -> console.say(
                        Words.of(as).zh() + "已签：" + signature.at(),
                        "Signed as " + Words.of(as).en() + ": " + signature.at()));
        if (file.isPresent()) {
            handover.items().values().forEach(this::print);
        }
    }

    private void print(Handover.Item item) {
        boolean zh = console.language() == Language.ZH;
        StringBuilder line = new StringBuilder("  ").append(item.number()).append("  ");
        line.append(Words.of(item.stage()).in(console.language())).append("  ");
        line.append(item.account().isPresent() ? zh ? "已填写" : "completed" : zh ? "未填写" : "not completed");
        line.append(item.checked() ? zh ? "，已核对" : ", checked" : "");
        line.append(item.questioned() ? zh ? "，有异议待答复" : ", questioned" : "");
        line.append(item.kept().isPresent() ? zh ? "，保留" : ", kept" : "");
        console.say(line.append("  ").append(item.gist()).toString());
    }

    private void json(Handover handover, ImmutableList<HandoverId> apart) {
        console.json(into -> {
            into.writeStringField("id", handover.id().toString());
            if (handover.beside().isPresent()) {
                into.writeStringField("beside", handover.beside().get().toString());
            }
            into.writeStringField("state", handover.state().name());
            into.writeNumberField("edition", handover.edition());
            into.writeNumberField("entries", handover.entries());
            into.writeStringField("digest", handover.digest().orElse(""));
            into.writeStringField("leavesOn", handover.leavesOn().toString());
            into.writeStringField("dueOn", handover.dueOn().toString());
            into.writeArrayFieldStart("apart");
            for (HandoverId list : apart) {
                into.writeString(list.toString());
            }
            into.writeEndArray();
            into.writeArrayFieldStart("signed");
            for (var as : handover.signed().keySet()) {
                into.writeString(as.name());
            }
            into.writeEndArray();
            into.writeArrayFieldStart("items");
            for (Handover.Item item : handover.items().values()) {
                into.writeStartObject();
                into.writeStringField("case", item.number());
                into.writeStringField("stage", item.stage().name());
                into.writeBooleanField("completed", item.account().isPresent());
                into.writeBooleanField("checked", item.checked());
                into.writeBooleanField("questioned", item.questioned());
                into.writeBooleanField("kept", item.kept().isPresent());
                into.writeEndObject();
            }
            into.writeEndArray();
        });
    }

    private String in(Handover.State state) {
        return Words.of(state).in(console.language());
    }
}
