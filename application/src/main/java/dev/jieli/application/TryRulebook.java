package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.LocalRulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 试算地方规则: what would become of the terms that run if a rulebook held; nothing is entered. */
public final class TryRulebook {
    private static final int SHOWN = 100;

    private final Store store;
    private final Law law;

    public TryRulebook(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * 试算结果
     *
     * @param cases how many cases have a term that would change
     * @param changes the first hundred of those terms
     * @param refusal why it could not be adopted, whatever it would change; also an example may be tried
     */
    public record Tried(int cases, ImmutableList<Change> changes, Optional<Refusal> refusal) {}

    /** 期限变动: one term as it runs, and as it would. */
    public record Change(CaseId caseId, String number, Running before, Running after) {
        public boolean movesDue() {
            return !before.due().equals(after.due());
        }
    }

    /** Tries it on every open case that the asker is shown, as if this office lay in the rulebook's place. */
    public Outcome<Tried> tryOut(LocalRulebook book, Asker asker) {
        List<Change> changes = new ArrayList<>();
        List<Refusal> refusal = new ArrayList<>();
        return new RunningTerms(store, law)
                .visit(asker, first(book, asker), (session, page) -> {
                    Law today = session.law(law);
                    if (refusal.isEmpty()) {
                        RunningTerms.refusal(book, today).ifPresent(refusal::add);
                    }
                    Law then = today.with(ImmutableList.of(book));
                    String office = then.place().map(RegionCode::digits).orElse("");
                    Law there = book.place().covers(office)
                            ? then
                            : then.in(new RegionCode(book.place().code()));
                    int cases = 0;
                    for (PetitionCase found : page) {
                        boolean changed = false;
                        for (Running before :
                                ((Position.Open) found.position()).running().values()) {
                            Running after = there.again(before);
                            if (!after.equals(before)) {
                                changed = true;
                                if (changes.size() < SHOWN) {
                                    changes.add(new Change(
                                            found.id(), found.petition().number(), before, after));
                                }
                            }
                        }
                        cases += changed ? 1 : 0;
                    }
                    return cases;
                })
                .map(cases -> new Tried(
                        cases, ImmutableList.copyOf(changes), refusal.stream().findFirst()));
    }

    private LocalDate first(LocalRulebook book, Asker asker) {
        Outcome<LocalDate> first = store.transact(
                asker,
                session -> Outcome.done(session.rulebooks().adopted().stream()
                        .filter(book::takesThePlaceOf)
                        .map(LocalRulebook::from)
                        .filter(before -> before.isBefore(book.from()))
                        .findFirst()
                        .orElse(book.from())));
        return ((Outcome.Done<LocalDate>) first).value();
    }
}
