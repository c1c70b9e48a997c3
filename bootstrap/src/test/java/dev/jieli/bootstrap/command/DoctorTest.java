package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is told with what to do; the data that are well are looked at in the restore drill, too. */
class DoctorTest {
    private final Instant now = Instant.now();

    @TempDir
    private Path folder;

    private Optional<Path> certificate = Optional.empty();

    // ------------------------------------------------------------------ without data

    @Test
    void where_there_are_no_data_it_says_how_to_name_them() {
        Called called =
                Called.jieli("doctor", "--data", folder.resolve("nothing").toString());

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).contains("没有数据目录").contains("请用 --data 指明").contains("项需要处理");
    }

    @Test
    void keys_that_others_read_and_a_half_restored_directory_are_found() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), "k1 = 00");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(folder.resolve("restoring"), "");
        Called called = Called.jieli("doctor", "--data", folder.toString());

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).contains("chmod 600").contains("恢复没有做完");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "listeners", "database-login", "elsewhere", "tls.key"})
    void every_file_that_holds_a_secret_is_looked_at(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "secret");
        String[] doctor = {
            "doctor",
            "--data",
            folder.toString(),
            "--listeners",
            folder.resolve("elsewhere").toString(),
            "--tls-key",
            folder.resolve("tls.key").toString()
        };
        if (name.equals("listeners")) {
            doctor = new String[] {"doctor", "--data", folder.toString()};
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Called.jieli(doctor).out()).contains(file + " 别人也能读。请运行 chmod 600 " + file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Called.jieli(doctor).out()).contains(name + " 只有属主能读").doesNotContain(file + " 别人也能读");
    }

    @ParameterizedTest
    @CsvSource({"sign-in, sessions = many", "retention, decided.years = soon", "syslog, central"})
    void a_file_of_rules_that_would_stop_the_next_start_is_found(String name, String line) throws IOException {
        Files.writeString(folder.resolve(name), line + "\n");
        Called called = Called.jieli("doctor", "--data", folder.toString());

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).containsPattern("故障 .*" + name + "(?!.*密钥)");
    }

    @Test
    void a_certificate_with_the_key_of_another_is_found() throws Exception {
        Path key = folder.resolve("server.key");
        String[] doctor = {
            "doctor",
            "--data",
            folder.toString(),
            "--tls-certificate",
            certificateFor(100).toString(),
            "--tls-key",
            key.toString()
        };
        KeyStore store = KeyStore.getInstance(folder.resolve("store.p12").toFile(), "changeit".toCharArray());
        byte[] own = store.getKey("a", "changeit".toCharArray()).getEncoded();
        byte[] other = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        Files.writeString(key, pem(own));
        assertThat(Called.jieli(doctor).out()).doesNotContain("不能一起用");
        Files.writeString(key, pem(other));
        assertThat(Called.jieli(doctor).out()).contains("不能一起用", key.toString());
    }

    private static String pem(byte[] key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void a_directory_that_others_look_into_is_found() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(Called.jieli("doctor", "--data", folder.toString()).out()).contains("chmod go-rw " + folder);

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        assertThat(Called.jieli("doctor", "--data", folder.toString()).out()).doesNotContain("chmod go-rw");
    }

    @Test
    void keys_that_are_gone_are_found() {
        assertThat(Called.jieli("doctor", "--data", folder.toString()).out())
                .contains("读不到密钥文件 " + folder.resolve("keys"))
                .contains("读不到密钥文件 " + folder.resolve("seal-keys"));
    }

    @Test
    void a_folder_without_a_fresh_backup_and_a_file_that_is_no_certificate_are_found() throws IOException {
        Path none = Files.writeString(folder.resolve("server.pem"), "hello");
        Called called = Called.in(
                "en_GB",
                "doctor",
                "--data",
                folder.toString(),
                "--backups",
                folder.toString(),
                "--tls-certificate",
                none.toString());

        assertThat(called.out()).contains("no backup of the last two days").contains("cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"0, ILL", "199, ILL", "200, LOOK", "2047, LOOK", "2048, WELL"})
    void a_disk_that_is_full_or_nearly_is_found(long megabytes, Checkup.How how) {
        assertThat(Checkup.enough(megabytes << 20)).isEqualTo(how);
    }

    @Test
    void a_directory_that_cannot_be_written_is_found() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-x------"));
        try {
            assumeFalse(Files.isWritable(home), "root writes everywhere");
            assertThat(Called.jieli("doctor", "--data", home.toString()).out()).contains("不能写入");
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
    }

    // ------------------------------------------------------------------ with data

    /** What is found, by what it is about. */
    private Map<String, JsonNode> look(Place place, Instant at) throws IOException {
        StringWriter out = new StringWriter();
        Console console =
                Console.of(new String[] {"--json"}, Map.of(), new PrintWriter(out, true), new PrintWriter(out, true));
        new Checkup(console, Optional.of(folder), certificate, Optional.empty(), Optional.empty()).of(place, at);
        Map<String, JsonNode> found = new HashMap<>();
        for (String line : out.toString().lines().toList()) {
            JsonNode finding = new ObjectMapper().readTree(line);
            found.put(finding.get("what").asText(), finding);
        }
        return found;
    }

    private static String how(Map<String, JsonNode> found, String what) {
        return found.containsKey(what) ? found.get(what).get("how").asText() : "";
    }

    private static String says(Map<String, JsonNode> found, String what) {
        return found.containsKey(what) ? found.get(what).get("says").asText() : "";
    }

    @Test
    void each_thing_that_goes_wrong_with_the_data_is_found_and_only_then() throws Exception {
        EmbeddedPostgres server = TestPostgres.shared().server();
        String url = TestPostgres.shared().freshDatabase();
        Path home = folder.resolve("home");
        Place place = new Place(home, Optional.of(new Place.Database(url, server.user(), server.password())));
        Instant today = now.minus(Duration.ofHours(1));
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given.an_office(house.archive())
                    .on(LocalDate.ofInstant(today, ZoneId.of("Asia/Shanghai")).minusDays(1))
                    .registered();
            house.archive().audit().checkpoint(today);
        }
        Files.writeString(folder.resolve("jieli-" + LocalDate.ofInstant(now, ZoneId.of("UTC")) + ".backup"), "");
        certificate = Optional.of(certificateFor(100));

        Map<String, JsonNode> well = look(place, Instant.now());
        assertThat(well.keySet()).contains("disk", "keys", "seal-keys", "database", "clock", "checkpoint", "calendar");
        assertThat(well)
                .doesNotContainKeys("migrations", "listeners", "restore", "home")
                .allSatisfy((what, finding) -> {
                    if (!what.equals("disk") && !what.equals("calendar")) { // as this machine and this day are
                        assertThat(finding.get("how").asText())
                                .as(finding.toString())
                                .isEqualTo("WELL");
                    }
                });

        Map<String, JsonNode> later = look(place, now.plus(Duration.ofDays(3)));
        assertThat(how(later, "clock")).isEqualTo("ILL");
        assertThat(says(later, "clock")).contains("相差超过两分钟", "NTP");
        assertThat(how(later, "checkpoint")).isEqualTo("LOOK");
        assertThat(says(later, "checkpoint")).contains("jieli checkpoint");
        assertThat(how(later, "backups")).isEqualTo("ILL");
        assertThat(says(look(place, now.minus(Duration.ofDays(3))), "clock")).contains("最新的条目比现在还晚");

        assertThat(how(look(place, now.plus(Duration.ofDays(80))), "certificate"))
                .isEqualTo("LOOK");
        assertThat(how(look(place, now.plus(Duration.ofDays(101))), "certificate"))
                .isEqualTo("ILL");
        Map<String, JsonNode> years = look(place, now.plus(Duration.ofDays(3660)));
        assertThat(how(years, "calendar")).isEqualTo("LOOK");
        assertThat(says(years, "calendar")).contains("放假安排");

        Files.writeString(
                home.resolve("listeners"),
                "archive http://127.0.0.1:1/ 012345678901234567890123 jieli_" + "0".repeat(40) + "\n");
        assertThat(how(look(place, now), "listeners")).isEqualTo("LOOK");
        assertThat(says(look(place, now), "listeners")).contains("archive", "令牌");
        Files.writeString(home.resolve("listeners"), "archive\n");
        assertThat(how(look(place, now), "listeners")).isEqualTo("ILL");

        Files.writeString(home.resolve("syslog"), "central tls://127.0.0.1:1\nidle tls://127.0.0.1:1\n");
        owner(url, "INSERT INTO listener (name) VALUES ('syslog:central')");
        assertThat(how(look(place, now.minus(Duration.ofDays(3660))), "log-servers"))
                .as("not for long")
                .isEqualTo("WELL");
        assertThat(how(look(place, now.plus(Duration.ofDays(1))), "log-servers"))
                .isEqualTo("LOOK");
        assertThat(says(look(place, now.plus(Duration.ofDays(1))), "log-servers"))
                .contains("central")
                .doesNotContain("idle");

        owner(
                url,
                "DELETE FROM flyway_schema_history WHERE installed_rank ="
                        + " (SELECT max(installed_rank) FROM flyway_schema_history)");
        Map<String, JsonNode> earlier = look(place, now);
        assertThat(how(earlier, "migrations")).isEqualTo("ILL");
        assertThat(says(earlier, "migrations")).contains("jieli upgrade");

        Place gone = new Place(home, Optional.of(new Place.Database("jdbc:postgresql://127.0.0.1:1/jieli", "a", "b")));
        assertThat(how(look(gone, now), "database")).isEqualTo("ILL");
        assertThat(says(look(gone, now), "database")).contains("127.0.0.1");
    }

    private static void owner(String url, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement run = connection.createStatement()) {
            assertThat(run.executeUpdate(statement)).isEqualTo(1);
        }
    }

    private Path certificateFor(int days) throws Exception {
        Path store = folder.resolve("store.p12");
        Path file = folder.resolve("server.crt");
        for (String arguments : new String[] {
            "-genkeypair -alias a -keyalg EC -dname CN=localhost -validity " + days,
            "-exportcert -alias a -rfc -file " + file
        }) {
            Process process = new ProcessBuilder((Path.of(System.getProperty("java.home"), "bin", "keytool") + " "
                                    + arguments + " -keystore " + store + " -storepass changeit")
                            .split(" "))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        return file;
    }
}
