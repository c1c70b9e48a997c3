package dev.jieli.bootstrap.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "upgrade",
        description = {
            "把以前版本的数据升级到这个版本：先备份成加密文件，再升级。",
            "Brings the data of an earlier release up to date: backs them up into an encrypted file first."
        })
final class UpgradeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "BACKUP-FILE",
            description = {"升级前的备份写入这个文件。", "Where the backup before the upgrade goes."})
    private Path file = Path.of("jieli.backup");

    @Mixin
    private BackupKeyOptions key = new BackupKeyOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    UpgradeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Safekeeping(console, data.place(), key.keyFile(), key.passphraseFile()).upgrade(file);
    }
}
