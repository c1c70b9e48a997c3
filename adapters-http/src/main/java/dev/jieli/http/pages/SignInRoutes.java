package dev.jieli.http.pages;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Codes;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.OpenId;
import dev.jieli.http.site.Problem;
import dev.jieli.http.site.SecurityKeys;
import dev.jieli.http.site.SetUp;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** 登录、设置、本人: how people come in, the first of them too. */
final class SignInRoutes {
    /** A path of this site: browsers drop tabs and line ends from an address, and take what is left after them. */
    private static final Pattern ON_THIS_SITE = Pattern.compile("/(?![/\\\\])[^\\p{Cntrl}]*");

    private final Pages pages;
    /** Asks the provider to ask whoever sits there, though it asked a moment ago. */
    private static final String ANEW = "anew";

    private final SignIns signIns;
    private final Visits visits;
    private final SetUp setUp;
    private final SecurityKeys keys;
    private final OpenId openId;

    SignInRoutes(Pages pages, SignIns signIns, Visits visits) {
        this.pages = pages;
        this.signIns = signIns;
        this.visits = visits;
        this.setUp = new SetUp(pages.site(), signIns);
        this.keys = new SecurityKeys(pages.site(), signIns);
        this.openId = new OpenId(pages.site(), signIns);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/sign-in", this::ask, Access.EVERYBODY);
        routes.post("/sign-in", this::signIn, Access.EVERYBODY);
        routes.post("/sign-out", this::signOut, Access.UNDERWAY);
        routes.get("/sign-in/second", ctx -> second(ctx, Optional.empty()), Access.UNDERWAY);
        routes.post("/sign-in/second", this::prove, Access.UNDERWAY);
        routes.post("/sign-in/second/key", this::proveKey, Access.UNDERWAY);
        routes.get("/sign-in/provider", this::toProvider, Access.EVERYBODY);
        routes.get(OpenId.BACK, this::fromProvider, Access.EVERYBODY);
        routes.get("/sign-in/password", this::askPassword, Access.UNDERWAY);
        routes.post("/sign-in/password", this::setPassword, Access.UNDERWAY);
        routes.get("/sign-in/enrol", ctx -> enrolment(ctx, Visits.underway(ctx), Optional.empty()), Access.UNDERWAY);
        routes.post("/sign-in/enrol", this::enrol, Access.UNDERWAY);
        routes.post("/sign-in/enrol/key", this::enrolKey, Access.UNDERWAY);
        routes.get("/set-up", this::askSetUp, Access.EVERYBODY);
        routes.post("/set-up", this::setUp, Access.EVERYBODY);
        routes.get("/me", ctx -> me(ctx, Optional.empty()), Access.SIGNED_IN);
        routes.post("/me/post", this::choosePost, Access.SIGNED_IN);
        routes.post("/me/password", this::changePassword, Access.SIGNED_IN);
        routes.post("/me/sign-ins", this::endSignIn, Access.SIGNED_IN);
        routes.get("/me/tokens", ctx -> tokens(ctx, Optional.empty(), ""), Access.SIGNED_IN);
        routes.post("/me/tokens", this::issue, Access.SIGNED_IN);
        routes.post("/me/tokens/revoke", this::revoke, Access.SIGNED_IN);
        routes.get("/me/factor", ctx -> enrolment(ctx, Visits.signedIn(ctx), Optional.empty()), Access.SIGNED_IN);
        routes.post("/me/factor", this::enrol, Access.SIGNED_IN);
        routes.post("/me/factor/key", this::enrolKey, Access.SIGNED_IN);
        routes.post("/me/factors", this::removeFactor, Access.SIGNED_IN);
        routes.post("/me/recovery", this::recoverAnew, Access.SIGNED_IN);
    }

    // ------------------------------------------------------------------ coming in

