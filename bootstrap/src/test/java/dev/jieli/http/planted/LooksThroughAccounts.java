package dev.jieli.http.planted;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Accounts;

/** Shows accounts without asking whether it may. */
public final class LooksThroughAccounts {
    private final Accounts accounts;

    public LooksThroughAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    public ImmutableList<String> names() {
        return accounts.all().stream().map(Accounts.Account::name).collect(ImmutableList.toImmutableList());
    }
}
