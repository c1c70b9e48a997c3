package dev.jieli.http.site;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.Factor;
import dev.jieli.application.port.Accounts.Present;
import dev.jieli.application.port.Accounts.SignIn;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.http.site.SignInRules.Unfit;
import dev.jieli.http.wording.Flaw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * 登录: who is signed in. Of a token only the digest is kept. Whether it still opens anything is asked of the store at every
 * request, so that a sign-out, a disabled account or a departure counts at the same instant everywhere; what is remembered
 * for a few seconds is only how posts are called.
 */
public final class SignIns {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);
    /** How long somebody may take to give the second factor, or to choose a password. */
    private static final Duration UNDERWAY = Duration.ofMinutes(15);

    /**
     * How many second factors one account has at most: a phone and a key, one of each in reserve, and one that is being replaced. With
     * more of them one guess at a code would be good for as many apps.
     */
    public static final int MOST_FACTORS = 5;

    private static final int TOKEN_BYTES = 32;
    private static final int MARK_BYTES = 16;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_BROWSER = 200;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 15;
    private static final BaseEncoding BASE32 =
            BaseEncoding.base32().omitPadding().lowerCase();

    /** Begins every token for systems, so that one that is left lying about is known for what it is. */
    public static final String TOKEN_PREFIX = "jieli_";

    /** The longest that a token for systems holds. */
    public static final int LONGEST_TOKEN_DAYS = 366;

    /** 登录尝试 */
    public sealed interface Attempt {
        /**
         * 已登录
         *
         * @param token for the cookie or the header; it is told once and never again
         * @param mark for the browser: see {@link Throttle}; empty where a second factor has still to be given
         */
        record In(String token, SignedIn who, String mark) implements Attempt {}

        /** 不符: no such account, or not its password; which of the two nobody is told. */
        record Wrong() implements Attempt {}

        /** 稍候: too many wrong passwords before. */
        record Wait(Duration left) implements Attempt {}

        /** 繁忙: too many passwords are being looked at. */
        record Busy() implements Attempt {}
    }

    /** What came of it, where somebody is in; an objection otherwise. */
    public static Attempt.In orObject(Attempt attempt, Flaw wrong) {
        if (attempt instanceof Attempt.In in) {
            return in;
        }
        if (attempt instanceof Attempt.Wait wait) {
            throw Objection.of(
                    Flaw.TOO_MANY_ATTEMPTS,
                    ImmutableMap.of("seconds", Long.toString(wait.left().toSeconds() + 1)));
        }
        throw Objection.of(attempt instanceof Attempt.Busy ? Flaw.BUSY : wrong);
    }

    private record Held(SignedIn who, int changes, ImmutableSet<IncumbencyId> sits, Instant readAt) {}

    private record Person(String name, ImmutableList<Seat> seats) {}

    private final Site site;
    private final Passwords passwords;
    private final Throttle throttle = new Throttle();
    private final Cache<String, Held> held =
            CacheBuilder.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public SignIns(Site site) {
        this.site = site;
        this.passwords = new Passwords(site.settings().limits().hashesAtOnce());
    }

    private SignInRules rules() {
        return site.settings().signIn();
    }

    // ------------------------------------------------------------------ coming in

    /** Looks at a name and a password; takes as long for a name that nobody has. */
    public Attempt signIn(String name, String password, From from) {
        Optional<Account> account = accounts().named(name);
        Optional<Attempt> no = tried(name, account, password, from, AccountAct.Kind.SIGN_IN);
        if (no.isPresent()) {
            return no.get();
        }
        return begin(account.orElseThrow(), SignIn.Means.PASSWORD, false, from)
                .<Attempt>map(in -> in)
                .orElseGet(Attempt.Wrong::new);
    }

    /** Whether this is the account's password; a wrong one counts as at sign-in. */
    public Attempt check(SignedIn who, String password, From from) {
        Optional<Account> account = accounts().find(who.account().id());
        return tried(who.account().name(), account, password, from, AccountAct.Kind.CHANGE_PASSWORD)
                .orElseGet(() -> new Attempt.In("", who, ""));
    }

    /**
     * Why a password does not let in; empty where it does. What is looked up, hashed and written is the same for a name that nobody
     * has.
     */
    private Optional<Attempt> tried(
            String name, Optional<Account> account, String password, From from, AccountAct.Kind tried) {
        Instant now = site.now();
        Throttle.Try taken = throttle.take("password of " + name, account, from, now);
        if (!taken.left().isZero()) {
            return Optional.of(new Attempt.Wait(taken.left()));
        }
        Optional<Boolean> right = passwords.matches(
                password, account.map(known -> known.password().kept()).orElse(Passwords.NOBODYS));
        if (right.isEmpty()) {
            throttle.giveBack(taken);
            return Optional.of(new Attempt.Busy());
        }
        if (!right.get() || account.isEmpty() || account.get().disabled()) {
            trace(tried, false, Optional.empty(), account, from.address(), Flaw.WRONG_PASSWORD.name());
            accounts().failed(account.map(Account::id).orElse(AccountAct.NOBODY), now);
            return Optional.of(new Attempt.Wrong());
        }
        throttle.right(taken);
        return Optional.empty();
    }

    /** Signs an account in as it was looked at; empty where it is not so any more. */
    Optional<Attempt.In> begin(Account account, SignIn.Means means, boolean proven, From from) {
        enter(account, means, proven, from);
        Optional<Attempt.In> in = opened(account, new Goes(means, site.now(), Optional.empty()), proven, from);
        if (in.isEmpty()) {
            trace(
                    AccountAct.Kind.SIGN_IN,
                    false,
                    Optional.of(account.id()),
                    Optional.of(account),
                    from.address(),
                    Reason.STALE.name());
        }
        return in;
    }

    /** Before anything is opened: where it cannot be entered, nobody comes in. */
    private void enter(Account account, SignIn.Means means, boolean proven, From from) {
        trace(
                AccountAct.Kind.SIGN_IN,
                true,
                Optional.of(account.id()),
                Optional.of(account),
                from.address(),
                means + (proven ? " and second factor" : ""));
    }

    /**
     * Opens it for the account as it was looked at. Somebody else's code may have been used up meanwhile; of what it was looked at for
     * nothing may have changed.
     */
    private Optional<Attempt.In> opened(Account looked, Goes goes, boolean proven, From from) {
        Instant now = site.now();
        accounts().endIdle(now.minus(site.settings().longest()));
        String token = secret();
        String digest = digest(token);
        SignIn begun = new SignIn(
                digest,
                looked.id(),
                secret(),
                goes.since(),
                now,
                from.address(),
                Ascii.truncate(CharMatcher.javaIsoControl().removeFrom(from.browser()), LONGEST_BROWSER, "…"),
                goes.means(),
                proven);
        Account account = looked;
        Person person = person(account);
        for (int again = 0; !isBegun(begun, goes, sits(person), account.changes()); again++) {
            Optional<Account> still = accounts().find(looked.id()).filter(found -> isAsLookedAt(found, looked));
            if (still.isEmpty()
                    || goes.before().flatMap(accounts()::signIn).isPresent()
                            != goes.before().isPresent()) {
                return Optional.empty();
            }
            if (again == 3) {
                throw Objection.of(Flaw.BUSY); // appointed and departed again and again, just now
            }
            account = still.get();
            person = person(account);
        }
        accounts().succeeded(account.id(), now);
        makeRoom(account, begun);
        SignedIn who = signedIn(account, person, begun);
        Optional<Account> owner = Optional.of(account);
        String mark = Throttle.known(owner, from.marks()).orElseGet(() -> mark(who));
        return Optional.of(new Attempt.In(token, who, mark));
    }

    private boolean isBegun(SignIn begun, Goes goes, ImmutableSet<IncumbencyId> sits, int changes) {
        return goes.before()
                .map(before -> accounts().goOn(before, begun, sits, changes))
                .orElseGet(() -> accounts().begin(begun, sits, changes));
    }

    private static boolean isAsLookedAt(Account now, Account then) {
        return !now.disabled()
                && now.password().equals(then.password())
                && now.identity().equals(then.identity())
                && now.duty().equals(then.duty())
                && ids(now).equals(ids(then));
    }

    private static ImmutableSet<UUID> ids(Account account) {
        return account.factors().stream().map(Factor::id).collect(toImmutableSet());
    }

    /** A password alone marks no browser where more is asked: else whoever has it would guess at codes in ever new ones. */
    private String mark(SignedIn who) {
        return who.outstanding().equals(Optional.of(SignedIn.Outstanding.SECOND_FACTOR))
                ? ""
                : Throttle.mark(who.account(), site.bytes(MARK_BYTES));
    }

    /**
     * Those not seen for longest give way, so that a forgotten browser keeps nobody out; those that lack the second factor only to each
     * other, so that whoever has but the password pushes nobody out.
     */
    private void makeRoom(Account account, SignIn newest) {
        Stream.concat(
                        Stream.of(newest),
                        accounts().signIns(account.id()).stream()
                                .filter(signIn -> !signIn.tokenDigest().equals(newest.tokenDigest())))
                .filter(signIn -> lacksFactor(account, signIn) == lacksFactor(account, newest))
                .skip(rules().sessions())
                .forEach(signIn -> accounts().end(signIn.tokenDigest()));
    }

    private static boolean lacksFactor(Account account, SignIn signIn) {
        return !account.factors().isEmpty() && !signIn.proven();
    }

    private static ImmutableSet<IncumbencyId> sits(Person person) {
        return person.seats().stream().map(Seat::incumbency).collect(toImmutableSet());
    }

    // ------------------------------------------------------------------ being in

    /** Whose token this is; empty when it is nobody's any more. */
    public Optional<SignedIn> find(String token) {
        String digest = digest(token);
        Instant now = site.now();
        return token.startsWith(TOKEN_PREFIX) ? byToken(digest, now) : bySignIn(digest, now);
    }

    private Optional<SignedIn> bySignIn(String digest, Instant now) {
        Optional<Present<SignIn>> present = accounts().signIn(digest);
        if (present.isEmpty()) {
            held.invalidate(digest);
            return Optional.empty();
        }
        SignIn signIn = present.get().by();
        Optional<SignedIn> who = remembered(digest, present.get(), now)
                .or(() -> accounts().find(signIn.account()).map(account -> {
                    SignedIn read = signedIn(account, person(account), signIn);
                    held.put(
                            digest,
                            new Held(
                                    read, present.get().changes(), present.get().sits(), now));
                    return read;
                }));
        boolean underway = who.filter(found -> found.outstanding().isPresent()).isPresent();
        if (now.isAfter(signIn.seenAt().plus(site.settings().idle()))
                || now.isAfter(signIn.begunAt()
                        .plus(underway ? UNDERWAY : site.settings().longest()))) {
            held.invalidate(digest);
            accounts().end(digest);
            return Optional.empty();
        }
        if (Duration.between(signIn.seenAt(), now).compareTo(TOUCHED_EVERY) >= 0) {
            accounts().touch(digest, now);
        }
        return who;
    }

    private Optional<SignedIn> byToken(String digest, Instant now) {
        Optional<Present<Accounts.Token>> present =
                accounts().token(digest).filter(found -> found.by().isLive(now));
        if (present.isEmpty()) {
            held.invalidate(digest);
            return Optional.empty();
        }
        Accounts.Token token = present.get().by();
        if (token.usedAt().isEmpty()
                || Duration.between(token.usedAt().get(), now).compareTo(TOUCHED_EVERY) >= 0) {
            accounts().used(token.id(), now);
        }
        return remembered(digest, present.get(), now)
                .or(() -> accounts().find(token.account()).map(account -> {
                    Person person = person(account);
                    ImmutableList<SignedIn.Sitting> sittings = sittings(new Person(
                            person.name(),
                            person.seats().stream()
                                    .filter(seat -> seat.incumbency().equals(token.incumbency()))
                                    .collect(toImmutableList())));
                    SignedIn read = new SignedIn(
                            account,
                            person.name(),
                            sittings,
                            sittings.stream().findFirst(),
                            "",
                            digest,
                            true,
                            Optional.empty(),
                            Optional.of(token.scopes()));
                    held.put(
                            digest,
                            new Held(
                                    read, present.get().changes(), present.get().sits(), now));
                    return read;
                }));
    }

    private Optional<SignedIn> remembered(String digest, Present<?> present, Instant now) {
        return Optional.ofNullable(held.getIfPresent(digest))
                .filter(known -> known.changes() == present.changes())
                .filter(known -> known.sits().equals(present.sits()))
                .filter(known -> Duration.between(known.readAt(), now).compareTo(REMEMBERED) < 0)
                .map(Held::who);
    }

    /** An administrator acts in no post, whatever the roster says. */
    private Person person(Account account) {
        Outcome<Person> person = site.archive().store().transact(Asker.Job.RECEPTION, session -> {
            Optional<Official> official = session.roster().official(account.official());
            return official.isEmpty()
                    ? Outcome.refused(Reason.NOT_FOUND)
                    : Outcome.done(new Person(
                            official.get().name(),
                            session.tenures().heldBy(account.official()).stream()
                                    .filter(held ->
                                            held.sits() && account.duty().isEmpty())
                                    .flatMap(held -> session.tenures().seat(held.id()).stream())
                                    .collect(toImmutableList())));
        });
        return person instanceof Outcome.Done<Person> done
                ? done.value()
                : new Person(account.name(), ImmutableList.of());
    }

    private ImmutableList<SignedIn.Sitting> sittings(Person person) {
        Board board = site.archive().board(Asker.Job.RECEPTION);
        return person.seats().stream()
                .flatMap(
                        seat -> board.named(seat.incumbency()).stream().map(named -> new SignedIn.Sitting(named, seat)))
                .collect(toImmutableList());
    }

    /**
     * The visitor in the place of somebody absent; empty where nobody put him or her there for today. Systems stand in for
     * nobody.
     */
    Optional<SignedIn> standingIn(SignedIn who, IncumbencyId absent) {
        if (who.scopes().isPresent()) {
            return Optional.empty();
        }
        Instant now = site.now();
        LocalDate today = site.today();
        Outcome<SignedIn> found = site.archive().store().transact(Asker.Job.RECEPTION, session -> {
            for (Delegation one : session.tenures().delegations()) {
                boolean given = one.absent().equals(absent)
                        && who.sittings().stream()
                                .anyMatch(sitting -> sitting.id().equals(one.delegate()));
                Optional<Seat> seat = given ? session.tenures().seat(one.actor(), today, now) : Optional.<Seat>empty();
                if (seat.isPresent()) {
                    Board.Named named = site.archive()
                            .board(Asker.Job.RECEPTION)
                            .named(absent)
                            .orElseThrow();
                    return Outcome.done(who.in(
                            new SignedIn.Sitting(named, seat.get(), Optional.of(new SignedIn.StandIn(one, today)))));
                }
            }
            return Outcome.refused(Reason.NOT_DELEGATED);
        });
        return found instanceof Outcome.Done<SignedIn> done ? Optional.of(done.value()) : Optional.empty();
    }

    private SignedIn signedIn(Account account, Person person, SignIn signIn) {
        ImmutableList<SignedIn.Sitting> sittings = sittings(person);
        return new SignedIn(
                account,
                person.name(),
                sittings,
                sittings.stream().findFirst(),
                signIn.guard(),
                signIn.tokenDigest(),
                signIn.proven(),
                outstanding(account, signIn),
                Optional.empty());
    }

    private Optional<SignedIn.Outstanding> outstanding(Account account, SignIn signIn) {
        if (lacksFactor(account, signIn)) {
            return Optional.of(SignedIn.Outstanding.SECOND_FACTOR);
        }
        if (signIn.means() == SignIn.Means.PASSWORD && rules().mustChange(account.password(), site.now())) {
            return Optional.of(SignedIn.Outstanding.NEW_PASSWORD);
        }
        return rules().mustProve(account) && account.factors().isEmpty() && !signIn.proven()
                ? Optional.of(SignedIn.Outstanding.ENROLMENT)
                : Optional.empty();
    }

    // ------------------------------------------------------------------ going out

    /** Signs out; from now on the token is nobody's. */
    public void end(SignedIn who, From from) {
        trace(
                AccountAct.Kind.SIGN_OUT,
                true,
                Optional.of(who.account().id()),
                Optional.of(who.account()),
                from.address(),
                "");
        held.invalidate(who.tokenDigest());
        accounts().end(who.tokenDigest());
        accounts().endIdle(site.now().minus(site.settings().longest()));
    }

    /** Ends one sign-in of an account; false where there is none of that handle. */
    public boolean end(UUID account, String handle, SignedIn by, From from) {
        Optional<SignIn> found = accounts().signIns(account).stream()
                .filter(signIn -> signIn.handle().equals(handle))
                .findFirst();
        found.ifPresent(signIn -> {
            trace(
                    AccountAct.Kind.END_SESSION,
                    true,
                    Optional.of(by.account().id()),
                    accounts().find(account),
                    from.address(),
                    handle);
            accounts().end(signIn.tokenDigest());
        });
        return found.isPresent();
    }

    /** What is remembered of posts is read again: somebody was appointed, or left. */
    public void readAgain() {
        held.invalidateAll();
    }

    /** The present sign-ins of an account, the last to be seen first. */
    public ImmutableList<SignIn> of(Account account) {
        return present(accounts().signIns(account.id()));
    }

    /** Those of them that have not run out by the rules of this office. */
    public ImmutableList<SignIn> present(ImmutableList<SignIn> begun) {
        Instant now = site.now();
        return begun.stream()
                .filter(signIn ->
                        !now.isAfter(signIn.seenAt().plus(site.settings().idle())))
                .filter(signIn ->
                        !now.isAfter(signIn.begunAt().plus(site.settings().longest())))
                .collect(toImmutableList());
    }

    // ------------------------------------------------------------------ passwords

    /** A password as it is kept. */
    public String hash(String password) {
        return passwords.hash(password, site.random());
    }

    /** A first password, set by somebody else where it is provisional. */
    public Accounts.Password first(String password, boolean provisional) {
        return Accounts.Password.first(hash(password), site.now(), provisional);
    }

    /** What marks the browsers of a new account are made with. */
    public String browserKey() {
        return secret();
    }

    /**
     * Why somebody may not have this password next; empty where it may be. Only to its owner, who has just given the present one, is
     * it said that a password was used before.
     */
    public Optional<Unfit> unfit(Account account, String password) {
        Optional<Unfit> unfit = rules().unfit(password, account.name());
        if (unfit.isPresent()) {
            return unfit;
        }
        boolean again = Stream.concat(Stream.of(account.password().kept()), account.password().before().stream())
                .limit(rules().history())
                .anyMatch(kept -> passwords.matches(password, kept).orElseThrow(() -> Objection.of(Flaw.BUSY)));
        return again
                ? Optional.of(new Unfit(
                        Flaw.PASSWORD_USED_BEFORE, ImmutableMap.of("history", Integer.toString(rules().history()))))
                : Optional.empty();
    }

    /**
     * Why an administrator may not set this password for somebody else; empty where it may be. Nothing is compared with what that
     * account has or had, for the answer would tell a guess from a hit; its owner sets another one before anything else anyway.
     */
    public Optional<Unfit> unfitForAnother(Account account, String password, SignedIn by) {
        if (!by.may(Power.KEEP_ACCOUNTS)) {
            throw Objection.of(Refusal.of(Reason.NOT_YOURS));
        }
        return rules().unfit(password, account.name());
    }

    /** Why nobody may have this password under that name; empty where somebody may. */
    public Optional<Unfit> unfit(String name, String password) {
        return rules().unfit(password, name);
    }

    /**
     * Sets a password that will do in place of one's own; every sign-in of the account ends, and this one goes on under another
     * token.
     *
     * @param tokens whether the tokens and calendars of the account end too. A password that was merely too old leaves them alone,
     *     for what others rely on would stop every ninety days; one that somebody else may know does not
     */
    public Attempt.In setPassword(SignedIn by, String password, boolean tokens, From from) {
        UUID account = by.account().id();
        String kept = hash(password);
        Instant now = site.now();
        Goes goes = goes(by);
        trace(
                AccountAct.Kind.CHANGE_PASSWORD,
                true,
                Optional.of(account),
                Optional.of(by.account()),
                from.address(),
                "OWN");
        if (tokens) {
            revokeAll(by, from);
        }
        enter(by.account(), goes.means(), by.proven(), from);
        Account changed = changed(by, before -> before.with(before.password().then(kept, now, false, known())));
        if (tokens) {
            revokeAll(by, from); // what was issued meanwhile; nothing is from now on
        }
        return opened(changed, new Goes(goes.means(), goes.since(), Optional.empty()), by.proven(), from)
                .orElseThrow(() -> Objection.of(Flaw.NOT_SIGNED_IN));
    }

    /**
     * What stays the same of a sign-in that goes on under another token.
     *
     * @param since when the account was signed in with, from which on the longest time counts
     * @param before the one that it takes the place of; empty where it takes none
     */
    private record Goes(SignIn.Means means, Instant since, Optional<String> before) {}

    private Goes goes(SignedIn who) {
        return accounts()
                .signIn(who.tokenDigest())
                .map(present -> new Goes(present.by().means(), present.by().begunAt(), Optional.of(who.tokenDigest())))
                .orElseThrow(() -> Objection.of(Flaw.NOT_SIGNED_IN)); // ended a moment ago
    }

    /** Changes the visitor's own account; objects where somebody else changed it since the request was admitted. */
    private Account changed(SignedIn who, UnaryOperator<Account> how) {
        return accounts()
                .change(
                        who.account().id(),
                        site.now(),
                        before -> Optional.of(before)
                                .filter(now -> !now.disabled()
                                        && now.changes() == who.account().changes())
                                .map(how))
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.STALE)));
    }

    /** How many passwords before the present one do not come again. */
    public int known() {
        return Math.max(0, rules().history() - 1);
    }

    /** A password drawn for somebody who has to change it, told once. */
    public String drawn() {
        return rules().drawn(site.random());
    }

    // ------------------------------------------------------------------ second factors

    /** Looks at a code from an app, or at a recovery code; the sign-in goes on under another token where it is right. */
    public Attempt prove(SignedIn who, String code, From from) {
        Instant now = site.now();
        return prove(who, from, Flaw.WRONG_CODE, account -> spent(account, code, now));
    }

    /**
     * Looks at a second factor of whichever kind; all of them count together.
     *
     * @param spending the account with that factor used; empty where it is wrong, or was used already. Asked twice: to look, and
     *     once the sign-in is entered to use it up
     */
    Attempt prove(SignedIn who, From from, Flaw wrong, Function<Account, Optional<Account>> spending) {
        Instant now = site.now();
        UUID id = who.account().id();
        Optional<Account> known = accounts().find(id);
        Throttle.Try taken = throttle.take("second factor of " + id, known, from, now);
        if (!taken.left().isZero()) {
            return new Attempt.Wait(taken.left());
        }
        Optional<Account> spent = known.flatMap(spending);
        Goes goes = goes(who);
        if (spent.isPresent()) {
            enter(spent.get(), goes.means(), true, from);
            spent = accounts().change(id, now, spending); // of two at once one gets it
        }
        if (spent.isEmpty()) {
            trace(AccountAct.Kind.SIGN_IN, false, Optional.of(id), known, from.address(), wrong.name());
            accounts().failed(id, now);
            return new Attempt.Wrong();
        }
        throttle.right(taken);
        return goOn(who, spent.get(), goes, from);
    }

    /** The sign-in goes on under another token, its second factor given; how long it lasts is reckoned from its beginning still. */
    private Attempt.In goOn(SignedIn who, Account account, Goes goes, From from) {
        held.invalidate(who.tokenDigest());
        return opened(account, goes, true, from).orElseThrow(() -> Objection.of(Flaw.NOT_SIGNED_IN));
    }

    /** Takes up that somebody comes back from the provider; objects where so many came from that address in vain that it waits. */
    Throttle.Try comesBack(From from) {
        Throttle.Try taken = throttle.take(from, site.now());
        if (!taken.left().isZero()) {
            throw Objection.of(
                    Flaw.TOO_MANY_ATTEMPTS,
                    ImmutableMap.of("seconds", Long.toString(taken.left().toSeconds() + 1)));
        }
        return taken;
    }

    /** It was somebody whom we know, or the provider was silent. */
    void cameBack(Throttle.Try taken) {
        throttle.giveBack(taken);
    }

    /** Somebody came back from the provider whom nobody bound to an account, or with what is not good. */
    void stranger(From from, Flaw flaw) {
        trace(AccountAct.Kind.SIGN_IN, false, Optional.empty(), Optional.empty(), from.address(), flaw.name());
    }

    private static Optional<Account> spent(Account account, String code, Instant now) {
        String digest = recoveryDigest(code);
        return spentOfApps(account, code, now)
                .or(() -> account.recovery().contains(digest)
                        ? Optional.of(account.with(
                                account.factors(),
                                account.recovery().stream()
                                        .filter(other -> !other.equals(digest))
                                        .collect(toImmutableSet())))
                        : Optional.empty());
    }

    private static Optional<Account> spentOfApps(Account account, String code, Instant now) {
        for (Factor factor : account.factors()) {
            if (factor.kind() == Factor.Kind.CODES) {
                OptionalLong step = Codes.step(factor.secret(), code, factor.counter(), now);
                if (step.isPresent()) {
                    return Optional.of(account.with(factor.used(step.getAsLong(), now)));
                }
            }
        }
        return Optional.empty();
    }

    private static String recoveryDigest(String code) {
        return digest(CharMatcher.anyOf("- ").removeFrom(Ascii.toLowerCase(code)));
    }

    /** Objects where the sign-in is not a new one: whoever finds a browser open does not get to add a key of his own. */
    public void needFresh(SignedIn who) {
        if (isForProvider(who)) {
            throw Objection.of(Flaw.PROVIDER_ASKS_FIRST);
        }
        if (!isFresh(goes(who))) {
            throw Objection.of(Flaw.SIGN_IN_ANEW);
        }
    }

    private boolean isFresh(Goes goes) {
        return !site.now().isAfter(goes.since().plus(UNDERWAY));
    }

    /**
     * Whether the provider has to ask the visitor anew before ways of signing in are changed: whoever came by way of it and has no factor
     * has nothing to show here, and the provider may have let in without a question whoever found a browser open.
     */
    public boolean isForProvider(SignedIn who) {
        Goes goes = goes(who);
        return isWithoutProof(who, goes)
                && !isEnrolling(who)
                && !(goes.means() == SignIn.Means.PROVIDER_ANEW && isFresh(goes));
    }

    private static boolean isWithoutProof(SignedIn who, Goes goes) {
        return who.account().factors().isEmpty() && goes.means() != SignIn.Means.PASSWORD;
    }

    private static boolean isEnrolling(SignedIn who) {
        return who.outstanding().equals(Optional.of(SignedIn.Outstanding.ENROLMENT));
    }

    /**
     * Whether the password, or a code of a factor that is there, is asked for again before ways of signing in are changed: whoever finds
     * a browser open has neither. Not of whoever has to enrol before anything else, who gave the password a moment ago; nor of whoever
     * the provider asks instead: see {@link #isForProvider}.
     */
    public boolean isAskedAgain(SignedIn who) {
        return !isEnrolling(who) && !isWithoutProof(who, goes(who));
    }

    /**
     * Looks at what was given once more before a factor comes or goes, or a token is issued. Codes count with those at sign-in, passwords
     * as well.
     *
     * @param what is to be done
     * @param proof the password, a code from an app or a recovery code
     * @return where it is right, with the visitor as he or she is after it
     */
    public Attempt askAgain(SignedIn who, AccountAct.Kind what, String proof, From from) {
        Instant now = site.now();
        return askAgain(who, what, proof, from, account -> spent(account, proof, now));
    }

    /** As {@link #askAgain}, before recovery codes are drawn anew: of those that are left none will do, for one would get ten. */
    public Attempt askForCodes(SignedIn who, String proof, From from) {
        Instant now = site.now();
        return askAgain(
                who, AccountAct.Kind.CHANGE_SECOND_FACTOR, proof, from, account -> spentOfApps(account, proof, now));
    }

    private Attempt askAgain(
            SignedIn who,
            AccountAct.Kind what,
            String proof,
            From from,
            Function<Account, Optional<Account>> spending) {
        if (!isAskedAgain(who)) {
            return new Attempt.In("", who, "");
        }
        Instant now = site.now();
        UUID id = who.account().id();
        Optional<Account> known = accounts().find(id);
        Throttle.Try taken = throttle.take("second factor of " + id, known, from, now);
        if (!taken.left().isZero()) {
            return new Attempt.Wait(taken.left());
        }
        Optional<Account> spent =
                known.flatMap(spending).flatMap(code -> accounts().change(id, now, spending));
        if (spent.isPresent()) {
            throttle.right(taken);
            return new Attempt.In("", who.with(spent.get()), "");
        }
        Optional<Attempt> wrong = tried(who.account().name(), known, proof, from, what);
        if (wrong.isEmpty()) {
            throttle.giveBack(taken); // no code was guessed at
            return new Attempt.In("", who, "");
        }
        if (!(wrong.get() instanceof Attempt.Wrong)) { // as a password it was not looked at, as a code it was
            trace(what, false, Optional.empty(), known, from.address(), Flaw.WRONG_CODE.name());
            accounts().failed(id, now);
        }
        return wrong.get();
    }

    /** Whether an app with that secret shows this code now. */
    public boolean isShown(String secret, String code) {
        return step(secret, code).isPresent();
    }

    private OptionalLong step(String secret, String code) {
        return Codes.isSecret(secret) ? Codes.step(secret, code, 0, site.now()) : OptionalLong.empty();
    }

    /** 注册结果: the sign-in as it goes on, and the recovery codes, told once; none where there were some already. */
    public record Enrolled(Attempt.In in, ImmutableList<String> recovery) {}

    /**
     * Adds an app whose code was given; empty where the code is wrong.
     *
     * @param secret as {@link Codes#secret} made it
     */
    public Optional<Enrolled> enrol(SignedIn who, String name, String secret, String code, From from) {
        Instant now = site.now();
        OptionalLong step = step(secret, code);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(add(
                who,
                new Factor(site.ids().get(), Factor.Kind.CODES, name, secret, step.getAsLong(), now, Optional.of(now)),
                from));
    }

    /** Adds a factor whose possession was shown. */
    Enrolled add(SignedIn who, Factor factor, From from) {
        ImmutableList<String> codes = recoveryCodes();
        Goes goes = goes(who);
        UUID id = who.account().id();
        needRoom(who.account());
        trace(
                AccountAct.Kind.CHANGE_SECOND_FACTOR,
                true,
                Optional.of(id),
                Optional.of(who.account()),
                from.address(),
                "added " + factor.kind());
        enter(who.account(), goes.means(), true, from);
        boolean first = who.account().factors().isEmpty();
        Account account = changed(
                who,
                before -> before.with(
                        ImmutableList.copyOf(Iterables.concat(before.factors(), ImmutableList.of(factor))),
                        first ? digests(codes) : before.recovery()));
        return new Enrolled(goOn(who, account, goes, from), first ? codes : ImmutableList.of());
    }

    /** Objects where the account has as many second factors as it may. */
    public static void needRoom(Account account) {
        if (account.factors().size() >= MOST_FACTORS) {
            throw Objection.of(Flaw.TOO_MANY_FACTORS, ImmutableMap.of("most", Integer.toString(MOST_FACTORS)));
        }
    }

    /** Other recovery codes in place of all that are left, told once. */
    public ImmutableList<String> recoverAnew(SignedIn who, From from) {
        ImmutableList<String> codes = recoveryCodes();
        trace(
                AccountAct.Kind.CHANGE_SECOND_FACTOR,
                true,
                Optional.of(who.account().id()),
                Optional.of(who.account()),
                from.address(),
                "recovery codes");
        changed(who, before -> before.with(before.factors(), digests(codes)));
        return codes;
    }

    /** Takes a factor away; false where there is none of that id, or it is the last of one who must have one. */
    public boolean remove(SignedIn who, UUID factor, From from) {
        Optional<Account> left = without(who.account(), factor);
        if (left.isEmpty()) {
            return false;
        }
        trace(
                AccountAct.Kind.CHANGE_SECOND_FACTOR,
                true,
                Optional.of(who.account().id()),
                Optional.of(who.account()),
                from.address(),
                "removed");
        changed(who, before -> before.with(left.get().factors(), left.get().recovery()));
        return true;
    }

    private Optional<Account> without(Account account, UUID factor) {
        ImmutableList<Factor> left = account.factors().stream()
                .filter(one -> !one.id().equals(factor))
                .collect(toImmutableList());
        return left.size() == account.factors().size() || (left.isEmpty() && rules().mustProve(account))
                ? Optional.empty()
                : Optional.of(account.with(left, left.isEmpty() ? ImmutableSet.of() : account.recovery()));
    }

    private ImmutableList<String> recoveryCodes() {
        return Stream.generate(() -> BASE32.encode(site.bytes(RECOVERY_BYTES)))
                .limit(RECOVERY_CODES)
                .map(code -> String.join("-", Splitter.fixedLength(4).split(code)))
                .collect(toImmutableList());
    }

    private static ImmutableSet<String> digests(ImmutableList<String> codes) {
        return codes.stream().map(SignIns::recoveryDigest).collect(toImmutableSet());
    }

    // ------------------------------------------------------------------ tokens for systems

    /** 已签发的令牌: told once and never again */
    public record Issued(String token, Accounts.Token kept) {}

    /** The post of the visitor's own that a token would be for; objects where there is none, or the sign-in is not a new one. */
    public IncumbencyId needToIssue(SignedIn who) {
        needFresh(who);
        return who.own().map(SignedIn.Sitting::id).orElseThrow(() -> Visits.notHere(who));
    }

    /**
     * Lets a system act for the visitor in the post acted in.
     *
     * @param days how long, at most {@link #LONGEST_TOKEN_DAYS}
     */
    public Issued issue(SignedIn who, String name, ImmutableSet<Accounts.Scope> scopes, int days, From from) {
        IncumbencyId acting = needToIssue(who);
        String token = TOKEN_PREFIX + secret();
        Instant now = site.now();
        Accounts.Token kept = new Accounts.Token(
                site.ids().get(),
                digest(token),
                who.account().id(),
                acting,
                name,
                scopes,
                now,
                now.plus(Duration.ofDays(days)),
                Optional.empty(),
                Optional.empty(),
                true);
        entered(true, who, kept.id() + " " + scopes, from);
        if (!accounts().issue(kept, who.account().changes())) { // left, or changed, a moment ago
            entered(false, who, kept.id() + " " + scopes, from);
            throw Objection.of(Refusal.of(Reason.STALE));
        }
        return new Issued(token, kept);
    }

    private void entered(boolean issued, SignedIn who, String what, From from) {
        trace(
                AccountAct.Kind.ISSUE_TOKEN,
                issued,
                Optional.of(who.account().id()),
                Optional.of(who.account()),
                from.address(),
                what);
    }

    /** The tokens of an account, the newest first. */
    public ImmutableList<Accounts.Token> tokens(UUID account) {
        return accounts().tokens().stream()
                .filter(token -> token.account().equals(account))
                .collect(toImmutableList());
    }

    private void revokeAll(SignedIn by, From from) {
        tokens(by.account().id()).stream()
                .filter(token -> token.isLive(site.now()))
                .forEach(token -> revoke(token.id(), by, from));
    }

    /** Ends a token of one's own; false where there is none of that id. */
    public boolean revoke(UUID token, SignedIn by, From from) {
        Optional<Accounts.Token> found = accounts().tokens().stream()
                .filter(one -> one.id().equals(token))
                .filter(one -> one.account().equals(by.account().id()))
                .findFirst();
        found.ifPresent(one -> {
            trace(
                    AccountAct.Kind.REVOKE_TOKEN,
                    true,
                    Optional.of(by.account().id()),
                    accounts().find(one.account()),
                    from.address(),
                    token.toString());
            accounts().end(token, site.now());
        });
        return found.isPresent();
    }

    /**
     * Enters what was done, or tried in vain, into the docket of the account that did it.
     *
     * @param by who did it; where it is not known, the account itself that it was tried with
     * @param about whose account it was done to
     * @param how by which means or to what; of something in vain, why
     */
    private void trace(
            AccountAct.Kind kind,
            boolean done,
            Optional<UUID> by,
            Optional<Account> about,
            String address,
            String how) {
        UUID docket = by.or(() -> about.map(Account::id)).orElse(AccountAct.NOBODY);
        AccountAct.Trace trace = done ? AccountAct.Trace.done(kind) : AccountAct.Trace.failed(kind, how);
        if (done && !how.isEmpty()) {
            trace = trace.with(AccountAct.Detail.MEANS, how);
        }
        if (!address.isEmpty()) {
            trace = trace.from(address);
        }
        Optional<UUID> other = about.map(Account::id).filter(id -> !id.equals(docket));
        site.trace(docket, other.isPresent() ? trace.about(AccountAct.subject(other.get())) : trace, Optional.empty());
    }

    Site site() {
        return site;
    }

    private Accounts accounts() {
        return site.archive().accounts();
    }

    private String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(site.bytes(TOKEN_BYTES));
    }

    /** How a token is kept: what is random enough needs no more. */
    public static String digest(String token) {
        return Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString();
    }
}
