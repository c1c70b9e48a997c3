package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.LeaveTrace;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.account.AccountAct.Detail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * 参数文件: the files in the data directory by which the place changes rules. They hold from the next start on, and with it
 * their change is an entry: which file, and the digests of before and after; never what is in it, for there may be secrets.
 */
final class PolicyFiles {
    private static final ImmutableList<String> NAMES = ImmutableList.of("sign-in", "retention", "listeners", "syslog");
    private static final int A_PAGE = 200;
    private static final String NONE = "none";

    private PolicyFiles() {}

    static void enter(Path home, Archive archive, Instant now) {
        for (String name : NAMES) {
            String before = last(archive.audit(), name);
            String after = digest(home.resolve(name));
            if (!after.equals(before)) {
                new LeaveTrace(archive.store())
                        .leave(
                                AccountAct.NOBODY,
                                AccountAct.Trace.done(AccountAct.Kind.CHANGE_POLICY)
                                        .with(Detail.FIELDS, name)
                                        .with(Detail.BEFORE, before)
                                        .with(Detail.AFTER, after)
                                        .with(Detail.MEANS, "file"),
                                Optional.empty(),
                                now);
            }
        }
    }

    private static String last(Audit audit, String name) {
        Audit.TraceFilter filter = new Audit.TraceFilter(
                Optional.of(AccountAct.NOBODY),
                Optional.of(AccountAct.Kind.CHANGE_POLICY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Optional<String> after = Optional.empty();
        do {
            Audit.TracePage page = audit.traces(filter, after, A_PAGE);
            Optional<String> found = page.lines().stream()
                    .map(Audit.Traced::trace)
                    .filter(trace -> name.equals(trace.details().get(Detail.FIELDS)))
                    .map(trace -> trace.details().getOrDefault(Detail.AFTER, NONE))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            after = page.next();
        } while (after.isPresent());
        return NONE;
    }

    private static String digest(Path file) {
        try {
            return Files.exists(file) ? Seal.digest(Files.readAllBytes(file)) : NONE;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
