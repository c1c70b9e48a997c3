package dev.jieli.bootstrap.command;

import com.google.common.collect.ImmutableList;
import dev.jieli.bootstrap.server.Relays;
import dev.jieli.bootstrap.server.RetentionFile;
import dev.jieli.bootstrap.server.ScheduledBackups;
import dev.jieli.bootstrap.server.SignInFile;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.bootstrap.wiring.SealFile;
import dev.jieli.bootstrap.wiring.Vault;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.site.Certificates;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.Transport;
import dev.jieli.persistence.Vitals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What {@link Doctor} looks at, apart from it: the command is to be read without the database being loaded. */
final class Checkup {
    private static final long LEAST_BYTES = 200L << 20;
    private static final long FEW_BYTES = 2L << 30;
    private static final Duration APART = Duration.ofMinutes(2);
    private static final Duration STALE = Duration.ofHours(50);
    private static final Duration BEHIND = Duration.ofMinutes(15);
    private static final Duration CERTIFICATE = Duration.ofDays(30);
    private static final int NOTICE_FROM_DAY = 10;

    /** How it is with one thing. */
    enum How {
        WELL,
        LOOK,
        ILL
    }

    private record Finding(How how, String what, Wording says) {}

    private final Console console;
    private final Optional<Path> backups;
    private final Optional<Path> certificate;
    private final Optional<Path> tlsKey;
    private final Optional<Path> listeners;
    private final List<Finding> findings = new ArrayList<>();

    Checkup(
            Console console,
            Optional<Path> backups,
            Optional<Path> certificate,
            Optional<Path> tlsKey,
            Optional<Path> listeners) {
        this.console = console;
        this.backups = backups;
        this.certificate = certificate;
        this.tlsKey = tlsKey;
        this.listeners = listeners;
    }

    int of(Place place) {
        return of(place, java.time.Clock.systemUTC().instant());
    }

    int of(Place place, Instant now) {
        disk(place);
        files(place);
        database(place, now);
        backups(now);
        certificate(now);
        findings.forEach(this::tell);
        boolean ill = findings.stream().anyMatch(finding -> finding.how() == How.ILL);
        if (!console.json()) {
            long look = findings.stream()
                    .filter(finding -> finding.how() != How.WELL)
                    .count();
            console.say(
                    look == 0 ? "一切正常。" : "有 " + look + " 项需要处理。",
                    look == 0 ? "All is well." : look + " things want looking after.");
        }
        return ill ? Console.REFUSED : Console.DONE;
    }

    private void tell(Finding finding) {
        if (console.json()) {
            console.json(into -> {
                into.writeStringField("what", finding.what());
                into.writeStringField("how", finding.how().name());
                into.writeStringField("says", finding.says().in(console.language()));
            });
        } else {
            String mark = switch (finding.how()) {
                case WELL -> console.in("正常", "well");
                case LOOK -> console.in("注意", "look");
                case ILL -> console.in("故障", "ill ");
            };
            console.say(mark + "  " + finding.says().in(console.language()));
        }
    }

    private void found(How how, String what, String zh, String en) {
        findings.add(new Finding(how, what, Wording.of(zh, en)));
    }

    // ------------------------------------------------------------------ disk and files

    private void disk(Place place) {
        Path home = place.home();
        if (!Files.isDirectory(home)) {
            found(
                    How.ILL,
                    "home",
                    "没有数据目录 " + home + "。请用 --data 指明。",
                    "There is no data directory " + home + ". Name it with --data.");
            return;
        }
        long free = home.toFile().getUsableSpace();
        long megabytes = free >> 20;
        found(
                enough(free),
                "disk",
                "数据目录所在的盘还有 " + megabytes + " MB。" + (free < FEW_BYTES ? "请清理或者换到更大的盘。" : ""),
                "The disk of the data has " + megabytes + " MB left."
                        + (free < FEW_BYTES ? " Free some, or move to a larger one." : ""));
    }

    /** @param free bytes */
    static How enough(long free) {
        return free < LEAST_BYTES ? How.ILL : free < FEW_BYTES ? How.LOOK : How.WELL;
    }

