package dev.jieli.http.planted;

import io.javalin.http.Context;

/** Takes the word of {@code X-HTTP-Method-Override} for how the request asks. */
public final class AsksByAHeader {
    private AsksByAHeader() {}

    public static boolean reads(Context ctx) {
        return ctx.method().name().equals("GET");
    }
}
