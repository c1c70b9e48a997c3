package dev.jieli.bootstrap.command;

import dev.jieli.application.LeaveTrace;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.account.AccountAct;
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
            "把全部信访事项写成台账（按文件名为 .xlsx 或 .csv）。含信访人信息，请妥善保管；--masked 则遮盖。",
            "Writes all cases as a ledger, .xlsx or .csv by the name. It holds petitioners' data; --masked hides them."
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;
    private final Doors doors;

    @Parameters(
            paramLabel = "FILE",
            description = {"写到哪个文件。", "The file to write."})
    private Path file = Path.of("");

    @Option(
            names = "--masked",
            description = {"遮盖信访人信息。", "Masks petitioners."})
    private boolean masked;

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
        try (House house = doors.open(data.place(), console)) {
            new LeaveTrace(house.archive().store())
                    .leave(
                            AccountAct.NOBODY,
                            AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                                    .with(AccountAct.Detail.FIELDS, masked ? "masked" : "plain")
                                    .with(AccountAct.Detail.MEANS, "command line"),
                            Optional.empty(),
                            house.now());
            return ledgers.write(house, file, masked);
        }
    }
}
