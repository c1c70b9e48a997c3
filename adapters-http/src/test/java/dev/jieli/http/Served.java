package dev.jieli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.Site;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The real server on a free port, on an archive in memory, with the office of {@link Given} and an account for each. */
public final class Served implements AutoCloseable {
    public static final String PASSWORD = "Correct horse battery 1";

    private static final String HASH = new Passwords(1).hash(PASSWORD, new SecureRandom());
    private static final Instant START =
            Given.DAY.atTime(10, 0).atZone(PetitionCase.CHINA).toInstant();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();

    private final Archive archive;
    private final Given given;
    private final JieliServer server;
    private final int port;
    private final Map<Who, String> tokens = new LinkedHashMap<>();
    private volatile Instant now;
    private volatile Runnable inside = () -> {};

    private Served(boolean withOffice, Archive archive, UnaryOperator<Settings> settings, Listeners listeners) {
        this(withOffice, archive, settings, listeners, UUID::randomUUID, new SecureRandom());
    }

    private Served(
            boolean withOffice,
            Archive archive,
            UnaryOperator<Settings> settings,
            Listeners listeners,
            Supplier<UUID> ids,
            RandomGenerator chance) {
        this.archive = archive;
        given = withOffice ? Given.an_office(archive) : null_();
        now = START;
        server = new JieliServer(new Site(
                        archive,
                        dev.jieli.domain.casefile.Law.national(),
                        () -> now,
                        ids,
                        chance,
                        this::region,
                        listeners,
                        settings.apply(settings())))
                .start();
        port = server.port();
        if (withOffice) {
            for (Who who : Who.values()) {
                archive.accounts().add(account(who));
            }
            for (Duty duty : Duty.values()) {
                archive.accounts().add(account(duty));
            }
        }
    }

    /** As is usual, but that nobody needs a second factor or a new password: most tests are about something else. */
    private static Settings settings() {
        return Settings.local(0)
                .withPerAccount(0)
                .withSignIn(SignInRules.usual()
                        .requiring(SignInRules.SecondFactor.NOBODY)
                        .keeping(Duration.ZERO));
    }

    @SuppressWarnings("NullAway") // asked for only where there is an office
    private static Given null_() {
        return null;
    }

    private Optional<String> region(RegionCode region) {
        inside.run();
        return region.digits().startsWith("99") ? Optional.empty() : Optional.of("某地" + region.digits());
    }

    /** An office at work. */
    public static Served an_office() {
        return an_office(settings -> settings);
    }

    public static Served an_office(UnaryOperator<Settings> settings) {
        return new Served(true, new InMemoryArchive(), settings, Listeners.none());
    }

    static Served an_office(Archive archive) {
        return new Served(true, archive, settings -> settings, Listeners.none());
    }

    public static Served an_office(Listeners listeners) {
        return new Served(true, new InMemoryArchive(), settings -> settings, listeners);
    }

    /** An office in which ids and secrets are drawn as is said. */
    public static Served an_office(Listeners listeners, Supplier<UUID> ids, RandomGenerator chance) {
        return new Served(true, new InMemoryArchive(), settings -> settings, listeners, ids, chance);
    }

    static Served an_office(Listeners listeners, UnaryOperator<Settings> settings) {
        return new Served(true, new InMemoryArchive(), settings, listeners, UUID::randomUUID, new SecureRandom());
    }

    /** An office whose record does not add up, and this is where. */
    public static Served an_office(Audit.Fault fault) {
        Archive whole = new InMemoryArchive();
        Audit audit = but(
                Audit.class,
                whole.audit(),
                "verify",
                new Audit.Finding(47, 471, 4711, 471100, ImmutableList.of(fault)));
        return new Served(true, but(Archive.class, whole, "audit", audit), settings -> settings, Listeners.none());
    }

