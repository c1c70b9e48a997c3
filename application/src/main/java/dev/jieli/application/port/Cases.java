package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableTable;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.organization.UnitId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** 信访事项库 */
public interface Cases {

    Optional<PetitionCase> find(CaseId id);

    /** Those that are there, in the order asked for. */
    ImmutableList<PetitionCase> all(Collection<CaseId> ids);

    Optional<CaseId> numbered(String number);

    /** The open cases in whose chain this incumbency stands, in the order of their numbers, then by id. */
    ImmutableList<PetitionCase> answeredForBy(IncumbencyId who);

    /** The open cases that the unit answers for, at most so many from the case after {@code after} on, by id. */
    ImmutableList<PetitionCase> openIn(UnitId unit, Optional<CaseId> after, int most);

    /** The open cases with a reminder due on or before that day, at most so many, the longest due first. */
    ImmutableList<PetitionCase> remindersDue(LocalDate on, int most);

    /**
     * The open cases with a term that is provisional or ends on or after that day, at most so many from the case after
     * {@code after} on, by id.
     */
    ImmutableList<PetitionCase> unsettledFrom(LocalDate day, Optional<CaseId> after, int most);

    /** Enters what was done; the first entry of a docket brings the case with it. Loses as {@link Store} says. */
    default void enter(PetitionCase.Entered done) {
        enterAll(List.of(done));
    }

    /**
     * Enters many, by set; each case once or several times in the order of its entries.
     */
    void enterAll(List<PetitionCase.Entered> done);

    /** Keeps who asked, apart from the case and encrypted where the store is durable. */
    void keep(CaseId id, Petitioner petitioner);

    /**
     * Keeps another in the place of the one that was read; loses with {@link dev.jieli.domain.docket.Reason#STALE} where it is
     * another meanwhile, or nothing is kept any more.
     */
    void correct(CaseId id, Petitioner before, Petitioner after);

    Optional<Petitioner> petitioner(CaseId id);

    /**
     * The earlier cases that this one was found to have something in common with, and what; as the last word in its docket
     * on each has it. An accusation has nothing in common with any, also where they were linked before it was found to be one.
     */
    ImmutableSetMultimap<CaseId, LinkKind> links(CaseId id);

    /**
     * Of each of these petitioners the cases in which the same identity or telephone number stands, and which of the two;
     * compared by keyed digests. None for one without a number.
     */
    ImmutableTable<Petitioner, CaseId, Likeness.Mark> casesWithNumbersOf(Collection<Petitioner> petitioners);

    /** The later cases that were found to have something in common with this one; as {@link #links}. */
    ImmutableSet<CaseId> linkedLater(CaseId id);

    /**
     * The cases that ended before that day and of which something is kept that identifies the petitioner, at most so many
     * from the case after {@code after} on, by id.
     */
    ImmutableList<PetitionCase> erasable(LocalDate endedBefore, Optional<CaseId> after, int most);

    /**
     * Erases, for good, what is kept of the petitioner of an ended case: name, numbers and address with the digests by which
     * they are found, what stands in drafts of papers, and the files that were issued. The docket and what papers there were
     * stay. A case that is open, or linked with one that is, is a fault.
     */
    void erase(CaseId id);

    /** Whether nothing of it is to be erased although its time has come. */
    boolean isOnHold(CaseId id);

    void hold(CaseId id, boolean held);
}
