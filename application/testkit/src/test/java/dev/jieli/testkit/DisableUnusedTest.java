package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.DisableUnused;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.Password;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DisableUnusedTest {
    private static final Instant MADE = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant NOW = MADE.plus(Duration.ofDays(91));
    private static final Instant SINCE = NOW.minus(Duration.ofDays(90));

    private final InMemoryArchive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);
    private final DisableUnused disableUnused = new DisableUnused(archive.store(), archive.accounts());

    private Account added(int id, Who who, Optional<Duty> duty) {
        Account account = Account.of(
                        new UUID(0, id),
                        "account" + id,
                        who.official(),
                        Password.first("$argon2id$", MADE, false),
                        "key")
                .serving(duty);
        assertThat(archive.accounts().add(account)).isTrue();
        return account;
    }

    private boolean disabled(Account account) {
        return archive.accounts().find(account.id()).orElseThrow().disabled();
    }

    @Test
    void what_nobody_used_for_ninety_days_is_disabled_once_and_on_record() {
        Account unused = added(1, Who.CLERK, Optional.empty());
        Account used = added(2, Who.HANDLER, Optional.empty());
        archive.accounts().succeeded(used.id(), SINCE);

        assertThat(disableUnused.disable(SINCE, NOW)).extracting(Account::id).containsExactly(unused.id());
        assertThat(disableUnused.disable(SINCE, NOW)).isEmpty();

        assertThat(disabled(unused)).isTrue();
        assertThat(disabled(used)).isFalse();
        ImmutableList<Entry> entries =
                given.look(session -> session.dockets().read(AccountAct.subject(AccountAct.NOBODY)));
        assertThat(entries)
                .singleElement()
                .satisfies(entry ->
                        assertThat(((AccountAct.Trace) entry.act()).about()).contains(AccountAct.subject(unused.id())));
        Optional<Seat> seat = given.look(session -> session.tenures().seat(Who.CLERK.id()));
        assertThat(seat).isPresent();
    }

    /** Its owner comes between the entry and the change. */
    @Test
    void an_account_that_signs_in_meanwhile_stays_and_the_record_says_so() {
        Account unused = added(1, Who.CLERK, Optional.empty());
        Store comesBetween = new Store() {
            @Override
            public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
                Outcome<T> entered = archive.store().transact(asker, work);
                archive.accounts().succeeded(unused.id(), NOW);
                return entered;
            }
        };

        assertThat(new DisableUnused(comesBetween, archive.accounts()).disable(SINCE, NOW))
                .isEmpty();

        assertThat(disabled(unused)).isFalse();
        ImmutableList<Entry> entries =
                given.look(session -> session.dockets().read(AccountAct.subject(AccountAct.NOBODY)));
        assertThat(entries).last().satisfies(entry -> {
            AccountAct.Trace last = (AccountAct.Trace) entry.act();
            assertThat(last.done()).isFalse();
            assertThat(last.kind()).isEqualTo(AccountAct.Kind.CHANGE_ACCOUNT);
            assertThat(last.about()).contains(AccountAct.subject(unused.id()));
            assertThat(last.details())
                    .containsEntry(AccountAct.Detail.WHY, "STALE")
                    .containsEntry(AccountAct.Detail.MEANS, "disabled, unused since " + MADE);
        });
    }

    private void issued(Account system) {
        assertThat(archive.accounts()
                        .issue(
                                new Accounts.Token(
                                        new UUID(0, 7),
                                        "digest",
                                        system.id(),
                                        Who.CLERK.id(),
                                        "市平台",
                                        ImmutableSet.of(Accounts.Scope.READ),
                                        MADE,
                                        MADE.plus(Duration.ofDays(366)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        true),
                                0))
                .isTrue();
    }

    /** Whoever grants it again does not know what was left behind. */
    @Test
    void the_tokens_of_what_nobody_used_end_with_it_for_good() {
        Account unused = added(1, Who.CLERK, Optional.empty());
        issued(unused);

        assertThat(disableUnused.disable(SINCE, NOW)).hasSize(1);
        archive.accounts().change(unused.id(), NOW, account -> Optional.of(account.enable(NOW)));

        assertThat(archive.accounts().token("digest")).isEmpty();
        assertThat(archive.accounts().tokens().get(0).endedAt()).contains(NOW);
    }

    @Test
    void an_account_whose_token_is_in_use_stays() {
        Account system = added(1, Who.CLERK, Optional.empty());
        issued(system);
        archive.accounts().used(new UUID(0, 7), NOW.minusSeconds(60));

        assertThat(disableUnused.disable(SINCE, NOW)).isEmpty();
    }

    @Test
    void the_last_administrator_of_a_duty_stays() {
        Account one = added(1, Who.CLERK, Optional.of(Duty.SYSTEM));
        Account other = added(2, Who.HANDLER, Optional.of(Duty.SYSTEM));
        Account auditor = added(3, Who.HEAD, Optional.of(Duty.AUDIT));

        assertThat(disableUnused.disable(SINCE, NOW)).hasSize(1);
        assertThat(disabled(one) ^ disabled(other)).isTrue();
        assertThat(disabled(auditor)).isFalse();
    }
}
