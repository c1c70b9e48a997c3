package dev.jieli.http.pages;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.KeepListeners;
import dev.jieli.application.port.Board;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Plain;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Spoken;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Refusals;
import dev.jieli.http.wording.Words;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** 页面制作: what all routes of pages share: reading a request, showing a template, going on after something was done. */
final class Pages {
    /** The parameter of an address that names what was just done. */
    static final String DONE = "done";

    private static final int USUAL_LENGTH = 16 * 1024;

    private final Site site;
    private final Assets assets;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.jieli.http.views");

    Pages(Site site, Assets assets) {
        this.site = site;
        this.assets = assets;
    }

    Site site() {
        return site;
    }

    /** For a password that is chosen here, with what the rules of this office ask of one, and more that is to be known. */
    Field newPassword(String zh, String en, String moreZh, String moreEn) {
        SignInRules rules = site.settings().signIn();
        return Field.password("new", zh, en)
                .hint(
                        "至少" + rules.shortest() + "个字符，大写、小写、数字、其他符号中至少" + rules.classes() + "种，不含账号名" + moreZh,
                        "At least " + rules.shortest() + " characters; " + rules.classes()
                                + " kinds of capitals, small letters, digits and others; without the account's name"
                                + moreEn);
    }

    /** What is shown to whoever asks. */
    Board board(Context ctx) {
        return site.archive().board(Visits.asker(ctx));
    }

    Page page(Context ctx) {
        Language language = Spoken.in(ctx);
        String query = ctx.queryString();
        return new Page(
                language,
                Visits.method(ctx).equals("GET") ? ctx.path() + (query == null ? "" : "?" + query) : ctx.path(),
                site.today(),
                Visits.maybe(ctx),
                Optional.ofNullable(ctx.queryParam(DONE)).flatMap(done -> done(done, language)),
                site.settings().isDemo(),
                assets);
    }

    /** Only names of acts are answered, so that nobody can put words into a page by its address. */
    private static Optional<String> done(String name, Language language) {
        String word = Words.act(name).in(language);
        return name.equals("saved")
                ? Optional.of(language == Language.ZH ? "已保存。" : "Saved.")
                : word.equals(name)
                        ? Optional.empty()
                        : Optional.of(language == Language.ZH ? "已办理：" + word + "。" : "Done: " + word + ".");
    }

    void show(Context ctx, String template, ImmutableMap<String, Object> model) {
        StringOutput out = new StringOutput(USUAL_LENGTH);
        templates.render(template + ".jte", new HashMap<>(model), out);
        ctx.contentType("text/html; charset=utf-8").result(out.toString());
    }

