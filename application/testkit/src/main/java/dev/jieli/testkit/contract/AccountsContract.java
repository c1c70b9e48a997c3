package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.ChangeAccount;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.Factor;
import dev.jieli.application.port.Accounts.Identity;
import dev.jieli.application.port.Accounts.Password;
import dev.jieli.application.port.Accounts.Scope;
import dev.jieli.application.port.Accounts.SignIn;
import dev.jieli.application.port.Accounts.Token;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Accounts} owe. */
public abstract class AccountsContract extends Contract {

    private static final int CROWD = 32;
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00.123Z");

    @Test
    void an_account_is_found_by_name_and_by_id() {
        Account account = account(1, "jia", CLERK);
        assertThat(accounts().add(account)).isTrue();

        assertThat(accounts().named("jia")).contains(account);
        assertThat(accounts().find(account.id())).contains(account);
        assertThat(accounts().named("yi")).isEmpty();
        assertThat(accounts().find(id(99))).isEmpty();
    }

    @Test
    void all_are_listed() {
        Account one = account(1, "jia", CLERK);
        Account two = account(2, "yi", HANDLER);
        accounts().add(two);
        accounts().add(one);

        assertThat(accounts().all()).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void a_name_and_an_id_are_had_once() {
        accounts().add(account(1, "jia", CLERK));

        assertThat(accounts().add(account(2, "jia", HANDLER))).isFalse();
        assertThat(accounts().add(account(1, "yi", HANDLER))).isFalse();
        assertThat(accounts().all()).containsExactly(account(1, "jia", CLERK));
    }

    @Test
    void of_one_official_at_most_one_account_with_a_duty_is_in_use() {
        accounts().add(account(1, "jia", CLERK).serving(Optional.of(Duty.SYSTEM)));

        assertThat(accounts().add(account(2, "yi", CLERK).serving(Optional.of(Duty.AUDIT))))
                .isFalse();
        assertThat(accounts()
                        .add(account(3, "bing", CLERK)
                                .serving(Optional.of(Duty.AUDIT))
                                .disable()))
                .isTrue();
        assertThat(accounts().add(account(4, "ding", HANDLER).serving(Optional.of(Duty.AUDIT))))
                .isTrue();
        assertThat(accounts().change(id(3), AT, account -> Optional.of(account.enable(AT))))
                .isEmpty();
        assertThat(found(id(3)).disabled()).isTrue();

        Outcome<Boolean> administers = archive()
                .store()
                .transact(
                        Asker.Job.RECEPTION,
                        session -> Outcome.done(session.roster().administers(CLERK.official())));
        assertThat(Given.done(administers)).isTrue();
        Outcome<Boolean> disabled = archive()
                .store()
                .transact(
                        Asker.Job.RECEPTION,
                        session -> Outcome.done(session.roster().administers(HEAD.official())));
        assertThat(Given.done(disabled)).isFalse();
    }

    @Test
    void a_change_keeps_everything_and_is_counted() {
        accounts().add(account(1, "jia", CLERK));
        Account wanted = account(1, "jia", CLERK)
                .with(new Password("$argon2id$2", ImmutableList.of("$argon2id$1"), AT.plusSeconds(9), true))
                .with(
                        ImmutableList.of(factor(1, Factor.Kind.CODES, 5), factor(2, Factor.Kind.KEY, 0)),
                        ImmutableSet.of("aa", "bb"))
                .serving(Optional.of(Duty.SYSTEM))
                .bound(Optional.of(new Identity("https://issuer.example", "jia-1")));

        Optional<Account> changed = accounts().change(id(1), AT, account -> Optional.of(wanted));

        assertThat(changed).contains(wanted.after(1));
        assertThat(accounts().find(id(1))).contains(wanted.after(1));
        assertThat(accounts().all()).containsExactly(wanted.after(1));
        assertThat(accounts().change(id(1), AT, account -> Optional.of(account.disable())))
                .contains(wanted.disable().after(2));
        assertThat(accounts().change(id(1), AT, account -> Optional.of(account.enable(AT.plusSeconds(60)))))
                .contains(wanted.enable(AT.plusSeconds(60)).after(3));
    }

    @Test
    void where_nothing_is_to_change_nothing_does() {
        accounts().add(account(1, "jia", CLERK));

        assertThat(accounts().change(id(1), AT, account -> Optional.empty())).isEmpty();
        assertThat(accounts().change(id(2), AT, Optional::of)).isEmpty();
        assertThat(accounts().find(id(1))).contains(account(1, "jia", CLERK));
    }

    @Test
    void changes_at_once_come_one_after_the_other() {
        accounts().add(account(1, "jia", CLERK).with(ImmutableList.of(), ImmutableSet.of("code")));

        List<Outcome<?>> spent = Racing.together(IntStream.range(0, 6)
                .<Supplier<Outcome<?>>>mapToObj(n -> () -> Outcome.done(accounts()
                        .change(
                                id(1),
                                AT,
                                account -> account.recovery().contains("code")
                                        ? Optional.of(account.with(ImmutableList.of(), ImmutableSet.of()))
                                        : Optional.empty())
                        .isPresent()))
                .toList());

        assertThat(spent).filteredOn(Outcome.done(true)::equals).hasSize(1);
        assertThat(found(id(1)).changes()).isEqualTo(1);
    }

    /** Whoever holds an account may not wait for what those have who wait for it. */
    @Test
    void of_many_administrators_who_change_accounts_at_once_nobody_waits_for_ever_and_each_change_is_entered() {
        accounts().add(account(1, "jia", CLERK));
        accounts().add(account(2, "yi", HANDLER));
        accounts().add(account(3, "san", HEAD).serving(Optional.of(Duty.SECURITY)));

        List<Outcome<?>> changed = Racing.together(IntStream.range(0, CROWD)
                .<Supplier<Outcome<?>>>mapToObj(n -> () -> new ChangeAccount(
                                archive().store(), accounts())
                        .change(
                                id(1 + n % 2),
                                n % 4 < 2 ? new ChangeAccount.Change.EndSignIns() : new ChangeAccount.Change.Stop(),
                                id(3),
                                Optional.empty(),
                                AT.plusSeconds(n)))
                .toList());

        ImmutableList<Entry> entered = docket(AccountAct.subject(id(3)));
        long done = changed.stream().filter(Outcome.Done.class::isInstance).count();
        assertThat(changed)
                .filteredOn(Outcome.Refused.class::isInstance)
                .allSatisfy(refused -> assertThat(
                                ((Outcome.Refused<?>) refused).refusal().reason())
                        .isEqualTo(Reason.STALE));
        assertThat(found(id(1)).disabled() && found(id(2)).disabled()).isTrue();
        assertThat(entered)
                .filteredOn(entry -> ((AccountAct.Trace) entry.act()).done())
                .hasSize(CROWD);
        assertThat(entered).hasSize(CROWD + CROWD - (int) done);
        assertThat(found(id(1)).changes() + found(id(2)).changes()).isEqualTo((int) done);
        assertThat(archive().audit().verify(read -> {}).faults()).isEmpty();
    }

    /** Each sees the other in use when permitted, so that nobody would be left if that alone were asked. */
    @Test
    void two_administrators_who_stop_each_other_at_once_leave_one_of_them_in_use() {
        accounts().add(account(1, "jia", CLERK).serving(Optional.of(Duty.SECURITY)));
        accounts().add(account(2, "yi", HANDLER).serving(Optional.of(Duty.SECURITY)));
        for (int round = 0; round < 10; round++) {
            accounts().change(id(1), AT, account -> Optional.of(account.enable(AT)));
            accounts().change(id(2), AT, account -> Optional.of(account.enable(AT)));

            List<Outcome<?>> stopped = Racing.together(IntStream.of(1, 2)
                    .<Supplier<Outcome<?>>>mapToObj(
                            n -> () -> new ChangeAccount(archive().store(), accounts())
                                    .change(id(n), new ChangeAccount.Change.Stop(), id(3 - n), Optional.empty(), AT))
                    .toList());

            assertThat(stopped).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            assertThat(found(id(1)).disabled()).isNotEqualTo(found(id(2)).disabled());
        }
    }

    @Test
    void an_identity_belongs_to_one_account() {
        Identity identity = new Identity("https://issuer.example", "jia-1");
        accounts().add(account(1, "jia", CLERK).bound(Optional.of(identity)));
        accounts().add(account(2, "yi", HANDLER));

        assertThat(accounts().known(identity)).contains(found(id(1)));
        assertThat(accounts().known(new Identity("https://other.example", "jia-1")))
                .isEmpty();
        assertThat(accounts().change(id(2), AT, account -> Optional.of(account.bound(Optional.of(identity)))))
                .isEmpty();
        assertThat(found(id(2)).identity()).isEmpty();
    }

    @Test
    void wrong_passwords_are_counted_and_the_count_ends_with_a_right_one() {
        accounts().add(account(1, "jia", CLERK));
        accounts().add(account(2, "yi", HANDLER));
        accounts().failed(id(1), AT);
        accounts().failed(id(1), AT.plusSeconds(5));

        assertThat(found(id(1)).failures()).isEqualTo(2);
        assertThat(found(id(1)).failedAt()).contains(AT.plusSeconds(5));
        assertThat(found(id(2)).failures()).isZero();

        accounts().succeeded(id(1), AT.plusSeconds(9));
        assertThat(found(id(1)).failures()).isZero();
        assertThat(found(id(1)).failedAt()).isEmpty();
        assertThat(found(id(1)).usedAt()).isEqualTo(AT.plusSeconds(9));
        assertThat(found(id(1)).changes()).isZero();
    }

    @Test
    void wrong_passwords_at_once_are_all_counted() {
        accounts().add(account(1, "jia", CLERK));

        Racing.together(IntStream.range(0, 6)
                .<Supplier<Outcome<?>>>mapToObj(n -> () -> {
                    accounts().failed(id(1), AT.plusSeconds(n));
                    return Outcome.done(n);
                })
                .toList());

        assertThat(found(id(1)).failures()).isEqualTo(6);
    }

    @Test
    void to_count_for_an_account_that_is_gone_is_no_fault() {
        accounts().failed(id(9), AT);
        accounts().succeeded(id(9), AT);

        assertThat(accounts().all()).isEmpty();
    }

    // ------------------------------------------------------------------ signing in

    @Test
    void a_sign_in_is_found_until_it_ends() {
        SignIn signIn = begun("digest", 1, CLERK);

        assertThat(accounts().signIn("digest").orElseThrow().by()).isEqualTo(signIn);
        assertThat(accounts().signIn("digest").orElseThrow().sits()).containsExactly(CLERK.id());
        assertThat(accounts().signIns(id(1))).containsExactly(signIn);
        assertThat(accounts().signIn("other")).isEmpty();
        accounts().end("digest");
        assertThat(accounts().signIn("digest")).isEmpty();
        assertThat(accounts().signIns(id(1))).isEmpty();
        accounts().end("digest");
    }

    @Test
    void to_be_seen_changes_when_and_nothing_else() {
        SignIn signIn = begun("digest", 1, CLERK);
        accounts().touch("digest", AT.plusSeconds(60));
        accounts().touch("other", AT.plusSeconds(60));

        assertThat(accounts().signIn("digest").orElseThrow().by())
                .isEqualTo(new SignIn(
                        "digest",
                        signIn.account(),
                        signIn.guard(),
                        AT,
                        AT.plusSeconds(60),
                        signIn.address(),
                        signIn.browser(),
                        signIn.means(),
                        signIn.proven()));
        assertThat(accounts().signIn("other")).isEmpty();
    }

    @Test
    void all_sign_ins_of_an_account_end_together() {
        begun("one", 1, CLERK);
        begun("two", 1, CLERK);
        begun("three", 2, HANDLER);
        accounts().endAll(id(1));

        assertThat(List.of("one", "two", "three"))
                .filteredOn(digest -> accounts().signIn(digest).isPresent())
                .containsExactly("three");
    }

    @Test
    void of_many_who_come_at_once_each_is_found_as_who_he_is() {
        for (int i = 0; i < CROWD; i++) {
            begun("digest" + i, 1 + i % 3, i % 3 == 0 ? CLERK : i % 3 == 1 ? HANDLER : SUPERVISOR);
        }

        ImmutableSet.Builder<String> found = ImmutableSet.builder();

        Racing.together(IntStream.rangeClosed(0, CROWD)
                        .<Supplier<Outcome<?>>>mapToObj(i -> () -> Outcome.done(asked("digest" + i)))
                        .toList())
                .forEach(
                        outcome -> found.add(((Outcome.Done<?>) outcome).value().toString()));

        assertThat(found.build())
                .containsExactlyElementsOf(Stream.concat(
                                IntStream.range(0, CROWD).mapToObj(i -> "[digest" + i + "]"), Stream.of("[nobody]"))
                        .toList());
    }

    private ImmutableSet<String> asked(String digest) {
        return IntStream.range(0, CROWD)
                .mapToObj(any -> accounts()
                        .signIn(digest)
                        .map(found -> found.by().tokenDigest())
                        .orElse("nobody"))
                .collect(ImmutableSet.toImmutableSet());
    }

    @Test
    void those_not_seen_for_long_are_forgotten() {
        begun("old", 1, CLERK);
        begun("seen", 1, CLERK);
        accounts().touch("seen", AT.plusSeconds(3600));
        accounts().endIdle(AT.plusSeconds(1));

        assertThat(accounts().signIn("old")).isEmpty();
        assertThat(accounts().signIn("seen")).isPresent();
    }

    @Test
    void a_sign_in_tells_when_its_account_was_changed_and_is_nobodys_while_it_is_disabled() {
        begun("digest", 1, CLERK);
        assertThat(accounts().signIn("digest").orElseThrow().changes()).isZero();
        accounts().change(id(1), AT, account -> Optional.of(account.serving(Optional.of(Duty.SYSTEM))));
        assertThat(accounts().signIn("digest").orElseThrow().changes()).isEqualTo(1);
        accounts().change(id(1), AT, account -> Optional.of(account.disable()));
        assertThat(accounts().signIn("digest")).isEmpty();
    }

    @Test
    void whoever_leaves_is_signed_out_at_the_same_instant_and_nobody_else_is() {
        begun("leaver", 1, SUPERVISOR);
        begun("leaver-too", 1, SUPERVISOR);
        begun("other", 2, HANDLER);

        assertThat(leaves(SUPERVISOR.id())).isInstanceOf(Outcome.Done.class);

        assertThat(accounts().signIn("leaver")).isEmpty();
        assertThat(accounts().signIn("leaver-too")).isEmpty();
        assertThat(accounts().signIns(id(1))).isEmpty();
        assertThat(accounts().signIn("other")).isPresent();
    }

    @Test
    void a_departure_that_is_not_to_be_signs_nobody_out() {
        begun("leaver", 1, SUPERVISOR);
        Outcome<Object> refused = store().transact(Asker.Job.OPERATOR, session -> {
            session.tenures().end(SUPERVISOR.id(), given().today());
            return Outcome.refused(dev.jieli.domain.docket.Reason.STALE);
        });

        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        assertThat(accounts().signIn("leaver")).isPresent();
    }

    @Test
    void nobody_signs_in_on_a_post_that_was_left_meanwhile() {
        accounts().add(account(1, "jia", SUPERVISOR));
        leaves(SUPERVISOR.id());

        assertThat(accounts().begin(signIn("late", 1), ImmutableSet.of(SUPERVISOR.id()), 0))
                .isFalse();
        assertThat(accounts().signIn("late")).isEmpty();
        assertThat(accounts().begin(signIn("without", 1), ImmutableSet.of(), 0)).isTrue();
        assertThat(accounts().signIn("without").orElseThrow().sits()).isEmpty();
        assertThat(accounts().begin(signIn("nobody", 9), ImmutableSet.of(), 0)).isFalse();
    }

    // ------------------------------------------------------------------ tokens

    @Test
    void a_token_is_found_until_it_ends_and_stays_listed() {
        accounts().add(account(1, "jia", CLERK));
        Token token = token(1, 1, CLERK.id(), AT);
        Token newer = token(2, 1, CLERK.id(), AT.plusSeconds(1));
        assertThat(accounts().issue(token, 0)).isTrue();
        assertThat(accounts().issue(newer, 0)).isTrue();
        assertThat(accounts().issue(token, 0)).isFalse();

        assertThat(accounts().token("token-1").orElseThrow().by()).isEqualTo(token);
        assertThat(accounts().tokens()).containsExactly(newer, token);
        accounts().used(id(1), AT.plusSeconds(5));
        assertThat(accounts().token("token-1").orElseThrow().by().usedAt()).contains(AT.plusSeconds(5));
        accounts().end(id(1), AT.plusSeconds(6));
        accounts().end(id(1), AT.plusSeconds(7));

        assertThat(accounts().token("token-1")).isEmpty();
        assertThat(accounts().token("token-2")).isPresent();
        assertThat(accounts().tokens().get(1).endedAt()).contains(AT.plusSeconds(6));
        assertThat(accounts().token("token-3")).isEmpty();
    }

    @Test
    void tokens_end_with_the_incumbency_they_stand_on_and_for_good_where_their_account_is_disabled() {
        accounts().add(account(1, "jia", SUPERVISOR));
        accounts().add(account(2, "yi", HANDLER));
        accounts().issue(token(1, 1, SUPERVISOR.id(), AT), 0);
        accounts().issue(token(2, 2, HANDLER.id(), AT), 0);

        leaves(SUPERVISOR.id());
        accounts().change(id(2), AT, account -> Optional.of(account.disable()));

        assertThat(accounts().token("token-1")).isEmpty();
        assertThat(accounts().token("token-2")).isEmpty();
        assertThat(accounts().tokens().stream().map(Token::sits)).containsExactlyInAnyOrder(false, true);
        assertThat(accounts().issue(token(3, 1, SUPERVISOR.id(), AT), 0)).isFalse();
        accounts().change(id(2), AT, account -> Optional.of(account.enable(AT)));
        assertThat(accounts().token("token-2")).isEmpty();
        assertThat(accounts().tokens().stream()
                        .filter(token -> token.id().equals(id(2)))
                        .findFirst()
                        .flatMap(Token::endedAt))
                .contains(AT);
    }

    // ------------------------------------------------------------------ what changes meanwhile

    @Test
    void nobody_comes_in_by_an_account_that_was_changed_since_it_was_looked_at() {
        accounts().add(account(1, "jia", CLERK));
        accounts().change(id(1), AT, account -> Optional.of(account.serving(Optional.of(Duty.SYSTEM))));

        assertThat(accounts().begin(signIn("late", 1), ImmutableSet.of(), 0)).isFalse();
        assertThat(accounts().issue(token(1, 1, CLERK.id(), AT), 0)).isFalse();
        assertThat(accounts().begin(signIn("now", 1), ImmutableSet.of(), 1)).isTrue();
        assertThat(accounts().issue(token(2, 1, CLERK.id(), AT), 1)).isTrue();
        assertThat(accounts().goOn("now", signIn("later", 1), ImmutableSet.of(), 0))
                .isFalse();
        accounts().change(id(1), AT, account -> Optional.of(account.disable()));

        assertThat(accounts().begin(signIn("out of use", 1), ImmutableSet.of(), 2))
                .isFalse();
        assertThat(accounts().issue(token(3, 1, CLERK.id(), AT), 2)).isFalse();
        assertThat(accounts().signIns(id(1))).isEmpty();
        assertThat(accounts().tokens()).hasSize(1);
    }

    @Test
    void a_sign_in_goes_on_under_another_token_unless_it_has_ended() {
        begun("first", 1, CLERK);

        assertThat(accounts().goOn("first", signIn("second", 1), ImmutableSet.of(CLERK.id()), 0))
                .isTrue();
        assertThat(accounts().signIns(id(1))).extracting(SignIn::tokenDigest).containsExactly("second");
        assertThat(accounts().goOn("first", signIn("third", 1), ImmutableSet.of(CLERK.id()), 0))
                .isFalse();
        accounts().endAll(id(1));
        assertThat(accounts().goOn("second", signIn("third", 1), ImmutableSet.of(CLERK.id()), 0))
                .isFalse();
        assertThat(accounts().signIns(id(1))).isEmpty();
    }

    @Test
    void whoever_left_a_post_does_not_go_on_without_it() {
        begun("leaver", 1, SUPERVISOR);
        leaves(SUPERVISOR.id());

        assertThat(accounts().goOn("leaver", signIn("later", 1), ImmutableSet.of(), 0))
                .isFalse();
        assertThat(accounts().signIn("later")).isEmpty();
    }

    @Test
    void another_password_ends_sign_ins_and_leaves_tokens() {
        begun("digest", 1, CLERK);
        accounts().issue(token(1, 1, CLERK.id(), AT), 0);
        accounts().change(id(1), AT, account -> Optional.of(account.serving(Optional.of(Duty.SYSTEM))));
        assertThat(accounts().signIn("digest")).isPresent();

        accounts()
                .change(
                        id(1),
                        AT,
                        account -> Optional.of(account.with(account.password().then("$argon2id$2", AT, false, 4))));

        assertThat(accounts().signIns(id(1))).isEmpty();
        assertThat(accounts().token("token-1")).isPresent();
    }

    @Test
    void what_is_out_of_use_keeps_no_sign_in_and_no_token_for_the_day_on_which_it_is_in_use_again() {
        begun("digest", 1, CLERK);
        begun("other", 2, HANDLER);
        accounts().issue(token(1, 1, CLERK.id(), AT), 0);
        accounts().issue(token(2, 2, HANDLER.id(), AT), 0);
        accounts().end(id(1), AT.plusSeconds(3));

        accounts().changeAmong(id(1), AT.plusSeconds(9), (account, all) -> Optional.of(account.disable()));
        accounts().changeAmong(id(2), AT.plusSeconds(9), (account, all) -> Optional.empty());
        accounts().change(id(1), AT.plusSeconds(9), account -> Optional.of(account.enable(AT)));

        assertThat(accounts().signIn("digest")).isEmpty();
        assertThat(accounts().token("token-1")).isEmpty();
        assertThat(accounts().tokens())
                .filteredOn(token -> token.account().equals(id(1)))
                .extracting(Token::endedAt)
                .containsExactly(Optional.of(AT.plusSeconds(3)));
        assertThat(accounts().signIn("other")).isPresent();
        assertThat(accounts().token("token-2")).isPresent();
    }

    /** Each was looked at while it was in use; whoever is in before it is stopped is put out by that, and nobody comes in after it. */
    @Test
    void whoever_comes_in_beside_a_stop_is_not_in_once_the_account_is_granted_again() {
        accounts().add(account(1, "jia", CLERK));
        accounts().add(account(3, "san", HEAD).serving(Optional.of(Duty.SECURITY)));
        for (int round = 0; round < 10; round++) {
            int changes = found(id(1)).changes();
            String name = "round " + round + " ";
            int first = 100 * round;
            assertThat(accounts().begin(signIn(name, 1), ImmutableSet.of(CLERK.id()), changes))
                    .isTrue();

            Racing.together(IntStream.range(0, 12)
                    .<Supplier<Outcome<?>>>mapToObj(n -> () -> switch (n % 4) {
                        case 0 ->
                            Outcome.done(accounts().begin(signIn(name + n, 1), ImmutableSet.of(CLERK.id()), changes));
                        case 1 -> Outcome.done(accounts().issue(token(first + n, 1, CLERK.id(), AT), changes));
                        case 2 ->
                            Outcome.done(
                                    accounts().goOn(name, signIn(name + n, 1), ImmutableSet.of(CLERK.id()), changes));
                        default ->
                            n > 4
                                    ? Outcome.done(true)
                                    : new ChangeAccount(archive().store(), accounts())
                                            .change(
                                                    id(1),
                                                    new ChangeAccount.Change.Stop(),
                                                    id(3),
                                                    Optional.empty(),
                                                    AT);
                    })
                    .toList());
            assertThat(found(id(1)).disabled()).isTrue();
            accounts().change(id(1), AT, account -> Optional.of(account.enable(AT)));

            assertThat(accounts().signIns(id(1))).isEmpty();
            assertThat(accounts().tokens()).allMatch(token -> token.endedAt().isPresent());
        }
    }

    private SignIn begun(String digest, int account, Who who) {
        accounts().add(account(account, "account" + account, who));
        SignIn signIn = signIn(digest, account);
        assertThat(accounts().begin(signIn, ImmutableSet.of(who.id()), 0)).isTrue();
        return signIn;
    }

    private static SignIn signIn(String digest, int account) {
        return new SignIn(
                digest, id(account), "guard of " + digest, AT, AT, "192.0.2.1", "Browser", SignIn.Means.PASSWORD, true);
    }

    private static Token token(int id, int account, IncumbencyId incumbency, Instant at) {
        return new Token(
                id(id),
                "token-" + id,
                id(account),
                incumbency,
                "交换平台",
                ImmutableSet.of(Scope.READ, Scope.FEED),
                at,
                at.plusSeconds(3600),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private static Factor factor(int id, Factor.Kind kind, long counter) {
        return new Factor(
                id(id), kind, "手机", "JBSWY3DPEHPK3PXP", counter, AT, counter == 0 ? Optional.empty() : Optional.of(AT));
    }

    private static UUID id(int id) {
        return new UUID(0, id);
    }

    private static Account account(int id, String name, Who who) {
        return Account.of(id(id), name, who.official(), Password.first("$argon2id$v=19$m=19456", AT, false), "key");
    }

    private Account found(UUID id) {
        return accounts().find(id).orElseThrow();
    }

    private Accounts accounts() {
        return archive().accounts();
    }
}
