package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is told with what to do; the data that are well are looked at in the restore drill. */
class DoctorTest {

    @TempDir
    private Path folder;

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
}
