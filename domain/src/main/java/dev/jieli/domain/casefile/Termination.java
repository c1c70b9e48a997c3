package dev.jieli.domain.casefile;

import static dev.jieli.domain.statute.Article.art;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * 审核认定办结: a matter whose procedure is over is found to be at its end, level by level. *Chosen*: 中信联发〔2011〕4号. It ends
 * no duty of guidance and aid (art. 37(3)).
 *
 * @param proposedOn when the organ put the file forward
 * @param confirmed how far it has been confirmed; empty for not at all
 */
public record Termination(LocalDate proposedOn, Optional<Confirmation> confirmed) {

    /** The ways of ending that can be found final. */
    public static final ImmutableSet<Ending> ENDINGS =
            ImmutableSet.of(Ending.FINAL, Ending.NOT_PURSUED, Ending.SETTLED);

    /** Whether the last level has filed it. */
    public boolean isComplete() {
        return next().isEmpty();
    }

    /** Who is to confirm next. */
    public Optional<Confirmation> next() {
        return Arrays.stream(Confirmation.values())
                .filter(level ->
                        confirmed.filter(done -> level.compareTo(done) <= 0).isEmpty())
                .findFirst();
    }

    /** What the docket still lacks for a file to be put forward; empty where nothing is missing. */
    public static Optional<Refusal> incomplete(PetitionCase about, List<Entry> docket) {
        if (!(about.position() instanceof Position.Ended ended) || !ENDINGS.contains(ended.ending())) {
            return Optional.empty(); // refused for that
        }
        String missing = Material.list(docket, ended.ending()).stream()
                .filter(Material.Found::isMissing)
                .map(found -> found.material().name())
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.MATERIAL_MISSING, art(36, 3)).with("material", missing));
    }

    /** Why the act cannot be done to a case that ended so. */
    static Optional<Refusal> refusal(CaseAct act, Position.Ended ended, Lifecycle.Row row) {
        if (act instanceof CaseAct.ProposeTermination propose) {
            if (!ENDINGS.contains(ended.ending())) {
                return Optional.of(
                        Refusal.of(Reason.NOT_TERMINABLE, row.article()).with("ending", ended.ending()));
            }
            return ended.termination().isPresent()
                    ? Optional.of(Refusal.of(Reason.ONLY_ONCE, row.article()))
                    : blank(row, "report", propose.report()).or(() -> blank(row, "form", propose.form()));
        }
        if (act instanceof CaseAct.ConfirmTermination confirm) {
            Optional<Confirmation> next = ended.termination().flatMap(Termination::next);
            return next.equals(Optional.of(confirm.level()))
                    ? blank(row, "organ", confirm.organ()).or(() -> blank(row, "document", confirm.document()))
                    : Optional.of(Refusal.of(Reason.NOT_NEXT_TO_CONFIRM, row.article()));
        }
        if (act instanceof CaseAct.ReturnTermination back) {
            return ended.termination().filter(file -> !file.isComplete()).isPresent()
                    ? blank(row, "reason", back.reason())
                    : Optional.of(Refusal.of(Reason.NOT_NEXT_TO_CONFIRM, row.article()));
        }
        return Optional.empty();
    }

    /** The file after one more entry. */
    static Optional<Termination> after(Optional<Termination> before, Entry entry) {
        if (entry.act() instanceof CaseAct.ProposeTermination) {
            return Optional.of(new Termination(entry.on(), Optional.empty()));
        }
        if (entry.act() instanceof CaseAct.ConfirmTermination confirm) {
            return before.map(file -> new Termination(file.proposedOn(), Optional.of(confirm.level())));
        }
        return entry.act() instanceof CaseAct.ReturnTermination ? Optional.empty() : before;
    }

    private static Optional<Refusal> blank(Lifecycle.Row row, String field, String text) {
        return text.isBlank()
                ? Optional.of(Refusal.of(Reason.INCOMPLETE, row.article()).with("field", field))
                : Optional.empty();
    }
}
