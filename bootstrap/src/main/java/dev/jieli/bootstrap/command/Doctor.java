package dev.jieli.bootstrap.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "检查安装是否健康：磁盘、权限、密钥、时钟、数据库、工作日历、备份、证书；逐项说明怎么办。",
            "Looks whether an installation is well: disk, permissions, keys, clock, database, calendar, backups, certificate; says"
                    + " of each what to do."
        })
final class Doctor implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--backups",
            paramLabel = "DIR",
            description = {"定时备份的目录。", "The folder of the daily backups."})
    private Optional<Path> backups = Optional.empty();

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = {"HTTPS 证书（PEM）。", "The certificate for HTTPS (PEM)."})
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = {"它的私钥（PEM）。", "Its key (PEM)."})
    private Optional<Path> tlsKey = Optional.empty();

    @Option(
            names = "--listeners",
            paramLabel = "FILE",
            description = {
                "接收消息推送的名单（默认为数据目录里的 listeners）。",
                "Who receives the feed (the file listeners in the data directory)."
            })
    private Optional<Path> listeners = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    Doctor(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Checkup(console, backups, certificate, tlsKey, listeners).of(data.place());
    }
}
