package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The stream is the list of commits; a listener's cursor is how much of it was taken. */
final class InMemoryFeed implements Feed {
    private final Books books;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

    InMemoryFeed(Books books) {
        this.books = books;
    }

    private static final class Listener {
        private final Semaphore turn = new Semaphore(1);
        private final Map<Integer, SetAside> aside = new TreeMap<>();
        private int cursor;
    }

    @Override
    public int relay(String name, int most, Function<ImmutableList<Sealed>, Integer> take) {
        Listener listener = listener(name);
        if (!listener.turn.tryAcquire()) {
            return 0;
        }
        try {
            ImmutableList<Sealed> page = books.look(() -> books.stream.stream()
                    .skip(listener.cursor)
                    .limit(most)
                    .map(Books.Row::sealed)
                    .collect(toImmutableList()));
            if (page.isEmpty()) {
                return 0;
            }
            int taken = take.apply(page);
            if (taken < 0 || taken > page.size()) {
                throw new IllegalArgumentException(taken + " of a page of " + page.size());
            }
            listener.cursor += taken;
            return taken;
        } finally {
            listener.turn.release();
        }
    }

    @Override
    public Optional<Instant> waiting(String name) {
        Listener listener = listener(name);
        return books.look(() -> books.stream.stream()
                .skip(listener.cursor)
                .map(row -> row.sealed().at())
                .findFirst());
    }

    @Override
    public void setAside(String name, Sealed entry, String why, Instant at) {
        Listener listener = listener(name);
        int place = books.look(
                () -> books.stream.stream().map(Books.Row::sealed).toList().indexOf(entry));
        synchronized (listener.aside) {
            listener.aside.put(place, new SetAside(entry, why, at));
        }
    }

    @Override
    public ImmutableList<SetAside> asideFor(String name) {
        Listener listener = listener(name);
        synchronized (listener.aside) {
            return ImmutableList.copyOf(listener.aside.values());
        }
    }

    @Override
    public void delivered(String name, String id) {
        Listener listener = listener(name);
        synchronized (listener.aside) {
            listener.aside.values().removeIf(one -> one.entry().id().equals(id));
        }
    }

    private Listener listener(String name) {
        return listeners.computeIfAbsent(name, unknown -> new Listener());
    }
}
