package dev.jieli.persistence;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import dev.jieli.domain.authority.Asker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;

/**
 * 连接
 *
 * @param requests on which nothing is waited for longer than {@link JooqArchive#pool} was told
 * @param jobs on which whatever takes long is let finish: who listens to the feed is waited for, and the daily round is long
 */
record Connections(DataSource requests, DataSource jobs) {
    /** statement_timeout, lock_timeout, idle_in_transaction_session_timeout. */
    private static final Set<String> OVER = Set.of("57014", "55P03", "25P03");

    /** The same for all. */
    static Connections unbounded(DataSource source) {
        return new Connections(source, source);
    }

    /** Those for whoever asks; what is asked before anybody is known is a request too. */
    DataSource of(Asker asker) {
        return isJob(asker) ? jobs : requests;
    }

    static boolean isJob(Asker asker) {
        return asker instanceof Asker.Job && asker != Asker.Job.RECEPTION;
    }

    /** A port that tells what was waited for too long from every other fault, as {@link dev.jieli.application.port.Archive} says. */
    static <T> T bounded(Class<T> type, T port) {
        return type.cast(Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return method.invoke(port, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw told(thrown.getTargetException());
                    }
                }));
    }

    private static Throwable told(Throwable fault) {
        if (Throwables.getCausalChain(fault).stream().noneMatch(Connections::isOver)) {
            return fault;
        }
        CancellationException over = new CancellationException("the database was waited for longer than a request may");
        over.initCause(fault);
        return over;
    }

    private static boolean isOver(Throwable cause) {
        return cause instanceof SQLException said
                && (OVER.contains(Strings.nullToEmpty(said.getSQLState()))
                        || (said instanceof SQLTransientConnectionException
                                && said.getCause() == null)); // none was free
    }
}
