package dev.jieli.http.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One page of the browser. What the page itself complains about is kept: {@link #complaints()}. */
public final class Tab {
    private static final int PATIENCE_SECONDS = 60;

    private final Chromium browser;
    private final String session;
    private final Semaphore loads = new Semaphore(0);
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private int width = 1280;
    private int height = 900;

    Tab(Chromium browser, String session) {
        this.browser = browser;
        this.session = session;
        browser.listen(session, this::heard);
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        size(width, height);
    }

    private void heard(JsonNode message) {
        switch (message.path("method").asText()) {
            case "Page.loadEventFired" -> loads.release();
            case "Runtime.exceptionThrown" ->
                complaints.add(message.at("/params/exceptionDetails").toString());
            case "Log.entryAdded" -> {
                JsonNode entry = message.at("/params/entry");
                boolean refusedForm = entry.path("source").asText().equals("network"); // a 4xx answer is no fault here
                if (entry.path("level").asText().equals("error") && !refusedForm) {
                    complaints.add(entry.path("text").asText());
                }
            }
            default -> {}
        }
    }

    /** Errors of scripts and breaches of the content policy since the tab was opened. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    public Tab size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    /** A cookie that is there when this returns: one set by a script may miss the next request. */
    public Tab cookie(String address, String name, String value) {
        call("Network.setCookie", Map.of("url", address, "name", name, "value", value));
        return this;
    }

    public Tab go(String address) {
        loads.drainPermits();
        call("Page.navigate", Map.of("url", address));
        loaded();
        return this;
    }

    private void loaded() {
        try {
            if (!loads.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the page did not load: " + address());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    public JsonNode run(String script) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Follows a link or sends a form, and waits for the page that comes. */
    public Tab press(String selector) {
        loads.drainPermits();
        run(one(selector) + ".click()");
        loaded();
        return this;
    }

    /** Presses something that stays on the page. */
    public Tab touch(String selector) {
        run(one(selector) + ".click()");
        return this;
    }

    public Tab fill(String selector, String value) {
        run("(field => { field.value = " + quoted(value)
                + "; field.dispatchEvent(new Event('input', {bubbles: true}));"
                + " field.dispatchEvent(new Event('change', {bubbles: true})); })(" + one(selector) + ")");
        return this;
    }

    /** Chooses the option whose text holds these words. */
    public Tab choose(String selector, String words) {
        run("(list => { const found = [...list.options].find(option => option.text.includes(" + quoted(words)
                + ")); if (!found) throw new Error('no option ' + " + quoted(words)
                + "); list.value = found.value; list.dispatchEvent(new Event('change', {bubbles: true})); })("
                + one(selector) + ")");
        return this;
    }

    /** Waits until something is there that a script puts there. */
    public Tab await(String selector) {
        run("new Promise((found, lost) => { const until = Date.now() + " + PATIENCE_SECONDS + "000; const look = () =>"
                + " document.querySelector(" + quoted(selector) + ") ? found(true) : Date.now() > until ?"
                + " lost(new Error('never came: ' + " + quoted(selector) + ")) : setTimeout(look, 20); look(); })");
        return this;
    }

    public boolean has(String selector) {
        return run("!!document.querySelector(" + quoted(selector) + ")").asBoolean();
    }

    public String text() {
        return run("document.body.innerText").asText();
    }

    public String textOf(String selector) {
        return run(one(selector) + ".innerText").asText();
    }

    public String address() {
        return run("location.href").asText();
    }

    /** Plugs a security key in that answers at once. */
    public String plugIn() {
        call("WebAuthn.enable", Map.of());
        return call(
                        "WebAuthn.addVirtualAuthenticator",
                        Map.of(
                                "options",
                                Map.of("protocol", "ctap2", "transport", "usb", "automaticPresenceSimulation", true)))
                .path("authenticatorId")
                .asText();
    }

    /** What such a key made for a site; each key makes one in these tests. */
    public JsonNode credential(String key) {
        return call("WebAuthn.getCredentials", Map.of("authenticatorId", key)).at("/credentials/0");
    }

    /** Plugs a key in that pretends to be the one with this credential, and has another secret (PKCS #8, Base64). */
    public Tab plugIn(JsonNode credential, String secret) {
        ObjectNode copy = credential.deepCopy();
        copy.put("privateKey", secret);
        call("WebAuthn.addCredential", Map.of("authenticatorId", plugIn(), "credential", copy));
        return this;
    }

    /** The whole page as a picture. */
    public Tab picture(Path file) {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        int tall = Math.min(Math.max(height, size.path("height").asInt()), 12_000);
        JsonNode answer = call(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", tall, "scale", 1)));
        write(file, answer.path("data").asText());
        return this;
    }

    /** The page as it would be printed. */
    public Tab printed(Path file) {
        JsonNode answer = call("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", false));
        write(file, answer.path("data").asText());
        return this;
    }

    private static void write(Path file, String base64) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(base64));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String one(String selector) {
        return "(document.querySelector(" + quoted(selector) + ") ?? (() => { throw new Error('there is no ' + "
                + quoted(selector)
                + " + ' at ' + location.href + ': ' + document.body.innerText.slice(0, 2000)); })())";
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }
}
