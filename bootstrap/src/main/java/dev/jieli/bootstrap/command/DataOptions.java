package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which data a command works on. */
final class DataOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            order = 90,
            description = {
                "数据目录（默认 JIELI_DATA 或当前账号的数据目录）。",
                "The data directory (by default JIELI_DATA, or where this account's data are kept)."
            })
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--demo",
            order = 91,
            description = {"用演示数据。", "Work on the demonstration's data."})
    private boolean demo;

    @Option(
            names = "--database",
            paramLabel = "URL",
            order = 92,
            description = {
                "外部 PostgreSQL 15 至 18，如 jdbc:postgresql://主机/库（或 JIELI_DATABASE）；不用内置的。",
                "An outside PostgreSQL 15 to 18 such as jdbc:postgresql://host/db (or JIELI_DATABASE) in place of the embedded one."
            })
    private Optional<String> database = Optional.empty();

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            order = 93,
            description = {"它的账号（或 JIELI_DATABASE_USER）。", "Its user (or JIELI_DATABASE_USER)."})
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            order = 94,
            description = {
                "写有密码的文件（或 JIELI_DATABASE_PASSWORD）。",
                "A file with its password (or JIELI_DATABASE_PASSWORD)."
            })
    private Optional<Path> passwordFile = Optional.empty();

    /** The command that was called, as it is written. */
    String command() {
        return command.qualifiedName();
    }

    /** Whether somebody said which data are meant. */
    boolean isNamed() {
        return demo || data.isPresent() || database.isPresent();
    }

    Place place() {
        return place(demo, System.getenv());
    }

    Place place(boolean demonstration, Map<String, String> environment) {
        Path home = Place.home(data, demonstration || demo, environment);
        Optional<String> url = database.or(() -> said(environment, "JIELI_DATABASE"));
        if (url.isEmpty()) {
            return new Place(home, Optional.empty());
        }
        if (!url.get().startsWith("jdbc:postgresql:") && !url.get().startsWith("postgresql:")) {
            throw new Refused(
                    "DATABASE_URL",
                    "数据库地址应当形如 jdbc:postgresql://主机:5432/库名，而不是“" + url.get() + "”。",
                    "A database URL looks like jdbc:postgresql://host:5432/name, not \"" + url.get() + "\".");
        }
        String jdbc = url.get().startsWith("jdbc:") ? url.get() : "jdbc:" + url.get();
        return new Place(
                home,
                Optional.of(new Place.Database(
                        jdbc,
                        user.or(() -> said(environment, "JIELI_DATABASE_USER")).orElse("jieli"),
                        password(environment))));
    }

    private String password(Map<String, String> environment) {
        if (passwordFile.isEmpty()) {
            return said(environment, "JIELI_DATABASE_PASSWORD").orElse("");
        }
        try {
            return Files.readString(passwordFile.get()).strip();
        } catch (IOException e) {
            throw new Refused(
                    "PASSWORD_FILE",
                    "读不到密码文件 " + passwordFile.get() + "。请检查路径和权限。",
                    "The password file " + passwordFile.get() + " cannot be read. Check its path and permissions.");
        }
    }

    private static Optional<String> said(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
