package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.tenure.Handover;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "handover",
        synopsisSubcommandLabel = "COMMAND",
        description = {"离任交接：清单、签名、生效、打印。", "Handovers: the list, the signatures, the effect, the printed paper."},
        footer = {
            "人员写成 姓名、单位/岗位 或 单位/岗位/姓名；交接写标识（可只写末尾6位以上）。%n" + "能读写数据目录的人可以代表任何人办理，每一步都记为在命令行代为办理；请保管好数据目录。",
            "Write people as a name, unit/post or unit/post/name; a handover by its id (the last 6 characters will do).%n"
                    + "Whoever can write the data directory can act for anybody, and each step is entered as done at the command line: guard it."
        })
final class HandoverCommand {
    private final Console console;
    private final Doors doors;

    HandoverCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    static final class One {
        @Parameters(
                paramLabel = "HANDOVER",
                description = {"交接的标识。", "The id of the handover."})
        private String id = "";

        @Option(
                names = "--by",
                paramLabel = "WHO",
                order = 70,
                description = {"由谁办理（默认这一步的当事人）。", "Who does it (the party whose step it is)."})
        private Optional<String> by = Optional.empty();
    }

    static final class Cases {
        @Option(
                names = "--case",
                paramLabel = "CASE",
                description = {
                    "信访件编号，可以多次（默认清单上全部）。",
                    "The number of a case, more than once if need be (all on the list)."
                })
        private List<String> numbers = new ArrayList<>();
    }

    @Command(
            name = "list",
            description = {"列出全部交接。", "Lists all handovers."})
    int list(@Mixin DataOptions data) {
        return in(data, Optional.empty(), Handovers::list);
    }

    @Command(
            name = "open",
            description = {
                "启动一次交接，按离任人负责的全部事项拟出清单。",
                "Begins a handover and drafts the list of everything that the leaver answers for."
            })
    int open(
            @Mixin DataOptions data,
            @Option(
                            names = "--outgoing",
                            required = true,
                            paramLabel = "WHO",
                            description = {"移交人。", "Who leaves."})
                    String outgoing,
            @Option(
                            names = "--incoming",
                            required = true,
                            paramLabel = "WHO",
                            description = {"接收人，须已任职。", "Who receives, and sits already."})
                    String incoming,
            @Option(
                            names = "--witness",
                            required = true,
                            paramLabel = "WHO",
                            description = {"监交人。", "Who witnesses."})
                    String witness,
            @Option(
                            names = "--leaves",
                            required = true,
                            paramLabel = "DATE",
                            description = {"离任日。", "The last day in the post."})
                    LocalDate leaves,
            @Option(
                            names = "--due",
                            paramLabel = "DATE",
                            description = {"应完成日（默认离任日）。", "To be done by (the last day in the post)."})
                    Optional<LocalDate> due,
            @Option(
                            names = "--cause",
                            paramLabel = "CAUSE",
                            description = {
                                "离任原因：PROMOTED TRANSFERRED REMOVED RESIGNED RETIRED TERM_OVER ACTING_OVER OTHER。",
                                "Why: PROMOTED TRANSFERRED REMOVED RESIGNED RETIRED TERM_OVER ACTING_OVER OTHER."
                            })
                    Optional<Handover.Cause> cause,
            @Option(
                            names = "--document",
                            paramLabel = "NUMBER",
                            description = {"任免文号。", "The number of the document of appointment."})
                    Optional<String> document,
            @Option(
                            names = "--by",
                            paramLabel = "WHO",
                            description = {"由谁启动（默认监交人）。", "Who begins it (the witness)."})
                    Optional<String> by) {
        return in(
                data,
                by,
                handovers -> handovers.open(
                        outgoing,
                        incoming,
                        witness,
                        cause.orElse(Handover.Cause.OTHER),
                        document.orElse(""),
                        leaves,
                        due.orElse(leaves)));
    }

