package dev.jieli.bootstrap.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** 恢复未完成: a file in a data directory that is being restored; while it is there nothing is started on it. */
final class Unfinished {
    private static final String MARK = "restoring";

    private Unfinished() {}

    static void refuse(Path home) {
        if (Files.exists(home.resolve(MARK))) {
            throw new Refused(
                    "RESTORE_UNFINISHED",
                    "数据目录 " + home + " 的恢复没有做完，不能使用。请删除这个目录（用外部数据库的，把那个数据库也清空），再运行一次 jieli restore。",
                    "The data directory " + home
                            + " was not restored to the end and is of no use. Remove it, empty the"
                            + " database where it is an outside one, and run jieli restore once more.");
        }
    }

    static void begin(Path home) {
        try {
            WholeFile.write(home.resolve(MARK), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void end(Path home) {
        try {
            Files.delete(home.resolve(MARK));
            WholeFile.directoryOnDisk(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
