package dev.jieli.http.pages;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.AddAccount;
import dev.jieli.application.ChangeAccount;
import dev.jieli.application.ChangeAccount.Change;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.RealignChains;
import dev.jieli.application.SeeAccounts;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import dev.jieli.http.wording.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** 机构、岗位、任职、账号 */
final class OrganizationRoutes {
    private final Pages pages;
    private final SignIns signIns;
    private final Visits visits;
    private final EnterUnitAct enterUnitAct;
    private final AddAccount addAccount;
    private final ChangeAccount changeAccount;
    private final SeeAccounts seeAccounts;
    private final RealignChains realignChains;

    OrganizationRoutes(Pages pages, SignIns signIns, Visits visits) {
        this.pages = pages;
        this.signIns = signIns;
        this.visits = visits;
        this.enterUnitAct = new EnterUnitAct(pages.site().archive().store());
        this.addAccount = new AddAccount(
                pages.site().archive().store(), pages.site().archive().accounts());
        this.changeAccount = new ChangeAccount(
                pages.site().archive().store(), pages.site().archive().accounts());
        this.seeAccounts = new SeeAccounts(
                pages.site().archive().store(), pages.site().archive().accounts());
        this.realignChains =
                new RealignChains(pages.site().archive().store(), pages.site().law());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/organization", this::list, Access.HOUSE);
        routes.get("/organization/units/{id}", this::unit, Access.HOUSE);
        routes.get("/organization/units/{id}/{act}", this::ask, Access.to(Power.KEEP_ORGANIZATION));
        routes.post("/organization/units/{id}/{act}", this::enter, Access.to(Power.KEEP_ORGANIZATION));
        routes.get("/organization/accounts", this::accounts, Access.to(Power.SEE_ACCOUNTS));
        routes.post("/organization/accounts", this::addAccount, Access.to(Power.KEEP_ACCOUNTS));
        routes.post(
                "/organization/accounts/{id}",
                this::changeAccount,
                Access.to(Power.KEEP_ACCOUNTS, Power.GRANT_ACCOUNTS, Power.STOP_ACCOUNTS));
    }

    // ------------------------------------------------------------------ looking

    private void list(Context ctx) {
        Page page = pages.page(ctx);
        Names names = new Names(pages.board(ctx), page);
        pages.show(
                ctx,
                "organization",
                ImmutableMap.of(
                        "page", page,
                        "rows", tree(names),
                        "may", may(ctx),
                        "accounts", Visits.signedIn(ctx).may(Power.SEE_ACCOUNTS),
                        "root",
                                names.organization().units().stream()
                                        .findFirst()
                                        .map(file -> file.unit().id().toString())
                                        .orElse("")));
    }

    private static boolean may(Context ctx) {
        return Visits.maybe(ctx).filter(who -> who.may(Power.KEEP_ORGANIZATION)).isPresent();
    }

    private static ImmutableList<UnitRow> tree(Names names) {
        ImmutableList.Builder<UnitRow> rows = ImmutableList.builder();
        names.organization().units().stream()
                .filter(file -> file.unit().above().isEmpty())
                .forEach(root -> below(names, root, 0, rows));
        return rows.build();
    }

    private static void below(Names names, Board.UnitFile file, int depth, ImmutableList.Builder<UnitRow> rows) {
        rows.add(new UnitRow(
                file,
                depth,
                file.posts().stream().mapToLong(post -> post.sitting().size()).sum(),
                file.posts().stream().filter(post -> post.sitting().isEmpty()).count(),
                file.head().map(post -> sitters(names, post)).orElse(""),
                file.inCharge().map(post -> sitters(names, post)).orElse("")));
        names.organization().units().stream()
                .filter(other ->
                        other.unit().above().equals(Optional.of(file.unit().id())))
                .forEach(other -> below(names, other, depth + 1, rows));
    }

    private static String sitters(Names names, PostId id) {
        return names.organization().units().stream()
                .flatMap(file -> file.posts().stream())
                .filter(post -> post.post().id().equals(id))
                .flatMap(post -> post.sitting().isEmpty()
                        ? Stream.of("—")
                        : post.sitting().stream()
                                .map(sitter -> sitter.official().name()))
                .findFirst()
                .orElse("");
    }

