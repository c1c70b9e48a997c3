package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.Problem;
import dev.jieli.http.site.SetUp;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** 登录、设置、本人: how people come in, the first of them too. */
final class SignInRoutes {
    private final Pages pages;
    private final SignIns signIns;
    private final Visits visits;
    private final SetUp setUp;

    SignInRoutes(Pages pages, SignIns signIns, Visits visits) {
        this.pages = pages;
        this.signIns = signIns;
        this.visits = visits;
        this.setUp = new SetUp(pages.site(), signIns);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/sign-in", this::ask, Access.EVERYBODY);
        routes.post("/sign-in", this::signIn, Access.EVERYBODY);
        routes.post("/sign-out", this::signOut, Access.SIGNED_IN);
        routes.get("/set-up", this::askSetUp, Access.EVERYBODY);
        routes.post("/set-up", this::setUp, Access.EVERYBODY);
        routes.get("/me", ctx -> me(ctx, Optional.empty()), Access.SIGNED_IN);
        routes.post("/me/post", this::choosePost, Access.SIGNED_IN);
        routes.post("/me/password", this::changePassword, Access.SIGNED_IN);
    }

    // ------------------------------------------------------------------ coming in

    private void ask(Context ctx) {
        if (Visits.maybe(ctx).isPresent()) {
            ctx.redirect("/");
            return;
        }
        shown(ctx, form(next(ctx.queryParam("next"))));
    }

    private static Form form(String next) {
        return Form.of(
                        "/sign-in",
                        "登录",
                        "Sign in",
                        Field.line("account", "账号", "Account"),
                        Field.password("password", "密码", "Password"))
                .with("next", next);
    }

    private void shown(Context ctx, Form form) {
        Page page = pages.page(ctx);
        pages.show(
                ctx,
                "signin",
                ImmutableMap.of(
                        "page", page,
                        "form", form,
                        "accounts", pages.site().settings().demo()));
    }

    private void signIn(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignIns.Attempt attempt = signIns.signIn(in.text("account"), secret(in, "password"), visits.address(ctx));
        if (attempt instanceof SignIns.Attempt.In opened) {
            visits.remember(ctx, opened.token(), pages.site().settings().longest());
            ctx.redirect(next(in.text("next")), HttpStatus.SEE_OTHER);
            return;
        }
        Flaw flaw = flaw(attempt);
        ctx.status(flaw.status());
        shown(
                ctx,
                form(next(in.text("next")))
                        .filled("account", in.text("account"))
                        .refused(said(flaw, attempt, pages.page(ctx), "password")));
    }

    private static Flaw flaw(SignIns.Attempt attempt) {
        return attempt instanceof SignIns.Attempt.Wait
                ? Flaw.TOO_MANY_ATTEMPTS
                : attempt instanceof SignIns.Attempt.Busy ? Flaw.BUSY : Flaw.WRONG_PASSWORD;
    }

    private static Form.Said said(Flaw flaw, SignIns.Attempt attempt, Page page, String field) {
        ImmutableMap<String, String> facts = attempt instanceof SignIns.Attempt.Wait wait
                ? ImmutableMap.of(
                        "seconds", String.valueOf(Math.max(1, wait.left().toSeconds())))
                : ImmutableMap.of();
        return Pages.said(flaw.sentence(page.language(), facts), Optional.empty(), Optional.of(field));
    }

    /** A password may begin or end with a blank. */
    private static String secret(Submitted in, String name) {
        return in.values().get(name).isEmpty() ? "" : in.values().get(name).get(0);
    }

    /** Only to a page of this site. */
    private static String next(@org.jspecify.annotations.Nullable String asked) {
        return asked != null && asked.matches("/[^/\\\\].*") ? asked : "/";
    }

