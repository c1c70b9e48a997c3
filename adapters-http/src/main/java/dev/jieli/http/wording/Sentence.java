package dev.jieli.http.wording;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 句子: a wording with places for facts. {@code {due}} is a fact; {@code [, due on {due}]} is left out when one of its
 * facts is not known. Constants among the facts are said in words.
 */
final class Sentence {
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern FACT = Pattern.compile("\\{(\\w+)}");

    private Sentence() {}

    static String in(Language language, Wording pattern, ImmutableMap<String, String> facts) {
        String text = OPTIONAL.matcher(pattern.in(language))
                .replaceAll(part -> Matcher.quoteReplacement(
                        FACT.matcher(part.group(1)).results().allMatch(fact -> facts.containsKey(fact.group(1)))
                                ? part.group(1)
                                : ""));
        String said = FACT.matcher(text)
                .replaceAll(fact -> Matcher.quoteReplacement(
                        said(fact.group(1), facts.getOrDefault(fact.group(1), "?"), language)));
        return begun(said, language);
    }

    /** As the beginning of a sentence. */
    static String begun(String said, Language language) {
        return language == Language.EN && !said.isEmpty()
                ? Ascii.toUpperCase(said.charAt(0)) + said.substring(1)
                : said;
    }

    private static String said(String name, String fact, Language language) {
        return switch (name) {
            case "act" -> Words.act(fact).in(language);
            case "track" -> Words.track(fact).in(language);
            case "unfit" -> Words.unfit(fact).in(language);
            case "stage" -> Words.stage(fact).in(language);
            case "stages" ->
                Splitter.on(", ")
                        .splitToStream(fact)
                        .map(stage -> Words.stage(stage).in(language))
                        .collect(joining(language == Language.ZH ? "、" : ", "));
            case "instead" ->
                Splitter.on(", ")
                        .splitToStream(fact)
                        .map(act -> Words.act(act).in(language))
                        .collect(joining(language == Language.ZH ? "、" : ", "));
            case "needs", "as" -> Words.capacities(fact, language);
            case "material" ->
                Splitter.on(", ")
                        .splitToStream(fact)
                        .map(material -> Words.material(material).in(language))
                        .collect(joining(language == Language.ZH ? "、" : ", "));
            case "cases" -> language == Language.ZH ? fact : fact.replace("、", ", ");
            case "duty" -> Words.duty(fact).in(language);
            case "ending" -> Words.ending(fact).in(language);
            case "field" -> Words.field(fact).in(language);
            default -> fact;
        };
    }
}
