package dev.jieli.persistence;

import com.google.common.base.Throwables;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Tells the database how far whoever asks sees, so that its policies hold whatever a query forgot. What is told holds for
 * one transaction and is gone with it: on a connection on which nothing was told, nothing of any case is there.
 */
final class Sighted {
    private static final String TELL = "SELECT set_config('jieli.sight', ?, true)";

    /** A list is planned for what is looked for in it: a word that stands in many cases is looked for otherwise than a rare one. */
    private static final String PLANNED_AFRESH = TELL + ", set_config('plan_cache_mode', 'force_custom_plan', true)";

    private Sighted() {}

    /** In a transaction of many statements each takes as long as it takes; what others hold is waited for no longer. */
    private static final String AT_LENGTH = TELL + ", set_config('statement_timeout', '0', true)";

    /** For the transaction that is under way on the connection. */
    static void begin(Connection connection, Sight sight) throws SQLException {
        try (PreparedStatement tell = connection.prepareStatement(AT_LENGTH)) {
            tell.setString(1, text(sight));
            tell.execute();
        }
    }

    /**
     * Each statement that is prepared on what is returned is a transaction of its own, in which the database is told first; all
     * of it goes there in one round trip. The transaction is spelt out because the driver may end one that is only implied
     * wherever it sees fit to wait for an answer. Not for batches and cursors.
     *
     * @param connection on which no transaction is under way
     */
    static Connection of(Connection connection, Sight sight) {
        return of(connection, sight, TELL);
    }

    private static Connection of(Connection connection, Sight sight, String first) {
        return proxy(Connection.class, (method, arguments) -> {
            if (!method.getName().equals("prepareStatement")) {
                return called(method, connection, arguments);
            }
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException("there is a transaction under way, which this would end");
            }
            Object[] with = arguments.clone();
            with[0] = "BEGIN; " + first + "; " + arguments[0] + "; COMMIT";
            PreparedStatement told = (PreparedStatement) there(called(method, connection, with));
            told.setString(1, text(sight));
            return third(told);
        });
    }

    /** Each query on a connection of its own. */
    static DSLContext sql(DataSource source, Sight sight) {
        return DSL.using(
                new ConnectionProvider() {
                    @Override
                    public Connection acquire() {
                        try {
                            return of(source.getConnection(), sight, PLANNED_AFRESH);
                        } catch (SQLException fault) {
                            throw new DataAccessException("there is no connection", fault);
                        }
                    }

                    @Override
                    public void release(Connection connection) {
                        try {
                            connection.close();
                        } catch (SQLException fault) {
                            throw new DataAccessException("the connection could not be given back", fault);
                        }
                    }
                },
                SQLDialect.POSTGRES);
    }

    /** As the policies take it apart. */
    static String text(Sight sight) {
        if (sight.unbounded()) {
            return "house";
        }
        return (sight.everywhere() ? "everywhere|{}" : "reach|" + list(sight.reach(), UnitId::value))
                + "|" + list(sight.own(), IncumbencyId::value)
                + "|" + list(sight.officials(), OfficialId::value)
                + "|" + list(sight.sits(), UnitId::value)
                + (handoversEverywhere(sight) ? "|everywhere|{}" : "|reach|" + list(sight.handovers(), UnitId::value));
    }

    /** Where the reach is every unit, as many are all of them: a whole province is not named with each query. */
    private static boolean handoversEverywhere(Sight sight) {
        return sight.everywhere() && sight.handovers().size() == sight.reach().size();
    }

    private static <T> String list(Collection<T> ids, Function<T, Object> value) {
        return ids.stream().map(id -> value.apply(id).toString()).collect(Collectors.joining(",", "{", "}"));
    }

    /** Whoever uses it counts parameters and results from those of his or her own statement on, which is the third. */
    private static PreparedStatement third(PreparedStatement told) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            boolean sets = method.getDeclaringClass() == PreparedStatement.class
                    && method.getName().startsWith("set")
                    && arguments.length > 1
                    && arguments[0] instanceof Integer;
            if (sets) {
                Object[] with = arguments.clone();
                with[0] = (Integer) arguments[0] + 1;
                return called(method, told, with);
            }
            return switch (method.getName()) {
                case "execute" -> hasRows(told);
                case "executeQuery" -> {
                    hasRows(told);
                    yield told.getResultSet();
                }
                case "executeUpdate" -> {
                    hasRows(told);
                    yield told.getUpdateCount();
                }
                case "addBatch", "executeBatch" -> throw new UnsupportedOperationException(method.getName());
                default -> called(method, told, arguments);
            };
        });
    }

    private static boolean hasRows(PreparedStatement told) throws SQLException {
        try {
            told.execute();
        } catch (SQLException fault) {
            try (Statement back = told.getConnection().createStatement()) {
                back.execute("ROLLBACK");
            } catch (SQLException broken) {
                fault.addSuppressed(broken);
            }
            throw fault;
        }
        told.getMoreResults();
        return told.getMoreResults();
    }

    @FunctionalInterface
    private interface Call {
        @Nullable
        Object made(Method method, Object[] arguments) throws Throwable;
    }

    private static final Object[] NONE = {};

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Sighted.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.made(method, arguments == null ? NONE : arguments)));
    }

    private static @Nullable Object called(Method method, Object on, Object[] arguments) throws SQLException {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException thrown) {
            Throwable cause = there(thrown.getCause());
            Throwables.throwIfInstanceOf(cause, SQLException.class);
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        } catch (IllegalAccessException denied) {
            throw new IllegalStateException(denied);
        }
    }

    private static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("nothing where there has to be something");
        }
        return value;
    }
}
