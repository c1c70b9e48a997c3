package dev.jieli.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateJooqTest {
    private static final String PACKAGE = "dev.jieli.trial";

    @TempDir
    Path directory;

    private Path migrations;
    private Path output;

    @BeforeEach
    void a_migration() throws IOException {
        migrations = Files.createDirectories(directory.resolve("db/migration"));
        output = directory.resolve("generated/jooq");
        Files.writeString(migrations.resolve("V1__cases.sql"), """
                CREATE EXTENSION pg_trgm;
                CREATE TABLE petition_case (
                    id bigint PRIMARY KEY,
                    registered_at timestamptz NOT NULL,
                    due date,
                    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', 'x')) STORED
                );
                """);
    }

    @Test
    void the_classes_follow_the_migrations() throws Exception {
        assertThat(GenerateJooq.generate(migrations, output, PACKAGE)).isTrue();
        assertThat(names())
                .contains("PetitionCase.java", "PetitionCaseRecord.java", "Tables.java", "Keys.java")
                .doesNotContain("FlywaySchemaHistory.java", "Routines.java", "Indexes.java");
        String table = Files.readString(output.resolve("dev/jieli/trial/tables/PetitionCase.java"));
        assertThat(table)
                .contains("TableField<PetitionCaseRecord, Instant> REGISTERED_AT")
                .contains("TableField<PetitionCaseRecord, LocalDate> DUE")
                .doesNotContain("class PetitionCasePath");

        assertThat(GenerateJooq.generate(migrations, output, PACKAGE))
                .as("nothing has changed")
                .isFalse();

        Files.writeString(
                migrations.resolve("V2__units.sql"), "DROP TABLE petition_case; CREATE TABLE unit (id bigint);");
        assertThat(GenerateJooq.generate(migrations, output, PACKAGE)).isTrue();
        assertThat(names()).contains("Unit.java").doesNotContain("PetitionCase.java");
    }

    @Test
    void a_migration_that_fails_leaves_nothing_that_looks_finished() throws Exception {
        Files.writeString(migrations.resolve("V2__wrong.sql"), "CREATE TABEL unit (id bigint);");
        assertThatThrownBy(() -> GenerateJooq.generate(migrations, output, PACKAGE))
                .hasMessageContaining("V2__wrong.sql");
        Files.writeString(migrations.resolve("V2__wrong.sql"), "CREATE TABLE unit (id bigint);");
        assertThat(GenerateJooq.generate(migrations, output, PACKAGE)).isTrue();
    }

    @Test
    void a_directory_without_migrations_is_an_error_and_not_an_empty_success() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> GenerateJooq.generate(empty, output, PACKAGE))
                .hasMessageContaining("no migrations")
                .hasMessageContaining(empty.toString());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
