package dev.jieli.application.published;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Audit.Fault;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 验卷: whether a docket reads as it was entered, and where it does not. Each entry says of itself what its number is and is
 * chained to the one before, so that a touched one stands out; a rewritten chain or a cut-off tail stands out against a
 * {@link Mark}.
 */
public final class Inspection {

    /** 卷末标记: how long a docket was at a checkpoint, and the hash of its last entry then. */
    public record Mark(int length, String hash) {}

    private final Subject subject;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Integer, Sealed> genuine = new HashMap<>();

    private Inspection(Subject subject) {
        this.subject = subject;
    }

    /**
     * What does not add up in a docket, in the order of the entries; empty when all is well.
     *
     * @param kept the docket in the order of the numbers under which its entries are kept
     * @param marks of earlier checkpoints, in any order
     */
    public static ImmutableList<Fault> of(Subject subject, List<Sealed> kept, Collection<Mark> marks) {
        Inspection inspection = new Inspection(subject);
        inspection.order(kept);
        inspection.chain();
        inspection.compare(marks);
        return inspection.faults.stream()
                .distinct()
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Every entry stands where it says that it belongs, once, and under the instant that it says. */
    private void order(List<Sealed> kept) {
        for (Sealed one : kept) {
            Optional<Entry> said = said(one);
            if (said.isEmpty()) {
                fault(one.number(), Fault.Kind.ALTERED);
                genuine.putIfAbsent(one.number(), one);
            } else if (!said.get().subject().equals(subject)
                    || genuine.containsKey(said.get().number())) {
                fault(one.number(), Fault.Kind.INSERTED);
            } else {
                genuine.put(said.get().number(), one);
                if (!said.get().at().equals(one.at())) {
                    fault(said.get().number(), Fault.Kind.ALTERED);
                }
            }
        }
        if (faults.isEmpty()) {
            int last =
                    genuine.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
            for (int number = 1; number <= last; number++) {
                Sealed one = genuine.get(number);
                if (one == null) {
                    fault(number, Fault.Kind.REMOVED);
                } else if (one.number() != number && genuine.size() == last) {
                    fault(number, Fault.Kind.REORDERED);
                }
            }
        }
    }

    private static Optional<Entry> said(Sealed kept) {
        try {
            return Optional.of(EntryJson.read(kept.json()));
        } catch (IllegalArgumentException notAnEntry) {
            return Optional.empty();
        }
    }

    /** Every entry has the hash that follows from the one before and its own words. */
    private void chain() {
        genuine.forEach((number, one) -> {
            Sealed before = genuine.get(number - 1);
            if ((number == 1 || before != null)
                    && !one.hash().equals(Seal.hash(before == null ? Seal.FIRST : before.hash(), one.json()))) {
                fault(number, Fault.Kind.ALTERED);
            }
        });
    }

    private void compare(Collection<Mark> marks) {
        int length = genuine.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (Mark mark : marks) {
            Sealed then = genuine.get(mark.length());
            if (mark.length() > length) {
                fault(length + 1, Fault.Kind.CUT_OFF);
            } else if (then != null && !then.hash().equals(mark.hash())) {
                fault(mark.length(), Fault.Kind.ALTERED);
            }
        }
    }

    private void fault(int number, Fault.Kind kind) {
        faults.add(new Fault(subject.toString(), number, kind));
    }
}
