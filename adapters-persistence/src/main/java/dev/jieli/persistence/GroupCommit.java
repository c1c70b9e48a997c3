package dev.jieli.persistence;

import com.google.common.collect.Lists;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Acts that come while others are on their way to the disk go there together: in one statement, with one forced write. Nobody
 * waits for company where nothing is under way.
 *
 * <p>No act depends on another's luck. The statement tells of each whether it was done; where it fails, nothing of them is
 * there and each act is done alone.
 */
final class GroupCommit {
    /** How many groups are on their way at once: while one waits for the disk, another has the processor. */
    static final int UNDER_WAY = 2;

    /** How many have to wait before a group sets out beside another: what leans on the tables is set up once a group. */
    private static final int WORTHWHILE = 4;

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
        private Turn ending = Turn.ALONE;
        private boolean done;
        private @Nullable SQLException fault;

        Waiting(OneAct act) {
            this.act = act;
        }

        UUID id() {
            return act.change().after().id().value();
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
            List<Waiting> group = group(mine);
            try {
                if (group.size() == 1) {
                    return alone(act, connection);
                }
                together(group, connection);
            } finally {
                passOn(); // first: who leads next has further to go than who has been served
                group.forEach(one -> one.is(one.ending));
            }
        }
        return switch (mine.turn) {
            case COMMITTED -> mine.done;
            case UNKNOWN -> throw new SQLException("whether the act was committed is not known", mine.fault);
            case WAITS, LEADS, ALONE -> alone(act, connection);
        };
    }

    private static boolean alone(OneAct act, Connection connection) throws SQLException {
        return OneAct.execute(act.shape(), List.of(act), connection).get(0);
    }

    /** Returns when there is something to do: lead, or go on with what a leader did. */
    private void begin(Waiting mine) {
        synchronized (waiting) {
            waiting.add(mine);
            if (underWay < UNDER_WAY && mayLead(underWay)) {
                underWay++;
                waiting.remove().is(Turn.LEADS);
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

    private boolean mayLead(int others) {
        return others == 0 ? !waiting.isEmpty() : waiting.size() >= WORTHWHILE;
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
            if (mayLead(underWay - 1)) {
                waiting.remove().is(Turn.LEADS);
            } else {
                underWay--;
            }
        }
    }

    /** By shape, since a statement is of one; in the order of the cases, so that two groups seldom wait for each other. */
    private static void together(List<Waiting> group, Connection connection) {
        group.stream()
                .sorted(Comparator.comparing(Waiting::id))
                .collect(Collectors.groupingBy(one -> one.act.shape(), LinkedHashMap::new, Collectors.toList()))
                .forEach((shape, alike) -> write(shape, alike, connection));
    }

    private static void write(OneAct.Shape shape, List<Waiting> alike, Connection connection) {
        try {
            BitSet done = OneAct.execute(shape, Lists.transform(alike, one -> one.act), connection);
            for (int i = 0; i < alike.size(); i++) {
                alike.get(i).done = done.get(i);
                alike.get(i).ending = Turn.COMMITTED;
            }
        } catch (SQLException fault) {
            if (!isFromTheServer(fault)) {
                alike.forEach(one -> {
                    one.fault = fault;
                    one.ending = Turn.UNKNOWN;
                });
            }
        }
    }

    private static boolean isFromTheServer(SQLException fault) {
        return fault instanceof PSQLException said && said.getServerErrorMessage() != null;
    }
}
