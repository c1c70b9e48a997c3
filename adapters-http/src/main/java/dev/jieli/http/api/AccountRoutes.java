package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.AddAccount;
import dev.jieli.application.ChangeAccount;
import dev.jieli.application.ChangeAccount.Change;
import dev.jieli.application.SeeAccounts;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.published.Fields;
import dev.jieli.application.published.Problem;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Codes;
import dev.jieli.http.site.From;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SetUp;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** 账号与登录接口 */
final class AccountRoutes {
    private final Site site;
    private final SignIns signIns;
    private final Visits visits;
    private final SetUp setUp;
    private final ChangeAccount changeAccount;
    private final SeeAccounts seeAccounts;

    AccountRoutes(Site site, SignIns signIns, Visits visits, SetUp setUp) {
        this.site = site;
        this.signIns = signIns;
        this.visits = visits;
        this.setUp = setUp;
        this.changeAccount =
                new ChangeAccount(site.archive().store(), site.archive().accounts());
        this.seeAccounts =
                new SeeAccounts(site.archive().store(), site.archive().accounts());
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/v1/set-up", this::setUp, Access.EVERYBODY);
        routes.post("/api/v1/sign-in", this::signIn, Access.EVERYBODY);
        routes.post("/api/v1/sign-out", this::signOut, Access.UNDERWAY);
        routes.get("/api/v1/me", this::me, Access.SIGNED_IN);
        routes.post("/api/v1/password", this::changePassword, Access.UNDERWAY);
        routes.get("/api/v1/sign-ins", this::signIns, Access.SIGNED_IN);
        routes.delete("/api/v1/sign-ins/{signIn}", this::endSignIn, Access.SIGNED_IN);
        routes.post("/api/v1/second-factors/secret", this::secret, Access.UNDERWAY);
        routes.get("/api/v1/second-factors", this::factors, Access.SIGNED_IN);
        routes.post("/api/v1/second-factors", this::enrol, Access.UNDERWAY);
        routes.post("/api/v1/second-factors/{factor}/remove", this::removeFactor, Access.SIGNED_IN);
        routes.post("/api/v1/recovery-codes", this::recoveryCodes, Access.SIGNED_IN);
        routes.get("/api/v1/tokens", this::tokens, Access.SIGNED_IN);
        routes.post("/api/v1/tokens", this::issue, Access.SIGNED_IN);
        routes.delete("/api/v1/tokens/{token}", this::revoke, Access.SIGNED_IN);
        routes.get("/api/v1/accounts/{account}/tokens", this::tokensOf, Access.to(Power.SEE_ACCOUNTS));
        routes.get("/api/v1/accounts", this::accounts, Access.to(Power.SEE_ACCOUNTS));
        routes.post("/api/v1/accounts", this::add, Access.to(Power.KEEP_ACCOUNTS));
        routes.post(
                "/api/v1/accounts/{account}",
                this::change,
                Access.to(Power.KEEP_ACCOUNTS, Power.GRANT_ACCOUNTS, Power.STOP_ACCOUNTS));
        routes.get("/api/v1/accounts/{account}/sign-ins", this::signInsOf, Access.to(Power.SEE_ACCOUNTS));
        routes.delete("/api/v1/accounts/{account}/sign-ins", this::endAll, Access.to(Power.STOP_ACCOUNTS));
        routes.delete("/api/v1/accounts/{account}/second-factors", this::resetFactors, Access.to(Power.KEEP_ACCOUNTS));
    }

    private record Named(String token, SetUp.Request request) {}

    private void setUp(Context ctx) {
        Named read = Requests.body(
                ctx,
                from -> new Named(
                        from.text("token"),
                        new SetUp.Request(
                                from.maybeObject(
                                        "office",
                                        office -> new SetUp.Office(
                                                office.name("unit"),
                                                office.region("region"),
                                                office.name("official"),
                                                office.name("post"),
                                                office.name("account"))),
                                from.object("system", AccountRoutes::person),
                                from.text("password"),
                                from.object("security", AccountRoutes::person),
                                from.object("auditor", AccountRoutes::person))));
        ObjectNode to = Json.object();
        Shown.each(
                to.putArray("accounts"), setUp.begin(read.token(), read.request(), visits.from(ctx)), (ready, in) -> {
                    in.setAll(shown(ready.account()));
                    ready.password().ifPresent(password -> in.put("password", password));
                });
        Json.answer(ctx, 201, to);
    }

