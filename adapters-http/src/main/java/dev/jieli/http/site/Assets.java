package dev.jieli.http.site;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import dev.jieli.http.wording.Flaw;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * 静态文件: style sheets, scripts and pictures, all from the jar. The address of a file carries the digest of its content, so
 * a browser may keep it for good and never sees an old one.
 */
public final class Assets {
    private static final String OWN = "/dev/jieli/http/static/";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final int DIGITS = 12;

    private record Asset(String digest, String type, ByteSource plain, ByteSource zipped) {}

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    private final Properties foreign = new Properties();

    public Assets() {
        try (InputStream in = requireNonNull(Assets.class.getResourceAsStream("assets.properties"))) {
            foreign.load(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * The address of a file, for a page.
     *
     * @param name of a file under {@code dev/jieli/http/static} or one named in assets.properties; that there is none is a
     *     fault of the page
     */
    public String path(String name) {
        Asset asset = find(name).orElseThrow(() -> new IllegalArgumentException("no such asset: " + name));
        return "/static/" + asset.digest() + "/" + name;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/static/{digest}/<name>", this::serve, Access.EVERYBODY);
    }

    private void serve(Context ctx) {
        Asset asset = find(ctx.pathParam("name")).orElseThrow(() -> Objection.of(Flaw.UNKNOWN_ADDRESS));
        boolean current = asset.digest().equals(ctx.pathParam("digest"));
        ctx.header("Cache-Control", current ? FOREVER : "no-cache");
        ctx.header("Vary", "Accept-Encoding");
        ctx.contentType(asset.type());
        String accepts = ctx.header("Accept-Encoding");
        ctx.disableCompression();
        boolean zipped = accepts != null && accepts.contains("gzip");
        if (zipped) {
            ctx.header("Content-Encoding", "gzip");
        }
        try {
            ctx.result((zipped ? asset.zipped() : asset.plain()).openStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Optional<Asset> find(String name) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9._-]*(/[a-zA-Z0-9][a-zA-Z0-9._-]*)*")) {
            return Optional.empty();
        }
        return Optional.ofNullable(assets.computeIfAbsent(name, this::load));
    }

    private @Nullable Asset load(String name) {
        String listed = foreign.getProperty(name);
        try (InputStream in = Assets.class.getResourceAsStream(listed == null ? OWN + name : "/" + listed)) {
            if (in == null) {
                return null;
            }
            byte[] plain = ByteStreams.toByteArray(in);
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
                zip.write(plain);
            }
            String digest = Hashing.sha256().hashBytes(plain).toString().substring(0, DIGITS);
            return new Asset(digest, type(name), ByteSource.wrap(plain), ByteSource.wrap(zipped.toByteArray()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "ico" -> "image/x-icon";
            case "json" -> "application/json";
            case "woff2" -> "font/woff2";
            default -> "application/octet-stream";
        };
    }
}
