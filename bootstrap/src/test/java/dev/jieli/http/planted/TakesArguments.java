package dev.jieli.http.planted;

import picocli.CommandLine;

public final class TakesArguments {
    public CommandLine commandLine() {
        return new CommandLine(new Object());
    }
}
