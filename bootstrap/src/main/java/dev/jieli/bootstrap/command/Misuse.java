package dev.jieli.bootstrap.command;

import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with a command, and where to read how it goes. */
final class Misuse implements IParameterExceptionHandler {
    private final Console console;

    Misuse(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        if ("Missing required subcommand".equals(wrong.getMessage()) && !console.json()) {
            command.usage(console.err());
            return Console.MISUSED;
        }
        String help = command.getCommandSpec().qualifiedName() + " --help";
        console.refuse("MISUSED", "", sentence(wrong) + console.in("用法见 " + help + "。", " See " + help + "."));
        return Console.MISUSED;
    }

    private String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String words = String.join(" ", unmatched.getUnmatched());
            List<String> near = unmatched.getSuggestions();
            return near.isEmpty()
                    ? console.in("不认识“" + words + "”。", "\"" + words + "\" is not known.")
                    : console.in(
                            "不认识“" + words + "”，是不是 " + String.join("、", near) + "?",
                            "\"" + words + "\" is not known; did you mean " + String.join(", ", near) + "?");
        }
        if (wrong instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            String names = missing.getMissing().stream().map(Misuse::name).collect(Collectors.joining(" "));
            return console.in("缺少 " + names + "。", names + " is missing.");
        }
        ArgSpec about = wrong.getArgSpec();
        if (about != null && about.type() == int.class) {
            return console.in(name(about) + " 要填整数。", name(about) + " takes a whole number.");
        }
        if (about != null && wrong.getCause() instanceof TypeConversionException converted) {
            return Objects.requireNonNull(converted.getMessage());
        }
        if (about != null && wrong.getValue() != null) {
            return console.in(
                    name(about) + " 不能是“" + wrong.getValue() + "”。",
                    name(about) + " cannot be \"" + wrong.getValue() + "\".");
        }
        return about == null
                ? Objects.requireNonNull(wrong.getMessage())
                : console.in(name(about) + " 的写法不对。", name(about) + " is not written like this.");
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(console.in(
                    "“" + text + "”不是日期，请写成 2026-01-31 的样子。",
                    "\"" + text + "\" is not a date; write it like 2026-01-31."));
        }
    }

    Term term(String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(Term.values())
                .filter(term -> term.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> {
                    String all = Stream.of(Term.values()).map(Term::name).collect(Collectors.joining(" "));
                    return new TypeConversionException(console.in(
                            "没有“" + text + "”这个期限，可以是：" + all + "。",
                            "There is no term \"" + text + "\"; the terms are: " + all + "."));
                });
    }
}
