package dev.jieli.domain.casefile;

import static dev.jieli.domain.statute.Article.art;

import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Bound;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * 同一信访事项 (arts. 19(3), 36(3)): what it means for a case that a person found it to be an earlier one again. Every
 * petition is registered (arts. 22, 23): nothing here refuses that. What is refused is to accept it a second time, and
 * only where a person found matter and petitioner to be the same; what the system proposes bars nothing.
 */
public final class SameMatter {
    private SameMatter() {}

    /** Whether that petition came in before this one: on an earlier day, or the same day under a lower number. */
    public static boolean cameBefore(Petition that, Petition here) {
        int days = that.receivedOn().compareTo(here.receivedOn());
        return days < 0 || (days == 0 && that.number().compareTo(here.number()) < 0);
    }

    /**
     * Why the two cannot be linked, if they cannot. A link stands in the docket of the later case. An accusation is linked
     * with none, not with another either: whom it is against may change, and the docket that names it stays (art. 30(3)).
     */
    public static Optional<Refusal> unlinkable(PetitionCase here, Matter matter, PetitionCase that, Matter other) {
        if (!cameBefore(that.petition(), here.petition())) {
            return Optional.of(Refusal.of(Reason.NOT_EARLIER)
                    .with("number", that.petition().number()));
        }
        return matter.isAccusation() || other.isAccusation()
                ? Optional.of(Refusal.of(Reason.KEPT_APART, art(30, 3)))
                : Optional.empty();
    }

    /**
     * Why the unit may not accept a case, if it may not for the sake of an earlier one that was found to be the same matter
     * of the same petitioner.
     *
     * <ul>
     *   <li>Art. 36(3): the earlier one was re-reviewed. No organ accepts the same facts and reasons again.
     *   <li>Art. 19(3): the earlier one has been accepted or is being handled by an organ below this unit, and within its
     *       terms (在规定期限内). An organ that is late bars nobody from going to the one above it.
     * </ul>
     *
     * @param below whether the unit that answers for the earlier case stands below the one that is to accept
     */
    public static Optional<Refusal> bars(PetitionCase earlier, Predicate<UnitId> below, LocalDate on) {
        String number = earlier.petition().number();
        if (earlier.position() instanceof Position.Ended ended) {
            boolean over = ended.ending() == Ending.FINAL
                    || ended.termination().filter(Termination::isComplete).isPresent();
            return over
                    ? Optional.of(
                            Refusal.of(Reason.NO_LONGER_ACCEPTED, art(36, 3)).with("number", number))
                    : Optional.empty();
        }
        if (earlier.position() instanceof Position.Open open
                && open.course().concluded().filter(how -> how == Ending.FINAL).isPresent()) {
            return Optional.of(Refusal.of(Reason.NO_LONGER_ACCEPTED, art(36, 3)).with("number", number));
        }
        boolean late = earlier.position() instanceof Position.Open open
                && open.running().values().stream()
                        .anyMatch(term -> term.term().binds() == Bound.ORGAN && term.over(on));
        return !late && below.test(earlier.position().unit())
                ? Optional.of(Refusal.of(Reason.UNDER_WAY_BELOW, art(19, 3)).with("number", number))
                : Optional.empty();
    }
}
