package dev.jieli.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.LeaveTrace;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.Factor;
import dev.jieli.application.port.Accounts.Password;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a wrong password costs the database is the same for a name that somebody has and for one that nobody has. */
class NobodysNameTest {
    private static final UUID SOMEBODY = new UUID(7, 7);

    private final List<String> statements = new ArrayList<>();
    private final JooqArchive archive = Database.empty().telling(statements::add);
    private final Given given = Given.an_office(archive);

    @Test
    void a_name_that_nobody_has_takes_the_same_statements() {
        Account account = Account.of(
                SOMEBODY, "clerk", Who.CLERK.official(), Password.first("$argon2id$", given.now(), false), "key");
        Factor factor =
                new Factor(new UUID(7, 8), Factor.Kind.CODES, "app", "secret", 0, given.now(), Optional.empty());
        archive.accounts().add(account.with(ImmutableList.of(factor), ImmutableSet.of()));
        tried("clerk");
        tried("nobody"); // the first of each docket

        ImmutableList<String> somebodys = tried("clerk");
        ImmutableList<String> nobodys = tried("nobody");

        assertThat(somebodys).hasSizeGreaterThan(4).anyMatch(one -> one.contains("synchronous_commit"));
        assertThat(nobodys).isEqualTo(somebodys);
        assertThat(archive.accounts().find(SOMEBODY).orElseThrow().failures()).isEqualTo(2);
    }

    /** As whoever signs in is looked up, entered as failed and counted. */
    private ImmutableList<String> tried(String name) {
        statements.clear();
        Optional<Account> found = archive.accounts().named(name);
        UUID docket = found.map(Account::id).orElse(AccountAct.NOBODY);
        new LeaveTrace(archive.store())
                .leave(
                        docket,
                        AccountAct.Trace.failed(AccountAct.Kind.SIGN_IN, "WRONG_PASSWORD"),
                        Optional.empty(),
                        given.now());
        archive.accounts().failed(docket, given.now());
        return ImmutableList.copyOf(statements);
    }
}
