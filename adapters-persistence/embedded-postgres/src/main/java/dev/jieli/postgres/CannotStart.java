package dev.jieli.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL did not start. Says why, and what to do next, in Chinese and in English. */
public final class CannotStart extends RuntimeException {

    // spotless:off
    public enum Reason {
        IN_USE("数据目录 %s 正由另一个接力程序使用（%s）。请先停止它，或者另选一个数据目录。",
            "The data directory %s is in use by another running Jieli (%s). Stop that one first, or choose another directory."),
        WRONG_OWNER("%s 属于账号 %s，而现在的账号是 %s。请用原来的账号启动，或者另选一个数据目录。",
            "%s belongs to the account %s, but this is %s. Start as that account, or choose another directory."),
        NOT_ACCESSIBLE("账号 %2$s 不能读写 %1$s。请检查该目录及其上级目录的权限，或者另选一个数据目录。",
            "The account %2$s cannot read and write %1$s. Check the permissions of the directory and of those above it, or choose another directory."),
        NOT_EXECUTABLE("%s 所在的文件系统不允许运行程序（noexec）。请另选一个数据目录。",
            "Programs may not run on the file system of %s (noexec). Choose another directory."),
        NO_UNPRIVILEGED_ACCOUNT("PostgreSQL 不能以 root 身份运行，而这里既不能用 unshare 也不能用 setpriv 降低权限。请换普通账号启动。",
            "PostgreSQL does not run as root, and neither unshare nor setpriv can lower the rights here. Start as an ordinary user."),
        NO_ENGINE("这个程序里没有适用于 %s 的 PostgreSQL。请用为该平台构建的版本，或者连接外部的 PostgreSQL 15 至 18。",
            "There is no PostgreSQL for %s in this program. Use one built for this platform, or an outside PostgreSQL 15 to 18."),
        WRONG_VERSION("%s 由 PostgreSQL %s 写成，不能用 PostgreSQL %s 打开。请用原来版本的接力导出数据后再导入。",
            "%s was written by PostgreSQL %s and cannot be opened by PostgreSQL %s. Export with the Jieli that wrote it, then import."),
        NOT_A_CLUSTER("%s 里有文件，但不是 PostgreSQL 的数据。请检查该目录，或者另选一个数据目录。",
            "%s has files in it, but they are not PostgreSQL's. Look into it, or choose another directory."),
        DISK_FULL("%s 所在的磁盘已满（剩余 %s MB，至少需要 %s MB）。请清理后再启动。",
            "The disk of %s is full (%s MB left, at least %s MB needed). Make room and start again."),
        STILL_RUNNING("上次留下的 PostgreSQL 进程（%2$s）仍在使用 %1$s，没有按要求停止。请结束该进程后再启动。",
            "A PostgreSQL left over from before (process %2$s) still uses %1$s and did not stop when told to. End it and start again."),
        FAILED("%s 里的 PostgreSQL 没有启动成功。它最后的记录：%n%s",
            "The PostgreSQL in %s did not start. Its last words:%n%s");

        private final String chinese;
        private final String english;

        Reason(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }
    // spotless:on

    /** Engine 60, fresh cluster 40, write-ahead log and room to work in. */
    static final long NEEDED_MEGABYTES = 200;

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final List<String> details;

    CannotStart(Reason reason, Object... details) {
        this(null, reason, details);
    }

    CannotStart(@Nullable Throwable cause, Reason reason, Object... details) {
        super(reason.english.formatted(details), cause);
        this.reason = reason;
        this.details = List.of(details).stream().map(Object::toString).toList();
    }

    /** What the operating system refused, told as far as it can be told. */
    static CannotStart because(IOException e, Path home) {
        if (says(e, "No space left on device") || says(e, "Disk quota exceeded")) {
            return diskFull(e, home);
        }
        if (e instanceof AccessDeniedException denied) {
            String file = Objects.requireNonNullElse(denied.getFile(), home.toString());
            return new CannotStart(e, Reason.NOT_ACCESSIBLE, file, System.getProperty("user.name", "?"));
        }
        return new CannotStart(e, Reason.FAILED, home, e);
    }

    /** What PostgreSQL's programs printed before they gave up. */
    static CannotStart because(String lastWords, Path home) {
        return lastWords.contains("No space left on device") || lastWords.contains("Disk quota exceeded")
                ? diskFull(null, home)
                : new CannotStart(Reason.FAILED, home, lastWords);
    }

    static CannotStart diskFull(@Nullable Throwable cause, Path home) {
        return new CannotStart(cause, Reason.DISK_FULL, home, freeMegabytes(home), NEEDED_MEGABYTES);
    }

    static long freeMegabytes(Path home) {
        try {
            return Files.getFileStore(home).getUsableSpace() >> 20;
        } catch (IOException e) {
            return 0;
        }
    }

    public Reason reason() {
        return reason;
    }

    /** The sentence in Chinese for a Chinese locale, in English for any other. */
    public String message(Locale locale) {
        String sentence = locale.getLanguage().equals("zh") ? reason.chinese : reason.english;
        return sentence.formatted(details.toArray());
    }

    private static boolean says(IOException e, String words) {
        return e.getMessage() != null && e.getMessage().contains(words);
    }
}
