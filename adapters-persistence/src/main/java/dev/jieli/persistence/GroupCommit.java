package dev.jieli.persistence;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Acts that come while others are on their way to the disk go there together: in one statement, with one forced write.
 *
 * <p>No act depends on another's luck. The statement tells of each whether it was done; where it fails, nothing of them is
 * there and each act is done alone.
 */
final class GroupCommit {
    /** How many groups are on their way at once: while one waits for the disk, another has the processor. */
    static final int UNDER_WAY = 2;

    /** How many have to wait before a group sets out beside another: what leans on the tables is set up once a group. */
    private static final int WORTHWHILE = 4;

    private final Together<Going, Ending> together = new Together<>(UNDER_WAY, WORTHWHILE, GroupCommit::write);

    /** An act and who comes with it, each of whom is another. */
    private static final class Going {
        private final OneAct act;
        private final Connection connection;

        Going(OneAct act, Connection connection) {
            this.act = act;
            this.connection = connection;
        }

        UUID id() {
            return act.change().after().id().value();
        }
    }

    private record Ending(boolean done, @Nullable SQLException fault) {}

    /**
     * Does the act and commits it.
     *
     * @param connection of the caller; in the mode in which each statement commits itself
     * @return whether it was done; false where a row no longer is what the act depends on
     */
    boolean commit(OneAct act, Connection connection) throws SQLException {
        Optional<Ending> ending = together.answer(new Going(act, connection));
        if (ending.isEmpty()) {
            return alone(act, connection);
        }
        SQLException fault = ending.get().fault;
        if (fault != null) {
            throw fault;
        }
        return ending.get().done;
    }

    private static boolean alone(OneAct act, Connection connection) throws SQLException {
        return OneAct.execute(act.shape(), List.of(act), connection).get(0);
    }

    /** Whoever finds no ending does it alone, perhaps for another's fault. */
    private static ImmutableMap<Going, Ending> write(ImmutableSet<Going> group) {
        Going leads = group.asList().get(0);
        if (group.size() == 1) {
            return ImmutableMap.of(leads, ofOne(leads));
        }
        ImmutableMap.Builder<Going, Ending> endings = ImmutableMap.builder();
        // by shape, since a statement is of one; in the order of the cases, so that two groups seldom wait for each
        // other
        group.stream()
                .sorted(Comparator.comparing(Going::id))
                .collect(Collectors.groupingBy(one -> one.act.shape(), LinkedHashMap::new, Collectors.toList()))
                .forEach((shape, alike) -> write(shape, alike, leads.connection, endings));
        return endings.buildOrThrow();
    }

    private static Ending ofOne(Going only) {
        try {
            return new Ending(alone(only.act, only.connection), null);
        } catch (SQLException fault) {
            return new Ending(false, fault);
        }
    }

    private static void write(
            OneAct.Shape shape, List<Going> alike, Connection connection, ImmutableMap.Builder<Going, Ending> endings) {
        try {
            BitSet done = OneAct.execute(shape, Lists.transform(alike, one -> one.act), connection);
            for (int i = 0; i < alike.size(); i++) {
                endings.put(alike.get(i), new Ending(done.get(i), null));
            }
        } catch (RuntimeException notSent) { // each finds out alone whose it is
            return;
        } catch (SQLException fault) {
            if (!isFromTheServer(fault)) { // the connection broke before the server said
                alike.forEach(one -> endings.put(
                        one, new Ending(false, new SQLException("whether the act was committed is not known", fault))));
            }
        }
    }

    private static boolean isFromTheServer(SQLException fault) {
        return fault instanceof PSQLException said && said.getServerErrorMessage() != null;
    }
}
