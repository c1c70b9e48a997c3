package dev.jieli.http.site;

import java.nio.file.Path;

/** 传输: what browsers speak to the server. */
public sealed interface Transport {

    /** 明文: HTTP, for this machine or for trying out. */
    record Plain() implements Transport {}

    /** 代理加密: a proxy in front ends TLS, and adds the address of who comes to {@code X-Forwarded-For}. */
    record Proxied() implements Transport {}

    /**
     * 直接加密: the server ends TLS itself.
     *
     * @param certificates PEM, the server's own first, then those that vouch for it
     * @param key PEM, without a password; both files are read again when they change
     */
    record Encrypted(Path certificates, Path key) implements Transport {}

    /** Whether browsers come by TLS, so that cookies are for TLS only. */
    default boolean isSecure() {
        return !(this instanceof Plain);
    }
}
