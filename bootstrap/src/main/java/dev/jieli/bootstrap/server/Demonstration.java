package dev.jieli.bootstrap.server;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.jieli.application.port.Accounts;
import dev.jieli.bootstrap.county.DemoCounty;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.http.site.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A data directory that holds invented data, and says so: accounts with well-known passwords are made nowhere else. */
final class Demonstration {
    private static final String BEGUN = "founding";
    private static final String DONE = "founded";
    private static final int STEP = 20;

    private final Path home;
    private final Path mark;

    Demonstration(Path home) {
        this.home = home;
        this.mark = home.resolve("demonstration");
    }

    /** Makes sure that the directory is the demonstration's; one whose founding broke off is begun again. */
    void prepare() {
        try {
            if (Files.exists(mark)) {
                if (Files.readString(mark).strip().equals(BEGUN)) {
                    clear();
                }
                return;
            }
            if (Files.exists(home) && !isEmpty()) {
                throw new Refused(
                        "NOT_A_DEMONSTRATION",
                        home + " 里已有别的数据，不能用来演示。请用 --data 另选一个目录。",
                        home + " holds other data and cannot be used for a demonstration. Choose another directory with"
                                + " --data.");
            }
            Files.createDirectories(home);
            Files.writeString(mark, BEGUN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that the directory is not the demonstration's. */
    void refuse() {
        if (Files.exists(mark)) {
            throw new Refused(
                    "A_DEMONSTRATION",
                    home + " 里是演示数据，账号口令是公开的，不能用于正式运行。请用 jieli demo 打开，或用 --data 另选一个目录。",
                    home
                            + " holds demonstration data whose passwords everybody knows. Open it with jieli demo, or choose"
                            + " another directory with --data.");
        }
    }

    void found(House house, BiConsumer<String, String> say, String password) {
        try {
            if (Files.readString(mark).strip().equals(DONE)) {
                return;
            }
            int[] told = {0};
            say.accept("正在建立演示县（武义县）…", "Founding the demonstration county (Wuyi)…");
            DemoCounty.Found found = DemoCounty.found(house.archive(), house.law(), house.today(), percent -> {
                if (percent >= told[0] + STEP && percent < 100) {
                    told[0] = percent - percent % STEP;
                    say.accept("  演示县 " + percent + "%", "  county " + percent + "%");
                }
            });
            String kept = new Passwords(1).hash(password, house.random());
            found.people()
                    .forEach(person -> house.archive()
                            .accounts()
                            .put(new Accounts.Account(
                                    house.ids().get(),
                                    person.name(),
                                    person.official(),
                                    kept,
                                    person.name().equals("admin"),
                                    false,
                                    0,
                                    Optional.empty())));
            house.archive().audit().checkpoint(house.now());
            Files.writeString(mark, DONE + "\n");
            say.accept(
                    "  演示县 100%：" + found.cases() + " 件信访事项，" + found.entries() + " 条案卷记录",
                    "  county 100%: " + found.cases() + " cases, " + found.entries() + " entries");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.allMatch(file -> file.endsWith("logs"));
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                if (!file.equals(mark)) {
                    MoreFiles.deleteRecursively(file, RecursiveDeleteOption.ALLOW_INSECURE);
                }
            }
        }
    }
}
