package dev.jieli.bootstrap.command;

import dev.jieli.application.LeaveTrace;
import dev.jieli.application.published.SealKeys;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.SealFile;
import dev.jieli.bootstrap.wiring.Vault;
import dev.jieli.domain.account.AccountAct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "checkpoint",
        description = {
            "做一个签名的检查点，写成文件，交给别人保管；连同案卷抄本可以脱机核验。",
            "Makes a signed checkpoint and writes all of them to a file for somebody else to keep; with a copy of the entries it is"
                    + " verified anywhere."
        },
        footer = {
            "核验：jieli verify --checkpoint 文件 --entries 文件 [--key 公钥]",
            "To verify: jieli verify --checkpoint FILE --entries FILE [--key PUBLIC-KEY]"
        })
final class CheckpointCommand implements Callable<Integer> {
    private final Console console;
    private final Doors doors;

    @Parameters(
            paramLabel = "FILE",
            description = {"写入的文件，名字以 .gz 结尾则压缩。", "The file to write; packed where its name ends in .gz."})
    private Path file = Path.of("checkpoints.txt");

    @Option(
            names = "--entries",
            paramLabel = "FILE",
            description = {"同时抄出全部案卷条目到这个文件。", "Copies every entry into this file as well."})
    private Optional<Path> entries = Optional.empty();

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = {"把公钥写成 PEM 文件，另行交给核验的人。", "Writes the public key as PEM, to be given to whoever verifies."})
    private Optional<Path> publicKey = Optional.empty();

    @Option(
            names = "--rotate-key",
            description = {
                "然后换一把签章密钥：新钥由旧钥背书，旧钥不再签名。",
                "Draws another key afterwards: endorsed by the present one, which then signs no more."
            })
    private boolean rotate;

    @Option(
            names = "--overwrite",
            description = {"文件已存在时覆盖它。", "Writes over files that are there."})
    private boolean overwrite;

    @Option(
            names = "--lost-key",
            description = {
                "签章密钥文件确实丢失时：另立一把。以前的签章从此无法核对，只有别人手里的抄本能作证。",
                "Where the file of the keys is lost for good: begins with another. The signatures so far cannot be looked at any more;"
                        + " copies that others keep still prove them."
            })
    private boolean lost;

    @Mixin
    private DataOptions data = new DataOptions();

    CheckpointCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() {
        for (Optional<Path> to : List.of(Optional.of(file), entries, publicKey)) {
            Optional<Path> folder = to.map(Path::toAbsolutePath).map(Path::getParent);
            if (folder.isPresent() && !Files.isDirectory(folder.get())) {
                return console.refuse(
                        "NO_SUCH_DIRECTORY",
                        "",
                        console.in("没有目录 " + folder.get() + "。", "There is no directory " + folder.get() + "."));
            }
            if (!overwrite && to.filter(Files::exists).isPresent()) {
                return console.refuse(
                        "FILE_EXISTS",
                        "",
                        console.in(
                                to.get() + " 已存在：它可能是唯一的证据，不会覆盖。请换一个文件名；确实要覆盖的，加 --overwrite。",
                                to.get()
                                        + " is there and may be the only witness. Name another file, or write over it with"
                                        + " --overwrite."));
            }
        }
        SealFile seals = SealFile.of(data.place().home(), System.getenv());
        if (lost) {
            if (seals.exists()) {
                return console.refuse(
                        "KEY_IS_THERE",
                        "",
                        console.in(
                                "签章密钥文件 " + seals.file() + " 在，没有丢失。要换一把，请用 --rotate-key。",
                                "The file " + seals.file()
                                        + " is there and not lost. For another key use --rotate-key."));
            }
            if (Files.exists(data.place().home().resolve("keys"))) { // where no data are, that is told below
                seals.keys(new SecureRandom(), Clock.systemUTC().instant());
            }
        }
        try (House house = doors.open(data.place(), console)) {
            Set<AccountAct.Kind> entered = EnumSet.of(AccountAct.Kind.EXPORT);
            if (rotate || lost) {
                entered.add(AccountAct.Kind.ROTATE_KEY);
            }
            entered.forEach(kind -> trace(house, AccountAct.Trace.done(kind)));
            try {
                write(house, seals, entered);
            } catch (IOException | RuntimeException fault) {
                entered.forEach(kind -> trace(house, AccountAct.Trace.failed(kind, Vault.NOT_WRITTEN)));
                throw fault;
            }
            return Console.DONE;
        } catch (IOException unwritable) {
            return new Ledgers(console).notWritten(file, unwritable);
        }
    }

    /** @param left what was entered and is still to be done */
    private void write(House house, SealFile seals, Set<AccountAct.Kind> left) throws IOException {
        if (lost) {
            left.remove(AccountAct.Kind.ROTATE_KEY); // another was drawn before the data were opened
        }
        house.archive().audit().checkpoint(house.now());
        if (rotate) {
            seals.rotate(house.random(), house.now());
            left.remove(AccountAct.Kind.ROTATE_KEY);
        }
        SealKeys keys = seals.keys(house.random(), house.now());
        if (publicKey.isPresent()) {
            Files.writeString(publicKey.get(), keys.pem()); // first: where this fails nothing has gone out
        }
        RecordFiles.write(house.archive().audit(), file, entries);
        console.say(
                "检查点已写入 " + file + "，签章公钥指纹 " + keys.fingerprint() + (rotate ? "（新钥，重新启动服务器后使用）" : ""),
                "The checkpoints are in " + file + "; fingerprint of the key " + keys.fingerprint()
                        + (rotate ? " (the new one, in use once the server is started again)" : ""));
    }

    private void trace(House house, AccountAct.Trace trace) {
        new LeaveTrace(house.archive().store())
                .leave(
                        AccountAct.NOBODY,
                        trace.with(
                                        AccountAct.Detail.FIELDS,
                                        entries.isPresent() ? "checkpoints, entries" : "checkpoints")
                                .with(AccountAct.Detail.MEANS, "command line"),
                        Optional.empty(),
                        house.now());
    }
}
