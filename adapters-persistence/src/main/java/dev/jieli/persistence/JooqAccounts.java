package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.jieli.persistence.db.Tables.ACCOUNT;
import static dev.jieli.persistence.db.Tables.ACCOUNT_FACTOR;
import static dev.jieli.persistence.db.Tables.API_TOKEN;
import static dev.jieli.persistence.db.Tables.SIGN_IN;
import static dev.jieli.persistence.db.Tables.SIGN_IN_POST;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.persistence.db.tables.records.AccountFactorRecord;
import dev.jieli.persistence.db.tables.records.AccountRecord;
import dev.jieli.persistence.db.tables.records.ApiTokenRecord;
import dev.jieli.persistence.db.tables.records.SignInRecord;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

final class JooqAccounts implements Accounts {
    private static final String ONE_AMONG_ALL = "SELECT pg_advisory_xact_lock(hashtextextended('account', 0))";

    private final DSLContext sql;
    private final KeyRing keys;
    /** What is looked up with every request. */
    private final Together<String, Present<SignIn>> signIns = new Together<>(this::signIns);

    private final Together<String, Present<Token>> tokens = new Together<>(this::tokens);

    JooqAccounts(DataSource source, KeyRing keys) {
        this.sql = DSL.using(source, SQLDialect.POSTGRES);
        this.keys = keys;
    }

    // ------------------------------------------------------------------ accounts

    @Override
    public Optional<Account> named(String name) {
        return one(ACCOUNT.NAME.eq(name));
    }

    @Override
    public Optional<Account> find(UUID id) {
        return one(ACCOUNT.ID.eq(id));
    }

    @Override
    public Optional<Account> known(Identity identity) {
        return one(ACCOUNT.ISSUER.eq(identity.issuer()).and(ACCOUNT.SUBJECT.eq(identity.subject())));
    }

    /** Whether there is one or not, factors are looked for: whoever waits for the answer is not to tell the two apart. */
    private Optional<Account> one(Condition which) {
        Optional<AccountRecord> found = sql.selectFrom(ACCOUNT).where(which).fetchOptional();
        UUID id = found.map(AccountRecord::getId).orElse(AccountAct.NOBODY);
        ImmutableListMultimap<UUID, Factor> factors = factors(sql, ACCOUNT_FACTOR.ACCOUNT.eq(id));
        return found.map(row -> account(row, factors));
    }

    @Override
    public ImmutableList<Account> all() {
        return all(sql);
    }

    private ImmutableList<Account> all(DSLContext in) {
        ImmutableListMultimap<UUID, Factor> factors = factors(in, DSL.noCondition());
        return in.selectFrom(ACCOUNT).orderBy(ACCOUNT.NAME).fetch(row -> account(row, factors)).stream()
                .collect(toImmutableList());
    }

    private ImmutableListMultimap<UUID, Factor> factors(DSLContext in, Condition which) {
        ImmutableListMultimap.Builder<UUID, Factor> factors = ImmutableListMultimap.builder();
        in.selectFrom(ACCOUNT_FACTOR)
                .where(which)
                .orderBy(ACCOUNT_FACTOR.CAME)
                .forEach(row -> factors.put(
                        row.getAccount(),
                        new Factor(
                                row.getId(),
                                Factor.Kind.valueOf(row.getKind()),
                                row.getName(),
                                keys.open("account_factor", row.getId(), row.getKeyId(), row.getSealed()),
                                row.getCounter(),
                                row.getAddedAt(),
                                Optional.ofNullable(row.getUsedAt()))));
        return factors.build();
    }

    private static Account account(AccountRecord row, ImmutableListMultimap<UUID, Factor> factors) {
        return new Account(
                row.getId(),
                row.getName(),
                new OfficialId(row.getOfficial()),
                new Password(
                        row.getPassword(),
                        ImmutableList.copyOf(row.getPasswordsBefore()),
                        row.getPasswordSetAt(),
                        row.getProvisional()),
                Optional.ofNullable(row.getDuty()).map(Duty::valueOf),
                row.getDisabled(),
                row.getFailures(),
                Optional.ofNullable(row.getFailedAt()),
                row.getUsedAt(),
                factors.get(row.getId()),
                ImmutableSet.copyOf(row.getRecovery()),
                Optional.ofNullable(row.getIssuer()).map(issuer -> new Identity(issuer, row.getSubject())),
                row.getBrowserKey(),
                row.getChanges());
    }

