package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * 找回管理员账号: lets the last administrator of a duty in again, who forgot the password and whom therefore nobody else can
 * help: for whoever runs the machine. Any other account is for the administrators themselves.
 */
public final class RecoverAccount {
    private static final String MEANS = "command line";

    private final Store store;
    private final Accounts accounts;

    public RecoverAccount(Store store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /**
     * Sets a password that its owner has to change before anything else; every sign-in ends. It stays in use, for there may be
     * nobody who could grant it.
     *
     * <p>Refused as {@link Reason#NOT_FOUND} where nobody has the name, and as {@link Reason#NOT_THE_LAST} for an official's
     * account, one that is not in use, and where another account in use has the duty.
     *
     * @param kept the password as it is kept
     * @param known how many of those before it do not come again
     * @param factors whether second factors and recovery codes are taken away too
     */
    public Outcome<Account> recover(String name, String kept, int known, boolean factors, Instant at) {
        Optional<Account> there = accounts.named(name);
        if (there.isEmpty()) {
            return Outcome.refused(Refusal.of(Reason.NOT_FOUND).with("field", "account"));
        }
        Optional<Account> changed = accounts.changeAmong(there.get().id(), at, (before, all) -> {
            if (!before.isLastOfDuty(all)) {
                return Optional.empty();
            }
            enter(before, factors, at);
            Account with = before.with(before.password().then(kept, at, true, known));
            return Optional.of(factors ? with.with(ImmutableList.of(), ImmutableSet.of()) : with);
        });
        return changed.map(Outcome::done).orElseGet(() -> Outcome.refused(Reason.NOT_THE_LAST));
    }

    private void enter(Account about, boolean factors, Instant at) {
        ImmutableList<AccountAct.Kind> kinds = factors
                ? ImmutableList.of(AccountAct.Kind.CHANGE_PASSWORD, AccountAct.Kind.CHANGE_SECOND_FACTOR)
                : ImmutableList.of(AccountAct.Kind.CHANGE_PASSWORD);
        store.transact(Asker.Job.OPERATOR, session -> {
            kinds.forEach(kind -> session.dockets()
                    .trace(
                            AccountAct.NOBODY,
                            AccountAct.Trace.done(kind)
                                    .about(AccountAct.subject(about.id()))
                                    .with(AccountAct.Detail.MEANS, MEANS),
                            Optional.empty(),
                            at));
            return Outcome.done(true);
        });
    }
}
