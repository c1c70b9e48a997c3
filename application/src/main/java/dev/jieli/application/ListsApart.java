package dev.jieli.application;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.function.Predicate.not;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * 检举控告事项另册: on which list of a departure a case belongs. That follows from the case alone and never from who asks: the
 * main list holds nothing that is against somebody, and what is kept from the same units and officials shares a list. Were all
 * accusations on one, it would be hidden from whom one of them is against, and that it is not there would tell of that one.
 */
final class ListsApart {

    /**
     * 不得透露的对象: from whom it is to be kept.
     *
     * @param lies the unit in which it lies, where it is against that one, too: there it is seen until it is passed on
     */
    private record Against(ImmutableSet<UnitId> units, ImmutableSet<OfficialId> officials, Optional<UnitId> lies) {
        static Against of(PetitionCase found) {
            return new Against(
                    found.involved().accused(),
                    found.involved().accusedOfficials(),
                    Optional.of(found.position().unit())
                            .filter(unit ->
                                    found.isOpen() && found.involved().accused().contains(unit)));
        }
    }

    private ListsApart() {}

    static boolean belongsApart(PetitionCase found) {
        return found.involved().isAgainstSomebody();
    }

    /** Those of them that belong on the main list. */
    static ImmutableList<PetitionCase> main(Collection<PetitionCase> found) {
        return found.stream().filter(not(ListsApart::belongsApart)).collect(toImmutableList());
    }

    /** Whether all of these are to be kept from the same. */
    static boolean belongTogether(Collection<PetitionCase> found) {
        return found.stream().map(Against::of).distinct().count() == 1;
    }

    /** Those of them that belong on this list beside another. */
    static ImmutableList<PetitionCase> on(Store.Session session, Handover list, Collection<PetitionCase> found) {
        ImmutableList<PetitionCase> there = session.whole().cases().all(list.everListed());
        return found.stream()
                .filter(ListsApart::belongsApart)
                .filter(one -> belongTogether(ImmutableList.<PetitionCase>builder()
                        .addAll(there)
                        .add(one)
                        .build()))
                .collect(toImmutableList());
    }

    /**
     * Opens what lists these need beside the main one.
     *
     * @param found each in the chain of which the leaver stands
     */
    static void open(Store.Session session, Handover main, Collection<PetitionCase> found, LocalDate on, Instant at) {
        ImmutableListMultimap<Against, PetitionCase> lists =
                Multimaps.index(found.stream().filter(ListsApart::belongsApart).iterator(), Against::of);
        for (Against against : lists.keySet()) {
            session.handovers()
                    .enter(main.listedApart(id(main, lists.get(against), at), items(lists.get(against), main), on, at));
        }
    }

    static ImmutableList<Handover.Item> items(Collection<PetitionCase> found, Handover list) {
        return found.stream().map(one -> Handover.Item.of(one, list.outgoing())).collect(toImmutableList());
    }

    /** Known to nobody who does not know what stands on it: from the id of the main list alone none can be reckoned. */
    private static HandoverId id(Handover main, List<PetitionCase> listed, Instant at) {
        String digest = Seal.digest(main.id() + " " + at + " "
                + Joiner.on(' ').join(listed.stream().map(PetitionCase::id).iterator()));
        return new HandoverId(new UUID(
                Long.parseUnsignedLong(digest.substring(0, 16), 16),
                Long.parseUnsignedLong(digest.substring(16, 32), 16)));
    }
}
