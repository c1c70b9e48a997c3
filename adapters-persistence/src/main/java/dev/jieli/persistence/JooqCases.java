package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.PETITIONER;
import static dev.jieli.persistence.db.Tables.PETITION_CASE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import com.google.common.collect.Table;
import dev.jieli.application.port.Cases;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.organization.UnitId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.exception.DataAccessException;

/** Cases, each read with its whole state in one look. */
final class JooqCases implements Cases {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    // spotless:off
    /**
     * Tells how far whoever asks sees and looks, in one statement: what stands on the left of such a join is there first. The
     * version of the establishment comes along, so that who sits need not be asked for apart.
     */
    private static final String FIND =
            "SELECT version, " + CaseRow.READ + " FROM roster_version"
            + " CROSS JOIN (SELECT set_config('jieli.sight', ?, true), ?::uuid AS wanted OFFSET 0) told"
            + " LEFT JOIN seen_case ON id = wanted";
    private static final String NUMBERED =
            "SELECT id FROM petition_case WHERE number = ? ORDER BY id";
    private static final String ALL =
            "SELECT " + CaseRow.READ + " FROM petition_case WHERE id = ANY (?)";
    private static final String ANSWERED_FOR_BY =
            "SELECT " + CaseRow.READ + " FROM petition_case WHERE must_sit"
            + " AND (holder = ? AND must_sit OR unit_head = ? AND must_sit OR leader_in_charge = ? AND must_sit OR assigned_leader = ? AND must_sit)"
            + " ORDER BY number, id";
    private static final String OPEN_IN =
            "SELECT " + CaseRow.READ + " FROM petition_case WHERE unit = ? AND must_sit AND id > ? ORDER BY id LIMIT ?";
    private static final String REMINDERS_DUE =
            "SELECT " + CaseRow.READ + " FROM petition_case WHERE next_reminder <= ? ORDER BY next_reminder, number, id LIMIT ?";
    private static final String UNSETTLED_FROM =
            "SELECT " + CaseRow.READ + " FROM petition_case WHERE must_sit AND (provisional OR last_due >= ?) AND id > ? ORDER BY id LIMIT ?";
    private static final String ERASABLE =
            "SELECT " + CaseRow.READ + " FROM petition_case WHERE ended_on < ? AND id > ?"
                    + " AND (id IN (SELECT case_id FROM petitioner) OR id IN (SELECT case_id FROM paper WHERE sealed IS NOT NULL))"
                    + " ORDER BY id LIMIT ?";
    // spotless:on

    private final Transaction transaction;

    private final Asker asker;

    JooqCases(Transaction transaction, Asker asker) {
        this.transaction = transaction;
        this.asker = asker;
    }

    private boolean isShown(PetitionCase found) {
        return transaction.filter(asker).sees(found);
    }

    private boolean isShown(CaseId id) {
        return transaction.filter(asker).unbounded() || find(id).isPresent();
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /**
     * How far somebody sees is presumed from what is known, to save a look; where the row says that it has changed since, it is
     * asked for again.
     */
    @Override
    public Optional<PetitionCase> find(CaseId id) {
        while (true) {
            Sight presumed = transaction.presumed(asker);
            try (PreparedStatement statement = transaction.connection().prepareStatement(FIND)) {
                statement.setString(1, Sighted.text(presumed));
                statement.setObject(2, id.value());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    transaction.sawVersion(row.getLong(1));
                    if (presumed.equals(transaction.sight(asker))) {
                        return row.getObject(2) == null
                                ? Optional.empty()
                                : Optional.of(read(row, 1)).filter(this::isShown);
                    }
                }
            } catch (SQLException fault) {
                throw new DataAccessException("a case could not be looked for", fault);
            }
        }
    }

