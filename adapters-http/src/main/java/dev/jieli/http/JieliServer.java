package dev.jieli.http;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import dev.jieli.application.WatchOperation;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.api.ApiRoutes;
import dev.jieli.http.api.DocsRoutes;
import dev.jieli.http.pages.PageRoutes;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.Certificates;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Metrics;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Plain;
import dev.jieli.http.site.Problem;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Transport;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import jakarta.servlet.ServletException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.Scanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 服务器: carries the API and the pages. What it is given ({@link Site}) stays its owner's; closing it closes no archive. */
public final class JieliServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JieliServer.class);
    private static final Logger ACCESS_LOG = LoggerFactory.getLogger("dev.jieli.http.access");
    private static final int FIRST_WITH_UNPINNED_VIRTUAL_THREADS = 24;
    private static final double MILLIS_A_SECOND = 1000;
    private static final int FORBIDDEN = 403;
    private static final int IDLE_MILLIS = 30_000;
    private static final int CONNECTIONS = 4_000;
    private static final int IDLE_MILLIS_WHEN_STOPPING = 100;
    private static final int SLOWEST_BYTES_A_SECOND = 256;
    private static final int SLOWEST_BYTES_TAKEN_A_SECOND = 8 * 1024;
    /** Of two hundred and fifty threads; an office behind one address asks for ten things at a time, each for some milliseconds. */
    private static final int THREADS_FOR_AN_ADDRESS = 50;

    private static final int RENEWAL_SECONDS = 60;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final String API = "/api/";

    /** How many ledgers are read at the same time: each may hold much memory meanwhile. */
    private static final int IMPORTS = 2;

    private static final String MALFORMED = "请求的地址、头或者格式不合规范，无法识别；请改正后再发。"
            + " The address, a header or the form of the request is malformed; correct it and send it again.";
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                    + " data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** On every answer, whoever gives it. */
    private static final ImmutableMap<String, String> PROTECTING = ImmutableMap.of(
            "Content-Security-Policy", CONTENT_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final Site site;
    private final Javalin javalin;
    private final Visits visits;
    private final ApiRoutes api;
    private final PageRoutes pages;
    private final Assets assets = new Assets();
    private final Metrics metrics = new Metrics();
    private final ConnectionLimits limits;

    public JieliServer(Site site) {
        this.site = site;
        SignIns signIns = new SignIns(site);
        this.visits = new Visits(signIns, site.settings(), site.clock());
        Semaphore imports = new Semaphore(IMPORTS);
        this.api = new ApiRoutes(site, signIns, visits, imports);
        this.pages = new PageRoutes(site, signIns, visits, assets, imports);
        this.limits = new ConnectionLimits(
                site.settings().limits().head(),
                Duration.ofMillis(IDLE_MILLIS),
                SLOWEST_BYTES_TAKEN_A_SECOND,
                site.settings().transport() instanceof Transport.Proxied ? CONNECTIONS : CONNECTIONS / 2,
                NanoTime::now);
        this.javalin = Javalin.create(this::configure);
    }

    /** Listens from now on; where the address is taken, that is a fault. */
    public JieliServer start() {
        javalin.start();
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Every route as {@code POST /api/v1/cases}, for a test that compares them with what is published. */
    ImmutableSet<String> operations() {
        return routes().keySet();
    }

    /** Every route with whom it is open to; empty where it says so to nobody. */
    ImmutableMap<String, Optional<Access>> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .collect(ImmutableMap.toImmutableMap(
                        endpoint -> endpoint.method + " " + endpoint.path,
                        endpoint -> Optional.ofNullable(endpoint.metadata(Roles.class)).stream()
                                .flatMap(roles -> roles.getRoles().stream())
                                .filter(Access.class::isInstance)
                                .map(Access.class::cast)
                                .findFirst()));
    }

    /** Whether it takes no more requests, for a test that waits for that. */
    boolean isClosing() {
        return Arrays.stream(javalin.jettyServer().server().getConnectors()).allMatch(Connector::isShutdown);
    }

    /** Takes no more requests, lets those under way finish, stops. */
    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        Settings settings = site.settings();
        config.concurrency.useVirtualThreads = Runtime.version().feature() >= FIRST_WITH_UNPINNED_VIRTUAL_THREADS;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = settings.limits().mostBody();
        config.http.prefer405over404 = true;
        config.http.strictContentTypes = true;
        config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(6), null);
        config.jetty.multipartConfig.maxFileSize(settings.limits().mostUpload(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(
                settings.limits().mostUpload() + settings.limits().mostBody(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxInMemoryFileSize(settings.limits().mostBody(), SizeUnit.BYTES);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(true);
            http.setRequestHeaderSize(LARGEST_HEADERS);
            http.setHeaderCacheCaseSensitive(
                    true); // else a token is read as the one before it that differs in capitals
        });
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(this::graceful);
        config.requestLogger.http((ctx, millis) -> {
            metrics.answered(Visits.method(ctx), route(ctx), ctx.statusCode(), millis / MILLIS_A_SECOND);
            log(ctx, millis);
        });
        config.router.javaLangErrorHandler((response, error) -> LOG.error("a request broke", error));
        routes(config.routes);
    }

    private Connector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = site.settings().transport() instanceof Transport.Encrypted encrypted
                ? encrypted(server, http, new Certificates(encrypted))
                : new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(site.settings().bind());
        connector.setPort(site.settings().port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addBean(limits, false); // told of connections; started with the handlers
        connector.setShutdownIdleTimeout(IDLE_MILLIS_WHEN_STOPPING);
        return connector;
    }

    /** TLS; who speaks HTTP to it all the same reaches {@link #protect} and is told so. */
    private static ServerConnector encrypted(Server server, HttpConfiguration http, Certificates certificates) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificates.context());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setIncludeCipherSuites("TLS_(AES|CHACHA20)_.*", "TLS_ECDHE_.*_(GCM|POLY1305)_.*");
        tls.setRenegotiationAllowed(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
        Scanner renewals = new Scanner();
        certificates.files().forEach(renewals::addFile);
        renewals.setScanInterval(RENEWAL_SECONDS);
        renewals.setReportExistingFilesOnStartup(false);
        renewals.addListener(new Scanner.BulkListener() {
            @Override
            public void pathsChanged(Map<Path, Scanner.Notification> changed) {
                certificates.readAgain();
            }
        });
        server.addBean(renewals);
        return new ServerConnector(
                server,
                new DetectorConnectionFactory(new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString())),
                new HttpConnectionFactory(http));
    }

    private void graceful(Server server) {
        server.setStopTimeout(site.settings().patience().toMillis());
        server.setStopAtShutdown(false);
        server.insertHandler(new GracefulHandler());
        server.insertHandler(threads());
        server.insertHandler(new MinimumDataRateHandler(SLOWEST_BYTES_A_SECOND, 0));
        server.insertHandler(limits);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        server.setErrorHandler(JieliServer::unreadable);
    }

    /** Whoever is above his share waits without a thread until he has one again; the others notice nothing. */
    private ThreadLimitHandler threads() {
        ThreadLimitHandler share =
                new ThreadLimitHandler(
                        site.settings().transport() instanceof Transport.Proxied ? "X-Forwarded-For" : null, false) {
                    @Override
                    protected @Nullable String getRemoteIP(Request request) {
                        String address = super.getRemoteIP(request);
                        return address == null ? null : Visits.network(address);
                    }
                };
        share.setThreadLimit(THREADS_FOR_AN_ADDRESS);
        return share;
    }

    /** What cannot be read as HTTP at all never reaches a route; nor does it say in which language to tell it that. */
    private static boolean unreadable(Request request, Response response, Callback callback) {
        response.getHeaders().put("Content-Type", "application/problem+json");
        PROTECTING.forEach(response.getHeaders()::put);
        String problem =
                "{\"type\":\"about:blank\",\"status\":" + response.getStatus() + ",\"detail\":\"" + MALFORMED + "\"}";
        response.write(true, BufferUtil.toBuffer(problem, StandardCharsets.UTF_8), callback);
        return true;
    }

    private void routes(RoutesConfig routes) {
        routes.before(this::protect);
        routes.beforeMatched(visits::admit);
        routes.beforeMatched(JieliServer::plain);
        routes.get("/health", this::health, Access.EVERYBODY);
        routes.get("/health/ready", this::health, Access.EVERYBODY);
        routes.get("/health/live", ctx -> Json.answer(ctx, 200, Json.object().put("status", "up")), Access.EVERYBODY);
        routes.get("/metrics", this::metrics, Access.EVERYBODY);
        assets.addTo(routes);
        api.addTo(routes);
        new DocsRoutes(assets).addTo(routes);
        pages.addTo(routes);
        routes.exception(Objection.class, this::object);
        routes.after(this::enterRefusal);
        routes.exception(HttpResponseException.class, this::refused);
        routes.exception(ServletException.class, this::unreadable);
        routes.exception(Exception.class, this::broken);
    }

    /** Whoever is signed in and goes where he or she may not is on record, before the answer goes out, whatever it looks like. */
    private void enterRefusal(Context ctx) {
        if (ctx.statusCode() == FORBIDDEN && Visits.maybe(ctx).isPresent()) {
            Visits.trace(
                    ctx,
                    site,
                    AccountAct.Trace.failed(
                                    AccountAct.Kind.REFUSE, Visits.refused(ctx).orElse(Reason.NOT_YOURS.name()))
                            .with(AccountAct.Detail.ROUTE, Visits.method(ctx) + " " + route(ctx)));
        }
    }

    /** Up when the store answers too. */
    private void health(Context ctx) {
        boolean up = false;
        try {
            up = site.archive()
                            .store()
                            .transact(
                                    Asker.Job.RECEPTION,
                                    session -> Outcome.done(session.calendars().current()))
                    instanceof Outcome.Done<?>;
        } catch (RuntimeException fault) {
            LOG.error("the store does not answer", fault);
        }
        Json.answer(ctx, up ? 200 : 503, Json.object().put("status", up ? "up" : "down"));
    }

    /** What no text can be kept with is told before anything is done; the body of the API is looked at as JSON. */
    private static void plain(Context ctx) {
        ImmutableList<dev.jieli.application.published.Problem> ofAddress =
                Plain.ofAddress(ctx).collect(ImmutableList.toImmutableList());
        if (!ofAddress.isEmpty()) {
            throw Objection.of(Flaw.QUERY_INVALID, ofAddress);
        }
        if (!ctx.path().startsWith(API) && (ctx.isFormUrlencoded() || ctx.isMultipartFormData())) {
            ImmutableList<dev.jieli.application.published.Problem> ofForm =
                    Plain.ofForm(ctx).collect(ImmutableList.toImmutableList());
            if (!ofForm.isEmpty()) {
                throw Objection.of(Flaw.BODY_INVALID, ofForm);
            }
        }
    }

    /**
     * For whoever watches the machine: to the system administrator, and to requests of the machine itself. These are no account's;
     * the figures are this server's own, and it tells them there as it writes its log there.
     */
    private void metrics(Context ctx) {
        boolean forwarded = ctx.header("X-Forwarded-For") != null || ctx.header("Forwarded") != null;
        boolean elsewhere = forwarded || !Settings.isLoopback(Visits.peer(ctx));
        ctx.contentType(Metrics.TYPE).result(elsewhere ? watched(ctx) : metrics.text());
    }

    private String watched(Context ctx) {
        Visits.only(ctx, Access.to(Power.WATCH_OPERATION));
        WatchOperation watchOperation =
                new WatchOperation(site.archive().store(), site.archive().accounts(), metrics::text);
        return Objection.orObject(
                watchOperation.watch(Visits.signedIn(ctx).account().id()));
    }

    /** What it counts of itself; whoever runs it adds what else there is to see. */
    public Metrics metrics() {
        return metrics;
    }

    private void protect(Context ctx) {
        PROTECTING.forEach(ctx::header);
        if (ctx.path().startsWith(API)) {
            ctx.header("Content-Disposition", "attachment; filename=\"api.json\""); // for programs; no page comes of it
        }
        visits.count(ctx);
        if (site.settings().transport() instanceof Transport.Encrypted
                && !ctx.req().isSecure()) {
            leadToTls(ctx);
            return;
        }
        if (site.settings().transport().isSecure()) {
            ctx.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        if (ctx.header("X-HTTP-Method-Override") != null) {
            throw Objection.of(Flaw.WRONG_METHOD);
        }
        if (site.settings().isDemo() && !isHere(ctx.req().getServerName())) {
            throw Objection.of(Flaw.FOREIGN_ORIGIN); // a name that another site pointed to this machine
        }
    }

    /** Who typed an address without https is led there; what carries a secret is refused, so that it is mended. */
    private static void leadToTls(Context ctx) {
        if (!Visits.method(ctx).equals("GET") || ctx.header("Authorization") != null) {
            throw Objection.of(Flaw.NOT_BY_TLS);
        }
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        ctx.redirect(
                "https://" + ctx.header("Host") + ctx.req().getRequestURI() + query, HttpStatus.PERMANENT_REDIRECT);
        ctx.skipRemainingHandlers();
    }

    private static boolean isHere(@Nullable String host) {
        return host != null && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"));
    }

    private void show(Context ctx, Problem problem) {
        if (problem.status() == Flaw.NOT_SIGNED_IN.status()) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        Object seconds = problem.more().get("seconds");
        if (seconds != null) {
            ctx.header("Retry-After", seconds.toString());
        }
        if (ctx.path().startsWith(API) || !readsPages(Strings.nullToEmpty(ctx.header("Accept")))) {
            Json.answer(ctx, problem, Spoken.in(ctx));
        } else {
            pages.show(ctx, problem);
        }
    }

    /** Whether a page will do for an answer: where nothing is said, or anything will do, an address outside the API is one. */
    private static boolean readsPages(String accept) {
        return accept.isBlank() || accept.contains("text/html") || accept.contains("*/*");
    }

    private void object(Objection objection, Context ctx) {
        Problem problem = objection.in(Spoken.in(ctx));
        Visits.refused(ctx, problem.reason());
        show(ctx, problem);
    }

    /** What Javalin itself turns away. */
    private void refused(HttpResponseException turnedAway, Context ctx) {
        Language language = Spoken.in(ctx);
        if (turnedAway.getStatus() == Flaw.UNKNOWN_ADDRESS.status()) {
            try {
                visits.recognize(ctx);
            } catch (Objection objection) {
                object(objection, ctx);
                return;
            }
        }
        Problem problem = switch (turnedAway.getStatus()) {
            case 404 -> Problem.of(Flaw.UNKNOWN_ADDRESS, ImmutableMap.of(), language);
            case 405 -> {
                String allowed = turnedAway.getDetails().getOrDefault("availableMethods", "");
                ctx.header("Allow", allowed);
                yield Problem.of(Flaw.WRONG_METHOD, ImmutableMap.of("allowed", allowed), language);
            }
            case 413 -> {
                ctx.header("Connection", "close"); // what is left of the body is not read
                yield Problem.of(
                        Flaw.TOO_LARGE,
                        ImmutableMap.of(
                                "most",
                                Integer.toString(site.settings().limits().mostBody())),
                        language);
            }
            default -> Problem.of(Flaw.BODY_INVALID, ImmutableMap.of(), language);
        };
        show(ctx, problem);
    }

    /** What Jetty turns away while a form with files is read: too large, or no such form. */
    private void unreadable(ServletException turnedAway, Context ctx) {
        ctx.header("Connection", "close"); // what is left of the form is not read
        boolean bad = false;
        for (Throwable cause = turnedAway.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalStateException
                    && Strings.nullToEmpty(cause.getMessage()).contains("exceeded")) {
                String most = Long.toString(visits.most(ctx));
                show(ctx, Problem.of(Flaw.TOO_LARGE, ImmutableMap.of("most", most), Spoken.in(ctx)));
                return;
            }
            bad |= cause instanceof HttpException;
        }
        if (bad) {
            show(ctx, Problem.of(Flaw.FORM_UNREADABLE, ImmutableMap.of(), Spoken.in(ctx)));
        } else {
            broken(turnedAway, ctx);
        }
    }

    private void broken(Exception fault, Context ctx) {
        List<Throwable> causes = Throwables.getCausalChain(fault);
        // Jetty's, of the body: a database that goes away in the middle of an answer ends in an EOFException, too
        if (causes.stream().anyMatch(cause -> cause instanceof TimeoutException || cause instanceof EofException)) {
            ctx.header("Connection", "close"); // nobody waits for the rest of the body
            show(ctx, Problem.of(Flaw.TOO_SLOW, ImmutableMap.of(), Spoken.in(ctx)));
            return;
        }
        if (causes.stream().anyMatch(CancellationException.class::isInstance)) {
            LOG.warn("request {} {} waited longer than it may, and was ended", Visits.method(ctx), route(ctx));
            show(ctx, Problem.of(Flaw.TOOK_TOO_LONG, ImmutableMap.of(), Spoken.in(ctx)));
            return;
        }
        String reference = BaseEncoding.base32().encode(site.bytes(5)).toLowerCase(Locale.ROOT);
        LOG.error("request {} {} broke, reference {}", Visits.method(ctx), route(ctx), reference, fault);
        show(ctx, Problem.of(Flaw.FAULT, ImmutableMap.of("reference", reference), Spoken.in(ctx)));
    }

    private static String route(Context ctx) {
        Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
        return matched == null ? "-" : matched.path;
    }

    /** Which route, not which case: an address can hold a name or a number. */
    private static void log(Context ctx, Float millis) {
        if (ACCESS_LOG.isInfoEnabled()) {
            ACCESS_LOG.info("{} {} {} {} ms", Visits.method(ctx), route(ctx), ctx.statusCode(), Math.round(millis));
        }
    }
}
