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

/**
 * 登录角色文件: as whom the server comes to the database, in the file {@code database-login} of the data directory, which only its
 * owner can read: {@code role = password}. Drawn where there is none; an administrator of the database may have put one there.
 */
final class LoginFile {
    static final String NAME = "database-login";
    private static final String HEAD = """
            # 接力：服务器登录数据库所用的角色和口令，由程序生成。删除后，下次启动会另生成一个。
            # Jieli: the role in which the server comes to the database, and its password. Where it is removed the next start
            # draws another.
            """;

    private LoginFile() {}

    static Login in(Path home, SecureRandom random) {
        Path file = home.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                Login drawn = Login.drawn(random);
                WholeFile.write(file, HEAD + drawn.role() + " = " + drawn.password() + "\n");
                return drawn;
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                List<String> cells = Splitter.on('=').limit(2).trimResults().splitToList(line);
                if (!line.startsWith("#")
                        && cells.size() == 2
                        && !cells.get(0).isEmpty()
                        && !cells.get(1).isEmpty()) {
                    return new Login(cells.get(0), cells.get(1));
                }
            }
        } catch (CharacterCodingException unreadable) {
            // said below
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Refused(
                "LOGIN_UNREADABLE",
                "文件 " + file + " 里应有一行“角色 = 口令”。请删除这个文件再启动，程序会另生成一个。",
                "The file " + file
                        + " should have a line \"role = password\". Remove it and start again: another is drawn.");
    }
}
