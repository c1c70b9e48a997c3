package dev.jieli.bootstrap.command;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Audit;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.bootstrap.wiring.Vault;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.wording.Words;
import dev.jieli.persistence.Backup;
import dev.jieli.persistence.BackupKey;
import dev.jieli.persistence.UnusableBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the commands for backups do, apart from them: they are to be read without the database being loaded. */
record Safekeeping(Console console, Place place, Optional<Path> keyFile, Optional<Path> passphraseFile) {

    /** Backs up; with the keys where that is asked for. */
    int backUp(Path file, boolean withKeys, Optional<Path> listeners) {
        try (Vault vault = Vault.of(place, console::note)) {
            if (!vault.isUpToDate()) {
                throw Wiring.older(); // it could not be entered
            }
            Backup.Manifest manifest = vault.backUp(file, key(true), withKeys, listeners);
            print(manifest, file, withKeys);
            return Console.DONE;
        }
    }

    private void print(Backup.Manifest manifest, Path file, boolean withKeys) {
        if (console.json()) {
            console.json(into -> {
                into.writeStringField("file", file.toString());
                into.writeStringField("at", manifest.at().toString());
                into.writeStringField("schema", manifest.schema());
                into.writeObjectFieldStart("rows");
                for (var table : manifest.rows().entrySet()) {
                    into.writeNumberField(table.getKey(), table.getValue());
                }
                into.writeEndObject();
            });
            return;
        }
        console.say(
                "备份完成：" + file + "，" + manifest.rows().size() + " 张表，" + manifest.allRows() + " 行"
                        + (withKeys ? "，含密钥。" : "，不含密钥文件。"),
                "Backed up: " + file + ", " + manifest.rows().size() + " tables, " + manifest.allRows() + " rows"
                        + (withKeys ? ", with the keys." : ", without the key files."));
    }

    /** Puts back and proves it. */
    int restore(Path file) {
        Vault.Returned returned;
        try {
            returned = Vault.restore(place, file, key(false), console::note);
        } catch (UnusableBackup unusable) {
            return console.refuse(unusable.why().name(), why(unusable.why()));
        }
        Backup.Restored restored = returned.restored();
        Audit.Finding found = restored.found();
        if (console.json()) {
            console.json(into -> {
                into.writeBooleanField("whole", found.faults().isEmpty());
                into.writeStringField("at", restored.manifest().at().toString());
                into.writeNumberField("rows", restored.manifest().allRows());
                into.writeNumberField("dockets", found.dockets());
                into.writeNumberField("entries", found.entries());
                into.writeNumberField("faults", found.faults().size());
                into.writeStringField("signatures", returned.key().orElse(""));
                if (returned.policies().isPresent()) {
                    into.writeArrayFieldStart("policies");
                    for (String name : returned.policies().get()) {
                        into.writeString(name);
                    }
                    into.writeEndArray();
                }
            });
        } else {
            console.say(
                    "已恢复 " + restored.manifest().at() + " 的备份："
                            + restored.manifest().rows().size() + " 张表、"
                            + restored.manifest().allRows() + " 行，逐表相符。",
                    "Restored the backup of " + restored.manifest().at() + ": "
                            + restored.manifest().rows().size() + " tables, "
                            + restored.manifest().allRows()
                            + " rows, as many in each table as were backed up.");
            console.say(
                    "核验 " + found.dockets() + " 卷、" + found.entries() + " 条记录、" + found.checkpoints() + " 个检查点。",
                    "Verified " + found.dockets() + " dockets, " + found.entries() + " entries, " + found.checkpoints()
                            + " checkpoints.");
        }
        if (!found.faults().isEmpty()) {
            Audit.Fault first = found.faults().get(0);
            return console.refuse(
                    "NOT_WHOLE",
                    "",
                    console.in(
                            "有 " + found.faults().size() + " 处不符（" + first.subject() + " 第" + first.number() + "条："
                                    + Words.of(first.kind()).zh() + "），这份数据不能启动。请另找一份备份。",
                            "There are " + found.faults().size() + " faults (" + first.subject() + " entry "
                                    + first.number()
                                    + ": " + Words.of(first.kind()).en()
                                    + "), and these data do not start. Take another backup."));
        }
        tellSignatures(returned);
        if (!Files.exists(place.home().resolve("keys"))) {
            console.note(
                    "备份里没有密钥文件。请把原来的 keys（和 seal-keys，不要 seal-keys.last）放进 " + place.home() + " 再启动。",
                    "The backup holds no keys. Put the file keys (and seal-keys, but not seal-keys.last) of then into "
                            + place.home() + " before you start.");
        }
        tellPolicies(returned.policies());
        return Console.DONE;
    }

    /** What was proved, and what was not. */
    private void tellSignatures(Vault.Returned returned) {
        console.note(
                returned.key()
                        .map(key -> "检查点的签章已经用公钥指纹 " + key + " 的密钥核对。请用别的途径核对这个指纹。")
                        .orElse("检查点的签章没有核对：这里和备份里都没有签章密钥。放回 seal-keys 后请运行 jieli verify。"),
                returned.key()
                        .map(key -> "The signatures of the checkpoints were looked at with the key of the fingerprint "
                                + key + ": compare it by another way.")
                        .orElse(
                                "The signatures of the checkpoints were not looked at: neither here nor in the backup are the keys."
                                        + " Put seal-keys back and run jieli verify."));
        returned.ahead()
                .ifPresent(last -> console.note(
                        "签章密钥旁边记着第" + last.number() + "个检查点（" + last.at()
                                + "），备份里没有：那以前没有进这份备份的记录不会回来。现在从备份的最后一个检查点继续。",
                        "Beside the keys stood checkpoint " + last.number() + " of " + last.at()
                                + ", which is not in the backup: what was entered up to then and is not in it does not come back. The"
                                + " record goes on from the last checkpoint of the backup."));
    }

