package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.statute.Wording;
import java.util.Optional;

/**
 * 栏目: one thing that a form asks for.
 *
 * @param name as it comes back in the request
 * @param span how many of six columns it takes on a wide screen
 */
public record Field(
        String name,
        Kind kind,
        Wording label,
        Optional<Wording> hint,
        boolean required,
        int span,
        ImmutableList<Choice> choices) {

    /** 栏目形式 */
    public enum Kind {
        /** 单行 */
        LINE,
        /** 多行 */
        TEXT,
        /** 日期 */
        DATE,
        /** 天数、人数 */
        NUMBER,
        /** 下拉选择 */
        CHOICE,
        /** 单选 */
        PICK,
        /** 勾选 */
        CHECK,
        /** 密码 */
        PASSWORD,
        /** 动态口令 */
        CODE,
        /** 文件 */
        FILE,
        /** 小标题 */
        HEADING
    }

    /**
     * 选项
     *
     * @param group the unit or place under which it stands; blank for none
     */
    public record Choice(String value, String label, String group) {
        public static Choice of(String value, String label) {
            return new Choice(value, label, "");
        }
    }

    public static Field line(String name, String zh, String en) {
        return of(name, Kind.LINE, zh, en);
    }

    public static Field text(String name, String zh, String en) {
        return of(name, Kind.TEXT, zh, en);
    }

    public static Field date(String name, String zh, String en) {
        return of(name, Kind.DATE, zh, en).over(2);
    }

    public static Field number(String name, String zh, String en) {
        return of(name, Kind.NUMBER, zh, en).over(2);
    }

    public static Field password(String name, String zh, String en) {
        return of(name, Kind.PASSWORD, zh, en);
    }

    public static Field code(String name, String zh, String en) {
        return of(name, Kind.CODE, zh, en);
    }

    public static Field file(String name, String zh, String en) {
        return of(name, Kind.FILE, zh, en);
    }

    public static Field check(String name, String zh, String en) {
        return of(name, Kind.CHECK, zh, en).optional();
    }

    public static Field heading(String zh, String en) {
        return of("", Kind.HEADING, zh, en);
    }

    public static Field choice(String name, String zh, String en, Iterable<Choice> choices) {
        return of(name, Kind.CHOICE, zh, en).from(choices);
    }

    public static Field pick(String name, String zh, String en, Iterable<Choice> choices) {
        return of(name, Kind.PICK, zh, en).from(choices);
    }

    private static Field of(String name, Kind kind, String zh, String en) {
        return new Field(name, kind, Wording.of(zh, en), Optional.empty(), true, 6, ImmutableList.of());
    }

    private Field from(Iterable<Choice> from) {
        return new Field(name, kind, label, hint, required, span, ImmutableList.copyOf(from));
    }

    public Field hint(String zh, String en) {
        return new Field(name, kind, label, Optional.of(Wording.of(zh, en)), required, span, choices);
    }

    public Field optional() {
        return new Field(name, kind, label, hint, false, span, choices);
    }

    public Field over(int columns) {
        return new Field(name, kind, label, hint, required, columns, choices);
    }

    /** The choices in runs of one group, for a list that shows them under headings. */
    public ImmutableList<ImmutableList<Choice>> groups() {
        ImmutableList.Builder<ImmutableList<Choice>> groups = ImmutableList.builder();
        int from = 0;
        for (int i = 1; i <= choices.size(); i++) {
            if (i == choices.size()
                    || !choices.get(i).group().equals(choices.get(from).group())) {
                groups.add(choices.subList(from, i));
                from = i;
            }
        }
        return choices.isEmpty() ? ImmutableList.of() : groups.build();
    }
}
