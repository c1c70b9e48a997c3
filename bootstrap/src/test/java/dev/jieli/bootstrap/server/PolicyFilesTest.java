package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Audit;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.account.AccountAct.Detail;
import dev.jieli.http.site.Transport;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {
    private final InMemoryArchive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);

    private static final ScheduledBackups BACKUPS = new ScheduledBackups(Path.of("backups"), Path.of("key"), 14);

    @TempDir
    private Path home;

    private int already;

    /** The first start says where backups go; what is told below comes after it. */
    @BeforeEach
    void begin() {
        already = entered().size();
    }

    private List<AccountAct.Trace> entered() {
        return entered(started(50, new Transport.Plain(), Optional.empty(), Optional.of(BACKUPS)));
    }

    private Server.Order started(
            int pace, Transport transport, Optional<Path> listeners, Optional<ScheduledBackups> backups) {
        return new Server.Order(
                new Place(home, Optional.empty()),
                false,
                "127.0.0.1",
                0,
                transport,
                pace,
                pace == 0 ? Duration.ZERO : Duration.ofSeconds(30),
                listeners,
                "urn:jieli:office",
                backups);
    }

    private List<AccountAct.Trace> entered(Server.Order order) {
        PolicyFiles.enter(order, archive, given.now());
        List<AccountAct.Trace> all =
                archive.audit().traces(Audit.TraceFilter.none(), Optional.empty(), 50).lines().stream()
                        .map(Audit.Traced::trace)
                        .filter(trace -> trace.kind() == AccountAct.Kind.CHANGE_POLICY)
                        .toList();
        return all.subList(0, all.size() - already);
    }

    @Test
    void each_change_of_a_file_is_entered_once_with_digests_and_nothing_that_is_in_it() throws IOException {
        assertThat(entered()).isEmpty();

        Files.writeString(home.resolve("sign-in"), "provider.secret = told to nobody\n");
        assertThat(entered()).singleElement().satisfies(trace -> {
            assertThat(trace.details()).containsEntry(Detail.FIELDS, "sign-in").containsEntry(Detail.BEFORE, "none");
            assertThat(trace.details().get(Detail.AFTER)).matches("[0-9a-f]{64}");
            assertThat(trace.toString()).doesNotContain("told to nobody");
        });
        assertThat(entered()).as("nothing changed since").hasSize(1);

        Files.writeString(home.resolve("retention"), "other.years = 15\n");
        assertThat(entered()).hasSize(2);
        Files.delete(home.resolve("sign-in"));
        assertThat(entered())
                .hasSize(3)
                .first()
                .satisfies(trace -> assertThat(trace.details())
                        .containsEntry(Detail.FIELDS, "sign-in")
                        .containsEntry(Detail.AFTER, "none"));
    }

    @Test
    void whoever_erases_by_a_changed_file_of_periods_enters_its_change_once() throws IOException {
        Files.writeString(home.resolve("retention"), "other.years = 15\n");
        PolicyFiles.enterRetention(home, archive, given.now());
        PolicyFiles.enterRetention(home, archive, given.now());

        assertThat(entered())
                .singleElement()
                .satisfies(trace -> assertThat(trace.details()).containsEntry(Detail.FIELDS, "retention"));
    }

    @Test
    void a_file_of_listeners_that_lies_elsewhere_is_the_one_that_counts() throws IOException {
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "a http://127.0.0.1:1/ secret\n");
        Server.Order order = started(50, new Transport.Plain(), Optional.of(elsewhere), Optional.of(BACKUPS));

        assertThat(entered(order))
                .singleElement()
                .satisfies(trace -> assertThat(trace.details())
                        .containsEntry(Detail.FIELDS, "listeners")
                        .containsEntry(Detail.BEFORE, "none"));
        Files.writeString(home.resolve("listeners"), "what nobody reads\n");
        assertThat(entered(order)).hasSize(1);
        Files.writeString(elsewhere, "b http://127.0.0.1:1/ secret\n");
        assertThat(entered(order)).hasSize(2);
    }

    @Test
    void where_backups_go_and_another_key_for_them_are_entered_and_nothing_of_the_key() throws IOException {
        Path key = Files.writeString(home.resolve("backup.key"), "told to nobody at all");
        Path lies = home.resolve("backups");
        ScheduledBackups backups = new ScheduledBackups(lies, key, 14);
        Server.Order order = started(50, new Transport.Plain(), Optional.empty(), Optional.of(backups));

        assertThat(entered(order))
                .extracting(trace -> trace.details().get(Detail.FIELDS))
                .containsExactlyInAnyOrder("backups folder", "backup key");
        assertThat(entered(order))
                .filteredOn(trace -> "backups folder".equals(trace.details().get(Detail.FIELDS)))
                .allSatisfy(trace -> assertThat(trace.details()).containsEntry(Detail.AFTER, lies.toString()));

        Files.writeString(key, "another that is told to nobody");
        PolicyFiles.enterBackups(backups, archive, given.now());
        assertThat(entered(order))
                .as("without another start")
                .hasSize(3)
                .first()
                .satisfies(trace -> {
                    assertThat(trace.details()).containsEntry(Detail.FIELDS, "backup key");
                    assertThat(trace.details().get(Detail.BEFORE)).matches("[0-9a-f]{64}");
                    assertThat(trace.details().get(Detail.AFTER))
                            .matches("[0-9a-f]{64}")
                            .isNotEqualTo(trace.details().get(Detail.BEFORE));
                });
        assertThat(entered(order).toString()).doesNotContain("told to nobody");
    }

    @Test
    void how_many_backups_are_kept_is_entered() {
        Server.Order few = started(
                50,
                new Transport.Plain(),
                Optional.empty(),
                Optional.of(new ScheduledBackups(Path.of("backups"), Path.of("key"), 1)));

        assertThat(entered(few))
                .singleElement()
                .satisfies(trace -> assertThat(trace.details())
                        .containsEntry(Detail.FIELDS, "backups kept")
                        .containsEntry(Detail.BEFORE, "14")
                        .containsEntry(Detail.AFTER, "1"));
    }

    @Test
    void what_a_start_does_without_is_entered_and_what_it_has_again() {
        Server.Order lax = started(0, Transport.Proxied.here(), Optional.empty(), Optional.empty());

        assertThat(entered(lax))
                .extracting(trace -> trace.details().get(Detail.FIELDS) + ": "
                        + trace.details().get(Detail.BEFORE) + " > "
                        + trace.details().get(Detail.AFTER) + ", "
                        + trace.details().get(Detail.MEANS))
                .containsExactlyInAnyOrder(
                        "pace: 50 > 0, command line",
                        "longest: 30 > 0, command line",
                        "transport: http > https by a proxy, command line",
                        "scheduled backups: daily > none, command line");
        assertThat(entered(lax)).as("nothing changed since").hasSize(4);
        assertThat(entered()).hasSize(8);
    }
}
