package dev.jieli.bootstrap.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "把备份恢复到一个空目录（或空的外部数据库），逐表核对行数，核验全部案卷。",
            "Puts a backup back into an empty directory (or an empty outside database), compares every table and verifies every docket."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = {"备份文件。", "The backup."})
    private Path file = Path.of("jieli.backup");

    @Mixin
    private BackupKeyOptions key = new BackupKeyOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Safekeeping(console, data.place(), key.keyFile(), key.passphraseFile()).restore(file);
    }
}
