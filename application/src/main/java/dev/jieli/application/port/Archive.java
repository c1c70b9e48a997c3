package dev.jieli.application.port;

/** 档案: everything that an adapter for keeping provides. Whoever writes one implements this and passes the contracts. */
public interface Archive extends AutoCloseable {
    Store store();

    Board board();

    Feed feed();

    Audit audit();

    Accounts accounts();

    /** Lets go of connections and files; what was entered stays. */
    @Override
    void close();
}
