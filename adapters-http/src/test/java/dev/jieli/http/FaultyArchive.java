package dev.jieli.http;

import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Cases;
import dev.jieli.application.port.Dockets;
import dev.jieli.application.port.Handovers;
import dev.jieli.application.port.Store;
import dev.jieli.testkit.InMemoryArchive;
import java.io.EOFException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;

/** An archive that works but for what is broken on purpose, from one moment to the next. */
final class FaultyArchive {
    private static final Set<Class<?>> REACHED = Set.of(
            Store.class, Store.Session.class, Accounts.class, Dockets.class, Cases.class, Handovers.class, Board.class);

    /** What a store does with work that it is given. */
    private static final Set<String> WORKING = Set.of("transact", "insist");

    private final Archive whole = new InMemoryArchive();
    private volatile Predicate<Method> broken = method -> false;
    private volatile Predicate<Method> waiting = method -> false;

    private volatile boolean leaving;
    private volatile Runnable importing = () -> {};

    Archive archive() {
        return (Archive) faulty(Archive.class, whole);
    }

    /** Nobody is found any more. */
    FaultyArchive withoutAccounts() {
        broken = method -> method.getDeclaringClass() == Accounts.class;
        return this;
    }

    FaultyArchive withoutStore() {
        broken = method -> method.getReturnType() == Store.class || method.getDeclaringClass() == Accounts.class;
        return this;
    }

    /** It is still read, but entries of every kind are a fault. */
    void enterNothingMore() {
        broken = method -> method.getName().equals("trace") || method.getName().startsWith("enter");
    }

    void enterAgain() {
        broken = method -> false;
        waiting = method -> false;
    }

    /** It is still read, but whoever enters something waits for longer than may be, and is told so as the port says. */
    void enterNothingInTime() {
        waiting = method -> method.getName().startsWith("enter");
    }

    /** Nor is the ledger read in time. */
    void showNoLedgerInTime() {
        waiting = method -> method.getName().equals("ledger");
    }

    /** The database ends in the middle of an answer. */
    void goAway() {
        leaving = true;
    }

    /** Something happens in each import before it reaches the store. */
    void whileImporting(Runnable what) {
        importing = what;
    }

    private static boolean isImporting() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(ImportLedger.class.getName())));
    }

    private Object faulty(Class<?> port, Object of) {
        return Proxy.newProxyInstance(
                FaultyArchive.class.getClassLoader(), new Class<?>[] {port}, (self, asked, with) -> {
                    if (leaving && asked.getDeclaringClass() == Board.class) {
                        throw new IllegalStateException("an I/O error", new EOFException());
                    }
                    if (broken.test(asked)) {
                        throw new IllegalStateException("broken on purpose");
                    }
                    if (waiting.test(asked)) {
                        throw new CancellationException("in the words of somebody's database");
                    }
                    if (asked.getName().equals("transact") && isImporting()) {
                        importing.run();
                    }
                    try {
                        Object answer = asked.invoke(of, WORKING.contains(asked.getName()) ? within(with) : with);
                        return REACHED.contains(asked.getReturnType()) ? faulty(asked.getReturnType(), answer) : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** The work of a transaction, on a session that is no better. */
    @SuppressWarnings("unchecked") // as the port declares it
    private Object[] within(Object[] with) {
        Function<Store.Session, Object> work = (Function<Store.Session, Object>) with[1];
        Function<Store.Session, Object> faulty =
                session -> work.apply((Store.Session) faulty(Store.Session.class, session));
        return new Object[] {with[0], faulty};
    }
}