    private static AccountRecord row(Account account) {
        AccountRecord row = new AccountRecord();
        row.setId(account.id());
        row.setName(account.name());
        row.setOfficial(account.official().value());
        row.setPassword(account.password().kept());
        row.setPasswordsBefore(account.password().before().toArray(String[]::new));
        row.setPasswordSetAt(account.password().setAt());
        row.setProvisional(account.password().provisional());
        row.setDuty(account.duty().map(Duty::name).orElse(null));
        row.setDisabled(account.disabled());
        row.setFailures(account.failures());
        row.setFailedAt(account.failedAt().orElse(null));
        row.setUsedAt(account.usedAt());
        row.setRecovery(account.recovery().toArray(String[]::new));
        row.setIssuer(account.identity().map(Identity::issuer).orElse(null));
        row.setSubject(account.identity().map(Identity::subject).orElse(null));
        row.setBrowserKey(account.browserKey());
        row.setChanges(account.changes());
        return row;
    }

    @Override
    public boolean add(Account account) {
        try {
            sql.transaction(configuration -> {
                DSLContext in = configuration.dsl();
                in.insertInto(ACCOUNT).set(row(account)).execute();
                keep(in, account);
            });
            return true;
        } catch (IntegrityConstraintViolationException taken) {
            return false;
        }
    }

    @Override
    public Optional<Account> change(UUID id, Instant at, Function<Account, Optional<Account>> how) {
        return change(id, at, (before, in) -> how.apply(before), in -> {});
    }

    @Override
    public Optional<Account> changeAmong(
            UUID id, Instant at, BiFunction<Account, ImmutableList<Account>, Optional<Account>> how) {
        return change(id, at, (before, in) -> how.apply(before, all(in)), in -> in.fetch(ONE_AMONG_ALL));
    }

    private Optional<Account> change(
            UUID id, Instant at, BiFunction<Account, DSLContext, Optional<Account>> how, Consumer<DSLContext> first) {
        try {
            return sql.transactionResult(configuration -> {
                DSLContext in = configuration.dsl();
                first.accept(in);
                Optional<Account> before = in.selectFrom(ACCOUNT)
                        .where(ACCOUNT.ID.eq(id))
                        .forUpdate()
                        .fetchOptional(row -> account(row, factors(in, ACCOUNT_FACTOR.ACCOUNT.eq(id))));
                Optional<Account> after =
                        before.flatMap(now -> how.apply(now, in)).map(account -> changed(account, before.get()));
                after.ifPresent(account -> {
                    in.update(ACCOUNT)
                            .set(row(account))
                            .where(ACCOUNT.ID.eq(id))
                            .execute();
                    if (!account.factors().equals(before.get().factors())) {
                        in.deleteFrom(ACCOUNT_FACTOR)
                                .where(ACCOUNT_FACTOR.ACCOUNT.eq(id))
                                .execute();
                        keep(in, account);
                    }
                    end(in, account, before.get(), at);
                });
                return after;
            });
        } catch (IntegrityConstraintViolationException taken) {
            return Optional.empty();
        }
    }

    /** In the transaction of the change: whoever begins meanwhile waits for it, and finds the account changed. */
    private static void end(DSLContext in, Account account, Account before, Instant at) {
        if (account.disabled() || !account.password().equals(before.password())) {
            in.deleteFrom(SIGN_IN).where(SIGN_IN.ACCOUNT.eq(account.id())).execute();
        }
        if (account.disabled()) {
            in.update(API_TOKEN)
                    .set(API_TOKEN.ENDED_AT, at)
                    .where(API_TOKEN.ACCOUNT.eq(account.id()))
                    .and(API_TOKEN.ENDED_AT.isNull())
                    .execute();
        }
    }

