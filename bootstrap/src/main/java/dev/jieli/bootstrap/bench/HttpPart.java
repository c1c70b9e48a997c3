package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.http.JieliServer;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.Site;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Acts a second over HTTP with 32 connections, beside the same bare JDBC on 16 threads. Client and server share the machine. */
final class HttpPart {
    private static final int CONNECTIONS = 32;
    private static final int THREADS = 16;
    /** Registered and accepted. */
    private static final int ENTRIES = 2;

    private static final double AT_LEAST = 0.5;
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private HttpPart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        try (Ground ground = yard.ground("http")) {
            Seat seat = ActsPart.office(ground);
            List<CaseId> cases = ground.cases(seat, yard.of(4_096, 512), i -> Ground.TODAY.minusDays(i % 40), true);
            String password = "Bench-" + ground.id();
            accounts(ground, seat, password);
            Site site = new Site(
                    ground.archive,
                    ground.law,
                    () -> Ground.at(Ground.TODAY),
                    ground::id,
                    ground.random,
                    region -> Optional.of(region.digits()),
                    Listeners.none(),
                    Settings.local(0).withPerAccount(0));
            try (JieliServer server = new JieliServer(site).start()) {
                int port = server.port();
                List<CaseId> half = cases.subList(0, cases.size() / 2);
                ActsPart.Acts acts = new ActsPart.Acts(ground, seat, cases.subList(cases.size() / 2, cases.size()));
                // All sign in before the first connects: the server does not wait long for the first request of a
                // connection.
                String[] tokens = new String[CONNECTIONS];
                for (int i = 0; i < CONNECTIONS; i++) {
                    tokens[i] = token(port, name(i), password);
                }
                Wire[] wires = new Wire[CONNECTIONS];
                for (int i = 0; i < CONNECTIONS; i++) {
                    wires[i] = new Wire(port, tokens[i]);
                }
                Race race = Race.between(
                        overHttp(wires, half),
                        acts.bare(THREADS, true),
                        yard.of(ActsPart.WARM, 2),
                        yard.of(40, 3),
                        yard.of(250, 150));
                for (Wire wire : wires) {
                    wire.close();
                }
                return ImmutableList.of(Figure.ratio(
                        "http",
                        "每秒办理数，经 HTTP，32 个连接（对比 16 线程的裸 JDBC：读一次、写一次）",
                        "acts a second over HTTP, 32 connections, beside bare JDBC on 16 threads that reads once and writes once",
                        race.one(),
                        race.other(),
                        "/s",
                        Figure.Target.atLeast(AT_LEAST)));
            }
        }
    }

    private static void accounts(Ground ground, Seat seat, String password) {
        OfficialId official = ground.official(seat);
        String kept = new Passwords(1).hash(password, ground.random);
        for (int i = 0; i < CONNECTIONS; i++) {
            ground.archive
                    .accounts()
                    .add(Accounts.Account.of(
                            ground.id(),
                            name(i),
                            official,
                            Accounts.Password.first(kept, Ground.at(Ground.TODAY), false),
                            "bench"));
        }
    }

    private static String name(int connection) {
        return "bench-" + connection;
    }

    private static String token(int port, String name, String password) throws IOException {
        try (Wire wire = new Wire(port, "")) {
            String answer =
                    wire.post("/api/v1/sign-in", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}", 200);
            Matcher token = TOKEN.matcher(answer);
            if (!token.find()) {
                throw new IllegalStateException("no token: " + answer);
            }
            return token.group(1);
        }
    }

    private static Race.Way overHttp(Wire[] wires, List<CaseId> cases) {
        int share = cases.size() / CONNECTIONS;
        int[] seen = new int[cases.size()];
        Arrays.fill(seen, ENTRIES);
        return new Race.Way(CONNECTIONS, (connection, turn) -> {
            int i = connection * share + (int) (turn % share);
            wires[connection].post(
                    "/api/v1/cases/" + cases.get(i) + "/acts",
                    "{\"type\":\"note\",\"text\":\"" + ActsPart.NOTE + "\",\"seen\":" + seen[i] + "}",
                    200);
            seen[i]++;
        });
    }

    /** One person at a connection that stays open; as little client as can be, since it shares the processors with the server. */
    private static final class Wire implements AutoCloseable {
        private static final byte[] END = {'\r', '\n', '\r', '\n'};

        private final Socket socket;
        private final String token;
        private final InputStream in;
        private final OutputStream out;
        private final byte[] head = new byte[1 << 13];

        Wire(int port, String token) throws IOException {
            this.token = token;
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            this.out = socket.getOutputStream();
        }

        String post(String path, String body, int expected) throws IOException {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + "Content-Length: "
                    + content.length + "\r\n\r\n";
            byte[] start = head.getBytes(StandardCharsets.US_ASCII);
            byte[] whole = new byte[start.length + content.length];
            System.arraycopy(start, 0, whole, 0, start.length);
            System.arraycopy(content, 0, whole, start.length, content.length);
            out.write(whole);
            out.flush();
            String answered = head();
            Matcher length = LENGTH.matcher(answered);
            int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
            String said = new String(in.readNBytes(size), StandardCharsets.UTF_8);
            if (!answered.startsWith("HTTP/1.1 " + expected)) {
                throw new IOException(answered.lines().findFirst().orElse("") + " " + said);
            }
            return said;
        }

        private String head() throws IOException {
            int size = 0;
            int ends = 0;
            while (ends < END.length) {
                int read = in.read();
                if (read < 0 || size == head.length) {
                    throw new IOException("the server closed the connection");
                }
                head[size++] = (byte) read;
                ends = read == END[ends] ? ends + 1 : read == END[0] ? 1 : 0;
            }
            return new String(head, 0, size, StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
