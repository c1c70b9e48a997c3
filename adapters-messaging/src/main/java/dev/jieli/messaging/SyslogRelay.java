package dev.jieli.messaging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed;
import dev.jieli.application.published.ActJson;
import dev.jieli.application.published.EntryJson;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.docket.Entry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 日志外送 (RFC 5424): tells a log server of every entry: what, of which subject, when, in which capacity, by which incumbency or
 * account, and its hash, so that the log server becomes a witness of the dockets. No word of what an entry says, no name, no
 * address. Over TCP and TLS with counted octets (RFC 6587, 5425), or by UDP (RFC 5426).
 *
 * <p>By TCP and TLS at least once, as far as syslog can: nobody acknowledges, so a page counts as taken when it was handed over and the
 * other side has not hung up; if it has, the page goes out again. By UDP nobody can tell.
 */
public final class SyslogRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyslogRelay.class);
    private static final int PAGE = 200;
    private static final int AUDIT = 13; // log audit
    private static final int INFORMATIONAL = 6;
    private static final int WARNING = 4;
    private static final int MOST_ID = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LISTEN_MILLIS = 50;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** How it is reached. */
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /**
     * 日志服务器
     *
     * @param name by which the feed keeps how far it has come, for good
     * @param office names the office to it; no spaces
     */
    public record Target(String name, Transport transport, String host, int port, String office) {}

    private final Feed feed;
    private final Target target;
    private final SSLSocketFactory tls;
    private final InstantSource clock;
    private final Duration patience;
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable Connection open;
    private volatile boolean closed;

    private Instant notBefore = Instant.MIN;
    private int failures;

    /**
     * 连接
     *
     * @param plain what lies beneath: closing it waits for nobody, which closing what is encrypted does
     * @param socket what is written to
     */
    private record Connection(Socket plain, Socket socket) {}

    /** Closes the connections of those who do not read. */
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "log-server-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param tls whom it trusts */
    public SyslogRelay(Feed feed, Target target, SSLSocketFactory tls, InstantSource clock) {
        this(feed, target, tls, clock, PATIENCE);
    }

    /** @param patience how long it may take to connect, and how long to take a page */
    SyslogRelay(Feed feed, Target target, SSLSocketFactory tls, InstantSource clock, Duration patience) {
        this.patience = patience;
        this.feed = feed;
        this.target = target;
        this.tls = tls;
        this.clock = clock;
    }

    /**
     * Sends what there is, unless it is waiting after a failure.
     *
     * @return how many entries were taken
     */
    public int run() {
        running.lock();
        try {
            int moved = 0;
            while (!closed && !clock.instant().isBefore(notBefore)) {
                int page = feed.relay(listener(target.name()), PAGE, this::page);
                if (page == 0) {
                    return moved;
                }
                moved += page;
            }
            return moved;
        } finally {
            running.unlock();
        }
    }

    /** By which name the feed keeps how far a log server has come. */
    public static String listener(String name) {
        return "syslog:" + name;
    }

    /** When the oldest entry was made of which it was not told; empty where it was told of every one. */
    public Optional<Instant> waiting() {
        return feed.waiting(listener(target.name()));
    }

    private int page(ImmutableList<Feed.Sealed> entries) {
        try {
            if (target.transport() == Transport.UDP) {
                byDatagram(entries);
            } else {
                byStream(entries);
            }
            failures = 0;
            notBefore = Instant.MIN;
            return entries.size();
        } catch (IOException unreachable) {
            LOG.info("the log server {} cannot be reached: {}", target.name(), unreachable.toString());
            hangUp();
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 20));
            notBefore = clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
            failures++;
            return 0;
        }
    }

    private void byDatagram(ImmutableList<Feed.Sealed> entries) throws IOException {
        InetSocketAddress to = new InetSocketAddress(target.host(), target.port());
        if (to.isUnresolved()) {
            throw new IOException("unknown host " + target.host());
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            for (Feed.Sealed entry : entries) {
                byte[] message = message(entry, target.office());
                socket.send(new DatagramPacket(message, message.length, to));
            }
        }
    }

    private void byStream(ImmutableList<Feed.Sealed> entries) throws IOException {
        Connection connection = connected();
        Future<?> tooLong = WATCH.schedule(() -> close(connection.plain()), patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            OutputStream out = new BufferedOutputStream(connection.socket().getOutputStream(), 1 << 16);
            for (Feed.Sealed entry : entries) {
                byte[] message = message(entry, target.office());
                out.write((message.length + " ").getBytes(US_ASCII));
                out.write(message);
            }
            out.flush();
            connection.socket().setSoTimeout(LISTEN_MILLIS);
            if (connection.socket().getInputStream().read() < 0) {
                throw new IOException("it hung up");
            }
        } catch (SocketTimeoutException silence) {
            // as it should be: a log server says nothing
        } finally {
            tooLong.cancel(false);
        }
    }

    private Connection connected() throws IOException {
        Connection known = open;
        if (known != null) {
            return known;
        }
        Socket plain = SocketFactory.getDefault().createSocket();
        open = new Connection(plain, plain); // so that a stop ends the connecting
        if (closed) {
            throw new IOException("it is closed");
        }
        int millis = (int) patience.toMillis();
        plain.connect(new InetSocketAddress(target.host(), target.port()), millis);
        if (target.transport() == Transport.TLS) {
            plain.setSoTimeout(millis);
            Future<?> tooLong = WATCH.schedule(() -> close(plain), 2L * millis, TimeUnit.MILLISECONDS);
            SSLSocket secure = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            tooLong.cancel(false);
            open = new Connection(plain, secure);
        }
        return Objects.requireNonNull(open);
    }

    private void hangUp() {
        Connection known = open;
        if (known != null) {
            close(known.plain());
        }
        open = null;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.debug("the log server was gone already", gone);
        }
    }

    /** Waits for nobody: who is in the middle of telling is cut off, and the page goes out again after the next start. */
    @Override
    public void close() {
        closed = true;
        Connection known = open;
        if (known != null && running.tryLock()) {
            try {
                close(known.socket());
            } finally {
                running.unlock();
            }
        }
        hangUp();
    }

    /** One entry as RFC 5424 has it. */
    static byte[] message(Feed.Sealed sealed, String office) {
        Entry entry = EntryJson.read(sealed.json());
        boolean done = true;
        StringBuilder data = new StringBuilder("[jieli@32473");
        parameter(data, "subject", sealed.subject().toString());
        parameter(data, "number", Integer.toString(sealed.number()));
        parameter(data, "capacity", entry.capacity().name());
        entry.by().ifPresent(by -> parameter(data, "by", by.toString()));
        String what = ActJson.type(entry.act().getClass());
        if (entry.act() instanceof AccountAct.Trace trace) {
            done = trace.done();
            what = trace.kind().name();
            parameter(data, "done", Boolean.toString(done));
            trace.about().ifPresent(about -> parameter(data, "about", about.toString()));
        }
        parameter(data, "hash", sealed.hash());
        data.append(']');
        int priority = AUDIT * 8 + (done ? INFORMATIONAL : WARNING);
        String id = what.length() <= MOST_ID ? what : what.substring(0, MOST_ID);
        return ("<" + priority + ">1 " + sealed.at() + " " + office + " jieli - " + id + " " + data).getBytes(UTF_8);
    }

    private static void parameter(StringBuilder to, String name, String value) {
        to.append(' ')
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]"))
                .append('"');
    }
}
