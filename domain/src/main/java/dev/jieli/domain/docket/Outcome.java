package dev.jieli.domain.docket;

import dev.jieli.domain.statute.Article;
import java.util.function.Function;

/** 结果: what was asked for was done, or refused with its reason. */
public sealed interface Outcome<T> {

    /** 已办 */
    record Done<T>(T value) implements Outcome<T> {}

    /** 不予办理 */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    static <T> Outcome<T> refused(Reason reason, Article article) {
        return new Refused<>(Refusal.of(reason, article));
    }

    static <T> Outcome<T> refused(Reason reason) {
        return new Refused<>(Refusal.of(reason));
    }

    default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
        if (this instanceof Done<T> done) {
            return next.apply(done.value());
        }
        return new Refused<>(((Refused<T>) this).refusal());
    }

    default <U> Outcome<U> map(Function<? super T, ? extends U> to) {
        return then(value -> done(to.apply(value)));
    }
}