    /** Whether the account is as it was looked at, and stays so until the transaction ends. */
    private static boolean isAsLookedAt(DSLContext in, UUID id, int changes) {
        return in.selectOne()
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .and(ACCOUNT.CHANGES.eq(changes))
                .andNot(ACCOUNT.DISABLED)
                .forShare()
                .fetchOptional()
                .isPresent();
    }

    private static Account changed(Account account, Account before) {
        return account.after(before.changes() + 1);
    }

    private void keep(DSLContext in, Account account) {
        int came = 0;
        for (Factor factor : account.factors()) {
            AccountFactorRecord row = new AccountFactorRecord();
            row.setId(factor.id());
            row.setAccount(account.id());
            row.setCame(came++);
            row.setKind(factor.kind().name());
            row.setName(factor.name());
            row.setKeyId(keys.current());
            row.setSealed(keys.seal("account_factor", factor.id(), factor.secret()));
            row.setCounter(factor.counter());
            row.setAddedAt(factor.addedAt());
            row.setUsedAt(factor.usedAt().orElse(null));
            in.insertInto(ACCOUNT_FACTOR).set(row).execute();
        }
    }

    /** Nobody waits for the disk, which would be waited for only where there is such an account. */
    @Override
    public void failed(UUID account, Instant at) {
        sql.transaction(configuration -> {
            DSLContext in = configuration.dsl();
            in.execute("SET LOCAL synchronous_commit = off");
            in.update(ACCOUNT)
                    .set(ACCOUNT.FAILURES, ACCOUNT.FAILURES.plus(1))
                    .set(ACCOUNT.FAILED_AT, at)
                    .where(ACCOUNT.ID.eq(account))
                    .execute();
        });
    }

