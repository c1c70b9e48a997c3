package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.hash.Hashing;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Access;
import dev.jieli.testkit.Who;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route that the server has × everybody who can come × what is within reach, what is not and what is not there. The routes
 * are the server's own, the answers those of the tables: a route that says to nobody whom it is open to, or that leads to
 * something which no row here knows, fails.
 */
class AuthorityMatrixTest {
    private static final String NOT_THERE = "00000000-0000-4000-8000-00000000dead";
    private static final Set<String> DOOR = Set.of(
            "NOT_SIGNED_IN",
            "NO_POST",
            "NO_BUSINESS_HERE",
            "NOT_IN_YOUR_POWER",
            "OUT_OF_SCOPE",
            "NEW_PASSWORD_NEEDED",
            "ENROLMENT_NEEDED");

    private Served served;
    private int tokens;
    private PetitionCase near;
    private PetitionCase far;
    private PetitionCase accusation;
    private Handover handover;

    @BeforeEach
    void an_office_with_something_of_each() {
        served = Served.an_office();
        near = served.given().accepted();
        far = served.given().reviewRequested();
        accusation = served.given()
                .does(
                        Who.CLERK,
                        served.given().registered(),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(Who.HEAD.unit()),
                                ImmutableSet.of(),
                                "检举控告"));
        handover = served.given().opened(Who.COLLEAGUE, Who.HANDLER.id());
        Outcome<Boolean> left = served.archive().store().transact(Asker.Job.OPERATOR, work -> {
            work.tenures().end(Who.TOWN_HANDLER.id(), served.given().today());
            return Outcome.done(true);
        });
        assertThat(left).isInstanceOf(Outcome.Done.class);
    }

    @AfterEach
    void close() {
        served.close();
    }

    // ------------------------------------------------------------------ who comes

    /**
     * Somebody who comes.
     *
     * @param account signed in with; empty for nobody
     * @param in whether that lets anybody in
     * @param who of an official; empty for administrators and for whoever sits nowhere
     * @param scope of a token
     * @param underway whether something is left to do for the sign-in
     */
    private record Comer(
            String name,
            Optional<UUID> account,
            boolean in,
            Optional<Who> who,
            Optional<Duty> duty,
            Optional<Accounts.Scope> scope,
            boolean underway) {
        @Override
        public String toString() {
            return name;
        }
    }

    private List<Comer> everybody() {
        List<Comer> comers = new ArrayList<>();
        comers.add(
                new Comer("nobody, a petitioner among them", Optional.empty(), false, none(), none(), none(), false));
        for (Who who : Who.values()) {
            boolean sits = who != Who.TOWN_HANDLER;
            comers.add(new Comer(
                    sits ? who.name() : "departed official",
                    Optional.of(account(Served.name(who)).id()),
                    true,
                    sits ? Optional.of(who) : none(),
                    none(),
                    none(),
                    false));
        }
        for (Duty duty : Duty.values()) {
            comers.add(new Comer(
                    duty + " administrator",
                    Optional.of(account(Served.name(duty)).id()),
                    true,
                    none(),
                    Optional.of(duty),
                    none(),
                    false));
        }
        for (Accounts.Scope scope : Accounts.Scope.values()) {
            comers.add(new Comer(
                    "token to " + scope,
                    Optional.of(account(Served.name(Who.CLERK)).id()),
                    true,
                    Optional.of(Who.CLERK),
                    none(),
                    Optional.of(scope),
                    false));
        }
        Accounts.Account disabled = added("disabled", Who.HANDLER.official(), false);
        comers.add(new Comer("disabled account", Optional.of(disabled.id()), false, none(), none(), none(), false));
        Accounts.Account first = added("first password", Who.HEAD.official(), true);
        comers.add(new Comer("first password", Optional.of(first.id()), true, none(), none(), none(), true));
        return comers;
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private Accounts.Account added(String name, OfficialId official, boolean provisional) {
        Accounts.Account account = Accounts.Account.of(
                UUID.randomUUID(),
                name,
                official,
                Accounts.Password.first("$argon2id$", served.now(), provisional),
                "key of " + name);
        assertThat(served.archive().accounts().add(account)).isTrue();
        return account;
    }

    private Accounts.Account account(String name) {
        return served.archive().accounts().named(name).orElseThrow();
    }

    /** A new token for each request, since some of them end what they come with. */
    private Optional<String> token(Comer comer) {
        if (comer.account().isEmpty()) {
            return Optional.empty();
        }
        Accounts accounts = served.archive().accounts();
        UUID account = comer.account().get();
        ImmutableSet<IncumbencyId> sits =
                comer.who().map(who -> ImmutableSet.of(who.id())).orElse(ImmutableSet.of());
        String token = (comer.scope().isPresent() ? "jieli_" : "") + "matrix-" + tokens++;
        String digest =
                Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString();
        if (comer.scope().isPresent()) {
            assertThat(accounts.issue(new Accounts.Token(
                            UUID.randomUUID(),
                            digest,
                            account,
                            comer.who().orElseThrow().id(),
                            "matrix",
                            ImmutableSet.of(comer.scope().get()),
                            served.now(),
                            served.now().plus(Duration.ofDays(1)),
                            Optional.empty(),
                            Optional.empty(),
                            true)))
                    .isTrue();
            return Optional.of(token);
        }
        accounts.change(account, before -> Optional.of(before.enable(served.now())));
        accounts.begin(
                new Accounts.SignIn(
                        digest,
                        account,
                        "guard",
                        served.now(),
                        served.now(),
                        "127.0.0.1",
                        "test",
                        Accounts.SignIn.Means.PASSWORD,
                        true),
                sits);
        if (!comer.in()) {
            accounts.change(account, before -> Optional.of(before.disable()));
        }
        return Optional.of(token);
    }

    // ------------------------------------------------------------------ what the tables answer

    /** By which reason the door is closed; empty where it is open. */
    private Optional<String> closed(Comer comer, String method, String path, Access access) {
        if (access.door() == Access.Door.EVERYBODY && comer.scope().isEmpty()) {
            return Optional.empty();
        }
        if (!comer.in() && access.door() != Access.Door.EVERYBODY) {
            return Optional.of("NOT_SIGNED_IN");
        }
        if (comer.underway()) {
            return access.door() == Access.Door.UNDERWAY ? Optional.empty() : Optional.of("NEW_PASSWORD_NEEDED");
        }
        if (access.door() == Access.Door.POWERS) {
            boolean has = access.powers().stream()
                    .anyMatch(power -> !Sets.intersection(Authority.holders(power), capacities(comer))
                            .isEmpty());
            if (!has) {
                return Optional.of("NOT_IN_YOUR_POWER");
            }
        }
        boolean post = comer.who().isPresent();
        boolean work = access.door() == Access.Door.OFFICIALS || access.door() == Access.Door.IN_POST;
        boolean house = access.door() == Access.Door.HOUSE && comer.duty().isEmpty();
        if (!post && (work || house)) {
            return Optional.of(comer.duty().isPresent() ? "NO_BUSINESS_HERE" : "NO_POST");
        }
        return comer.scope().isEmpty() || comer.scope().equals(scope(method, path, access))
                ? Optional.empty()
                : Optional.of("OUT_OF_SCOPE");
    }

    private Set<Capacity> capacities(Comer comer) {
        return comer.duty()
                .<Set<Capacity>>map(duty -> Set.of(duty.capacity()))
                .orElseGet(() -> comer.who()
                        .<Set<Capacity>>map(who -> Authority.capacities(served.given()
                                .look(session -> session.tenures().seat(who.id()))
                                .orElseThrow()))
                        .orElse(Set.of()));
    }

    /** What a token has to be for: nothing that is a page, a person's own sign-in or administration. */
    private static Optional<Accounts.Scope> scope(String method, String path, Access access) {
        if (!path.startsWith("/api/v1/")
                || access.door() == Access.Door.UNDERWAY
                || (access.door() == Access.Door.SIGNED_IN && !path.equals("/api/v1/me"))
                || path.startsWith("/api/v1/persons")
                || path.endsWith("/petitioner/correction")
                || (path.equals("/api/v1/export") && method.equals("POST"))) {
            return Optional.empty();
        }
        if (path.startsWith("/api/v1/listeners")) {
            return Optional.of(Accounts.Scope.FEED);
        }
        if (path.startsWith("/api/v1/import")) {
            return Optional.of(Accounts.Scope.IMPORT);
        }
        return Optional.of(method.equals("GET") ? Accounts.Scope.READ : Accounts.Scope.ACT);
    }

    // ------------------------------------------------------------------ what a route leads to

    /**
     * What stands in the place of a parameter.
     *
     * @param there some that are there
     * @param missing one that is not
     */
    private record Thing(Pattern route, ImmutableList<String> there, String missing) {}

    private List<Thing> things() {
        ImmutableList<String> cases = ImmutableList.of(near, far, accusation).stream()
                .map(one -> one.id().toString())
                .collect(ImmutableList.toImmutableList());
        String target = added("target", Who.REVIEWER.official(), false).id().toString();
        return List.of(
                thing("/cases/\\{(?:id|case)}", cases, NOT_THERE),
                thing(
                        "/handovers/\\{(?:id|handover)}",
                        ImmutableList.of(handover.id().toString()),
                        NOT_THERE),
                thing(
                        "/(?:organization/)?units/\\{(?:id|unit)}",
                        ImmutableList.of(Who.HEAD.unit().toString()),
                        NOT_THERE),
                thing("/(?:organization/)?accounts/\\{(?:id|account)}", ImmutableList.of(target), NOT_THERE),
                thing(
                        "/incumbencies/\\{incumbency}",
                        ImmutableList.of(Who.HEAD.id().toString()),
                        NOT_THERE),
                thing("/delegations/\\{delegation}", ImmutableList.of(), NOT_THERE),
                thing("/papers/\\{paper}", ImmutableList.of(), NOT_THERE),
                thing("/tokens/\\{token}", ImmutableList.of(), NOT_THERE),
                thing("/sign-ins/\\{signIn}", ImmutableList.of(), "0123456789abcdef"),
                thing("/second-factors/\\{factor}", ImmutableList.of(), NOT_THERE),
                thing("/calendar/\\{secret}", ImmutableList.of(), "nobody"),
                thing("/listeners/\\{listener}", ImmutableList.of(), "nobody"),
                thing("/import/\\{id}", ImmutableList.of(), NOT_THERE),
                thing("/law/rulebooks/\\{id}", ImmutableList.of(), "none"),
                thing("/static/\\{digest}/<name>", ImmutableList.of(), "none/none"),
                thing("/(?:letterhead|letterhead/templates)/\\{kind}", ImmutableList.of("REGISTER_FORM"), "NONE"));
    }

    private static Thing thing(String route, ImmutableList<String> there, String missing) {
        return new Thing(Pattern.compile("^(?:/api/v1)?" + route), there, missing);
    }

    /** What stands after the first parameter is a word of the thing itself. */
    private static final ImmutableMap<String, String> WORDS =
            ImmutableMap.of("{act}", "Note", "{step}", "check", "{kind}", "REGISTER_FORM");

    private static String filled(String path, Matcher found, String by) {
        String rest = path.substring(found.end());
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            rest = rest.replace(word.getKey(), word.getValue());
        }
        assertThat(rest).as("no word here for what stands in " + path).doesNotContain("{");
        String start = found.group().replaceAll("[{<].*", "");
        return start + by + rest;
    }

    private Reply ask(Comer comer, String method, String path) {
        Served.Call call = served.nobody();
        Optional<String> token = token(comer);
        if (token.isPresent()) {
            call = call.header("Authorization", "Bearer " + token.get());
        }
        boolean sends = !method.equals("GET") && !method.equals("DELETE");
        if (sends) {
            call = call.header(
                    "Content-Type",
                    path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded");
        }
        return call.sent(
                method,
                path,
                sends
                        ? Optional.of((path.startsWith("/api/") ? "{}" : "x=y").getBytes(StandardCharsets.UTF_8))
                        : Optional.empty());
    }

    private static String reason(Reply reply) {
        return reply.status() >= 400 && reply.header("Content-Type").orElse("").contains("json") ? reply.reason() : "";
    }

    private boolean sees(Comer comer, PetitionCase one) {
        return comer.who().isPresent()
                && served.given()
                        .look(session ->
                                session.sight(Asker.of(comer.who().get().official())))
                        .sees(one);
    }

    // ------------------------------------------------------------------ the matrix

    @Test
    void every_route_says_to_whom_it_is_open() {
        served.routes().forEach((route, access) -> assertThat(access).as(route).isPresent());
    }

    /** What stands under these is never open wider than this, whatever a route says of itself. */
    @Test
    void no_route_opens_what_is_kept_from_everybody() {
        ImmutableMap<String, Set<Access.Door>> narrowest = ImmutableMap.of(
                "/(cases|papers|handovers|ledger|register|leaders|letterhead)",
                Set.of(Access.Door.OFFICIALS, Access.Door.IN_POST, Access.Door.POWERS),
                "/(organization|units|officials|appointments|incumbencies|record|verify)",
                Set.of(Access.Door.HOUSE, Access.Door.POWERS),
                "/(organization/)?(accounts|audit|import|listeners)",
                Set.of(Access.Door.POWERS),
                "/(me|tokens|sign-ins|second-factors|recovery-codes)",
                Set.of(Access.Door.SIGNED_IN, Access.Door.UNDERWAY));
        Set<String> found = new HashSet<>();
        served.routes().forEach((route, access) -> {
            String path = route.substring(route.indexOf(' ') + 1);
            narrowest.forEach((under, doors) -> {
                boolean accounts = path.contains("/organization/accounts");
                if (path.matches("(/api/v1)?" + under + "(/.*)?") && (!accounts || under.contains("accounts"))) {
                    found.add(under);
                    assertThat(doors).as(route).contains(access.orElseThrow().door());
                }
            });
        });
        assertThat(found).isEqualTo(narrowest.keySet());
        served.routes().forEach((route, access) -> {
            boolean changes = !route.startsWith("GET ") && access.orElseThrow().door() == Access.Door.EVERYBODY;
            assertThat(changes && !route.endsWith("/sign-in") && !route.endsWith("/set-up"))
                    .as(route + " changes something for everybody")
                    .isFalse();
        });
    }

    @Test
    void every_route_answers_everybody_as_the_tables_say_in_reach_and_out_of_it() {
        List<Thing> things = things();
        List<Comer> everybody = everybody();
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, Optional<Access>> route : served.routes().entrySet()) {
            String method = route.getKey().substring(0, route.getKey().indexOf(' '));
            String path = route.getKey().substring(route.getKey().indexOf(' ') + 1);
            Access access = route.getValue().orElseThrow();
            Optional<Thing> thing = things.stream()
                    .filter(one -> one.route().matcher(path).find())
                    .findFirst();
            assertThat(path.contains("{") && thing.isEmpty())
                    .as("no row here for what stands in " + path)
                    .isFalse();
            for (Comer comer : everybody) {
                Optional<String> closed = closed(comer, method, path, access);
                List<String> ways = new ArrayList<>();
                if (thing.isPresent()) {
                    Matcher found = thing.get().route().matcher(path);
                    assertThat(found.find()).isTrue();
                    ways.add(filled(path, found, thing.get().missing()));
                    thing.get().there().forEach(one -> ways.add(filled(path, found, one)));
                } else {
                    ways.add(path);
                }
                Optional<Reply> missing = Optional.empty();
                for (String way : ways) {
                    Reply reply = ask(comer, method, way);
                    asked++;
                    String said = reason(reply);
                    String what = method + " " + way + " by " + comer + ": " + reply.status() + " " + said;
                    if (closed.isPresent()) {
                        boolean asSaid = said.equals(closed.get())
                                && reply.status() == (closed.get().equals("NOT_SIGNED_IN") ? 401 : 403);
                        if (!asSaid) {
                            wrong.add(what + ", but the table says " + closed.get());
                        }
                        continue;
                    }
                    if ((reply.status() >= 500 && !way.startsWith("/sign-in/provider"))
                            || (DOOR.contains(said)
                                    && access.door() != Access.Door.EVERYBODY
                                    && !said.equals("ENROLMENT_NEEDED"))) {
                        wrong.add(what + ", but the table lets in");
                    }
                    boolean first = thing.isPresent() && missing.isEmpty();
                    if (first) {
                        missing = Optional.of(reply);
                    } else if (thing.isPresent()) {
                        within(comer, method, way, reply, missing.get()).ifPresent(fault -> wrong.add(what + fault));
                    }
                }
            }
        }
        assertThat(asked).as("requests").isGreaterThan(5_000);
        assertThat(wrong).isEmpty();
    }

    /** What is out of reach is answered as what is not there; what is within reach is read. */
    private Optional<String> within(Comer comer, String method, String way, Reply reply, Reply missing) {
        Optional<PetitionCase> one = ImmutableList.of(near, far, accusation).stream()
                .filter(found -> way.contains(found.id().toString()))
                .findFirst();
        if (one.isPresent() && !sees(comer, one.get())) {
            boolean alike = reply.status() == missing.status()
                    && reply.text()
                            .replace(one.get().id().toString(), NOT_THERE)
                            .equals(missing.text());
            return alike
                    ? Optional.empty()
                    : Optional.of(
                            ", but is out of reach and answered otherwise than what is not there: " + missing.status());
        }
        boolean reads = method.equals("GET");
        if (one.isPresent() && reads && reply.status() == 404 && !way.contains("/papers/")) {
            return Optional.of(", but is within reach");
        }
        return Optional.empty();
    }

    @Test
    void everybody_and_everything_that_the_tables_know_is_asked() {
        Set<Capacity> seats = Arrays.stream(Who.values())
                .filter(who -> who != Who.TOWN_HANDLER)
                .flatMap(
                        who -> capacities(
                                new Comer(who.name(), Optional.empty(), true, Optional.of(who), none(), none(), false))
                                .stream())
                .collect(Collectors.toCollection(HashSet::new));
        Arrays.stream(Duty.values()).forEach(duty -> seats.add(duty.capacity()));
        Set<Capacity> ofCases = Set.of(
                Capacity.HOLDER, Capacity.ASSIGNED_LEADER, Capacity.OUTGOING, Capacity.INCOMING, Capacity.WITNESS);
        Authority.table().stream()
                .flatMap(row -> row.by().stream())
                .filter(capacity -> !ofCases.contains(capacity))
                .forEach(capacity -> assertThat(seats).contains(capacity));
    }
}
