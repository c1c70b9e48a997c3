package dev.jieli.application;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** 设立账号: the system administrator adds an account; it opens nothing until the security administrator grants it. */
public final class AddAccount {
    private final Store store;
    private final Accounts accounts;

    public AddAccount(Store store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /**
     * Adds it, out of use and without a duty. Refused as {@link Reason#NOT_YOURS} for whoever is no system administrator.
     *
     * @param newcomer somebody who is not known yet and will hold no post; empty where the official is known
     * @param by the account that adds it
     * @param from the address from which it is asked; empty for none
     */
    public Outcome<Account> add(
            Account account, Optional<Official> newcomer, UUID by, Optional<String> from, LocalDate on, Instant at) {
        Optional<Capacity> held =
                Standing.inUse(accounts, by).flatMap(Account::duty).map(Duty::capacity);
        Outcome<Capacity> permitted = Authority.permits(
                Power.KEEP_ACCOUNTS, held.map(ImmutableSet::of).orElse(ImmutableSet.of()));
        return permitted.then(capacity -> {
            if (accounts.named(account.name()).isPresent()) {
                return taken();
            }
            Outcome<Official> person = store.transact(Asker.Job.RECEPTION, session -> {
                Optional<Official> known = newcomer.or(() -> session.roster().official(account.official()));
                if (known.isEmpty()) {
                    return Outcome.refused(Refusal.of(Reason.NOT_FOUND).with("field", "official"));
                }
                newcomer.ifPresent(one -> Standing.enlist(session, ImmutableSet.of(one), Capacity.ACCOUNT, on, at));
                AccountAct.Trace trace =
                        AccountAct.Trace.done(AccountAct.Kind.ADD_ACCOUNT).about(AccountAct.subject(account.id()));
                session.dockets().trace(by, from.map(trace::from).orElse(trace), Optional.empty(), at);
                return Outcome.done(known.get());
            });
            Account added = account.serving(Optional.empty()).disable();
            return person.then(official -> accounts.add(added) ? Outcome.done(added) : taken());
        });
    }

    private static <T> Outcome<T> taken() {
        return Outcome.refused(Refusal.of(Reason.ALREADY_THERE).with("field", "name"));
    }
}
