package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.UnitId;

/**
 * 案情: what kind of matter an open case is, and who must keep away from it.
 *
 * @param classified how often it was classified; every time but the first corrected a misclassification
 * @param accused the units against which an accusation goes: nothing of it may reach them (art. 30(3))
 */
public record Matter(Track track, int classified, ImmutableSet<UnitId> accused) {

    /** As every matter comes in: not yet classified, and so in the petition procedure. */
    public static final Matter UNCLASSIFIED = new Matter(Track.PETITION_PROCEDURE, 0, ImmutableSet.of());

    /** What the entries of a docket add up to, in their order; also after the end. */
    public static Matter of(Iterable<Entry> docket) {
        Matter matter = UNCLASSIFIED;
        for (Entry entry : docket) {
            matter = matter.after((CaseAct) entry.act());
        }
        return matter;
    }

    /** How often a misclassification was corrected. */
    public int corrections() {
        return Math.max(0, classified - 1);
    }

    /** The matter after one more act. */
    Matter after(CaseAct act) {
        if (act instanceof CaseAct.Classify classify) {
            return new Matter(classify.track(), classified + 1, classify.accused());
        }
        // an opinion that was set aside had not been so simple after all
        return act instanceof CaseAct.OrderAnew && track == Track.SIMPLIFIED
                ? new Matter(Track.PETITION_PROCEDURE, classified, accused)
                : this;
    }
}
