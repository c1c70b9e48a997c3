package dev.jieli.http.site;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.base.Splitter;
import com.google.common.base.Suppliers;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Accounts.Factor;
import dev.jieli.http.wording.Flaw;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** 安全密钥 (WebAuthn): a key that a browser asks for, as a second factor. A challenge is good once, for a few minutes. */
public final class SecurityKeys {
    private static final Duration CHALLENGE = Duration.ofMinutes(10);
    private static final int MOST_CHALLENGES = 10_000;

    private record Pending<T>(T request, Instant at) {}

    private final Site site;
    private final SignIns signIns;
    private final Cache<String, Pending<PublicKeyCredentialCreationOptions>> enrolling =
            CacheBuilder.newBuilder().maximumSize(MOST_CHALLENGES).build();
    private final Cache<String, Pending<AssertionRequest>> proving =
            CacheBuilder.newBuilder().maximumSize(MOST_CHALLENGES).build();

    public SecurityKeys(Site site, SignIns signIns) {
        this.site = site;
        this.signIns = signIns;
    }

    /** The origin that keys are bound to; empty where nobody said under which address browsers know this site. */
    private Optional<URI> origin(Context ctx) {
        Optional<URI> said = site.settings().signIn().address();
        if (said.isPresent() || !ctx.req().getServerName().equals("localhost")) {
            return said;
        }
        return Optional.of(URI.create(ctx.scheme() + "://localhost:" + ctx.req().getServerPort()));
    }

    private Optional<RelyingParty> party(Context ctx, Account account) {
        return origin(ctx)
                .map(origin -> RelyingParty.builder()
                        .identity(RelyingPartyIdentity.builder()
                                .id(origin.getHost())
                                .name("Jieli")
                                .build())
                        .credentialRepository(new Keys(account))
                        .origins(Set.of(origin.getScheme() + "://" + origin.getRawAuthority()))
                        .build());
    }

    // ------------------------------------------------------------------ enrolling

