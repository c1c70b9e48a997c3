package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.jieli.persistence.db.Tables.ACCOUNT;
import static dev.jieli.persistence.db.Tables.SIGN_IN;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.persistence.db.tables.records.AccountRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

final class JooqAccounts implements Accounts {
    private final DSLContext sql;

    JooqAccounts(DataSource source) {
        this.sql = DSL.using(source, SQLDialect.POSTGRES);
    }

    @Override
    public Optional<Account> named(String name) {
        return sql.selectFrom(ACCOUNT).where(ACCOUNT.NAME.eq(name)).fetchOptional(JooqAccounts::account);
    }

    @Override
    public Optional<Account> find(UUID id) {
        return sql.selectFrom(ACCOUNT).where(ACCOUNT.ID.eq(id)).fetchOptional(JooqAccounts::account);
    }

    @Override
    public ImmutableList<Account> all() {
        return sql.selectFrom(ACCOUNT).orderBy(ACCOUNT.NAME).fetch(JooqAccounts::account).stream()
                .collect(toImmutableList());
    }

    private static Account account(AccountRecord row) {
        return new Account(
                row.getId(),
                row.getName(),
                new OfficialId(row.getOfficial()),
                row.getPassword(),
                row.getAdministrator(),
                row.getDisabled(),
                row.getFailures(),
                Optional.ofNullable(row.getFailedAt()));
    }

    @Override
    public boolean put(Account account) {
        AccountRecord row = new AccountRecord();
        row.setId(account.id());
        row.setName(account.name());
        row.setOfficial(account.official().value());
        row.setPassword(account.password());
        row.setAdministrator(account.administrator());
        row.setDisabled(account.disabled());
        row.setFailures(account.failures());
        row.setFailedAt(account.failedAt().orElse(null));
        try {
            sql.insertInto(ACCOUNT)
                    .set(row)
                    .onConflict(ACCOUNT.ID)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
            return true;
        } catch (IntegrityConstraintViolationException nameTaken) {
            return false;
        }
    }

    @Override
    public void failed(UUID account, Instant at) {
        sql.update(ACCOUNT)
                .set(ACCOUNT.FAILURES, ACCOUNT.FAILURES.plus(1))
                .set(ACCOUNT.FAILED_AT, at)
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    @Override
    public void succeeded(UUID account) {
        sql.update(ACCOUNT)
                .set(ACCOUNT.FAILURES, 0)
                .setNull(ACCOUNT.FAILED_AT)
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    @Override
    public void begin(SignIn signIn) {
        sql.insertInto(SIGN_IN)
                .set(SIGN_IN.TOKEN_DIGEST, signIn.tokenDigest())
                .set(SIGN_IN.ACCOUNT, signIn.account())
                .set(SIGN_IN.GUARD, signIn.guard())
                .set(SIGN_IN.BEGUN_AT, signIn.begunAt())
                .set(SIGN_IN.SEEN_AT, signIn.seenAt())
                .onConflict(SIGN_IN.TOKEN_DIGEST)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    @Override
    public Optional<SignIn> signIn(String tokenDigest) {
        return sql.selectFrom(SIGN_IN)
                .where(SIGN_IN.TOKEN_DIGEST.eq(tokenDigest))
                .fetchOptional(row -> new SignIn(
                        row.getTokenDigest(), row.getAccount(), row.getGuard(), row.getBegunAt(), row.getSeenAt()));
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
}
