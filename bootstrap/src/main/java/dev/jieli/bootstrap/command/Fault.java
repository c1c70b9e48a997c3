package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.wiring.Refused;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What is left to say when the program itself failed: the trace goes to a file and not to the person. */
final class Fault implements IExecutionExceptionHandler {
    private final Console console;

    Fault(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        if (fault instanceof Refused refused) {
            return console.refuse(refused.reason(), "", refused.in(console.language()));
        }
        String report = report(fault);
        console.refuse(
                "FAULT",
                "",
                console.in(
                        "程序出错：" + fault + "。这是程序的问题，" + report + "。",
                        "The program failed: " + fault + ". This is its fault and not yours; " + report + "."));
        return Console.FAULT;
    }

    private String report(Exception fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        try {
            Path file = Files.createTempFile("jieli-fault-", ".txt");
            Files.writeString(file, trace.toString());
            return console.in("详情已写入 " + file, "the details are in " + file);
        } catch (IOException e) {
            return console.in("详情未能写入文件：" + e.getMessage(), "the details could not be written: " + e.getMessage());
        }
    }
}
