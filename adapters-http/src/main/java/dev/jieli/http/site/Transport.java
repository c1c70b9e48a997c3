package dev.jieli.http.site;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.nio.file.Path;

/** 传输: what browsers speak to the server. */
public sealed interface Transport {

    /** 明文: HTTP, for this machine or for trying out. */
    record Plain() implements Transport {}

    /**
     * 代理加密: a proxy in front ends TLS, and adds the address of who comes to {@code X-Forwarded-For}. Whoever else comes is
     * not served: anybody could write that line.
     *
     * @param elsewhere the addresses of the proxies on other machines; this machine's own are always meant
     */
    record Proxied(ImmutableSet<InetAddress> elsewhere) implements Transport {
        public static Proxied here() {
            return new Proxied(ImmutableSet.of());
        }

        /**
         * Whether that is a proxy.
         *
         * @param peer who opened the connection, as an IP address
         */
        public boolean trusts(String peer) {
            if (!InetAddresses.isInetAddress(peer)) {
                return false;
            }
            InetAddress address = InetAddresses.forString(peer);
            return address.isLoopbackAddress() || elsewhere.contains(address);
        }
    }

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
