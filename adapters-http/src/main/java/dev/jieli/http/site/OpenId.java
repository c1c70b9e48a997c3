package dev.jieli.http.site;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.AMR;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.jieli.application.port.Accounts;
import dev.jieli.http.wording.Flaw;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 统一身份认证 (OpenID Connect): the authorization code flow with PKCE, state and nonce. Who comes back is known by issuer and
 * subject, which an administrator bound to an account; nobody gets an account or a post by it.
 */
public final class OpenId {
    private static final Logger LOG = LoggerFactory.getLogger(OpenId.class);
    /** Where the provider sends browsers back to, on this site. */
    public static final String BACK = "/sign-in/provider/back";

    private static final Duration UNDERWAY = Duration.ofMinutes(10);
    /** Whoever was asked by the provider longer ago is asked again: else whoever finds a browser open could sign in anew, unasked. */
    private static final Duration ASKED_WITHIN = Duration.ofMinutes(10);

    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
    /** It counts whole seconds. */
    private static final Duration ROUNDED = Duration.ofSeconds(5);

    private static final Duration DISCOVERED_EVERY = Duration.ofHours(1);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST_ANSWER = 512 * 1024;
    /** A provider that was silent is left alone for so long: each try keeps somebody waiting. */
    private static final Duration SILENT_FOR = Duration.ofSeconds(10);

    private static final int LONGEST_NEXT = 1_000;
    private static final int MOST_USED = 20_000;
    private static final int SECRET_BYTES = 32;
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    /**
     * 去认证
     *
     * @param kept what the browser keeps in a cookie, so that nobody else's answer is taken for its own; sealed, so that
     *     nothing has to be kept here for whoever asks and never comes back
     */
    public record Going(URI to, String kept) {}

    /** 认证归来 */
    public record Back(SignIns.Attempt.In in, String next) {}