    private static SetUp.Person person(Fields from) {
        return new SetUp.Person(from.name("official"), from.name("account"));
    }

    private record Credentials(String name, String password, Optional<String> code) {}

    private void signIn(Context ctx) {
        Credentials read = Requests.body(
                ctx, from -> new Credentials(from.text("name"), from.text("password"), from.maybeText("code")));
        From from = visits.from(ctx);
        SignIns.Attempt.In in =
                SignIns.orObject(signIns.signIn(read.name(), read.password(), from), Flaw.WRONG_PASSWORD);
        boolean asked = in.who().outstanding().equals(Optional.of(SignedIn.Outstanding.SECOND_FACTOR));
        if (asked && read.code().isEmpty()) {
            signIns.end(in.who(), from);
            throw Objection.of(Flaw.SECOND_FACTOR_NEEDED);
        }
        if (asked) {
            SignIns.Attempt proven = signIns.prove(in.who(), read.code().orElse(""), from);
            if (!(proven instanceof SignIns.Attempt.In)) {
                signIns.end(in.who(), from);
            }
            in = SignIns.orObject(proven, Flaw.WRONG_CODE);
        }
        Json.answer(ctx, 200, shown(in.who()).put("token", in.token()));
    }

    private void signOut(Context ctx) {
        signIns.end(Visits.underway(ctx), visits.from(ctx));
        visits.forget(ctx);
        ctx.status(204);
    }

    private void me(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(ctx, 200, shown(Visits.signedIn(ctx)));
    }

    private static ObjectNode shown(SignedIn who) {
        ObjectNode to = Json.object();
        to.putArray("capacities");
        to.put("account", who.account().id().toString());
        to.put("name", who.account().name());
        to.put("officialId", who.account().official().toString());
        to.put("official", who.official());
        who.account().duty().ifPresent(duty -> to.put("duty", duty.name()));
        who.capacities().forEach(capacity -> to.withArray("capacities").add(capacity.name()));
        who.acting().ifPresent(sitting -> to.put("acting", sitting.id().toString()));
        who.standIn().ifPresent(one -> to.set("standIn", Shown.delegation(one.delegation())));
        Shown.each(to.putArray("posts"), who.sittings(), (sitting, in) -> {
            in.setAll(Shown.named(sitting.named()));
            in.put("kind", sitting.seat().post().name());
            in.put("unitKind", sitting.seat().unitKind().name());
        });
        to.put("guard", who.guard());
        who.outstanding().ifPresent(outstanding -> to.put("outstanding", outstanding.name()));
        return to;
    }

    private record Replaced(String old, String next, boolean tokens) {}

    private void changePassword(Context ctx) {
        Replaced read = Requests.body(
                ctx,
                from -> new Replaced(
                        from.text("old"), from.text("new"), from.has("endTokens") && from.flag("endTokens")));
        SignedIn who = Visits.underway(ctx);
        if (who.outstanding().equals(Optional.of(SignedIn.Outstanding.SECOND_FACTOR))) {
            throw Objection.of(Flaw.SECOND_FACTOR_NEEDED);
        }
        From from = visits.from(ctx);
        SignIns.orObject(signIns.check(who, read.old(), from), Flaw.OLD_PASSWORD_WRONG);
        fits(signIns.unfit(who.account(), read.next()));
        SignIns.Attempt.In in = signIns.setPassword(who, read.next(), read.tokens(), from);
        Json.answer(ctx, 200, shown(in.who()).put("token", in.token()));
    }

    private static void fits(Optional<SignInRules.Unfit> unfit) {
        unfit.ifPresent(why -> {
            throw Objection.of(why.flaw(), why.facts());
        });
    }

    // ------------------------------------------------------------------ sign-ins and second factors

    private void signIns(Context ctx) {
        new Requests.Query(ctx).end();
        SignedIn who = Visits.signedIn(ctx);
        Json.answer(ctx, 200, listedSignIns(signIns.of(who.account()), who));
    }

    private static ObjectNode listedSignIns(ImmutableList<Accounts.SignIn> present, SignedIn reader) {
        ObjectNode to = Json.object();
        Shown.each(
                to.putArray("signIns"),
                present,
                (signIn, in) -> in.put("id", signIn.handle())
                        .put("begun", signIn.begunAt().toString())
                        .put("seen", signIn.seenAt().toString())
                        .put("address", signIn.address())
                        .put("browser", signIn.browser())
                        .put("means", signIn.means().name())
                        .put("proven", signIn.proven())
                        .put("this", signIn.tokenDigest().equals(reader.tokenDigest())));
        return to;
    }

