package dev.jieli.bootstrap;

import dev.jieli.bootstrap.command.CommandTree;
import dev.jieli.bootstrap.command.Console;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(CommandTree.run(Console.standard(args), args));
    }
}
