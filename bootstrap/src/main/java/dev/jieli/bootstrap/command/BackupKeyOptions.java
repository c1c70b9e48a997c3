package dev.jieli.bootstrap.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** With which key a backup is closed and opened. */
final class BackupKeyOptions {
    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            order = 10,
            description = {
                "备份密钥文件（备份时没有则新建一个；请离开本机保管）。",
                "The key file (made when a backup is written and there is none; keep it away from this machine)."
            })
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            order = 11,
            description = {
                "写有口令短语的文件，至少12个字（或 JIELI_BACKUP_PASSPHRASE）。",
                "A file with a passphrase of at least 12 letters (or JIELI_BACKUP_PASSPHRASE)."
            })
    private Optional<Path> passphraseFile = Optional.empty();

    Optional<Path> keyFile() {
        return keyFile;
    }

    Optional<Path> passphraseFile() {
        return passphraseFile;
    }
}
