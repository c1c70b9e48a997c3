package dev.jieli.bootstrap.wiring;

import com.google.common.base.Splitter;
import dev.jieli.persistence.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * 登录角色文件: as whom the server comes to the database, in the file {@code database-login} of the data directory, which only its
 * owner can read: {@code role = password}. Drawn where there is none; an administrator of the database may have put one there.
 */
final class LoginFile {
    static final String NAME = "database-login";
    private static final String HEAD = """
            # 接力：服务器登录数据库所用的角色和密码，由程序生成。删除后，下次启动会另生成一个。
            # Jieli: the role in which the server comes to the database, and its password. Where it is removed the next start
            # draws another.
            """;

    private LoginFile() {}

    static Login in(Path home, SecureRandom random) {
        return found(home).orElseGet(() -> {
            Login drawn = Login.drawn(random);
            try {
                WholeFile.write(home.resolve(NAME), HEAD + drawn.role() + " = " + drawn.password() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return drawn;
        });
    }

    /** What stands in it; empty where there is no such file yet. */
    static Optional<Login> found(Path home) {
        Path file = home.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                List<String> cells = Splitter.on('=').limit(2).trimResults().splitToList(line);
                if (!line.startsWith("#")
                        && cells.size() == 2
                        && !cells.get(0).isEmpty()
                        && !cells.get(1).isEmpty()) {
                    return Optional.of(new Login(cells.get(0), cells.get(1)));
                }
            }
        } catch (CharacterCodingException unreadable) {
            // said below
        } catch (IOException notOurs) { // drawn by a command that somebody else ran
            throw new Refused(
                    "LOGIN_UNREADABLE",
                    "读不到文件 " + file + "。请检查它的属主和权限：应属于运行服务器的用户，只有他能读写。",
                    "The file " + file
                            + " cannot be read. Check its owner and permissions: it belongs to the user who runs the"
                            + " server, and nobody else may read it.");
        }
        throw new Refused(
                "LOGIN_UNREADABLE",
                "文件 " + file + " 里应有一行“角色 = 密码”。请删除这个文件再启动，程序会另生成一个。",
                "The file " + file
                        + " should have a line \"role = password\". Remove it and start again: another is drawn.");
    }
}
