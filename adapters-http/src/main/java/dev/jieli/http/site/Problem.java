package dev.jieli.http.site;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.http.wording.Flaw;
import dev.jieli.http.wording.Refusals;
import dev.jieli.http.wording.Words;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * 问题: why a request was not carried out, as RFC 9457 has it and as an error page shows it.
 *
 * @param reason a constant for machines; its explanation stands at {@code /docs#REASON}
 * @param title the reason in general, in the reader's language
 * @param detail what happened and what to do next, in the reader's language
 * @param more what one must know to do better: {@code due}, {@code entries}, {@code errors} …; values as JSON has them
 */
public record Problem(
        int status,
        String reason,
        String title,
        String detail,
        Optional<Article> article,
        ImmutableMap<String, Object> more) {

    private static final int SAID_AT_MOST = 5;

    public static Problem of(Refusal refusal, Language language) {
        return new Problem(
                Refusals.status(refusal),
                refusal.reason().name(),
                Refusals.sentence(refusal.reason(), language),
                Refusals.sentence(refusal, language),
                refusal.article(),
                ImmutableMap.copyOf(refusal.details()));
    }

    public static Problem of(Flaw flaw, ImmutableMap<String, String> facts, Language language) {
        return new Problem(
                flaw.status(),
                flaw.name(),
                flaw.sentence(language),
                flaw.sentence(language, facts),
                Optional.empty(),
                ImmutableMap.copyOf(facts));
    }

    /** All that is wrong with what was sent, told at once. */
    public static Problem of(Flaw flaw, ImmutableList<dev.jieli.application.published.Problem> all, Language language) {
        String said = all.stream()
                .limit(SAID_AT_MOST)
                .map(one -> one.field()
                        + (one.field().isEmpty() || language == Language.ZH ? "" : " ")
                        + Words.of(one.why()).in(language))
                .collect(Collectors.joining(language == Language.ZH ? "；" : "; "));
        ArrayNode errors = Json.MAPPER.createArrayNode();
        for (dev.jieli.application.published.Problem one : all) {
            ObjectNode error = errors.addObject();
            error.put("field", one.field());
            error.put("why", one.why().name());
            error.put("detail", Words.of(one.why()).in(language));
            if (!one.hint().isEmpty()) {
                error.put("hint", one.hint());
            }
        }
        return of(flaw, ImmutableMap.of("problems", said), language).with("errors", errors);
    }

    /** The law's own reason, which brings its words with it. */
    public static Problem of(Ruling.Reason reason, Language language) {
        return new Problem(
                422,
                reason.kind().name(),
                Refusals.sentence(reason.kind(), language),
                Refusals.sentence(reason, language),
                reason.article(),
                ImmutableMap.of());
    }

    public Problem with(String name, Object value) {
        return new Problem(
                status,
                reason,
                title,
                detail,
                article,
                ImmutableMap.<String, Object>builder()
                        .putAll(more)
                        .put(name, value)
                        .buildKeepingLast());
    }

    /** The same under another status: what is a conflict in a body is a failed precondition in a header. */
    public Problem as(int other) {
        return new Problem(other, reason, title, detail, article, more);
    }
}
