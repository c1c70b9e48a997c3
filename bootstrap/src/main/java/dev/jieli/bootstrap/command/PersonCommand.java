package dev.jieli.bootstrap.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.AnswerPerson;
import dev.jieli.application.CorrectPetitioner;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.server.PolicyFiles;
import dev.jieli.bootstrap.server.RetentionFile;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.http.site.PersonFile;
import dev.jieli.http.wording.Words;
import dev.jieli.office.PersonPaper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "person",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "本人信息：只在本人提出请求并核验身份后，查找、复制、更正登记的个人信息（个人信息保护法第45、46条）。",
            "A person's own data: found, copied and put right upon that person's request, once identity was checked (Personal"
                    + " Information Protection Law, arts. 45, 46)."
        },
        footer = {
            "按姓名和完整号码查一个人，不能只凭姓名。每次连同理由先写进记录，一天最多30次。%n姓名、号码、住址写成 - 的，从标准输入各读一行，不留在命令历史里。",
            "One person, by name and a whole number; never by a name alone. Each time is entered first, with the reason; thirty a day"
                    + " at most.%nA name, number or address written as - is read from standard input, a line each, and does not stay in"
                    + " the history of the shell."
        })
final class PersonCommand {
    private final Console console;
    private final Doors doors;

    PersonCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    /** Who asks, and who answers. */
    static final class Asked {
        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = {"本人姓名。", "The person's name."})
        private String name = "";

        @Option(
                names = "--id-number",
                paramLabel = "NUMBER",
                description = {"证件号码。", "The identity number."})
        private Optional<String> idNumber = Optional.empty();

        @Option(
                names = "--phone",
                paramLabel = "NUMBER",
                description = {
                    "联系电话；两个号码至少写一个，与登记的完全一致。",
                    "The telephone number; one of the two at least, exactly as registered."
                })
        private Optional<String> phone = Optional.empty();

        @Option(
                names = "--by",
                required = true,
                paramLabel = "WHO",
                description = {"由谁答复：姓名、单位/岗位或单位/岗位/姓名。", "Who answers: a name, unit/post, or unit/post/name."})
        private String by = "";

        @Option(
                names = "--purpose",
                required = true,
                paramLabel = "TEXT",
                description = {
                    "本人的请求和身份核验，写进记录；不要写人名。",
                    "What the person asks and how identity was checked; it is entered, and names nobody."
                })
        private String purpose = "";

