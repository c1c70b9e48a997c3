package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 名录: whom a ledger means by the names that it writes. A name that could mean two is taken for neither.
 */
final class Directory {
    /** 武义县 in 武义县信访局: the place that a unit's name begins with. */
    private static final Pattern PLACE =
            Pattern.compile("(.{1,7}?(?:省|自治州|市|自治县|县|区|旗))(?=人民政府|政府|委|信访|公安|财政|民政|教育|司法|自然|人力)");

    private static final Pattern SEAT_OF_TOWNSHIP = Pattern.compile("(?:人民政府|政府|街道办事处|办事处|街道办)$");
    private static final Pattern PART_OF_UNIT = Pattern.compile(".{0,12}(?:科|股|室|所|队|站|办|中心|窗口|分局)");
    private static final Pattern NAMES = Pattern.compile("[\\s、,，;；/（）()：:]+");
    private static final int SHORTEST_WHOLE = 4;

    private record Sitter(IncumbencyId incumbency, UnitId unit, Post post, String name) {}

    private final ImmutableList<Unit> units;
    private final List<Sitter> sitters = new ArrayList<>();
    private final Map<String, Set<UnitId>> byKey = new HashMap<>();
    private final Map<UnitId, Unit> byId = new HashMap<>();
    private final Set<String> places = new LinkedHashSet<>();
    private final Map<String, Optional<Unit>> asked = new HashMap<>();

    private Directory(ImmutableList<Unit> units) {
        this.units = units;
    }

    static Directory of(Store.Session session) {
        Directory directory = new Directory(session.roster().units());
        for (Unit unit : directory.units) {
            directory.byId.put(unit.id(), unit);
            Matcher place = PLACE.matcher(unit.name());
            if (place.lookingAt()) {
                directory.places.add(place.group(1));
            }
        }
        for (Unit unit : directory.units) {
            directory
                    .keys(unit)
                    .forEach(key -> directory
                            .byKey
                            .computeIfAbsent(key, k -> new HashSet<>())
                            .add(unit.id()));
            for (Post post : session.roster().posts(unit.id())) {
                for (Incumbency sitting : session.tenures().sitting(post.id())) {
                    String name = session.roster()
                            .official(sitting.official())
                            .map(Official::name)
                            .orElse("");
                    directory.sitters.add(new Sitter(sitting.id(), unit.id(), post, Wording.compact(name)));
                }
            }
        }
        return directory;
    }

    // ------------------------------------------------------------------ units

    /** Every way in which the unit may be written. */
    private Set<String> keys(Unit unit) {
        Set<String> names = new LinkedHashSet<>();
        names.add(Wording.compact(unit.name()));
        unit.shortNames().forEach(name -> names.add(Wording.compact(name)));
        Set<String> keys = new LinkedHashSet<>(names);
        for (String name : names) {
            String bare = withoutPlace(name);
            keys.add(bare);
            if (unit.kind() == Unit.Kind.TOWNSHIP) {
                String township = SEAT_OF_TOWNSHIP.matcher(bare).replaceFirst("");
                String base = township.isEmpty() ? bare : township;
                String street = bare.contains("街道") && !base.endsWith("街道") ? base + "街道" : base;
                keys.add(street);
            }
        }
        keys.removeIf(key -> key.length() < 2);
        return keys;
    }

    private String withoutPlace(String name) {
        for (String place : places) {
            String bare = name.startsWith(place)
                    ? name.substring(place.length())
                    : name.startsWith(place.substring(0, place.length() - 1)) && place.length() > 2
                            ? name.substring(place.length() - 1)
                            : name;
            if (bare.length() >= 2 && bare.length() < name.length()) {
                return bare;
            }
        }
        return name;
    }

    /** The unit that a ledger means by this name. */
    Optional<Unit> unit(String written) {
        return asked.computeIfAbsent(Wording.compact(written), this::find);
    }

