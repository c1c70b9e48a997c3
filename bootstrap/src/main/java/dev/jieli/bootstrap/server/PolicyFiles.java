package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.LeaveTrace;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.account.AccountAct.Detail;
import dev.jieli.http.site.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * 参数: the files by which the place changes rules, and what is said with the start. They hold from that start on, and with it
 * their change is an entry: which file, and the digests of before and after; never what is in it, for there may be secrets.
 */
public final class PolicyFiles {
    private static final int A_PAGE = 200;
    private static final String NONE = "none";

    /** What holds where nobody ever said otherwise. */
    private static final ImmutableMap<String, String> USUAL = ImmutableMap.<String, String>builder()
            .put("sign-in", NONE)
            .put("retention", NONE)
            .put("listeners", NONE)
            .put("syslog", NONE)
            .put("pace", "50")
            .put("longest", "30")
            .put("transport", "http")
            .put("scheduled backups", "daily")
            .put("backups kept", "14")
            .put("backups folder", NONE)
            .put("backup key", NONE)
            .buildOrThrow();

    private PolicyFiles() {}

    static void enter(Server.Order order, Archive archive, Instant now) {
        enter(holding(order), archive, now);
    }

    /** Of the file {@code retention}, for whoever goes by it while no server starts. */
    public static void enterRetention(Path home, Archive archive, Instant now) {
        enter(ImmutableMap.of("retention", digest(home.resolve("retention"))), archive, now);
    }

    /** Of where backups go and under which key, for each of them: the key file is read again then, without another start. */
    static void enterBackups(ScheduledBackups backups, Archive archive, Instant now) {
        enter(safekept(backups), archive, now);
    }

    private static ImmutableMap<String, String> safekept(ScheduledBackups backups) {
        return ImmutableMap.of(
                "backups kept",
                Integer.toString(backups.keep()),
                "backups folder",
                backups.folder().toAbsolutePath().normalize().toString(),
                "backup key",
                digest(backups.keyFile()));
    }

    private static void enter(ImmutableMap<String, String> holding, Archive archive, Instant now) {
        Map<String, String> entered = entered(archive.audit());
        holding.forEach((name, after) -> {
            String before = entered.getOrDefault(name, USUAL.getOrDefault(name, NONE));
            if (!after.equals(before)) {
                new LeaveTrace(archive.store())
                        .leave(
                                AccountAct.NOBODY,
                                AccountAct.Trace.done(AccountAct.Kind.CHANGE_POLICY)
                                        .with(Detail.FIELDS, name)
                                        .with(Detail.BEFORE, before)
                                        .with(Detail.AFTER, after)
                                        .with(Detail.MEANS, STARTED.contains(name) ? "command line" : "file"),
                                Optional.empty(),
                                now);
            }
        });
    }

    private static final ImmutableSet<String> STARTED =
            ImmutableSet.of("pace", "longest", "transport", "scheduled backups", "backups kept", "backups folder");

    private static ImmutableMap<String, String> holding(Server.Order order) {
        Path home = order.place().home();
        ImmutableMap.Builder<String, String> holding = ImmutableMap.<String, String>builder()
                .put("sign-in", digest(home.resolve("sign-in")))
                .put("retention", digest(home.resolve("retention")))
                .put("listeners", digest(order.listenersFile()))
                .put("syslog", digest(home.resolve("syslog")));
        if (!order.demo()) { // it is open to everybody on this machine anyway
            holding.put("pace", Integer.toString(order.perAccount()))
                    .put("longest", Long.toString(order.longest().toSeconds()))
                    .put("transport", transport(order.transport()))
                    .put("scheduled backups", order.backups().isPresent() ? "daily" : NONE);
            order.backups().ifPresent(backups -> holding.putAll(safekept(backups)));
        }
        return holding.buildOrThrow();
    }

    private static String transport(Transport transport) {
        if (transport instanceof Transport.Encrypted) {
            return "https";
        }
        if (transport instanceof Transport.Proxied proxied) {
            return proxied.elsewhere().isEmpty()
                    ? "https by a proxy"
                    : proxied.elsewhere().stream()
                            .map(InetAddress::getHostAddress)
                            .sorted()
                            .collect(Collectors.joining(", ", "https by a proxy ", ""));
        }
        return "http";
    }

    /** What was entered last of each. */
    private static Map<String, String> entered(Audit audit) {
        Audit.TraceFilter filter = new Audit.TraceFilter(
                Optional.of(AccountAct.NOBODY),
                Optional.of(AccountAct.Kind.CHANGE_POLICY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Map<String, String> entered = new HashMap<>();
        Optional<String> after = Optional.empty();
        do {
            Audit.TracePage page = audit.traces(filter, after, A_PAGE);
            for (Audit.Traced line : page.lines()) {
                ImmutableMap<Detail, String> details = line.trace().details();
                String name = details.getOrDefault(Detail.FIELDS, "");
                if (USUAL.containsKey(name)) {
                    entered.putIfAbsent(name, details.getOrDefault(Detail.AFTER, NONE));
                }
            }
            after = page.next();
        } while (after.isPresent() && entered.size() < USUAL.size());
        return entered;
    }

    private static String digest(Path file) {
        try {
            return Files.exists(file) ? Seal.digest(Files.readAllBytes(file)) : NONE;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