    private void endSignIn(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        if (!signIns.end(who.account().id(), ctx.pathParam("signIn"), who, visits.from(ctx))) {
            throw Requests.notFound();
        }
        ctx.status(204);
    }

    /** A secret to be put into an app; it counts once a code of it is given. */
    private void secret(Context ctx) {
        String secret = Codes.secret(site);
        Json.answer(
                ctx,
                200,
                Json.object()
                        .put("secret", secret)
                        .put(
                                "address",
                                Codes.address(
                                        secret, Visits.underway(ctx).account().name())));
    }

    private void factors(Context ctx) {
        new Requests.Query(ctx).end();
        Accounts.Account account = Visits.signedIn(ctx).account();
        ObjectNode to = Json.object();
        Shown.each(to.putArray("secondFactors"), account.factors(), (factor, in) -> {
            in.put("id", factor.id().toString())
                    .put("kind", factor.kind().name())
                    .put("name", factor.name())
                    .put("added", factor.addedAt().toString());
            factor.usedAt().ifPresent(at -> in.put("used", at.toString()));
        });
        to.put("recoveryCodesLeft", account.recovery().size());
        Json.answer(ctx, 200, to);
    }

    private record Enrolment(String name, String secret, String code, String proof) {}

    private void enrol(Context ctx) {
        Enrolment read = Requests.body(
                ctx, from -> new Enrolment(from.name("name"), from.text("secret"), from.text("code"), proof(from)));
        SignedIn who = Visits.underway(ctx);
        mayEnrol(who);
        signIns.needFresh(who);
        if (!signIns.isShown(read.secret(), read.code())) {
            throw Objection.of(Flaw.WRONG_CODE);
        }
        SignedIn proven = SignIns.orObject(
                        signIns.askAgain(who, AccountAct.Kind.CHANGE_SECOND_FACTOR, read.proof(), visits.from(ctx)),
                        Flaw.PROOF_WANTED)
                .who();
        SignIns.Enrolled enrolled = signIns.enrol(proven, read.name(), read.secret(), read.code(), visits.from(ctx))
                .orElseThrow(() -> Objection.of(Flaw.WRONG_CODE));
        ObjectNode to = shown(enrolled.in().who()).put("token", enrolled.in().token());
        enrolled.recovery().forEach(to.putArray("recoveryCodes")::add);
        Json.answer(ctx, 201, to);
    }

    /** Somebody who has a factor gives it first, and a password that is not one's own is changed first. */
    private static void mayEnrol(SignedIn who) {
        who.outstanding()
                .filter(outstanding -> outstanding != SignedIn.Outstanding.ENROLMENT)
                .ifPresent(outstanding -> {
                    throw Objection.of(
                            outstanding == SignedIn.Outstanding.SECOND_FACTOR
                                    ? Flaw.SECOND_FACTOR_NEEDED
                                    : Flaw.NEW_PASSWORD_NEEDED);
                });
    }

    private void removeFactor(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        UUID factor = Requests.id(ctx, "factor");
        if (who.account().factors().stream().noneMatch(one -> one.id().equals(factor))) {
            throw Requests.notFound();
        }
        String proof = Requests.body(ctx, AccountRoutes::proof);
        signIns.needFresh(who);
        SignedIn proven = SignIns.orObject(
                        signIns.askAgain(who, AccountAct.Kind.CHANGE_SECOND_FACTOR, proof, visits.from(ctx)),
                        Flaw.PROOF_WANTED)
                .who();
        if (!signIns.remove(proven, factor, visits.from(ctx))) {
            throw Objection.of(Flaw.LAST_FACTOR);
        }
        ctx.status(204);
    }

    private static String proof(Fields from) {
        return from.maybeText("proof").orElse("");
    }

    private void recoveryCodes(Context ctx) {
        SignedIn who = Visits.signedIn(ctx);
        String proof = Requests.body(ctx, AccountRoutes::proof);
        if (who.account().factors().isEmpty()) {
            throw Objection.of(Flaw.ENROLMENT_NEEDED);
        }
        signIns.needFresh(who);
        SignedIn proven = SignIns.orObject(signIns.askForCodes(who, proof, visits.from(ctx)), Flaw.PROOF_WANTED)
                .who();
        ObjectNode to = Json.object();
        signIns.recoverAnew(proven, visits.from(ctx)).forEach(to.putArray("recoveryCodes")::add);
        Json.answer(ctx, 201, to);
    }

