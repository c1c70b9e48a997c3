package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 停用久未使用的账号 (GB/T 22239-2019, 8.1.4.2 c): what nobody uses is disabled, and on record. The duties of its official stay
 * where they are. The last administrator of a duty is never disabled. Entered first, as with every account that is changed;
 * where it is in use again by then, that it stayed is entered too.
 */
public final class DisableUnused {
    private final Store store;
    private final Accounts accounts;

    public DisableUnused(Store store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /**
     * Disables what was not used since then, neither by its owner nor by a token of its own.
     *
     * @return which accounts
     */
    public ImmutableList<Accounts.Account> disable(Instant since, Instant at) {
        List<Accounts.Account> disabled = new ArrayList<>();
        for (Accounts.Account account : accounts.all()) {
            boolean unused = !account.disabled()
                    && account.usedAt().isBefore(since)
                    && accounts.tokens().stream()
                            .filter(token -> token.account().equals(account.id()))
                            .allMatch(token -> token.usedAt()
                                    .filter(used -> !used.isBefore(since))
                                    .isEmpty());
            if (!unused || (account.duty().isPresent() && account.isLastOfDuty(accounts.all()))) {
                continue;
            }
            if (trace(AccountAct.Trace.done(AccountAct.Kind.CHANGE_ACCOUNT), account, at)
                    instanceof Outcome.Done<AccountAct.Trace>) {
                accounts.changeAmong(
                                account.id(),
                                at,
                                (before, now) -> before.usedAt().isBefore(since) && !before.isLastOfDuty(now)
                                        ? Optional.of(before.disable())
                                        : Optional.empty())
                        .ifPresentOrElse(
                                disabled::add,
                                () -> trace(
                                        AccountAct.Trace.failed(AccountAct.Kind.CHANGE_ACCOUNT, Reason.STALE.name()),
                                        account,
                                        at));
            }
        }
        return ImmutableList.copyOf(disabled);
    }

    private Outcome<AccountAct.Trace> trace(AccountAct.Trace trace, Accounts.Account account, Instant at) {
        AccountAct.Trace whole = trace.about(AccountAct.subject(account.id()))
                .with(AccountAct.Detail.MEANS, "disabled, unused since " + account.usedAt());
        return store.transact(Asker.Job.ROUND, session -> {
            session.dockets().trace(AccountAct.NOBODY, whole, Optional.empty(), at);
            return Outcome.done(whole);
        });
    }
}
