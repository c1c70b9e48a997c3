package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;

/**
 * 涉及的机构和人员: who has to do with a case, open or ended, by which it is shown to some and kept from others.
 *
 * @param registrar the unit that took it in and gave it its number; numbers of two units have nothing to do with each other
 * @param units which answer for it or did, and which assist or did
 * @param accused the units that an accusation is against (art. 30(3))
 * @param accusedOfficials the officials that it is against
 * @param recused those who have withdrawn from it (art. 28(3)), each by the post in which that was found
 */
public record Involved(
        UnitId registrar,
        ImmutableSet<UnitId> units,
        ImmutableSet<UnitId> accused,
        ImmutableSet<OfficialId> accusedOfficials,
        ImmutableSet<IncumbencyId> recused) {

    /** Whether somebody or some unit known here is accused, so that the case does not exist for them. */
    public boolean isAgainstSomebody() {
        return !accused.isEmpty() || !accusedOfficials.isEmpty();
    }

    /** As the first entry of a docket has it. */
    static Involved of(Entry first) {
        UnitId registrar = ((CaseEffect) first.effect()).unit().orElseThrow();
        return new Involved(
                registrar, ImmutableSet.of(registrar), ImmutableSet.of(), ImmutableSet.of(), ImmutableSet.of());
    }

    /** After one more entry. */
    Involved after(Entry entry) {
        ImmutableSet.Builder<UnitId> more = ImmutableSet.builder();
        ((CaseEffect) entry.effect()).unit().ifPresent(more::add);
        if (entry.act() instanceof CaseAct.Coordinate decided) {
            more.addAll(decided.assisting());
        } else if (entry.act() instanceof CaseAct.Succeed succeed) {
            more.add(succeed.successor());
        } else if (entry.act() instanceof CaseAct.Classify classify) {
            return new Involved(registrar, units, classify.accused(), classify.accusedOfficials(), recused);
        } else if (entry.act() instanceof CaseAct.Recuse recuse) {
            return new Involved(
                    registrar,
                    units,
                    accused,
                    accusedOfficials,
                    ImmutableSet.<IncumbencyId>builder()
                            .addAll(recused)
                            .add(recuse.who())
                            .build());
        }
        ImmutableSet<UnitId> added = more.build();
        return units.containsAll(added)
                ? this
                : new Involved(
                        registrar,
                        ImmutableSet.<UnitId>builder()
                                .addAll(units)
                                .addAll(added)
                                .build(),
                        accused,
                        accusedOfficials,
                        recused);
    }
}
