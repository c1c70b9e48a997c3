package dev.jieli.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.LeaveTrace;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.messaging.SyslogRelay.Target;
import dev.jieli.messaging.SyslogRelay.Transport;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Vouched;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SyslogRelayTest {
    private static final Pattern RFC_5424 = Pattern.compile(
            "<(10[48]|11[0])>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z office jieli - \\S{1,32} \\[jieli@32473( [a-z]+=\"[^\"\\]]*\")+]");
    private static final SSLSocketFactory USUAL = (SSLSocketFactory) SSLSocketFactory.getDefault();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private final InMemoryArchive archive = new InMemoryArchive();
    private int entries;

    @TempDir
    private Path folder;

    @BeforeEach
    void enter() {
        Given given = Given.an_office(archive);
        given.accepted();
        new LeaveTrace(archive.store())
                .leave(
                        new UUID(7, 7),
                        AccountAct.Trace.failed(AccountAct.Kind.SEE, "NOT_YOURS")
                                .from("10.9.8.7")
                                .with(AccountAct.Detail.PURPOSE, "张三 \"]\\"),
                        Optional.empty(),
                        given.now());
        entries = (int) archive.audit().verify(read -> {}).entries();
    }

    private SyslogRelay relay(Transport transport, int port, SSLSocketFactory tls) {
        InstantSource clock = now::get;
        return new SyslogRelay(
                archive.feed(), new Target("central", transport, "localhost", port, "office"), tls, clock);
    }

    private void check(List<String> messages) {
        assertThat(messages)
                .hasSize(entries)
                .allMatch(message -> RFC_5424.matcher(message).matches());
        assertThat(messages)
                .filteredOn(message -> message.contains(" accept ["))
                .hasSize(1);
        assertThat(messages)
                .filteredOn(message -> message.contains(" SEE ["))
                .singleElement()
                .matches(message -> message.startsWith("<108>1 ") && message.contains("done=\"false\""));
        assertThat(String.join("\n", messages)).doesNotContain("张三", "10.9.8.7", "道路");
    }

    /** A log server that takes what comes by TCP. */
    private static final class LogServer implements AutoCloseable {
        private final ServerSocket socket;
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private volatile int hangUpAfter = Integer.MAX_VALUE;

        LogServer(ServerSocket socket) {
            this.socket = socket;
            Thread thread = new Thread(this::take, "log-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void take() {
            while (!socket.isClosed()) {
                try (Socket from = socket.accept();
                        DataInputStream in = new DataInputStream(from.getInputStream())) {
                    for (int taken = 0; taken < hangUpAfter; taken++) {
                        StringBuilder length = new StringBuilder();
                        for (int c = in.read(); c != ' '; c = in.read()) {
                            if (c < 0) {
                                throw new EOFException();
                            }
                            length.append((char) c);
                        }
                        byte[] message = new byte[Integer.parseInt(length.toString())];
                        in.readFully(message);
                        messages.add(new String(message, UTF_8));
                    }
                } catch (IOException gone) {
                    // the next one, unless it was closed
                }
            }
        }

        List<String> taken(int many) throws InterruptedException {
            List<String> taken = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                String one = messages.poll(1, TimeUnit.MINUTES);
                assertThat(one).as("message %d of %d", i + 1, many).isNotNull();
                taken.add(one);
            }
            return taken;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    }

    @Test
    void every_entry_goes_out_by_tcp_with_counted_octets_and_once() throws Exception {
        try (LogServer server = new LogServer(anyPort());
                SyslogRelay relay = relay(Transport.TCP, server.socket.getLocalPort(), USUAL)) {
            assertThat(relay.run()).isEqualTo(entries);
            check(server.taken(entries));
            assertThat(relay.run()).isZero();
            assertThat(server.messages).isEmpty();
        }
    }

    @Test
    void a_log_server_that_hangs_up_gets_the_page_again() throws Exception {
        try (LogServer server = new LogServer(anyPort());
                SyslogRelay relay = relay(Transport.TCP, server.socket.getLocalPort(), USUAL)) {
            server.hangUpAfter = 3;
            assertThat(relay.run()).isZero();
            assertThat(relay.run()).as("it waits").isZero();
            server.hangUpAfter = Integer.MAX_VALUE;
            server.taken(3);
            now.updateAndGet(then -> then.plus(Duration.ofMinutes(1)));
            int moved = 0;
            for (int attempt = 0; attempt < 5 && moved == 0; attempt++) { // the one that hung up may still be accepting
                moved = relay.run();
                now.updateAndGet(then -> then.plus(Duration.ofMinutes(10)));
            }
            assertThat(moved).isEqualTo(entries);
            assertThat(server.taken(entries)).anyMatch(message -> message.contains(" accept ["));
        }
    }

    @Test
    void while_nobody_listens_nothing_is_lost() throws Exception {
        Socket held = new Socket(); // nobody else has the port, and nobody listens at it
        held.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
        int port = held.getLocalPort();
        try (SyslogRelay relay = relay(Transport.TCP, port, USUAL)) {
            assertThat(relay.run()).isZero();
            held.close();
            now.updateAndGet(then -> then.plus(Duration.ofMinutes(10)));
            try (LogServer server = new LogServer(new ServerSocket(port, 50, InetAddress.getByName("localhost")))) {
                assertThat(relay.run()).isEqualTo(entries);
                check(server.taken(entries));
            }
        }
    }

    @Test
    void every_entry_goes_out_by_udp() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("localhost"));
                SyslogRelay relay = relay(Transport.UDP, server.getLocalPort(), USUAL)) {
            server.setReceiveBufferSize(1 << 20);
            server.setSoTimeout(60_000);
            assertThat(relay.run()).isEqualTo(entries);
            List<String> messages = new ArrayList<>();
            for (int i = 0; i < entries; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[65_000], 65_000);
                server.receive(packet);
                messages.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
            }
            check(messages);
        }
    }

    @Test
    void every_entry_goes_out_by_tls_to_whom_it_trusts_and_to_nobody_else() throws Exception {
        SSLContext context = Vouched.byItself(folder);
        ServerSocket socket =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost"));
        try (LogServer server = new LogServer(socket);
                SyslogRelay stranger = relay(Transport.TLS, socket.getLocalPort(), USUAL);
                SyslogRelay relay = relay(Transport.TLS, socket.getLocalPort(), context.getSocketFactory())) {
            assertThat(stranger.run()).isZero();
            assertThat(relay.run()).isEqualTo(entries);
            check(server.taken(entries));
        }
    }

    /** More than what lies between two programs that do not read. */
    private void enterMuch() {
        for (int i = 0; i < 15_000; i++) {
            new LeaveTrace(archive.store())
                    .leave(
                            new UUID(7, 7),
                            AccountAct.Trace.done(AccountAct.Kind.SEE),
                            Optional.empty(),
                            Instant.parse("2026-11-22T08:00:00Z"));
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_log_server_that_takes_a_connection_and_never_reads_is_hung_up_on_and_tried_again() throws Exception {
        enterMuch();
        try (ServerSocket silent = anyPort()) {
            silent.setReceiveBufferSize(1024);
            try (SyslogRelay relay = relay(Transport.TCP, silent.getLocalPort(), USUAL)) {
                assertThat(relay.run()).isLessThan(15_000);
                assertThat(relay.run()).as("it waits").isZero();
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_stop_does_not_wait_for_a_log_server_that_does_not_read() throws Exception {
        enterMuch();
        try (ServerSocket silent = anyPort()) {
            silent.setReceiveBufferSize(1024);
            SyslogRelay relay = relay(Transport.TCP, silent.getLocalPort(), USUAL);
            Thread running = new Thread(relay::run, "relay");
            running.start();
            Thread.sleep(6_000); // by then all that lies between is full
            long before = System.nanoTime();
            relay.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
            running.join(5_000);
            assertThat(running.isAlive()).isFalse();
        }
    }
}
