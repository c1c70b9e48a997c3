package dev.jieli.bootstrap.command;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import dev.jieli.bootstrap.server.ScheduledBackups;
import dev.jieli.bootstrap.server.Server;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.Transport;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = {
            "启动服务器：网页和接口。第一次会给出设置信访部门和三位管理员的链接。",
            "Starts the server: pages and API. The first time it gives a link to name the office and its three administrators."
        },
        footer = {
            "数据目录里的 listeners 文件写明谁接收消息推送，每行“名称 网址 密钥 令牌”。%nsyslog 文件写明记录外送到哪些日志服务器，每行“名称 tls://主机:端口”。%n密钥文件 keys 和数据要分开备份：没有它，信访人信息无法读出。",
            "The file listeners in the data directory says who receives the feed, a line each: name, address, secret, token.%n"
                    + "The file syslog says to which log servers the record goes, a line each: name, tls://host:port.%n"
                    + "Back up the file keys apart from the data: without it petitioners cannot be read."
        })
final class Serve implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;
    static final int LONGEST_SECONDS = 30;

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = {"监听的端口（默认 7070，0 为任意空闲端口）。", "The port to listen on (7070; 0 for any free one)."})
    private int port = 7070;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = {"监听的地址（默认 127.0.0.1，只有本机能访问）。", "The address to listen on (127.0.0.1: this machine only)."})
    private String bind = "127.0.0.1";

    @Option(
            names = "--behind-tls",
            description = {
                "前面有提供 HTTPS 的反向代理；它必须把访问者的地址加进 X-Forwarded-For。",
                "A reverse proxy in front speaks HTTPS; it has to add who comes to X-Forwarded-For."
            })
    private boolean behindTls;

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            split = ",",
            description = {
                "代理不在本机时，代理的 IP 地址，与 --behind-tls 同用；其他机器不能绕过它直接访问。",
                "The IP address of a proxy on another machine, with --behind-tls; nobody else is served."
            })
    private Set<String> proxies = Set.of();

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = {
                "PEM 证书链，本服务器的证书在前：由本程序直接提供 HTTPS，与 --tls-key 同用；文件更换后自动启用。",
                "A chain of certificates in PEM, the server's own first: HTTPS without a proxy, with --tls-key; a renewed"
                        + " file counts by itself."
            })
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = {"证书的 PEM 私钥，不加密。", "The certificate's key in PEM, without a password."})
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--pace",
            paramLabel = "N",
            description = {
                "每个账号每秒最多多少次请求（默认 50，0 为不限）。",
                "How many requests a second an account may send (50; 0 for any number)."
            })
    private int pace = 50;

    @Option(
            names = "--longest",
            paramLabel = "SECONDS",
            description = {
                "一次请求等数据库最多多少秒（默认 30，0 为不限）；超过的停止，什么也不办。巡查、推送、备份不受此限。",
                "For how many seconds a request waits for the database (30; 0 for as long as it takes); then it is ended and"
                        + " nothing of it is done. The daily round, the feed and backups take their time."
            })
    private int longest = LONGEST_SECONDS;

    @Option(
            names = "--listeners",
            paramLabel = "FILE",
            description = {
                "接收消息推送的名单（默认为数据目录里的 listeners）。",
                "Who receives the feed (the file listeners in the data directory)."
            })
    private Optional<Path> listeners = Optional.empty();

    @Option(
            names = "--office",
            paramLabel = "URI",
            description = {"推送的消息里本机关的标识，定下后不要改。", "What this office is called in the feed, for good."})
    private String office = "urn:jieli:office";

    @Option(
            names = "--backups",
            paramLabel = "DIR",
            description = {
                "每天备份到这个目录（最好在另一块盘上），要同时给出 --backup-key。",
                "Backs up every day into this folder, best on another disk; needs --backup-key."
            })
    private Optional<Path> backups = Optional.empty();

    @Option(
            names = "--backup-key",
            paramLabel = "FILE",
            description = {"定时备份的密钥文件。", "The key file of the daily backups."})
    private Optional<Path> backupKey = Optional.empty();

    @Option(
            names = "--keep-backups",
            paramLabel = "COUNT",
            description = {
                "保留最近多少份（默认 14；另保留近十二个月每月第一份）。",
                "How many of the newest are kept (14), beside the first of each of twelve months."
            })
    private int keep = 14;

    @Option(
            names = "--log-json",
            description = {"日志每行写成一个 JSON。", "Writes the log as JSON, an object a line."})
    private boolean logJson;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private DataOptions data = new DataOptions();

    Serve(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        checkPort(spec, console, port);
        if (backups.isPresent() != backupKey.isPresent() || keep < 1) {
            throw misuse(
                    "--backups 和 --backup-key 要一起给出，--keep-backups 至少为 1。",
                    "--backups and --backup-key go together, and --keep-backups is at least 1.");
        }
        return running(
                console,
                new Server.Order(
                        data.place(),
                        false,
                        bind,
                        port,
                        transport(),
                        pace,
                        Duration.ofSeconds(longest),
                        listeners,
                        office,
                        backups.map(folder -> new ScheduledBackups(
                                folder.toAbsolutePath(), backupKey.orElseThrow().toAbsolutePath(), keep))),
                logJson);
    }

    private Transport transport() {
        if (pace < 0) {
            throw misuse("--pace 不能小于 0。", "--pace cannot be less than 0.");
        }
        if (longest < 0) {
            throw misuse("--longest 不能小于 0。", "--longest cannot be less than 0.");
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw misuse("--tls-certificate 和 --tls-key 要一起用。", "--tls-certificate and --tls-key go together.");
        }
        if (certificate.isPresent() && behindTls) {
            throw misuse("--behind-tls 和 --tls-certificate 只能用一个。", "Use --behind-tls or --tls-certificate, not both.");
        }
        if (!proxies.isEmpty() && !behindTls) {
            throw misuse("--proxy 要和 --behind-tls 一起用。", "--proxy goes with --behind-tls.");
        }
        if (certificate.isPresent()) {
            return new Transport.Encrypted(certificate.get(), key.orElseThrow());
        }
        if (!behindTls && !Settings.isLoopback(bind)) {
            throw misuse(
                    "监听本机以外的地址要用 HTTPS：请给出 --tls-certificate 和 --tls-key，前面有提供 HTTPS 的反向代理的用 --behind-tls。",
                    "Other machines come by HTTPS only: give --tls-certificate and --tls-key, or --behind-tls where a reverse"
                            + " proxy in front speaks HTTPS.");
        }
        return behindTls ? proxied() : new Transport.Plain();
    }

    private Transport proxied() {
        if (proxies.isEmpty() && !Settings.isLoopback(bind)) {
            throw misuse(
                    "代理在另一台机器上时，用 --proxy 给出它的 IP 地址；在本机时不需要 --bind。",
                    "With a proxy on another machine give its IP address with --proxy; with one on this machine leave --bind"
                            + " out.");
        }
        ImmutableSet.Builder<InetAddress> elsewhere = ImmutableSet.builder();
        for (String address : proxies) {
            if (!InetAddresses.isInetAddress(address)) {
                throw misuse(
                        "--proxy 要写 IP 地址，" + address + " 不是。", "--proxy takes IP addresses; " + address + " is none.");
            }
            elsewhere.add(InetAddresses.forString(address));
        }
        return new Transport.Proxied(elsewhere.build());
    }

    private ParameterException misuse(String zh, String en) {
        return new ParameterException(spec.commandLine(), console.in(zh, en));
    }

    static void checkPort(CommandSpec spec, Console console, int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), console.in("--port 要在 0 到 65535 之间。", "--port lies between 0 and 65535."));
        }
    }

    static int running(Console console, Server.Order order, boolean logJson) {
        System.setProperty(
                "logback.configurationFile", "dev/jieli/bootstrap/logback-server" + (logJson ? "-json" : "") + ".xml");
        System.setProperty(
                "jieli.log",
                order.place().home().resolve("logs").resolve("jieli").toString());
        boolean told = Server.run(order, console::note);
        if (!told) {
            return console.refuse(
                    "DATABASE_ENDED",
                    "",
                    console.in(
                            "数据库意外停止，服务器已退出；已确认的内容都在。请重新启动，详情见数据目录里的日志。",
                            "The database ended by itself and the server has stopped; what was acknowledged is kept. Start it"
                                    + " again; the log in the data directory has the details."));
        }
        return Console.DONE;
    }
}
