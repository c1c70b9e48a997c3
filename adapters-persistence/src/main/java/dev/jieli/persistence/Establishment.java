package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.jieli.persistence.db.Tables.DELEGATION;
import static dev.jieli.persistence.db.Tables.INCUMBENCY;
import static dev.jieli.persistence.db.Tables.OFFICIAL;
import static dev.jieli.persistence.db.Tables.POST;
import static dev.jieli.persistence.db.Tables.ROSTER_VERSION;
import static dev.jieli.persistence.db.Tables.RULEBOOK;
import static dev.jieli.persistence.db.Tables.UNIT;
import static dev.jieli.persistence.db.Tables.YEAR_NOTICE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * 编制: who sits where, the calendar and the rulebooks adopted, as of one version; kept in memory because every act asks for it and it changes a
 * few times a week. A write is valid only while its version is still the one in the database.
 *
 * @param sights what was reckoned of it, of those who asked
 */
record Establishment(
        long version,
        ImmutableMap<UnitId, UnitState> units,
        ImmutableMap<PostId, Post> posts,
        ImmutableMap<OfficialId, Official> officials,
        ImmutableMap<IncumbencyId, Incumbency> sitting,
        ImmutableListMultimap<PostId, Incumbency> byPost,
        WorkCalendar calendar,
        ImmutableList<LocalRulebook> rulebooks,
        ImmutableList<Delegation> delegations,
        Map<OfficialId, Sight> sights) {

    /** A unit, who heads it, and the head of its docket. */
    record UnitState(Unit unit, Optional<PostId> head, Optional<PostId> inCharge, int entries, String lastHash) {}

    /** Empty where there is no such incumbency or it has ended. */
    Optional<Seat> seat(IncumbencyId who) {
        Incumbency incumbency = sitting.get(who);
        if (incumbency == null) {
            return Optional.empty();
        }
        Post post = there(posts.get(incumbency.post()));
        UnitState unit = there(units.get(post.unit()));
        ImmutableSortedMap.Builder<Role, IncumbencyId> above = ImmutableSortedMap.naturalOrder();
        put(above, Role.UNIT_HEAD, unit.head(), incumbency);
        put(above, Role.LEADER_IN_CHARGE, unit.inCharge(), incumbency);
        return Optional.of(new Seat(who, unit.unit().id(), unit.unit().kind(), post.kind(), above.build()));
    }

    /** Who came first into the post stands above, unless it is the same official. */
    private void put(
            ImmutableSortedMap.Builder<Role, IncumbencyId> above, Role role, Optional<PostId> post, Incumbency below) {
        post.flatMap(there -> byPost.get(there).stream().findFirst())
                .filter(first -> !first.official().equals(below.official()))
                .ifPresent(first -> above.put(role, first.id()));
    }

    /** What somebody is shown. */
    Sight sight(Asker asker) {
        if (asker instanceof Asker.Job job) {
            return Sight.of(job);
        }
        if (asker instanceof Asker.StandIn standIn) {
            return delegations.stream()
                    .filter(one -> one.is(standIn.as()) && one.covers(standIn.on()))
                    .findFirst()
                    .flatMap(one -> seat(one.absent()))
                    .map(seat -> Authority.standIn(
                            sight(Asker.of(standIn.as().absent())),
                            sight(Asker.of(standIn.as().who())),
                            seat,
                            units.values().stream().map(UnitState::unit).collect(toImmutableList())))
                    .orElse(Sight.NOTHING);
        }
        if (asker instanceof Asker.InPost system) {
            return seat(system.incumbency())
                    .map(seat -> Authority.inPost(
                            sight(Asker.of(seat.incumbency())),
                            there(sitting.get(seat.incumbency())).official(),
                            seat,
                            units.values().stream().map(UnitState::unit).collect(toImmutableList())))
                    .orElse(Sight.NOTHING);
        }
        Optional<OfficialId> official = asker instanceof Asker.Person person
                ? Optional.of(person.official())
                : Optional.ofNullable(sitting.get(((Asker.Holder) asker).incumbency()))
                        .map(Incumbency::official);
        return official.map(who -> sights.computeIfAbsent(
                        who,
                        one -> Authority.sight(
                                one,
                                heldBy(one).stream()
                                        .flatMap(held -> seat(held.id()).stream())
                                        .collect(toImmutableList()),
                                units.values().stream().map(UnitState::unit).collect(toImmutableList()))))
                .orElse(Sight.NOTHING);
    }

    ImmutableList<Incumbency> heldBy(OfficialId official) {
        return sitting.values().stream()
                .filter(one -> one.official().equals(official))
                .sorted(Comparator.comparing(Incumbency::from))
                .collect(toImmutableList());
    }

    /** All units, those above before those below. */
    ImmutableList<Unit> fromTheTop() {
        Map<UnitId, Integer> depths = new HashMap<>();
        return units.values().stream()
                .map(UnitState::unit)
                .sorted(Comparator.comparingInt(unit -> depth(unit, depths)))
                .collect(toImmutableList());
    }

    private int depth(Unit unit, Map<UnitId, Integer> depths) {
        Integer known = depths.get(unit.id());
        if (known != null) {
            return known;
        }
        int depth = unit.above()
                .map(above -> 1 + depth(there(units.get(above)).unit(), depths))
                .orElse(0);
        depths.put(unit.id(), depth);
        return depth;
    }

    private static <T> T there(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("what a foreign key points to is not there");
        }
        return found;
    }

    // ------------------------------------------------------------------ changing

    /**
     * As it stands after these writes, which are the only change since; so that whoever sets up an office need not read it
     * again for each post.
     *
     * @param hashes of the last entries of the units' dockets
     */
    Establishment after(Writes writes, Map<UnitId, String> hashes) {
        Map<UnitId, UnitState> newUnits = new LinkedHashMap<>(units);
        Map<PostId, Post> newPosts = new LinkedHashMap<>(posts);
        Map<OfficialId, Official> newOfficials = new LinkedHashMap<>(officials);
        Map<IncumbencyId, Incumbency> newSitting = new LinkedHashMap<>(sitting);
        WorkCalendar newCalendar = calendar;
        ImmutableList<LocalRulebook> newRulebooks = rulebooks;
        List<Delegation> newDelegations = new ArrayList<>(delegations);
        for (Entry entry : writes.units) {
            UnitId id = new UnitId(entry.subject().id());
            UnitState before = newUnits.get(id);
            Unit unit = entry.act() instanceof UnitAct.Establish establish
                    ? establish.unit()
                    : there(before).unit();
            Optional<PostId> head = before == null ? Optional.empty() : before.head();
            Optional<PostId> inCharge = before == null ? Optional.empty() : before.inCharge();
            if (entry.act() instanceof UnitAct.NameHeads heads) {
                head = heads.head();
                inCharge = heads.inCharge();
            } else if (entry.act() instanceof UnitAct.CreatePost create) {
                newPosts.put(create.post().id(), create.post());
            } else if (entry.act() instanceof UnitAct.Appoint appoint) {
                newOfficials.put(appoint.official().id(), appoint.official());
                newSitting.put(appoint.incumbency().id(), appoint.incumbency());
            } else if (entry.act() instanceof UnitAct.Delegate delegate) {
                newDelegations.add(delegate.delegation());
            } else if (entry.act() instanceof UnitAct.EndDelegation end) {
                newDelegations.removeIf(one -> one.id().equals(end.delegation()));
            } else if (entry.act() instanceof UnitAct.Enlist enlist) {
                newOfficials.put(enlist.official().id(), enlist.official());
            } else if (entry.act() instanceof UnitAct.Announce announce) {
                newCalendar = newCalendar.with(announce.notice());
            } else if (entry.act() instanceof UnitAct.Adopt adopt) {
                newRulebooks = adopted(newRulebooks, adopt.rulebook());
            }
            newUnits.put(id, new UnitState(unit, head, inCharge, entry.number(), hashes.getOrDefault(id, Seal.FIRST)));
        }
        writes.begun.forEach(one -> newSitting.put(one.id(), one));
        newSitting.keySet().removeAll(writes.ended.keySet());
        newSitting.values().removeIf(one -> !one.sits());
        return of(
                version + 1,
                ImmutableMap.copyOf(newUnits),
                ImmutableMap.copyOf(newPosts),
                ImmutableMap.copyOf(newOfficials),
                newSitting.values(),
                newCalendar,
                newRulebooks,
                newDelegations.stream()
                        .filter(one -> newSitting.containsKey(one.absent()) && newSitting.containsKey(one.delegate()))
                        .collect(toImmutableList()));
    }

    private static ImmutableList<LocalRulebook> adopted(ImmutableList<LocalRulebook> before, LocalRulebook book) {
        return Stream.concat(before.stream().filter(one -> !book.takesThePlaceOf(one)), Stream.of(book))
                .collect(toImmutableList());
    }

    /** The unit below none. */
    Optional<Unit> root() {
        return units.values().stream()
                .map(UnitState::unit)
                .filter(unit -> unit.above().isEmpty())
                .findFirst();
    }

    /** Those who sit stand in the order in which they began. */
    private static Establishment of(
            long version,
            ImmutableMap<UnitId, UnitState> units,
            ImmutableMap<PostId, Post> posts,
            ImmutableMap<OfficialId, Official> officials,
            Collection<Incumbency> sitting,
            WorkCalendar calendar,
            ImmutableList<LocalRulebook> rulebooks,
            ImmutableList<Delegation> delegations) {
        ImmutableList<Incumbency> inOrder = ImmutableList.sortedCopyOf(Comparator.comparing(Incumbency::from), sitting);
        return new Establishment(
                version,
                units,
                posts,
                officials,
                Maps.uniqueIndex(inOrder, Incumbency::id),
                Multimaps.index(inOrder, Incumbency::post),
                calendar,
                rulebooks,
                delegations,
                new ConcurrentHashMap<>());
    }

    // ------------------------------------------------------------------ reading

    static long versionIn(DSLContext sql) {
        return sql.select(ROSTER_VERSION.VERSION).from(ROSTER_VERSION).fetchSingle(ROSTER_VERSION.VERSION);
    }

    /** As it stands now. Read again where it changed while it was read. */
    static Establishment read(DSLContext sql) {
        while (true) {
            long version = versionIn(sql);
            Establishment read = read(sql, version);
            if (versionIn(sql) == version) {
                return read;
            }
        }
    }

    private static Establishment read(DSLContext sql, long version) {
        ImmutableMap.Builder<UnitId, UnitState> units = ImmutableMap.builder();
        sql.selectFrom(UNIT).orderBy(UNIT.CAME).forEach(row -> {
            Unit unit = new Unit(
                    new UnitId(row.getId()),
                    row.getName(),
                    ImmutableSet.copyOf(row.getShortNames()),
                    Unit.Kind.valueOf(row.getKind()),
                    new RegionCode(row.getRegion()),
                    Optional.ofNullable(row.getAbove()).map(UnitId::new));
            units.put(
                    unit.id(),
                    new UnitState(
                            unit,
                            Optional.ofNullable(row.getHead()).map(PostId::new),
                            Optional.ofNullable(row.getInCharge()).map(PostId::new),
                            row.getEntries(),
                            HexFormat.of().formatHex(row.getLastHash())));
        });
        ImmutableMap.Builder<PostId, Post> posts = ImmutableMap.builder();
        sql.selectFrom(POST).orderBy(POST.CAME).forEach(row -> {
            Post post = new Post(
                    new PostId(row.getId()),
                    new UnitId(row.getUnit()),
                    row.getTitle(),
                    Post.Kind.valueOf(row.getKind()),
                    row.getRank());
            posts.put(post.id(), post);
        });
        ImmutableMap.Builder<OfficialId, Official> officials = ImmutableMap.builder();
        sql.selectFrom(OFFICIAL).forEach(row -> {
            Official official = new Official(new OfficialId(row.getId()), row.getName());
            officials.put(official.id(), official);
        });
        List<Incumbency> sitting = new ArrayList<>();
        sql.selectFrom(INCUMBENCY)
                .where(INCUMBENCY.ACTIVE)
                .orderBy(INCUMBENCY.BEGAN, INCUMBENCY.CAME)
                .forEach(row -> sitting.add(incumbency(row)));
        WorkCalendar calendar = WorkCalendar.national();
        for (String json : sql.select(YEAR_NOTICE.ENTRY)
                .from(YEAR_NOTICE)
                .orderBy(YEAR_NOTICE.YEAR)
                .fetch(YEAR_NOTICE.ENTRY)) {
            calendar = calendar.with(((UnitAct.Announce) EntryJson.read(json).act()).notice());
        }
        ImmutableList<LocalRulebook> rulebooks = ImmutableList.of();
        for (String json :
                sql.select(RULEBOOK.ENTRY).from(RULEBOOK).orderBy(RULEBOOK.CAME).fetch(RULEBOOK.ENTRY)) {
            rulebooks = adopted(rulebooks, ((UnitAct.Adopt) EntryJson.read(json).act()).rulebook());
        }
        return of(
                version,
                units.buildOrThrow(),
                posts.buildOrThrow(),
                officials.buildOrThrow(),
                sitting,
                calendar,
                rulebooks,
                sql
                        .selectFrom(DELEGATION)
                        .where(DELEGATION.ABSENT_SITS)
                        .and(DELEGATION.DELEGATE_SITS)
                        .and(DELEGATION.ENDED.isNull())
                        .orderBy(DELEGATION.CAME)
                        .fetch(Establishment::delegation)
                        .stream()
                        .collect(toImmutableList()));
    }

    static Delegation delegation(Record row) {
        return new Delegation(
                new DelegationId(row.get(DELEGATION.ID)),
                new IncumbencyId(row.get(DELEGATION.ABSENT)),
                new IncumbencyId(row.get(DELEGATION.DELEGATE)),
                Delegation.Cause.valueOf(row.get(DELEGATION.CAUSE)),
                row.get(DELEGATION.FIRST_DAY),
                row.get(DELEGATION.LAST_DAY),
                row.get(DELEGATION.NOTE),
                Optional.ofNullable(row.get(DELEGATION.ENDED)));
    }

    static Incumbency incumbency(Record row) {
        return new Incumbency(
                new IncumbencyId(row.get(INCUMBENCY.ID)),
                new OfficialId(row.get(INCUMBENCY.OFFICIAL)),
                new PostId(row.get(INCUMBENCY.POST)),
                row.get(INCUMBENCY.BEGAN),
                row.get(INCUMBENCY.ACTING),
                Optional.ofNullable(row.get(INCUMBENCY.UNTIL)));
    }
}