    private void files(Place place) {
        Path home = place.home();
        if (Files.exists(home.resolve("restoring"))) {
            found(
                    How.ILL,
                    "restore",
                    "这个目录的恢复没有做完。请删除它，再运行一次 jieli restore。",
                    "This directory was not restored to the end. Remove it and run jieli restore once more.");
        }
        secret(home.resolve("keys"), "keys", How.ILL);
        secret(SealFile.of(home, System.getenv()).file(), "seal-keys", How.LOOK);
        for (Path other : List.of(home.resolve("sign-in"), listeners(home), home.resolve("database-login"))) {
            if (Files.exists(other)) {
                secret(
                        other,
                        other.equals(listeners(home)) ? "who-listens" : String.valueOf(other.getFileName()),
                        How.ILL);
            }
        }
        tlsKey.ifPresent(key -> secret(key, "tls-key", How.ILL));
        understood("sign-in-rules", () -> SignInFile.read(home.resolve("sign-in"), Settings.local(0)));
        understood("retention", () -> RetentionFile.in(home));
        understood("syslog", () -> Relays.logServers(home.resolve("syslog")));
        shut(home);
        if (Files.isDirectory(home) && !Files.isWritable(home)) {
            found(
                    How.ILL,
                    "home",
                    "数据目录 " + home + " 不能写入。请检查属主和权限。",
                    "The data directory " + home + " is not writable. Check owner and permissions.");
        }
    }

    private Path listeners(Path home) {
        return listeners.orElse(home.resolve("listeners"));
    }

