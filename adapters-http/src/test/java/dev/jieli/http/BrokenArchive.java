package dev.jieli.http;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.testkit.InMemoryArchive;
import java.lang.reflect.Proxy;

/** Breaks when it is asked who signs in. */
final class BrokenArchive implements Archive {
    private final Archive whole = new InMemoryArchive();
    private boolean storeToo;

    void breakStore() {
        storeToo = true;
    }

    @Override
    public Store store() {
        if (storeToo) {
            throw new IllegalStateException("broken on purpose");
        }
        return whole.store();
    }

    @Override
    public Board board(Asker asker) {
        return whole.board(asker);
    }

    @Override
    public Feed feed() {
        return whole.feed();
    }

    @Override
    public Audit audit() {
        return whole.audit();
    }

    @Override
    public Accounts accounts() {
        return (Accounts) Proxy.newProxyInstance(
                BrokenArchive.class.getClassLoader(), new Class<?>[] {Accounts.class}, (accounts, asked, with) -> {
                    throw new IllegalStateException("broken on purpose");
                });
    }

    @Override
    public void close() {}
}
