package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * 变更账号: what administrators do with the accounts of others, each within his or her duty. Whatever opens
 * an account to somebody (a password, a factor less, who the provider says it is) the system administrator sets, and the account
 * is out of use until the security administrator grants it again, so that neither of the two comes in as somebody else alone.
 */
public final class ChangeAccount {

    /** 变更 */
    public sealed interface Change {
        /**
         * 授权: the account is in use from now on.
         *
         * @param duty of an administrator; empty for an official at work
         */
        record Grant(Optional<Duty> duty) implements Change {}

        /** 绑定: as whom the provider of sign-ins knows its owner; empty for nobody. Ends its sign-ins and tokens. */
        record Bind(Optional<Accounts.Identity> identity) implements Change {}

        /** 停用: nobody signs in with it. Ends its sign-ins and tokens. */
        record Stop() implements Change {}

        /** 结束登录 */
        record EndSignIns() implements Change {}

        /** 吊销令牌 */
        record Revoke(UUID token) implements Change {}

        /**
         * 重设密码: for whoever forgot it, and where somebody else may know it. Ends its sign-ins and tokens.
         *
         * @param kept as it is kept
         * @param known how many of those before it do not come again
         */
        record SetPassword(String kept, int known) implements Change {}

        /** 清除第二鉴别因素. Ends its sign-ins and tokens. */
        record ResetFactors() implements Change {}
    }

    private final Store store;
    private final Accounts accounts;

