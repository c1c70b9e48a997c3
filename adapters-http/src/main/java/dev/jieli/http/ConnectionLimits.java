package dev.jieli.http;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.net.InetAddresses;
import dev.jieli.http.site.Visits;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * 连接限额: a connection on which the head of a request does not come is ended, and so is one on which an answer is not taken, for the
 * thread that writes it waits as long; and nobody holds more than so many of them. Jetty's own idle time starts again with each byte.
 */
final class ConnectionLimits extends Handler.Wrapper implements Connection.Listener {
    private static final int LOOKS = 20;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    private final Duration head;
    private final Duration silence;
    private final int slowest;
    private final int perAddress;
    private final LongSupplier nanos;
    private final Map<EndPoint, Line> lines = new ConcurrentHashMap<>();
    private final Multiset<String> addresses = ConcurrentHashMultiset.create();
    private Scheduler.@Nullable Task looking;

    /** A connection as the network has it, whatever is spoken on it. */
    private static final class Line {
        private final String from;
        private Optional<Request> underWay = Optional.empty();
        private long since;
        private Duration within;
        private boolean writing;
        private long written;
        private long waited;

        Line(String from, long since, Duration within) {
            this.from = from;
            this.since = since;
            this.within = within;
        }

        /** From now on other limits hold. */
        synchronized void begins(Request request) {
            underWay = Optional.of(request);
            writing = false;
            written = 0;
            waited = 0;
        }

        synchronized void writes(int bytes, long now) {
            writing = true;
            written += bytes;
            since = now;
        }

        /** What is done until more is written is not the reader's time. */
        synchronized void wrote(long now) {
            writing = false;
            waited += now - since;
        }

        /** Perhaps the next one has begun already. */
        synchronized void ends(Request request, long now, Duration next) {
            if (underWay.filter(one -> one == request).isPresent()) {
                underWay = Optional.empty();
                since = now;
                within = next;
            }
        }

        synchronized boolean isOver(long now, Duration patience, int slowest) {
            return underWay.isEmpty()
                    ? now - since > within.toNanos()
                    : writing && waited + now - since > patience.toNanos() + written * NANOS_A_SECOND / slowest;
        }
    }

    /**
     * Limits.
     *
     * @param head how long the first head of a request may take to come, and every other one from its first byte
     * @param silence how long a connection may stay silent after a request, before that; and how long an answer may be waited with
     * @param slowest how many bytes of an answer are taken a second, at least, once that is over
     * @param perAddress how many connections there may be from an address; that of a proxy in front is everybody's
     * @param nanos tells the time, as {@link System#nanoTime} does
     */
    ConnectionLimits(Duration head, Duration silence, int slowest, int perAddress, LongSupplier nanos) {
        this.head = head;
        this.silence = silence;
        this.slowest = slowest;
        this.perAddress = perAddress;
        this.nanos = nanos;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        look();
    }

    @Override
    protected void doStop() throws Exception {
        Scheduler.Task next = looking;
        if (next != null) {
            next.cancel();
        }
        super.doStop();
    }

    private void look() {
        long now = nanos.getAsLong();
        lines.forEach((end, line) -> {
            if (!end.isOpen()) {
                forget(end);
            } else if (line.isOver(now, silence, slowest)) {
                end.close(new EofException("not taken in time"));
            }
        });
        looking = getServer().getScheduler().schedule(this::look, head.dividedBy(LOOKS));
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint end = network(connection.getEndPoint());
        lines.computeIfAbsent(end, opened -> {
            String from =
                    opened.getRemoteSocketAddress() instanceof InetSocketAddress address && address.getAddress() != null
                            ? Visits.network(InetAddresses.toAddrString(address.getAddress()))
                            : "";
            if (addresses.add(from, 1) >= perAddress) {
                opened.close();
            }
            return new Line(from, nanos.getAsLong(), head);
        });
    }

    @Override
    public void onClosed(Connection connection) {
        EndPoint end = network(connection.getEndPoint());
        if (!end.isOpen()) { // and is not spoken on otherwise from now on
            forget(end);
        }
    }

    private void forget(EndPoint end) {
        Line line = lines.remove(end);
        if (line != null) {
            addresses.remove(line.from);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Line line = lines.get(
                network(request.getConnectionMetaData().getConnection().getEndPoint()));
        if (line == null) {
            return super.handle(request, response, callback);
        }
        line.begins(request);
        Request.addCompletionListener(request, failure -> line.ends(request, nanos.getAsLong(), silence.plus(head)));
        return super.handle(request, new Watched(request, response, line), callback);
    }

    /** An answer on its way. */
    private final class Watched extends Response.Wrapper {
        private final Line line;

        Watched(Request request, Response response, Line line) {
            super(request, response);
            this.line = line;
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            line.writes(content == null ? 0 : content.remaining(), nanos.getAsLong());
            Callback wrote = Callback.from(
                    callback.getInvocationType(),
                    () -> {
                        line.wrote(nanos.getAsLong());
                        callback.succeeded();
                    },
                    failure -> {
                        line.wrote(nanos.getAsLong());
                        callback.failed(failure);
                    });
            super.write(last, content, wrote);
        }
    }

    /** Without the encryption. */
    private static EndPoint network(EndPoint end) {
        EndPoint network = end;
        while (network instanceof EndPoint.Wrapper wrapped) {
            network = wrapped.unwrap();
        }
        return network;
    }
}