    /** The same, but that one method always answers this. */
    private static <T> T but(Class<T> type, T same, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                Served.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, asked, with) -> asked.getName().equals(method) ? answer : asked.invoke(same, with)));
    }

    /** Nothing yet. */
    public static Served nothing(UnaryOperator<Settings> settings) {
        return new Served(false, new InMemoryArchive(), settings, Listeners.none());
    }

    /** An archive that breaks when it is asked who signs in. */
    public static Served broken() {
        return broken(new FaultyArchive().withoutAccounts());
    }

    static Served broken(FaultyArchive archive) {
        return new Served(false, archive.archive(), settings -> settings, Listeners.none());
    }

    /** Something happens while a request is inside a route. */
    public Reply whileInside(Runnable what) {
        inside = what;
        try {
            return nobody().get("/api/v1/deadlines?term=CONCLUDE&from=2026-03-02&region=330723");
        } finally {
            inside = () -> {};
        }
    }

    public boolean runsOnVirtualThreads() {
        boolean[] virtual = new boolean[1];
        whileInside(() ->
                virtual[0] = Thread.currentThread().getClass().getSimpleName().equals("VirtualThread"));
        return virtual[0];
    }

    /** What comes back when this is sent as it stands. */
    public String raw(String request) throws IOException {
        return raw(InetAddress.getLoopbackAddress(), request);
    }

    String raw(InetAddress at, String request) throws IOException {
        try (Socket socket = new Socket(at, port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Until nobody new comes in. */
    public void awaitRefusal() {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!server.isClosing()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still lets people in");
            }
            Thread.onSpinWait();
        }
    }

    private static Accounts.Account account(Who who) {
        return Accounts.Account.of(
                UUID.nameUUIDFromBytes(("account " + who).getBytes(StandardCharsets.UTF_8)),
                name(who),
                who.official(),
                Accounts.Password.first(HASH, START, false),
                "browser key of " + who);
    }

    /** Of an administrator, who is on no roster: what it is called by is enough here. */
    static Accounts.Account account(Duty duty) {
        return Accounts.Account.of(
                        UUID.nameUUIDFromBytes(("account " + duty).getBytes(StandardCharsets.UTF_8)),
                        name(duty),
                        new OfficialId(UUID.nameUUIDFromBytes(("official " + duty).getBytes(StandardCharsets.UTF_8))),
                        Accounts.Password.first(HASH, START, false),
                        "browser key of " + duty)
                .serving(Optional.of(duty));
    }

    public static String name(Duty duty) {
        return duty.name().toLowerCase(Locale.ROOT) + "-administrator";
    }

    public static String name(Who who) {
        return who.name().toLowerCase(Locale.ROOT);
    }

    public Given given() {
        return given;
    }

    public Archive archive() {
        return archive;
    }

    public Instant now() {
        return now;
    }

    /** Time passes, for the server and for what is given. */
    public void later(Duration by) {
        now = now.plus(by);
        given.on(now.atZone(PetitionCase.CHINA).toLocalDate());
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    ImmutableSet<String> operations() {
        return server.operations();
    }

    public ImmutableMap<String, Optional<Access>> routes() {
        return server.routes();
    }

    /** What {@code /metrics} tells, however many requests came before. */
    String metrics() {
        return server.metrics().text();
    }

    public int port() {
        return port;
    }

    /** A sign-in that is there already, so that not every test waits for a password to be hashed. */
    public String token(Who who) {
        return tokens.computeIfAbsent(who, one -> {
            String token = "token-" + one;
            Accounts.SignIn signIn = new Accounts.SignIn(
                    Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString(),
                    account(one).id(),
                    "guard-" + one,
                    now,
                    now,
                    "127.0.0.1",
                    "test",
                    Accounts.SignIn.Means.PASSWORD,
                    true);
            int changes = changes(signIn.account());
            if (!archive.accounts().begin(signIn, ImmutableSet.of(one.id()), changes)
                    && !archive.accounts().begin(signIn, ImmutableSet.of(), changes)) {
                throw new AssertionError("cannot sign in " + one);
            }
            return token;
        });
    }

    private int changes(UUID account) {
        return archive.accounts().find(account).orElseThrow().changes();
    }

    /** A sign-in of an administrator that is there already. */
    public String token(Duty duty) {
        String token = "token-" + duty;
        archive.accounts()
                .begin(
                        new Accounts.SignIn(
                                Hashing.sha256()
                                        .hashString(token, StandardCharsets.UTF_8)
                                        .toString(),
                                account(duty).id(),
                                "guard-" + duty,
                                now,
                                now,
                                "127.0.0.1",
                                "test",
                                Accounts.SignIn.Means.PASSWORD,
                                true),
                        ImmutableSet.of(),
                        changes(account(duty).id()));
        return token;
    }

    public Call as(Duty duty) {
        return nobody().header("Authorization", "Bearer " + token(duty));
    }

    public Call as(Who who) {
        return nobody().header("Authorization", "Bearer " + token(who));
    }

    public Call nobody() {
        return new Call(this);
    }

    @Override
    public void close() {
        server.close();
    }

    /** A request being made. */
    public static final class Call {
        private final Served served;
        private final Map<String, String> headers = new LinkedHashMap<>();

        private Call(Served served) {
            this.served = served;
            headers.put("Accept", "application/json");
        }

        public Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Call keyed(String key) {
            return header("Idempotency-Key", key);
        }

        public Call in(String language) {
            return header("Accept-Language", language);
        }

        public Reply get(String path) {
            return send("GET", path, Optional.empty());
        }

        public Reply post(String path, String json) {
            headers.putIfAbsent("Content-Type", "application/json");
            return send("POST", path, Optional.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        }

        public Reply post(String path, JsonNode json) {
            headers.putIfAbsent("Content-Type", "application/json");
            return send("POST", path, Optional.of(json.toString().getBytes(StandardCharsets.UTF_8)));
        }

        public Reply send(String method, String path, Optional<byte[]> body) {
            Reply reply = sent(method, path, body);
            if (!headers.containsKey("X-HTTP-Method-Override")) {
                Published.hold(method, path, body, Optional.ofNullable(headers.get("Content-Type")), reply);
            }
            return reply;
        }

        /** Without looking at what is published: for what should never happen. */
        public Reply sent(String method, String path) {
            return sent(method, path, Optional.empty());
        }

        public Reply sent(String method, String path, Optional<byte[]> body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.url(path)))
                    .timeout(Duration.ofMinutes(2))
                    .method(
                            method,
                            body.map(HttpRequest.BodyPublishers::ofByteArray)
                                    .orElse(HttpRequest.BodyPublishers.noBody()));
            headers.forEach(request::header);
            try {
                try {
                    return new Reply(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
                } catch (IOException closed) {
                    // A connection that the server closes just when it is used again is no answer: then once more.
                    return new Reply(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopping);
            }
        }
    }

    /** What came back. */
    public record Reply(HttpResponse<byte[]> answer) {
        public int status() {
            return answer.statusCode();
        }

        public Optional<String> header(String name) {
            return answer.headers().firstValue(name);
        }

        public ImmutableList<String> headers(String name) {
            return ImmutableList.copyOf(answer.headers().allValues(name));
        }

        public String text() {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(text());
            } catch (JsonProcessingException broken) {
                throw new AssertionError("no JSON: " + text(), broken);
            }
        }

        /** A field of the answer, by its pointer without the first slash; empty text where there is none. */
        public String at(String pointer) {
            return json().at("/" + pointer).asText();
        }

        public String reason() {
            return at("reason");
        }
    }
}