    private void signInsOf(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(ctx, 200, listedSignIns(signIns.present(seen(ctx).signIns()), Visits.signedIn(ctx)));
    }

    private ImmutableList<SeeAccounts.Seen> all(Context ctx) {
        return looked(ctx, Optional.empty());
    }

    private ImmutableList<SeeAccounts.Seen> looked(Context ctx, Optional<UUID> only) {
        return Objection.orObject(seeAccounts.see(Visits.signedIn(ctx).account().id(), only));
    }

    private SeeAccounts.Seen seen(Context ctx) {
        return looked(ctx, Optional.of(Requests.id(ctx, "account"))).stream()
                .findFirst()
                .orElseThrow(Requests::notFound);
    }

    private Accounts.Account account(Context ctx) {
        return site.archive().accounts().find(Requests.id(ctx, "account")).orElseThrow(Requests::notFound);
    }

    private void endAll(Context ctx) {
        changed(ctx, account(ctx).id(), new Change.EndSignIns());
        ctx.status(204);
    }

    private void resetFactors(Context ctx) {
        changed(ctx, account(ctx).id(), new Change.ResetFactors());
        ctx.status(204);
    }

    private void changed(Context ctx, UUID account, Change change) {
        Objection.orObject(changeAccount.change(
                account, change, Visits.signedIn(ctx).account().id(), Optional.of(visits.address(ctx)), site.now()));
    }

    // ------------------------------------------------------------------ tokens for systems

    private void tokens(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(
                ctx,
                200,
                listedTokens(signIns.tokens(Visits.signedIn(ctx).account().id())));
    }

    private void tokensOf(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(ctx, 200, listedTokens(seen(ctx).tokens()));
    }

    private ObjectNode listedTokens(ImmutableList<Accounts.Token> all) {
        ObjectNode to = Json.object();
        ArrayNode tokens = to.putArray("tokens");
        all.forEach(token -> tokens.add(shown(token)));
        return to;
    }

    private ObjectNode shown(Accounts.Token token) {
        ObjectNode to = Json.object()
                .put("id", token.id().toString())
                .put("account", token.account().toString())
                .put("incumbency", token.incumbency().toString())
                .put("name", token.name());
        token.scopes().forEach(scope -> to.withArray("scopes").add(scope.name()));
        to.put("issued", token.issuedAt().toString())
                .put("expires", token.expiresAt().toString());
        token.usedAt().ifPresent(at -> to.put("used", at.toString()));
        token.endedAt().ifPresent(at -> to.put("ended", at.toString()));
        return to.put("live", token.isLive(site.now()));
    }

    private record Wanted(String name, ImmutableSet<Accounts.Scope> scopes, int days, String proof) {}

    private void issue(Context ctx) {
        Wanted read = Requests.body(ctx, from -> {
            Wanted wanted = new Wanted(
                    from.name("name"),
                    ImmutableSet.copyOf(from.words("scopes", Accounts.Scope.class)),
                    from.number("days"),
                    proof(from));
            boolean alone = wanted.scopes().size() == 1 || !wanted.scopes().contains(Accounts.Scope.CALENDAR);
            if (wanted.scopes().isEmpty() || !alone) {
                from.note("scopes", Problem.Why.NOT_CONSISTENT, "");
            }
            if (wanted.days() < 1 || wanted.days() > SignIns.LONGEST_TOKEN_DAYS) {
                from.note("days", Problem.Why.NOT_CONSISTENT, Integer.toString(wanted.days()));
            }
            return wanted;
        });
        SignedIn who = Visits.signedIn(ctx);
        signIns.needToIssue(who);
        SignedIn proven = SignIns.orObject(
                        signIns.askAgain(who, AccountAct.Kind.ISSUE_TOKEN, read.proof(), visits.from(ctx)),
                        Flaw.PROOF_WANTED)
                .who();
        SignIns.Issued issued = signIns.issue(proven, read.name(), read.scopes(), read.days(), visits.from(ctx));
        ObjectNode to = Json.object().put("token", issued.token());
        to.set("issued", shown(issued.kept()));
        Json.answer(ctx, 201, to);
    }