    /** @param anew whether the provider was told to ask, whenever it asked before */
    private record Asked(State state, Nonce nonce, CodeVerifier verifier, String next, boolean anew, Instant at) {
        Instant until() {
            return at.plus(UNDERWAY);
        }
    }

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant at) {}

    private final Site site;
    private final SignIns signIns;
    private final Optional<SignInRules.Provider> provider;
    private final byte[] key;
    /** States with which somebody came back; each is good once. One that gives way here is too old by then, or its code is used up. */
    private final Cache<String, Boolean> used =
            CacheBuilder.newBuilder().maximumSize(MOST_USED).build();

    private volatile @Nullable Known known;
    private volatile Instant silentUntil = Instant.MIN;

    public OpenId(Site site, SignIns signIns) {
        this.site = site;
        this.signIns = signIns;
        this.provider = site.settings().signIn().provider();
        this.key = site.bytes(SECRET_BYTES);
    }

    /**
     * Where to send a browser that wants to sign in there; objects where there is no provider, or it does not answer.
     *
     * @param anew whether the provider shall ask whoever sits there, though it asked a moment ago
     */
    public Going begin(String next, boolean anew) {
        SignInRules.Provider there = provider();
        Asked asked = new Asked(
                new State(secret()),
                new Nonce(secret()),
                new CodeVerifier(secret()),
                next.length() > LONGEST_NEXT ? "/" : next,
                anew,
                site.now());
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope("openid"), new ClientID(there.client()), back());
        if (!there.proofs().isEmpty()) {
            request.acrValues(there.proofs().stream().map(ACR::new).toList());
        }
        if (anew) {
            request.prompt(new Prompt(Prompt.Type.LOGIN)).maxAge(0);
        } else {
            request.maxAge((int) ASKED_WITHIN.toSeconds());
        }
        URI to = request.endpointURI(known(there).metadata().getAuthorizationEndpointURI())
                .state(asked.state())
                .nonce(asked.nonce())
                .codeChallenge(asked.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Going(to, kept(asked));
    }

    private String kept(Asked asked) {
        EncryptedJWT kept = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                new JWTClaimsSet.Builder()
                        .claim("state", asked.state().getValue())
                        .claim("nonce", asked.nonce().getValue())
                        .claim("verifier", asked.verifier().getValue())
                        .claim("next", asked.next())
                        .claim("anew", asked.anew())
                        .claim("at", asked.at().toEpochMilli())
                        .build());
        try {
            kept.encrypt(new DirectEncrypter(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return kept.serialize();
    }

    /** Empty for whatever was not sealed here. */
    private Optional<Asked> asked(String kept) {
        try {
            EncryptedJWT sealed = EncryptedJWT.parse(kept);
            sealed.decrypt(new DirectDecrypter(key));
            JWTClaimsSet claims = sealed.getJWTClaimsSet();
            return Optional.of(new Asked(
                    new State(claims.getStringClaim("state")),
                    new Nonce(claims.getStringClaim("nonce")),
                    new CodeVerifier(claims.getStringClaim("verifier")),
                    claims.getStringClaim("next"),
                    claims.getBooleanClaim("anew"),
                    Instant.ofEpochMilli(claims.getLongClaim("at"))));
        } catch (KeyLengthException impossible) {
            throw new IllegalStateException(impossible);
        } catch (java.text.ParseException | JOSEException foreign) {
            return Optional.empty();
        }
    }

    private SignInRules.Provider provider() {
        return provider.orElseThrow(() -> Objection.of(Flaw.UNKNOWN_ADDRESS));
    }

    private URI back() {
        return site.settings()
                .signIn()
                .address()
                .map(address -> address.resolve(BACK))
                .orElseThrow(() -> new IllegalStateException("a provider needs the address of this site"));
    }

    /**
     * Signs in whoever comes back.
     *
     * @param state as the provider sent it back
     * @param kept with what this browser was sent
     * @param code empty where the provider would not
     */
    public Back finish(String state, Optional<String> kept, Optional<String> code, From from) {
        SignInRules.Provider there = provider();
        Asked before = kept.flatMap(this::asked)
                .filter(asked ->
                        asked.state().getValue().equals(state) && site.now().isBefore(asked.until()))
                .orElseThrow(() ->
                        Objection.of(Flaw.PROVIDER_REFUSED)); // any page can send a browser here: nobody waits for that
        Throttle.Try taken = signIns.comesBack(from);
        boolean again = used.asMap().putIfAbsent(before.state().getValue(), true) != null;
        if (again || code.isEmpty()) {
            signIns.stranger(from, Flaw.PROVIDER_REFUSED);
            throw Objection.of(Flaw.PROVIDER_REFUSED);
        }
        IDTokenClaimsSet claims = claims(there, before, code.get(), from, taken);
        if (!isJustAsked(claims, before)) {
            LOG.warn(
                    "the provider of sign-ins does not say (auth_time) that it asked just now: {}",
                    claims.getAuthenticationTime());
            signIns.stranger(from, Flaw.PROVIDER_DID_NOT_ASK);
            throw Objection.of(Flaw.PROVIDER_DID_NOT_ASK);
        }
        Accounts.Identity identity = new Accounts.Identity(
                there.issuer().toString(), claims.getSubject().getValue());
        Accounts.Account account = site.archive()
                .accounts()
                .known(identity)
                .filter(found -> !found.disabled())
                .orElseThrow(() -> {
                    signIns.stranger(from, Flaw.NOT_BOUND);
                    return Objection.of(Flaw.NOT_BOUND);
                });
        Accounts.SignIn.Means means =
                before.anew() ? Accounts.SignIn.Means.PROVIDER_ANEW : Accounts.SignIn.Means.PROVIDER;
        SignIns.Attempt.In in = signIns.begin(account, means, isProven(there, claims), from)
                .orElseThrow(() -> Objection.of(Flaw.NOT_BOUND));
        signIns.cameBack(taken);
        return new Back(in, before.next());
    }

    /**
     * OpenID Connect Core 1.0, 2 and 3.1.2.1: whoever is asked for {@code max_age} says when it asked. How long ago that was is
     * reckoned by its own clock.
     */
    private boolean isJustAsked(IDTokenClaimsSet claims, Asked before) {
        Date askedAt = claims.getAuthenticationTime();
        Duration within = before.anew()
                ? Duration.between(before.at(), site.now()).plus(ROUNDED)
                : ASKED_WITHIN.plus(CLOCKS_APART);
        return askedAt != null
                && !askedAt.toInstant()
                        .plus(within)
                        .isBefore(claims.getIssueTime().toInstant());
    }

    /** Where its answer does not say so, the factor of the account is asked for as after a password. */
    private static boolean isProven(SignInRules.Provider there, IDTokenClaimsSet claims) {
        Stream<String> said = Stream.concat(
                Stream.ofNullable(claims.getACR()).map(ACR::getValue),
                Stream.ofNullable(claims.getAMR()).flatMap(List::stream).map(AMR::getValue));
        return there.provesSecondFactor() && (there.proofs().isEmpty() || said.anyMatch(there.proofs()::contains));
    }

    private IDTokenClaimsSet claims(
            SignInRules.Provider there, Asked before, String code, From from, Throttle.Try taken) {
        try {
            Known provider = known(there);
            HTTPRequest request = new TokenRequest.Builder(
                            provider.metadata().getTokenEndpointURI(),
                            new ClientSecretBasic(new ClientID(there.client()), new Secret(there.secret())),
                            new AuthorizationCodeGrant(new AuthorizationCode(code), back(), before.verifier()))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            request.setFollowRedirects(false);
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            if (!answer.indicatesSuccess()) {
                throw new ParseException("it gives no ID token");
            }
            return provider.validator()
                    .validate(
                            ((OIDCTokenResponse) answer.toSuccessResponse())
                                    .getOIDCTokens()
                                    .getIDToken(),
                            before.nonce());
        } catch (IOException | JOSEException unreachable) {
            LOG.warn("the provider of sign-ins cannot be reached: {}", unreachable.getMessage());
            signIns.cameBack(taken);
            throw Objection.of(Flaw.PROVIDER_SILENT);
        } catch (Objection silent) {
            signIns.cameBack(taken);
            throw silent;
        } catch (ParseException | BadJOSEException | RuntimeException unfit) { // the library's, for odd bytes
            LOG.warn("the provider of sign-ins sent what is not good: {}", unfit.getMessage());
            signIns.stranger(from, Flaw.PROVIDER_REFUSED);
            throw Objection.of(Flaw.PROVIDER_REFUSED);
        }
    }

    /** What the provider says of itself, asked again now and then; its keys are fetched when an unknown one is used. */
    private Known known(SignInRules.Provider there) {
        return known().orElseGet(() -> discovered(there));
    }

    private Optional<Known> known() {
        return Optional.ofNullable(known)
                .filter(found -> site.now().isBefore(found.at().plus(DISCOVERED_EVERY)));
    }

    private synchronized Known discovered(SignInRules.Provider there) {
        Optional<Known> meanwhile = known();
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        if (site.now().isBefore(silentUntil)) {
            throw Objection.of(Flaw.PROVIDER_SILENT);
        }
        try {
            Issuer issuer = new Issuer(there.issuer());
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            if (!leadsOn(metadata.getAuthorizationEndpointURI())
                    || !leadsOn(metadata.getTokenEndpointURI())
                    || !leadsOn(metadata.getJWKSetURI())) {
                throw new IllegalArgumentException("it does not say where to go on");
            }
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_ANSWER))
                    .build();
            Known found = new Known(
                    metadata,
                    new IDTokenValidator(
                            issuer,
                            new ClientID(there.client()),
                            new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                            null),
                    site.now());
            known = found;
            return found;
        } catch (IOException | GeneralException | IllegalArgumentException silent) {
            LOG.warn("the provider of sign-ins cannot be asked: {}", silent.getMessage());
            silentUntil = site.now().plus(SILENT_FOR);
            throw Objection.of(Flaw.PROVIDER_SILENT);
        }
    }

    /** RFC 6749, 3.1 and 3.2: no fragment, which would swallow what is asked. */
    private static boolean leadsOn(@Nullable URI to) {
        return to != null
                && to.getHost() != null
                && to.getRawFragment() == null
                && ("https".equals(to.getScheme()) || "http".equals(to.getScheme()));
    }

    private String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(site.bytes(SECRET_BYTES));
    }
}