    private void ask(Context ctx) {
        if (Visits.maybe(ctx).isPresent()) {
            ctx.redirect(next(ctx.queryParam("next")));
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
                        "page",
                        page,
                        "form",
                        form,
                        "accounts",
                        pages.site().settings().demo(),
                        "provider",
                        pages.site()
                                .settings()
                                .signIn()
                                .provider()
                                .map(SignInRules.Provider::name)
                                .orElse("")));
    }

    // ------------------------------------------------------------------ by way of a provider

    private void toProvider(Context ctx) {
        OpenId.Going going = openId.begin(next(ctx.queryParam("next")), ctx.queryParam(ANEW) != null);
        visits.send(ctx, going.kept());
        ctx.redirect(going.to().toString(), HttpStatus.SEE_OTHER);
    }

    private void fromProvider(Context ctx) {
        OpenId.Back back = openId.finish(
                Strings.nullToEmpty(ctx.queryParam("state")),
                visits.sent(ctx),
                Optional.ofNullable(ctx.queryParam("code")),
                visits.from(ctx));
        Visits.maybe(ctx).ifPresent(before -> signIns.end(before, visits.from(ctx))); // this browser forgets it now
        goOn(ctx, back.in(), back.next());
    }

    private static String askedAnew(String next) {
        return "/sign-in/provider?" + ANEW + "=1&next=" + next;
    }

    // ------------------------------------------------------------------ by a password

    private void signIn(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignIns.Attempt attempt = signIns.signIn(in.text("account"), secret(in, "password"), visits.from(ctx));
        if (attempt instanceof SignIns.Attempt.In opened) {
            goOn(ctx, opened, in.text("next"));
            return;
        }
        Flaw flaw = flaw(attempt);
        ctx.status(flaw.status());
        shown(
                ctx,
                form(next(in.text("next")))
                        .filled("account", in.text("account"))
                        .refused(said(flaw, attempt, pages.page(ctx), Optional.of("password"))));
    }

    /** To what is still outstanding, or to where somebody was going. */
    private void goOn(Context ctx, SignIns.Attempt.In opened, String wanted) {
        visits.remember(ctx, opened, pages.site().settings().longest());
        ctx.redirect(
                opened.who()
                        .outstanding()
                        .map(outstanding ->
                                at(outstanding) + "?next=" + URLEncoder.encode(next(wanted), StandardCharsets.UTF_8))
                        .orElse(next(wanted)),
                HttpStatus.SEE_OTHER);
    }

    private static String at(SignedIn.Outstanding outstanding) {
        return switch (outstanding) {
            case SECOND_FACTOR -> "/sign-in/second";
            case NEW_PASSWORD -> "/sign-in/password";
            case ENROLMENT -> "/sign-in/enrol";
        };
    }

    /** The page on which what is wanted can be done; empty where it is something else that is wanted. */
    static Optional<String> step(String reason) {
        return switch (reason) {
            case "SECOND_FACTOR_NEEDED" -> Optional.of(at(SignedIn.Outstanding.SECOND_FACTOR));
            case "NEW_PASSWORD_NEEDED" -> Optional.of(at(SignedIn.Outstanding.NEW_PASSWORD));
            case "ENROLMENT_NEEDED" -> Optional.of(at(SignedIn.Outstanding.ENROLMENT));
            default -> Optional.empty();
        };
    }

    // ------------------------------------------------------------------ what is still outstanding

    private void second(Context ctx, Optional<Form.Said> wrong) {
        SignedIn who = Visits.underway(ctx);
        Form form = Form.of(
                        "/sign-in/second",
                        "确认",
                        "Confirm",
                        Field.code("code", "动态口令", "Code")
                                .hint(
                                        "验证器应用里的6位数字；手机不在身边的，输入一个恢复码",
                                        "Six digits from the app; or a recovery code, if you do not have it with you"))
                .with(Visits.GUARD, who.guard())
                .with("next", next(Visits.method(ctx).equals("GET") ? ctx.queryParam("next") : ctx.formParam("next")));
        pages.show(
                ctx,
                "second",
                ImmutableMap.of(
                        "page", pages.page(ctx),
                        "who", who,
                        "form", wrong.map(form::refused).orElse(form),
                        "asked", keys.challenge(ctx, who).orElse("")));
    }

    private void proveKey(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignedIn who = Visits.underway(ctx);
        goOnOrAgain(
                ctx, keys.prove(ctx, who, secret(in, "response"), visits.from(ctx)), Flaw.WRONG_KEY, Optional.empty());
    }

    private void prove(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        goOnOrAgain(
                ctx,
                signIns.prove(Visits.underway(ctx), in.text("code"), visits.from(ctx)),
                Flaw.WRONG_CODE,
                Optional.of("code"));
    }

    private void goOnOrAgain(Context ctx, SignIns.Attempt attempt, Flaw wrong, Optional<String> field) {
        if (attempt instanceof SignIns.Attempt.In opened) {
            goOn(ctx, opened, Pages.submitted(ctx).text("next"));
            return;
        }
        Flaw flaw = attempt instanceof SignIns.Attempt.Wrong ? wrong : flaw(attempt);
        ctx.status(flaw.status());
        second(ctx, Optional.of(said(flaw, attempt, pages.page(ctx), field)));
    }

    private void askPassword(Context ctx) {
        SignedIn who = Visits.underway(ctx);
        if (!who.outstanding().equals(Optional.of(SignedIn.Outstanding.NEW_PASSWORD))) {
            ctx.redirect("/");
            return;
        }
        shownPassword(ctx, newPasswordForm(who, next(ctx.queryParam("next"))));
    }

    private Form newPasswordForm(SignedIn who, String next) {
        return Form.of(
                        "/sign-in/password",
                        "设置新密码并继续",
                        "Set it and go on",
                        newPassword(),
                        Field.password("again", "再输一次新密码", "New password once more"))
                .with(Visits.GUARD, who.guard())
                .with("next", next);
    }

    private Field newPassword() {
        int history = pages.site().settings().signIn().history();
        return pages.newPassword("新密码", "New password", "，不用最近" + history + "次用过的", "; none of the last " + history);
    }

    private void shownPassword(Context ctx, Form form) {
        Page page = pages.page(ctx);
        pages.ask(
                ctx,
                page,
                "sign-in",
                page.t("先设置新密码", "First set a new password"),
                page.t("现在的密码是别人设置的，或者已经过期。", "The present one was set by somebody else, or is too old."),
                form);
    }

    private void setPassword(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignedIn who = Visits.underway(ctx);
        if (!who.outstanding().equals(Optional.of(SignedIn.Outstanding.NEW_PASSWORD))) {
            throw Objection.of(Flaw.UNKNOWN_ADDRESS);
        }
        Page page = pages.page(ctx);
        Optional<Form.Said> wrong = unfit(secret(in, "new"), secret(in, "again"), who.account(), page);
        if (wrong.isPresent()) {
            ctx.status(422);
            shownPassword(ctx, newPasswordForm(who, next(in.text("next"))).refused(wrong.get()));
            return;
        }
        goOn(ctx, signIns.setPassword(who, secret(in, "new"), false, visits.from(ctx)), in.text("next"));
    }

    private void enrolment(Context ctx, SignedIn who, Optional<Form> again) {
        boolean signingIn = ctx.path().startsWith("/sign-in");
        if (signingIn && !who.outstanding().equals(Optional.of(SignedIn.Outstanding.ENROLMENT))) {
            ctx.redirect("/");
            return;
        }
        if (signIns.isForProvider(who)) {
            ctx.redirect(askedAnew("/me/factor"), HttpStatus.SEE_OTHER);
            return;
        }
        signIns.needFresh(who);
        SignIns.needRoom(who.account());
        Form form = again.orElseGet(() -> enrolmentForm(ctx, who)
                .with("secret", Codes.secret(pages.site()))
                .with("next", next(ctx.queryParam("next")))
                .filled("name", pages.page(ctx).t("验证器应用", "Authenticator app")));
        String secret = form.hidden().getOrDefault("secret", "");
        String address = Codes.address(secret, who.account().name());
        pages.show(
                ctx,
                "factor",
                ImmutableMap.of(
                        "page",
                        pages.page(ctx),
                        "who",
                        who,
                        "form",
                        form,
                        "secret",
                        secret,
                        "picture",
                        Codes.picture(address),
                        "signingIn",
                        signingIn,
                        "askedAgain",
                        signIns.isAskedAgain(who),
                        "asked",
                        keys.enrolment(ctx, who).orElse("")));
    }

    private Form enrolmentForm(Context ctx, SignedIn who) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        fields.add(
                Field.line("name", "名称", "Name").hint("如：我的手机", "Such as: my phone"),
                Field.code("code", "应用里显示的6位数字", "The six digits that the app shows"));
        if (signIns.isAskedAgain(who)) {
            fields.add(proof());
        }
        return Form.of(
                        ctx.path().replaceFirst("/key$", ""),
                        "确认并启用",
                        "Confirm and use it",
                        fields.build().toArray(Field[]::new))
                .with(Visits.GUARD, who.guard());
    }

    private static Field proof() {
        return Field.password("proof", "再验证一次：您的密码", "Once more: your password")
                .hint("也可以填已有的动态口令或者恢复码", "Or a code that you have: of another app, or for recovery");
    }

    private void enrol(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignedIn who = Visits.underway(ctx);
        if (who.outstanding()
                .filter(outstanding -> outstanding != SignedIn.Outstanding.ENROLMENT)
                .isPresent()) {
            throw Objection.of(Flaw.SECOND_FACTOR_NEEDED);
        }
        signIns.needFresh(who);
        Page page = pages.page(ctx);
        Optional<SignIns.Attempt> proven = Optional.of(signIns.isShown(in.text("secret"), in.text("code")))
                .filter(shown -> shown)
                .map(shown -> askAgain(ctx, in, who, AccountAct.Kind.CHANGE_SECOND_FACTOR));
        Optional<Form.Said> wrong = proven.isPresent() ? unproven(proven.get(), page) : Optional.of(wrongCode(page));
        if (proven.isPresent() && proven.get() instanceof SignIns.Attempt.In still) {
            Optional<SignIns.Enrolled> enrolled =
                    signIns.enrol(still.who(), in.text("name"), in.text("secret"), in.text("code"), visits.from(ctx));
            if (enrolled.isPresent()) {
                enrolled(ctx, enrolled.get(), in.text("next"));
                return;
            }
        }
        ctx.status(422);
        Form form = enrolmentForm(ctx, who)
                .with("secret", Codes.isSecret(in.text("secret")) ? in.text("secret") : Codes.secret(pages.site()))
                .with("next", next(in.text("next")))
                .filled("name", in.text("name"))
                .refused(wrong.orElseGet(() -> wrongCode(page)));
        enrolment(ctx, who, Optional.of(form));
    }

    private SignIns.Attempt askAgain(Context ctx, Submitted in, SignedIn who, AccountAct.Kind what) {
        return signIns.askAgain(who, what, secret(in, "proof"), visits.from(ctx));
    }

    private static Form.Said wrongCode(Page page) {
        return Pages.said(
                Flaw.WRONG_CODE.sentence(page.language()), page.language(), Optional.empty(), Optional.of("code"));
    }

    private static Optional<Form.Said> unproven(SignIns.Attempt attempt, Page page) {
        return attempt instanceof SignIns.Attempt.In
                ? Optional.empty()
                : Optional.of(said(
                        attempt instanceof SignIns.Attempt.Wrong ? Flaw.PROOF_WANTED : flaw(attempt),
                        attempt,
                        page,
                        Optional.of("proof")));
    }

    private void enrolKey(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignedIn who = Visits.underway(ctx);
        if (who.outstanding()
                .filter(outstanding -> outstanding != SignedIn.Outstanding.ENROLMENT)
                .isPresent()) {
            throw Objection.of(Flaw.SECOND_FACTOR_NEEDED);
        }
        signIns.needFresh(who);
        SignIns.Attempt proven = askAgain(ctx, in, who, AccountAct.Kind.CHANGE_SECOND_FACTOR);
        Optional<Form.Said> wrong = unproven(proven, pages.page(ctx));
        if (wrong.isPresent()) {
            ctx.status(422);
            enrolment(
                    ctx,
                    who,
                    Optional.of(enrolmentForm(ctx, who)
                            .with("secret", Codes.secret(pages.site()))
                            .with("next", next(in.text("next")))
                            .filled("name", pages.page(ctx).t("验证器应用", "Authenticator app"))
                            .refused(wrong.get())));
            return;
        }
        SignedIn still = SignIns.orObject(proven, Flaw.PROOF_WANTED).who();
        SignIns.Enrolled enrolled = keys.enrol(ctx, still, in.needed("name"), secret(in, "response"), visits.from(ctx))
                .orElseThrow(() -> Objection.of(Flaw.WRONG_KEY));
        enrolled(ctx, enrolled, in.text("next"));
    }

    /** Recovery codes are shown once; where there are none to show, on to where somebody was going. */
    private void enrolled(Context ctx, SignIns.Enrolled enrolled, String wanted) {
        visits.remember(ctx, enrolled.in(), pages.site().settings().longest());
        String next = ctx.path().startsWith("/me") ? "/me" : next(wanted);
        if (enrolled.recovery().isEmpty()) {
            Pages.goOn(ctx, next, "saved");
        } else {
            recovery(ctx, enrolled.recovery(), next);
        }
    }

    private void recovery(Context ctx, ImmutableList<String> codes, String next) {
        pages.show(ctx, "recovery", ImmutableMap.of("page", pages.page(ctx), "codes", codes, "next", next));
    }

    private void removeFactor(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignedIn who = Visits.signedIn(ctx);
        signIns.needFresh(who);
        UUID factor = in.id("factor");
        SignedIn proven = SignIns.orObject(
                        askAgain(ctx, in, who, AccountAct.Kind.CHANGE_SECOND_FACTOR), Flaw.PROOF_WANTED)
                .who();
        if (!signIns.remove(proven, factor, visits.from(ctx))) {
            throw Objection.of(Flaw.LAST_FACTOR);
        }
        Pages.goOn(ctx, "/me", "saved");
    }

    private void recoverAnew(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        if (who.account().factors().isEmpty()) {
            throw Objection.of(Flaw.ENROLMENT_NEEDED);
        }
        signIns.needFresh(who);
        String proof = secret(Pages.submitted(ctx), "proof");
        SignedIn proven = SignIns.orObject(signIns.askForCodes(who, proof, visits.from(ctx)), Flaw.PROOF_WANTED)
                .who();
        recovery(ctx, signIns.recoverAnew(proven, visits.from(ctx)), "/me");
    }

    private void endSignIn(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        SignedIn who = Visits.signedIn(ctx);
        signIns.end(who.account().id(), in.text("signIn"), who, visits.from(ctx));
        Pages.goOn(ctx, "/me", "saved");
    }

    // ------------------------------------------------------------------ tokens for systems

    private void tokens(Context ctx, Optional<Form> again, String told) {
        Page page = pages.page(ctx);
        SignedIn who = Visits.signedIn(ctx);
        Names names = new Names(pages.board(ctx), page);
        Form form = again.orElseGet(() -> tokenForm(page, who).filled("days", "90"));
        pages.show(
                ctx,
                "tokens",
                ImmutableMap.of(
                        "page", page,
                        "form", form,
                        "asksFirst", signIns.isForProvider(who) ? askedAnew("/me/tokens") : "",
                        "rows",
                                signIns.tokens(who.account().id()).stream()
                                        .map(token -> new TokenRow(
                                                token,
                                                names.who(token.incumbency()),
                                                token.isLive(pages.site().now())))
                                        .collect(ImmutableList.toImmutableList()),
                        "told", told));
    }

    private Form tokenForm(Page page, SignedIn who) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        fields.add(
                Field.line("name", "用途", "What for").hint("如：市平台数据交换", "Such as: exchange with the city"),
                Field.choice("scope", "范围", "Allows", scopes(page)).over(3),
                Field.choice(
                                "days",
                                "有效期",
                                "Good for",
                                ImmutableList.of(
                                        Field.Choice.of("30", page.t("30天", "30 days")),
                                        Field.Choice.of("90", page.t("90天", "90 days")),
                                        Field.Choice.of("180", page.t("180天", "180 days")),
                                        Field.Choice.of("366", page.t("一年", "a year"))))
                        .over(3));
        if (signIns.isAskedAgain(who)) {
            fields.add(proof());
        }
        return Form.of("/me/tokens", "签发令牌", "Issue the token", fields.build());
    }

    private static ImmutableList<Field.Choice> scopes(Page page) {
        return ImmutableList.of(
                Field.Choice.of("READ", page.t("查看", "Reading")),
                Field.Choice.of("READ ACT", page.t("查看和办理", "Reading and acting")),
                Field.Choice.of("READ IMPORT", page.t("查看和导入台账", "Reading and importing")),
                Field.Choice.of("FEED", page.t("消息推送", "The feed")),
                Field.Choice.of(
                        "CALENDAR", page.t("日历订阅（本岗位承办事项的期限）", "A calendar of the terms that this post holds")));
    }

    private void issue(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        Page page = pages.page(ctx);
        String name = in.needed("name");
        boolean known = scopes(page).stream().anyMatch(choice -> choice.value().equals(in.text("scope")));
        boolean fits = in.text("days").matches("[1-9]\\d{0,2}")
                && Integer.parseInt(in.text("days")) <= SignIns.LONGEST_TOKEN_DAYS;
        if (!known) {
            in.refuse("scope");
        }
        if (!fits) {
            in.refuse("days");
        }
        in.refusal().ifPresent(refusal -> {
            throw Objection.of(refusal);
        });
        ImmutableSet<Accounts.Scope> scopes = Splitter.on(' ')
                .splitToStream(in.text("scope"))
                .map(Accounts.Scope::valueOf)
                .collect(ImmutableSet.toImmutableSet());
        SignedIn who = Visits.signedIn(ctx);
        signIns.needToIssue(who);
        SignIns.Attempt proven = askAgain(ctx, in, who, AccountAct.Kind.ISSUE_TOKEN);
        Optional<Form.Said> wrong = unproven(proven, page);
        if (wrong.isPresent()) {
            ctx.status(422);
            tokens(ctx, Optional.of(tokenForm(page, who).entered(in.values()).refused(wrong.get())), "");
            return;
        }
        SignIns.Issued issued = signIns.issue(
                SignIns.orObject(proven, Flaw.PROOF_WANTED).who(),
                name,
                scopes,
                Integer.parseInt(in.text("days")),
                visits.from(ctx));
        tokens(
                ctx,
                Optional.empty(),
                scopes.contains(Accounts.Scope.CALENDAR)
                        ? TermCalendarRoutes.address(ctx, pages.site(), issued.token())
                        : issued.token());
    }

    private void revoke(Context ctx) {
        if (!signIns.revoke(Pages.submitted(ctx).id("token"), Visits.signedIn(ctx), visits.from(ctx))) {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND));
        }
        Pages.goOn(ctx, "/me/tokens", "saved");
    }

    // ------------------------------------------------------------------ coming in, told

    private static Flaw flaw(SignIns.Attempt attempt) {
        return attempt instanceof SignIns.Attempt.Wait
                ? Flaw.TOO_MANY_ATTEMPTS
                : attempt instanceof SignIns.Attempt.Busy ? Flaw.BUSY : Flaw.WRONG_PASSWORD;
    }

    private static Form.Said said(Flaw flaw, SignIns.Attempt attempt, Page page, Optional<String> field) {
        ImmutableMap<String, String> facts = attempt instanceof SignIns.Attempt.Wait wait
                ? ImmutableMap.of(
                        "seconds", String.valueOf(Math.max(1, wait.left().toSeconds())))
                : ImmutableMap.of();
        return Pages.said(flaw.sentence(page.language(), facts), page.language(), Optional.empty(), field);
    }

    /** A password may begin or end with a blank. */
    private static String secret(Submitted in, String name) {
        return in.values().get(name).isEmpty() ? "" : in.values().get(name).get(0);
    }

    /** Only to a page of this site. */
    private static String next(@org.jspecify.annotations.Nullable String asked) {
        return asked != null && ON_THIS_SITE.matcher(asked).matches() ? asked : "/";
    }

    private void signOut(Context ctx) {
        signIns.end(Visits.underway(ctx), visits.from(ctx));
        visits.forget(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    // ------------------------------------------------------------------ the office and its administrators

    private void askSetUp(Context ctx) {
        if (!setUp.isOpen()) {
            throw Objection.of(Flaw.SETUP_CLOSED);
        }
        shownSetUp(ctx, setUpForm(ctx.queryParam("token")));
    }

    private Form setUpForm(@org.jspecify.annotations.Nullable String token) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        if (setUp.needsOffice()) {
            fields.add(
                    Field.heading("信访部门", "The petition department"),
                    Field.line("unit", "机构名称", "Name")
                            .hint("如：武义县信访局", "Such as 武义县信访局")
                            .over(3),
                    Field.line("region", "行政区划代码", "Region code")
                            .hint("6位，如：330723", "Six digits, such as 330723")
                            .over(3),
                    Field.heading("它的主要负责人（办理业务，不当管理员）", "Its head, who does petition work and does not administer"),
                    Field.line("official", "姓名", "Name").over(2),
                    Field.line("post", "岗位名称", "Post")
                            .hint("如：局长", "Such as 局长")
                            .over(2),
                    Field.line("account", "账号", "Account").over(2));
        }
        fields.add(
                Field.heading("系统管理员（您本人）：设立账号、运行维护", "System administrator (you): accounts and operation"),
                Field.line("systemOfficial", "姓名", "Name").over(3),
                Field.line("system", "账号", "Account").over(3),
                pages.newPassword("密码", "Password", "", "").over(3),
                Field.password("again", "再输一次密码", "Password once more").over(3),
                Field.heading("安全管理员：授权、启用账号", "Security administrator: grants what you set up"),
                Field.line("securityOfficial", "姓名", "Name").over(3),
                Field.line("security", "账号", "Account").over(3),
                Field.heading("安全审计员：查看留痕，不能改动", "Auditor: reads the record and changes nothing"),
                Field.line("auditorOfficial", "姓名", "Name").over(3),
                Field.line("auditor", "账号", "Account").over(3));
        return Form.of("/set-up", "完成设置", "Finish the set-up", fields.build().toArray(Field[]::new))
                .with("token", token == null ? "" : token);
    }

    private void shownSetUp(Context ctx, Form form) {
        Page page = pages.page(ctx);
        pages.ask(
                ctx,
                page,
                "sign-in",
                page.t("首次设置", "First set-up"),
                page.t(
                        "这个链接只能用一次。三个管理员账号互斥，都不办理信访业务；本单位人手不够三人的，也要分设三个账号、由三人分别保管，可请上级或者同级机关的人员担任其中的审计员。",
                        "This link works once. The three administrators exclude one another and do no petition work. An office too small for three keeps three accounts all the same, each in other hands: somebody of the office above or beside it can be the auditor."),
                form);
    }

    private void setUp(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        Page page = pages.page(ctx);
        if (!setUp.isOpen()) {
            throw Objection.of(Flaw.SETUP_CLOSED);
        }
        boolean whole = setUp.needsOffice();
        if (whole) {
            for (String needed : ImmutableList.of("unit", "official", "post", "account")) {
                in.needed(needed);
            }
            if (!RegionCode.isValid(in.text("region"))) {
                in.refuse("region");
            }
        }
        for (String needed : ImmutableList.of(
                "systemOfficial", "system", "securityOfficial", "security", "auditorOfficial", "auditor")) {
            in.needed(needed);
        }
        Optional<Form.Said> wrong = in.refusal()
                .map(refusal -> Pages.said(refusal, page))
                .or(() -> differ(secret(in, "new"), secret(in, "again"), page))
                .or(() -> signIns.unfit(in.text("system"), secret(in, "new")).map(unfit -> said(unfit, page)));
        if (wrong.isEmpty()) {
            wrong = begun(ctx, in, page, whole);
        }
        if (wrong.isPresent()) {
            ctx.status(422);
            shownSetUp(ctx, setUpForm(in.text("token")).entered(in.values()).refused(wrong.get()));
        }
    }

    /** Why it could not be begun, where the form can be mended; anything else ends the request. */
    private Optional<Form.Said> begun(Context ctx, Submitted in, Page page, boolean whole) {
        try {
            ImmutableList<SetUp.Ready> ready = setUp.begin(
                    in.text("token"),
                    new SetUp.Request(
                            whole
                                    ? Optional.of(new SetUp.Office(
                                            in.text("unit"),
                                            new RegionCode(in.text("region")),
                                            in.text("official"),
                                            in.text("post"),
                                            in.text("account")))
                                    : Optional.empty(),
                            new SetUp.Person(in.text("systemOfficial"), in.text("system")),
                            secret(in, "new"),
                            new SetUp.Person(in.text("securityOfficial"), in.text("security")),
                            new SetUp.Person(in.text("auditorOfficial"), in.text("auditor"))),
                    visits.from(ctx));
            pages.show(ctx, "begun", ImmutableMap.of("page", page, "ready", ready));
            return Optional.empty();
        } catch (Objection objection) {
            Problem problem = objection.in(page.language());
            if (problem.status() != 422 && !problem.reason().equals(Reason.ALREADY_THERE.name())) {
                throw objection;
            }
            return Optional.of(Pages.said(
                    problem.reason().equals(Reason.ALREADY_THERE.name())
                            ? page.t(
                                    "四个账号的名称不能相同，也不能已被使用；请另起名称",
                                    "the accounts need different names that nobody has; choose others")
                            : problem.detail(),
                    page.language(),
                    Optional.empty(),
                    Optional.ofNullable(problem.more().get("field")).map(Object::toString)));
        }
    }

    private static Optional<Form.Said> differ(String password, String again, Page page) {
        return password.equals(again)
                ? Optional.empty()
                : Optional.of(new Form.Said(
                        page.t("两次输入的密码不一样。", "The two passwords differ."),
                        page.t("请重新输入。", "Type both again."),
                        Optional.empty(),
                        Optional.of("again")));
    }

    private Optional<Form.Said> unfit(String password, String again, Accounts.Account account, Page page) {
        return differ(password, again, page)
                .or(() -> signIns.unfit(account, password).map(unfit -> said(unfit, page)));
    }

    static Form.Said said(SignInRules.Unfit unfit, Page page) {
        return Pages.said(
                unfit.flaw().sentence(page.language(), unfit.facts()),
                page.language(),
                Optional.empty(),
                Optional.of("new"));
    }

    // ------------------------------------------------------------------ oneself

    private void me(Context ctx, Optional<Form> again) {
        Page page = pages.page(ctx);
        SignedIn who = Visits.signedIn(ctx);
        pages.show(
                ctx,
                "me",
                ImmutableMap.of(
                        "page", page,
                        "who", who,
                        "form", again.orElseGet(this::passwordForm),
                        "askedAgain", signIns.isAskedAgain(who),
                        "signIns", signIns.of(who.account()),
                        "needed", pages.site().settings().signIn().mustProve(who.account())));
    }

    private Form passwordForm() {
        return Form.of(
                "/me/password",
                "修改密码",
                "Change the password",
                Field.password("password", "现在的密码", "Present password"),
                newPassword(),
                Field.password("again", "再输一次新密码", "New password once more"),
                Field.check("endTokens", "同时吊销我的全部接口令牌和日历订阅", "Revoke all my tokens and calendars too")
                        .optional()
                        .hint("有人可能知道原密码的，请勾选", "Where somebody else may know the old password"));
    }

    private void choosePost(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        visits.actAs(ctx, in.seat("post"), pages.site().settings().longest());
        Pages.goOn(ctx, in.text("next").isEmpty() ? "/me" : next(in.text("next")), "saved");
    }

    private void changePassword(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        Page page = pages.page(ctx);
        SignedIn who = Visits.signedIn(ctx);
        SignIns.Attempt attempt = signIns.check(who, secret(in, "password"), visits.from(ctx));
        Optional<Form.Said> wrong = attempt instanceof SignIns.Attempt.In
                ? unfit(secret(in, "new"), secret(in, "again"), who.account(), page)
                : Optional.of(said(
                        attempt instanceof SignIns.Attempt.Wrong ? Flaw.OLD_PASSWORD_WRONG : flaw(attempt),
                        attempt,
                        page,
                        Optional.of("password")));
        if (wrong.isPresent()) {
            ctx.status(422);
            me(ctx, Optional.of(passwordForm().refused(wrong.get())));
            return;
        }
        visits.remember(
                ctx,
                signIns.setPassword(
                        who, secret(in, "new"), !in.text("endTokens").isEmpty(), visits.from(ctx)),
                pages.site().settings().longest());
        Pages.goOn(ctx, "/me", "saved");
    }
}
