package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import java.util.HashMap;
import java.util.Map;
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
        Map<String, String> entered = entered(archive.audit());
        for (String name : NAMES) {
            String before = entered.getOrDefault(name, NONE);
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

    /** What was entered last of each file: its digest. */
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
                if (NAMES.contains(name)) {
                    entered.putIfAbsent(name, details.getOrDefault(Detail.AFTER, NONE));
                }
            }
            after = page.next();
        } while (after.isPresent() && entered.size() < NAMES.size());
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
