package dev.jieli.application.published;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.CaseEffect;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Instrument;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Wording;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes an entry of any act out of whatever its components may be, the awkward included. */
final class Anything {
    /** Every capacity that somebody acts in. */
    private static final ImmutableList<Capacity> PEOPLE = Stream.of(Capacity.values())
            .filter(capacity -> capacity != Capacity.SYSTEM)
            .collect(ImmutableList.toImmutableList());

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "反映拆迁补偿",
            "a\"b\\c/d",
            "一\n二\t三\r",
            "\u0000\u001f\u007f\u2028",
            "𠀀𝄞",
            "\ud800x\udc00",
            "<script>",
            "-");

    private final Random random;

    Anything(long seed) {
        this.random = new Random(seed);
    }

    Entry entry(Class<? extends Act> act) {
        String family = act.getEnclosingClass().getSimpleName();
        Subject.Kind kind = Arrays.stream(Subject.Kind.values())
                .filter(one -> family.equalsIgnoreCase(one + "Act"))
                .findFirst()
                .orElseThrow();
        Optional<IncumbencyId> by = maybe(() -> new IncumbencyId(id()));
        Capacity capacity = by.isEmpty() ? Capacity.SYSTEM : PEOPLE.get(random.nextInt(PEOPLE.size()));
        return new Entry(
                new Subject(kind, id()),
                1 + random.nextInt(1000),
                (Act) of(act),
                kind == Subject.Kind.CASE ? (CaseEffect) of(CaseEffect.class) : Effect.NONE,
                by,
                capacity,
                day(),
                Instant.ofEpochMilli(random.nextLong(-10_000_000_000_000L, 100_000_000_000_000L)),
                maybe(() -> (Article) of(Article.class)));
    }

    private Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        if (raw == int.class || raw == Integer.class) {
            return random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
        }
        if (raw == boolean.class) {
            return random.nextBoolean();
        }
        if (raw == UUID.class) {
            return id();
        }
        if (raw == LocalDate.class) {
            return day();
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
        }
        if (raw == Slot.class) {
            return new Slot(TEXTS.get(random.nextInt(7))); // a key with half a character is refused
        }
        if (raw == RegionCode.class) {
            return new RegionCode(List.of("330723", "330723103", "330723103201").get(random.nextInt(3)));
        }
        if (raw == Article.class) {
            return Article.art(1 + random.nextInt(50), random.nextInt(3), random.nextInt(3))
                    .of((Instrument) of(Instrument.class));
        }
        if (raw == Instrument.class) {
            return List.of(
                            Instrument.REGULATIONS_2022,
                            Instrument.REGULATIONS_2005,
                            new Instrument("330723-1", Wording.of("本县规定", "A rule of this county")),
                            new Instrument("R2022", Wording.of("同名", "Another under the same name")))
                    .get(random.nextInt(4));
        }
        if (raw == Chain.class) {
            ImmutableSortedMap.Builder<Role, IncumbencyId> above = ImmutableSortedMap.naturalOrder();
            for (Role role : List.of(Role.UNIT_HEAD, Role.LEADER_IN_CHARGE, Role.ASSIGNED_LEADER)) {
                maybe(() -> above.put(role, new IncumbencyId(id())));
            }
            return new Chain(new IncumbencyId(id()), above.build());
        }
        if (raw == LocalRulebook.class) {
            return LocalRulebook.shipped().get(random.nextInt(2));
        }
        if (raw == YearNotice.class) {
            return new YearNotice(
                    2028,
                    "某办发〔2027〕1号",
                    (String) of(String.class),
                    ImmutableSortedMap.of(LocalDate.of(2027, 12, 31), "元旦", LocalDate.of(2028, 1, 1), "元旦"),
                    random.nextBoolean()
                            ? ImmutableSortedMap.of()
                            : ImmutableSortedMap.of(LocalDate.of(2028, 1, 8), "元旦"));
        }
        return made(raw);
    }

    /** Whatever a constructor refuses is tried again with other parts. */
    private Object made(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        for (int i = 0; i < 1000; i++) {
            try {
                Object[] parts = Arrays.stream(components)
                        .map(component -> of(component.getGenericType()))
                        .toArray();
                return record.getDeclaredConstructor(Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new))
                        .newInstance(parts);
            } catch (ReflectiveOperationException refused) {
                if (!(refused.getCause() instanceof IllegalArgumentException)) {
                    throw new LinkageError(refused.getMessage(), refused);
                }
            }
        }
        throw new AssertionError("cannot make a " + record);
    }

    private Object generic(Class<?> raw, Type[] of) {
        if (raw == Optional.class) {
            return maybe(() -> of(of[0]));
        }
        if (raw == ImmutableList.class) {
            return some(of[0]).collect(ImmutableList.toImmutableList());
        }
        if (raw == ImmutableSet.class) {
            return some(of[0]).collect(ImmutableSet.toImmutableSet());
        }
        if (raw == ImmutableMap.class) {
            return some(of[0]).distinct().collect(ImmutableMap.toImmutableMap(key -> key, key -> of(of[1])));
        }
        throw new AssertionError("no way to make a " + raw);
    }

    private Stream<Object> some(Type of) {
        return Stream.generate(() -> of(of)).limit(random.nextInt(4));
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private LocalDate day() {
        return random.nextInt(10) == 0
                ? LocalDate.of(1 + random.nextInt(9999), 12, 31)
                : LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4000));
    }
}
