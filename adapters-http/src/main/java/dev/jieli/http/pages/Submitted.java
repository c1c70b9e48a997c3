package dev.jieli.http.pages;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.http.site.Plain;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** 已填表单: what came back from a form, read field by field; the first field that cannot be read is what is refused. */
final class Submitted {
    private static final UUID NOBODY = new UUID(0, 0);

    private final ImmutableListMultimap<String, String> values;
    private Optional<String> wrong = Optional.empty();

    Submitted(ImmutableListMultimap<String, String> values) {
        this.values = values;
    }

    ImmutableListMultimap<String, String> values() {
        return values;
    }

    /** The same with another value in one field. */
    Submitted with(String name, String value) {
        return new Submitted(ImmutableListMultimap.<String, String>builder()
                .putAll(Multimaps.filterKeys(values, key -> !key.equals(name)))
                .put(name, value)
                .build());
    }

    /** Text that may be missing; whether it may be blank is for the act to say. */
    String text(String name) {
        return values.get(name).isEmpty() ? "" : values.get(name).get(0).strip();
    }

    Optional<String> given(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /** Text that has to be there. */
    String needed(String name) {
        if (text(name).isEmpty()) {
            refuse(name);
        }
        return text(name);
    }

    boolean ticked(String name) {
        return !text(name).isEmpty();
    }

    LocalDate date(String name) {
        return Plain.day(text(name)).orElseGet(() -> {
            refuse(name);
            return LocalDate.EPOCH;
        });
    }

    Optional<LocalDate> dateGiven(String name) {
        return given(name).map(given -> date(name));
    }

    int number(String name) {
        Integer number = Ints.tryParse(text(name));
        if (number == null || number < 0) {
            refuse(name);
            return 0;
        }
        return number;
    }

    /** The number given, or another where the field was left empty. */
    int number(String name, int otherwise) {
        return text(name).isEmpty() ? otherwise : number(name);
    }

    UUID id(String name) {
        try {
            return UUID.fromString(text(name));
        } catch (IllegalArgumentException unreadable) {
            refuse(name);
            return NOBODY;
        }
    }

    IncumbencyId seat(String name) {
        return new IncumbencyId(id(name));
    }

    <E extends Enum<E>> E of(Class<E> type, String name) {
        Optional<E> value = Enums.getIfPresent(type, text(name)).toJavaUtil();
        if (value.isEmpty()) {
            refuse(name);
        }
        return value.orElse(type.getEnumConstants()[0]);
    }

    /** One of a type's values, or none where the field was left empty. */
    <E extends Enum<E>> Optional<E> maybe(Class<E> type, String name) {
        return given(name).map(given -> of(type, name));
    }

    /** The units that were chosen in these fields; none where they were left empty. */
    ImmutableSet<UnitId> units(String... names) {
        return Arrays.stream(names)
                .filter(name -> given(name).isPresent())
                .map(name -> new UnitId(id(name)))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The officials that were chosen in these fields; none where they were left empty. */
    ImmutableSet<OfficialId> officials(String... names) {
        return Arrays.stream(names)
                .filter(name -> given(name).isPresent())
                .map(name -> new OfficialId(id(name)))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Those of a type's values that were ticked, each in a field of its own. */
    <E extends Enum<E>> ImmutableSet<E> ticked(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> ticked(value.name()))
                .collect(Sets.toImmutableEnumSet());
    }

    void refuse(String name) {
        if (wrong.isEmpty()) {
            wrong = Optional.of(name);
        }
    }

    Optional<Refusal> refusal() {
        return wrong.map(name -> Refusal.of(Reason.INCOMPLETE).with("field", name));
    }

    /** What was read, or why it cannot be used. */
    <T> Outcome<T> read(Supplier<T> reading) {
        T value = reading.get();
        return refusal().map(Outcome::<T>refused).orElse(Outcome.done(value));
    }
}
