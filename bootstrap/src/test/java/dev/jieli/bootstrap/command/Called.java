package dev.jieli.bootstrap.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a command answered: the exit code and what it printed. */
record Called(int code, String out, String err) {

    static Called jieli(String... args) {
        return in("", args);
    }

    /** @param lang as LANG would be in the environment; empty for not set */
    static Called in(String lang, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console =
                Console.of(args, Map.of("LANG", lang), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Called(CommandTree.run(console, args), out.toString(), err.toString());
    }
}
