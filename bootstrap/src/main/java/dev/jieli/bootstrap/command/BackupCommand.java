package dev.jieli.bootstrap.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = {
            "把全部数据备份成一个加密文件；服务器运行时也可以做，结果是同一时刻的完整数据。",
            "Backs everything up into one encrypted file, as of one instant, also while the server runs."
        },
        footer = {
            "密钥文件 keys 默认不进备份，请另外保管；要一并备份用 --with-keys。",
            "The key files are not part of the backup unless --with-keys says so: keep them elsewhere."
        })
final class BackupCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = {"写入的文件。", "The file to write."})
    private Path file = Path.of("jieli.backup");

    @Option(
            names = "--with-keys",
            order = 12,
            description = {
                "连同密钥文件。谁能打开备份，谁就能读到信访人信息。",
                "With the key files: whoever opens the backup can then read petitioners."
            })
    private boolean withKeys;

    @Option(
            names = "--listeners",
            paramLabel = "FILE",
            order = 13,
            description = {
                "接收消息推送的名单，与 --with-keys 同用（默认为数据目录里的 listeners）。",
                "Who receives the feed, with --with-keys (the file listeners in the data directory)."
            })
    private Optional<Path> listeners = Optional.empty();

    @Mixin
    private BackupKeyOptions key = new BackupKeyOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Safekeeping(console, data.place(), key.keyFile(), key.passphraseFile())
                .backUp(file, withKeys, listeners);
    }
}
