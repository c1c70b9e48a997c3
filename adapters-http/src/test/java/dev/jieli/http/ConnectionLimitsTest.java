package dev.jieli.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a bare server whose time passes when the test says so. */
class ConnectionLimitsTest {
    private static final Duration HEAD = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int PER_ADDRESS = 3;
    private static final int SLOWEST = 1024;
    private static final int LARGE = 16 << 20;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // which overflows as it goes on
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Semaphore opened = new Semaphore(0);
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        ConnectionLimits limits = new ConnectionLimits(HEAD, SILENCE, SLOWEST, PER_ADDRESS, now::get);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(
                Duration.ofMinutes(10).toMillis()); // which begins anew with each byte, and ends nothing here
        connector.addBean(limits, false);
        connector.addBean(
                new Connection.Listener() { // told after the limits are
                    @Override
                    public void onOpened(Connection connection) {
                        opened.release();
                    }
                },
                false);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                if (!request.getHttpURI().getPath().equals("/large")) {
                    response.write(true, null, callback);
                    return true;
                }
                try (OutputStream out = Content.Sink.asOutputStream(response)) { // which waits for whoever reads
                    for (int sent = 0; sent < LARGE; sent += 32 << 10) {
                        out.write(new byte[32 << 10]);
                    }
                    callback.succeeded();
                } catch (IOException ended) {
                    callback.failed(ended);
                    givenUp.countDown();
                }
                return true;
            }
        });
        server.insertHandler(limits);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(60_000);
        sockets.add(socket);
        opened.acquireUninterruptibly();
        return socket;
    }

    private void later(Duration by) {
        now.addAndGet(by.toNanos());
    }

    private static void sends(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Of one answer, which has no body. */
    private static String status(Socket socket) throws IOException {
        BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String status = String.valueOf(answer.readLine());
        String line = status;
        while (line != null && !line.isEmpty()) {
            line = answer.readLine();
        }
        return status;
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void who_does_not_send_a_head_in_time_is_not_waited_for() throws IOException {
        Socket silent = connected();
        Socket slow = connected();
        sends(slow, "GET / HTTP/1.1\r\nHost: x\r\n");
        Socket other = connected();
        sends(other, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(status(other)).contains(" 200 ");

        later(HEAD.plusMillis(1));

        assertThat(isEnded(silent)).isTrue();
        assertThat(isEnded(slow)).isTrue();
        sends(other, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(status(other)).contains(" 200 ");
    }

    @Test
    void who_comes_again_after_a_silence_and_takes_his_time_is_answered() throws IOException {
        Socket kept = connected();
        for (int i = 0; i < 3; i++) {
            sends(kept, "GET / HTTP/1.1\r\n");
            later(HEAD.dividedBy(2));
            sends(kept, "Host: x\r\n\r\n");
            assertThat(status(kept)).contains(" 200 ");
            later(SILENCE);
        }
    }

    @Test
    void the_head_of_a_second_request_has_its_time_too() throws IOException {
        Socket kept = connected();
        sends(kept, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(status(kept)).contains(" 200 ");
        sends(kept, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: ");

        kept.setSoTimeout(100);
        boolean ended = false;
        for (int i = 0; i < 600 && !ended; i++) { // until the server knows that it has answered
            later(SILENCE.plus(HEAD).plusMillis(1));
            try {
                ended = isEnded(kept);
            } catch (SocketTimeoutException waiting) {
                ended = false;
            }
        }
        assertThat(ended).isTrue();
    }

    @Test
    void who_does_not_take_an_answer_holds_no_thread_for_ever() throws Exception {
        Socket lazy = connected();
        sends(lazy, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(status(lazy)).contains(" 200 ");

        boolean over = false;
        for (int i = 0; i < 600 && !over; i++) { // a byte now and then is not enough
            later(SILENCE.plus(Duration.ofSeconds(LARGE / SLOWEST)).dividedBy(100));
            over = givenUp.await(100, TimeUnit.MILLISECONDS)
                    || lazy.getInputStream().read() < 0;
        }
        assertThat(over).isTrue();
        Socket other = connected();
        sends(other, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(status(other)).contains(" 200 ");
    }

    @Test
    void who_takes_an_answer_slowly_and_steadily_gets_all_of_it() throws Exception {
        Socket slow = connected();
        sends(slow, "GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        InputStream in = slow.getInputStream();
        long taken = 0;
        for (int n = in.readNBytes(64 << 10).length; n > 0; n = in.readNBytes(64 << 10).length) {
            taken += n;
            later(Duration.ofSeconds(n / SLOWEST / 2));
        }
        assertThat(taken).isGreaterThan(LARGE);
        assertThat(givenUp.getCount()).isOne();
    }

    @Test
    void nobody_holds_more_than_so_many_and_whoever_lets_go_of_one_gets_another() throws IOException {
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < PER_ADDRESS; i++) {
            Socket one = connected();
            sends(one, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(status(one)).contains(" 200 ");
            held.add(one);
        }
        assertThat(isEnded(connected())).isTrue();

        held.get(0).close();
        String status = "";
        for (int i = 0; i < 1_000 && !status.contains(" 200 "); i++) { // until the server has seen that it is gone
            try (Socket next = connected()) {
                sends(next, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                status = status(next);
            } catch (SocketException refused) {
                status = "";
            }
        }
        assertThat(status).contains(" 200 ");
    }
}
