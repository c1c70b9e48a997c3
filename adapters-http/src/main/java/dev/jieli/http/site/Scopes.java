package dev.jieli.http.site;

import dev.jieli.application.port.Accounts.Scope;
import java.util.Optional;

/** 令牌范围: which token opens which route; the one table of it. */
public final class Scopes {
    private Scopes() {}

    /**
     * The scope that a token needs.
     *
     * @param path as the route says it, with names in the place of parameters
     * @return empty where no token will do: pages, administration of accounts, and what concerns a person's own sign-in
     */
    public static Optional<Scope> of(String method, String path, Access access) {
        if (path.startsWith("/api/v1/persons")
                || path.endsWith("/petitioner")
                || path.endsWith("/petitioner/correction")
                || path.equals("/api/v1/papers/{paper}/file")
                || (path.equals("/api/v1/export") && method.equals("POST"))) {
            return Optional.empty(); // unmasked: a purpose is a person's
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (!path.startsWith("/api/v1/") || access.equals(Access.UNDERWAY) || access.isForAdministrators()) {
            return Optional.empty();
        }
        if (access.equals(Access.SIGNED_IN)) {
            return reads && path.equals("/api/v1/me") ? Optional.of(Scope.READ) : Optional.empty();
        }
        if (path.startsWith("/api/v1/listeners")) {
            return Optional.of(Scope.FEED);
        }
        if (path.startsWith("/api/v1/import")) {
            return Optional.of(Scope.IMPORT);
        }
        return Optional.of(reads ? Scope.READ : Scope.ACT);
    }
}