    private void revoke(Context ctx) {
        UUID id = Requests.id(ctx, "token");
        SignedIn who = Visits.signedIn(ctx);
        if (!signIns.revoke(id, who, visits.from(ctx))) {
            if (!who.may(Power.STOP_ACCOUNTS)) {
                throw Requests.notFound(); // whether it is somebody else's is not told
            }
            Accounts.Token token = all(ctx).stream()
                    .flatMap(one -> one.tokens().stream())
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(Requests::notFound);
            changed(ctx, token.account(), new Change.Revoke(id));
        }
        ctx.status(204);
    }

    // ------------------------------------------------------------------ administration

    private void accounts(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        ArrayNode accounts = to.putArray("accounts");
        all(ctx).forEach(one -> accounts.add(shown(one.account())));
        Json.answer(ctx, 200, to);
    }

    private static ObjectNode shown(Accounts.Account account) {
        ObjectNode to = Json.object()
                .put("id", account.id().toString())
                .put("name", account.name())
                .put("official", account.official().toString());
        account.duty().ifPresent(duty -> to.put("duty", duty.name()));
        account.identity().ifPresent(identity -> to.put("subject", identity.subject()));
        return to.put("disabled", account.disabled())
                .put("used", account.usedAt().toString())
                .put("secondFactor", !account.factors().isEmpty());
    }

    private record Added(String name, Optional<OfficialId> official, String newcomer, String password) {}

    private void add(Context ctx) {
        Added read = Requests.body(ctx, from -> {
            Added added = new Added(
                    from.name("name"),
                    from.maybeId("official").map(OfficialId::new),
                    from.maybeText("newcomer").orElse(""),
                    from.text("password"));
            if (added.official().isPresent() == !added.newcomer().isBlank()) {
                from.note("official", Problem.Why.NOT_CONSISTENT, "");
            }
            return added;
        });
        fits(signIns.unfit(read.name(), read.password()));
        Accounts.Account account = Accounts.Account.of(
                site.ids().get(),
                read.name(),
                read.official().orElseGet(() -> new OfficialId(site.ids().get())),
                signIns.first(read.password(), true),
                signIns.browserKey());
        Posted.in(ctx, site)
                .afterwards(
                        store -> new AddAccount(store, site.archive().accounts())
                                .add(
                                        account,
                                        read.official().isPresent()
                                                ? Optional.empty()
                                                : Optional.of(new Official(account.official(), read.newcomer())),
                                        Visits.signedIn(ctx).account().id(),
                                        Optional.of(visits.address(ctx)),
                                        site.today(),
                                        site.now()),
                        added ->
                                Posted.Answer.of(201, shown(added)).with("Location", "/api/v1/accounts/" + added.id()));
    }

    /** 授权为: an official at work, or one of the three administrators. */
    private enum Grant {
        OFFICIAL,
        SYSTEM,
        SECURITY,
        AUDIT;

        Optional<Duty> duty() {
            return this == OFFICIAL ? Optional.empty() : Optional.of(Duty.valueOf(name()));
        }
    }

    private record Changed(
            Optional<Grant> grant, Optional<Boolean> disabled, Optional<String> password, Optional<String> subject) {}

    private void change(Context ctx) {
        UUID id = Requests.id(ctx, "account");
        Accounts.Account account = account(ctx);
        Changed read = Requests.body(ctx, from -> {
            Changed changed = new Changed(
                    from.maybeWord("grant", Grant.class),
                    from.has("disabled") ? Optional.of(from.flag("disabled")) : Optional.empty(),
                    from.maybeText("password"),
                    from.maybeText("subject"));
            List<String> wanted = Stream.of("grant", "disabled", "password", "subject")
                    .filter(from::has)
                    .toList();
            wanted.stream().skip(1).forEach(second -> from.note(second, Problem.Why.NOT_CONSISTENT, wanted.get(0)));
            return changed;
        });
        read.password().ifPresent(password -> {
            fits(signIns.unfitForAnother(account, password, Visits.signedIn(ctx)));
            changed(ctx, id, new Change.SetPassword(signIns.hash(password), signIns.known()));
        });
        read.subject()
                .ifPresent(subject -> changed(
                        ctx, id, new Change.Bind(site.settings().signIn().identity(subject))));
        if (read.grant().isPresent() || read.disabled().equals(Optional.of(false))) {
            Optional<Duty> duty = read.grant().isPresent() ? read.grant().get().duty() : account.duty();
            changed(ctx, id, new Change.Grant(duty));
        }
        read.disabled().filter(disabled -> disabled).ifPresent(disabled -> changed(ctx, id, new Change.Stop()));
        Json.answer(ctx, 200, shown(account(ctx)));
    }
}
