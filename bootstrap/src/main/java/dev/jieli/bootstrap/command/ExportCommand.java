package dev.jieli.bootstrap.command;

import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "把全部信访事项写成台账（按文件名为 .xlsx 或 .csv）。信访人信息一律遮盖；--plain 连同 --by、--purpose 才给出完整信息，并且留痕。",
            "Writes all cases as a ledger, .xlsx or .csv by the name, petitioners masked. With --plain, --by and --purpose they are"
                    + " unmasked, and that is on record."
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;
    private final Doors doors;

    @Parameters(
            paramLabel = "FILE",
            description = {"写到哪个文件。", "The file to write."})
    private Path file = Path.of("");

    @Option(
            names = "--plain",
            description = {"给出信访人完整信息，限 --by 有权导出的事项。", "Petitioners unmasked, as far as --by may export them."})
    private boolean plain;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = {
                "由谁导出：姓名、单位/岗位或单位/岗位/姓名；只写出其看得到的（默认全部）。",
                "Who exports, as a name, unit/post, or unit/post/name: what he or she is shown (all)."
            })
    private Optional<String> by = Optional.empty();

    @Option(
            names = "--purpose",
            paramLabel = "TEXT",
            description = {"用途，写进记录。", "What for; it is entered."})
    private Optional<String> purpose = Optional.empty();

    @Option(
            names = "--overwrite",
            description = {"文件已存在时覆盖。", "Overwrites a file that is there."})
    private boolean overwrite;

    @Mixin
    private DataOptions data = new DataOptions();

    ExportCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() {
        Ledgers ledgers = new Ledgers(console);
        if (!ledgers.mayWrite(file, overwrite, ".xlsx", ".csv")) {
            return Console.REFUSED;
        }
        if (plain && (by.isEmpty() || purpose.isEmpty())) {
            return console.refuse(
                    "INCOMPLETE",
                    "",
                    console.in(
                            "导出完整信息要写明 --by 由谁导出和 --purpose 用途。",
                            "To export unmasked say who exports (--by) and what for (--purpose)."));
        }
        try (House house = doors.open(data.place(), console)) {
            Board board = house.archive().board(Asker.Job.OPERATOR);
            Optional<IncumbencyId> who = Optional.empty();
            if (by.isPresent()) {
                who = new People(console, board).sitter(by.get(), "--by");
                if (who.isEmpty()) {
                    return Console.REFUSED;
                }
            }
            Optional<ExportLedger.Plain> unmasked = plain
                    ? Optional.of(new ExportLedger.Plain(
                            purpose.orElse(""), AccountAct.NOBODY, Optional.empty(), who.orElseThrow(), house.now()))
                    : Optional.empty();
            return ledgers.write(house, file, unmasked, who, data.command());
        }
    }
}
