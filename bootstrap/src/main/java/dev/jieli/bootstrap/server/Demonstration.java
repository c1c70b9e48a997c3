package dev.jieli.bootstrap.server;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.jieli.application.NameAdministrators;
import dev.jieli.application.port.Accounts;
import dev.jieli.bootstrap.county.DemoCounty;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.http.site.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A data directory that holds invented data, and says so: accounts whose password is shown are made nowhere else. */
final class Demonstration {
    private static final String BEGUN = "founding";
    private static final String DONE = "founded";
    private static final int STEP = 20;
    private static final int KEY_BYTES = 32;
    private static final int SYLLABLES = 4;
    private static final String CONSONANTS = "bdfghjkmnprstwz";
    private static final String VOWELS = "aeiou";

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
                    home + " 里是演示数据，账号密码会显示出来，不能用于正式运行。请用 jieli demo 打开，或用 --data 另选一个目录。",
                    home
                            + " holds demonstration data whose passwords are shown to everybody. Open it with jieli demo, or choose"
                            + " another directory with --data.");
        }
    }

    /**
     * Founds the county where that is not done, and gives its accounts the password of this start.
     *
     * @param password drawn for this start: what was shown at an earlier one opens nothing any more
     */
    void found(House house, BiConsumer<String, String> say, String password) {
        try {
            String kept = new Passwords(1).hash(password, house.random());
            if (Files.readString(mark).strip().equals(DONE)) {
                for (DemoCounty.Person person : people()) {
                    Accounts accounts = house.archive().accounts();
                    accounts.named(person.name())
                            .ifPresent(account -> accounts.change(
                                    account.id(),
                                    house.now(),
                                    before -> Optional.of(before.with(Accounts.Password.first(kept, house.now(), false))
                                            .enable(house.now()))));
                }
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
            byte[] key = new byte[KEY_BYTES];
            house.random().nextBytes(key);
            found.people()
                    .forEach(person -> house.archive()
                            .accounts()
                            .add(Accounts.Account.of(
                                    house.ids().get(),
                                    person.name(),
                                    person.official(),
                                    Accounts.Password.first(kept, house.now(), false),
                                    BaseEncoding.base64Url().encode(key))));
            administrators(house, kept, BaseEncoding.base64Url().encode(key));
            house.archive().audit().checkpoint(house.now());
            Files.writeString(mark, DONE + "\n");
            say.accept(
                    "  演示县 100%：" + found.cases() + " 件信访事项，" + found.entries() + " 条案卷记录",
                    "  county 100%: " + found.cases() + " cases, " + found.entries() + " entries");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void administrators(House house, String kept, String key) {
        Outcome<?> named = new NameAdministrators(
                        house.archive().store(), house.archive().accounts())
                .name(
                        DemoCounty.ADMINISTRATORS.stream()
                                .map(one -> administrator(house, one, kept, key))
                                .collect(ImmutableList.toImmutableList()),
                        Optional.empty(),
                        house.today(),
                        house.now());
        if (named instanceof Outcome.Refused<?> refused) {
            throw new IllegalStateException("the demonstration has no administrators: " + refused.refusal());
        }
    }

    private static NameAdministrators.Administrator administrator(
            House house, DemoCounty.Administrator one, String kept, String key) {
        Official official = new Official(new OfficialId(house.ids().get()), one.official());
        return new NameAdministrators.Administrator(
                Accounts.Account.of(
                                house.ids().get(),
                                one.person().name(),
                                official.id(),
                                Accounts.Password.first(kept, house.now(), false),
                                key)
                        .serving(Optional.of(one.duty())),
                official);
    }

    /** Everybody whom a visitor can sign in as. */
    static ImmutableList<DemoCounty.Person> people() {
        return Stream.concat(
                        DemoCounty.PEOPLE.stream(),
                        DemoCounty.ADMINISTRATORS.stream().map(DemoCounty.Administrator::person))
                .collect(ImmutableList.toImmutableList());
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

    /** A password for this start, easy to type: {@code Kufa-lemi-4821}. */
    static String password(RandomGenerator random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < SYLLABLES; i++) {
            password.append(i > 0 && i % 2 == 0 ? "-" : "")
                    .append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        password.setCharAt(0, Ascii.toUpperCase(password.charAt(0)));
        return password.append('-').append(1_000 + random.nextInt(9_000)).toString();
    }
}
