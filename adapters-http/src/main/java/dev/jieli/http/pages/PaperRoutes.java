package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.FetchPaper;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.PreviewPaper;
import dev.jieli.application.paper.Desk;
import dev.jieli.application.paper.Sheet;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Letterheads;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Takes;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import dev.jieli.http.wording.PaperLabels;
import dev.jieli.office.PaperPress;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** 文书页面 */
final class PaperRoutes {
    private static final int SALT = 16;
    private static final int MOST_TEMPLATE = 2 << 20;

    private final Pages pages;
    private final Site site;

    PaperRoutes(Pages pages) {
        this.pages = pages;
        this.site = pages.site();
    }

    void addTo(RoutesConfig routes) {
        routes.get("/cases/{id}/papers/{kind}", this::ask, Access.OFFICIALS);
        routes.post("/cases/{id}/papers/{kind}", this::draft, Access.OFFICIALS);
        routes.get("/papers/{paper}", this::show, Access.OFFICIALS);
        routes.get("/papers/{paper}/draft", this::askAgain, Access.OFFICIALS);
        routes.post("/papers/{paper}/draft", this::redraft, Access.OFFICIALS);
        routes.get("/papers/{paper}/preview.docx", this::preview, Access.OFFICIALS);
        routes.post("/papers/{paper}/check", this::check, Access.OFFICIALS);
        routes.post("/papers/{paper}/issue", this::issue, Access.OFFICIALS);
        routes.post("/papers/{paper}/file", this::fetch, Access.OFFICIALS);
        routes.get("/letterhead", this::letterhead, Access.OFFICIALS);
        routes.post("/letterhead", this::head, Access.OFFICIALS);
        routes.get("/letterhead/{kind}/template.docx", this::template, Access.OFFICIALS);
        routes.post("/letterhead/{kind}", this::replaceTemplate, Access.OFFICIALS, Takes.FILES);
    }

    private <T> T look(Context ctx, Function<Store.Session, Outcome<T>> work) {
        return Objection.orObject(site.archive().store().transact(Visits.asker(ctx), work));
    }

    // ------------------------------------------------------------------ on the page of the case

    /** The papers of a case, and those that the visitor may draft now. */
    static PaperPage.OfCase ofCase(Site site, Asker asker, Names names, CaseId about, Optional<SignedIn> visitor) {
        Outcome<PaperPage.OfCase> papers = site.archive().store().transact(asker, session -> {
            ImmutableList<PaperPage.Line> lines = session.papers().of(about).stream()
                    .map(paper -> new PaperPage.Line(paper, names.unit(paper.organ()), name(session, paper.drafted())))
                    .collect(ImmutableList.toImmutableList());
            ImmutableList<PaperKind> due = visitor.flatMap(SignedIn::acting)
                    .map(sitting -> Desk.of(session, about, sitting.id(), site.today(), site.now()))
                    .filter(Outcome.Done.class::isInstance)
                    .map(desk -> ((Outcome.Done<Desk>) desk).value().due())
                    .orElse(ImmutableList.of());
            return Outcome.done(new PaperPage.OfCase(lines, due));
        });
        return ((Outcome.Done<PaperPage.OfCase>) papers).value();
    }

    private static String name(Store.Session session, Paper.Hand hand) {
        return session.roster().official(hand.official()).map(Official::name).orElse("");
    }

    // ------------------------------------------------------------------ drafting

    private static PaperKind kind(Context ctx) {
        return Arrays.stream(PaperKind.values())
                .filter(kind -> kind.name().equals(ctx.pathParam("kind")))
                .findFirst()
                .orElseThrow(() -> Objection.of(Flaw.UNKNOWN_ADDRESS));
    }

