package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * All commands. Each command is a thin class that names what it needs in method bodies only: picocli looks at fields and
 * signatures, and {@code deadline} is not to wait for the server to be loaded.
 */
@Command(
        name = "jieli",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "接力：信访事项责任链与离任交接。",
            "Jieli: who answers for a petition, and how that passes on when an official leaves."
        })
@SuppressWarnings("unused") // these options are read before all others: Console
public final class CommandTree {

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 99,
            description = {"输出给程序读的 JSON。", "JSON for a program to read."})
    private boolean json;

    @Option(
            names = "--lang",
            paramLabel = "zh|en",
            scope = ScopeType.INHERIT,
            order = 100,
            description = {"说中文还是英文（默认看 LANG）。", "Chinese or English (by LANG, if not said)."})
    private String language = "zh";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 101,
            description = {"显示这个帮助。", "Show this help."})
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 102,
            description = {"显示版本。", "Show the version."})
    private boolean version;

    private CommandTree() {}

    /** Runs what the arguments ask for, and returns the exit code of the process. */
    public static int run(Console console, String... args) {
        return run(console, (place, to) -> Wiring.enter(place, to::note), args);
    }

    static int run(Console console, Doors doors, String... args) {
        return of(console, doors).execute(args);
    }

    static CommandLine of(Console console, Doors doors) {
        CommandLine tree = new CommandLine(new CommandTree());
        speak(tree.getCommandSpec(), console.language());
        add(tree, new Serve(console), console);
        add(tree, new Demo(console), console);
        add(tree, new ImportCommand(console, doors), console);
        add(tree, new ExportCommand(console, doors), console);
        add(tree, new PersonCommand(console, doors), console);
        add(tree, new RetainCommand(console, doors), console);
        add(tree, new HandoverCommand(console, doors), console);
        add(tree, new Who(console, doors), console);
        add(tree, new Verify(console, doors), console);
        add(tree, new AccountCommand(console, doors), console);
        add(tree, new KeysCommand(console, doors), console);
        add(tree, new CheckpointCommand(console, doors), console);
        add(tree, new BackupCommand(console), console);
        add(tree, new RestoreCommand(console), console);
        add(tree, new UpgradeCommand(console), console);
        add(tree, new Doctor(console), console);
        add(tree, new BenchCommand(console), console);
        add(tree, new Deadline(console, doors), console).footer(Deadline.terms(console.language()));
        String version = CommandTree.class.getPackage().getImplementationVersion();
        tree.getCommandSpec().version(console.in("接力 ", "Jieli ") + (version == null ? "dev" : version));
        Misuse misuse = new Misuse(console);
        return tree.setOut(console.out())
                .setErr(console.err())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(LocalDate.class, misuse::date)
                .registerConverter(Term.class, misuse::term)
                .setParameterExceptionHandler(misuse)
                .setExecutionExceptionHandler(new Fault(console));
    }

    private static UsageMessageSpec add(CommandLine tree, Object command, Console console) {
        CommandLine sub = new CommandLine(command);
        speakAll(sub, console.language());
        tree.addSubcommand(sub);
        return sub.getCommandSpec().usageMessage();
    }

    private static void speakAll(CommandLine command, Language language) {
        speak(command.getCommandSpec(), language);
        command.getSubcommands().values().forEach(sub -> speakAll(sub, language));
    }

    /** Annotations carry both languages, Chinese first; one is kept. */
    private static void speak(CommandSpec command, Language language) {
        UsageMessageSpec usage = command.usageMessage();
        usage.description(chosen(usage.description(), language));
        usage.footer(chosen(usage.footer(), language));
        usage.sortOptions(false);
        usage.synopsisHeading(language == Language.ZH ? "用法：" : "Usage: ");
        usage.descriptionHeading("%n");
        usage.parameterListHeading(language == Language.ZH ? "%n参数：%n" : "%nParameters:%n");
        usage.optionListHeading(language == Language.ZH ? "%n选项：%n" : "%nOptions:%n");
        usage.commandListHeading(language == Language.ZH ? "%n命令：%n" : "%nCommands:%n");
        usage.footerHeading("%n");
        for (ArgSpec arg : List.copyOf(command.args())) {
            if (arg.description().length == 2) {
                command.remove(arg);
                command.add(
                        arg instanceof OptionSpec option
                                ? option.toBuilder()
                                        .description(chosen(arg.description(), language))
                                        .build()
                                : ((PositionalParamSpec) arg)
                                        .toBuilder()
                                                .description(chosen(arg.description(), language))
                                                .build());
            }
        }
    }

    private static String[] chosen(String[] both, Language language) {
        return both.length == 2 ? new String[] {both[language == Language.ZH ? 0 : 1]} : both;
    }
}