    /** What its names tell is little, but whoever may write there puts other files in the place of ours. */
    private void shut(Path home) {
        try {
            Set<PosixFilePermission> open = new HashSet<>(Files.getPosixFilePermissions(home));
            open.retainAll(EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE));
            if (!open.isEmpty()) {
                found(
                        How.LOOK,
                        "home",
                        "数据目录 " + home + " 别人也能看。请运行 chmod go-rw " + home + "。",
                        "Others can look into the data directory " + home + ". Run chmod go-rw " + home + ".");
            }
        } catch (IOException | UnsupportedOperationException otherSystem) {
            // told of the key file
        }
    }

    /** A file that cannot be understood stops the next start. */
    private void understood(String what, Supplier<?> reading) {
        try {
            Object unused = reading.get();
        } catch (Refused why) {
            found(
                    How.ILL,
                    what,
                    why.in(dev.jieli.domain.statute.Language.ZH),
                    why.in(dev.jieli.domain.statute.Language.EN));
        } catch (UncheckedIOException unreadable) {
            String which = String.valueOf(unreadable.getMessage());
            found(
                    How.ILL,
                    what,
                    "读不到文件 " + which + "。请检查属主和权限。",
                    "The file " + which + " cannot be read. Check its owner and permissions.");
        }
    }

    private void secret(Path file, String what, How missing) {
        if (!Files.isReadable(file)) {
            found(
                    missing,
                    what,
                    "读不到密钥文件 " + file + "。请从备份恢复这个文件。",
                    "The key file " + file + " cannot be read. Restore it from a backup.");
            return;
        }
        try {
            Set<PosixFilePermission> open = new HashSet<>(Files.getPosixFilePermissions(file));
            open.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            found(
                    open.isEmpty() ? How.WELL : How.ILL,
                    what,
                    open.isEmpty()
                            ? "含密钥的文件 " + file.getFileName() + " 只有属主能读。"
                            : "含密钥的文件 " + file + " 别人也能读。请运行 chmod 600 " + file + "。",
                    open.isEmpty()
                            ? "Only its owner reads the file " + file.getFileName() + ", which holds a key."
                            : "Others can read the file " + file + ", which holds a key. Run chmod 600 " + file + ".");
        } catch (IOException | UnsupportedOperationException otherSystem) {
            found(
                    How.LOOK,
                    what,
                    "请自行确认密钥文件 " + file + " 只有属主能读。",
                    "See for yourself that only its owner reads " + file + ".");
        }
    }

    // ------------------------------------------------------------------ database

    private void database(Place place, Instant now) {
        Vitals vitals;
        boolean walled;
        try (Vault vault = Vault.of(place, console::note)) {
            vitals = vault.vitals();
            walled = vitals.pending() > 0 || !Files.isDirectory(place.home()) || vault.isWalled();
        } catch (Refused why) {
            found(
                    How.ILL,
                    "database",
                    why.in(dev.jieli.domain.statute.Language.ZH),
                    why.in(dev.jieli.domain.statute.Language.EN));
            return;
        } catch (RuntimeException unreachable) {
            found(
                    How.ILL,
                    "database",
                    "数据库打不开：" + unreachable.getMessage() + "。请检查地址、账号和密码，或者看数据目录里的 postgres/postgres.log。",
                    "The database cannot be opened: " + unreachable.getMessage()
                            + ". Check address, user and password, or read postgres/postgres.log in the data directory.");
            return;
        }
        found(
                How.WELL,
                "database",
                "数据库是 PostgreSQL " + vitals.server() + "。",
                "The database is PostgreSQL " + vitals.server() + ".");
        if (vitals.pending() > 0) {
            found(
                    How.ILL,
                    "migrations",
                    "数据是以前的版本留下的。请运行 jieli upgrade 备份文件。",
                    "The data are of an earlier release. Run jieli upgrade BACKUP-FILE.");
        }
        if (vitals.pending() == 0) {
            found(
                    walled ? How.WELL : How.LOOK,
                    "role",
                    walled
                            ? "服务器用自己的角色登录数据库，表不归它所有。"
                            : "服务器以表的属主登录数据库，数据库这道墙因此较薄。请由数据库管理员执行 CREATE ROLE jieli_login LOGIN PASSWORD '密码' IN ROLE jieli_app，"
                                    + "在 pg_hba.conf 里准其登录，再把“jieli_login = 密码”写进数据目录的 database-login 文件，重新启动。",
                    walled
                            ? "The server comes to the database in a role of its own, which owns no table."
                            : "The server comes to the database as the owner of the tables, which makes the wall in the database thinner."
                                    + " Let its administrator run CREATE ROLE jieli_login LOGIN PASSWORD '...' IN ROLE jieli_app and let it"
                                    + " in by pg_hba.conf, write \"jieli_login = ...\" into the file database-login of the data directory,"
                                    + " and start again.");
        }
        clock(vitals, now);
        boolean fixed = vitals.lastCheckpoint()
                .filter(at -> Duration.between(at, now).compareTo(STALE) < 0)
                .isPresent();
        found(
                fixed || vitals.lastEntry().isEmpty() ? How.WELL : How.LOOK,
                "checkpoint",
                fixed ? "检查点是近两天做的。" : "近两天没有检查点：每日巡查可能没有运行。请启动服务器，或运行 jieli checkpoint。",
                fixed
                        ? "There is a checkpoint of the last two days."
                        : "There is no checkpoint of the last two days: the daily round may not run. Start the server, or run jieli"
                                + " checkpoint.");
        calendar(vitals, LocalDate.ofInstant(now, PetitionCase.CHINA));
        listeners(listeners(place.home()), vitals);
        logServers(place.home().resolve("syslog"), vitals, now);
    }

    /** One that takes nothing is a witness of nothing. */
    private void logServers(Path file, Vitals vitals, Instant now) {
        ImmutableList<String> servers;
        try {
            servers = Relays.logServers(file);
        } catch (Refused | UncheckedIOException unfit) {
            return; // told with the other files
        }
        ImmutableList<String> behind = servers.stream()
                .filter(server -> Optional.ofNullable(vitals.waiting().get(server))
                        .filter(at -> at.isBefore(now.minus(BEHIND)))
                        .isPresent())
                .map(server -> server.substring(server.indexOf(':') + 1))
                .collect(ImmutableList.toImmutableList());
        if (!servers.isEmpty()) {
            found(
                    behind.isEmpty() ? How.WELL : How.LOOK,
                    "log-servers",
                    behind.isEmpty()
                            ? "日志服务器都收到了全部条目。"
                            : "日志服务器没有收到最近的条目：" + String.join("、", behind) + "。请查它是否在运行、是否还在收；接通后自动补送。",
                    behind.isEmpty()
                            ? "The log servers were told of every entry."
                            : "Log servers that were not told of the last entries: " + String.join(", ", behind)
                                    + ". See whether they run and still read; it goes on where it stopped.");
        }
    }

    /** A listener without a token that holds is told nothing, and nothing is lost. */
    private void listeners(Path file, Vitals vitals) {
        if (!Files.isReadable(file)) {
            return;
        }
        ImmutableList<String> silent;
        try {
            silent = Relays.silent(file, vitals.feeds());
        } catch (Refused why) {
            found(
                    How.ILL,
                    "listeners",
                    why.in(dev.jieli.domain.statute.Language.ZH),
                    why.in(dev.jieli.domain.statute.Language.EN));
            return;
        }
        found(
                silent.isEmpty() ? How.WELL : How.LOOK,
                "listeners",
                silent.isEmpty()
                        ? "消息推送都有授权。"
                        : "消息推送已停：" + String.join("、", silent) + "。令牌没有、已吊销、已到期或者其岗位已离任；请由在任人员另签“消息推送”令牌，写进 listeners"
                                + " 文件后重新启动，停下来的消息到时续送。",
                silent.isEmpty()
                        ? "All listeners to the feed have their authority."
                        : "Told nothing: " + String.join(", ", silent)
                                + ". The token is missing, revoked, expired, or its post was left; let somebody who sits issue another"
                                + " for the feed, put it into the file listeners and start again. It goes on where it stopped.");
    }

    private void clock(Vitals vitals, Instant now) {
        boolean apart = Duration.between(vitals.now(), now).abs().compareTo(APART) > 0;
        boolean behind =
                vitals.lastEntry().filter(at -> at.isAfter(now.plus(APART))).isPresent();
        found(
                apart || behind ? How.ILL : How.WELL,
                "clock",
                behind ? "最新的条目比现在还晚：时钟曾经走快，或者现在慢了。请启用 NTP 对时。" : apart ? "本机和数据库的时钟相差超过两分钟。请两边都启用 NTP 对时。" : "时钟正常。",
                behind
                        ? "The newest entry is later than now: the clock was fast, or is slow. Let NTP set it."
                        : apart
                                ? "The clocks of this machine and of the database are more than two minutes apart. Let NTP set both."
                                : "The clock is right.");
    }

    /** The State Council usually announces the next year's days off in November. */
    private void calendar(Vitals vitals, LocalDate today) {
        int until = Math.max(
                WorkCalendar.national().announcedUntil().getYear(),
                vitals.lastNotice().orElse(0));
        boolean missing = until < today.getYear()
                || (until == today.getYear()
                        && !today.isBefore(LocalDate.of(today.getYear(), Month.NOVEMBER, NOTICE_FROM_DAY)));
        found(
                missing ? How.LOOK : How.WELL,
                "calendar",
                missing
                        ? "还没有 " + (until + 1) + " 年的放假安排。请查国务院办公厅通知，在“工作日历”页面录入；录入前跨年的期限都是暂定的。"
                        : "放假安排已有到 " + until + " 年。",
                missing
                        ? "The days off of " + (until + 1)
                                + " are not announced here yet. Look for the notice of the State Council and enter it on the page"
                                + " \"Calendar\"; terms beyond the year are provisional until then."
                        : "Days off are announced until " + until + ".");
    }

    // ------------------------------------------------------------------ backups and certificate

    private void backups(Instant now) {
        if (backups.isEmpty()) {
            found(
                    How.LOOK,
                    "backups",
                    "没有说明备份在哪里。请用 --backups 目录 再查一次；没有定时备份时，给 serve 加上 --backups 和 --backup-key。",
                    "Nobody said where the backups are. Look again with --backups DIR; where there are none, give serve --backups and"
                            + " --backup-key.");
            return;
        }
        Optional<Instant> newest = ScheduledBackups.newest(backups.get());
        boolean fresh = newest.filter(at -> Duration.between(at, now).compareTo(STALE) < 0)
                .isPresent();
        found(
                fresh ? How.WELL : How.ILL,
                "backups",
                fresh
                        ? "最近一份备份是 " + newest.get() + "。"
                        : "近两天没有备份（" + newest.map(Instant::toString).orElse("一份也没有") + "）。请查看日志，或运行 jieli backup。",
                fresh
                        ? "The newest backup is of " + newest.get() + "."
                        : "There is no backup of the last two days ("
                                + newest.map(Instant::toString).orElse("none at all")
                                + "). Read the log, or run jieli backup.");
    }

    private void certificate(Instant now) {
        if (certificate.isEmpty()) {
            return;
        }
        try (InputStream in = Files.newInputStream(certificate.get())) {
            X509Certificate first =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            Instant ends = first.getNotAfter().toInstant();
            How how = ends.isBefore(now) ? How.ILL : ends.isBefore(now.plus(CERTIFICATE)) ? How.LOOK : How.WELL;
            found(
                    how,
                    "certificate",
                    "HTTPS 证书有效期到 " + LocalDate.ofInstant(ends, PetitionCase.CHINA) + "。"
                            + (how == How.WELL ? "" : "请及时更换。"),
                    "The certificate for HTTPS is good until " + LocalDate.ofInstant(ends, PetitionCase.CHINA) + "."
                            + (how == How.WELL ? "" : " Renew it."));
        } catch (IOException | CertificateException unreadable) {
            found(
                    How.ILL,
                    "certificate",
                    "读不出证书 " + certificate.get() + "。请检查路径，文件应为 PEM。",
                    "The certificate " + certificate.get()
                            + " cannot be read. Check the path; the file should be PEM.");
            return;
        }
        try {
            tlsKey.ifPresent(key -> new Certificates(new Transport.Encrypted(certificate.get(), key)));
        } catch (IllegalArgumentException unusable) {
            found(
                    How.ILL,
                    "certificate-key",
                    "证书和私钥不能一起用（" + unusable.getMessage() + "）。请给出同一次签发的证书和与之配对的私钥。",
                    "Certificate and key cannot be used together (" + unusable.getMessage()
                            + "). Name the certificate and the key that it was issued for.");
        }
    }
}
