package dev.jieli.persistence;

import dev.jieli.application.port.Receipts.Receipt;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/** What a piece of work enters, held back until it has returned. */
final class Writes {
    final List<PetitionCase.Entered> cases = new ArrayList<>();
    final Map<CaseId, Petitioner> petitioners = new LinkedHashMap<>();
    final Map<CaseId, Correction> corrections = new LinkedHashMap<>();
    final List<Handover.Entered> handovers = new ArrayList<>();
    final List<Entry> units = new ArrayList<>();
    final List<Incumbency> begun = new ArrayList<>();
    final Map<IncumbencyId, LocalDate> ended = new LinkedHashMap<>();
    final Map<String, Receipt> receipts = new LinkedHashMap<>();

    /** 文书: what is kept of papers with the entries of their cases. */
    final List<Consumer<DSLContext>> papers = new ArrayList<>();

    /** 留痕: what was done with accounts; numbered when it is written. */
    final List<Trace> traces = new ArrayList<>();

    /** 更正 */
    record Correction(Petitioner before, Petitioner after) {}

    record Trace(UUID account, AccountAct.Trace trace, Optional<IncumbencyId> by, Instant at) {}

    /** All entries in the order in which they were entered: the order of the stream. */
    final List<Entry> entries = new ArrayList<>();

    boolean isEmpty() {
        return entries.isEmpty()
                && traces.isEmpty()
                && papers.isEmpty()
                && petitioners.isEmpty()
                && corrections.isEmpty()
                && begun.isEmpty()
                && ended.isEmpty()
                && receipts.isEmpty();
    }

    boolean changeRoster() {
        return !units.isEmpty() || !begun.isEmpty() || !ended.isEmpty();
    }

    /** Whether the entry says something on what two cases have in common, which is kept beside the dockets too. */
    static boolean links(Entry entry) {
        return entry.act() instanceof CaseAct.Link || entry.act() instanceof CaseAct.Unlink;
    }

    /** Whether they fit into one statement: an act in one case, with what belongs to it; a petitioner where it opens it. */
    boolean areOneAct() {
        return cases.size() == 1
                && entries.size() == 1
                && !changeRoster()
                && papers.isEmpty()
                && traces.isEmpty()
                && corrections.isEmpty()
                && !links(entries.get(0))
                && receipts.size() <= 1
                && (petitioners.isEmpty() || cases.get(0).entry().number() == 1)
                && petitioners.size() <= 1
                && petitioners.keySet().stream()
                        .allMatch(id -> id.equals(cases.get(0).after().id()));
    }
}
