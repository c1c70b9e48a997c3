package dev.jieli.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.published.Problem;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.SetUp;
import dev.jieli.http.site.SignIns;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Site;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Flaw;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;

/** 账号与登录接口 */
final class AccountRoutes {
    private final Site site;
    private final SignIns signIns;
    private final Visits visits;
    private final SetUp setUp;

    AccountRoutes(Site site, SignIns signIns, Visits visits, SetUp setUp) {
        this.site = site;
        this.signIns = signIns;
        this.visits = visits;
        this.setUp = setUp;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/v1/set-up", this::setUp, Access.EVERYBODY);
        routes.post("/api/v1/sign-in", this::signIn, Access.EVERYBODY);
        routes.post("/api/v1/sign-out", this::signOut, Access.SIGNED_IN);
        routes.get("/api/v1/me", this::me, Access.SIGNED_IN);
        routes.post("/api/v1/password", this::changePassword, Access.SIGNED_IN);
        routes.get("/api/v1/accounts", this::accounts, Access.ADMINISTRATORS);
        routes.post("/api/v1/accounts", this::add, Access.ADMINISTRATORS);
        routes.post("/api/v1/accounts/{account}", this::change, Access.ADMINISTRATORS);
    }

    private record Named(String token, SetUp.Request request) {}

    private void setUp(Context ctx) {
        Named read = Requests.body(
                ctx,
                from -> new Named(
                        from.text("token"),
                        new SetUp.Request(
                                from.name("unit"),
                                from.region("region"),
                                from.name("official"),
                                from.name("post"),
                                from.name("name"),
                                from.text("password"))));
        Accounts.Account account = setUp.begin(read.token(), read.request());
        Json.answer(ctx, 201, shown(account));
    }

    private record Credentials(String name, String password) {}

    private void signIn(Context ctx) {
        Credentials read = Requests.body(ctx, from -> new Credentials(from.text("name"), from.text("password")));
        SignIns.Attempt attempt = signIns.signIn(read.name(), read.password(), visits.address(ctx));
        SignIns.Attempt.In in = orObject(attempt, Flaw.WRONG_PASSWORD);
        Json.answer(ctx, 200, shown(in.who()).put("token", in.token()));
    }

    private static SignIns.Attempt.In orObject(SignIns.Attempt attempt, Flaw wrong) {
        if (attempt instanceof SignIns.Attempt.In in) {
            return in;
        }
        if (attempt instanceof SignIns.Attempt.Wait wait) {
            throw Objection.of(
                    Flaw.TOO_MANY_ATTEMPTS,
                    ImmutableMap.of("seconds", Long.toString(wait.left().toSeconds() + 1)));
        }
        throw Objection.of(attempt instanceof SignIns.Attempt.Busy ? Flaw.BUSY : wrong);
    }

    private void signOut(Context ctx) {
        signIns.end(Visits.signedIn(ctx));
        visits.forget(ctx);
        ctx.status(204);
    }

    private void me(Context ctx) {
        new Requests.Query(ctx).end();
        Json.answer(ctx, 200, shown(Visits.signedIn(ctx)));
    }

    private static ObjectNode shown(SignedIn who) {
        ObjectNode to = Json.object();
        to.put("account", who.account().id().toString());
        to.put("name", who.account().name());
        to.put("officialId", who.account().official().toString());
        to.put("official", who.official());
        to.put("administrator", who.account().administrator());
        to.put("administers", who.administers());
        who.acting().ifPresent(sitting -> to.put("acting", sitting.id().toString()));
        Shown.each(to.putArray("posts"), who.sittings(), (sitting, in) -> {
            in.setAll(Shown.named(sitting.named()));
            in.put("kind", sitting.seat().post().name());
            in.put("unitKind", sitting.seat().unitKind().name());
        });
        to.put("guard", who.guard());
        return to;
    }

    private record Change(String old, String next) {}

