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
 * Acts that come while others are on their way to the disk go there together: in one batch, with one forced write. Nobody
 * waits for company: whoever comes when few are under way goes at once.
 *
 * <p>No act depends on another's luck. Each statement tells for itself whether it was done; where one of them fails, nothing
 * of the batch is there and each act is done alone.
 */
final class GroupCommit {
    /** How many are on their way at once: while one waits for the disk, another has the processor. */
    static final int UNDER_WAY = 2;

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

        boolean settled() {
            return turn != Turn.WAITS && turn != Turn.LEADS;
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

    /** By text, since a batch is of one text; in the order of the cases, so that two groups seldom wait for each other. */
    private static void together(List<Waiting> group, Connection connection) {
        ListMultimap<String, Waiting> byText =
                MultimapBuilder.treeKeys().arrayListValues().build();
        try {
            group.stream()
                    .sorted(Comparator.comparing(
                            one -> one.act.change().after().id().value()))
                    .forEach(one -> byText.put(one.act.text(), one));
            byText.asMap().forEach((text, alike) -> batch(text, List.copyOf(alike), connection));
        } finally {
            group.stream().filter(one -> !one.settled()).forEach(one -> one.is(Turn.ALONE));
        }
    }

    /** What is sent in one go outside a transaction is one to the server: all of it is committed, or nothing. */
    private static void batch(String text, List<Waiting> alike, Connection connection) {
        Turn turn = Turn.ALONE;
        SQLException broken = null;
        boolean sent = false;
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (Waiting one : alike) {
                one.act.fill(statement);
                statement.addBatch();
            }
            sent = true;
            int[] rows = statement.executeBatch();
            for (int i = 0; i < rows.length; i++) {
                alike.get(i).done = rows[i] == 1;
            }
            turn = Turn.COMMITTED;
        } catch (SQLException fault) {
            if (sent && turn != Turn.COMMITTED && !isFromTheServer(fault)) {
                turn = Turn.UNKNOWN;
                broken = fault;
            }
        }
        for (Waiting one : alike) {
            one.fault = broken;
            one.is(turn);
        }
    }

    private static boolean isFromTheServer(SQLException fault) {
        return fault.getCause() instanceof PSQLException said && said.getServerErrorMessage() != null;
    }
}
