package dev.jieli.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Feed.Listeners;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Listeners who take whatever is sent to them again.
 *
 * @param authorized those of them whose token opens the feed
 * @param sent to whom what was sent again
 */
public record Listening(ImmutableList<String> names, ImmutableSet<String> authorized, List<String> sent)
        implements Listeners {
    public Listening(ImmutableList<String> names, ImmutableSet<String> authorized) {
        this(names, authorized, Collections.synchronizedList(new ArrayList<>()));
    }

    /** One, whose token opens the feed. */
    public static Listening one(String name) {
        return new Listening(ImmutableList.of(name), ImmutableSet.of(name));
    }

    @Override
    public boolean isAuthorized(String listener) {
        return authorized.contains(listener);
    }

    @Override
    public boolean resend(String listener, String id) {
        return sent.add(listener + " " + id);
    }
}
