package dev.jieli.application;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.SignIn;
import dev.jieli.application.port.Accounts.Token;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * 查看账号: administrators look through all accounts, where these are signed in and which systems act for them. One's own
 * everybody sees without it.
 */
public final class SeeAccounts {
    private final Store store;
    private final Accounts accounts;

    public SeeAccounts(Store store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /**
     * All of them, or the one that is looked for where it is there; refused as {@link Reason#NOT_YOURS} to whoever is no administrator.
     *
     * @param by the account that looks
     * @param only which one is looked for; empty for all
     */
    public Outcome<ImmutableList<Seen>> see(UUID by, Optional<UUID> only) {
        Supplier<ImmutableListMultimap<UUID, Token>> tokens =
                Suppliers.memoize(() -> Multimaps.index(accounts.tokens(), Token::account));
        return Standing.permits(Power.SEE_ACCOUNTS, store, accounts, by, Optional.empty())
                .map(capacity -> only.map(one -> accounts.find(one).stream())
                        .orElseGet(() -> accounts.all().stream())
                        .map(account -> new Seen(account, tokens))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** 账号明细: one account, for whoever was let in. */
    public final class Seen {
        private final Account account;
        private final Supplier<ImmutableListMultimap<UUID, Token>> tokens;

        private Seen(Account account, Supplier<ImmutableListMultimap<UUID, Token>> tokens) {
            this.account = account;
            this.tokens = tokens;
        }

        public Account account() {
            return account;
        }

        /** All that have not ended, the last to be seen first. */
        public ImmutableList<SignIn> signIns() {
            return accounts.signIns(account.id());
        }

        /** All that were ever issued for it, the newest first. */
        public ImmutableList<Token> tokens() {
            return tokens.get().get(account.id());
        }
    }
}
