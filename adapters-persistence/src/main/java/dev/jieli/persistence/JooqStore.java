package dev.jieli.persistence;

import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.exception.DataAccessException;

/**
 * Reads go straight through, each for itself; what is entered is held back and sent in one go when the work has returned.
 * Nothing is locked in between: every row is written under the condition that it still is as it was read.
 */
final class JooqStore implements Store {
    private final Connections connections;
    private final Establishments establishments;
    private final KeyRing keys;
    private final UnaryOperator<Sight> filter;
    private final GroupCommit acts = new GroupCommit();
    private final GroupCommit jobs =
            new GroupCommit(); // which are not bounded by the connection of a request, nor it by theirs

    JooqStore(Connections connections, Establishments establishments, KeyRing keys, UnaryOperator<Sight> filter) {
        this.connections = connections;
        this.establishments = establishments;
        this.keys = keys;
        this.filter = filter;
    }

    @Override
    public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
        try (Connection connection = connections.of(asker).getConnection()) {
            Transaction transaction = new Transaction(connection, establishments, keys, asker, filter);
            Outcome<T> outcome;
            try {
                outcome = work.apply(transaction);
            } finally {
                transaction.over();
            }
            if (outcome instanceof Outcome.Refused<T> || transaction.writes().isEmpty()) {
                return outcome;
            }
            Optional<Refusal> lost = transaction.commit(Connections.isJob(asker) ? jobs : acts);
            return lost.isPresent() ? Outcome.refused(lost.get()) : outcome;
        } catch (SQLException fault) {
            throw new DataAccessException("the database failed", fault);
        }
    }
}
