package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.Letterhead;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * 设置文书版头和模板: how an organ heads its papers, and its own templates for them. Each change is entered with it, by the
 * digests of before and after.
 */
public final class HeadPapers {
    private static final String NONE = "none";

    private final Store store;

    public HeadPapers(Store store) {
        this.store = store;
    }

    /**
     * 模板
     *
     * @param file empty to use the usual one again
     * @param unfit why it is no template; asked only where whoever gives it may set it, for looking at one costs memory
     */
    public record Template(PaperKind kind, Optional<byte[]> file, Function<? super byte[], Optional<Refusal>> unfit) {}

    /**
     * Sets either or both for the organ in which {@code by} sits and which he or she heads; *chosen*. What is as it was is not
     * entered.
     *
     * @param account in whose docket it is entered
     * @param from the address from which it is asked; empty for none
     */
    public Outcome<Letterhead> set(
            Optional<Letterhead> letterhead,
            Optional<Template> template,
            UUID account,
            Optional<String> from,
            IncumbencyId by,
            Instant at) {
        return store.transact(Asker.of(by), session -> {
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Outcome<Capacity> permitted = Authority.permits(
                    Power.HEAD_PAPERS,
                    seat.get(),
                    session.roster().unit(seat.get().unit()),
                    session.roster().units());
            if (permitted instanceof Outcome.Refused<Capacity> refused) {
                return Outcome.refused(refused.refusal());
            }
            if (letterhead.isPresent() && !letterhead.get().isComplete()) {
                return Outcome.refused(Refusal.of(Reason.INCOMPLETE)
                        .with("field", letterhead.get().mark().isBlank() ? "mark" : "code"));
            }
            Optional<Refusal> unfit = template.flatMap(one -> one.file().flatMap(one.unfit()));
            if (unfit.isPresent()) {
                return Outcome.refused(unfit.get());
            }
            UnitId organ = seat.get().unit();
            AccountAct.Trace trace = new AccountAct.Trace(
                    AccountAct.Kind.CHANGE_POLICY,
                    true,
                    Optional.of(new Subject(Subject.Kind.UNIT, organ.value())),
                    from,
                    ImmutableMap.of());
            letterhead.ifPresent(head -> {
                changed(trace, "letterhead", digest(session.papers().letterhead(organ)), digest(letterhead))
                        .ifPresent(told -> session.dockets().trace(account, told, Optional.of(by), at));
                session.papers().head(organ, head);
            });
            template.ifPresent(one -> {
                changed(
                                trace,
                                "template " + one.kind(),
                                session.papers()
                                        .template(organ, one.kind())
                                        .map(Seal::digest)
                                        .orElse(NONE),
                                one.file().map(Seal::digest).orElse(NONE))
                        .ifPresent(told -> session.dockets().trace(account, told, Optional.of(by), at));
                session.papers().replaceTemplate(organ, one.kind(), one.file());
            });
            return Outcome.done(letterhead
                    .or(() -> session.papers().letterhead(organ))
                    .orElseGet(() -> Letterhead.of(session.roster().unit(organ).orElseThrow())));
        });
    }

    private static Optional<AccountAct.Trace> changed(
            AccountAct.Trace trace, String what, String before, String after) {
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(trace.with(AccountAct.Detail.FIELDS, what)
                        .with(AccountAct.Detail.BEFORE, before)
                        .with(AccountAct.Detail.AFTER, after));
    }

    /** Of its five lines, in their order. */
    private static String digest(Optional<Letterhead> head) {
        return head.map(one -> Seal.digest(
                        String.join("\n", one.mark(), one.code(), one.contact(), one.telephone(), one.inquiries())))
                .orElse(NONE);
    }
}