        private Petitioner who() {
            Scanner lines = new Scanner(System.in, UTF_8);
            return new Petitioner(
                    told(Optional.of(name), lines).orElse(""),
                    told(idNumber, lines),
                    told(phone, lines),
                    Optional.empty());
        }
    }

    @Command(
            name = "find",
            description = {"查找本人的信访事项和登记的信息；默认遮盖。", "Finds the person's cases and what is kept; masked."})
    int find(
            @Mixin DataOptions data,
            @Mixin Asked asked,
            @Option(
                            names = "--plain",
                            description = {"不遮盖。", "Unmasked."})
                    boolean plain) {
        return in(data, asked.by, (house, by) -> {
            Outcome<ImmutableList<AnswerPerson.Held>> found = held(house, data, asked.who(), asked.purpose, false, by);
            if (found instanceof Outcome.Refused<ImmutableList<AnswerPerson.Held>> refused) {
                return new Ledgers(console).refuse(house, Optional.of(by), data.command(), refused.refusal());
            }
            ImmutableList<AnswerPerson.Held> held = ((Outcome.Done<ImmutableList<AnswerPerson.Held>>) found).value();
            if (console.json()) {
                json(held, plain);
            } else {
                print(held, plain);
            }
            return Console.DONE;
        });
    }

    @Command(
            name = "export",
            description = {
                "写出交给本人的复制件（.docx，带水印，不遮盖）。",
                "Writes the copy for the person (.docx, watermarked, unmasked)."
            })
    int export(
            @Mixin DataOptions data,
            @Mixin Asked asked,
            @Parameters(
                            paramLabel = "FILE",
                            description = {"写到哪个文件。", "The file to write."})
                    Path file,
            @Option(
                            names = "--overwrite",
                            description = {"文件已存在时覆盖。", "Overwrites a file that is there."})
                    boolean overwrite) {
        Ledgers files = new Ledgers(console);
        if (!files.mayWrite(file, overwrite, ".docx")) {
            return Console.REFUSED;
        }
        return in(data, asked.by, (house, by) -> {
            Petitioner who = asked.who();
            Outcome<ImmutableList<AnswerPerson.Held>> found = held(house, data, who, asked.purpose, true, by);
            if (found instanceof Outcome.Refused<ImmutableList<AnswerPerson.Held>> refused) {
                return files.refuse(house, Optional.of(by), data.command(), refused.refusal());
            }
            ImmutableList<AnswerPerson.Held> held = ((Outcome.Done<ImmutableList<AnswerPerson.Held>>) found).value();
            if (held.isEmpty()) {
                return console.refuse("NOT_FOUND", "", nobody());
            }
            byte[] copy = PersonFile.of(
                    who.name(), held, house.today(), files.watermark(house, Optional.of(by), PersonPaper.WHAT));
            try {
                Ledgers.writeWhole(file, out -> out.write(copy));
            } catch (IOException why) {
                return files.notWritten(file, why);
            }
            if (console.json()) {
                console.json(into -> {
                    into.writeStringField("file", file.toString());
                    into.writeNumberField("cases", held.size());
                });
            } else {
                console.say(
                        "已写出 " + held.size() + " 件：" + file + "。含完整信息，请当面交给本人。",
                        held.size() + " cases written to " + file + ". It is unmasked: hand it to the person.");
            }
            return Console.DONE;
        });
    }

    @Command(
            name = "correct",
            description = {
                "更正一件信访事项里登记的信访人信息；不改的不写。",
                "Puts right what is kept of the petitioner of one case; leave out what stays."
            })
    int correct(
            @Mixin DataOptions data,
            @Parameters(
                            paramLabel = "CASE",
                            description = {"信访件编号。", "The number of the case."})
                    String number,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = {"姓名。", "Name."})
                    Optional<String> name,
            @Option(
                            names = "--id-number",
                            paramLabel = "NUMBER",
                            description = {"证件号码。", "Identity number."})
                    Optional<String> idNumber,
            @Option(
                            names = "--phone",
                            paramLabel = "NUMBER",
                            description = {"联系电话。", "Telephone."})
                    Optional<String> phone,
            @Option(
                            names = "--address",
                            paramLabel = "TEXT",
                            description = {"住址。", "Address."})
                    Optional<String> address,
            @Option(
                            names = "--by",
                            required = true,
                            paramLabel = "WHO",
                            description = {"由谁更正。", "Who corrects it."})
                    String by,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = {
                                "理由和核实情况，写进记录；不要写人名。",
                                "Why, and how it was checked; it is entered, and names nobody."
                            })
                    String reason) {
        return in(data, by, (house, who) -> {
            Optional<CaseId> id = References.aCase(house.archive().board(Asker.of(who)), number);
            if (id.isEmpty()) {
                return References.noSuchCase(console, number);
            }
            Scanner lines = new Scanner(System.in, UTF_8);
            Outcome<Petitioner> done = new CorrectPetitioner(house.archive().store())
                    .correct(
                            id.get(),
                            new CorrectPetitioner.Correction(
                                    told(name, lines),
                                    told(idNumber, lines),
                                    told(phone, lines),
                                    told(address, lines),
                                    reason,
                                    AccountAct.NOBODY,
                                    Optional.empty(),
                                    who),
                            house.now());
            if (done instanceof Outcome.Refused<Petitioner> refused) {
                return new Ledgers(console).refuse(house, Optional.of(who), data.command(), refused.refusal());
            }
            if (console.json()) {
                console.json(into -> into.writeStringField("case", number));
            } else {
                console.say(
                        number + " 已更正。原来的内容不再保留，已签发的文书不变。",
                        number + " is put right. The earlier value is not kept; issued papers stay as they were.");
            }
            return Console.DONE;
        });
    }

    private int in(DataOptions data, String by, BiFunction<House, IncumbencyId, Integer> work) {
        try (House house = doors.open(data.place(), console)) {
            Board board = house.archive().board(Asker.Job.OPERATOR);
            return new People(console, board)
                    .sitter(by, "--by")
                    .map(who -> work.apply(house, who))
                    .orElse(Console.REFUSED);
        }
    }

    private static Outcome<ImmutableList<AnswerPerson.Held>> held(
            House house, DataOptions data, Petitioner who, String purpose, boolean copy, IncumbencyId by) {
        PolicyFiles.enterRetention(data.place().home(), house.archive(), house.now());
        return new AnswerPerson(
                        house.archive(), RetentionFile.in(data.place().home()).periods())
                .find(
                        new AnswerPerson.Request(who, purpose, copy, AccountAct.NOBODY, Optional.empty(), by),
                        house.today(),
                        house.now());
    }

    /** What was said in the command, or is read from the next line where - was said; empty where there is none. */
    private static Optional<String> told(Optional<String> said, Scanner lines) {
        return said.flatMap(value -> !value.equals("-")
                ? said
                : lines.hasNextLine() ? Optional.of(lines.nextLine().strip()) : Optional.empty());
    }

    private String nobody() {
        return console.in(
                "办理人可以查看的范围内没有登记这个人的信息。姓名或者号码与登记的不一致时也查不到，请核对。",
                "Nothing is kept of this person within reach of who answers; nor is anybody found whose name or number was registered"
                        + " otherwise: check them.");
    }

    private void print(ImmutableList<AnswerPerson.Held> held, boolean plain) {
        if (held.isEmpty()) {
            console.say(nobody());
        }
        for (AnswerPerson.Held one : held) {
            Petitioner who = one.petitioner();
            console.say(one.about().petition().number() + "　"
                    + one.about().petition().gist());
            fact("办理单位", "unit", one.unit());
            fact("办理状况", "stands at", standing(one.about().position()));
            fact("姓名", "name", plain ? who.name() : who.maskedName());
            fact("证件号码", "identity number", (plain ? who.idNumber() : who.maskedIdNumber()).orElse("–"));
            fact("联系电话", "telephone", (plain ? who.phone() : who.maskedPhone()).orElse("–"));
            fact("住址", "address", (plain ? who.address() : who.maskedAddress()).orElse("–"));
            fact(
                    "能否删除",
                    "erasable",
                    one.stays()
                            .map(stay -> console.in("现在不能：", "not now: ")
                                    + Words.of(stay).in(console.language()))
                            .orElse(console.in("保管期限已满", "its time is over")));
        }
    }

    private void fact(String zh, String en, String said) {
        console.say("  " + zh + "：" + said, "  " + en + ": " + said);
    }

    private String standing(Position position) {
        return position instanceof Position.Open open
                ? Words.of(open.stage()).in(console.language())
                : Words.of(((Position.Ended) position).ending()).in(console.language()) + " "
                        + ((Position.Ended) position).on();
    }

    private void json(ImmutableList<AnswerPerson.Held> held, boolean plain) {
        console.json(into -> {
            into.writeBooleanField("plain", plain);
            into.writeArrayFieldStart("cases");
            for (AnswerPerson.Held one : held) {
                into.writeStartObject();
                into.writeStringField("id", one.about().id().toString());
                into.writeStringField("number", one.about().petition().number());
                into.writeStringField(
                        "receivedOn", one.about().petition().receivedOn().toString());
                into.writeStringField("gist", one.about().petition().gist());
                into.writeStringField("unit", one.unit());
                if (one.about().position() instanceof Position.Open open) {
                    into.writeStringField("stage", open.stage().name());
                } else {
                    into.writeStringField(
                            "ending",
                            ((Position.Ended) one.about().position()).ending().name());
                }
                maybe(into, "stays", one.stays().map(Enum::name));
                Petitioner who = one.petitioner();
                into.writeObjectFieldStart("petitioner");
                into.writeStringField("name", plain ? who.name() : who.maskedName());
                maybe(into, "idNumber", plain ? who.idNumber() : who.maskedIdNumber());
                maybe(into, "phone", plain ? who.phone() : who.maskedPhone());
                maybe(into, "address", plain ? who.address() : who.maskedAddress());
                into.writeEndObject();
                into.writeEndObject();
            }
            into.writeEndArray();
        });
    }

    private static void maybe(JsonGenerator into, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            into.writeStringField(field, value.get());
        }
    }
}
