package dev.jieli.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * 占用: whoever works on a database that others run holds it, beside others or alone, on a connection of its own: upgrading,
 * restoring and changing keys is for nobody who has a server working beside him. The lock ends with the connection, also where the
 * program is killed.
 */
public final class Occupancy implements AutoCloseable {
    /** "jieli" */
    private static final long KEY = 0x6A_69_65_6C_69L;

    private static final String BESIDE_OTHERS = "SELECT pg_try_advisory_lock_shared(?)";
    private static final String ALONE = "SELECT pg_try_advisory_lock(?)";
    private static final int LOOK_EVERY_SECONDS = 15;
    private static final int PATIENCE_SECONDS = 10;

    /** Who has hung up holds it for a moment still: the database sees that its connection is gone when it looks. */
    private static final int TRIES = 20;

    private static final int BETWEEN_TRIES_MILLIS = 100;

    private final DataSource source;
    private final Runnable lost;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "occupancy");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Connection connection;

    private Occupancy(DataSource source, Runnable lost, Connection connection) {
        this.source = source;
        this.lost = lost;
        this.connection = connection;
    }

    /**
     * Beside others who work on it; empty where somebody has it alone. A connection that broke is made anew.
     *
     * @param lost told where somebody took it alone meanwhile: the work has to end
     */
    public static Optional<Occupancy> besideOthers(DataSource source, Runnable lost) {
        return taken(source, BESIDE_OTHERS).map(connection -> {
            Occupancy held = new Occupancy(source, lost, connection);
            Future<?> unused = held.looking.scheduleWithFixedDelay(
                    held::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
            return held;
        });
    }

    /** Alone; empty where anybody works on it. */
    public static Optional<Occupancy> alone(DataSource source) {
        return taken(source, ALONE).map(connection -> new Occupancy(source, () -> {}, connection));
    }

    private static Optional<Connection> taken(DataSource source, String how) {
        Connection connection = null;
        try {
            connection = source.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET application_name = 'jieli occupancy'; SET idle_session_timeout = 0");
            }
            try (PreparedStatement take = connection.prepareStatement(how)) {
                take.setLong(1, KEY);
                for (int again = 0; again < TRIES; again++) {
                    try (ResultSet row = take.executeQuery()) {
                        if (row.next() && row.getBoolean(1)) {
                            return Optional.of(connection);
                        }
                    }
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
                }
            }
            close(connection);
            return Optional.empty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            close(connection);
            return Optional.empty();
        } catch (SQLException fault) {
            close(connection);
            throw new DataAccessException("it could not be looked whether somebody works on the database", fault);
        }
    }

    /** Whether it is still held; the lock of a connection that broke is gone. */
    private synchronized void look() {
        Connection held = connection;
        try {
            if (looking.isShutdown() || (held != null && held.isValid(PATIENCE_SECONDS))) {
                return;
            }
            close(held);
            connection = null;
            Optional<Connection> again = taken(source, BESIDE_OTHERS);
            if (again.isPresent()) {
                connection = again.get();
            } else {
                lost.run();
            }
        } catch (SQLException | RuntimeException unreachable) {
            // as long as that is so nobody does anything in it; it is tried again
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // it was gone already
            }
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        synchronized (this) {
            close(connection);
            connection = null;
        }
    }
}
