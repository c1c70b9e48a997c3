package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.SignIn;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.testkit.Who;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Accounts} owe. */
public abstract class AccountsContract extends Contract {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00.123Z");

    @Test
    void an_account_is_found_by_name_and_by_id() {
        Account account = account(1, "jia", CLERK);
        assertThat(accounts().put(account)).isTrue();

        assertThat(accounts().named("jia")).contains(account);
        assertThat(accounts().find(account.id())).contains(account);
        assertThat(accounts().named("yi")).isEmpty();
        assertThat(accounts().find(new UUID(0, 99))).isEmpty();
    }

    @Test
    void all_are_listed() {
        Account one = account(1, "jia", CLERK);
        Account two = account(2, "yi", HANDLER);
        accounts().put(two);
        accounts().put(one);

        assertThat(accounts().all()).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void one_with_the_same_id_is_replaced() {
        accounts().put(account(1, "jia", CLERK));
        Account renamed = new Account(
                new UUID(0, 1), "bing", HANDLER.official(), "$argon2id$other", true, true, 3, Optional.of(AT));

        assertThat(accounts().put(renamed)).isTrue();
        assertThat(accounts().all()).containsExactly(renamed);
        assertThat(accounts().named("jia")).isEmpty();
    }

    @Test
    void a_name_is_had_once() {
        accounts().put(account(1, "jia", CLERK));

        assertThat(accounts().put(account(2, "jia", HANDLER))).isFalse();
        assertThat(accounts().all()).containsExactly(account(1, "jia", CLERK));
    }

    @Test
    void wrong_passwords_are_counted_and_the_count_ends_with_a_right_one() {
        UUID id = new UUID(0, 1);
        accounts().put(account(1, "jia", CLERK));
        accounts().put(account(2, "yi", HANDLER));
        accounts().failed(id, AT);
        accounts().failed(id, AT.plusSeconds(5));

        assertThat(found(id).failures()).isEqualTo(2);
        assertThat(found(id).failedAt()).contains(AT.plusSeconds(5));
        assertThat(found(new UUID(0, 2)).failures()).isZero();

        accounts().succeeded(id);
        assertThat(accounts().find(id)).contains(account(1, "jia", CLERK));
    }

    @Test
    void wrong_passwords_at_once_are_all_counted() {
        UUID id = new UUID(0, 1);
        accounts().put(account(1, "jia", CLERK));

        Racing.together(IntStream.range(0, 6)
                .<Supplier<Outcome<?>>>mapToObj(n -> () -> {
                    accounts().failed(id, AT.plusSeconds(n));
                    return Outcome.done(n);
                })
                .toList());

        assertThat(found(id).failures()).isEqualTo(6);
    }

    @Test
    void to_count_for_an_account_that_is_gone_is_no_fault() {
        accounts().failed(new UUID(0, 9), AT);
        accounts().succeeded(new UUID(0, 9));

        assertThat(accounts().all()).isEmpty();
    }

    // ------------------------------------------------------------------ signing in

    @Test
    void a_sign_in_is_found_until_it_ends() {
        SignIn signIn = signIn("digest", 1);
        accounts().begin(signIn);

        assertThat(accounts().signIn("digest")).contains(signIn);
        assertThat(accounts().signIn("other")).isEmpty();
        accounts().end("digest");
        assertThat(accounts().signIn("digest")).isEmpty();
        accounts().end("digest");
    }

    @Test
    void to_be_seen_changes_when_and_nothing_else() {
        SignIn signIn = signIn("digest", 1);
        accounts().begin(signIn);
        accounts().touch("digest", AT.plusSeconds(60));
        accounts().touch("other", AT.plusSeconds(60));

        assertThat(accounts().signIn("digest"))
                .contains(new SignIn("digest", signIn.account(), signIn.guard(), AT, AT.plusSeconds(60)));
        assertThat(accounts().signIn("other")).isEmpty();
    }

    @Test
    void all_sign_ins_of_an_account_end_together() {
        accounts().begin(signIn("one", 1));
        accounts().begin(signIn("two", 1));
        accounts().begin(signIn("three", 2));
        accounts().endAll(new UUID(0, 1));

        assertThat(List.of("one", "two", "three"))
                .filteredOn(digest -> accounts().signIn(digest).isPresent())
                .containsExactly("three");
    }

    @Test
    void those_not_seen_for_long_are_forgotten() {
        accounts().begin(signIn("old", 1));
        accounts().begin(signIn("seen", 1));
        accounts().touch("seen", AT.plusSeconds(3600));
        accounts().endIdle(AT.plusSeconds(1));

        assertThat(accounts().signIn("old")).isEmpty();
        assertThat(accounts().signIn("seen")).isPresent();
    }

    private SignIn signIn(String digest, int account) {
        accounts().put(account(account, "account" + account, CLERK));
        return new SignIn(digest, new UUID(0, account), "guard of " + digest, AT, AT);
    }

    private static Account account(int id, String name, Who who) {
        return new Account(
                new UUID(0, id), name, who.official(), "$argon2id$v=19$m=19456", false, false, 0, Optional.empty());
    }

    private Account found(UUID id) {
        return accounts().find(id).orElseThrow();
    }

    private Accounts accounts() {
        return archive().accounts();
    }
}
