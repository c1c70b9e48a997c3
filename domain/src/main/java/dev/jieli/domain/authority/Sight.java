package dev.jieli.domain.authority;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.Involved;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * 可见范围: which cases somebody is shown now; all others do not exist for him or her. It follows from {@link Authority},
 * and from art. 30(3): an accusation does not exist for the units and officials that it is against. What somebody has
 * withdrawn from ({@link #isWithdrawn}) is there still, and is shown to him or her nowhere.
 *
 * @param unbounded of a job of the house: nothing is hidden
 * @param everywhere whether {@code reach} holds every unit there is
 * @param officials who asks; two where one acts in the place of the other, for what is kept from either is kept from both
 * @param own the posts in which the person sits, or the one in which the delegate acts
 * @param sits the units of all posts of those who ask
 * @param reach the units whose cases are shown
 * @param handovers the units whose handovers are shown, beside those to which the person is a party; none to a stand-in
 */
public record Sight(
        boolean unbounded,
        boolean everywhere,
        ImmutableSet<OfficialId> officials,
        ImmutableSet<IncumbencyId> own,
        ImmutableSet<UnitId> sits,
        ImmutableSet<UnitId> reach,
        ImmutableSet<UnitId> handovers) {

    /** Of a job. */
    public static final Sight WHOLE = new Sight(
            true, true, ImmutableSet.of(), ImmutableSet.of(), ImmutableSet.of(), ImmutableSet.of(), ImmutableSet.of());

    /** Of somebody who sits nowhere. */
    public static final Sight NOTHING = new Sight(
            false,
            false,
            ImmutableSet.of(),
            ImmutableSet.of(),
            ImmutableSet.of(),
            ImmutableSet.of(),
            ImmutableSet.of());

    /** What a job is shown: all, but nothing to the one that works before anybody is known. */
    public static Sight of(Asker.Job job) {
        return job == Asker.Job.RECEPTION ? NOTHING : WHOLE;
    }

    /** Whether the case is there for this person. */
    public boolean sees(PetitionCase found) {
        return unbounded || (reaches(found) && !isKept(found));
    }

    /**
     * Whether a handover is shown: to its parties and to those who lead or supervise the leaver's unit, unless a case on its
     * list is kept from them.
     *
     * @param parties the officials who sign it
     * @param leaves the unit that is left
     * @param listed the cases that stand on its list or stood there
     */
    public boolean seesHandover(
            Collection<OfficialId> parties, UnitId leaves, Supplier<? extends Collection<PetitionCase>> listed) {
        boolean there = parties.stream().anyMatch(officials::contains) || handovers.contains(leaves);
        return unbounded || (there && !isKeptFromOneOf(listed.get()));
    }

    /** Whether one of these is an accusation that this person must not know of: he or she cannot receive or witness them. */
    public boolean isKeptFromOneOf(Collection<PetitionCase> cases) {
        return cases.stream().anyMatch(this::isKept);
    }

    /**
     * 回避: whether one of those who ask has withdrawn from it (art. 28(3)), whatever post that was found in.
     *
     * @param official who sits or sat so
     */
    public boolean isWithdrawn(PetitionCase found, Function<IncumbencyId, Optional<OfficialId>> official) {
        return found.involved().recused().stream()
                .flatMap(who -> official.apply(who).stream())
                .anyMatch(officials::contains);
    }

    private boolean reaches(PetitionCase found) {
        return everywhere
                || !Sets.intersection(found.involved().units(), reach).isEmpty()
                || found.links().values().stream().anyMatch(own::contains);
    }

    /** 不得透露: an accusation against this person or a unit of his or hers, unless it lies in that unit still. */
    public boolean isKept(PetitionCase found) {
        Involved involved = found.involved();
        if (!Sets.intersection(officials, involved.accusedOfficials()).isEmpty()) {
            return true;
        }
        return involved.accused().stream()
                .filter(sits::contains)
                .anyMatch(unit -> !(found.isOpen() && found.position().unit().equals(unit)));
    }
}
