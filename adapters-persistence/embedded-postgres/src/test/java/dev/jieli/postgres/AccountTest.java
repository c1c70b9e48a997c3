package dev.jieli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As root, as somebody, as nobody in particular. What needs root to be tried says so where it is skipped. */
class AccountTest {
    private static final int NOBODY = 65534;

    /** What every account may read: a build's own directories usually are its user's alone. */
    @AutoClose
    private static final ThrowawayHome READABLE = ThrowawayHome.make();

    private static String classPath = "";

    @AutoClose
    private final ThrowawayHome throwaway = ThrowawayHome.make();

    private final Path home = throwaway.path().resolve("home");

    @BeforeAll
    static void a_class_path_for_everybody() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry);
            Path to = READABLE.path().resolve(copies.size() + "-" + from.getFileName());
            assertThat(Shell.run(List.of("cp", "-r", from.toString(), to.toString()))
                            .output())
                    .isEmpty();
            copies.add(to.toString());
        }
        Made.engineIn(READABLE.path());
        Shell.run(List.of("chmod", "-R", "a+rX", READABLE.path().toString()));
        classPath = String.join(File.pathSeparator, copies);
    }

    @BeforeEach
    void a_home() throws IOException {
        Files.setPosixFilePermissions(throwaway.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(home);
    }

    @Test
    void an_ordinary_user_gets_it_in_a_directory_with_spaces_and_chinese_characters() throws Exception {
        // Whoever runs this, for no account but root is special.
        List<String> prefix = isRoot() ? as(NOBODY) : List.of();
        giveHomeTo(isRoot() ? NOBODY : me());
        for (int start = 1; start <= 2; start++) {
            try (Child child = start(prefix, Map.of("LC_ALL", "C.UTF-8"), "awkward")) {
                long pid = child.ready();
                assertThat(Account.uid(Path.of("/proc", "" + pid))).isEqualTo(isRoot() ? NOBODY : me());
            }
        }
        assertThat(home.resolve(Child.AWKWARD).resolve("data/PG_VERSION")).exists();
    }

    @Test
    void root_gets_it_in_a_namespace_of_its_own_and_keeps_the_files() throws Exception {
        needsRoot();
        try (Child child = start(List.of(), Map.of())) {
            long pid = child.ready();
            assertThat(Files.readString(Path.of("/proc", "" + pid, "uid_map"))).isEmpty();
        }
        assertThat(Account.uid(home.resolve("data"))).isEqualTo(0);
    }

    @Test
    void where_namespaces_are_forbidden_root_becomes_nobody_and_stays_so() throws Exception {
        needsRoot();
        Map<String, String> withoutNamespaces = withoutNamespaces();
        // Made in a namespace, as root's.
        start(List.of(), Map.of()).close();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        for (Map<String, String> environment :
                List.of(withoutNamespaces, withoutNamespaces, Map.<String, String>of())) {
            try (Child child = start(List.of(), environment)) {
                long pid = child.ready();
                assertThat(Account.uid(Path.of("/proc", "" + pid))).isEqualTo(NOBODY);
            }
        }
        assertThat(Account.uid(home.resolve("data/base"))).isEqualTo(NOBODY);

        // Made as nobody's, who cannot reach this account's cache.
        Trees.delete(home);
        Child.start(List.of(), classPath, withoutNamespaces, home, "cache=" + Engine.userCache())
                .close();
        assertThat(Account.uid(home.resolve("data/base"))).isEqualTo(NOBODY);
        assertThat(Files.getPosixFilePermissions(home.resolve("password"))).hasSize(2);
    }

    @Test
    void a_server_of_nobodys_that_is_left_over_is_stopped_as_well() throws Exception {
        needsRoot();
        Map<String, String> withoutNamespaces = withoutNamespaces();
        Child child = start(List.of(), withoutNamespaces);
        long pid = child.ready();
        Shell.run(List.of("kill", "-KILL", "" + pid));
        child.kill();
        try (Child again = start(List.of(), withoutNamespaces)) {
            assertThat(again.ready()).isNotEqualTo(pid);
        }
    }

    @Test
    void a_user_id_without_a_name_as_containers_assign_them_will_do() throws Exception {
        needsRoot();
        int unnamed = 1_000_730_000;
        giveHomeTo(unnamed);
        for (int start = 1; start <= 2; start++) {
            try (Child child = start(as(unnamed), Map.of())) {
                assertThat(Account.uid(Path.of("/proc", "" + child.ready()))).isEqualTo(unnamed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, NOBODY})
    void the_data_of_another_account_are_refused_by_name(int other) throws Exception {
        needsRoot();
        int owner = 1_000_730_000;
        start(List.of(), Map.of()).close();
        Shell.run(
                List.of("chown", "-R", owner + ":" + owner, home.resolve("data").toString()));
        giveHomeTo(other);
        try (Child child = start(as(other), Map.of())) {
            assertThat(child.line())
                    .startsWith("WRONG_OWNER")
                    .contains("belongs to the account " + owner)
                    .contains(other == 0 ? "this is root" : "this is nobody");
        }
    }

    @Test
    void a_home_that_the_account_cannot_write_is_named() throws Exception {
        needsRoot();
        try (Child child = start(as(NOBODY), Map.of())) {
            assertThat(child.line())
                    .startsWith("NOT_ACCESSIBLE")
                    .contains(home.toString())
                    .contains("nobody");
        }
    }

    @Test
    void root_is_told_when_its_rights_do_not_reach_into_somebodys_directory() throws Exception {
        needsRoot();
        Path private1 = Files.createDirectory(home.resolve("private"));
        Path inside = Files.createDirectory(private1.resolve("home"));
        Files.setPosixFilePermissions(private1, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(private1, "unix:uid", NOBODY);
        try (Child child = Child.start(List.of(), classPath, Map.of(), inside, "cache=" + READABLE.path())) {
            assertThat(child.line()).startsWith("NOT_ACCESSIBLE").contains(inside.toString());
        }
        assertThat(inside.resolve("data")).doesNotExist();
    }

    @Test
    void a_disk_without_room_is_told_before_anything_is_begun() throws Exception {
        needsRoot();
        assumeThat(Shell.succeeds("mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", home.toString()))
                .as("a small file system can be mounted here")
                .isTrue();
        try (Child child = start(List.of(), Map.of())) {
            assertThat(child.line()).startsWith("DISK_FULL").contains("200 MB");
        } finally {
            Shell.run(List.of("umount", home.toString()));
        }
    }

    private Child start(List<String> prefix, Map<String, String> environment, String... more) throws IOException {
        List<String> modes = new ArrayList<>(List.of(more));
        modes.add("cache=" + READABLE.path());
        return Child.start(prefix, classPath, environment, home, modes.toArray(String[]::new));
    }

    /** A path on which unshare fails, as it does in most containers. */
    private Map<String, String> withoutNamespaces() throws IOException {
        Path forbidden = Files.createDirectory(throwaway.path().resolve("forbidden"));
        Path unshare = Files.writeString(forbidden.resolve("unshare"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of("PATH", forbidden + ":" + System.getenv("PATH"));
    }

    private void giveHomeTo(int account) throws IOException {
        if (isRoot()) {
            Shell.run(List.of("chown", account + ":" + account, home.toString()));
        }
    }

    private static List<String> as(int account) {
        return List.of("setpriv", "--reuid=" + account, "--regid=" + account, "--clear-groups");
    }

    private static void needsRoot() throws IOException {
        assumeThat(isRoot()).as("only root can try this").isTrue();
    }

    private static boolean isRoot() throws IOException {
        return me() == 0;
    }

    private static int me() throws IOException {
        return Integer.parseInt(Shell.run(List.of("id", "-u")).output());
    }
}
