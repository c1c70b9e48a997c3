package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.statute.Wording;
import java.util.Optional;

/**
 * 表单: what is asked, what was entered, and why that was refused: the same form comes back with all of it.
 *
 * @param action where it goes
 * @param hidden what goes with it unseen: the number of entries seen, an id that makes a second click harmless
 */
public record Form(
        String action,
        Wording submit,
        ImmutableList<Field> fields,
        ImmutableMap<String, String> hidden,
        ImmutableListMultimap<String, String> values,
        Optional<Said> refusal) {

    /**
     * 不予办理的说明
     *
     * @param sentence what was refused and why
     * @param next what to do now
     * @param article on what it stands; empty where no article says so
     * @param field the field that has to be mended; empty where it is none
     */
    public record Said(String sentence, String next, Optional<String> article, Optional<String> field) {}

    public static Form of(String action, String zh, String en, Field... fields) {
        return of(action, zh, en, ImmutableList.copyOf(fields));
    }

    public static Form of(String action, String zh, String en, ImmutableList<Field> fields) {
        return new Form(
                action, Wording.of(zh, en), fields, ImmutableMap.of(), ImmutableListMultimap.of(), Optional.empty());
    }

    /** Something that goes with the form unseen. */
    public Form with(String name, Object value) {
        return new Form(
                action,
                submit,
                fields,
                ImmutableMap.<String, String>builder()
                        .putAll(hidden)
                        .put(name, value.toString())
                        .buildKeepingLast(),
                values,
                refusal);
    }

    /** A value that stands in the form before anybody has entered one. */
    public Form filled(String name, Object value) {
        return values.containsKey(name)
                ? this
                : entered(ImmutableListMultimap.<String, String>builder()
                        .putAll(values)
                        .put(name, value.toString())
                        .build());
    }

    public Form entered(ImmutableListMultimap<String, String> given) {
        return new Form(action, submit, fields, hidden, given, refusal);
    }

    public Form refused(Said why) {
        return new Form(action, submit, fields, hidden, values, Optional.of(why));
    }

    public String value(String name) {
        return values.get(name).isEmpty() ? "" : values.get(name).get(0);
    }

    public boolean chosen(String name, String value) {
        return values.get(name).contains(value);
    }

    public boolean wrong(String name) {
        return refusal.flatMap(Said::field).filter(name::equals).isPresent();
    }

    /** Whether it carries a file. */
    public boolean uploads() {
        return fields.stream().anyMatch(field -> field.kind() == Field.Kind.FILE);
    }
}
