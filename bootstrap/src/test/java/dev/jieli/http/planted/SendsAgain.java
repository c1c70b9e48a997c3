package dev.jieli.http.planted;

import dev.jieli.application.port.Feed;

/** Sends what was set aside without asking whether it may. */
public final class SendsAgain {
    private final Feed.Listeners listeners;

    public SendsAgain(Feed.Listeners listeners) {
        this.listeners = listeners;
    }

    public boolean again(String listener, String id) {
        return listeners.resend(listener, id);
    }
}
