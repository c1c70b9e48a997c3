package dev.jieli.bootstrap.server;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.http.site.SignIns;
import dev.jieli.messaging.Listener;
import dev.jieli.messaging.Relay;
import dev.jieli.messaging.SyslogRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 对外通报: one relay a listener, each going on by itself. */
public final class Relays implements Listeners, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relays.class);
    private static final int LOOK_EVERY_MILLIS = 500;
    private static final int PATIENCE_SECONDS = 15;

    private final ImmutableMap<String, Relay> byName;
    private final List<SyslogRelay> syslog = new ArrayList<>();
    private final ScheduledThreadPoolExecutor threads;

    /** 接收方及其授权: who listens, and the token (scope FEED) on whose authority it goes; empty where none was given. */
    record Bound(Listener listener, Optional<String> token) {
        @Override
        public String toString() {
            return listener.toString();
        }
    }

    /** @param source names the office that sends, for good */
    Relays(Archive archive, List<Bound> listeners, String source, InstantSource clock) {
        Feed feed = archive.feed();
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.byName = listeners.stream()
                .collect(ImmutableMap.toImmutableMap(
                        bound -> bound.listener().name(),
                        bound -> new Relay(
                                feed,
                                () -> bound.token().flatMap(token -> shownTo(archive, token, clock)),
                                bound.listener(),
                                source,
                                http,
                                clock,
                                Duration.ofSeconds(PATIENCE_SECONDS))));
        this.threads = new ScheduledThreadPoolExecutor(
                Math.max(1, listeners.size()) + 1, task -> new Thread(task, "feed-relay"));
    }

    /** What the post is shown on whose authority a listener is told: nothing from the instant at which its token ends. */
    private static Optional<Predicate<Subject>> shownTo(Archive archive, String token, InstantSource clock) {
        Accounts accounts = archive.accounts();
        return accounts.token(SignIns.digest(token))
                .map(Accounts.Present::by)
                .filter(found -> found.isLive(clock.instant()) && found.scopes().contains(Accounts.Scope.FEED))
                .map(found -> {
                    Asker asker = new Asker.InPost(found.incumbency());
                    return subject -> subject.kind() == Subject.Kind.CASE
                            ? archive.store()
                                            .transact(
                                                    asker,
                                                    session -> session.cases()
                                                            .find(new CaseId(subject.id()))
                                                            .filter(one -> !session.isWithdrawn(one, asker))
                                                            .map(Outcome::done)
                                                            .orElse(Outcome.refused(Reason.NOT_FOUND)))
                                    instanceof Outcome.Done<?>
                            : !archive.board(asker).docket(subject).isEmpty();
                });
    }

    /** Log servers too, each going on by itself. */
    Relays with(ImmutableList<SyslogRelay> logServers) {
        threads.setCorePoolSize(threads.getCorePoolSize() + logServers.size());
        logServers.forEach(relay -> {
            Future<?> unused = threads.scheduleWithFixedDelay(
                    () -> run(relay), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        });
        syslog.addAll(logServers);
        return this;
    }

    private static void run(SyslogRelay relay) {
        try {
            relay.run();
        } catch (RuntimeException fault) {
            LOG.error("the relay to a log server failed and goes on", fault);
        }
    }

    Relays start() {
        byName.forEach((name, relay) -> {
            Future<?> unused = threads.scheduleWithFixedDelay(
                    () -> run(name, relay), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        });
        return this;
    }

    private static void run(String name, Relay relay) {
        try {
            synchronized (relay) {
                relay.run();
            }
        } catch (RuntimeException fault) {
            LOG.error("the relay to {} failed and goes on", name, fault);
        }
    }

    @Override
    public ImmutableList<String> names() {
        return byName.keySet().asList();
    }

    @Override
    public boolean isAuthorized(String listener) {
        Relay relay = byName.get(listener);
        return relay != null && relay.isAuthorized();
    }

    @Override
    public boolean resend(String listener, String id) {
        Relay relay = byName.get(listener);
        if (relay == null) {
            return false;
        }
        synchronized (relay) {
            return relay.sendAgain(id);
        }
    }

    /** When the oldest entry was made of which a log server was not told; empty where all were told of everything. */
    Optional<Instant> waiting() {
        return syslog.stream().flatMap(relay -> relay.waiting().stream()).min(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        syslog.forEach(SyslogRelay::close);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a relay is still waiting for its listener");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** A relay to each log server of the file. */
    static ImmutableList<SyslogRelay> logServers(Path file, Feed feed, String office, InstantSource clock) {
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return targets(file, office).stream()
                .map(target -> new SyslogRelay(feed, target, tls, clock))
                .collect(ImmutableList.toImmutableList());
    }

    /** By which name each log server of the file is known to the feed. */
    public static ImmutableList<String> logServers(Path file) {
        return targets(file, "").stream()
                .map(target -> SyslogRelay.listener(target.name()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Reads to which log servers the record goes: a line each, {@code name tls://host:port}; none where there is no such file. */
    private static ImmutableList<SyslogRelay.Target> targets(Path file, String office) {
        if (!Files.exists(file)) {
            return ImmutableList.of();
        }
        try {
            return lines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> logServer(file, line, office))
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SyslogRelay.Target logServer(Path file, String line, String office) {
        List<String> cells = Splitter.on(' ').omitEmptyStrings().splitToList(line.strip());
        try {
            if (cells.size() == 2) {
                URI address = URI.create(cells.get(1));
                if (address.getHost() != null && address.getPort() > 0) {
                    return new SyslogRelay.Target(
                            cells.get(0),
                            SyslogRelay.Transport.valueOf(
                                    String.valueOf(address.getScheme()).toUpperCase(Locale.ROOT)),
                            address.getHost(),
                            address.getPort(),
                            office);
                }
            }
        } catch (IllegalArgumentException unfit) {
            LOG.debug("{}", file, unfit);
        }
        throw new Refused(
                "LOG_SERVER_INVALID",
                file + " 里的“" + line + "”应当是“名称 tls://主机:端口”，也可以是 tcp:// 或 udp://。请改正后再启动。",
                "In " + file + " the line \"" + line + "\" should read \"name tls://host:port\", or tcp:// or udp://."
                        + " Mend it and start again.");
    }

    // ----------------------------------------------------------------- who listens

    /**
     * The listeners of a file that no token of these authorizes.
     *
     * @param feeds digests of tokens that open the feed
     */
    public static ImmutableList<String> silent(Path file, Set<String> feeds) {
        return read(file).stream()
                .filter(bound -> bound.token()
                        .filter(token -> feeds.contains(SignIns.digest(token)))
                        .isEmpty())
                .map(bound -> bound.listener().name())
                .collect(ImmutableList.toImmutableList());
    }

    /** Reads who listens: a line each, {@code name address secret token}; none where there is no such file. */
    static ImmutableList<Bound> read(Path file) {
        if (!Files.exists(file)) {
            return ImmutableList.of();
        }
        try {
            Map<String, Bound> listeners = new LinkedHashMap<>();
            int number = 0;
            for (String line : lines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    Bound bound = listener(file, number, line);
                    if (listeners.put(bound.listener().name(), bound) != null) {
                        throw new Refused(
                                "LISTENER_INVALID",
                                file + " 第" + number + "行的名称“"
                                        + bound.listener().name() + "”前面已经有了。请改用另一个名称后再启动。",
                                file + " line " + number + " names \""
                                        + bound.listener().name()
                                        + "\" again. Give it a name of its own and start again.");
                    }
                }
            }
            return ImmutableList.copyOf(listeners.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException other) {
            throw new Refused(
                    "FILE_NOT_UTF_8",
                    file + " 不是UTF-8编码的文字文件。请另存为UTF-8后再启动。",
                    file + " is no text in UTF-8. Save it as UTF-8 and start again.");
        }
    }

    private static Bound listener(Path file, int number, String line) {
        List<String> cells = Splitter.on(' ').omitEmptyStrings().splitToList(line.strip());
        try {
            if (cells.size() == 3 || (cells.size() == 4 && cells.get(3).startsWith(SignIns.TOKEN_PREFIX))) {
                return new Bound(
                        new Listener(
                                cells.get(0),
                                URI.create(cells.get(1)),
                                cells.get(2).getBytes(StandardCharsets.UTF_8)),
                        cells.stream().skip(3).findFirst());
            }
        } catch (IllegalArgumentException unfit) {
            LOG.debug("{} line {}: {}", file, number, unfit.getClass()); // its words may be the key
        }
        throw new Refused(
                "LISTENER_INVALID",
                file + " 第" + number + "行应当是“名称 网址 密钥 令牌”，密钥至少24个字符，令牌是“消息推送”范围的接口令牌。请改正后再启动。",
                file + " line " + number
                        + " should read \"name address secret token\", the secret with 24 characters or more, the token for the"
                        + " feed."
                        + " Mend it and start again.");
    }
}
