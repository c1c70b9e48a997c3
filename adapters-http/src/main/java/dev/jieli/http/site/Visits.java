package dev.jieli.http.site;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import dev.jieli.application.OpenCase;
import dev.jieli.application.ShowHandover;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.wording.Flaw;
import dev.jieli.office.Watermark;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import jakarta.servlet.MultipartConfigElement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 来访: who comes with a request and whether the route is open to him or her; asked once, before the route. */
public final class Visits {
    /** The parameter of a form that carries the guard of the sign-in. */
    public static final String GUARD = "guard";

    private static final String SIGNED_IN = "jieli.signedIn";
    private static final String FROM = "jieli.from";
    private static final String REFUSED = "jieli.refused";
    private static final String GUARD_HEADER = "X-Guard";
    private static final String ACTING_HEADER = "Acting-As";
    private static final String ACTING_COOKIE = "acting";
    private static final String KNOWN_COOKIE = "known";
    private static final String SENT_COOKIE = "sent";
    private static final Duration KNOWN_FOR = Duration.ofDays(400);
    private static final int MOST_MARKS = 4;
    private static final String BEARER = "Bearer ";
    private static final int IPV4 = 4;
    /** The largest body of whoever is not signed in; what a security key says of itself takes some KiB of it. */
    private static final int MOST_OF_STRANGERS = 16 << 10;

    private static final String MULTIPART_CONFIG = "org.eclipse.jetty.multipartConfig";
    /** How many people may sit behind one address. */
    private static final int AN_OFFICE = 10;

    private static final int AFTER_A_PAUSE = 10;
    private static final Set<String> WATCHED = Set.of("/health", "/health/ready", "/health/live", "/metrics");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private final SignIns signIns;
    private final boolean tls;
    private final Optional<Transport.Proxied> proxied;
    private final Optional<Pace> ofAddresses;
    private final Optional<Pace> ofAccounts;
    private final Settings.Limits limits;

    public Visits(SignIns signIns, Settings settings, InstantSource clock) {
        this.signIns = signIns;
        this.tls = settings.transport().isSecure();
        this.proxied = settings.transport() instanceof Transport.Proxied said ? Optional.of(said) : Optional.empty();
        this.limits = settings.limits();
        this.ofAccounts = pace(settings.limits().perAccount(), clock);
        this.ofAddresses = pace(settings.limits().perAccount() * AN_OFFICE, clock);
    }

    private static Optional<Pace> pace(int aSecond, InstantSource clock) {
        return aSecond == 0 ? Optional.empty() : Optional.of(new Pace(aSecond, aSecond * AFTER_A_PAUSE, clock));
    }

    // ------------------------------------------------------------------ for routes

    /** Who is signed in; asked only behind {@link Access} other than everybody. */
    public static SignedIn signedIn(Context ctx) {
        return maybe(ctx).orElseThrow(() -> Objection.of(Flaw.NOT_SIGNED_IN));
    }

    /** Who is signed in and has nothing left to do for it. */
    public static Optional<SignedIn> maybe(Context ctx) {
        return Optional.<SignedIn>ofNullable(ctx.attribute(SIGNED_IN))
                .filter(who -> who.outstanding().isEmpty());
    }

    /** Who gave a right password, whatever is still outstanding; asked only behind {@link Access#UNDERWAY}. */
    public static SignedIn underway(Context ctx) {
        return Optional.<SignedIn>ofNullable(ctx.attribute(SIGNED_IN))
                .orElseThrow(() -> Objection.of(Flaw.NOT_SIGNED_IN));
    }

    /** Where somebody comes from. */
    public From from(Context ctx) {
        String marks = ctx.cookie(name(KNOWN_COOKIE));
        return new From(
                address(ctx),
                Strings.nullToEmpty(ctx.header("User-Agent")),
                marks == null
                        ? ImmutableList.of()
                        : Splitter.on('~')
                                .omitEmptyStrings()
                                .splitToStream(marks)
                                .limit(MOST_MARKS)
                                .collect(ImmutableList.toImmutableList()));
    }

    /** The incumbency acted in; an administrator without a post is told so. */
    public static IncumbencyId acting(Context ctx) {
        SignedIn who = signedIn(ctx);
        return who.own().map(SignedIn.Sitting::id).orElseThrow(() -> notHere(who));
    }

    /** As whom the visitor acts in a case: in a post of his or her own, or for somebody absent. */
    public static Actor actor(Context ctx) {
        return signedIn(ctx).actor().orElseThrow(() -> Objection.of(Flaw.NO_POST));
    }

