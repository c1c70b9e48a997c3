package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.DELEGATION;
import static dev.jieli.persistence.db.Tables.INCUMBENCY;
import static dev.jieli.persistence.db.Tables.OFFICIAL;
import static dev.jieli.persistence.db.Tables.POST;
import static dev.jieli.persistence.db.Tables.RULEBOOK;
import static dev.jieli.persistence.db.Tables.UNIT;
import static dev.jieli.persistence.db.Tables.YEAR_NOTICE;

import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** Writes what unit acts say into the tables of the establishment, and lets incumbencies begin and end. */
record EstablishmentRows(DSLContext sql) {

    /** Enters one act and makes it so; says why where it loses. */
    Optional<Refusal> enter(Entry entry, String json, String hash) {
        UUID unit = entry.subject().id();
        if (entry.act() instanceof UnitAct.Establish establish) {
            Unit given = establish.unit();
            var row = sql.newRecord(UNIT);
            row.setId(unit);
            row.setName(given.name());
            row.setShortNames(given.shortNames().toArray(String[]::new));
            row.setKind(given.kind().name());
            row.setRegion(given.region().digits());
            row.setAbove(given.above().map(UnitId::value).orElse(null));
            row.setEntries(entry.number());
            row.setLastHash(Parameters.bytes(hash));
            if (entry.number() == 1) {
                sql.insertInto(UNIT).set(row).execute();
                return Optional.empty();
            }
            row.reset(UNIT.ID);
            return changed(sql.update(UNIT)
                    .set(row)
                    .where(UNIT.ID.eq(unit))
                    .and(UNIT.ENTRIES.eq(entry.number() - 1))
                    .execute());
        }
        if (entry.act() instanceof UnitAct.CreatePost create) {
            Post post = create.post();
            sql.insertInto(POST)
                    .set(POST.ID, post.id().value())
                    .set(POST.UNIT, post.unit().value())
                    .set(POST.TITLE, post.title())
                    .set(POST.KIND, post.kind().name())
                    .set(POST.RANK, post.rank())
                    .onConflict(POST.ID)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
        } else if (entry.act() instanceof UnitAct.NameHeads heads) {
            sql.update(UNIT)
                    .set(UNIT.HEAD, heads.head().map(PostId::value).orElse(null))
                    .set(UNIT.IN_CHARGE, heads.inCharge().map(PostId::value).orElse(null))
                    .where(UNIT.ID.eq(unit))
                    .execute();
        } else if (entry.act() instanceof UnitAct.Appoint appoint) {
            enlist(appoint.official());
            begin(appoint.incumbency());
        } else if (entry.act() instanceof UnitAct.Delegate delegate) {
            Delegation ordered = delegate.delegation();
            sql.insertInto(DELEGATION)
                    .set(DELEGATION.ID, ordered.id().value())
                    .set(DELEGATION.ABSENT, ordered.absent().value())
                    .set(DELEGATION.ABSENT_SITS, true)
                    .set(DELEGATION.DELEGATE, ordered.delegate().value())
                    .set(DELEGATION.DELEGATE_SITS, true)
                    .set(DELEGATION.CAUSE, ordered.cause().name())
                    .set(DELEGATION.FIRST_DAY, ordered.from())
                    .set(DELEGATION.LAST_DAY, ordered.until())
                    .set(DELEGATION.NOTE, ordered.note())
                    .execute();
        } else if (entry.act() instanceof UnitAct.EndDelegation end) {
            int ended = sql.update(DELEGATION)
                    .set(DELEGATION.ENDED, entry.on())
                    .where(DELEGATION.ID.eq(end.delegation().value()))
                    .and(DELEGATION.ENDED.isNull())
                    .execute();
            if (ended != 1) {
                return Optional.of(Refusals.stale());
            }
        } else if (entry.act() instanceof UnitAct.Enlist enlist) {
            enlist(enlist.official());
        } else if (entry.act() instanceof UnitAct.Announce announce) {
            sql.insertInto(YEAR_NOTICE)
                    .set(YEAR_NOTICE.YEAR, announce.notice().year())
                    .set(YEAR_NOTICE.ENTRY, json)
                    .onConflict(YEAR_NOTICE.YEAR)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
        } else if (entry.act() instanceof UnitAct.Adopt) {
            sql.insertInto(RULEBOOK).set(RULEBOOK.ENTRY, json).execute();
        }
        return changed(sql.update(UNIT)
                .set(UNIT.ENTRIES, entry.number())
                .set(UNIT.LAST_HASH, Parameters.bytes(hash))
                .where(UNIT.ID.eq(unit))
                .and(UNIT.ENTRIES.eq(entry.number() - 1))
                .execute());
    }

    private static Optional<Refusal> changed(int rows) {
        return rows == 1 ? Optional.empty() : Optional.of(Refusals.stale());
    }

    private void enlist(Official official) {
        sql.insertInto(OFFICIAL)
                .set(OFFICIAL.ID, official.id().value())
                .set(OFFICIAL.NAME, official.name())
                .onConflict(OFFICIAL.ID)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    void begin(Incumbency incumbency) {
        sql.insertInto(INCUMBENCY)
                .set(INCUMBENCY.ID, incumbency.id().value())
                .set(INCUMBENCY.OFFICIAL, incumbency.official().value())
                .set(INCUMBENCY.POST, incumbency.post().value())
                .set(INCUMBENCY.BEGAN, incumbency.from())
                .set(INCUMBENCY.ACTING, incumbency.acting())
                .set(INCUMBENCY.UNTIL, incumbency.until().orElse(null))
                .set(INCUMBENCY.ACTIVE, incumbency.sits())
                .execute();
    }

    /** Whether there was something to end. */
    boolean end(IncumbencyId id, LocalDate on) {
        return sql.update(INCUMBENCY)
                        .set(INCUMBENCY.ACTIVE, false)
                        .set(INCUMBENCY.UNTIL, on)
                        .where(INCUMBENCY.ID.eq(id.value()))
                        .and(INCUMBENCY.ACTIVE)
                        .execute()
                == 1;
    }
}