    private Optional<Unit> find(String name) {
        for (String form : forms(name)) {
            Set<UnitId> found = byKey.getOrDefault(form, Set.of());
            if (found.size() == 1) {
                return Optional.ofNullable(byId.get(found.iterator().next()));
            }
        }
        return whole(name);
    }

    private Set<String> forms(String name) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(name);
        String bare = withoutPlace(name);
        forms.add(bare);
        String our = bare.replaceFirst("^[本我]?[省市县区旗](?=.{3,})", "");
        forms.add(our);
        for (String form : List.copyOf(forms)) {
            String township = SEAT_OF_TOWNSHIP.matcher(form).replaceFirst("");
            if (township.length() >= 2) {
                forms.add(township);
                if (form.contains("街道")) {
                    forms.add(township.endsWith("街道") ? township : township + "街道");
                }
            }
        }
        return forms;
    }

    /** 县公安局治安大队: a part of a unit stands for the unit. */
    private Optional<Unit> whole(String name) {
        for (String form : forms(name)) {
            for (int end = form.length() - 1; end >= SHORTEST_WHOLE - 1; end--) {
                Set<UnitId> found = byKey.getOrDefault(form.substring(0, end), Set.of());
                if (found.size() == 1
                        && PART_OF_UNIT.matcher(form.substring(end)).matches()) {
                    return Optional.ofNullable(byId.get(found.iterator().next()));
                }
            }
        }
        return Optional.empty();
    }

    Optional<Unit> unit(UnitId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The region that a ledger means by the name of a place: its code, or the township's that has it. */
    Optional<RegionCode> place(String written) {
        String compact = Wording.compact(written);
        if (RegionCode.isValid(compact)) {
            return Optional.of(new RegionCode(compact));
        }
        return compact.isEmpty()
                ? Optional.empty()
                : unit(written)
                        .filter(unit -> unit.kind() == Unit.Kind.TOWNSHIP || unit.kind() == Unit.Kind.GOVERNMENT)
                        .map(Unit::region);
    }

    // ------------------------------------------------------------------ people

    /** Who takes in what comes to a unit: its officer, or its clerk, or its head. */
    Optional<IncumbencyId> receiver(UnitId unit) {
        for (Post.Kind kind : new Post.Kind[] {Post.Kind.HANDLER, Post.Kind.CLERK, Post.Kind.HEAD, Post.Kind.LEADER}) {
            for (Sitter sitter : sitters) {
                if (sitter.unit.equals(unit) && sitter.post.kind() == kind) {
                    return Optional.of(sitter.incumbency);
                }
            }
        }
        return Optional.empty();
    }

    /** Who of a unit is called so. */
    Optional<IncumbencyId> officer(UnitId unit, String written) {
        return called(
                written,
                sitters.stream().filter(sitter -> sitter.unit.equals(unit)).toList());
    }

    /** The leader who is called so, or the head of a unit. */
    Optional<IncumbencyId> leader(String written) {
        return called(
                        written,
                        sitters.stream()
                                .filter(sitter -> sitter.post.kind() == Post.Kind.LEADER)
                                .toList())
                .or(() -> called(
                        written,
                        sitters.stream()
                                .filter(sitter -> sitter.post.kind() == Post.Kind.HEAD)
                                .toList()));
    }

    private static Optional<IncumbencyId> called(String written, List<Sitter> among) {
        Set<String> names = new LinkedHashSet<>();
        names.add(Wording.compact(written));
        NAMES.splitAsStream(written).map(Wording::compact).forEach(names::add);
        for (String name : names) {
            ImmutableSet<IncumbencyId> found = among.stream()
                    .filter(sitter -> !sitter.name.isEmpty() && sitter.name.equals(name))
                    .map(Sitter::incumbency)
                    .collect(ImmutableSet.toImmutableSet());
            if (found.size() == 1) {
                return Optional.of(found.asList().get(0));
            }
        }
        return Optional.empty();
    }
}
