package dev.jieli.bootstrap.server;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.jieli.bootstrap.county.DemoCounty;
import dev.jieli.bootstrap.region.Regions;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.http.JieliServer;
import dev.jieli.http.site.Certificates;
import dev.jieli.http.site.Metrics;
import dev.jieli.http.site.SetUp;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Transport;
import dev.jieli.office.HandoverPaper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server from its start until it is told to stop. */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int TOKEN_BYTES = 24;
    private static final int PATIENCE_SECONDS = 90;

    /**
     * How it is to run.
     *
     * @param demo whether it is the demonstration, which listens on this machine only
     * @param transport what browsers speak to it
     * @param perAccount how many requests a second an account may send; 0 for any number
     * @param longest how long a request waits for the database; zero for as long as it takes
     * @param listeners the file that says who listens to the feed; by default {@code listeners} in the data directory
     * @param office names the office to them, for good
     * @param backups made every day; empty for none
     */
    public record Order(
            Place place,
            boolean demo,
            String bind,
            int port,
            Transport transport,
            int perAccount,
            Duration longest,
            Optional<Path> listeners,
            String office,
            Optional<ScheduledBackups> backups) {
        Path listenersFile() {
            return listeners.orElse(place.home().resolve("listeners"));
        }
    }

    private final Order order;
    private final BiConsumer<String, String> say;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean serving;
    private volatile boolean lost;
    private volatile boolean told;
    private String demoPassword = ""; // of this start

    private Server(Order order, BiConsumer<String, String> say) {
        this.order = order;
        this.say = say;
    }

    /**
     * Runs until the process is told to stop.
     *
     * @param say told in Chinese and in English what is going on
     * @return whether it ended because it was told to, and not because the database went away
     */
    public static boolean run(Order order, BiConsumer<String, String> say) {
        return new Server(order, say).run();
    }

    private boolean run() {
        checkAddress();
        checkCertificate();
        order.backups().ifPresent(ScheduledBackups::check);
        Thread hook = new Thread(this::stopAndWait, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Demonstration demonstration = new Demonstration(order.place().home());
            if (order.demo()) {
                demonstration.prepare();
            } else {
                demonstration.refuse();
            }
            try (House house = Wiring.open(order.place(), order.demo(), order.longest(), say, this::databaseEnded)) {
                if (order.demo()) {
                    demoPassword = Demonstration.password(house.random());
                    demonstration.found(house, say, demoPassword);
                }
                serve(house);
            }
            return !lost;
        } catch (Refused why) {
            if (told) {
                return true; // told to stop while it was starting; what broke off with it says nothing
            }
            throw why;
        } finally {
            stopped.countDown();
        }
    }

    private void serve(House house) {
        Settings settings = settings(house);
        PolicyFiles.enter(order, house.archive(), house.now());
        try (Relays relays = new Relays(
                                house.archive(), Relays.read(order.listenersFile()), order.office(), house.clock())
                        .with(Relays.logServers(
                                order.place().home().resolve("syslog"),
                                house.archive().feed(),
                                order.office(),
                                house.clock()))
                        .start();
                DailyRound round = new DailyRound(
                                house.archive(),
                                house.law(),
                                house.clock(),
                                settings.signIn().unused(),
                                RetentionFile.in(order.place().home()).receipts(),
                                today -> order.backups().ifPresent(backups -> {
                                    PolicyFiles.enterBackups(backups, house.archive(), house.now());
                                    backups.run(order.place(), today);
                                }))
                        .start();
                JieliServer server = listening(new Site(
                        house.archive(),
                        house.law(),
                        house.clock(),
                        house.ids(),
                        house.random(),
                        region -> Optional.of(region.digits())
                                .filter(Regions::knows)
                                .map(code -> Regions.name(code).orElse(code)),
                        relays,
                        settings))) {
            serving = true;
            watch(server.metrics(), house, round, relays);
            tell(settings, server.port());
            Thread warming = new Thread(HandoverPaper::warmUp, "warm-up");
            warming.setDaemon(true);
            warming.start();
            stop.await();
            serving = false;
            say.accept("正在停止…", "Stopping…");
            LOG.info(
                    "stopping, with {} listeners; last daily round {}",
                    relays.names().size(),
                    round.lastDay());
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Metrics metrics, House house, DailyRound round, Relays relays) {
        metrics.gauge(
                "jieli_listeners_without_authority",
                "Listeners to the feed that are told nothing because the token on whose authority they are told has ended.",
                () -> relays.names().stream()
                        .filter(name -> !relays.isAuthorized(name))
                        .count());
        metrics.gauge(
                "jieli_log_servers_behind_seconds",
                "Since the oldest entry was made of which a log server has not been told; 0 where all were told.",
                () -> relays.waiting()
                        .map(at -> (double)
                                Math.max(0, Duration.between(at, house.now()).toSeconds()))
                        .orElse(0.0));
        metrics.gauge(
                "jieli_daily_round_days",
                "Days since the last daily round that went well; +Inf where none did since the start.",
                () -> round.lastDay().equals(LocalDate.MIN)
                        ? Double.POSITIVE_INFINITY
                        : ChronoUnit.DAYS.between(round.lastDay(), house.today()));
        order.backups()
                .ifPresent(backups -> metrics.gauge(
                        "jieli_backup_age_seconds",
                        "Since the newest scheduled backup was written; +Inf where there is none.",
                        () -> ScheduledBackups.newest(backups.folder())
                                .map(at -> (double)
                                        Duration.between(at, house.now()).toSeconds())
                                .orElse(Double.POSITIVE_INFINITY)));
        metrics.gauge(
                "jieli_disk_free_bytes",
                "Free space where the data are.",
                () -> order.place().home().toFile().getUsableSpace());
    }

    private Settings settings(House house) {
        Settings settings = Settings.local(order.port())
                .withBind(order.bind())
                .withTransport(order.transport())
                .withPerAccount(order.perAccount());
        if (order.demo()) {
            return settings.withSignIn(SignInRules.usual().requiring(SignInRules.SecondFactor.NOBODY))
                    .withDemo(Demonstration.people().stream()
                            .map(person -> new Settings.DemoAccount(
                                    person.name(),
                                    demoPassword,
                                    person.as().zh() + " · " + person.as().en()))
                            .collect(ImmutableList.toImmutableList()));
        }
        settings = SignInFile.read(order.place().home().resolve("sign-in"), settings)
                .withRetention(RetentionFile.in(order.place().home()).periods());
        if (SetUp.isNeeded(house.archive().accounts())) {
            byte[] token = new byte[TOKEN_BYTES];
            house.random().nextBytes(token);
            return settings.withSetupToken(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        }
        return settings;
    }

    private JieliServer listening(Site site) {
        JieliServer server = new JieliServer(site);
        try {
            return server.start();
        } catch (RuntimeException fault) {
            if (Throwables.getCausalChain(fault).stream().anyMatch(BindException.class::isInstance)
                    || String.valueOf(fault.getMessage()).contains("in use")) {
                throw portTaken();
            }
            throw fault;
        }
    }

    /** Before anything slow is started. */
    private void checkAddress() {
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getByName(order.bind()), order.port()));
        } catch (UnknownHostException unknown) {
            throw new Refused(
                    "BIND_UNKNOWN",
                    "没有“" + order.bind() + "”这个地址。请用 --bind 指明本机的一个地址。",
                    "There is no address \"" + order.bind() + "\". Name one of this machine with --bind.");
        } catch (BindException taken) {
            if (String.valueOf(taken.getMessage()).contains("assign")) {
                throw new Refused(
                        "BIND_ELSEWHERE",
                        order.bind() + " 不是本机的地址。请用 --bind 指明本机的一个地址。",
                        order.bind() + " is not an address of this machine. Name one with --bind.");
            }
            throw portTaken();
        } catch (IOException forbidden) {
            throw new Refused(
                    "PORT_FORBIDDEN",
                    "不能监听 " + order.bind() + ":" + order.port() + "（" + forbidden.getMessage() + "）。请用 --port 换一个端口。",
                    "Cannot listen on " + order.bind() + ":" + order.port() + " (" + forbidden.getMessage()
                            + "). Choose another port with --port.");
        }
    }

    private void checkCertificate() {
        if (!(order.transport() instanceof Transport.Encrypted encrypted)) {
            return;
        }
        try {
            new Certificates(encrypted);
        } catch (IllegalArgumentException unusable) {
            throw new Refused(
                    "CERTIFICATE_UNUSABLE",
                    "证书或私钥不能用（" + unusable.getMessage()
                            + "）。--tls-certificate 应为 PEM 证书链，--tls-key 应为与之配对、没有加密的 PEM 私钥。",
                    "The certificate or its key cannot be used (" + unusable.getMessage()
                            + "). --tls-certificate is a chain in PEM, --tls-key its own key in PEM, without a password.");
        }
    }

    private Refused portTaken() {
        return new Refused(
                "PORT_TAKEN",
                "端口 " + order.port() + " 已被占用，可能已有一个接力在运行。请用 --port 换一个端口，或先停止占用它的程序。",
                "The port " + order.port()
                        + " is taken, maybe by another Jieli. Choose another with --port, or stop the"
                        + " program that has it.");
    }

    private void tell(Settings settings, int port) {
        String host = order.bind().contains(":") ? "[" + order.bind() + "]" : order.bind();
        String scheme = order.transport() instanceof Transport.Encrypted ? "https" : "http";
        String address = scheme + "://" + host + ":" + port;
        say.accept("接力已就绪：" + address, "Jieli is ready: " + address);
        if (order.demo()) {
            say.accept(
                    "演示账号 " + String.join("、", names()) + "，密码都是 " + demoPassword,
                    "Demonstration accounts " + String.join(", ", names()) + ", all with the password " + demoPassword
                            + " until the next start");
        }
        settings.setupToken()
                .ifPresent(token -> say.accept(
                        "这里还没有三位管理员（系统、安全、审计）。请用这个一次性链接设置：\n  " + address + "/set-up?token=" + token,
                        "The three administrators (system, security, audit) are not named yet. Name them with this link, which works once:\n  "
                                + address + "/set-up?token=" + token));
        say.accept("按 Ctrl-C 停止。", "Ctrl-C stops it.");
    }

    private static ImmutableList<String> names() {
        return Demonstration.people().stream().map(DemoCounty.Person::name).collect(ImmutableList.toImmutableList());
    }

    private void databaseEnded() {
        if (serving && stop.getCount() > 0) {
            lost = true;
            LOG.error("the database ended by itself");
        }
        stop.countDown();
    }

    /** On a signal: the main thread puts everything away, and the process ends after that. */
    private void stopAndWait() {
        told = true;
        stop.countDown();
        try {
            if (!stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("did not stop in time");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
