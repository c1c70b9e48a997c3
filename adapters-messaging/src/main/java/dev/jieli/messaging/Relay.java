package dev.jieli.messaging;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.docket.Subject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 转发: hands the feed to one listener, in order. A listener that cannot be reached is waited for, longer each time, and
 * misses nothing. A message that it refuses is set aside, and with it every later one of the same subject, so that none
 * overtakes another; they can be sent again.
 *
 * <p>It goes on somebody's authority: what that account is not shown on that day is not sent, and while there is no such
 * authority nothing goes and the cursor stays, so that nothing is lost when it is given again.
 *
 * <p>Not for use by two threads at once; two relays for one listener are kept apart by {@link Feed#relay}.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int PAGE = 100;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** How often one message is tried while the listener answers with a fault of its own, before it is set aside. */
    private static final int TRIES = 8;

    private final Feed feed;
    private final Supplier<Optional<Predicate<Subject>>> authority;
    private final Listener listener;
    private final String source;
    private final HttpClient http;
    private final InstantSource clock;
    private final Duration patience;

    private Instant notBefore = Instant.MIN;
    private int failures;
    private int faults;

    /**
     * @param authority which subjects the account on whose authority it goes is shown now; empty while there is none
     * @param source names the office that sends, for good, such as {@code urn:jieli:330723}
     * @param patience how long the listener may take to answer one message
     */
    public Relay(
            Feed feed,
            Supplier<Optional<Predicate<Subject>>> authority,
            Listener listener,
            String source,
            HttpClient http,
            InstantSource clock,
            Duration patience) {
        this.feed = feed;
        this.authority = authority;
        this.listener = listener;
        this.source = source;
        this.http = http;
        this.clock = clock;
        this.patience = patience;
    }

    /** 送达情况 */
    private enum Answer {
        TAKEN,
        /** The listener will not take this message, however often. */
        REFUSED,
        /** The listener answers with a fault, or takes the message and does not answer. */
        FAULT,
        UNREACHABLE
    }

    /**
     * Sends what there is, unless it is waiting after a failure.
     *
     * @return how many entries were delivered or set aside
     */
    public int run() {
        int moved = 0;
        while (!clock.instant().isBefore(notBefore)) {
            if (!isAuthorized()) {
                return moved;
            }
            int page = feed.relay(listener.name(), PAGE, this::page);
            if (page == 0) {
                return moved;
            }
            moved += page;
        }
        return moved;
    }

    /** Whether there is an authority on which it goes. */
    public boolean isAuthorized() {
        return authority.get().isPresent();
    }

    /** When the next attempt is due; in the past when it is not waiting. */
    public Instant notBefore() {
        return notBefore;
    }

    /**
     * Sends one message again that was set aside; the earlier ones of its subject must have been taken before it.
     *
     * @return whether it was delivered
     */
    public boolean sendAgain(String id) {
        Set<Subject> earlier = new HashSet<>();
        for (Feed.SetAside aside : feed.asideFor(listener.name())) {
            if (aside.entry().id().equals(id)) {
                if (earlier.contains(aside.entry().subject())
                        || !isShown(aside.entry().subject())
                        || send(aside.entry()) != Answer.TAKEN) {
                    return false;
                }
                feed.delivered(listener.name(), id);
                return true;
            }
            earlier.add(aside.entry().subject());
        }
        return false;
    }

    /**
     * Sends again what was set aside, in its order; what is refused again stays, with all that follows it in its subject.
     *
     * @return how many were delivered
     */
    public int sendAgain() {
        Set<Subject> stopped = new HashSet<>();
        int delivered = 0;
        for (Feed.SetAside aside : feed.asideFor(listener.name())) {
            if (stopped.contains(aside.entry().subject())) {
                continue;
            }
            if (isShown(aside.entry().subject()) && send(aside.entry()) == Answer.TAKEN) {
                feed.delivered(listener.name(), aside.entry().id());
                delivered++;
            } else {
                stopped.add(aside.entry().subject());
            }
        }
        return delivered;
    }

    /** Asked before each message: a listener may take minutes over a page, and an authority ends at once. */
    private boolean isShown(Subject subject) {
        return authority.get().filter(shown -> shown.test(subject)).isPresent();
    }

    private int page(ImmutableList<Feed.Sealed> entries) {
        Set<Subject> stopped = new HashSet<>();
        feed.asideFor(listener.name())
                .forEach(aside -> stopped.add(aside.entry().subject()));
        int taken = 0;
        for (Feed.Sealed entry : entries) {
            if (entry.subject().kind() == Subject.Kind.ACCOUNT) {
                taken++; // who signs in and looks at what is for the auditor
                continue;
            }
            if (!isShown(entry.subject())) {
                if (!isAuthorized()) {
                    return taken; // it ended under way, and with it what is shown: nothing is lost
                }
                taken++; // what is not shown does not exist
                continue;
            }
            if (stopped.contains(entry.subject())) {
                setAside(entry, "an earlier entry of this subject is set aside");
            } else {
                Answer answer = send(entry);
                faults += answer == Answer.FAULT
                        ? 1
                        : 0; // one that brings the listener down is a fault between two silences
                if (answer == Answer.UNREACHABLE || (answer == Answer.FAULT && faults < TRIES)) {
                    waitLonger();
                    return taken;
                }
                if (answer != Answer.TAKEN) {
                    setAside(entry, answer == Answer.REFUSED ? "refused" : "fault after " + TRIES + " tries");
                    stopped.add(entry.subject());
                }
                failures = 0;
                faults = 0;
                notBefore = Instant.MIN;
            }
            taken++;
        }
        return taken;
    }

    private void setAside(Feed.Sealed entry, String why) {
        LOG.warn("set aside for {}: {} ({})", listener.name(), entry.id(), why);
        feed.setAside(listener.name(), entry, why, clock.instant());
    }

    private void waitLonger() {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 20));
        notBefore = clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        failures++;
    }

    private Answer send(Feed.Sealed entry) {
        byte[] body = CloudEvent.of(entry, source);
        long second = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(listener.target())
                .timeout(patience)
                .header("Content-Type", CloudEvent.MEDIA_TYPE)
                .header("webhook-id", entry.id())
                .header("webhook-timestamp", Long.toString(second))
                .header("webhook-signature", Signature.of(listener.secret(), entry.id(), second, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 200 && status < 300) {
                return Answer.TAKEN;
            }
            boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
            return later ? Answer.FAULT : Answer.REFUSED;
        } catch (HttpConnectTimeoutException nobody) {
            return unreachable(nobody);
        } catch (HttpTimeoutException hanging) {
            // on this message perhaps and on no other: waited for without end it would hold up all that follow
            LOG.info("{} does not answer: {}", listener.name(), hanging.toString());
            return Answer.FAULT;
        } catch (IOException fault) {
            return unreachable(fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Answer.UNREACHABLE;
        }
    }

    private Answer unreachable(IOException fault) {
        LOG.info("{} cannot be reached: {}", listener.name(), fault.toString());
        return Answer.UNREACHABLE;
    }
}
