package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.ACCOUNT_DOCKET;
import static dev.jieli.persistence.db.Tables.DOCKET_ENTRY;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.application.published.EntryJson;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Dockets as they were entered. */
final class JooqDockets {
    private JooqDockets() {}

    static ImmutableList<Entry> entries(DSLContext sql, Subject subject) {
        return lines(sql, subject).stream()
                .map(line -> EntryJson.read(line.json()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Of an account on one day, in China's time. */
    static ImmutableList<Entry> entries(DSLContext sql, UUID account, LocalDate day) {
        return sql
                .select(DOCKET_ENTRY.JSON)
                .from(DOCKET_ENTRY)
                .where(DOCKET_ENTRY.SUBJECT_ID.eq(account))
                .and(DOCKET_ENTRY.SUBJECT_KIND.eq(DSL.inline(Subject.Kind.ACCOUNT.name()))) // as its index has it
                .and(DOCKET_ENTRY.AT.ge(begins(day)))
                .and(DOCKET_ENTRY.AT.lt(begins(day.plusDays(1))))
                .orderBy(DOCKET_ENTRY.NUMBER)
                .fetch(row -> EntryJson.read(row.value1()))
                .stream()
                .collect(ImmutableList.toImmutableList());
    }

    private static Instant begins(LocalDate day) {
        return day.atStartOfDay(PetitionCase.CHINA).toInstant();
    }

    /** How many entries an account has. */
    static int length(DSLContext sql, UUID account) {
        return sql.select(ACCOUNT_DOCKET.ENTRIES)
                .from(ACCOUNT_DOCKET)
                .where(ACCOUNT_DOCKET.ACCOUNT.eq(account))
                .fetchOptional(ACCOUNT_DOCKET.ENTRIES)
                .orElse(0);
    }

    static ImmutableList<Sealed> lines(DSLContext sql, Subject subject) {
        return sql
                .select(
                        DOCKET_ENTRY.SUBJECT_ID,
                        DOCKET_ENTRY.SUBJECT_KIND,
                        DOCKET_ENTRY.NUMBER,
                        DOCKET_ENTRY.AT,
                        DOCKET_ENTRY.JSON,
                        DOCKET_ENTRY.HASH)
                .from(DOCKET_ENTRY)
                .where(DOCKET_ENTRY.SUBJECT_ID.eq(subject.id()))
                .and(DOCKET_ENTRY.SUBJECT_KIND.eq(subject.kind().name()))
                .orderBy(DOCKET_ENTRY.NUMBER)
                .fetch(JooqDockets::line)
                .stream()
                .collect(ImmutableList.toImmutableList());
    }

    static Sealed line(Record row) {
        return new Sealed(
                new Subject(Subject.Kind.valueOf(row.get(DOCKET_ENTRY.SUBJECT_KIND)), row.get(DOCKET_ENTRY.SUBJECT_ID)),
                row.get(DOCKET_ENTRY.NUMBER),
                row.get(DOCKET_ENTRY.AT),
                row.get(DOCKET_ENTRY.JSON),
                HexFormat.of().formatHex(row.get(DOCKET_ENTRY.HASH)));
    }
}