    private static UUID id(Context ctx, String name) {
        try {
            return UUID.fromString(ctx.pathParam(name));
        } catch (IllegalArgumentException none) {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND));
        }
    }

    /** Not there for whoever the case is kept from. */
    private Board.CaseFile file(Context ctx, CaseId id) {
        return Visits.opens(ctx, pages.site(), id);
    }

    private static Form form(PaperKind kind, String action, Page page) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        for (PaperTable.Field field : PaperTable.row(kind).written()) {
            String name = field.name();
            String english = PaperLabels.of(name).en();
            Field asked;
            if (!field.choices().isEmpty()) {
                asked = Field.choice(
                        name,
                        name,
                        english,
                        field.choices().stream()
                                .map(choice -> Field.Choice.of(
                                        choice,
                                        page.t(choice, PaperLabels.of(choice).en() + " " + choice)))
                                .toList());
            } else {
                asked = field.size() == PaperTable.Size.TEXT
                        ? Field.text(name, name, english)
                        : Field.line(name, name, english).over(3);
            }
            fields.add(field.required() ? asked : asked.optional());
        }
        fields.add(Field.date("on", "拟稿日期", "Day of the draft").over(3));
        return Form.of(action, "存为文稿", "Keep the draft", fields.build());
    }

    private void ask(Context ctx) {
        Page page = pages.page(ctx);
        CaseId about = new CaseId(id(ctx, "id"));
        PaperKind kind = kind(ctx);
        Form form = form(kind, "/cases/" + about + "/papers/" + kind.name(), page)
                .with("id", site.ids().get())
                .filled("on", page.today());
        ImmutableMap<String, String> known = Prefilled.of(kind, new Names(pages.board(ctx), page), file(ctx, about));
        for (Map.Entry<String, String> field : known.entrySet()) {
            form = form.filled(field.getKey(), field.getValue());
        }
        asked(ctx, page, about, kind, form);
    }

    private void asked(Context ctx, Page page, CaseId about, PaperKind kind, Form form) {
        pages.ask(
                ctx,
                page,
                "ledger",
                page.t("拟写《" + kind.title().zh() + "》", "Draft: " + kind.title().en()),
                page.t(
                        "案卷里已有的内容已经填好，请逐项核对。信访人的姓名、住址不用填：印制时从信访人记录带入，文稿加密保存，不进入案卷。依据："
                                + kind.article().cited(page.language()),
                        "What the docket says is filled in; read it over. The petitioner's name and address are not asked for: they"
                                + " are put in when the paper is printed. The draft is kept encrypted and never enters the docket."
                                + " What you write stands on the paper as it is: write Chinese."
                                + " Basis: "
                                + kind.article().cited(page.language())),
                "/cases/" + about,
                file(ctx, about).petitionCase().petition().number(),
                form);
    }

    private static ImmutableMap<String, String> fields(PaperKind kind, Submitted in) {
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (PaperTable.Field field : PaperTable.row(kind).written()) {
            in.given(field.name()).ifPresent(said -> fields.put(field.name(), said.replace("\r\n", "\n")));
        }
        return fields.buildOrThrow();
    }

    private String salt() {
        return BaseEncoding.base16().lowerCase().encode(site.bytes(SALT));
    }

    private void draft(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        CaseId about = new CaseId(id(ctx, "id"));
        PaperKind kind = kind(ctx);
        PaperId id = new PaperId(in.id("id"));
        Actor by = Visits.actor(ctx);
        Outcome<Paper> done = in.read(() -> in.date("on"))
                .then(on -> new DraftPaper(site.archive().store(), site.law())
                        .draft(
                                id,
                                about,
                                new DraftPaper.Draft(kind, fields(kind, in), salt(), Optional.empty()),
                                by,
                                on,
                                site.now()));
        if (done instanceof Outcome.Refused<Paper> refused) {
            Pages.refused(ctx, refused.refusal());
            Form form = form(kind, "/cases/" + about + "/papers/" + kind.name(), page)
                    .with("id", id.value());
            asked(ctx, page, about, kind, Pages.again(form, in, refused.refusal(), page));
        } else {
            Pages.goOn(ctx, "/papers/" + id, "DraftPaper");
        }
    }

    // ------------------------------------------------------------------ one paper

    private Paper paper(Context ctx) {
        PaperId id = new PaperId(id(ctx, "paper"));
        return look(
                ctx, session -> session.papers().find(id).map(Outcome::done).orElse(Outcome.refused(Reason.NOT_FOUND)));
    }

    private Outcome<Sheet> sheet(Context ctx, PaperId id) {
        Optional<Actor> by = Visits.signedIn(ctx).actor();
        return by.isEmpty()
                ? Outcome.refused(Reason.ACTOR_DOES_NOT_SIT)
                : new PreviewPaper(site.archive().store()).preview(id, by.get(), site.today(), site.now());
    }

    private void show(Context ctx) {
        shown(ctx, Optional.empty());
    }

    private void shown(Context ctx, Optional<Refusal> refusal) {
        Page page = pages.page(ctx);
        Names names = new Names(pages.board(ctx), page);
        Paper paper = paper(ctx);
        Outcome<Sheet> sheet = sheet(ctx, paper.id());
        ImmutableMap<String, String> fields =
                sheet instanceof Outcome.Done<Sheet> done ? done.value().fields() : ImmutableMap.of();
        PaperPage view = new PaperPage(
                paper,
                file(ctx, paper.about()).petitionCase().petition().number(),
                names.unit(paper.organ()),
                hand(page, names, paper.drafted()),
                paper.checked().map(by -> hand(page, names, by)),
                paper.issued().map(issue -> hand(page, names, issue.by())),
                fields,
                sheet instanceof Outcome.Done<Sheet>,
                seesPetitioner(ctx, paper.about()));
        refusal.ifPresent(why -> Pages.refused(ctx, why));
        pages.show(
                ctx,
                "paper",
                ImmutableMap.of("page", page, "view", view, "said", refusal.map(why -> Pages.said(why, page))));
    }

    private boolean seesPetitioner(Context ctx, CaseId about) {
        Optional<Actor> by = Visits.signedIn(ctx).actor();
        return by.isPresent()
                && look(
                        ctx,
                        session -> Outcome.done(Desk.of(session, about, by.get(), site.today(), site.now())
                                        instanceof Outcome.Done<Desk> desk
                                && desk.value().seesPetitioner()));
    }

    private static String hand(Page page, Names names, Paper.Hand hand) {
        return names.who(hand.incumbency()) + page.t("，", ", ") + page.day(hand.on());
    }

    private void askAgain(Context ctx) {
        Page page = pages.page(ctx);
        Paper paper = paper(ctx);
        Sheet sheet = Objection.orObject(sheet(ctx, paper.id()));
        Form form = again(paper, page).filled("on", page.today());
        for (PaperTable.Field field : paper.row().written()) {
            form = form.filled(field.name(), sheet.fields().getOrDefault(field.name(), ""));
        }
        asked(ctx, page, paper.about(), paper.kind(), form);
    }

    private static Form again(Paper paper, Page page) {
        return form(paper.kind(), "/papers/" + paper.id() + "/draft", page).with("digest", paper.digest());
    }

    private void redraft(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        Paper paper = paper(ctx);
        Actor by = Visits.actor(ctx);
        Outcome<Paper> done = in.read(() -> in.date("on"))
                .then(on -> new DraftPaper(site.archive().store(), site.law())
                        .draft(
                                paper.id(),
                                paper.about(),
                                new DraftPaper.Draft(
                                        paper.kind(), fields(paper.kind(), in), salt(), Optional.of(in.text("digest"))),
                                by,
                                on,
                                site.now()));
        if (done instanceof Outcome.Refused<Paper> refused) {
            Pages.refused(ctx, refused.refusal());
            asked(ctx, page, paper.about(), paper.kind(), Pages.again(again(paper, page), in, refused.refusal(), page));
        } else {
            Pages.goOn(ctx, "/papers/" + paper.id(), "DraftPaper");
        }
    }

    private void check(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        stepped(
                ctx,
                new CheckPaper(site.archive().store(), site.law())
                        .check(
                                new PaperId(id(ctx, "paper")),
                                in.text("digest"),
                                Visits.actor(ctx),
                                site.today(),
                                site.now()),
                "CheckPaper");
    }

    private void issue(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        stepped(
                ctx,
                new IssuePaper(site.archive().store(), site.law())
                        .issue(
                                new PaperId(id(ctx, "paper")),
                                in.text("digest"),
                                PaperPress::print,
                                Visits.actor(ctx),
                                site.today(),
                                site.now()),
                "IssuePaper");
    }

    private void stepped(Context ctx, Outcome<Paper> done, String act) {
        if (done instanceof Outcome.Refused<Paper> refused) {
            shown(ctx, Optional.of(refused.refusal()));
        } else {
            Pages.goOn(ctx, "/papers/" + id(ctx, "paper"), act);
        }
    }

    private void preview(Context ctx) {
        Paper paper = paper(ctx);
        byte[] file = PaperPress.draft(
                Objection.orObject(sheet(ctx, paper.id())), Visits.watermark(ctx, site, PaperPress.DRAFT));
        Visits.trace(
                ctx,
                site,
                AccountAct.Trace.done(AccountAct.Kind.PRINT)
                        .about(PetitionCase.subject(paper.about()))
                        .with(AccountAct.Detail.FIELDS, "draft, masked"));
        Pages.attach(ctx, PaperPress.TYPE, paper.kind().title().zh() + "（预览）.docx");
        ctx.result(file);
    }

    private void fetch(Context ctx) {
        Paper paper = paper(ctx);
        Outcome<FetchPaper.Copy> copy = new FetchPaper(site.archive().store(), site.law())
                .fetch(
                        new FetchPaper.Request(
                                paper.id(),
                                Pages.submitted(ctx).given("purpose").orElse(""),
                                Visits.signedIn(ctx).account().id(),
                                Visits.whence(ctx),
                                Visits.actor(ctx),
                                sheet -> PaperPress.masked(sheet, Visits.watermark(ctx, site, PaperPress.MASKED))),
                        site.today(),
                        site.now());
        if (copy instanceof Outcome.Refused<FetchPaper.Copy> refused) {
            shown(ctx, Optional.of(refused.refusal()));
            return;
        }
        FetchPaper.Copy file = ((Outcome.Done<FetchPaper.Copy>) copy).value();
        String number = paper.issued()
                .flatMap(Paper.Issue::number)
                .map(DocumentNumber::toString)
                .orElse("");
        String masked = file.isMasked() ? "（遮盖件）" : "";
        Pages.attach(ctx, PaperPress.TYPE, paper.kind().title().zh() + number + masked + ".docx");
        ctx.result(file.file());
    }

    // ------------------------------------------------------------------ letterhead and templates

    private UnitId organ(Context ctx) {
        return look(
                ctx,
                session -> session.tenures()
                        .seat(Visits.acting(ctx))
                        .map(seat -> Outcome.done(seat.unit()))
                        .orElse(Outcome.refused(Reason.ACTOR_DOES_NOT_SIT)));
    }

    private static Form headForm() {
        return Form.of(
                "/letterhead",
                "保存版头",
                "Save the letterhead",
                Field.line("mark", "发文机关标志", "Name at the head")
                        .hint("机关全称或者规范化简称，不加“文件”", "The full name or the standard short one"),
                Field.line("code", "机关代字", "Code of the organ")
                        .over(3)
                        .hint("发文字号用，如“武信”印成“武信转〔2026〕1号”", "For numbers: 武信 gives 武信转〔2026〕1号"),
                Field.line("contact", "联系部门、联系人", "Contact").optional().over(3),
                Field.line("telephone", "联系电话", "Telephone").optional().over(3),
                Field.line("inquiries", "查询方式", "Where a petitioner can inquire")
                        .optional()
                        .over(3));
    }

    private void letterhead(Context ctx) {
        UnitId organ = organ(ctx);
        Letterhead head = look(
                ctx,
                session -> Outcome.done(session.papers()
                        .letterhead(organ)
                        .orElseGet(
                                () -> Letterhead.of(session.roster().unit(organ).orElseThrow()))));
        Form form = headForm()
                .filled("mark", head.mark())
                .filled("code", head.code())
                .filled("contact", head.contact())
                .filled("telephone", head.telephone())
                .filled("inquiries", head.inquiries());
        headed(ctx, form, Optional.empty());
    }

    private void headed(Context ctx, Form form, Optional<Form.Said> said) {
        Page page = pages.page(ctx);
        UnitId organ = organ(ctx);
        ImmutableListMultimap.Builder<PaperKind, Boolean> own = ImmutableListMultimap.builder();
        look(ctx, session -> {
            for (PaperKind kind : PaperKind.values()) {
                own.put(kind, session.papers().template(organ, kind).isPresent());
            }
            return Outcome.done(true);
        });
        pages.show(
                ctx,
                "letterhead",
                ImmutableMap.of(
                        "page",
                        page,
                        "organ",
                        new Names(pages.board(ctx), page).unit(organ),
                        "form",
                        form,
                        "templates",
                        own.build(),
                        "said",
                        said));
    }

    private void head(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        Letterhead head = new Letterhead(
                in.text("mark"), in.text("code"), in.text("contact"), in.text("telephone"), in.text("inquiries"));
        Outcome<Letterhead> done = Letterheads.set(site, ctx, Optional.of(head), Optional.empty());
        if (done instanceof Outcome.Refused<Letterhead> refused) {
            Pages.refused(ctx, refused.refusal());
            headed(ctx, Pages.again(headForm(), in, refused.refusal(), pages.page(ctx)), Optional.empty());
        } else {
            Pages.goOn(ctx, "/letterhead", "saved");
        }
    }

    private void template(Context ctx) {
        PaperKind kind = kind(ctx);
        boolean usual = "yes".equals(ctx.queryParam("usual"));
        UnitId organ = organ(ctx);
        Optional<byte[]> own = usual
                ? Optional.empty()
                : look(ctx, session -> Outcome.done(session.papers().template(organ, kind)));
        Pages.attach(ctx, PaperPress.TYPE, kind.title().zh() + "模板.docx");
        ctx.result(own.orElseGet(() -> PaperPress.usual(kind)));
    }

    private void replaceTemplate(Context ctx) {
        PaperKind kind = kind(ctx);
        Optional<byte[]> file = uploaded(ctx.uploadedFile("file"));
        Page page = pages.page(ctx);
        Outcome<Letterhead> done = Letterheads.replace(site, ctx, kind, file, page.language());
        if (done instanceof Outcome.Refused<Letterhead> refused) {
            Pages.refused(ctx, refused.refusal());
            headed(ctx, headForm(), Optional.of(Pages.said(refused.refusal(), page)));
        } else {
            Pages.goOn(ctx, "/letterhead", "saved");
        }
    }

    private static Optional<byte[]> uploaded(@org.jspecify.annotations.Nullable UploadedFile file) {
        if (file == null || file.size() == 0) {
            return Optional.empty();
        }
        try (InputStream in = file.content()) {
            return Optional.of(in.readNBytes(MOST_TEMPLATE));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