    /** What holds from now on is to be known: without its files a house is as lax as the usual rules are. */
    private void tellPolicies(Optional<ImmutableList<String>> policies) {
        if (policies.isEmpty()) {
            console.note(
                    "备份是以前的版本做的，不含参数文件（sign-in、retention、syslog、listeners）。请把原来的放进 " + place.home() + " 再启动，否则按默认规则运行。",
                    "The backup was made by an earlier release and holds no files of rules (sign-in, retention, syslog, listeners). Put"
                            + " those of then into " + place.home() + " before you start, or the usual rules hold.");
        } else {
            console.note(
                    policies.get().isEmpty() ? "没有参数文件，按默认规则运行。" : "已恢复参数文件：" + String.join("、", policies.get()) + "。",
                    policies.get().isEmpty()
                            ? "There were no files of rules: the usual rules hold."
                            : "Files of rules that came back: " + String.join(", ", policies.get()) + ".");
        }
    }

    private static Wording why(UnusableBackup.Why why) {
        return switch (why) {
            case NOT_A_BACKUP -> Wording.of("这个文件不是接力的备份。请检查路径。", "This file is no backup of Jieli. Check its path.");
            case WRONG_KEY ->
                Wording.of(
                        "密钥不对，备份打不开。请用做备份时的密钥文件或口令短语。",
                        "The key is another. Give the key file or passphrase with which the backup was made.");
            case DAMAGED ->
                Wording.of(
                        "备份不完整或者已损坏，没有恢复任何内容。请换一份备份。",
                        "The backup is incomplete or damaged, and nothing was restored. Take another one.");
            case NEWER ->
                Wording.of(
                        "备份是更新的版本做的。请先安装那个版本，再恢复。",
                        "The backup was made by a later release. Install that release and restore with it.");
            case NOT_EMPTY ->
                Wording.of(
                        "目标数据库里已有内容，不会覆盖。请给一个空的数据库。",
                        "The database holds something, and nothing is replaced. Give an empty one.");
            case DIFFERS ->
                Wording.of(
                        "恢复出来的内容与备份清单不符，没有保留。请换一份备份。",
                        "What was restored is not what the manifest says, and was not kept. Take another backup.");
        };
    }

    /** Backs up and brings up to date. */
    int upgrade(Path file) {
        try (Vault vault = Vault.alone(place, console::note)) {
            if (vault.isUpToDate()) {
                console.say("数据已是这个版本的，不需要升级。", "The data are up to date; there is nothing to do.");
                return Console.DONE;
            }
            Backup.Manifest manifest = vault.backUp(file, key(true), false);
            try {
                vault.upgrade(manifest);
            } catch (RuntimeException fault) {
                console.note(
                        "升级没有做完。升级前的备份在 " + file + "，请保管好：要回到升级前，用原来的版本把它恢复到一个空目录；再次升级请换一个备份文件名。",
                        "The upgrade did not come to its end. What was there before it is in " + file
                                + ": keep it. To go back, restore it into an empty directory with the earlier release; to try again,"
                                + " name another backup file.");
                throw fault;
            }
            console.say(
                    "已备份到 " + file + "（" + manifest.allRows() + " 行，版本 " + manifest.schema() + "），并升级完毕。",
                    "Backed up to " + file + " (" + manifest.allRows() + " rows, version " + manifest.schema()
                            + ") and brought up to date.");
            return Console.DONE;
        }
    }

    /** @param making whether a key file that is not there is made */
    private BackupKey key(boolean making) {
        return key(making, System.getenv());
    }

    private BackupKey key(boolean making, Map<String, String> environment) {
        try {
            if (keyFile.isPresent()) {
                if (making && !Files.exists(keyFile.get())) {
                    Vault.drawKey(keyFile.get());
                    console.note(
                            "新的备份密钥在 " + keyFile.get() + "。没有它，备份无法打开：请另外保管。",
                            "A new key is in " + keyFile.get()
                                    + ". Without it the backup cannot be opened: keep it elsewhere.");
                }
                return BackupKey.ofFile(Files.readAllBytes(keyFile.get()));
            }
            Optional<String> said = passphraseFile.isPresent()
                    ? Optional.of(Files.readString(passphraseFile.get()).strip())
                    : Optional.ofNullable(environment.get("JIELI_BACKUP_PASSPHRASE"));
            return BackupKey.ofPassphrase(said.orElseThrow(() -> new Refused(
                    "NO_BACKUP_KEY",
                    "备份总是加密的。请用 --key-file 文件 或 --passphrase-file 文件 给出密钥。",
                    "A backup is always encrypted. Give a key with --key-file FILE or --passphrase-file FILE.")));
        } catch (IOException unreadable) {
            throw new Refused(
                    "BACKUP_KEY_UNREADABLE",
                    "读不到密钥文件 " + unreadable.getMessage() + "。请检查路径和权限。",
                    "The key file " + unreadable.getMessage() + " cannot be read. Check its path and permissions.");
        } catch (IllegalArgumentException weak) {
            throw new Refused(
                    "BACKUP_KEY_WEAK",
                    "密钥太短：密钥文件至少16字节，口令短语至少12个字。请换一个。",
                    "The key is too short: a key file has at least 16 bytes, a passphrase at least 12 letters. Choose another.");
        }
    }
}
