package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * 更正个人信息 (个人信息保护法第46条): puts right what is kept of the petitioner of one case. The entry says which kinds of data
 * changed and why, and no value; the earlier value is not kept. Papers that were issued stay as they were. Of two at once
 * the later is made of what the earlier left.
 */
public final class CorrectPetitioner {
    private final Store store;

    public CorrectPetitioner(Store store) {
        this.store = store;
    }

    /**
     * 更正
     *
     * @param name and the others: as it is to be; empty where it stays as it is
     * @param reason at most 200 characters, entered as it is; names nobody
     */
    public record Correction(
            Optional<String> name,
            Optional<String> idNumber,
            Optional<String> phone,
            Optional<String> address,
            String reason,
            UUID account,
            Optional<String> from,
            IncumbencyId by) {

        private Petitioner of(Petitioner before) {
            return new Petitioner(
                    name.orElse(before.name()),
                    idNumber.or(before::idNumber),
                    phone.or(before::phone),
                    address.or(before::address));
        }
    }

    /**
     * Refused as {@link Reason#INCOMPLETE} without a reason or a change, as {@link Reason#NOT_YOURS} out of reach of {@link
     * Power#ANSWER_PERSONS}, as {@link Reason#RECUSED} for whoever has withdrawn from the case, and as {@link Reason#ERASED} where nothing is kept any more.
     */
    public Outcome<Petitioner> correct(CaseId id, Correction correction, Instant at) {
        if (!AccountAct.isSaid(correction.reason())) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "reason"));
        }
        return store.insist(Asker.of(correction.by()), session -> {
            Optional<PetitionCase> found = session.cases().find(id);
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            if (Collections.disjoint(
                    found.get().involved().units(), Reaching.of(session, Power.ANSWER_PERSONS, correction.by()))) {
                return Outcome.refused(Reason.NOT_YOURS);
            }
            if (session.isWithdrawn(found.get(), Asker.of(correction.by()))) {
                return Outcome.refused(Reason.RECUSED, Article.art(28, 3));
            }
            Optional<Petitioner> before = session.cases().petitioner(id);
            if (before.isEmpty()) {
                return Outcome.refused(Reason.ERASED);
            }
            Petitioner after = correction.of(before.get());
            String changed = changed(before.get(), after);
            if (changed.isEmpty() || after.name().isBlank()) {
                return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "name"));
            }
            session.cases().correct(id, before.get(), after);
            session.dockets()
                    .trace(
                            correction.account(),
                            new AccountAct.Trace(
                                            AccountAct.Kind.CORRECT,
                                            true,
                                            Optional.of(found.get().subject()),
                                            correction.from(),
                                            ImmutableMap.of())
                                    .with(AccountAct.Detail.FIELDS, changed)
                                    .with(
                                            AccountAct.Detail.PURPOSE,
                                            correction.reason().strip()),
                            Optional.of(correction.by()),
                            at);
            return Outcome.done(after);
        });
    }

    private static String changed(Petitioner before, Petitioner after) {
        List<String> changed = new ArrayList<>();
        if (!before.name().equals(after.name())) {
            changed.add("name");
        }
        if (!before.idNumber().equals(after.idNumber())) {
            changed.add("idNumber");
        }
        if (!before.phone().equals(after.phone())) {
            changed.add("phone");
        }
        if (!before.address().equals(after.address())) {
            changed.add("address");
        }
        return String.join(" ", changed);
    }
}
