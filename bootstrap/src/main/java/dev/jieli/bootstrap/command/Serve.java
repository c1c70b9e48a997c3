package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.server.Server;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = {
            "启动服务器：网页和接口。第一次会给出设置管理员的链接。",
            "Starts the server: pages and API. The first time it gives a link to set up the administrator."
        },
        footer = {
            "数据目录里的 listeners 文件写明谁接收消息推送，每行“名称 网址 密钥”。%n密钥文件 keys 和数据要分开备份：没有它，信访人信息无法读出。",
            "The file listeners in the data directory says who receives the feed, a line each: name, address, secret.%n"
                    + "Back up the file keys apart from the data: without it petitioners cannot be read."
        })
final class Serve implements Callable<Integer> {
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
            description = {"前面有提供 HTTPS 的反向代理。", "A reverse proxy in front speaks HTTPS."})
    private boolean tls;

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

    @Mixin
    private DataOptions data = new DataOptions();

    Serve(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return running(console, new Server.Order(data.place(), false, bind, port, tls, listeners, office));
    }

    static int running(Console console, Server.Order order) {
        System.setProperty("logback.configurationFile", "dev/jieli/bootstrap/logback-server.xml");
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