    private void signOut(Context ctx) {
        signIns.end(Visits.signedIn(ctx));
        visits.forget(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    // ------------------------------------------------------------------ the first administrator

    private void askSetUp(Context ctx) {
        if (!setUp.isOpen()) {
            throw Objection.of(Flaw.SETUP_CLOSED);
        }
        shownSetUp(ctx, setUpForm(ctx.queryParam("token")));
    }

    private static Form setUpForm(@org.jspecify.annotations.Nullable String token) {
        return Form.of(
                        "/set-up",
                        "完成设置",
                        "Finish the set-up",
                        Field.heading("信访部门", "The petition department"),
                        Field.line("unit", "机构名称", "Name")
                                .hint("如：武义县信访局", "Such as 武义县信访局")
                                .over(3),
                        Field.line("region", "行政区划代码", "Region code")
                                .hint("6位，如：330723", "Six digits, such as 330723")
                                .over(3),
                        Field.heading("它的主要负责人，也是第一位管理员", "Its head, who is the first administrator"),
                        Field.line("official", "姓名", "Name").over(3),
                        Field.line("post", "岗位名称", "Post")
                                .hint("如：局长", "Such as 局长")
                                .over(3),
                        Field.line("account", "账号", "Account").over(2),
                        Field.password("new", "密码", "Password")
                                .hint("至少10个字符", "At least 10 characters")
                                .over(2),
                        Field.password("again", "再输一次密码", "Password once more").over(2))
                .with("token", token == null ? "" : token);
    }

    private void shownSetUp(Context ctx, Form form) {
        Page page = pages.page(ctx);
        pages.show(
                ctx,
                "ask",
                ImmutableMap.of(
                        "page",
                        page,
                        "active",
                        "sign-in",
                        "title",
                        page.t("首次设置", "First set-up"),
                        "lead",
                        page.t(
                                "这个链接只能用一次。设置好以后用账号登录，再补充机构、岗位和人员，或者直接导入台账。",
                                "This link works once. Sign in afterwards, add units, posts and people, or import your ledger."),
                        "form",
                        form));
    }

    private void setUp(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        Page page = pages.page(ctx);
        for (String needed : ImmutableList.of("unit", "official", "post", "account")) {
            in.needed(needed);
        }
        if (!RegionCode.isValid(in.text("region"))) {
            in.refuse("region");
        }
        Optional<Form.Said> wrong = in.refusal()
                .map(refusal -> Pages.said(refusal, page))
                .or(() -> unfit(secret(in, "new"), secret(in, "again"), in.text("account"), page));
        if (wrong.isEmpty()) {
            wrong = begun(in, page);
        }
        if (wrong.isPresent()) {
            ctx.status(422);
            shownSetUp(ctx, setUpForm(in.text("token")).entered(in.values()).refused(wrong.get()));
            return;
        }
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    /** Why it could not be begun, where the form can be mended; anything else ends the request. */
    private Optional<Form.Said> begun(Submitted in, Page page) {
        try {
            setUp.begin(
                    in.text("token"),
                    new SetUp.Request(
                            in.text("unit"),
                            new RegionCode(in.text("region")),
                            in.text("official"),
                            in.text("post"),
                            in.text("account"),
                            secret(in, "new")));
            return Optional.empty();
        } catch (Objection objection) {
            Problem problem = objection.in(page.language());
            if (problem.status() != 422) {
                throw objection;
            }
            return Optional.of(Pages.said(
                    problem.detail(),
                    Optional.empty(),
                    Optional.ofNullable(problem.more().get("field")).map(Object::toString)));
        }
    }

    private static Optional<Form.Said> unfit(String password, String again, String account, Page page) {
        if (!password.equals(again)) {
            return Optional.of(new Form.Said(
                    page.t("两次输入的密码不一样。", "The two passwords differ."),
                    page.t("请重新输入。", "Type both again."),
                    Optional.empty(),
                    Optional.of("again")));
        }
        return Passwords.fits(password, account)
                ? Optional.empty()
                : Optional.of(
                        Pages.said(Flaw.WEAK_PASSWORD.sentence(page.language()), Optional.empty(), Optional.of("new")));
    }

    // ------------------------------------------------------------------ oneself

    private void me(Context ctx, Optional<Form> again) {
        Page page = pages.page(ctx);
        SignedIn who = Visits.signedIn(ctx);
        pages.show(ctx, "me", ImmutableMap.of("page", page, "who", who, "form", again.orElse(passwordForm())));
    }

    private static Form passwordForm() {
        return Form.of(
                "/me/password",
                "修改密码",
                "Change the password",
                Field.password("password", "现在的密码", "Present password"),
                Field.password("new", "新密码", "New password")
                        .hint("至少10个字符，不含账号名", "At least 10 characters, without the account's name"),
                Field.password("again", "再输一次新密码", "New password once more"));
    }

    private void choosePost(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        visits.actAs(ctx, in.seat("post"), pages.site().settings().longest());
        Pages.goOn(ctx, "/me", "saved");
    }

    private void changePassword(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        Page page = pages.page(ctx);
        SignedIn who = Visits.signedIn(ctx);
        SignIns.Attempt attempt = signIns.check(who, secret(in, "password"), visits.address(ctx));
        Optional<Form.Said> wrong = attempt instanceof SignIns.Attempt.In
                ? unfit(secret(in, "new"), secret(in, "again"), who.account().name(), page)
                : Optional.of(said(
                        attempt instanceof SignIns.Attempt.Wrong ? Flaw.OLD_PASSWORD_WRONG : flaw(attempt),
                        attempt,
                        page,
                        "password"));
        if (wrong.isPresent()) {
            ctx.status(422);
            me(ctx, Optional.of(passwordForm().refused(wrong.get())));
            return;
        }
        Accounts.Account account = who.account();
        Accounts.Account changed = new Accounts.Account(
                account.id(),
                account.name(),
                account.official(),
                signIns.hash(secret(in, "new")),
                account.administrator(),
                account.disabled(),
                0,
                Optional.empty());
        pages.site().archive().accounts().put(changed);
        signIns.endAll(account.id());
        visits.remember(
                ctx, signIns.begin(changed).token(), pages.site().settings().longest());
        Pages.goOn(ctx, "/me", "saved");
    }
}
