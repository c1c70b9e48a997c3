package dev.jieli.http;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Cases;
import dev.jieli.application.port.Dockets;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Handovers;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.testkit.InMemoryArchive;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** Works until it is told to enter nothing more; it is still read, but entries of every kind are a fault then. */
final class MuteArchive implements Archive, Store {
    private final Archive whole = new InMemoryArchive();
    private volatile boolean mute;

    void enterNothingMore() {
        mute = true;
    }

    void enterAgain() {
        mute = false;
    }

    @Override
    public Store store() {
        return this;
    }

    @Override
    public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
        return whole.store().transact(asker, session -> work.apply(mutable(session)));
    }

    private Session mutable(Session session) {
        return (Session) mutable(Session.class, session);
    }

    private Object mutable(Class<?> port, Object of) {
        return Proxy.newProxyInstance(
                MuteArchive.class.getClassLoader(), new Class<?>[] {port}, (self, asked, with) -> {
                    if (mute
                            && (asked.getName().equals("trace")
                                    || asked.getName().startsWith("enter"))) {
                        throw new IllegalStateException("cannot be entered, on purpose");
                    }
                    Object answer;
                    try {
                        answer = asked.invoke(of, with);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                    Class<?> kind = asked.getReturnType();
                    boolean enters = kind == Session.class
                            || kind == Dockets.class
                            || kind == Cases.class
                            || kind == Handovers.class;
                    return enters ? mutable(kind, answer) : answer;
                });
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
        return whole.accounts();
    }

    @Override
    public void close() {
        whole.close();
    }
}
