package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.jieli.application.port.Cases;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.retention.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * 到期删除: erases what identifies the petitioners of cases whose time has come ({@link Retention}), each with an entry; the
 * dockets stay and verify. What was not reached when it broke off is reached the next time.
 */
public final class EraseExpired {
    private static final int AT_A_TIME = 100;

    private final Store store;
    private final IntConsumer progress;

    public EraseExpired(Store store) {
        this(store, erased -> {});
    }

    /** @param progress told now and then of how many cases something is erased for good, whatever happens next */
    public EraseExpired(Store store, IntConsumer progress) {
        this.store = store;
        this.progress = progress;
    }

    /**
     * 删除依据
     *
     * @param document by which the list of what is to be erased was approved
     * @param approved the cases on that list: what became due since waits for the next one
     */
    public record Order(String document, ImmutableSet<CaseId> approved, UUID account, Optional<String> from) {}

    /** 清册的一行: a case of which something is, or would be, erased. */
    public record Line(CaseId id, String number, LocalDate endedOn, Retention.Holding holding) {}

    /**
     * 到期删除报告
     *
     * @param lines in no order that means anything
     * @param stays how many were looked at and stay, and why
     */
    public record Report(ImmutableList<Line> lines, ImmutableMap<Retention.Stay, Integer> stays, boolean dryRun) {

        /** How many cases, under which row of the table. */
        public ImmutableMap<Retention.Holding, Integer> counts() {
            Map<Retention.Holding, Integer> counts = new EnumMap<>(Retention.Holding.class);
            lines.forEach(line -> counts.merge(line.holding(), 1, Integer::sum));
            return Maps.immutableEnumMap(counts);
        }
    }

    /**
     * Erases what was approved and is due still, or says what it would: of what is shown to whoever asks, and no more. Of an
     * accusation against himself or herself, and of a case from which whoever asks has withdrawn (art. 28(3)), there is neither a
     * line nor an entry, and it stays for somebody else.
     *
     * @param asker whoever sits there, or the house, which nobody is asked for
     * @param order empty for a dry run, which changes and enters nothing
     */
    public Outcome<Report> erase(
            Asker asker, Retention.Periods periods, Optional<Order> order, LocalDate today, Instant at) {
        if (order.filter(by -> by.document().isBlank()).isPresent()) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "document"));
        }
        if (!(asker instanceof Asker.Job)) {
            Outcome<Capacity> may = may(asker);
            if (may instanceof Outcome.Refused<Capacity> refused) {
                return Outcome.refused(refused.refusal());
            }
        }
        List<Line> lines = new ArrayList<>();
        Map<Retention.Stay, Integer> stays = new EnumMap<>(Retention.Stay.class);
        Optional<LocalDate> endedBefore = periods.endedBefore(today);
        Optional<CaseId> after = Optional.empty();
        boolean more = endedBefore.isPresent();
        while (more) {
            Optional<CaseId> from = after;
            Outcome<Page> page = store.transact(
                    asker, session -> page(session, asker, periods, order, endedBefore.orElseThrow(), from, today, at));
            if (page instanceof Outcome.Refused<Page> refused) {
                return Outcome.refused(refused.refusal());
            }
            Page done = ((Outcome.Done<Page>) page).value();
            lines.addAll(done.lines());
            done.stays().forEach(why -> stays.merge(why, 1, Integer::sum));
            if (order.isPresent() && !done.lines().isEmpty()) {
                progress.accept(lines.size());
            }
            after = done.last();
            more = after.isPresent();
        }
        return Outcome.done(new Report(ImmutableList.copyOf(lines), Maps.immutableEnumMap(stays), order.isEmpty()));
    }

    private Outcome<Capacity> may(Asker asker) {
        return store.transact(
                asker,
                session -> by(asker)
                        .flatMap(session.tenures()::seat)
                        .map(seat -> Authority.permits(Power.ERASE_EXPIRED, seat, Optional.empty(), ImmutableList.of()))
                        .orElseGet(() -> Outcome.refused(Reason.ACTOR_DOES_NOT_SIT)));
    }

    private static Optional<IncumbencyId> by(Asker asker) {
        return asker instanceof Asker.Holder holder ? Optional.of(holder.incumbency()) : Optional.empty();
    }

    /** @param last the case after which the next page begins; empty where there is none */
    private record Page(ImmutableList<Line> lines, ImmutableList<Retention.Stay> stays, Optional<CaseId> last) {}

    private static Outcome<Page> page(
            Store.Session session,
            Asker asker,
            Retention.Periods periods,
            Optional<Order> order,
            LocalDate endedBefore,
            Optional<CaseId> after,
            LocalDate today,
            Instant at) {
        ImmutableList.Builder<Line> lines = ImmutableList.builder();
        ImmutableList.Builder<Retention.Stay> stays = ImmutableList.builder();
        ImmutableList<PetitionCase> found = session.cases().erasable(endedBefore, after, AT_A_TIME);
        for (PetitionCase one : found) {
            if (session.isWithdrawn(one, asker)) {
                continue;
            }
            List<Entry> docket = session.dockets().read(one.subject());
            Optional<Retention.Stay> stay =
                    Retention.stays(one, docket, periods, today).or(() -> stays(session, one.id()));
            if (stay.isPresent()) {
                stays.add(stay.get());
                continue;
            }
            if (order.filter(by -> !by.approved().contains(one.id())).isPresent()) {
                stays.add(Retention.Stay.NOT_APPROVED);
                continue;
            }
            Retention.Holding holding = Retention.of(one, docket);
            lines.add(new Line(one.id(), one.petition().number(), ((Position.Ended) one.position()).on(), holding));
            order.ifPresent(by -> {
                session.cases().erase(one.id());
                session.dockets()
                        .trace(
                                by.account(),
                                trace(by).about(one.subject()).with(AccountAct.Detail.FIELDS, holding),
                                by(asker),
                                at);
            });
        }
        return Outcome.done(new Page(
                lines.build(),
                stays.build(),
                found.size() < AT_A_TIME
                        ? Optional.empty()
                        : Optional.of(found.get(found.size() - 1).id())));
    }

    private static AccountAct.Trace trace(Order order) {
        return new AccountAct.Trace(AccountAct.Kind.ERASE, true, Optional.empty(), order.from(), ImmutableMap.of())
                .with(AccountAct.Detail.PURPOSE, order.document().strip());
    }

    /** What the case itself does not say. */
    private static Optional<Retention.Stay> stays(Store.Session session, CaseId id) {
        if (session.cases().isOnHold(id)) {
            return Optional.of(Retention.Stay.ON_HOLD);
        }
        Cases all = session.whole().cases(); // what an open case needs stays, whoever is shown that one
        List<CaseId> linked = new ArrayList<>(all.links(id).keySet());
        linked.addAll(all.linkedLater(id));
        if (all.all(linked).stream().anyMatch(PetitionCase::isOpen)) {
            return Optional.of(Retention.Stay.LINKED_TO_OPEN);
        }
        return session.handovers().lists(id) ? Optional.of(Retention.Stay.ON_A_LIST) : Optional.empty();
    }
}
