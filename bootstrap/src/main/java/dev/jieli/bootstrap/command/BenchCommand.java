package dev.jieli.bootstrap.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = {
            "测速：每一项都在同一次运行、同一个数据库上和最省的写法对比。用临时数据，几分钟。",
            "Measures the speed, each thing beside the least that it could cost, in one run on one database. On throw-away data; some minutes."
        })
final class BenchCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--part",
            paramLabel = "PART",
            split = ",",
            description = {
                "只测这些：due case acts http handover growth ledger sweep secrecy。",
                "Only these: due case acts http handover growth ledger sweep secrecy."
            })
    private List<String> parts = new ArrayList<>();

    @Option(
            names = "--short",
            description = {"短的一遍，只看都能跑通、大致多快。", "The short form: shows that all of it runs, and roughly how fast."})
    private boolean brief;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = {"临时数据放在哪里（默认系统临时目录）。", "Where the throw-away data go (the system's temporary directory)."})
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Measurements(console).take(parts, brief, work);
    }
}
