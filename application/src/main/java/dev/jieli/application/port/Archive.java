package dev.jieli.application.port;

import dev.jieli.domain.authority.Asker;

/** 档案: everything that an adapter for keeping provides. Whoever writes one implements this and passes the contracts. */
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