    @Override
    public void succeeded(UUID account, Instant at) {
        sql.update(ACCOUNT)
                .set(ACCOUNT.FAILURES, 0)
                .setNull(ACCOUNT.FAILED_AT)
                .set(ACCOUNT.USED_AT, at)
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    // ------------------------------------------------------------------ sign-ins

    @Override
    public boolean begin(SignIn signIn, ImmutableSet<IncumbencyId> sits, int changes) {
        return begun(signIn, sits, changes, in -> true);
    }

    @Override
    public boolean goOn(String tokenDigest, SignIn signIn, ImmutableSet<IncumbencyId> sits, int changes) {
        return begun(
                signIn,
                sits,
                changes,
                in -> in.deleteFrom(SIGN_IN)
                                .where(SIGN_IN.TOKEN_DIGEST.eq(tokenDigest))
                                .and(STANDS)
                                .execute()
                        == 1);
    }

    private boolean begun(SignIn signIn, ImmutableSet<IncumbencyId> sits, int changes, Predicate<DSLContext> first) {
        try {
            return sql.transactionResult(configuration -> {
                DSLContext in = configuration.dsl();
                if (!isAsLookedAt(in, signIn.account(), changes) || !first.test(in)) {
                    return false;
                }
                in.insertInto(SIGN_IN)
                        .set(SIGN_IN.TOKEN_DIGEST, signIn.tokenDigest())
                        .set(SIGN_IN.ACCOUNT, signIn.account())
                        .set(SIGN_IN.GUARD, signIn.guard())
                        .set(SIGN_IN.BEGUN_AT, signIn.begunAt())
                        .set(SIGN_IN.SEEN_AT, signIn.seenAt())
                        .set(SIGN_IN.ADDRESS, signIn.address())
                        .set(SIGN_IN.BROWSER, signIn.browser())
                        .set(SIGN_IN.MEANS, signIn.means().name())
                        .set(SIGN_IN.PROVEN, signIn.proven())
                        .execute();
                for (IncumbencyId incumbency : sits) {
                    in.insertInto(SIGN_IN_POST)
                            .set(SIGN_IN_POST.TOKEN_DIGEST, signIn.tokenDigest())
                            .set(SIGN_IN_POST.INCUMBENCY, incumbency.value())
                            .set(SIGN_IN_POST.SITS, true)
                            .execute();
                }
                return true;
            });
        } catch (IntegrityConstraintViolationException ended) {
            return false;
        }
    }

    private static final Condition STANDS = DSL.notExists(DSL.selectOne()
            .from(SIGN_IN_POST)
            .where(SIGN_IN_POST.TOKEN_DIGEST.eq(SIGN_IN.TOKEN_DIGEST))
            .andNot(SIGN_IN_POST.SITS));

    @Override
    public Optional<Present<SignIn>> signIn(String tokenDigest) {
        return signIns.answer(tokenDigest);
    }

    /** Unpacked, the list does not tell the planner how long it is: it plans once and not for each length again. */
    private static final String SIGN_INS = """
            SELECT token_digest, account, guard, begun_at, seen_at, address, browser, means, proven, changes,
                   ARRAY (SELECT i.id FROM incumbency i WHERE i.official = a.official AND i.active)
              FROM sign_in JOIN account a ON a.id = account
             WHERE token_digest = ANY (ARRAY (SELECT unnest(?))) AND NOT disabled AND NOT EXISTS (
                   SELECT FROM sign_in_post p WHERE p.token_digest = sign_in.token_digest AND NOT p.sits)
            """;

    private ImmutableMap<String, Present<SignIn>> signIns(ImmutableSet<String> digests) {
        return looked(
                SIGN_INS,
                digests,
                row -> new SignIn(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        at(row, 4),
                        at(row, 5),
                        row.getString(6),
                        row.getString(7),
                        SignIn.Means.valueOf(row.getString(8)),
                        row.getBoolean(9)),
                10);
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * What is looked up with every request: in SQL that is not put together anew each time.
     *
     * @param changes the column with {@link Account#changes()}; the incumbencies held come after it
     */
    private <T> ImmutableMap<String, Present<T>> looked(
            String text, ImmutableSet<String> digests, Row<T> read, int changes) {
        return sql.connectionResult(connection -> {
            try (PreparedStatement look = connection.prepareStatement(text)) {
                look.setArray(1, connection.createArrayOf("text", digests.toArray()));
                ImmutableMap.Builder<String, Present<T>> found = ImmutableMap.builder();
                try (ResultSet row = look.executeQuery()) {
                    while (row.next()) {
                        found.put(
                                row.getString(1),
                                new Present<>(read.read(row), row.getInt(changes), held(row.getArray(changes + 1))));
                    }
                }
                return found.buildOrThrow();
            }
        });
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static ImmutableSet<IncumbencyId> held(Array ids) throws SQLException {
        return Arrays.stream((UUID[]) ids.getArray()).map(IncumbencyId::new).collect(toImmutableSet());
    }

    private static SignIn signIn(SignInRecord row) {
        return new SignIn(
                row.getTokenDigest(),
                row.getAccount(),
                row.getGuard(),
                row.getBegunAt(),
                row.getSeenAt(),
                row.getAddress(),
                row.getBrowser(),
                SignIn.Means.valueOf(row.getMeans()),
                row.getProven());
    }

    @Override
    public ImmutableList<SignIn> signIns(UUID account) {
        return sql
                .selectFrom(SIGN_IN)
                .where(SIGN_IN.ACCOUNT.eq(account))
                .and(STANDS)
                .orderBy(SIGN_IN.SEEN_AT.desc(), SIGN_IN.TOKEN_DIGEST)
                .fetch(JooqAccounts::signIn)
                .stream()
                .collect(toImmutableList());
    }

    @Override
    public void touch(String tokenDigest, Instant at) {
        sql.update(SIGN_IN)
                .set(SIGN_IN.SEEN_AT, at)
                .where(SIGN_IN.TOKEN_DIGEST.eq(tokenDigest))
                .execute();
    }

    @Override
    public void end(String tokenDigest) {
        sql.deleteFrom(SIGN_IN).where(SIGN_IN.TOKEN_DIGEST.eq(tokenDigest)).execute();
    }

    @Override
    public void endAll(UUID account) {
        sql.deleteFrom(SIGN_IN).where(SIGN_IN.ACCOUNT.eq(account)).execute();
    }

    @Override
    public void endIdle(Instant seenBefore) {
        sql.deleteFrom(SIGN_IN).where(SIGN_IN.SEEN_AT.lt(seenBefore)).execute();
    }

    // ------------------------------------------------------------------ tokens

    @Override
    public boolean issue(Token token, int changes) {
        try {
            return sql.transactionResult(configuration -> {
                DSLContext in = configuration.dsl();
                return isAsLookedAt(in, token.account(), changes)
                        && in.insertInto(API_TOKEN)
                                        .set(API_TOKEN.ID, token.id())
                                        .set(API_TOKEN.DIGEST, token.digest())
                                        .set(API_TOKEN.ACCOUNT, token.account())
                                        .set(
                                                API_TOKEN.INCUMBENCY,
                                                token.incumbency().value())
                                        .set(API_TOKEN.SITS, true)
                                        .set(API_TOKEN.NAME, token.name())
                                        .set(
                                                API_TOKEN.SCOPES,
                                                token.scopes().stream()
                                                        .map(Scope::name)
                                                        .toArray(String[]::new))
                                        .set(API_TOKEN.ISSUED_AT, token.issuedAt())
                                        .set(API_TOKEN.EXPIRES_AT, token.expiresAt())
                                        .execute()
                                == 1;
            });
        } catch (IntegrityConstraintViolationException ended) {
            return false;
        }
    }

    @Override
    public Optional<Present<Token>> token(String digest) {
        return tokens.answer(digest);
    }

    private static final String TOKENS = """
            SELECT digest, t.id, account, incumbency, t.name, scopes, issued_at, expires_at, t.used_at, changes,
                   ARRAY (SELECT i.id FROM incumbency i WHERE i.official = a.official AND i.active)
              FROM api_token t JOIN account a ON a.id = account
             WHERE digest = ANY (ARRAY (SELECT unnest(?))) AND sits AND ended_at IS NULL AND NOT disabled
            """;

    private ImmutableMap<String, Present<Token>> tokens(ImmutableSet<String> digests) {
        return looked(
                TOKENS,
                digests,
                row -> new Token(
                        row.getObject(2, UUID.class),
                        row.getString(1),
                        row.getObject(3, UUID.class),
                        new IncumbencyId(row.getObject(4, UUID.class)),
                        row.getString(5),
                        Arrays.stream((String[]) row.getArray(6).getArray())
                                .map(Scope::valueOf)
                                .collect(toImmutableSet()),
                        at(row, 7),
                        at(row, 8),
                        Optional.ofNullable(row.getObject(9, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.empty(),
                        true),
                10);
    }

    @Override
    public ImmutableList<Token> tokens() {
        return sql
                .selectFrom(API_TOKEN)
                .orderBy(API_TOKEN.ISSUED_AT.desc(), API_TOKEN.ID)
                .fetch(JooqAccounts::token)
                .stream()
                .collect(toImmutableList());
    }

    private static Token token(ApiTokenRecord row) {
        return new Token(
                row.getId(),
                row.getDigest(),
                row.getAccount(),
                new IncumbencyId(row.getIncumbency()),
                row.getName(),
                Arrays.stream(row.getScopes()).map(Scope::valueOf).collect(toImmutableSet()),
                row.getIssuedAt(),
                row.getExpiresAt(),
                Optional.ofNullable(row.getUsedAt()),
                Optional.ofNullable(row.getEndedAt()),
                row.getSits());
    }

    @Override
    public void used(UUID token, Instant at) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.USED_AT, at)
                .where(API_TOKEN.ID.eq(token))
                .execute();
    }

    @Override
    public void end(UUID token, Instant at) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.ENDED_AT, at)
                .where(API_TOKEN.ID.eq(token))
                .and(API_TOKEN.ENDED_AT.isNull())
                .execute();
    }
}
