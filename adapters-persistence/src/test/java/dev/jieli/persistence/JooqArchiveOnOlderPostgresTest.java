package dev.jieli.persistence;

import dev.jieli.postgres.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** Every contract on the oldest PostgreSQL that is promised, where one is installed. */
@EnabledIf("isInstalled")
@Tag("older")
class JooqArchiveOnOlderPostgresTest extends JooqArchiveTest {
    static boolean isInstalled() {
        return TestPostgres.installed(15).isPresent();
    }

    @Override
    TestPostgres server() {
        return TestPostgres.installed(15).orElseThrow();
    }
}
