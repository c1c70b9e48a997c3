package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.server.Server;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.http.site.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "启动演示：一个有机构、干部和约1200件虚构信访事项的县。只在本机可以访问。",
            "Starts the demonstration: a county with its organs, officials and some 1,200 invented cases. On this machine only."
        })
final class Demo implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = {"监听的端口（默认 7070，0 为任意空闲端口）。", "The port to listen on (7070; 0 for any free one)."})
    private int port = 7070;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "演示数据目录（默认在正式数据目录旁边，以 -demo 结尾）。",
                "The demonstration's directory (by default beside the real one, ending in -demo)."
            })
    private Optional<Path> data = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    Demo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Serve.checkPort(spec, console, port);
        Place place = new Place(Place.home(data, true, System.getenv()), Optional.empty());
        return Serve.running(
                console,
                new Server.Order(
                        place,
                        true,
                        "127.0.0.1",
                        port,
                        new Transport.Plain(),
                        0,
                        Duration.ofSeconds(Serve.LONGEST_SECONDS),
                        Optional.empty(),
                        "urn:jieli:demonstration",
                        Optional.empty()),
                false);
    }
}
