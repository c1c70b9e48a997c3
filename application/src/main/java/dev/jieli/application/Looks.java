package dev.jieli.application;

import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** 查看留痕: what an account looked at, in its docket, once a day for each thing. */
final class Looks {
    /** As many other looks at the same thing as there may be on the same day. */
    private static final int AMONG = 20;

    private final Archive archive;

    Looks(Archive archive) {
        this.archive = archive;
    }

    /**
     * Done when it is on record; refused where the store refuses to enter it.
     *
     * @param by as whom; empty for somebody without a post
     */
    Outcome<Boolean> enter(UUID account, AccountAct.Trace look, Asker asker, Optional<Actor> by, Instant at) {
        AccountAct.Trace whole = by.map(look::by).orElse(look);
        if (isOnRecord(whole, account, at)) {
            return Outcome.done(true);
        }
        return archive.store().transact(asker, session -> {
            session.dockets().trace(account, whole, by.map(Actor::hand), at);
            return Outcome.done(true);
        });
    }

    private boolean isOnRecord(AccountAct.Trace trace, UUID account, Instant at) {
        LocalDate day = at.atZone(PetitionCase.CHINA).toLocalDate();
        Audit.TraceFilter looks = new Audit.TraceFilter(
                Optional.of(account),
                Optional.of(trace.kind()),
                Optional.of(trace.done()),
                trace.about(),
                Optional.of(day),
                Optional.of(day),
                Optional.empty());
        return archive.audit().traces(looks, Optional.empty(), AMONG).lines().stream()
                .anyMatch(line -> line.trace().details().equals(trace.details()));
    }
}