    private void changePassword(Context ctx) {
        Change read = Requests.body(ctx, from -> new Change(from.text("old"), from.text("new")));
        SignedIn who = Visits.signedIn(ctx);
        orObject(signIns.check(who, read.old(), visits.address(ctx)), Flaw.OLD_PASSWORD_WRONG);
        fits(read.next(), who.account().name());
        Accounts.Account account =
                with(who.account(), who.account().administrator(), who.account().disabled(), Optional.of(read.next()));
        site.archive().accounts().put(account);
        signIns.endAll(account.id());
        SignIns.Attempt.In in = signIns.begin(account);
        Json.answer(ctx, 200, shown(in.who()).put("token", in.token()));
    }

    private static void fits(String password, String name) {
        if (!Passwords.fits(password, name)) {
            throw Objection.of(Flaw.WEAK_PASSWORD);
        }
    }

    private Accounts.Account with(
            Accounts.Account account, boolean administrator, boolean disabled, Optional<String> password) {
        return new Accounts.Account(
                account.id(),
                account.name(),
                account.official(),
                password.map(signIns::hash).orElse(account.password()),
                administrator,
                disabled,
                0,
                Optional.empty());
    }

    // ------------------------------------------------------------------ administration

    private void accounts(Context ctx) {
        new Requests.Query(ctx).end();
        ObjectNode to = Json.object();
        ArrayNode accounts = to.putArray("accounts");
        site.archive().accounts().all().forEach(account -> accounts.add(shown(account)));
        Json.answer(ctx, 200, to);
    }

    private static ObjectNode shown(Accounts.Account account) {
        return Json.object()
                .put("id", account.id().toString())
                .put("name", account.name())
                .put("official", account.official().toString())
                .put("administrator", account.administrator())
                .put("disabled", account.disabled());
    }

    private record Added(String name, OfficialId official, String password, boolean administrator) {}

    private void add(Context ctx) {
        Added read = Requests.body(
                ctx,
                from -> new Added(
                        from.name("name"),
                        new OfficialId(from.id("official")),
                        from.text("password"),
                        from.has("administrator") && from.flag("administrator")));
        fits(read.password(), read.name());
        Posted.in(ctx, site.archive().store())
                .afterwards(
                        store -> store.transact(session -> session.roster()
                                        .official(read.official())
                                        .map(Outcome::done)
                                        .orElseGet(() -> Outcome.refused(
                                                Refusal.of(Reason.NOT_FOUND).with("field", "official"))))
                                .then(official -> put(new Accounts.Account(
                                        site.ids().get(),
                                        read.name(),
                                        read.official(),
                                        signIns.hash(read.password()),
                                        read.administrator(),
                                        false,
                                        0,
                                        Optional.empty()))),
                        account -> Posted.Answer.of(201, shown(account))
                                .with("Location", "/api/v1/accounts/" + account.id()));
    }

    private Outcome<Accounts.Account> put(Accounts.Account account) {
        return site.archive().accounts().put(account)
                ? Outcome.done(account)
                : Outcome.refused(Refusal.of(Reason.ALREADY_THERE).with("field", "name"));
    }

    private record Changed(Optional<Boolean> administrator, Optional<Boolean> disabled, Optional<String> password) {}

    private void change(Context ctx) {
        UUID id = Requests.id(ctx, "account");
        Accounts.Account account = site.archive().accounts().find(id).orElseThrow(Requests::notFound);
        Changed read = Requests.body(ctx, from -> {
            Changed changed = new Changed(
                    from.has("administrator") ? Optional.of(from.flag("administrator")) : Optional.empty(),
                    from.has("disabled") ? Optional.of(from.flag("disabled")) : Optional.empty(),
                    from.maybeText("password"));
            boolean own = Visits.signedIn(ctx).account().id().equals(id);
            if (own && changed.disabled().orElse(false)) {
                from.note("disabled", Problem.Why.NOT_CONSISTENT, "");
            }
            if (own && !changed.administrator().orElse(true)) {
                from.note("administrator", Problem.Why.NOT_CONSISTENT, "");
            }
            return changed;
        });
        read.password().ifPresent(password -> fits(password, account.name()));
        Accounts.Account changed = with(
                account,
                read.administrator().orElse(account.administrator()),
                read.disabled().orElse(account.disabled()),
                read.password());
        site.archive().accounts().put(changed);
        if (read.password().isPresent() || changed.disabled()) {
            signIns.endAll(id);
        } else {
            signIns.readAgain();
        }
        Json.answer(ctx, 200, shown(changed));
    }
}
