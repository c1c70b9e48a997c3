package dev.jieli.messaging;

import java.net.URI;

/**
 * 订阅方: a system that listens to the feed.
 *
 * @param name its own, stable: its cursor hangs on it
 * @param target where entries are posted, http or https
 * @param secret the key of the signature, at least 24 bytes, known to both sides
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on its way in and out
public record Listener(String name, URI target, byte[] secret) {
    public Listener {
        boolean web = "https".equals(target.getScheme()) || "http".equals(target.getScheme());
        if (name.isBlank() || !web || target.getHost() == null || secret.length < 24) {
            throw new IllegalArgumentException("a listener has a name, a web address and a key of 24 bytes or more");
        }
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return name + " " + target;
    }
}
