package dev.jieli.application.port;

import dev.jieli.domain.authority.Asker;

/**
 * 档案: everything that an adapter for keeping provides. Whoever writes one implements this and passes the contracts.
 *
 * <p>Where a request had to wait longer than it may, nothing of it is done and it ends in a {@link
 * java.util.concurrent.CancellationException}; jobs of the house ({@link Asker.Job}, but for the reception) are waited for.
 */
public interface Archive extends AutoCloseable {
    Store store();

    /** What pages show to somebody; what he or she is not shown does not exist there. */
    Board board(Asker asker);

    Feed feed();

    Audit audit();

    Accounts accounts();

    /** Lets go of connections and files; what was entered stays. */
    @Override
    void close();
}