    /** The case in the address; what is no id is no case. */
    static CaseId caseId(Context ctx) {
        try {
            return new CaseId(UUID.fromString(ctx.pathParam("id")));
        } catch (IllegalArgumentException none) {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND));
        }
    }

    /** A form on a page of its own. */
    void ask(Context ctx, Page page, String active, String title, String lead, Form form) {
        ask(ctx, page, active, title, lead, "", "", form);
    }

    /** The same, with the way back: its address and what it is called. */
    void ask(
            Context ctx,
            Page page,
            String active,
            String title,
            String lead,
            String crumb,
            String crumbName,
            Form form) {
        show(
                ctx,
                "ask",
                ImmutableMap.of(
                        "page",
                        page,
                        "active",
                        active,
                        "title",
                        title,
                        "lead",
                        lead,
                        "crumb",
                        crumb,
                        "crumbName",
                        crumbName,
                        "form",
                        form));
    }

    /** The listeners that are told nothing any more, for whoever keeps them. */
    ImmutableList<String> silent(SignedIn who) {
        if (!who.may(Power.KEEP_LISTENERS)) {
            return ImmutableList.of(); // nearly everybody: the store is not asked at each look
        }
        Outcome<ImmutableList<KeepListeners.Listener>> kept = new KeepListeners(site.archive(), site.listeners())
                .keep(who.account().id(), who.own().map(SignedIn.Sitting::id), who.asker());
        return kept instanceof Outcome.Done<ImmutableList<KeepListeners.Listener>> done
                ? done.value().stream()
                        .filter(listener -> !listener.isAuthorized())
                        .map(KeepListeners.Listener::name)
                        .collect(ImmutableList.toImmutableList())
                : ImmutableList.of();
    }

    /** The same form again, with what was entered and why it was refused. */
    static Form again(Form form, Submitted submitted, Refusal refusal, Page page) {
        return form.entered(submitted.values()).refused(said(refusal, page));
    }

    static Form.Said said(Refusal refusal, Page page) {
        return said(
                Refusals.sentence(refusal, page.language()),
                page.language(),
                refusal.article().map(article -> article.cited(page.language())),
                Optional.ofNullable(refusal.details().get("field")));
    }

    /** A sentence says what happened and, after its semicolon, what to do next. */
    static Form.Said said(String sentence, Language language, Optional<String> article, Optional<String> field) {
        List<String> parts = Splitter.onPattern("；|; ").limit(2).trimResults().splitToList(sentence);
        return new Form.Said(
                ended(parts.get(0), language),
                parts.size() > 1 ? ended(capital(parts.get(1)), language) : "",
                article,
                field);
    }

    private static String ended(String sentence, Language language) {
        return sentence.isEmpty() || sentence.endsWith("。") || sentence.endsWith(".")
                ? sentence
                : sentence + (language == Language.ZH ? "。" : ".");
    }

    private static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** The answer is a refusal, though the form is shown again. */
    static void refused(Context ctx, Refusal refusal) {
        ctx.status(Refusals.status(refusal));
        Visits.refused(ctx, refusal.reason().name());
    }

    static Submitted submitted(Context ctx) {
        ImmutableListMultimap.Builder<String, String> values = ImmutableListMultimap.builder();
        for (Map.Entry<String, List<String>> field : ctx.formParamMap().entrySet()) {
            if (!field.getKey().equals(Visits.GUARD)) {
                values.putAll(field.getKey(), field.getValue());
            }
        }
        return new Submitted(values.build());
    }

    static Optional<LocalDate> day(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).flatMap(Plain::day);
    }

    /**
     * Answers with a file, which is written first, entered then, and gone once it was sent or something failed: what could not be
     * entered does not lie about either.
     *
     * @param write says how many rows it wrote
     * @param enter told that number and the digest of the file
     * @return why there is none; nothing was answered then
     */
    static Optional<Refusal> send(
            Context ctx,
            String type,
            String name,
            Function<OutputStream, Outcome<Integer>> write,
            BiConsumer<Integer, String> enter) {
        try {
            Path path = Files.createTempFile("jieli-export", null);
            try {
                Outcome<Integer> written;
                try (OutputStream out = Files.newOutputStream(path)) {
                    written = write.apply(out);
                }
                if (written instanceof Outcome.Refused<Integer> refused) {
                    Files.deleteIfExists(path);
                    return Optional.of(refused.refusal());
                }
                try (InputStream in = Files.newInputStream(path)) {
                    enter.accept(((Outcome.Done<Integer>) written).value(), Seal.digest(in));
                }
                attach(ctx, type, name);
                ctx.result(Files.newInputStream(path, StandardOpenOption.DELETE_ON_CLOSE));
                return Optional.empty();
            } catch (IOException | RuntimeException failed) {
                Files.deleteIfExists(path);
                throw failed;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What is sent is a file to be kept, under this name. */
    static void attach(Context ctx, String type, String name) {
        ctx.contentType(type);
        ctx.header(
                "Content-Disposition",
                "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** On to the page that shows what was done, so that loading it again does nothing again. */
    static void goOn(Context ctx, String path, String done) {
        ctx.redirect(path + (path.contains("?") ? "&" : "?") + DONE + "=" + done, io.javalin.http.HttpStatus.SEE_OTHER);
    }
}
