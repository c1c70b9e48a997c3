package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Audit;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.account.AccountAct.Detail;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {
    private final InMemoryArchive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);

    @TempDir
    private Path home;

    private List<AccountAct.Trace> entered() {
        PolicyFiles.enter(home, archive, given.now());
        return archive.audit().traces(Audit.TraceFilter.none(), Optional.empty(), 50).lines().stream()
                .map(Audit.Traced::trace)
                .filter(trace -> trace.kind() == AccountAct.Kind.CHANGE_POLICY)
                .toList();
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
}
