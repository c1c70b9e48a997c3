package dev.jieli.bootstrap.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.wording.Refusals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Where a command speaks to whoever called it.
 *
 * @param json whether it speaks to a machine: what is asked for on {@code out}, why not on {@code err}, a line each
 */
public record Console(Language language, boolean json, PrintWriter out, PrintWriter err) {

    /** Done. */
    public static final int DONE = 0;
    /** What was asked for cannot be; the reason is on {@code err}. */
    public static final int REFUSED = 1;
    /** The command was not understood. */
    public static final int MISUSED = 2;
    /** The program failed, which is our fault. */
    public static final int FAULT = 70;

    private static final JsonFactory JSON = new JsonFactory();

    /** The streams of the process, in the language that the arguments or the environment ask for. */
    public static Console standard(String[] args) {
        return of(
                args,
                System.getenv(),
                writer(new FileOutputStream(FileDescriptor.out)),
                writer(new FileOutputStream(FileDescriptor.err)));
    }

    static Console of(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        return new Console(language(args, environment), List.of(args).contains("--json"), out, err);
    }

    /** Chinese, unless English is asked for. */
    private static Language language(String[] args, Map<String, String> environment) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--lang") && i + 1 < args.length) {
                return language(args[i + 1]);
            }
            if (args[i].startsWith("--lang=")) {
                return language(args[i].substring("--lang=".length()));
            }
        }
        for (String variable : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty() && !locale.startsWith("C")) {
                return language(locale);
            }
        }
        return Language.ZH;
    }

    private static Language language(String locale) {
        return locale.toLowerCase(java.util.Locale.ROOT).startsWith("en") ? Language.EN : Language.ZH;
    }

    /** The terminal's charset where it has Chinese, UTF-8 where it has not (the C locale). */
    private static PrintWriter writer(OutputStream stream) {
        Charset charset = Charset.forName(
                System.getProperty("native.encoding", Charset.defaultCharset().name()));
        return new PrintWriter(stream, true, charset.newEncoder().canEncode('接') ? charset : StandardCharsets.UTF_8);
    }

    public String in(String zh, String en) {
        return language == Language.ZH ? zh : en;
    }

    /** A line of what was asked for. */
    public void say(String line) {
        out.println(line);
    }

    public void say(String zh, String en) {
        say(in(zh, en));
    }

    /** A line beside what was asked for: progress, warnings. Not said to machines. */
    public void note(String zh, String en) {
        if (!json) {
            err.println(in(zh, en));
            err.flush();
        }
    }

    /** An object for a machine, on a line of its own. */
    public void json(Content content) {
        out.println(object(content));
    }

    /** Says why not. */
    public int refuse(String reason, Wording why) {
        return refuse(reason, "", why.in(language));
    }

    /**
     * Says why not.
     *
     * @param article where the law says so; blank for nowhere
     */
    public int refuse(String reason, String article, String why) {
        if (json) {
            err.println(object(into -> {
                into.writeStringField("reason", reason);
                if (!article.isBlank()) {
                    into.writeStringField("article", article);
                }
                into.writeStringField("detail", why);
            }));
        } else {
            err.println(why);
        }
        err.flush();
        return REFUSED;
    }

    /** Says why a use case would not. */
    public int refuse(Refusal refusal) {
        return refuse(
                refusal.reason().name(),
                refusal.article().map(article -> article.cited(language)).orElse(""),
                Refusals.sentence(refusal, language));
    }

    /** Says why the law would not. */
    public int refuse(List<Ruling.Reason> reasons) {
        reasons.forEach(reason -> refuse(
                reason.kind().name(),
                reason.article().map(article -> article.cited(language)).orElse(""),
                reason.in(language)));
        return REFUSED;
    }

    private static String object(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator into = JSON.createGenerator(text)) {
            into.writeStartObject();
            content.write(into);
            into.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The fields of an object. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator into) throws IOException;
    }
}