    public ChangeAccount(Store store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /**
     * Changes an account; refused with a reason where it is not the duty of who asks, where it is his or her own account, where
     * it would leave a duty without anybody, where a duty meets a post or another duty, and as {@link Reason#STALE} where
     * somebody else changed it meanwhile.
     *
     * @param by the account that changes it
     * @param from the address from which it is asked; empty for none
     * @return as it is afterwards
     */
    public Outcome<Account> change(UUID account, Change change, UUID by, Optional<String> from, Instant at) {
        return Standing.permits(power(change), store, accounts, by, Optional.empty())
                .then(capacity -> accounts.find(account)
                        .map(found -> refusal(found, change, by)
                                .<Outcome<Account>>map(Outcome::refused)
                                .orElseGet(() -> changed(found, change, by, from, at)))
                        .orElseGet(() -> Outcome.refused(Reason.NOT_FOUND)));
    }

    /** Entered first, and not while the account is held: who holds it and waits for a connection waits for those who wait for it. */
    private Outcome<Account> changed(Account found, Change change, UUID by, Optional<String> from, Instant at) {
        trace(found, said(found, change), by, from, at);
        Optional<Account> changed = accounts.changeAmong(
                found.id(),
                at,
                (before, all) -> stands(before, found) && !emptiesDuty(before, all, change)
                        ? Optional.of(after(before, change, at))
                        : Optional.empty());
        if (changed.isEmpty()) {
            trace(found, AccountAct.Trace.failed(said(found, change).kind(), Reason.STALE.name()), by, from, at);
            return Outcome.refused(Reason.STALE);
        }
        if (change instanceof Change.Revoke revoke) {
            accounts.end(revoke.token(), at);
        } else if (!changed.get().disabled()) {
            accounts.endAll(found.id());
        }
        return Outcome.done(changed.get());
    }

    /** Whether what was looked at to permit it is as it was. */
    private static boolean stands(Account now, Account found) {
        return now.duty().equals(found.duty()) && now.disabled() == found.disabled();
    }

    private static Power power(Change change) {
        if (change instanceof Change.Grant) {
            return Power.GRANT_ACCOUNTS;
        }
        return opens(change) ? Power.KEEP_ACCOUNTS : Power.STOP_ACCOUNTS;
    }

    /** Whether somebody else might come in by it. */
    private static boolean opens(Change change) {
        return change instanceof Change.SetPassword
                || change instanceof Change.ResetFactors
                || change instanceof Change.Bind;
    }

    // ------------------------------------------------------------------ why not

    private Optional<Refusal> refusal(Account before, Change change, UUID by) {
        if (change instanceof Change.EndSignIns) {
            return Optional.empty();
        }
        if (before.id().equals(by)) {
            return Optional.of(Refusal.of(Reason.OWN_ACCOUNT));
        }
        if (change instanceof Change.Revoke revoke) {
            boolean there = accounts.tokens().stream()
                    .anyMatch(token ->
                            token.id().equals(revoke.token()) && token.account().equals(before.id()));
            return there ? Optional.empty() : Optional.of(Refusal.of(Reason.NOT_FOUND));
        }
        if (emptiesDuty(before, accounts.all(), change)) {
            return Optional.of(
                    Refusal.of(Reason.LAST_OF_DUTY).with("duty", before.duty().get()));
        }
        if (change instanceof Change.Bind bind) {
            return bind.identity()
                    .flatMap(accounts::known)
                    .filter(other -> !other.id().equals(before.id()))
                    .map(other -> Refusal.of(Reason.ALREADY_THERE).with("field", "subject"));
        }
        return change instanceof Change.Grant grant ? excluded(before, grant.duty()) : Optional.empty();
    }

    private static boolean emptiesDuty(Account before, ImmutableList<Account> all, Change change) {
        boolean takes = change instanceof Change.Grant grant
                ? !grant.duty().equals(before.duty())
                : change instanceof Change.Stop || opens(change);
        return takes && before.isLastOfDuty(all);
    }

    /** The other accounts that are in use. */
    private ImmutableList<Account> others(Account account) {
        return accounts.all().stream()
                .filter(other -> !other.id().equals(account.id()) && !other.disabled())
                .collect(ImmutableList.toImmutableList());
    }

    private Optional<Refusal> excluded(Account account, Optional<Duty> duty) {
        boolean another = others(account).stream()
                .filter(other -> other.official().equals(account.official()))
                .anyMatch(other -> duty.isPresent() || other.duty().isPresent());
        if (another) {
            return Optional.of(Refusal.of(Reason.DUTIES_EXCLUDE));
        }
        return duty.isPresent() && sits(account) ? Optional.of(Refusal.of(Reason.HOLDS_A_POST)) : Optional.empty();
    }

    private boolean sits(Account account) {
        return store.transact(
                        Asker.Job.RECEPTION,
                        session -> Outcome.done(session.tenures().heldBy(account.official()).stream()
                                .anyMatch(Incumbency::sits)))
                .equals(Outcome.done(true));
    }

    // ------------------------------------------------------------------ what becomes of it

    private static Account after(Account before, Change change, Instant at) {
        if (change instanceof Change.Grant grant) {
            return before.serving(grant.duty()).enable(at);
        }
        if (change instanceof Change.Bind bind) {
            return before.bound(bind.identity()).disable();
        }
        if (change instanceof Change.Stop) {
            return before.disable();
        }
        if (change instanceof Change.SetPassword set) {
            return before.with(before.password().then(set.kept(), at, true, set.known()))
                    .disable();
        }
        if (change instanceof Change.ResetFactors) {
            return before.with(ImmutableList.of(), ImmutableSet.of()).disable();
        }
        return before;
    }

    private void trace(Account about, AccountAct.Trace said, UUID by, Optional<String> from, Instant at) {
        AccountAct.Trace aimed = about.id().equals(by) ? said : said.about(AccountAct.subject(about.id()));
        AccountAct.Trace whole = from.map(aimed::from).orElse(aimed);
        store.transact(Asker.Job.RECEPTION, session -> {
            session.dockets().trace(by, whole, Optional.empty(), at);
            return Outcome.done(whole);
        });
    }

    private static AccountAct.Trace said(Account before, Change change) {
        if (change instanceof Change.Grant grant) {
            AccountAct.Trace trace = AccountAct.Trace.done(AccountAct.Kind.GRANT);
            return (before.duty().equals(grant.duty())
                            ? trace
                            : trace.with(AccountAct.Detail.BEFORE, word(before.duty())))
                    .with(AccountAct.Detail.AFTER, word(grant.duty()));
        }
        if (change instanceof Change.Bind bind) {
            return AccountAct.Trace.done(AccountAct.Kind.CHANGE_ACCOUNT)
                    .with(AccountAct.Detail.MEANS, bind.identity().isPresent() ? "BOUND" : "UNBOUND");
        }
        if (change instanceof Change.Stop) {
            return AccountAct.Trace.done(AccountAct.Kind.WITHDRAW).with(AccountAct.Detail.BEFORE, word(before.duty()));
        }
        if (change instanceof Change.SetPassword) {
            return AccountAct.Trace.done(AccountAct.Kind.CHANGE_PASSWORD).with(AccountAct.Detail.MEANS, "RESET");
        }
        if (change instanceof Change.ResetFactors) {
            return AccountAct.Trace.done(AccountAct.Kind.CHANGE_SECOND_FACTOR).with(AccountAct.Detail.MEANS, "RESET");
        }
        if (change instanceof Change.Revoke revoke) {
            return AccountAct.Trace.done(AccountAct.Kind.REVOKE_TOKEN).with(AccountAct.Detail.FIELDS, revoke.token());
        }
        return AccountAct.Trace.done(AccountAct.Kind.END_SESSION);
    }

    private static String word(Optional<Duty> duty) {
        return duty.map(Duty::name).orElse("OFFICIAL");
    }
}
