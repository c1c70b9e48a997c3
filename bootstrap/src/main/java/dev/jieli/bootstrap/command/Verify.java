package dev.jieli.bootstrap.command;

import dev.jieli.application.port.Audit;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.http.wording.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "核验全部案卷：每条记录有没有被改、被删、被插入、被调换，尾部有没有被截去。",
            "Verifies every docket: whether an entry was altered, removed, inserted or moved, or a tail cut off."
        })
final class Verify implements Callable<Integer> {
    private static final int TOLD_EVERY = 100_000;

    private final Console console;
    private final Doors doors;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = {
                "脱机核验：checkpoint 命令写出的检查点文件，不用服务器和数据库。",
                "Verifies without server and database: the checkpoints that the command checkpoint wrote."
            })
    private Optional<Path> checkpoint = Optional.empty();

    @Option(
            names = "--entries",
            paramLabel = "FILE",
            description = {"脱机核验：案卷抄本。", "With --checkpoint: the copy of the entries."})
    private Optional<Path> entries = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = {
                "脱机核验：另行得到的公钥（PEM），检查点应由它或由它背书的密钥签名。",
                "With --checkpoint: the public key (PEM) as it came by another way; the checkpoints must be signed by it or by"
                        + " keys that it endorsed."
            })
    private Optional<Path> key = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    Verify(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        if (checkpoint.isPresent() || entries.isPresent()) {
            return offline();
        }
        try (House house = doors.open(data.place(), console)) {
            long[] told = {0};
            Audit.Finding finding = house.archive().audit().verify(read -> {
                if (read >= told[0] + TOLD_EVERY) {
                    told[0] = read;
                    console.note("  已读 " + read + " 条", "  " + read + " entries read");
                }
            });
            print(finding, into -> {});
            return finding.faults().isEmpty() ? Console.DONE : Console.REFUSED;
        }
    }

    private int offline() throws IOException {
        if (checkpoint.isEmpty() || entries.isEmpty()) {
            console.refuse(
                    "MISUSED",
                    "",
                    console.in(
                            "脱机核验要同时给出 --checkpoint 和 --entries。",
                            "Without the server both --checkpoint and --entries are needed."));
            return Console.MISUSED;
        }
        RecordFiles.Verified verified;
        try {
            Optional<String> pem = key.isPresent() ? Optional.of(Files.readString(key.get())) : Optional.empty();
            verified = RecordFiles.verify(checkpoint.get(), entries.get(), pem);
        } catch (NoSuchFileException missing) {
            return console.refuse(
                    "FILE_MISSING",
                    "",
                    console.in(
                            "没有文件 " + missing.getFile() + "。请检查路径。",
                            "There is no file " + missing.getFile() + ". Check the path."));
        } catch (IOException | RuntimeException none) {
            return console.refuse(
                    "FILE_UNREADABLE",
                    "",
                    console.in(
                            "文件不是检查点和案卷抄本，或者已经损坏。请向出具的单位重新索取。",
                            "The files are no checkpoints and entries, or are damaged. Ask whoever made them for others."));
        }
        if (verified.keys().isEmpty() || !verified.keys().areEndorsed()) {
            return console.refuse(
                    "ANOTHER_KEY",
                    "",
                    console.in(
                            "检查点不是用您给出的公钥签的，或者文件里的公钥没有一环扣一环的背书。请向出具的单位核对公钥，核对前不要相信这份文件。",
                            "The checkpoints were not signed under the key that you gave, or the keys in the file are not"
                                    + " endorsed one by the other. Compare the key with whoever made them before you trust it."));
        }
        print(verified.finding(), into -> {
            into.writeStringField(
                    "newest", verified.newest().map(Instant::toString).orElse(""));
            into.writeStringField("fingerprint", verified.keys().fingerprint());
            into.writeBooleanField("believed", key.isPresent());
        });
        if (!console.json()) {
            verified.newest()
                    .ifPresent(at -> console.say("最后一个检查点在 " + at + "。", "The last checkpoint is of " + at + "."));
            if (key.isEmpty()) {
                console.note(
                        "没有给出 --key：请用别的途径核对公钥指纹 " + verified.keys().fingerprint() + "。",
                        "No --key was given: compare the fingerprint "
                                + verified.keys().fingerprint() + " of the public key by another way.");
            }
        }
        return verified.finding().faults().isEmpty() ? Console.DONE : Console.REFUSED;
    }

    private void print(Audit.Finding finding, Console.Content more) {
        if (console.json()) {
            console.json(into -> {
                into.writeBooleanField("whole", finding.faults().isEmpty());
                into.writeNumberField("dockets", finding.dockets());
                into.writeNumberField("entries", finding.entries());
                into.writeNumberField("checkpoints", finding.checkpoints());
                into.writeNumberField("beyond", finding.beyond());
                into.writeArrayFieldStart("faults");
                for (Audit.Fault fault : finding.faults()) {
                    into.writeStartObject();
                    into.writeStringField("subject", fault.subject());
                    into.writeNumberField("number", fault.number());
                    into.writeStringField("kind", fault.kind().name());
                    into.writeEndObject();
                }
                into.writeEndArray();
                more.write(into);
            });
            return;
        }
        console.say(
                "核验 " + finding.dockets() + " 卷、" + finding.entries() + " 条记录、" + finding.checkpoints() + " 个检查点",
                "Verified " + finding.dockets() + " dockets, " + finding.entries() + " entries, "
                        + finding.checkpoints() + " checkpoints");
        if (finding.beyond() > 0) {
            console.say(
                    "其中 " + finding.beyond() + " 条尚无检查点担保其齐全。",
                    "No checkpoint covers " + finding.beyond() + " of them yet: nothing vouches for their being all.");
        }
        if (finding.faults().isEmpty()) {
            console.say("全部完好。", "All is whole.");
            return;
        }
        for (Audit.Fault fault : finding.faults()) {
            console.refuse(
                    fault.kind().name(),
                    "",
                    console.in(
                            fault.subject() + " 第" + fault.number() + "条："
                                    + Words.of(fault.kind()).zh(),
                            fault.subject() + " entry " + fault.number() + ": "
                                    + Words.of(fault.kind()).en()));
        }
        console.refuse(
                "NOT_WHOLE",
                "",
                console.in(
                        "发现 " + finding.faults().size() + " 处不符。请停止使用这份数据，从备份核对恢复，并查明原因。",
                        "There are " + finding.faults().size()
                                + " faults. Stop using these data, compare and restore from a backup, and find out why."));
    }
}
