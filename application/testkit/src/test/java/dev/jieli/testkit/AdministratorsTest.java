package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.AddAccount;
import dev.jieli.application.ChangeAccount;
import dev.jieli.application.ChangeAccount.Change;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.KeepListeners;
import dev.jieli.application.NameAdministrators;
import dev.jieli.application.ReadAudit;
import dev.jieli.application.RecoverAccount;
import dev.jieli.application.SeeAccounts;
import dev.jieli.application.VerifyRecord;
import dev.jieli.application.WatchOperation;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.Factor;
import dev.jieli.application.port.Accounts.Password;
import dev.jieli.application.port.Accounts.Scope;
import dev.jieli.application.port.Accounts.SignIn;
import dev.jieli.application.port.Accounts.Token;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** 三员分立: what each of the three may do, what none may, and that nobody is two of them. */
class AdministratorsTest {
    private final InMemoryArchive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);
    private final ChangeAccount changeAccount = new ChangeAccount(archive.store(), archive.accounts());

    @BeforeEach
    void the_three_are_named() {
        assertThat(named(Duty.values())).isInstanceOf(Outcome.Done.class);
        archive.accounts().add(account(20, "clerk", Who.CLERK.official()));
    }

    private Outcome<?> named(Duty... duties) {
        return new NameAdministrators(archive.store(), archive.accounts())
                .name(
                        ImmutableList.copyOf(duties).stream()
                                .map(duty -> new NameAdministrators.Administrator(
                                        account(of(duty), duty.name(), official(duty))
                                                .serving(Optional.of(duty)),
                                        new Official(official(duty), "某" + duty)))
                                .collect(ImmutableList.toImmutableList()),
                        Optional.empty(),
                        given.today(),
                        given.now());
    }

    private static OfficialId official(Duty duty) {
        return new OfficialId(Who.uuid("official " + duty));
    }

    private Account account(int id, String name, OfficialId official) {
        return account(id(id), name, official);
    }

    private Account account(UUID id, String name, OfficialId official) {
        return Account.of(id, name, official, Password.first("$argon2id$", given.now(), false), "key of " + name);
    }

    private static UUID id(int id) {
        return new UUID(9, id);
    }

    private static UUID of(Duty duty) {
        return Who.uuid("account " + duty);
    }

    private Outcome<Account> changed(UUID account, Change change, UUID by) {
        return changeAccount.change(account, change, by, Optional.of("127.0.0.1"), given.now());
    }

    private static Reason reason(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal().reason();
    }

    private Account found(int account) {
        return archive.accounts().find(id(account)).orElseThrow();
    }

    @Test
    void the_first_three_are_named_once_and_stand_on_the_roster_without_a_post() {
        assertThat(reason(named(Duty.values()))).isEqualTo(Reason.ALREADY_THERE);
        for (Duty duty : Duty.values()) {
            Optional<Official> official = given.look(session -> session.roster().official(official(duty)));
            assertThat(official).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_power_of_administrators_is_done_by_whose_it_is_and_by_nobody_else(Duty duty) {
        UUID by = of(duty);
        Object[][] changes = {
            {new Change.Grant(Optional.empty()), Power.GRANT_ACCOUNTS},
            {new Change.Bind(Optional.empty()), Power.KEEP_ACCOUNTS},
            {new Change.SetPassword("$argon2id$2", 4), Power.KEEP_ACCOUNTS},
            {new Change.ResetFactors(), Power.KEEP_ACCOUNTS},
            {new Change.EndSignIns(), Power.STOP_ACCOUNTS},
            {new Change.Stop(), Power.STOP_ACCOUNTS}
        };
        for (Object[] change : changes) {
            Outcome<Account> done = changed(id(20), (Change) change[0], by);
            if (Authority.holders((Power) change[1]).contains(duty.capacity())) {
                assertThat(done).as("%s by %s", change[0], duty).isInstanceOf(Outcome.Done.class);
            } else {
                assertThat(reason(done)).as("%s by %s", change[0], duty).isEqualTo(Reason.NOT_YOURS);
            }
            assertThat(reason(changed(id(20), (Change) change[0], id(20))))
                    .as("%s by an official", change[0])
                    .isEqualTo(Reason.NOT_YOURS);
            assertThat(reason(changed(id(20), (Change) change[0], id(99))))
                    .as("%s by nobody", change[0])
                    .isEqualTo(Reason.NOT_YOURS);
        }
    }

    @Test
    void no_administrator_has_a_power_over_cases_and_no_post_gives_a_power_of_administrators() {
        for (Power power : new Power[] {
            Power.SEE_CASES,
            Power.SEE_PETITIONERS,
            Power.KEEP_ORGANIZATION,
            Power.IMPORT_LEDGER,
            Power.ADOPT_RULEBOOK,
            Power.ANNOUNCE_YEAR,
            Power.HEAD_PAPERS
        }) {
            assertThat(Authority.holders(power))
                    .as(power.name())
                    .doesNotContain(Capacity.SYSTEM_ADMINISTRATOR, Capacity.SECURITY_ADMINISTRATOR, Capacity.AUDITOR);
        }
        for (Power power : new Power[] {
            Power.KEEP_ACCOUNTS, Power.GRANT_ACCOUNTS, Power.STOP_ACCOUNTS, Power.AUDIT, Power.AUDIT_AUDITORS
        }) {
            assertThat(Authority.holders(power))
                    .as(power.name())
                    .isSubsetOf(Capacity.SYSTEM_ADMINISTRATOR, Capacity.SECURITY_ADMINISTRATOR, Capacity.AUDITOR);
        }
    }

    @Test
    void what_is_added_or_reset_is_out_of_use_until_another_grants_it() {
        AddAccount add = new AddAccount(archive.store(), archive.accounts());
        Account wanted = account(30, "head", Who.HEAD.official());
        assertThat(reason(add.add(
                        wanted, Optional.empty(), of(Duty.SECURITY), Optional.empty(), given.today(), given.now())))
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(add.add(wanted, Optional.empty(), of(Duty.SYSTEM), Optional.empty(), given.today(), given.now()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(found(30).disabled()).isTrue();
        changed(id(30), new Change.Grant(Optional.empty()), of(Duty.SECURITY));
        assertThat(found(30).disabled()).isFalse();
        changed(id(30), new Change.SetPassword("$argon2id$2", 4), of(Duty.SYSTEM));
        assertThat(found(30).disabled()).isTrue();
        assertThat(found(30).password().provisional()).isTrue();
        changed(id(30), new Change.Grant(Optional.empty()), of(Duty.SECURITY));
        changed(id(30), new Change.ResetFactors(), of(Duty.SYSTEM));
        assertThat(found(30).disabled()).isTrue();
    }

    private void signsIn(UUID account, String digest) {
        assertThat(archive.accounts()
                        .begin(
                                new SignIn(
                                        digest,
                                        account,
                                        "guard",
                                        given.now(),
                                        given.now(),
                                        "127.0.0.1",
                                        "browser",
                                        SignIn.Means.PASSWORD,
                                        true),
                                ImmutableSet.of(),
                                archive.accounts().find(account).orElseThrow().changes()))
                .isTrue();
    }

    @Test
    void neither_administrator_alone_lets_somebody_in_by_binding_an_account_to_a_provider() {
        Accounts.Identity identity = new Accounts.Identity("https://id.example", "somebody else");
        Change bind = new Change.Bind(Optional.of(identity));
        signsIn(id(20), "before");

        assertThat(reason(changed(id(20), bind, of(Duty.SECURITY)))).isEqualTo(Reason.NOT_YOURS);
        assertThat(archive.accounts().known(identity)).isEmpty();

        assertThat(changed(id(20), bind, of(Duty.SYSTEM))).isInstanceOf(Outcome.Done.class);
        assertThat(found(20).disabled()).isTrue();
        assertThat(archive.accounts().signIns(id(20))).isEmpty();
        assertThat(reason(changed(id(20), new Change.Grant(Optional.empty()), of(Duty.SYSTEM))))
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(changed(id(20), new Change.Grant(Optional.empty()), of(Duty.SECURITY)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(archive.accounts().known(identity).orElseThrow().disabled()).isFalse();
        assertThat(reason(changed(of(Duty.AUDIT), bind, of(Duty.SYSTEM)))).isEqualTo(Reason.LAST_OF_DUTY);
    }

    private static Change[] openings() {
        return new Change[] {
            new Change.SetPassword("$argon2id$2", 4), new Change.ResetFactors(), new Change.Bind(Optional.empty())
        };
    }

    @ParameterizedTest
    @MethodSource("openings")
    void whoever_came_in_before_keeps_no_token_when_an_account_is_set_anew(Change change) {
        Token token = new Token(
                id(70),
                "digest",
                id(20),
                Who.CLERK.id(),
                "日历",
                ImmutableSet.of(Scope.CALENDAR),
                given.now(),
                given.now().plus(Duration.ofDays(30)),
                Optional.empty(),
                Optional.empty(),
                true);
        assertThat(archive.accounts()
                        .issue(
                                token,
                                archive.accounts().find(id(20)).orElseThrow().changes()))
                .isTrue();
        signsIn(id(20), "before");

        assertThat(changed(id(20), change, of(Duty.SYSTEM))).isInstanceOf(Outcome.Done.class);
        assertThat(changed(id(20), new Change.Grant(Optional.empty()), of(Duty.SECURITY)))
                .isInstanceOf(Outcome.Done.class);

        assertThat(found(20).disabled()).isFalse();
        assertThat(archive.accounts().token("digest")).isEmpty();
        assertThat(archive.accounts().signIns(id(20))).isEmpty();
    }

    @Test
    void an_account_is_added_for_somebody_who_holds_no_post_and_was_not_known() {
        Account wanted = account(31, "newcomer", new OfficialId(id(32)));
        Outcome<Account> added = new AddAccount(archive.store(), archive.accounts())
                .add(
                        wanted,
                        Optional.of(new Official(wanted.official(), "某某")),
                        of(Duty.SYSTEM),
                        Optional.empty(),
                        given.today(),
                        given.now());

        assertThat(added).isInstanceOf(Outcome.Done.class);
        Optional<Official> known = given.look(session -> session.roster().official(wanted.official()));
        assertThat(known).hasValue(new Official(wanted.official(), "某某"));
    }

    @Test
    void nobody_changes_his_own_account_and_no_duty_is_left_to_nobody() {
        for (Duty duty : new Duty[] {Duty.SYSTEM, Duty.SECURITY}) {
            assertThat(reason(changed(of(duty), new Change.Stop(), of(duty)))).isEqualTo(Reason.OWN_ACCOUNT);
        }
        assertThat(reason(changed(of(Duty.SECURITY), new Change.Grant(Optional.of(Duty.SYSTEM)), of(Duty.SECURITY))))
                .isEqualTo(Reason.OWN_ACCOUNT);
        assertThat(reason(changed(of(Duty.AUDIT), new Change.Stop(), of(Duty.SYSTEM))))
                .isEqualTo(Reason.LAST_OF_DUTY);
        assertThat(reason(changed(of(Duty.SECURITY), new Change.SetPassword("x", 4), of(Duty.SYSTEM))))
                .isEqualTo(Reason.LAST_OF_DUTY);
        assertThat(reason(changed(of(Duty.AUDIT), new Change.Grant(Optional.empty()), of(Duty.SECURITY))))
                .isEqualTo(Reason.LAST_OF_DUTY);
    }

    private Outcome<Account> recovered(String name, boolean factors) {
        return new RecoverAccount(archive.store(), archive.accounts())
                .recover(name, "$argon2id$new", 4, factors, given.now());
    }

    @ParameterizedTest
    @EnumSource
    void the_last_of_a_duty_who_forgot_the_password_is_let_in_again_by_whoever_runs_the_machine(Duty duty) {
        Factor factor = new Factor(id(77), Factor.Kind.CODES, "app", "secret", 0, given.now(), Optional.empty());
        archive.accounts()
                .change(
                        of(duty),
                        given.now(),
                        before -> Optional.of(
                                before.with(ImmutableList.of(factor), ImmutableSet.of("digest of a code"))));
        signsIn(of(duty), "digest");

        Account account = Given.done(recovered(duty.name(), false));

        assertThat(account.password().kept()).isEqualTo("$argon2id$new");
        assertThat(account.password().before()).containsExactly("$argon2id$");
        assertThat(account.password().provisional()).isTrue();
        assertThat(account.disabled()).isFalse();
        assertThat(account.duty()).contains(duty);
        assertThat(account.factors()).hasSize(1);
        assertThat(archive.accounts().signIns(of(duty))).isEmpty();
        Account bare = Given.done(recovered(duty.name(), true));
        assertThat(bare.factors()).isEmpty();
        assertThat(bare.recovery()).isEmpty();
        ImmutableList<Entry> entered =
                given.look(session -> session.dockets().read(AccountAct.subject(AccountAct.NOBODY)));
        assertThat(entered)
                .extracting(entry -> (AccountAct.Trace) entry.act())
                .filteredOn(trace -> trace.details().containsValue("command line"))
                .allSatisfy(trace -> assertThat(trace.about()).contains(AccountAct.subject(of(duty))))
                .extracting(AccountAct.Trace::kind)
                .containsExactly(
                        AccountAct.Kind.CHANGE_PASSWORD,
                        AccountAct.Kind.CHANGE_PASSWORD,
                        AccountAct.Kind.CHANGE_SECOND_FACTOR);
    }

    @Test
    void whom_another_administrator_can_help_is_not_let_in_from_outside() {
        archive.accounts()
                .add(account(60, "second", new OfficialId(Who.uuid("official second")))
                        .serving(Optional.of(Duty.SECURITY)));
        archive.accounts()
                .add(account(61, "stopped", new OfficialId(Who.uuid("official stopped")))
                        .serving(Optional.of(Duty.AUDIT))
                        .disable());

        assertThat(reason(recovered("nobody", false))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(recovered("clerk", false))).as("no administrator").isEqualTo(Reason.NOT_THE_LAST);
        assertThat(reason(recovered("second", false))).as("one of two").isEqualTo(Reason.NOT_THE_LAST);
        assertThat(reason(recovered(Duty.SECURITY.name(), true)))
                .as("one of two")
                .isEqualTo(Reason.NOT_THE_LAST);
        assertThat(reason(recovered("stopped", false))).as("not in use").isEqualTo(Reason.NOT_THE_LAST);

        assertThat(found(20).password().kept()).isEqualTo("$argon2id$");
        assertThat(found(60).password().provisional()).isFalse();
        changed(id(60), new Change.Stop(), of(Duty.SYSTEM));
        assertThat(recovered(Duty.SECURITY.name(), false)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void an_official_is_one_of_them_or_holds_a_post_and_never_both() {
        assertThat(reason(changed(id(20), new Change.Grant(Optional.of(Duty.AUDIT)), of(Duty.SECURITY))))
                .isEqualTo(Reason.HOLDS_A_POST);

        archive.accounts().add(account(40, "second", official(Duty.AUDIT)).disable());
        assertThat(reason(changed(id(40), new Change.Grant(Optional.of(Duty.SYSTEM)), of(Duty.SECURITY))))
                .isEqualTo(Reason.DUTIES_EXCLUDE);
        assertThat(reason(changed(id(40), new Change.Grant(Optional.empty()), of(Duty.SECURITY))))
                .isEqualTo(Reason.DUTIES_EXCLUDE);

        Incumbency begins = new Incumbency(
                new IncumbencyId(new UUID(8, 8)),
                official(Duty.AUDIT),
                Who.TOWN_HANDLER.post(),
                given.today(),
                false,
                Optional.empty());
        Outcome<?> appointed = new EnterUnitAct(archive.store())
                .enter(
                        Who.TOWN_HANDLER.place().id(),
                        new UnitAct.Appoint(begins, new Official(official(Duty.AUDIT), "某")),
                        Optional.of(Who.OFFICE_HEAD.id()),
                        given.today(),
                        given.now());
        assertThat(reason(appointed)).isEqualTo(Reason.HOLDS_A_POST);
    }

    @Test
    void the_auditor_reads_everything_and_the_security_administrator_what_the_auditors_did() {
        changed(id(20), new Change.EndSignIns(), of(Duty.SYSTEM));
        new VerifyRecord(archive.store(), archive.accounts(), archive.audit())
                .verify(of(Duty.AUDIT), Optional.empty(), Optional.empty(), given.now());
        ReadAudit read = new ReadAudit(archive.store(), archive.accounts(), archive.audit());

        Audit.TracePage all = Given.done(read.read(Audit.TraceFilter.none(), Optional.empty(), 50, of(Duty.AUDIT)));
        Audit.TracePage watched =
                Given.done(read.read(Audit.TraceFilter.none(), Optional.empty(), 50, of(Duty.SECURITY)));

        assertThat(all.lines())
                .extracting(line -> line.trace().kind())
                .contains(AccountAct.Kind.VERIFY, AccountAct.Kind.END_SESSION, AccountAct.Kind.ADD_ACCOUNT);
        assertThat(watched.lines()).extracting(line -> line.trace().kind()).containsExactly(AccountAct.Kind.VERIFY);
        assertThat(reason(read.read(Audit.TraceFilter.none(), Optional.empty(), 50, of(Duty.SYSTEM))))
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(reason(read.read(Audit.TraceFilter.none(), Optional.empty(), 50, id(20))))
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void the_record_is_verified_by_the_registrar_of_today_and_by_administrators() {
        VerifyRecord verify = new VerifyRecord(archive.store(), archive.accounts(), archive.audit());
        archive.accounts().add(account(50, "handler", Who.HANDLER.official()));
        assertThat(verify.verify(id(20), Optional.of(Who.CLERK.id()), Optional.empty(), given.now()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(reason(verify.verify(id(50), Optional.of(Who.HANDLER.id()), Optional.empty(), given.now())))
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(reason(verify.verify(id(50), Optional.of(Who.CLERK.id()), Optional.empty(), given.now())))
                .as("in somebody else's post")
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void what_a_verification_read_and_found_is_told_to_administrators_and_to_nobody_in_a_post() {
        VerifyRecord.Verification verification =
                Given.done(new VerifyRecord(archive.store(), archive.accounts(), archive.audit())
                        .verify(id(20), Optional.of(Who.CLERK.id()), Optional.empty(), given.now()));
        assertThat(verification.state()).isEqualTo(VerifyRecord.State.RUNNING);
        assertThat(verification.endedAt()).isEmpty();
        verification.read(given::now);
        assertThat(verification.state()).isEqualTo(VerifyRecord.State.SOUND);
        assertThat(verification.endedAt()).isPresent();

        for (Duty duty : Duty.values()) {
            VerifyRecord.Findings seen = Given.done(verification.findings(of(duty), Optional.empty()));
            assertThat(seen.finding().orElseThrow().entries()).isPositive().isEqualTo(seen.read());
        }
        archive.accounts().add(account(50, "head", Who.OFFICE_HEAD.official()));
        assertThat(reason(verification.findings(id(20), Optional.of(Who.CLERK.id()))))
                .as("who asked for it")
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(reason(verification.findings(id(50), Optional.of(Who.OFFICE_HEAD.id()))))
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(reason(verification.findings(id(50), Optional.empty()))).isEqualTo(Reason.NOT_YOURS);
    }

    /** An administrator's account that is out of use, and those of people at work. */
    private void andOthers() {
        archive.accounts()
                .add(account(60, "stopped", new OfficialId(Who.uuid("official stopped")))
                        .serving(Optional.of(Duty.SYSTEM))
                        .disable());
        archive.accounts().add(account(50, "handler", Who.HANDLER.official()));
        archive.accounts().add(account(51, "head", Who.OFFICE_HEAD.official()));
    }

    @Test
    void accounts_are_looked_through_by_the_three_and_by_nobody_in_a_post_or_with_one_out_of_use() {
        andOthers();
        SeeAccounts see = new SeeAccounts(archive.store(), archive.accounts());
        signsIn(id(20), "digest");
        Token token = new Token(
                id(70),
                "digest of a token",
                id(20),
                Who.CLERK.id(),
                "归档",
                ImmutableSet.of(Scope.READ),
                given.now(),
                given.now().plus(Duration.ofDays(30)),
                Optional.empty(),
                Optional.empty(),
                true);
        archive.accounts()
                .issue(token, archive.accounts().find(id(20)).orElseThrow().changes());

        for (Duty duty : Duty.values()) {
            ImmutableList<SeeAccounts.Seen> seen = Given.done(see.see(of(duty), Optional.empty()));
            assertThat(seen)
                    .as(duty.name())
                    .extracting(SeeAccounts.Seen::account)
                    .containsExactlyElementsOf(archive.accounts().all());
            for (SeeAccounts.Seen one : seen) {
                boolean clerks = one.account().id().equals(id(20));
                assertThat(one.signIns()).hasSize(clerks ? 1 : 0);
                assertThat(one.tokens()).hasSize(clerks ? 1 : 0);
            }
            assertThat(Given.done(see.see(of(duty), Optional.of(id(20)))))
                    .singleElement()
                    .satisfies(one -> assertThat(one.account().id()).isEqualTo(id(20)));
            assertThat(Given.done(see.see(of(duty), Optional.of(id(99))))).isEmpty();
        }
        for (UUID other : ImmutableList.of(id(20), id(50), id(51), id(60), id(99))) {
            assertThat(reason(see.see(other, Optional.empty()))).as("%s", other).isEqualTo(Reason.NOT_YOURS);
            assertThat(reason(see.see(other, Optional.of(other))))
                    .as("its own too, %s", other)
                    .isEqualTo(Reason.NOT_YOURS);
        }
    }

    @Test
    void figures_of_the_running_system_are_the_system_administrators_and_are_reckoned_for_nobody_else() {
        andOthers();
        AtomicInteger reckoned = new AtomicInteger();
        WatchOperation watch =
                new WatchOperation(archive.store(), archive.accounts(), () -> "figures " + reckoned.incrementAndGet());

        for (UUID other : ImmutableList.of(of(Duty.AUDIT), of(Duty.SECURITY), id(20), id(50), id(51), id(60), id(99))) {
            assertThat(reason(watch.watch(other))).as("%s", other).isEqualTo(Reason.NOT_YOURS);
        }
        assertThat(Given.done(watch.watch(of(Duty.SYSTEM)))).isEqualTo("figures 1");
    }

    @Test
    void listeners_are_kept_by_the_registrar_of_today_and_the_system_administrator_and_by_nobody_else() {
        andOthers();
        Listening listening = new Listening(ImmutableList.of("archive"), ImmutableSet.of());
        KeepListeners keep = new KeepListeners(archive, listening);

        KeepListeners.Listener kept = Given.done(
                        keep.keep(id(20), Optional.of(Who.CLERK.id()), Asker.of(Who.CLERK.official())))
                .get(0);
        assertThat(kept.name()).isEqualTo("archive");
        assertThat(kept.isAuthorized()).isFalse();
        assertThat(Given.done(keep.keep(of(Duty.SYSTEM), Optional.empty(), Asker.of(official(Duty.SYSTEM)))))
                .hasSize(1);
        for (UUID other : ImmutableList.of(of(Duty.AUDIT), of(Duty.SECURITY), id(20), id(60), id(99))) {
            assertThat(reason(keep.keep(other, Optional.empty(), Asker.of(Who.CLERK.official()))))
                    .as("%s in no post", other)
                    .isEqualTo(Reason.NOT_YOURS);
        }
        Asker handler = Asker.of(Who.HANDLER.official());
        assertThat(reason(keep.keep(id(50), Optional.of(Who.HANDLER.id()), handler)))
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(reason(keep.keep(id(50), Optional.of(Who.CLERK.id()), handler)))
                .as("in somebody else's post")
                .isEqualTo(Reason.NOT_YOURS);
        changed(id(20), new Change.Stop(), of(Duty.SECURITY));
        assertThat(reason(keep.keep(id(20), Optional.of(Who.CLERK.id()), Asker.of(Who.CLERK.official()))))
                .as("with an account out of use")
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void what_was_set_aside_is_told_and_sent_again_by_whom_its_case_is_shown_to() {
        andOthers();
        PetitionCase accusation = given.does(
                Who.CLERK,
                given.registered(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(),
                        ImmutableSet.of(Who.OFFICE_HEAD.official()),
                        "检举控告"));
        Feed feed = archive.feed();
        feed.relay("archive", 1000, page -> {
            page.stream()
                    .filter(entry -> entry.subject().kind() == Subject.Kind.CASE)
                    .forEach(entry -> feed.setAside("archive", entry, "410 Gone", given.now()));
            return page.size();
        });
        Listening listening = new Listening(ImmutableList.of("archive"), ImmutableSet.of());
        KeepListeners keep = new KeepListeners(archive, listening);
        KeepListeners.Listener forClerk = Given.done(
                        keep.keep(id(20), Optional.of(Who.CLERK.id()), Asker.of(Who.CLERK.official())))
                .get(0);
        KeepListeners.Listener forAccused = Given.done(
                        keep.keep(id(51), Optional.of(Who.OFFICE_HEAD.id()), Asker.of(Who.OFFICE_HEAD.official())))
                .get(0);
        KeepListeners.Listener forAdministrator = Given.done(
                        keep.keep(of(Duty.SYSTEM), Optional.empty(), Asker.of(official(Duty.SYSTEM))))
                .get(0);

        String first = accusation.subject() + "/1";
        assertThat(forClerk.aside())
                .extracting(aside -> aside.entry().id())
                .containsExactly(first, accusation.subject() + "/2");
        assertThat(forAccused.aside()).isEmpty();
        assertThat(forAdministrator.aside()).as("who is shown no case").isEmpty();
        assertThat(reason(forAccused.resend(first, Optional.empty(), given.now())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(forAdministrator.resend(first, Optional.empty(), given.now())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(forClerk.resend(accusation.subject() + "/3", Optional.empty(), given.now())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(listening.sent()).isEmpty();
        assertThat(Given.done(forClerk.resend(first, Optional.empty(), given.now())))
                .isTrue();
        assertThat(listening.sent()).containsExactly("archive " + first);
        List<Entry> entered = given.look(session -> session.dockets().read(AccountAct.subject(id(20))));
        AccountAct.Trace last =
                (AccountAct.Trace) entered.get(entered.size() - 1).act();
        assertThat(last)
                .isEqualTo(AccountAct.Trace.done(AccountAct.Kind.EXPORT)
                        .about(accusation.subject())
                        .with(AccountAct.Detail.FIELDS, "message set aside"));
    }
}