    /** Why not: without a post, or in somebody else's place where each acts for himself or herself. */
    static Objection notHere(SignedIn who) {
        return Objection.of(who.standIn().isPresent() ? Flaw.NOT_FOR_ANOTHER : Flaw.NO_POST);
    }

    /** For whom the answer is. */
    public static Asker asker(Context ctx) {
        return signedIn(ctx).asker();
    }

    /** The case, where the visitor is a person; for a system it is there only where its post reaches, whatever its person is shown. */
    public static CaseId reached(Context ctx, Site site, CaseId id) {
        if (signedIn(ctx).scopes().isPresent()) {
            Objection.orObject(site.archive()
                    .store()
                    .transact(
                            asker(ctx),
                            session -> session.cases()
                                    .find(id)
                                    .map(Outcome::done)
                                    .orElse(Outcome.refused(Reason.NOT_FOUND))));
        }
        return id;
    }

    /** Opens the file of a case; that is on record then. Ends the request where there is no such case for whoever asks. */
    public static Board.CaseFile opens(Context ctx, Site site, CaseId id) {
        SignedIn who = signedIn(ctx);
        return Objection.orObject(new OpenCase(site.archive())
                .open(id, who.account().id(), whence(ctx), who.asker(), who.actor(), site.now()));
    }

    /** Shows the list of a handover; that is on record then. Ends the request where there is no such handover for whoever asks. */
    public static Board.HandoverFile opens(Context ctx, Site site, HandoverId id) {
        SignedIn who = signedIn(ctx);
        return Objection.orObject(new ShowHandover(site.archive())
                .show(id, who.account().id(), whence(ctx), who.asker(), who.actor(), site.now()));
    }

