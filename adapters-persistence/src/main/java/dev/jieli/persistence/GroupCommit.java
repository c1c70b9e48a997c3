package dev.jieli.persistence;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Acts that come while others are on their way to the disk go there together: in one transaction, with one forced write.
 * Nobody waits for company: whoever comes when few are under way goes at once.
 *
 * <p>No act depends on another's luck. Each statement tells for itself whether it was done; where one of them fails, the
 * transaction is given up and each act is done alone.
 */
final class GroupCommit {
    /** How many are on their way at once: while one waits for the disk, another has the processor. */
    static final int UNDER_WAY = 4;

    private static final int TOGETHER = 64;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int underWay;

    private enum Turn {
        WAITS,
        LEADS,
        COMMITTED,
        /** Not done, perhaps for another's fault. */
        ALONE,
        /** The connection broke before the server said whether it had committed. */
        UNKNOWN
    }

    private static final class Waiting {
        private final OneAct act;
        private final Thread thread = Thread.currentThread();
        private volatile Turn turn = Turn.WAITS;
        private boolean done;
        private @Nullable SQLException fault;

        Waiting(OneAct act) {
            this.act = act;
        }

        void is(Turn now) {
            turn = now;
            LockSupport.unpark(thread);
        }
    }

    /**
     * Does the act and commits it.
     *
     * @param connection of the caller; in the mode in which each statement commits itself
     * @return whether it was done; false where a row no longer is what the act depends on
     */
    boolean commit(OneAct act, Connection connection) throws SQLException {
        Waiting mine = new Waiting(act);
        begin(mine);
        if (mine.turn == Turn.LEADS) {
            try {
                List<Waiting> group = group(mine);
                if (group.size() == 1) {
                    return act.execute(connection);
                }
                together(group, connection);
            } finally {
                passOn();
            }
        }
        return switch (mine.turn) {
            case COMMITTED -> mine.done;
            case UNKNOWN -> throw new SQLException("whether the act was committed is not known", mine.fault);
            case WAITS, LEADS, ALONE -> act.execute(connection);
        };
    }

    /** Returns when there is something to do: lead, or go on with what a leader did. */
    private void begin(Waiting mine) {
        synchronized (waiting) {
            if (underWay < UNDER_WAY) {
                underWay++;
                mine.turn = Turn.LEADS;
            } else {
                waiting.add(mine);
            }
        }
        boolean interrupted = false;
        while (mine.turn == Turn.WAITS) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Waiting> group(Waiting first) {
        List<Waiting> group = new ArrayList<>();
        group.add(first);
        synchronized (waiting) {
            while (group.size() < TOGETHER && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
        }
        return group;
    }

    private void passOn() {
        synchronized (waiting) {
            Waiting next = waiting.poll();
            if (next == null) {
                underWay--;
            } else {
                next.is(Turn.LEADS);
            }
        }
    }

    private static void together(List<Waiting> group, Connection connection) {
        Turn turn = Turn.ALONE;
        boolean committing = false;
        SQLException broken = null;
        try {
            connection.setAutoCommit(false);
            execute(group, connection);
            committing = true;
            connection.commit();
            turn = Turn.COMMITTED;
            connection.setAutoCommit(true);
        } catch (SQLException fault) {
            boolean said = fault instanceof PSQLException server && server.getServerErrorMessage() != null;
            if (committing && !said && turn != Turn.COMMITTED) {
                turn = Turn.UNKNOWN;
                broken = fault;
            }
            giveUp(connection);
        } catch (RuntimeException fault) {
            giveUp(connection); // whoever it belongs to meets it again alone
        } finally {
            for (Waiting one : group) {
                one.fault = broken;
                one.is(turn);
            }
        }
    }

    /** By text, since a batch is of one text; in the order of the cases, so that two groups seldom wait for each other. */
    private static void execute(List<Waiting> group, Connection connection) throws SQLException {
        ListMultimap<String, Waiting> byText =
                MultimapBuilder.treeKeys().arrayListValues().build();
        group.stream()
                .sorted(Comparator.comparing(
                        one -> one.act.change().after().id().value()))
                .forEach(one -> byText.put(one.act.text(), one));
        for (String text : byText.keySet()) {
            List<Waiting> alike = byText.get(text);
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (Waiting one : alike) {
                    one.act.fill(statement);
                    statement.addBatch();
                }
                int[] rows = statement.executeBatch();
                for (int i = 0; i < rows.length; i++) {
                    alike.get(i).done = rows[i] == 1;
                }
            }
        }
    }

    /** A connection on which that fails, too, is broken, and its server has given up by itself. */
    private static void giveUp(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            // whoever uses it next is told
        }
    }
}
