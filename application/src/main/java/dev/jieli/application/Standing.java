package dev.jieli.application;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** What an account stands for at this moment, and who has a place on the roster without a post. */
final class Standing {
    private Standing() {}

    /** The account, where it is in use. */
    static Optional<Account> inUse(Accounts accounts, UUID id) {
        return accounts.find(id).filter(account -> !account.disabled());
    }

    /**
     * Whether an account has a power over the whole house: an administrator by the duty, anybody else by the post acted in.
     *
     * @param acting in which post; of no account for an administrator
     */
    static Outcome<Capacity> permits(
            Power power, Store store, Accounts accounts, UUID id, Optional<IncumbencyId> acting) {
        Optional<Account> account = inUse(accounts, id);
        Optional<Capacity> administers = account.flatMap(Account::duty).map(duty -> duty.capacity());
        if (account.isEmpty() || administers.isPresent()) {
            return Authority.permits(power, administers.map(ImmutableSet::of).orElse(ImmutableSet.of()));
        }
        return store.transact(
                Asker.Job.RECEPTION,
                session -> Authority.permits(
                        power,
                        acting.flatMap(incumbency -> session.tenures()
                                        .find(incumbency)
                                        .filter(held -> held.official()
                                                .equals(account.get().official()))
                                        .flatMap(held -> session.tenures().seat(incumbency)))
                                .map(Authority::capacities)
                                .orElse(ImmutableSet.of())));
    }

    /** Enters people who hold no post into the docket of the root unit. */
    static void enlist(
            Store.Session session, Iterable<Official> newcomers, Capacity capacity, LocalDate on, Instant at) {
        UnitId root = session.roster().root().orElseThrow().id();
        int number = session.roster().entries(root);
        for (Official newcomer : newcomers) {
            session.roster()
                    .enter(new Entry(
                            new Subject(Subject.Kind.UNIT, root.value()),
                            ++number,
                            new UnitAct.Enlist(newcomer),
                            Effect.NONE,
                            Optional.empty(),
                            capacity,
                            on,
                            at,
                            Optional.empty()));
        }
    }
}
