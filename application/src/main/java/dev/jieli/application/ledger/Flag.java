package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** 是否 */
final class Flag {
    private static final ImmutableSet<String> YES =
            ImmutableSet.of("是", "有", "y", "yes", "true", "1", "√", "✓", "群体", "集体", "集体访", "群访", "联名", "联名信", "集访");
    private static final ImmutableSet<String> NO =
            ImmutableSet.of("否", "无", "没有", "n", "no", "false", "0", "×", "✗", "x", "个体", "个人", "个访", "单访", "非集体访");

    private Flag() {}

    static Optional<Boolean> of(String text) {
        String compact = Wording.compact(text);
        if (YES.contains(compact)) {
            return Optional.of(true);
        }
        return NO.contains(compact) ? Optional.of(false) : Optional.empty();
    }
}