    /** Ends the request unless it comes from somebody to whom such a route is open. */
    public static void only(Context ctx, Access access) {
        Optional<Objection> refusal = access.refusal(maybe(ctx));
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    /** Where the request comes from, for counting tries; an IPv6 address by its network. */
    public String address(Context ctx) {
        // of several lines the proxy's own is the last: what stands before it anybody may have sent
        return network(forwarded(ctx).orElseGet(() -> peer(ctx)));
    }

    /** Who is at the other end of the connection, as an IP address. */
    public static String peer(Context ctx) {
        return bare(Strings.nullToEmpty(ctx.req().getRemoteAddr()));
    }

    /** Jetty puts an IPv6 address into brackets, and some proxies add the port. */
    private static String bare(String address) {
        try {
            return HostAndPort.fromString(address).getHost();
        } catch (IllegalArgumentException none) {
            return address;
        }
    }

    /** An address as it is counted: of IPv6 the network, for whoever has one has all of it. */
    public static String network(String address) {
        String bare = bare(address);
        if (!InetAddresses.isInetAddress(bare)) {
            return address;
        }
        byte[] bytes = InetAddresses.forString(bare).getAddress();
        return bytes.length == IPV4 ? bare : BaseEncoding.base16().encode(bytes, 0, bytes.length / 2);
    }

    private Optional<String> forwarded(Context ctx) {
        return (proxied.isPresent()
                        ? Collections.list(ctx.req().getHeaders("X-Forwarded-For")).stream()
                        : Stream.<String>of())
                .flatMap(Splitter.on(',').trimResults().omitEmptyStrings()::splitToStream)
                .reduce((before, last) -> last);
    }

    /**
     * The method of the request as it came, in one of the words that HTTP has for it; Javalin takes any word for one, and a header's
     * before the request's own.
     */
    public static String method(Context ctx) {
        String word = ctx.req().getMethod();
        return METHODS.contains(word) ? word : "OTHER";
    }

    /** Where the visitor comes from, as entries keep it. */
    public static Optional<String> whence(Context ctx) {
        return Optional.ofNullable(ctx.attribute(FROM));
    }

    /** Enters what the visitor does, before it is done or shown; with where he or she comes from. */
    public static void trace(Context ctx, Site site, AccountAct.Trace trace) {
        AccountAct.Trace whole = whence(ctx).map(trace::from).orElse(trace);
        Optional<SignedIn> who = maybe(ctx);
        site.trace(
                who.map(visitor -> visitor.account().id()).orElse(AccountAct.NOBODY),
                whole,
                who.flatMap(SignedIn::hand));
    }

    /** What a file that the visitor takes carries: who takes it, when, and of what. */
    public static Watermark watermark(Context ctx, Site site, Wording what) {
        SignedIn who = signedIn(ctx);
        Language language = Spoken.in(ctx);
        String post = who.acting()
                .map(sitting -> sitting.named().unit() + " " + sitting.named().post())
                .orElse(who.account().name());
        return new Watermark(
                language,
                who.official() + (language == Language.ZH ? "（" + post + "）" : " (" + post + ")"),
                LocalDateTime.ofInstant(site.now(), PetitionCase.CHINA),
                what.in(language));
    }

    /** Something was refused to the visitor, for this reason: it is entered when the answer goes out. */
    public static void refused(Context ctx, String reason) {
        ctx.attribute(REFUSED, reason);
    }

    /** Why something was refused to the visitor; empty where nothing was. */
    public static Optional<String> refused(Context ctx) {
        return Optional.ofNullable(ctx.attribute(REFUSED));
    }

    /** Leaves the token in the browser until the sign-in ends, and the mark that its owner signed in here where there is one. */
    public void remember(Context ctx, SignIns.Attempt.In in, Duration longest) {
        cookie(ctx, name("jieli"), in.token(), true, longest);
        String marks = Stream.concat(
                        Stream.of(in.mark()), from(ctx).marks().stream().filter(mark -> !mark.equals(in.mark())))
                .filter(mark -> !mark.isEmpty())
                .limit(MOST_MARKS)
                .collect(Collectors.joining("~"));
        if (!marks.isEmpty()) {
            cookie(ctx, name(KNOWN_COOKIE), marks, true, KNOWN_FOR);
        }
    }

    /** Leaves in the browser with what it is sent to the provider. */
    public void send(Context ctx, String kept) {
        cookie(ctx, name(SENT_COOKIE), kept, true, Duration.ofMinutes(10));
    }

    /** With what the browser was sent to the provider; it does not keep it. */
    public Optional<String> sent(Context ctx) {
        Optional<String> kept = Optional.ofNullable(ctx.cookie(name(SENT_COOKIE)));
        cookie(ctx, name(SENT_COOKIE), "", true, Duration.ZERO);
        return kept;
    }

    /** Takes the token from the browser. */
    public void forget(Context ctx) {
        cookie(ctx, name("jieli"), "", true, Duration.ZERO);
        cookie(ctx, name(ACTING_COOKIE), "", true, Duration.ZERO);
    }

    /** In which post the browser acts from now on. */
    public void actAs(Context ctx, IncumbencyId chosen, Duration longest) {
        SignedIn who = in(signedIn(ctx), chosen).orElseThrow(() -> Objection.of(Flaw.NOT_YOUR_POST));
        cookie(ctx, name(ACTING_COOKIE), chosen.toString(), true, longest);
        ctx.attribute(SIGNED_IN, who);
    }

    /** In which language the browser is answered from now on. */
    public void speak(Context ctx, String tag) {
        cookie(ctx, Spoken.LANG, tag, false, Duration.ofDays(365));
    }

    private void cookie(Context ctx, String name, String value, boolean hidden, Duration age) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        name + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; SameSite=Lax"
                                + (hidden ? "; HttpOnly" : "") + (tls ? "; Secure" : ""));
    }

    private String name(String plain) {
        return tls ? "__Host-" + plain : plain;
    }

    // ------------------------------------------------------------------ before every route

    /**
     * Counts the request for where it comes from, whatever it asks for and whether or not anything is there. Behind a proxy
     * nobody comes past it; one that does not say who comes is noticed at once, and not when everybody is one address. What
     * watches the machine asks it without a proxy.
     */
    public void count(Context ctx) {
        if (proxied.isPresent()) {
            if (!proxied.get().trusts(peer(ctx))) {
                throw Objection.of(Flaw.NOT_BY_PROXY);
            }
            if (forwarded(ctx).isEmpty() && !WATCHED.contains(ctx.path())) {
                throw Objection.of(Flaw.PROXY_SAYS_NOT_WHO);
            }
        }
        String from = address(ctx);
        ctx.attribute(FROM, from);
        ofAddresses.ifPresent(pace -> slow(pace.wait(from)));
    }

    /** Finds out who comes, and ends the request where the route is not open to him or her. */
    public void admit(Context ctx) {
        if (method(ctx).equals("HEAD")) {
            return; // answered without any route, and without a body
        }
        String authorization = ctx.header("Authorization");
        boolean bearer = authorization != null && authorization.startsWith(BEARER);
        String token =
                bearer && authorization != null ? authorization.substring(BEARER.length()) : ctx.cookie(name("jieli"));
        Optional<SignedIn> who = token == null || token.isBlank() ? Optional.empty() : signIns.find(token);
        who.ifPresent(this::count);
        who = who.map(found -> inPost(ctx, found));
        who.ifPresent(found -> ctx.attribute(SIGNED_IN, found));
        Optional<Objection> refusal = Access.of(ctx.routeRoles()).refusal(who);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        who.flatMap(SignedIn::scopes).ifPresent(scopes -> inScope(ctx, scopes));
        bound(ctx);
        if (!SAFE.contains(method(ctx)) && !bearer) {
            sameOrigin(ctx);
            who.ifPresent(found -> guarded(ctx, found));
        }
    }

    /** The largest body that is taken here from whoever comes, in bytes. */
    public long most(Context ctx) {
        if (ctx.routeRoles().contains(Takes.FILES)) {
            return limits.mostUpload();
        }
        return maybe(ctx).isPresent() ? limits.mostBody() : Math.min(MOST_OF_STRANGERS, limits.mostBody());
    }

    /** Nothing of a body that is larger is looked at. */
    private void bound(Context ctx) {
        if (ctx.routeRoles().contains(Takes.FILES)) {
            return;
        }
        long most = most(ctx);
        long length = ctx.req().getContentLengthLong();
        if (ctx.isMultipartFormData()) {
            ctx.req()
                    .setAttribute(
                            MULTIPART_CONFIG,
                            new MultipartConfigElement(System.getProperty("java.io.tmpdir"), most, most, (int) most));
        } else if (length < 0 && most < limits.mostBody() && !SAFE.contains(method(ctx))) {
            length = ctx.bodyAsBytes().length; // which is in pieces, and of which no more than anybody's is read
        }
        if (length > most) {
            ctx.header("Connection", "close"); // what is left of the body is not read
            throw Objection.of(Flaw.TOO_LARGE, ImmutableMap.of("most", Long.toString(most)));
        }
    }

    /** Finds out who comes where no route is, so that a page that says so knows its visitor; opens nothing. */
    public void recognize(Context ctx) {
        String token = ctx.cookie(name("jieli"));
        if (ctx.attribute(SIGNED_IN) == null && token != null && !token.isBlank()) {
            Optional<SignedIn> who = signIns.find(token);
            who.ifPresent(this::count);
            who.map(found -> inPost(ctx, found)).ifPresent(found -> ctx.attribute(SIGNED_IN, found));
        }
    }

    /** Counts the request for whose account it is, wherever it comes from. */
    public void count(SignedIn who) {
        ofAccounts.ifPresent(pace -> slow(pace.wait(who.account().id().toString())));
    }

    private static void slow(Duration wait) {
        if (!wait.isZero()) {
            throw Objection.of(
                    Flaw.TOO_FAST,
                    ImmutableMap.of(
                            "seconds",
                            Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
        }
    }

    /**
     * A system reads and does what its token is for, over the API only, and administers nothing. Looked up by the route and not by the
     * address as it was written, which can end with a stroke more.
     */
    private static void inScope(Context ctx, ImmutableSet<Accounts.Scope> scopes) {
        Endpoint route = ctx.endpoints().matchedHttpEndpoint();
        if (route == null
                || !Scopes.of(route.method.name(), route.path, Access.of(ctx.routeRoles()))
                        .filter(scopes::contains)
                        .isPresent()) {
            throw Objection.of(Flaw.OUT_OF_SCOPE);
        }
    }

    private SignedIn inPost(Context ctx, SignedIn who) {
        String header = ctx.header(ACTING_HEADER);
        if (header != null) {
            return id(header).flatMap(post -> in(who, post)).orElseThrow(() -> Objection.of(Flaw.NOT_YOUR_POST));
        }
        String cookie = ctx.cookie(name(ACTING_COOKIE));
        return id(cookie).flatMap(post -> in(who, post)).orElse(who);
    }

    private Optional<SignedIn> in(SignedIn who, IncumbencyId post) {
        return who.in(post).or(() -> signIns.standingIn(who, post));
    }

    private static Optional<IncumbencyId> id(@Nullable String text) {
        try {
            return text == null || text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new IncumbencyId(UUID.fromString(text)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static void sameOrigin(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        String origin = ctx.header("Origin");
        boolean foreign = site != null
                ? !site.equals("same-origin") && !site.equals("none")
                : origin != null && !host(origin).equals(Optional.ofNullable(ctx.header("Host")));
        if (foreign) {
            throw Objection.of(Flaw.FOREIGN_ORIGIN);
        }
    }

    private static Optional<String> host(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static void guarded(Context ctx, SignedIn who) {
        String sent = ctx.header(GUARD_HEADER);
        if (sent == null && (ctx.isFormUrlencoded() || ctx.isMultipartFormData())) {
            sent = ctx.formParam(GUARD);
        }
        if (sent == null
                || !MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), who.guard().getBytes(StandardCharsets.UTF_8))) {
            throw Objection.of(Flaw.GUARD_MISSING, ImmutableMap.of());
        }
    }
}
