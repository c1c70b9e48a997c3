package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;

/** 接收方: who listens to the feed, as far as an administrator deals with them here. */
public interface Listeners {

    /** Their names, as the feed keeps their cursors. */
    ImmutableList<String> names();

    /** Whether the token on whose authority it is told opens the feed still; while it does not, nothing goes and nothing is lost. */
    boolean isAuthorized(String listener);

    /**
     * Delivers an entry that was set aside once more.
     *
     * @param id of the message: {@code subject/number}
     * @return whether it was taken
     */
    boolean resend(String listener, String id);

    /** Nobody listens. */
    static Listeners none() {
        return new Listeners() {
            @Override
            public ImmutableList<String> names() {
                return ImmutableList.of();
            }

            @Override
            public boolean isAuthorized(String listener) {
                return false;
            }

            @Override
            public boolean resend(String listener, String id) {
                return false;
            }
        };
    }
}
