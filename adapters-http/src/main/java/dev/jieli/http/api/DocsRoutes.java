package dev.jieli.http.api;

import static java.util.Objects.requireNonNull;

import com.google.common.html.HtmlEscapers;
import com.google.common.io.ByteStreams;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.wording.Flaw;
import dev.jieli.http.wording.Refusals;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** 接口文档: the OpenAPI document, and a page on which a person reads it and tries it, without any other server. */
public final class DocsRoutes {
    private static final int UNPROCESSABLE = 422;

    private final Assets assets;
    private final byte[] document;

    public DocsRoutes(Assets assets) {
        this.assets = assets;
        this.document = document();
    }

    private static byte[] document() {
        try (InputStream in = requireNonNull(DocsRoutes.class.getResourceAsStream("openapi.json"))) {
            return ByteStreams.toByteArray(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/openapi.json", this::json, Access.EVERYBODY);
        routes.get("/docs", this::page, Access.EVERYBODY);
    }

    private void json(Context ctx) {
        ctx.contentType("application/json").result(document);
    }

    private void page(Context ctx) {
        Language language = Spoken.in(ctx);
        boolean zh = language == Language.ZH;
        StringBuilder page = new StringBuilder(1 << 14)
                .append("<!doctype html>\n<html lang=\"")
                .append(zh ? "zh-CN" : "en")
                .append(
                        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(zh ? "接力 · 接口文档" : "Jieli · API")
                .append("</title><link rel=\"stylesheet\" href=\"")
                .append(assets.path("swagger-ui.css"))
                .append("\"><link rel=\"stylesheet\" href=\"")
                .append(assets.path("docs.css"))
                .append("\"><script src=\"")
                .append(assets.path("swagger-ui-bundle.js"))
                .append("\" defer></script><script src=\"")
                .append(assets.path("docs.js"))
                .append("\" defer></script></head><body><nav><a href=\"/\">")
                .append(zh ? "首页" : "Home")
                .append("</a><a href=\"/openapi.json\">openapi.json</a><a href=\"#problems\">")
                .append(zh ? "问题一览" : "Problems")
                .append("</a><a href=\"/docs?lang=")
                .append(zh ? "en\" lang=\"en\">English" : "zh\" lang=\"zh-CN\">中文")
                .append("</a></nav><main><div id=\"api\"></div><h2 id=\"problems\">")
                .append(zh ? "问题一览" : "Problems")
                .append("</h2><table class=\"problems\"><thead><tr><th>reason</th><th>status</th><th>")
                .append(zh ? "含义和下一步" : "What it means and what to do")
                .append("</th></tr></thead><tbody>");
        for (Reason reason : Reason.values()) {
            row(page, reason.name(), Refusals.status(Refusal.of(reason)), Refusals.sentence(reason, language));
        }
        for (Ruling.Kind kind : Ruling.Kind.values()) {
            row(page, kind.name(), UNPROCESSABLE, Refusals.sentence(kind, language));
        }
        for (Flaw flaw : Flaw.values()) {
            row(page, flaw.name(), flaw.status(), flaw.sentence(language));
        }
        page.append("</tbody></table></main></body></html>\n");
        ctx.contentType("text/html; charset=utf-8").result(page.toString());
    }

    private static void row(StringBuilder page, String reason, int status, String sentence) {
        page.append("<tr id=\"")
                .append(reason)
                .append("\"><td><code>")
                .append(reason)
                .append("</code></td><td>")
                .append(status)
                .append("</td><td>")
                .append(HtmlEscapers.htmlEscaper().escape(sentence))
                .append("</td></tr>\n");
    }
}