    /** What a browser is asked to make a key for, as JSON; empty where no keys can be used here. */
    public Optional<String> enrolment(Context ctx, SignedIn who) {
        return party(ctx, who.account()).map(party -> {
            PublicKeyCredentialCreationOptions options = party.startRegistration(StartRegistrationOptions.builder()
                    .user(UserIdentity.builder()
                            .name(who.account().name())
                            .displayName(who.official())
                            .id(handle(who.account().id()))
                            .build())
                    .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                            .userVerification(UserVerificationRequirement.DISCOURAGED)
                            .build())
                    .timeout(CHALLENGE.toMillis())
                    .build());
            enrolling.put(who.tokenDigest(), new Pending<>(options, site.now()));
            return told(options::toCredentialsCreateJson);
        });
    }

    /** Adds the key that the browser made; empty where it does not answer what was asked. */
    public Optional<SignIns.Enrolled> enrol(Context ctx, SignedIn who, String name, String response, From from) {
        Optional<PublicKeyCredentialCreationOptions> asked = taken(enrolling, who);
        Optional<RelyingParty> party = party(ctx, who.account());
        if (asked.isEmpty() || party.isEmpty() || !response.startsWith("{")) {
            return Optional.empty();
        }
        RegistrationResult made;
        try {
            made = party.get()
                    .finishRegistration(FinishRegistrationOptions.builder()
                            .request(asked.get())
                            .response(PublicKeyCredential.parseRegistrationResponseJson(response))
                            .build());
        } catch (RegistrationFailedException | IOException | RuntimeException unfit) { // the library's, for odd bytes
            return Optional.empty();
        }
        Instant now = site.now();
        return Optional.of(signIns.add(
                who,
                new Factor(
                        site.ids().get(),
                        Factor.Kind.KEY,
                        name,
                        made.getKeyId().getId().getBase64Url() + " "
                                + made.getPublicKeyCose().getBase64Url(),
                        made.getSignatureCount(),
                        now,
                        Optional.of(now)),
                from));
    }

    // ------------------------------------------------------------------ proving

    /** What a browser is asked to sign with a key of the account's, as JSON; empty where there is none. */
    public Optional<String> challenge(Context ctx, SignedIn who) {
        if (who.account().factors().stream().noneMatch(factor -> factor.kind() == Factor.Kind.KEY)) {
            return Optional.empty();
        }
        return party(ctx, who.account()).map(party -> {
            AssertionRequest request = party.startAssertion(StartAssertionOptions.builder()
                    .username(who.account().id().toString())
                    .userVerification(UserVerificationRequirement.DISCOURAGED)
                    .timeout(CHALLENGE.toMillis())
                    .build());
            proving.put(who.tokenDigest(), new Pending<>(request, site.now()));
            return told(request::toCredentialsGetJson);
        });
    }

    /** Looks at what the browser signed; the sign-in goes on under another token where it is right. */
    public SignIns.Attempt prove(Context ctx, SignedIn who, String response, From from) {
        Supplier<Optional<AssertionResult>> signed = Suppliers.memoize(() -> signed(ctx, who, response));
        return signIns.prove(who, from, Flaw.WRONG_KEY, account -> signed.get().flatMap(found -> used(account, found)));
    }

    private Optional<AssertionResult> signed(Context ctx, SignedIn who, String response) {
        Optional<AssertionRequest> asked = taken(proving, who);
        Optional<RelyingParty> party =
                site.archive().accounts().find(who.account().id()).flatMap(account -> party(ctx, account));
        if (asked.isEmpty() || party.isEmpty() || !response.startsWith("{")) {
            return Optional.empty();
        }
        AssertionResult signed;
        try {
            signed = party.get()
                    .finishAssertion(FinishAssertionOptions.builder()
                            .request(asked.get())
                            .response(PublicKeyCredential.parseAssertionResponseJson(response))
                            .build());
        } catch (AssertionFailedException | IOException | RuntimeException unfit) { // the library's, for odd bytes
            return Optional.empty();
        }
        return signed.isSuccess() ? Optional.of(signed) : Optional.empty();
    }

    private Optional<Account> used(Account account, AssertionResult signed) {
        ByteArray credential = signed.getCredential().getCredentialId();
        return account.factors().stream()
                .filter(factor -> factor.kind() == Factor.Kind.KEY && id(factor).equals(credential))
                .findFirst()
                .filter(factor -> factor.counter() == 0 || signed.getSignatureCount() > factor.counter())
                .map(factor -> account.with(factor.used(signed.getSignatureCount(), site.now())));
    }

    private <T> Optional<T> taken(Cache<String, Pending<T>> pending, SignedIn who) {
        return Optional.ofNullable(pending.asMap().remove(who.tokenDigest())) // of two at once one gets it
                .filter(one -> site.now().isBefore(one.at().plus(CHALLENGE)))
                .map(Pending::request);
    }

    private interface Telling {
        String json() throws JsonProcessingException;
    }

    private static String told(Telling telling) {
        try {
            return telling.json();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ByteArray handle(UUID account) {
        return new ByteArray(Longs.toByteArray(account.getMostSignificantBits()))
                .concat(new ByteArray(Longs.toByteArray(account.getLeastSignificantBits())));
    }

    private static ByteArray part(Factor factor, int index) {
        List<String> parts = Splitter.on(' ').splitToList(factor.secret());
        try {
            return ByteArray.fromBase64Url(parts.get(index));
        } catch (Base64UrlException altered) {
            throw new IllegalStateException("a key kept in an unknown way", altered);
        }
    }

    private static ByteArray id(Factor factor) {
        return part(factor, 0);
    }

    /** The keys of one account, as the library asks for them. */
    private record Keys(Account account) implements CredentialRepository {
        private ImmutableList<Factor> keys() {
            return account.factors().stream()
                    .filter(factor -> factor.kind() == Factor.Kind.KEY)
                    .collect(toImmutableList());
        }

        @Override
        public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
            return keys().stream()
                    .map(factor -> PublicKeyCredentialDescriptor.builder()
                            .id(id(factor))
                            .build())
                    .collect(toImmutableSet());
        }

        @Override
        public Optional<ByteArray> getUserHandleForUsername(String username) {
            return Optional.of(handle(account.id()));
        }

        @Override
        public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
            return userHandle.equals(handle(account.id()))
                    ? Optional.of(account.id().toString())
                    : Optional.empty();
        }

        @Override
        public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
            return lookupAll(credentialId).stream()
                    .filter(found -> found.getUserHandle().equals(userHandle))
                    .findFirst();
        }

        @Override
        public ImmutableSet<RegisteredCredential> lookupAll(ByteArray credentialId) {
            return keys().stream()
                    .filter(factor -> id(factor).equals(credentialId))
                    .map(factor -> RegisteredCredential.builder()
                            .credentialId(credentialId)
                            .userHandle(handle(account.id()))
                            .publicKeyCose(part(factor, 1))
                            .signatureCount(factor.counter())
                            .build())
                    .collect(toImmutableSet());
        }
    }
}
