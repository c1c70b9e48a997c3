package dev.jieli.domain.casefile;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.docket.Entry;
import java.util.Arrays;
import java.util.List;

/**
 * 终结材料: what the file of a termination holds. It is found in the docket and not claimed; what a kind of case does not
 * call for is not missing. *Chosen*: the opinion on lawful termination (中信联发〔2011〕4号) names the report, the filing form,
 * the agreement and the proof of the result; the rest is what shows that the procedure was gone through.
 */
public enum Material {
    /** 处理意见: the opinion or opinions */
    OPINION,
    /** 送达凭证 */
    SERVICE,
    /** 复查、复核意见 */
    REVIEWS,
    /** 调解、和解协议 */
    AGREEMENT,
    /** 落实证明: what was supported or promised is carried out */
    RESULT,
    /** 疏导、帮扶救助记录 */
    MEASURES;

    private boolean shownBy(Object act) {
        return switch (this) {
            case OPINION -> act instanceof CaseAct.Reply;
            case SERVICE -> act instanceof CaseAct.Serve;
            case REVIEWS -> act instanceof CaseAct.Review || act instanceof CaseAct.Rereview;
            case AGREEMENT -> act instanceof CaseAct.Settle;
            case RESULT -> act instanceof CaseAct.Execute done && done.complete();
            case MEASURES -> act instanceof CaseAct.TakeMeasure;
        };
    }

    private boolean needed(List<Entry> docket, Ending ending) {
        return switch (this) {
            case OPINION, SERVICE -> ending != Ending.SETTLED;
            case REVIEWS -> ending == Ending.FINAL;
            case AGREEMENT -> ending == Ending.SETTLED;
            case RESULT -> owed(docket);
            case MEASURES -> true;
        };
    }

    /**
     * 材料清单的一项
     *
     * @param entries the numbers of the entries that show it
     */
    public record Found(Material material, boolean needed, ImmutableList<Integer> entries) {
        public boolean isMissing() {
            return needed && entries.isEmpty();
        }
    }

    /** The list for a case that ended so, in the order of the file. */
    public static ImmutableList<Found> list(List<Entry> docket, Ending ending) {
        return Arrays.stream(values())
                .map(material -> new Found(
                        material,
                        material.needed(docket, ending),
                        docket.stream()
                                .filter(entry -> material.shownBy(entry.act()))
                                .map(Entry::number)
                                .collect(toImmutableList())))
                .collect(toImmutableList());
    }

    private static boolean owed(List<Entry> docket) {
        return docket.stream()
                .anyMatch(entry -> (entry.act() instanceof CaseAct.Reply reply
                                && !reply.supported().isEmpty())
                        || (entry.act() instanceof CaseAct.Settle settle
                                && settle.performBy().isPresent()));
    }
}