    private ImmutableList<PetitionCase> list(String query, Parameters parameters) {
        try (PreparedStatement statement = transaction.connection(asker).prepareStatement(query)) {
            parameters.set(statement);
            ImmutableList.Builder<PetitionCase> found = ImmutableList.builder();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    PetitionCase one = read(row, 0);
                    if (isShown(one)) {
                        found.add(one);
                    }
                }
            }
            return found.build();
        } catch (SQLException fault) {
            throw new DataAccessException("cases could not be read", fault);
        }
    }

    private PetitionCase read(ResultSet row, int before) throws SQLException {
        PetitionCase found = CaseRow.read(row, before);
        transaction.heads.put(
                found.id(),
                new Transaction.DocketHead(
                        found.entries(), CaseRow.hash(row, before + CaseRow.WIDTH), found.position()));
        return found;
    }

    @Override
    public ImmutableList<PetitionCase> all(Collection<CaseId> ids) {
        if (ids.isEmpty()) {
            return ImmutableList.of();
        }
        UUID[] wanted = ids.stream().map(CaseId::value).distinct().toArray(UUID[]::new);
        Map<CaseId, PetitionCase> found = new HashMap<>();
        list(ALL, statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", wanted)))
                .forEach(one -> found.put(one.id(), one));
        return ids.stream().map(found::get).filter(Objects::nonNull).collect(ImmutableList.toImmutableList());
    }

    @Override
    public Optional<CaseId> numbered(String number) {
        try (PreparedStatement statement = transaction.connection(asker).prepareStatement(NUMBERED)) {
            statement.setString(1, number);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    CaseId found = new CaseId(CaseRow.id(row, 1));
                    if (isShown(found)) {
                        return Optional.of(found);
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException fault) {
            throw new DataAccessException("a case could not be looked for", fault);
        }
    }

    @Override
    public ImmutableList<PetitionCase> answeredForBy(IncumbencyId who) {
        return list(ANSWERED_FOR_BY, statement -> {
            for (int role = 1; role <= 4; role++) {
                statement.setObject(role, who.value());
            }
        });
    }

    @Override
    public ImmutableList<PetitionCase> openIn(UnitId unit, Optional<CaseId> after, int most) {
        return list(OPEN_IN, statement -> {
            statement.setObject(1, unit.value());
            statement.setObject(2, after.map(CaseId::value).orElse(BEFORE_ALL));
            statement.setInt(3, most);
        });
    }

    @Override
    public ImmutableList<PetitionCase> remindersDue(LocalDate on, int most) {
        return list(REMINDERS_DUE, statement -> {
            statement.setObject(1, on);
            statement.setInt(2, most);
        });
    }

    @Override
    public ImmutableList<PetitionCase> unsettledFrom(LocalDate day, Optional<CaseId> after, int most) {
        return list(UNSETTLED_FROM, statement -> {
            statement.setObject(1, day);
            statement.setObject(2, after.map(CaseId::value).orElse(BEFORE_ALL));
            statement.setInt(3, most);
        });
    }

    @Override
    public void enterAll(List<PetitionCase.Entered> done) {
        Writes writes = transaction.toWrite();
        writes.cases.addAll(done);
        done.forEach(one -> writes.entries.add(one.entry()));
    }

    @Override
    public void keep(CaseId id, Petitioner petitioner) {
        transaction.toWrite().petitioners.put(id, petitioner);
    }

    private static final String LINKS = "SELECT other, kind FROM case_link WHERE case_id = ? AND linked";

    @Override
    public ImmutableSetMultimap<CaseId, LinkKind> links(CaseId id) {
        if (!isShown(id)) {
            return ImmutableSetMultimap.of();
        }
        try (PreparedStatement statement = transaction.connection(asker).prepareStatement(LINKS)) {
            statement.setObject(1, id.value());
            ImmutableSetMultimap.Builder<CaseId, LinkKind> found = ImmutableSetMultimap.builder();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(new CaseId(CaseRow.id(row, 1)), LinkKind.valueOf(CaseRow.text(row, 2)));
                }
            }
            ImmutableSetMultimap<CaseId, LinkKind> links = found.build();
            return links.isEmpty() || isAccusation(id)
                    ? ImmutableSetMultimap.of()
                    : ImmutableSetMultimap.copyOf(Multimaps.filterKeys(links, other -> !isAccusation(other)));
        } catch (SQLException fault) {
            throw new DataAccessException("links could not be read", fault);
        }
    }

    /** Also of one that is kept from who asks. */
    private boolean isAccusation(CaseId id) {
        return Matter.of(JooqDockets.entries(transaction.sql(Sight.WHOLE), PetitionCase.subject(id)))
                .isAccusation();
    }

    private static final String LINKED_LATER = "SELECT DISTINCT case_id FROM case_link WHERE other = ? AND linked";

    @Override
    public ImmutableSet<CaseId> linkedLater(CaseId id) {
        try (PreparedStatement statement = transaction.connection(asker).prepareStatement(LINKED_LATER)) {
            statement.setObject(1, id.value());
            ImmutableSet.Builder<CaseId> found = ImmutableSet.builder();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    CaseId later = new CaseId(CaseRow.id(row, 1));
                    if (isShown(later) && !isAccusation(later)) {
                        found.add(later);
                    }
                }
            }
            ImmutableSet<CaseId> later = found.build();
            return later.isEmpty() || isAccusation(id) ? ImmutableSet.of() : later;
        } catch (SQLException fault) {
            throw new DataAccessException("links could not be read", fault);
        }
    }

    @Override
    public ImmutableList<PetitionCase> erasable(LocalDate endedBefore, Optional<CaseId> after, int most) {
        return list(ERASABLE, statement -> {
            statement.setObject(1, endedBefore);
            statement.setObject(2, after.map(CaseId::value).orElse(BEFORE_ALL));
            statement.setInt(3, most);
        });
    }

    @Override
    public void erase(CaseId id) {
        transaction.toWrite().papers.add(sql -> sql.execute("SELECT erase_petitioner(?)", id.value()));
    }

    @Override
    public boolean isOnHold(CaseId id) {
        return transaction
                .sql(asker)
                .select(PETITION_CASE.ON_HOLD)
                .from(PETITION_CASE)
                .where(PETITION_CASE.ID.eq(id.value()))
                .fetchOptional(PETITION_CASE.ON_HOLD)
                .orElse(false);
    }

    @Override
    public void hold(CaseId id, boolean held) {
        transaction
                .toWrite()
                .papers
                .add(sql -> sql.update(PETITION_CASE)
                        .set(PETITION_CASE.ON_HOLD, held)
                        .where(PETITION_CASE.ID.eq(id.value()))
                        .execute());
    }

    @Override
    public ImmutableTable<Petitioner, CaseId, Likeness.Mark> casesWithNumbersOf(Collection<Petitioner> petitioners) {
        try {
            ImmutableTable<Petitioner, CaseId, Likeness.Mark> known =
                    Marks.casesOf(transaction.connection(asker), transaction.keys(), petitioners);
            Set<CaseId> shown = transaction.filter(asker).unbounded()
                    ? known.columnKeySet()
                    : Sets.newHashSet(Iterables.transform(all(known.columnKeySet()), PetitionCase::id));
            return known.cellSet().stream()
                    .filter(cell -> shown.contains(cell.getColumnKey()))
                    .collect(ImmutableTable.toImmutableTable(
                            Table.Cell::getRowKey, Table.Cell::getColumnKey, Table.Cell::getValue));
        } catch (SQLException fault) {
            throw new DataAccessException("petitioners could not be compared", fault);
        }
    }

    @Override
    public void correct(CaseId id, Petitioner before, Petitioner after) {
        transaction.toWrite().corrections.put(id, new Writes.Correction(before, after));
    }

    @Override
    public Optional<Petitioner> petitioner(CaseId id) {
        if (!isShown(id)) {
            return Optional.empty();
        }
        return transaction
                .sql(asker)
                .select(PETITIONER.KEY_ID, PETITIONER.SEALED)
                .from(PETITIONER)
                .where(PETITIONER.CASE_ID.eq(id.value()))
                .fetchOptional()
                .map(row -> PetitionerText.read(
                        transaction.keys().open("petitioner", id.value(), row.value1(), row.value2())));
    }
}
