package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import dev.jieli.http.site.Certificates;
import dev.jieli.http.site.Transport;
import dev.jieli.http.site.Visits;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS itself, from files as an office gets them. */
class TransportTest {
    private static final byte[] ALERT = {21};

    @TempDir
    static Path folder;

    private static Transport.Encrypted first = new Transport.Encrypted(Path.of(""), Path.of(""));
    private static Transport.Encrypted renewed = first;

    @BeforeAll
    static void certificates() throws Exception {
        first = certificate("first", "EC");
        renewed = certificate("renewed", "RSA");
    }

    @Test
    void whoever_comes_by_ipv6_is_known_by_the_address_and_counted_by_the_network() throws Exception {
        assertThat(Visits.network("[2001:db8:1:2:3::4]"))
                .isEqualTo(Visits.network("2001:db8:1:2::9"))
                .isEqualTo(Visits.network("[2001:db8:1:2::9]:50123"))
                .isNotEqualTo(Visits.network("2001:db8:1:3::9"));
        assertThat(Visits.network("203.0.113.9:50123")).isEqualTo("203.0.113.9");
        assertThat(Stream.of("", "unknown", "_hidden", "a:b", "[::1"))
                .allMatch(odd -> Visits.network(odd).equals(odd));

        InetAddress here = InetAddresses.forString("::1");
        assumeThat(here.isReachable(1_000)).as("this machine speaks IPv6").isTrue();
        try (Served served = Served.an_office(
                settings -> settings.withTransport(Transport.Proxied.here()).withBind("::1"))) {
            String asking = " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n";
            assertThat(served.raw(here, "GET /metrics" + asking + "\r\n")).startsWith("HTTP/1.1 200");
            assertThat(served.raw(here, "GET /api/v1/me" + asking + "X-Forwarded-For: 2001:db8::7\r\n\r\n"))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void nobody_comes_past_the_proxy_or_by_one_that_does_not_say_who_comes() throws Exception {
        Transport.Proxied known = new Transport.Proxied(
                ImmutableSet.of(InetAddress.getByName("198.51.100.2"), InetAddress.getByName("2001:db8::2")));
        assertThat(Stream.of("127.0.0.1", "::1", "198.51.100.2", "2001:db8:0::2"))
                .allMatch(known::trusts);
        assertThat(Stream.of("198.51.100.3", "2001:db8::3", "", "localhost")).noneMatch(known::trusts);

        try (Served served = Served.an_office(settings -> settings.withTransport(known))) {
            Served.Reply silent = served.nobody().get("/api/v1/me");
            assertThat(silent.status()).isEqualTo(400);
            assertThat(silent.reason()).isEqualTo("PROXY_SAYS_NOT_WHO");
            assertThat(served.nobody()
                            .header("X-Forwarded-For", " , ")
                            .get("/api/v1/me")
                            .status())
                    .isEqualTo(400);
            assertThat(served.nobody()
                            .header("X-Forwarded-For", "203.0.113.9")
                            .get("/api/v1/me")
                            .reason())
                    .isEqualTo("NOT_SIGNED_IN");
            for (String watched : new String[] {"/health", "/health/ready", "/health/live", "/metrics"}) {
                assertThat(served.nobody().get(watched).status()).as(watched).isEqualTo(200);
            }
        }
        InetAddress own = ofThisMachine();
        try (Served served =
                Served.an_office(settings -> settings.withTransport(known).withBind(own.getHostAddress()))) {
            for (String path : new String[] {"/health", "/metrics", "/sign-in", "/nowhere"}) {
                assertThat(served.raw(
                                own,
                                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.9\r\n"
                                        + "Accept: application/json\r\nConnection: close\r\n\r\n"))
                        .as(path)
                        .startsWith("HTTP/1.1 403")
                        .contains("NOT_BY_PROXY");
            }
        }
    }

    /** An address of this machine by which it is another's peer. */
    private static InetAddress ofThisMachine() throws SocketException {
        Optional<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(own.isPresent(), "this machine has no address but its own");
        return own.orElseThrow();
    }

    @Test
    void cookies_and_pages_go_by_tls_and_browsers_are_told_to_stay_with_it() throws Exception {
        try (Served served = Served.an_office(settings -> settings.withTransport(first))) {
            String answer = encrypted(served, first, List.of("TLSv1.3"), request("/sign-in"));
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
            String signedOut = encrypted(
                    served,
                    first,
                    List.of("TLSv1.2"),
                    "POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n"
                            + "Cookie: __Host-jieli=" + served.token(Who.CLERK) + "\r\nX-Guard: guard-CLERK\r\n\r\n");
            assertThat(signedOut).startsWith("HTTP/1.1 204").contains("Set-Cookie: __Host-jieli=;", "; Secure");
        }
    }

    @Test
    void old_versions_are_not_spoken() throws IOException {
        try (Served served = Served.an_office(settings -> settings.withTransport(first))) {
            for (int minor : List.of(0, 1, 2)) { // SSL 3.0, TLS 1.0, TLS 1.1
                assertThat(greeted(served, minor)).as("3.%s", minor).startsWith(ALERT);
            }
        }
    }

    @Test
    void of_tls_1_2_only_suites_that_keep_secrets_for_good_and_show_every_change_are_spoken() throws Exception {
        try (Served served = Served.an_office(settings -> settings.withTransport(first))) {
            assertThat(by(served, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")).isTrue();
            assertThat(by(served, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")).isFalse();
            assertThat(by(served, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")).isFalse();
        }
    }

    /** Whether the server takes a suite that this client takes. */
    private static boolean by(Served served, String suite) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket)
                trusting(first).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(60_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return true;
        } catch (SSLException refused) {
            assertThat(refused.getMessage()).contains("handshake_failure"); // as the other side said it
            return false;
        }
    }

    /** The first byte that answers a greeting in an old version: the JDK itself would not speak it. */
    private static byte[] greeted(Served served, int minor) throws IOException {
        byte[] greeting = new byte[50];
        System.arraycopy(new byte[] {22, 3, (byte) minor, 0, 45, 1, 0, 0, 41, 3, (byte) minor}, 0, greeting, 0, 11);
        System.arraycopy(new byte[] {0, 0, 2, (byte) 0xC0, 0x09, 1, 0}, 0, greeting, 43, 7); // ECDHE_ECDSA, AES, SHA
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(greeting);
            socket.getOutputStream().flush();
            return socket.getInputStream().readNBytes(1);
        }
    }

    @Test
    void who_forgets_the_s_is_led_to_it_and_a_secret_sent_so_is_refused() throws Exception {
        try (Served served = Served.an_office(settings -> settings.withTransport(first))) {
            assertThat(served.raw(
                            "GET /cases?page=2 HTTP/1.1\r\nHost: jieli.example:7070\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 308")
                    .contains("Location: https://jieli.example:7070/cases?page=2");
            assertThat(served.raw("GET /api/v1/me HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                            + served.token(Who.CLERK) + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("NOT_BY_TLS");
            assertThat(served.raw(
                            "POST /sign-in HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("HTTPS");
        }
    }

    @Test
    void nobody_says_on_somebody_elses_behalf_where_he_comes_from() throws Exception {
        try (Served served =
                Served.an_office(settings -> settings.withTransport(first).withPerAccount(1))) {
            for (int i = 0; i < 100; i++) {
                encrypted(served, first, List.of("TLSv1.3"), forwarded(i));
            }
            assertThat(encrypted(served, first, List.of("TLSv1.3"), forwarded(100)))
                    .startsWith("HTTP/1.1 429");
        }
    }

    @Test
    void a_renewed_certificate_counts_at_once_and_a_broken_one_changes_nothing() throws Exception {
        Transport.Encrypted files = new Transport.Encrypted(folder.resolve("live.pem"), folder.resolve("live-key.pem"));
        Files.copy(first.certificates(), files.certificates());
        Files.copy(first.key(), files.key());
        Certificates certificates = new Certificates(files);
        assertThat(shown(certificates)).isEqualTo("first");

        Files.writeString(files.certificates(), Files.readString(renewed.certificates()));
        certificates.readAgain(); // only one of the two is there yet
        assertThat(shown(certificates)).isEqualTo("first");

        Files.writeString(files.key(), Files.readString(renewed.key()));
        certificates.readAgain();
        assertThat(shown(certificates)).isEqualTo("renewed");

        Files.writeString(files.certificates(), "nothing");
        certificates.readAgain();
        assertThat(shown(certificates)).isEqualTo("renewed");
    }

    /** Drawn from the same numbers every time, so that what fails once fails again. */
    @Test
    void whatever_stands_in_the_files_is_a_pair_or_is_refused_with_the_name_of_the_file() throws Exception {
        for (int drawn = 0; drawn < 300; drawn++) {
            Random random = new Random(drawn);
            boolean other = random.nextBoolean();
            Transport.Encrypted pair = random.nextBoolean() ? first : renewed;
            byte[] bytes = Files.readAllBytes(other ? pair.key() : pair.certificates());
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(
                    folder.resolve("garbage.pem"),
                    random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            try {
                Certificates read = new Certificates(
                        new Transport.Encrypted(other ? pair.certificates() : file, other ? file : pair.key()));
                assertThat(read.files()).hasSize(2);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).as("%d", drawn).hasMessageContaining("garbage.pem");
            }
        }
    }

    @Test
    void what_is_no_pair_is_refused_by_its_name() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> new Certificates(new Transport.Encrypted(first.certificates(), renewed.key())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the key of");
        for (Transport.Encrypted bad : List.of(
                new Transport.Encrypted(empty, first.key()),
                new Transport.Encrypted(first.key(), first.key()),
                new Transport.Encrypted(first.certificates(), empty),
                new Transport.Encrypted(folder.resolve("none.pem"), first.key()))) {
            assertThatThrownBy(() -> new Certificates(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(".pem");
        }
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    private static String forwarded(int from) {
        return "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2." + from
                + "\r\nConnection: close\r\n\r\n";
    }

    private static String encrypted(Served served, Transport.Encrypted trusted, List<String> versions, String request)
            throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket)
                trusting(trusted).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(60_000);
            socket.setEnabledProtocols(versions.toArray(String[]::new));
            socket.startHandshake();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static SSLContext trusting(Transport.Encrypted trusted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(trusted.certificates())) {
            store.setCertificateEntry(
                    "trusted",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        TrustManager[] managers = trust.getTrustManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    /** What a browser would see now. */
    private static String shown(Certificates certificates) throws IOException, GeneralSecurityException {
        try (javax.net.ssl.SSLServerSocket server = (javax.net.ssl.SSLServerSocket) certificates
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    socket.getInputStream().read();
                } catch (IOException ended) {
                    // the browser has seen enough
                }
            });
            serving.start();
            SSLContext any = SSLContext.getInstance("TLS");
            any.init(null, new TrustManager[] {new Anybody()}, null);
            try (SSLSocket socket =
                    (SSLSocket) any.getSocketFactory().createSocket(server.getInetAddress(), server.getLocalPort())) {
                socket.startHandshake();
                X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return own.getSubjectX500Principal().getName().replace("CN=", "");
            } finally {
                serving.interrupt();
            }
        }
    }

    private static final class Anybody implements javax.net.ssl.X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Made by the JDK's own keytool, and written out as PEM. */
    private static Transport.Encrypted certificate(String name, String algorithm) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-storetype",
                        "PKCS12")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        Certificate certificate = keys.getCertificate(name);
        Path chain = Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate.getEncoded()));
        Path key = Files.writeString(
                folder.resolve(name + "-key.pem"),
                pem("PRIVATE KEY", keys.getKey(name, "changeit".toCharArray()).getEncoded()));
        return new Transport.Encrypted(chain, key);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