    @Command(
            name = "show",
            description = {"显示一次交接和它的清单。", "Shows a handover and its list."})
    int show(@Mixin DataOptions data, @Mixin One one) {
        return in(data, one.by, handovers -> handovers.show(one.id));
    }

    @Command(
            name = "fill",
            description = {
                "移交人填写事项：前期情况、承诺、建议、风险。",
                "The leaver completes items: history, commitments, next step, risk."
            })
    int fill(
            @Mixin DataOptions data,
            @Mixin One one,
            @Mixin Cases cases,
            @Option(
                            names = "--history",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"前期办理情况。", "What was done so far."})
                    String history,
            @Option(
                            names = "--commitments",
                            paramLabel = "TEXT",
                            description = {"承诺事项，没有就不写。", "What was promised, if anything."})
                    Optional<String> commitments,
            @Option(
                            names = "--next",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"下步建议。", "The next step."})
                    String next,
            @Option(
                            names = "--risk",
                            paramLabel = "RISK",
                            description = {
                                "风险等级：BLUE GREEN YELLOW ORANGE RED。",
                                "The risk: BLUE GREEN YELLOW ORANGE RED."
                            })
                    Optional<Handover.Risk> risk) {
        return in(
                data,
                one.by,
                handovers -> handovers.fill(
                        one.id,
                        cases.numbers,
                        new Handover.Account(history, commitments.orElse(""), next, risk.orElse(Handover.Risk.BLUE))));
    }

    @Command(
            name = "keep",
            description = {"移交人把一项保留在自己的另一岗位下。", "The leaver keeps an item under another post of his or hers."})
    int keep(
            @Mixin DataOptions data,
            @Mixin One one,
            @Option(
                            names = "--case",
                            required = true,
                            paramLabel = "CASE",
                            description = {"信访件编号。", "The number of the case."})
                    String number,
            @Option(
                            names = "--under",
                            required = true,
                            paramLabel = "WHO",
                            description = {"保留在哪个岗位：单位/岗位/姓名。", "Under which post: unit/post/name."})
                    String under,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"理由。", "Why."})
                    String reason) {
        return in(data, one.by, handovers -> handovers.keep(one.id, number, under, reason));
    }

    @Command(
            name = "sign",
            description = {
                "签名：移交人签名即封存清单，然后接收人、监交人依次签名。",
                "Signs: the leaver's signature seals the list; the receiver's and the witness's follow."
            })
    int sign(
            @Mixin DataOptions data,
            @Mixin One one,
            @Option(
                            names = "--digest",
                            paramLabel = "DIGEST",
                            description = {
                                "接收人、监交人看到的清单摘要（至少前8位）。",
                                "The digest that receiver or witness saw (8 characters at least)."
                            })
                    Optional<String> digest,
            @Option(
                            names = "--in-place",
                            paramLabel = "REASON",
                            description = {"代移交人签名的理由。", "Why somebody signs in the leaver's place."})
                    Optional<String> inPlace) {
        return in(data, one.by, handovers -> handovers.sign(one.id, digest, inPlace));
    }

    @Command(
            name = "check",
            description = {"接收人逐项核对。", "The receiver finds items in order."})
    int check(@Mixin DataOptions data, @Mixin One one, @Mixin Cases cases) {
        return in(data, one.by, handovers -> handovers.check(one.id, cases.numbers));
    }

    @Command(
            name = "question",
            description = {"接收人对一项提出异议。", "The receiver finds something missing or wrong in an item."})
    int question(
            @Mixin DataOptions data,
            @Mixin One one,
            @Option(
                            names = "--case",
                            required = true,
                            paramLabel = "CASE",
                            description = {"信访件编号。", "The number of the case."})
                    String number,
            @Option(
                            names = "--text",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"异议。", "What is missing or wrong."})
                    String text) {
        return in(data, one.by, handovers -> handovers.question(one.id, number, text));
    }

    @Command(
            name = "answer",
            description = {"移交人答复异议。", "The leaver answers."})
    int answer(
            @Mixin DataOptions data,
            @Mixin One one,
            @Option(
                            names = "--case",
                            required = true,
                            paramLabel = "CASE",
                            description = {"信访件编号。", "The number of the case."})
                    String number,
            @Option(
                            names = "--text",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"答复。", "The answer."})
                    String text) {
        return in(data, one.by, handovers -> handovers.answer(one.id, number, text));
    }

    @Command(
            name = "supplement",
            description = {
                "把清单拟出以后新到移交人名下的事项补进清单，三方重新签名。",
                "Adds what reached the leaver since the list was drafted; the three sign again."
            })
    int supplement(@Mixin DataOptions data, @Mixin One one) {
        return in(data, one.by, handovers -> handovers.supplement(one.id));
    }

    @Command(
            name = "replace",
            description = {"更换接收人或监交人。", "Puts another receiver or witness in place."})
    int replace(
            @Mixin DataOptions data,
            @Mixin One one,
            @Option(
                            names = "--incoming",
                            paramLabel = "WHO",
                            description = {"新的接收人。", "The new receiver."})
                    Optional<String> incoming,
            @Option(
                            names = "--witness",
                            paramLabel = "WHO",
                            description = {"新的监交人。", "The new witness."})
                    Optional<String> witness,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"理由。", "Why."})
                    String reason) {
        return in(data, one.by, handovers -> handovers.replace(one.id, incoming, witness, reason));
    }

    @Command(
            name = "complete",
            description = {
                "交接生效：全部事项在同一时刻移交，移交人卸任。",
                "Lets it take effect: every item moves at one instant, and the leaver's term ends."
            })
    int complete(@Mixin DataOptions data, @Mixin One one) {
        return in(data, one.by, handovers -> handovers.complete(one.id));
    }

    @Command(
            name = "found-later",
            description = {"生效后发现的漏项，记在移交人名下。", "A case that should have stood on the list, charged to the leaver."})
    int foundLater(
            @Mixin DataOptions data,
            @Mixin One one,
            @Option(
                            names = "--case",
                            required = true,
                            paramLabel = "CASE",
                            description = {"信访件编号。", "The number of the case."})
                    String number,
            @Option(
                            names = "--text",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"说明。", "What was found."})
                    String text) {
        return in(data, one.by, handovers -> handovers.foundLater(one.id, number, text));
    }

    @Command(
            name = "cancel",
            description = {"撤销交接：不再离任。", "Cancels it: the departure does not take place."})
    int cancel(
            @Mixin DataOptions data,
            @Mixin One one,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = {"理由。", "Why."})
                    String reason) {
        return in(data, one.by, handovers -> handovers.cancel(one.id, reason));
    }

    @Command(
            name = "print",
            description = {"把清单写成 Word 文件（.docx）。", "Writes the list as a Word file (.docx)."})
    int print(
            @Mixin DataOptions data,
            @Mixin One one,
            @Parameters(
                            index = "1",
                            paramLabel = "FILE",
                            description = {"写到哪个文件。", "The file to write."})
                    Path file,
            @Option(
                            names = "--overwrite",
                            description = {"文件已存在时覆盖。", "Overwrites a file that is there."})
                    boolean overwrite) {
        return in(data, one.by, handovers -> handovers.print(one.id, file, overwrite));
    }

    private int in(DataOptions data, Optional<String> by, Function<Handovers, Integer> work) {
        try (House house = doors.open(data.place(), console)) {
            Optional<IncumbencyId> who = by.flatMap(
                    text -> new People(console, house.archive().board(Asker.Job.OPERATOR)).sitter(text, "--by"));
            return by.isPresent() && who.isEmpty()
                    ? Console.REFUSED
                    : work.apply(new Handovers(console, house, who, data.command()));
        }
    }
}
