package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.UnitId;
import java.util.Optional;

/**
 * 案情: what kind of matter an open case is, who handles it beside the lead, and who must keep away from it.
 *
 * @param classified how often it was classified; every time but the first corrected a misclassification
 * @param accused the units against which an accusation goes: nothing of it may reach them (art. 30(3))
 * @param recused those who have a direct interest and do nothing in it (art. 28(3))
 * @param assisting 协办单位: the units that assist the one that answers, which is the lead (art. 24(1))
 * @param crossings in what it goes beyond one place, one organ or one household
 * @param urgency empty unless it is a major or urgent matter (art. 25)
 */
public record Matter(
        Track track,
        int classified,
        ImmutableSet<UnitId> accused,
        ImmutableSet<IncumbencyId> recused,
        ImmutableSet<UnitId> assisting,
        ImmutableSet<Crossing> crossings,
        Optional<Urgency> urgency) {

    /** As every matter comes in: not yet classified, and so in the petition procedure. */
    public static final Matter UNCLASSIFIED = new Matter(
            Track.PETITION_PROCEDURE,
            0,
            ImmutableSet.of(),
            ImmutableSet.of(),
            ImmutableSet.of(),
            ImmutableSet.of(),
            Optional.empty());

    /** What the entries of a docket add up to, in their order; also after the end. */
    public static Matter of(Iterable<Entry> docket) {
        Matter matter = UNCLASSIFIED;
        for (Entry entry : docket) {
            matter = matter.after(entry);
        }
        return matter;
    }

    /** Whether it is an accusation, of which nothing may reach whoever it is against. */
    public boolean isAccusation() {
        return track == Track.ACCUSATION;
    }

    /** How often a misclassification was corrected. */
    public int corrections() {
        return Math.max(0, classified - 1);
    }

    /** The matter after one more entry. */
    Matter after(Entry entry) {
        if (entry.act() instanceof CaseAct.Classify classify) {
            return new Matter(
                    classify.track(), classified + 1, classify.accused(), recused, assisting, crossings, urgency);
        }
        if (entry.act() instanceof CaseAct.OrderAnew && track == Track.SIMPLIFIED) {
            // an opinion that was set aside had not been so simple after all
            return new Matter(Track.PETITION_PROCEDURE, classified, accused, recused, assisting, crossings, urgency);
        }
        if (entry.act() instanceof CaseAct.Recuse recuse) {
            return new Matter(track, classified, accused, and(recused, recuse.who()), assisting, crossings, urgency);
        }
        if (entry.act() instanceof CaseAct.Coordinate decided) {
            return new Matter(track, classified, accused, recused, decided.assisting(), decided.crossings(), urgency);
        }
        if (entry.act() instanceof CaseAct.Succeed succeed) {
            return new Matter(track, classified, accused, recused, succeed.in(assisting), crossings, urgency);
        }
        if (entry.act() instanceof CaseAct.DeclareUrgent) {
            return new Matter(
                    track,
                    classified,
                    accused,
                    recused,
                    assisting,
                    crossings,
                    Optional.of(new Urgency(entry.on(), ImmutableSet.of())));
        }
        if (entry.act() instanceof CaseAct.Report report) {
            return new Matter(
                    track,
                    classified,
                    accused,
                    recused,
                    assisting,
                    crossings,
                    urgency.map(now -> now.informed(report.to())));
        }
        return this;
    }

    private static <T> ImmutableSet<T> and(ImmutableSet<T> before, T more) {
        return ImmutableSet.<T>builder().addAll(before).add(more).build();
    }
}
