package dev.jieli.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * As whom the server runs. PostgreSQL refuses to run as root, and its data must always be opened by the account that
 * made it.
 *
 * @param prefix what stands before every command of the server's, nothing for an ordinary user
 * @param owner the user id that data and password file belong to
 */
record Account(List<String> prefix, int owner) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /** A namespace in which root is nobody; files made there still belong to root. */
    private static final List<String> OWN_NAMESPACE = List.of("unshare", "-U");

    /** Where namespaces are forbidden, as in most containers. */
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    /** Chooses for a cluster that may be there already. */
    static Account of(Path data) throws IOException {
        int me = Integer.parseInt(Shell.run(List.of("id", "-u")).output());
        int owner = Files.exists(data) ? uid(data) : me;
        if (me != ROOT) {
            if (owner != me) {
                throw wrongOwner(data);
            }
            // initdb looks the account up by name; a user id without one, as containers assign them, is nobody there.
            return new Account(Shell.succeeds("id", "-un") ? List.of() : OWN_NAMESPACE, me);
        }
        if (owner == ROOT && Shell.succeeds("unshare", "-U", "true")) {
            return new Account(OWN_NAMESPACE, ROOT);
        }
        if (owner != ROOT && owner != NOBODY) {
            throw wrongOwner(data);
        }
        List<String> attempt = new ArrayList<>(AS_NOBODY);
        attempt.add("true");
        if (!Shell.succeeds(attempt.toArray(String[]::new))) {
            throw new CannotStart(CannotStart.Reason.NO_UNPRIVILEGED_ACCOUNT);
        }
        return new Account(AS_NOBODY, NOBODY);
    }

    List<String> command(String... command) {
        List<String> full = new ArrayList<>(prefix);
        full.addAll(List.of(command));
        return full;
    }

    /** Hands over what root made, where the server runs as somebody else. */
    void own(Path tree) throws IOException {
        if (owner == NOBODY && uid(tree) != NOBODY) {
            for (Path path : Trees.fromTheLeaves(tree)) { // the root last: it is what is looked at
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** The way to the data must be open to the server; the home itself shows nothing but names. */
    void enter(Path home) throws IOException {
        if (owner == NOBODY) {
            Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(home));
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
                Files.setPosixFilePermissions(home, permissions);
            }
        }
    }

    /** Whether the server may work in this directory: root's own rights do not help it there. */
    boolean canWorkIn(Path directory) throws IOException {
        return prefix.isEmpty()
                ? Files.isWritable(directory)
                : Shell.run(command("sh", "-c", "cd -- \"$1\" && [ -w . ]", "sh", directory.toString()))
                        .ok();
    }

    boolean canRun(Engine engine) throws IOException {
        return prefix.isEmpty()
                || Shell.run(command(engine.program("postgres"), "--version")).ok();
    }

    /** For a message: what the server's rights are called. */
    String name() {
        return owner == NOBODY ? "nobody" : System.getProperty("user.name", "?");
    }

    static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static CannotStart wrongOwner(Path data) throws IOException {
        return new CannotStart(
                CannotStart.Reason.WRONG_OWNER,
                data,
                Files.getOwner(data).getName(),
                System.getProperty("user.name", "?"));
    }
}
