package dev.jieli.domain.docket;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.statute.Article;
import java.util.Optional;

/**
 * 不予办理的理由: why something was refused, under which article, and what one must know to do better.
 *
 * @param details facts for the sentence shown to a person, by name: {@code due}, {@code holder}, {@code cases} …;
 *     {@code instead} names the acts that are open to whoever was refused one
 */
public record Refusal(Reason reason, Optional<Article> article, ImmutableMap<String, String> details) {

    public static Refusal of(Reason reason) {
        return new Refusal(reason, Optional.empty(), ImmutableMap.of());
    }

    public static Refusal of(Reason reason, Article article) {
        return new Refusal(reason, Optional.of(article), ImmutableMap.of());
    }

    /** The same refusal with one more fact. */
    public Refusal with(String name, Object value) {
        return new Refusal(
                reason,
                article,
                ImmutableMap.<String, String>builder()
                        .putAll(details)
                        .put(name, value.toString())
                        .buildKeepingLast());
    }
}
