package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.wiring.House;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "导入台账（.xlsx 或 .csv）：一个文件要么全部导入，要么一件不导，并逐行说明原因。",
            "Imports a ledger (.xlsx or .csv): a file comes in whole or not at all, each bad row with its reason."
        },
        footer = {
            "映射文件是 JSON：{\"header\": 3, \"columns\": {\"流水号\": \"number\", \"C\": [\"unit\", \"officer\"], \"备注\": null}}%n"
                    + "同一个文件再导一次，不会重复；要改正的行写在退回文件里，改好后再导入它即可。",
            "A mapping is JSON: {\"header\": 3, \"columns\": {\"流水号\": \"number\", \"C\": [\"unit\", \"officer\"], \"备注\": null}}%n"
                    + "The same file twice imports nothing twice; bad rows are written to a file to be mended and imported."
        })
final class ImportCommand implements Callable<Integer> {
    private final Console console;
    private final Doors doors;

    @Parameters(
            paramLabel = "FILE",
            description = {"台账文件。", "The ledger."})
    private Path file = Path.of("");

    @Option(
            names = "--dry-run",
            description = {"只说明会怎样，不导入，也不写任何文件。", "Only says what would happen; writes nothing, no file either."})
    private boolean dryRun;

    @Option(
            names = "--skip-bad",
            description = {"有问题的行跳过，其余导入。", "Skips the bad rows and imports the others."})
    private boolean skipBad;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = {"台账截至哪一天（默认今天）。", "The day as of which the ledger speaks (today)."})
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = {"列映射文件，表头认不出时用。", "Says which column is which, where the headers do not."})
    private Optional<Path> mapping = Optional.empty();

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = {
                "退回的行写到哪个文件（默认在台账旁边，以“-退回”结尾；已有的文件不覆盖；试导入不写）。",
                "Where the bad rows are written (by default beside the ledger, ending in -退回); never over a file that is there, and not on a dry run."
            })
    private Optional<Path> rejected = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = {
                "由谁导入：姓名、单位/岗位；对不上的件暂由他负责（默认信访部门的登记员）。",
                "Who imports, as a name or unit/post, and holds what matches nobody (the petition department's registrar)."
            })
    private Optional<String> by = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    ImportCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() {
        return new Ledgers(console).take(() -> doors.open(data.place(), console), asked());
    }

    private Ledgers.Asked asked() {
        return new Ledgers.Asked(file, dryRun, skipBad, asOf, mapping, rejected, by, data.command());
    }

    /** Opens the data when the file is found to be one. */
    @FunctionalInterface
    interface Opening {
        House open();
    }
}