    private void unit(Context ctx) {
        Page page = pages.page(ctx);
        Names names = new Names(pages.board(ctx), page);
        Board.UnitFile file = file(ctx, names);
        pages.show(
                ctx,
                "unit",
                ImmutableMap.of(
                        "page", page,
                        "file", file,
                        "above", file.unit().above().map(names::unit).orElse(""),
                        "place", names.place(file.unit().region()),
                        "head", file.head().map(post -> sitters(names, post)).orElse(""),
                        "inCharge",
                                file.inCharge()
                                        .map(post -> sitters(names, post))
                                        .orElse(""),
                        "docket",
                                EntryWords.newestFirst(
                                        page,
                                        names,
                                        pages.board(ctx)
                                                .docket(new Subject(
                                                        Subject.Kind.UNIT,
                                                        file.unit().id().value())),
                                        id -> ""),
                        "may", may(ctx)));
    }

    private static Board.UnitFile file(Context ctx, Names names) {
        return id(ctx.pathParam("id"))
                .flatMap(id -> names.file(new UnitId(id)))
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND)));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    // ------------------------------------------------------------------ acts of a unit

    private void ask(Context ctx) {
        Page page = pages.page(ctx);
        Names names = new Names(pages.board(ctx), page);
        Board.UnitFile file = file(ctx, names);
        asked(ctx, page, file, usual(ctx, page, file, form(ctx, page, names, file)));
    }

    private Form form(Context ctx, Page page, Names names, Board.UnitFile file) {
        String act = ctx.pathParam("act");
        Form form = Form.of(
                "/organization/units/" + file.unit().id() + "/" + act,
                word(page, act),
                word(page, act),
                fields(page, names, file, act));
        return form.with("id", pages.site().ids().get());
    }

    private static String word(Page page, String act) {
        return switch (act) {
            case "below" -> page.head(Words.act("Establish"));
            case "change" -> page.t("修改机构", "Change the unit");
            case "post" -> page.head(Words.act("CreatePost"));
            case "heads" -> page.head(Words.act("NameHeads"));
            case "appoint" -> page.head(Words.act("Appoint"));
            default -> throw Objection.of(Flaw.UNKNOWN_ADDRESS);
        };
    }

    private static ImmutableList<Field> fields(Page page, Names names, Board.UnitFile file, String act) {
        return switch (act) {
            case "below", "change" ->
                ImmutableList.of(
                        Field.line("name", "机构名称", "Name"),
                        Field.line("shortNames", "简称", "Short names")
                                .optional()
                                .hint(
                                        "台账里常见的写法，用顿号或空格隔开，导入时据此识别",
                                        "As ledgers write it, with blanks between; imports know the unit by these"),
                        Field.choice("kind", "类别", "Kind", Names.words(page, Unit.Kind.values(), Words::of))
                                .over(2),
                        Field.line("region", "行政区划代码", "Region code").over(2),
                        Field.choice(
                                        "above",
                                        "上级机构",
                                        "Unit above",
                                        names.units((unit, other) -> act.equals("below")
                                                || !unit.id().equals(file.unit().id())))
                                .optional()
                                .over(2)
                                .hint("复查由上一级机关办理", "Reviews go to the unit above"));
            case "post" ->
                ImmutableList.of(
                        Field.line("title", "岗位名称", "Title").over(3),
                        Field.choice("kind", "岗位类别", "Kind", Names.words(page, Post.Kind.values(), Words::of))
                                .over(3),
                        Field.number("rank", "领导排序", "Rank among leaders")
                                .optional()
                                .hint("党政主要领导为1；不是领导岗的填0", "1 for the top; 0 for a post that leads nothing"));
            case "heads" ->
                ImmutableList.of(
                        Field.choice("head", "主要负责人岗位", "Post of the head", posts(ImmutableList.of(file)))
                                .optional(),
                        Field.choice(
                                        "inCharge",
                                        "分管领导岗位",
                                        "Post of the leader in charge",
                                        posts(names.organization().units()))
                                .optional());
            case "appoint" ->
                ImmutableList.of(
                        Field.choice("post", "岗位", "Post", posts(ImmutableList.of(file))),
                        Field.choice("official", "已在册的干部", "Official already known", officials(names))
                                .optional()
                                .hint("兼任或者调任的，从这里选", "For somebody who holds or held another post"),
                        Field.line("name", "新干部姓名", "Or a new official's name").optional(),
                        Field.date("from", "任职日期", "From").over(3),
                        Field.check("acting", "代理（尚未正式任命，由其临时负责）", "Acting, until somebody is appointed"));
            default -> throw Objection.of(Flaw.UNKNOWN_ADDRESS);
        };
    }

    private static ImmutableList<Field.Choice> posts(ImmutableList<Board.UnitFile> files) {
        return files.stream()
                .flatMap(file -> file.posts().stream()
                        .map(post -> new Field.Choice(
                                post.post().id().toString(),
                                post.post().title()
                                        + post.sitting().stream()
                                                .map(sitter -> " · "
                                                        + sitter.official().name())
                                                .reduce("", String::concat),
                                files.size() > 1 ? file.unit().name() : "")))
                .collect(toImmutableList());
    }

    private static ImmutableList<Field.Choice> officials(Names names) {
        return names.organization().units().stream()
                .flatMap(file -> file.posts().stream()
                        .flatMap(post -> post.sitting().stream()
                                .map(sitter -> new Field.Choice(
                                        sitter.official().id().toString(),
                                        sitter.official().name() + " · "
                                                + post.post().title(),
                                        file.unit().name()))))
                .collect(toImmutableList());
    }

    private static Form usual(Context ctx, Page page, Board.UnitFile file, Form form) {
        return switch (ctx.pathParam("act")) {
            case "below" ->
                form.filled("region", file.unit().region())
                        .filled("above", file.unit().id());
            case "change" ->
                file.unit()
                        .above()
                        .map(above -> form.filled("above", above))
                        .orElse(form)
                        .filled("name", file.unit().name())
                        .filled("shortNames", String.join("、", file.unit().shortNames()))
                        .filled("kind", file.unit().kind())
                        .filled("region", file.unit().region());
            case "heads" -> {
                Form filled = file.head().map(post -> form.filled("head", post)).orElse(form);
                yield file.inCharge()
                        .map(post -> filled.filled("inCharge", post))
                        .orElse(filled);
            }
            case "appoint" -> form.filled("from", page.today());
            default -> form;
        };
    }

    private void asked(Context ctx, Page page, Board.UnitFile file, Form form) {
        pages.ask(
                ctx,
                page,
                "organization",
                page.say(form.submit()),
                "",
                "/organization/units/" + file.unit().id(),
                file.unit().name(),
                form);
    }

    private void enter(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        Names names = new Names(pages.board(ctx), page);
        Board.UnitFile file = file(ctx, names);
        String act = ctx.pathParam("act");
        Outcome<Entry> done = in.read(() -> read(act, in, file, names))
                .then(read -> enterUnitAct.enter(
                        read instanceof UnitAct.Establish establish
                                ? establish.unit().id()
                                : file.unit().id(),
                        read,
                        Optional.of(Visits.acting(ctx)),
                        pages.site().today(),
                        pages.site().now()));
        if (done instanceof Outcome.Refused<Entry> refused) {
            Pages.refused(ctx, refused.refusal());
            asked(
                    ctx,
                    page,
                    file,
                    Pages.again(form(ctx, page, names, file), in, refused.refusal(), page)
                            .with("id", in.text("id")));
            return;
        }
        Entry entry = ((Outcome.Done<Entry>) done).value();
        realign(names, file, (UnitAct) entry.act());
        signIns.readAgain();
        Pages.goOn(
                ctx,
                "/organization/units/" + entry.subject().id(),
                entry.act().getClass().getSimpleName());
    }

    private UnitAct read(String act, Submitted in, Board.UnitFile file, Names names) {
        return switch (act) {
            case "below" -> new UnitAct.Establish(unit(in, new UnitId(in.id("id"))));
            case "change" -> new UnitAct.Establish(unit(in, file.unit().id()));
            case "post" ->
                new UnitAct.CreatePost(new Post(
                        new PostId(in.id("id")),
                        file.unit().id(),
                        named(in, "title"),
                        in.of(Post.Kind.class, "kind"),
                        in.number("rank", 0)));
            case "heads" -> new UnitAct.NameHeads(post(in, "head"), post(in, "inCharge"));
            case "appoint" -> {
                Official official = official(in, names);
                yield new UnitAct.Appoint(
                        new Incumbency(
                                new IncumbencyId(in.id("id")),
                                official.id(),
                                new PostId(in.id("post")),
                                in.date("from"),
                                in.ticked("acting"),
                                Optional.empty()),
                        official);
            }
            default -> throw Objection.of(Flaw.UNKNOWN_ADDRESS);
        };
    }

    private static Unit unit(Submitted in, UnitId id) {
        String region = in.text("region");
        if (!RegionCode.isValid(region)) {
            in.refuse("region");
        }
        return new Unit(
                id,
                named(in, "name"),
                ImmutableSet.copyOf(
                        Splitter.onPattern("[、,，\\s]+").omitEmptyStrings().split(in.text("shortNames"))),
                in.of(Unit.Kind.class, "kind"),
                new RegionCode(RegionCode.isValid(region) ? region : "000000"),
                in.given("above").map(given -> new UnitId(in.id("above"))));
    }

    /** A name that has to be there; what stands in for it is never entered. */
    private static String named(Submitted in, String field) {
        return in.needed(field).isEmpty() ? "?" : in.text(field);
    }

    private static Optional<PostId> post(Submitted in, String field) {
        return in.given(field).map(given -> new PostId(in.id(field)));
    }

    private Official official(Submitted in, Names names) {
        if (in.given("official").isPresent()) {
            OfficialId id = new OfficialId(in.id("official"));
            Optional<Official> known = names.organization().units().stream()
                    .flatMap(file -> file.posts().stream())
                    .flatMap(post -> post.sitting().stream())
                    .map(Board.Sitter::official)
                    .filter(official -> official.id().equals(id))
                    .findFirst();
            if (known.isEmpty()) {
                in.refuse("official");
            }
            return known.orElse(new Official(id, "?"));
        }
        return new Official(new OfficialId(pages.site().ids().get()), named(in, "name"));
    }

    /** Another head, or another leader in charge, stands in the chains of the cases from now on. */
    private void realign(Names names, Board.UnitFile file, UnitAct act) {
        Stream<UnitId> units;
        if (act instanceof UnitAct.NameHeads) {
            units = Stream.of(file.unit().id());
        } else if (act instanceof UnitAct.Appoint appoint) {
            Optional<PostId> post = Optional.of(appoint.incumbency().post());
            units = names.organization().units().stream()
                    .filter(other ->
                            other.head().equals(post) || other.inCharge().equals(post))
                    .map(other -> other.unit().id());
        } else {
            return;
        }
        units.forEach(unit -> realignChains.realign(
                unit,
                act instanceof UnitAct.Appoint ? "任职变动" : "负责人或者分管领导调整",
                pages.site().today(),
                pages.site().now()));
    }

    // ------------------------------------------------------------------ accounts

    private void accounts(Context ctx) {
        Page page = pages.page(ctx);
        accounts(ctx, page, accountForm(new Names(pages.board(ctx), page)));
    }

    private Form accountForm(Names names) {
        return Form.of(
                "/organization/accounts",
                "建立账号",
                "Add the account",
                Field.choice("official", "在任的干部", "Official who sits", officials(names))
                        .optional()
                        .hint("办理业务的账号，从这里选", "For an account with which petition work is done"),
                Field.line("name", "或者：没有任职的人员姓名", "Or the name of somebody without a post")
                        .optional()
                        .hint("管理员不得任职，在这里填姓名", "Administrators hold no post: give the name here"),
                Field.line("account", "账号", "Account").over(3),
                pages.newPassword(
                                "初始密码",
                                "First password",
                                "；安全管理员授权后才能使用，本人第一次登录时必须修改",
                                "; in use once the security administrator granted it, and to be changed at the first sign-in")
                        .over(3));
    }

    private void accounts(Context ctx, Page page, Form form) {
        Names names = new Names(pages.board(ctx), page);
        ImmutableMap.Builder<OfficialId, String> known = ImmutableMap.builder();
        names.organization().units().stream()
                .flatMap(file -> file.posts().stream()
                        .flatMap(post -> post.sitting().stream()
                                .map(sitter -> java.util.Map.entry(
                                        sitter.official().id(),
                                        sitter.official().name() + " · "
                                                + file.unit().name() + " "
                                                + post.post().title()))))
                .forEach(known::put);
        ImmutableMap<OfficialId, String> people = known.buildKeepingLast();
        SignedIn who = Visits.signedIn(ctx);
        pages.show(
                ctx,
                "accounts",
                ImmutableMap.of(
                        "page",
                        page,
                        "form",
                        form,
                        "who",
                        who,
                        "silent",
                        pages.silent(who),
                        "bound",
                        pages.site().settings().signIn().provider().isPresent(),
                        "rows",
                        Objection.orObject(seeAccounts.see(who.account().id(), Optional.empty())).stream()
                                .map(one -> new AccountRow(
                                        one.account(),
                                        people.getOrDefault(one.account().official(), unseated(one.account(), page)),
                                        signIns.present(one.signIns()).size()))
                                .collect(toImmutableList())));
    }

    /** The name of somebody who sits nowhere. */
    private String unseated(Accounts.Account account, Page page) {
        Outcome<String> name = pages.site()
                .archive()
                .store()
                .transact(
                        Asker.Job.RECEPTION,
                        session -> session.roster()
                                .official(account.official())
                                .map(official -> Outcome.done(official.name()))
                                .orElseGet(() -> Outcome.refused(Reason.NOT_FOUND)));
        String said = name instanceof Outcome.Done<String> done ? done.value() + " · " : "";
        return account.duty().isPresent()
                ? said + page.t("不任职", "holds no post")
                : said + page.t("现在没有岗位", "holds no post now");
    }

    private void addAccount(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        String password = password(in);
        Form form = accountForm(new Names(pages.board(ctx), page)).entered(in.values());
        boolean known = in.given("official").isPresent();
        if (known == in.given("name").isPresent()) {
            in.refuse(known ? "name" : "official");
        }
        OfficialId official =
                new OfficialId(known ? in.id("official") : pages.site().ids().get());
        String name = in.needed("account");
        Optional<Form.Said> wrong = in.refusal()
                .map(refusal -> Pages.said(refusal, page))
                .or(() -> signIns.unfit(name, password).map(unfit -> SignInRoutes.said(unfit, page)));
        if (wrong.isEmpty()) {
            Outcome<Accounts.Account> added = addAccount.add(
                    Accounts.Account.of(
                            pages.site().ids().get(),
                            name,
                            official,
                            signIns.first(password, true),
                            signIns.browserKey()),
                    known ? Optional.empty() : Optional.of(new Official(official, in.text("name"))),
                    Visits.signedIn(ctx).account().id(),
                    Optional.of(visits.address(ctx)),
                    pages.site().today(),
                    pages.site().now());
            wrong = added instanceof Outcome.Refused<Accounts.Account> refused
                    ? Optional.of(unadded(refused.refusal(), page))
                    : Optional.empty();
        }
        if (wrong.isPresent()) {
            ctx.status(422);
            accounts(ctx, page, form.refused(wrong.get()));
        } else {
            Pages.goOn(ctx, "/organization/accounts", "saved");
        }
    }

    private static Form.Said unadded(Refusal refusal, Page page) {
        if (refusal.reason() == Reason.NOT_YOURS) {
            throw Objection.of(refusal);
        }
        return refusal.reason() == Reason.ALREADY_THERE
                ? new Form.Said(
                        page.t("这个账号已经有人用了。", "That account is taken."),
                        page.t("请换一个账号。", "Choose another."),
                        Optional.empty(),
                        Optional.of("account"))
                : Pages.said(refusal, page);
    }

    private static String password(Submitted in) {
        return in.values().get("new").isEmpty() ? "" : in.values().get("new").get(0);
    }

    private void changeAccount(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        Page page = pages.page(ctx);
        Accounts.Account account = id(ctx.pathParam("id"))
                .flatMap(pages.site().archive().accounts()::find)
                .orElseThrow(() -> Objection.of(Refusal.of(Reason.NOT_FOUND)));
        Outcome<Accounts.Account> done = changeAccount.change(
                account.id(),
                asked(in, account, Visits.signedIn(ctx)),
                Visits.signedIn(ctx).account().id(),
                Optional.of(visits.address(ctx)),
                pages.site().now());
        if (done instanceof Outcome.Refused<Accounts.Account> refused) {
            if (refused.refusal().reason() == Reason.NOT_YOURS) {
                throw Objection.of(refused.refusal());
            }
            ctx.status(422);
            accounts(
                    ctx,
                    page,
                    accountForm(new Names(pages.board(ctx), page)).refused(Pages.said(refused.refusal(), page)));
            return;
        }
        Pages.goOn(ctx, "/organization/accounts", "saved");
    }

    private Change asked(Submitted in, Accounts.Account account, SignedIn by) {
        return switch (in.text("do")) {
            case "grant" ->
                new Change.Grant(Enums.getIfPresent(Duty.class, in.text("duty")).toJavaUtil());
            case "stop" -> new Change.Stop();
            case "factors" -> new Change.ResetFactors();
            case "end" -> new Change.EndSignIns();
            case "bind" -> new Change.Bind(pages.site().settings().signIn().identity(in.text("subject")));
            case "reset" -> {
                signIns.unfitForAnother(account, password(in), by).ifPresent(unfit -> {
                    throw Objection.of(unfit.flaw(), unfit.facts());
                });
                yield new Change.SetPassword(signIns.hash(password(in)), signIns.known());
            }
            default -> throw Objection.of(Flaw.FORM_UNREADABLE);
        };
    }
}
