package dev.jieli.testkit;

import static dev.jieli.domain.casefile.Channel.VISIT;
import static dev.jieli.domain.statute.Term.NOTICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.PerformAct;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.port.Archive;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.docket.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

    private final Archive archive = new InMemoryArchive();
    private final Given office = Given.an_office(archive);
    private final IncumbencyId clerk = Who.CLERK.id();
    private final IncumbencyId handler = Who.HANDLER.id();
    private final LocalDate today = LocalDate.of(2026, 3, 2);
    private final Instant now = office.now();

    // spotless:off
    PetitionCase embedded() {
        // README: from here
        RegisterPetition register = new RegisterPetition(archive.store(), Law.national());
        PerformAct perform = new PerformAct(archive.store(), Law.national());

        CaseId id = new CaseId(UUID.randomUUID());
        Petition petition = new Petition("2026-0117", VISIT, today, "村道路灯坏了三个月没人修", Optional.empty(), "城乡建设", 3, 0);
        Petitioner petitioner = new Petitioner("某某", Optional.empty(), Optional.empty(), Optional.empty());

        register.register(id, petition, petitioner, clerk, today, now);
        Outcome<PetitionCase> done = perform.perform(id, 1, new CaseAct.Transfer(handler, "来访登记表"), clerk, today, now);
        // Done: the handler answers for it, and has until 2026-03-17 to tell the petitioner (art. 23(3)).
        // Or Refused, with the reason and the article: nothing was entered.
        // README: to here
        return ((Outcome.Done<PetitionCase>) done).value();
    }
    // spotless:on

    @Test
    void the_lines_of_the_readme_do_what_they_say() {
        Position.Open open = (Position.Open) embedded().position();

        assertThat(open.chain().holder()).isEqualTo(handler);
        assertThat(open.running()).hasEntrySatisfying(NOTICE, term -> {
            assertThat(term.due()).isEqualTo("2026-03-17");
            assertThat(term.article()).hasToString("art. 23(3)");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void the_readme_shows_just_these_lines(String name) throws IOException {
        Path root = Path.of("..", "..");
        String source = Files.readString(
                root.resolve("application/testkit/src/test/java/dev/jieli/testkit/ReadmeTest.java"), UTF_8);
        String begin = "// README: from here\n";
        String lines = source.substring(
                        source.indexOf(begin) + begin.length(), source.indexOf("        // README: to here"))
                .stripTrailing()
                .stripIndent();

        assertThat(Files.readString(root.resolve(name), UTF_8)).contains("```java\n" + lines + "\n```");
    }
}
