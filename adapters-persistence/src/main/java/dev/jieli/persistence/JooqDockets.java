package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.DOCKET_ENTRY;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.application.published.EntryJson;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import java.util.HexFormat;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Dockets as they were entered. */
final class JooqDockets {
    private JooqDockets() {}

    static ImmutableList<Entry> entries(DSLContext sql, Subject subject) {
        return lines(sql, subject).stream()
                .map(line -> EntryJson.read(line.json()))
                .collect(ImmutableList.toImmutableList());
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
