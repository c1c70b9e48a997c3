package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import com.google.common.hash.Hashing;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Factor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.SignedIn;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Listening;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route that the server has × everybody who can come × what is within reach, what is not and what is not there. The routes
 * are the server's own, what they have to answer is what was read and kept in docs/routes.md: a route that says to nobody whom it
 * is open to, that has no row there or another one, or that leads to something which nothing here knows, fails.
 */
class AuthorityMatrixTest {
    private static final String NOT_THERE = "00000000-0000-4000-8000-00000000dead";
    private static final Set<String> DOOR = Set.of(
            "NOT_SIGNED_IN",
            "NO_POST",
            "NO_BUSINESS_HERE",
            "NOT_IN_YOUR_POWER",
            "OUT_OF_SCOPE",
            "SECOND_FACTOR_NEEDED",
            "NEW_PASSWORD_NEEDED",
            "ENROLMENT_NEEDED");

    /** Whose the things are that are one person's own. */
    private static final Who OWNER = Who.OFFICE_HEAD;

    /** Who is away, and a colleague who acts in that place. */
    private static final Who ABSENT = Who.HANDLER;

    private static final Who STANDS_IN = Who.HEAD;

    private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static final String LISTENER = "county";

    @TempDir
    private Path folder;

    private Served served;
    private int tokens;
    private PetitionCase near;
    private PetitionCase far;
    private PetitionCase accusation;
    private PetitionCase ofOne;
    private Handover handover;
    private Handover withSecret;

    /** To whom what stands in the place of a parameter is shown, of what is not shown to all. */
    private final Map<String, Predicate<Comer>> reach = new HashMap<>();

    /** By whom which file was fetched. */
    private final SetMultimap<String, String> handed = HashMultimap.create();

    /** Which routes told somebody a petitioner unmasked. */
    private final Set<String> plain = new HashSet<>();

    /** To whom the file of an issued paper is handed out. */
    private final Map<String, Predicate<Comer>> files = new HashMap<>();

    @BeforeEach
    void an_office_with_something_of_each() {
        served = Served.an_office(
                Listening.one(LISTENER),
                settings -> settings.withSignIn(SignInRules.usual().keeping(Duration.ZERO)));
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
        ofOne = served.given()
                .does(
                        Who.CLERK,
                        served.given().registered(),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(Who.MAGISTRATE.official()),
                                "检举控告"));
        handover = served.given().opened(Who.COLLEAGUE, Who.HANDLER.id());
        Handover leaving = served.given().opened(Who.CLERK.id(), Who.OTHER_CLERK.id(), Who.REVIEW_HEAD.id());
        ImmutableList<Handover> apart =
                served.given().look(session -> session.handovers().beside(leaving.id()));
        assertThat(apart).hasSize(2); // against a unit and against a person
        withSecret = apart.stream()
                .filter(list -> list.items().containsKey(accusation.id()))
                .findFirst()
                .orElseThrow();
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
     * @param left what is left to do for the sign-in; empty for nothing
     * @param standIn under which he or she stands in for somebody absent; empty where it is in the own post
     */
    private record Comer(
            String name,
            Optional<UUID> account,
            boolean in,
            Optional<Who> who,
            Optional<Duty> duty,
            Optional<Accounts.Scope> scope,
            Optional<SignedIn.Outstanding> left,
            Optional<Delegation> standIn) {
        boolean isProven() {
            return left.filter(outstanding -> outstanding != SignedIn.Outstanding.NEW_PASSWORD)
                    .isEmpty();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private List<Comer> everybody() {
        List<Comer> comers = new ArrayList<>();
        comers.add(new Comer(
                "nobody, a petitioner among them", Optional.empty(), false, none(), none(), none(), none(), none()));
        for (Who who : Who.values()) {
            boolean sits = who != Who.TOWN_HANDLER;
            comers.add(new Comer(
                    sits ? who.name() : "departed official",
                    Optional.of(account(Served.name(who)).id()),
                    true,
                    sits ? Optional.of(who) : none(),
                    none(),
                    none(),
                    none(),
                    none()));
        }
        for (Duty duty : Duty.values()) {
            comers.add(new Comer(
                    duty + " administrator",
                    Optional.of(account(Served.name(duty)).id()),
                    true,
                    none(),
                    Optional.of(duty),
                    none(),
                    none(),
                    none()));
        }
        for (Accounts.Scope scope : Accounts.Scope.values()) {
            comers.add(new Comer(
                    "token to " + scope,
                    Optional.of(account(Served.name(Who.CLERK)).id()),
                    true,
                    Optional.of(Who.CLERK),
                    none(),
                    Optional.of(scope),
                    none(),
                    none()));
        }
        Accounts.Account disabled = added("disabled", Who.HANDLER.official(), false);
        comers.add(new Comer(
                "disabled account", Optional.of(disabled.id()), false, none(), none(), none(), none(), none()));
        Accounts.Account first = added("first password", Who.HEAD.official(), true);
        comers.add(left("first password", first, none(), SignedIn.Outstanding.NEW_PASSWORD));
        Accounts.Account half = added("half in", Who.DEPUTY.official(), false);
        Factor factor =
                new Factor(UUID.randomUUID(), Factor.Kind.CODES, "app", SECRET, 0, served.now(), Optional.empty());
        changed(half, half.with(ImmutableList.of(factor), ImmutableSet.of()));
        comers.add(left("second factor not given", half, none(), SignedIn.Outstanding.SECOND_FACTOR));
        Accounts.Account bare = added("bare", new OfficialId(UUID.randomUUID()), false);
        changed(bare, bare.serving(Optional.of(Duty.AUDIT)));
        comers.add(left("second factor to be enrolled", bare, Optional.of(Duty.AUDIT), SignedIn.Outstanding.ENROLMENT));
        comers.add(new Comer(
                STANDS_IN + " in the place of " + ABSENT,
                Optional.of(account(Served.name(STANDS_IN)).id()),
                true,
                Optional.of(STANDS_IN),
                none(),
                none(),
                none(),
                Optional.of(served.given().delegated(ABSENT, STANDS_IN, 10))));
        return comers;
    }

    private static Comer left(
            String name, Accounts.Account account, Optional<Duty> duty, SignedIn.Outstanding outstanding) {
        return new Comer(name, Optional.of(account.id()), true, none(), duty, none(), Optional.of(outstanding), none());
    }

    private void changed(Accounts.Account before, Accounts.Account after) {
        assertThat(served.archive().accounts().change(before.id(), served.now(), same -> Optional.of(after)))
                .isPresent();
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
            assertThat(accounts.issue(
                            new Accounts.Token(
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
                                    true),
                            accounts.find(account).orElseThrow().changes()))
                    .isTrue();
            return Optional.of(token);
        }
        accounts.change(account, served.now(), before -> Optional.of(before.enable(served.now())));
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
                        comer.isProven()),
                sits,
                accounts.find(account).orElseThrow().changes());
        if (!comer.in()) {
            accounts.change(account, served.now(), before -> Optional.of(before.disable()));
        }
        return Optional.of(token);
    }

    // ------------------------------------------------------------------ what the tables answer

    /** By which reason the door is closed; empty where it is open. */
    private Optional<String> closed(Comer comer, RoutesPageTest.Row row) {
        boolean everybody = row.door().equals(Optional.of(Access.Door.EVERYBODY));
        if (everybody && comer.scope().isEmpty()) {
            return Optional.empty();
        }
        if (!comer.in() && !everybody) {
            return Optional.of("NOT_SIGNED_IN");
        }
        if (comer.left().isPresent()) {
            return row.door().equals(Optional.of(Access.Door.UNDERWAY)) ? Optional.empty() : wanted(comer);
        }
        if (row.door().isEmpty()
                && Sets.intersection(row.by(), capacities(comer)).isEmpty()) {
            return Optional.of("NOT_IN_YOUR_POWER");
        }
        boolean post = comer.who().isPresent();
        boolean work = row.door().equals(Optional.of(Access.Door.OFFICIALS));
        boolean house = row.door().equals(Optional.of(Access.Door.HOUSE))
                && comer.duty().isEmpty();
        if (!post && (work || house)) {
            return Optional.of(comer.duty().isPresent() ? "NO_BUSINESS_HERE" : "NO_POST");
        }
        return comer.scope().isEmpty() || comer.scope().equals(row.scope())
                ? Optional.empty()
                : Optional.of("OUT_OF_SCOPE");
    }

    private static Optional<String> wanted(Comer comer) {
        return comer.left().map(outstanding -> switch (outstanding) {
            case SECOND_FACTOR -> "SECOND_FACTOR_NEEDED";
            case NEW_PASSWORD -> "NEW_PASSWORD_NEEDED";
            case ENROLMENT -> "ENROLMENT_NEEDED";
        });
    }

    /** Who stands in does the work of a post and has no power of it. */
    private Set<Capacity> capacities(Comer comer) {
        return comer.standIn().isPresent() ? Set.of() : own(comer);
    }

    private Set<Capacity> own(Comer comer) {
        return comer.duty()
                .<Set<Capacity>>map(duty -> Set.of(duty.capacity()))
                .orElseGet(() -> comer.who()
                        .<Set<Capacity>>map(who -> Authority.capacities(served.given()
                                .look(session -> session.tenures().seat(who.id()))
                                .orElseThrow()))
                        .orElse(Set.of()));
    }

    // ------------------------------------------------------------------ what a route leads to

    /**
     * What stands in the place of a parameter.
     *
     * @param there some that are there
     * @param missing one that is not
     */
    private record Thing(Pattern route, ImmutableList<Supplier<String>> there, String missing) {}

    private List<Thing> things() {
        for (PetitionCase one : ImmutableList.of(near, far, accusation, ofOne)) {
            reach.put(one.id().toString(), comer -> sees(comer, one));
        }
        for (Handover one : ImmutableList.of(handover, withSecret)) {
            reach.put(one.id().toString(), comer -> sees(comer, one));
        }
        ImmutableList<PaperId> papers = ImmutableList.of(
                drafted(near, PaperKind.RECEIPT_NOTICE, Who.HANDLER).id(),
                drafted(accusation, PaperKind.REGISTER_FORM, Who.CLERK).id(),
                issued(near, PaperKind.RECEIPT_NOTICE, Who.HANDLER, Who.COLLEAGUE, Who.HEAD)
                        .id(),
                issued(accusation, PaperKind.REGISTER_FORM, Who.CLERK, Who.OTHER_CLERK, Who.OFFICE_HEAD)
                        .id());
        String target = added("target", Who.REVIEWER.official(), false).id().toString();
        Delegation delegation = served.given().delegated(Who.REVIEWER, Who.REVIEW_HEAD, 10);
        return List.of(
                thing("/cases/\\{(?:id|case)}", ids(near.id(), far.id(), accusation.id(), ofOne.id()), NOT_THERE),
                thing("/handovers/\\{(?:id|handover)}", ids(handover.id(), withSecret.id()), NOT_THERE),
                thing("/(?:organization/)?units/\\{(?:id|unit)}", ids(Who.HEAD.unit()), NOT_THERE),
                thing("/(?:organization/)?accounts/\\{(?:id|account)}", ids(target), NOT_THERE),
                thing("/incumbencies/\\{incumbency}", ids(Who.HEAD.id()), NOT_THERE),
                thing("/delegations/\\{delegation}", ids(delegation.id()), NOT_THERE),
                thing("/papers/\\{paper}", ids(papers.toArray()), NOT_THERE),
                thing("/tokens/\\{token}", ImmutableList.of(this::tokenOfOne), NOT_THERE),
                thing("/sign-ins/\\{signIn}", ImmutableList.of(this::signInOfOne), "0123456789abcdef"),
                thing("/second-factors/\\{factor}", ImmutableList.of(), NOT_THERE),
                thing("/calendar/\\{secret}", ImmutableList.of(), "nobody"),
                thing("/listeners/\\{listener}", ids(LISTENER), "nobody"),
                thing("/import/\\{id}", ImmutableList.of(this::uploadOfOne), NOT_THERE),
                thing(
                        "/law/rulebooks/\\{id}",
                        ids(LocalRulebook.shipped().get(0).instrument().id()),
                        "none"),
                thing("/static/\\{digest}/<name>", ImmutableList.of(), "none/none"),
                thing("/(?:letterhead|letterhead/templates)/\\{kind}", ids("REGISTER_FORM"), "NONE"));
    }

    private static Thing thing(String route, ImmutableList<Supplier<String>> there, String missing) {
        return new Thing(Pattern.compile("^(?:/api/v1)?" + route), there, missing);
    }

    private static ImmutableList<Supplier<String>> ids(Object... ids) {
        return Arrays.stream(ids).<Supplier<String>>map(id -> id::toString).collect(ImmutableList.toImmutableList());
    }

    private Paper drafted(PetitionCase of, PaperKind kind, Who who) {
        PaperId id = new PaperId(UUID.randomUUID());
        Paper drafted = Given.done(new DraftPaper(served.archive().store(), Law.national())
                .draft(
                        id,
                        of.id(),
                        new DraftPaper.Draft(kind, Given.filled(kind), "0".repeat(32), Optional.empty()),
                        who.id(),
                        served.given().today(),
                        served.now()));
        reach.put(id.toString(), comer -> sees(comer, of));
        return drafted;
    }

    /** Issued, so that there is a file to be fetched. */
    private Paper issued(PetitionCase of, PaperKind kind, Who drafts, Who checks, Who issues) {
        Paper drafted = drafted(of, kind, drafts);
        Given.done(new CheckPaper(served.archive().store(), Law.national())
                .check(
                        drafted.id(),
                        drafted.digest(),
                        checks.id(),
                        served.given().today(),
                        served.now()));
        Paper issued = Given.done(new IssuePaper(served.archive().store(), Law.national())
                .issue(
                        drafted.id(),
                        drafted.digest(),
                        sheet -> file(drafted.id().toString()).getBytes(StandardCharsets.UTF_8),
                        issues.id(),
                        served.given().today(),
                        served.now()));
        files.put(issued.id().toString(), comer -> sees(comer, of) && fetches(comer, of) && knows(comer, of));
        return issued;
    }

    private static String file(String paper) {
        return "the file of " + paper + " with " + String.join(", ", IDENTIFIES);
    }

    private boolean isFor(Comer comer, String paper) {
        return Optional.ofNullable(files.get(paper))
                .filter(one -> one.test(comer))
                .isPresent();
    }

    /** By the row of the table: who answers for the case, and petition departments that have or had a part in it. */
    private boolean knows(Comer comer, PetitionCase of) {
        IncumbencyId sits = comer.standIn().isPresent()
                ? ABSENT.id()
                : comer.who().orElseThrow().id();
        PetitionCase now = served.given().now(of.id());
        boolean hadAPart = Arrays.stream(Who.values())
                .filter(who -> who.id().equals(sits))
                .anyMatch(who -> now.involved().units().contains(who.unit()));
        return now.links().containsValue(sits) || (hadAPart && own(sits).contains(Capacity.PETITION_OFFICE));
    }

    private Set<Capacity> own(IncumbencyId sits) {
        return Authority.capacities(
                served.given().look(session -> session.tenures().seat(sits)).orElseThrow());
    }

    /** Whether what was asked is about a case, or a paper of one, in which the comer may see petitioners. */
    private boolean isToKnow(Comer comer, String way) {
        return ImmutableList.of(near, far, accusation, ofOne).stream()
                .filter(one -> way.contains(one.id().toString())
                        || served.given().look(session -> session.papers().of(one.id())).stream()
                                .anyMatch(paper -> way.contains(paper.id().toString())))
                .anyMatch(one -> comer.who().isPresent() && sees(comer, one) && knows(comer, one));
    }

    private boolean fetches(Comer comer, PetitionCase of) {
        return served.given()
                .look(session -> comer.who().flatMap(who -> session.tenures().seat(who.id())))
                .filter(seat -> served.given().now(of.id()).open(seat).contains(CaseAct.FetchPaper.class))
                .isPresent();
    }

    /** A new one for each request: whoever it belongs to ends it. */
    private String tokenOfOne() {
        Accounts.Token token = new Accounts.Token(
                UUID.randomUUID(),
                "digest of " + tokens++,
                account(Served.name(OWNER)).id(),
                OWNER.id(),
                "of one",
                ImmutableSet.of(Accounts.Scope.READ),
                served.now(),
                served.now().plus(Duration.ofDays(1)),
                Optional.empty(),
                Optional.empty(),
                true);
        assertThat(served.archive()
                        .accounts()
                        .issue(token, account(Served.name(OWNER)).changes()))
                .isTrue();
        String id = token.id().toString();
        reach.put(id, comer -> comer.who().equals(Optional.of(OWNER)) || mayStop(comer));
        return id;
    }

    private static boolean mayStop(Comer comer) {
        return comer.duty()
                .filter(duty -> Authority.holders(Power.STOP_ACCOUNTS).contains(duty.capacity()))
                .isPresent();
    }

    /** A ledger that was sent and looked through, and waits to be taken. */
    private String uploadOfOne() {
        String sent = """
                --XX\r
                Content-Disposition: form-data; name="asOf"\r
                \r
                2026-03-02\r
                --XX\r
                Content-Disposition: form-data; name="file"; filename="ledger.csv"\r
                Content-Type: text/csv\r
                \r
                信访编号,登记日期,信访人,反映内容
                测试-1,2026-03-01,测试甲,反映村道破损
                测试-2,不知道哪天,测试乙,反映村道破损
                \r
                --XX--\r
                """;
        Reply reply = served.as(OWNER)
                .header("Content-Type", "multipart/form-data; boundary=XX")
                .sent("POST", "/import", Optional.of(sent.getBytes(StandardCharsets.UTF_8)));
        String id = reply.header("Location").orElseThrow().replaceFirst(".*/", "");
        reach.put(id, comer -> comer.who().equals(Optional.of(OWNER)));
        return id;
    }

    private String signInOfOne() {
        String digest = Hashing.sha256()
                .hashString("sign-in of one " + tokens++, StandardCharsets.UTF_8)
                .toString();
        Accounts.SignIn signIn = new Accounts.SignIn(
                digest,
                account(Served.name(OWNER)).id(),
                "guard",
                served.now(),
                served.now(),
                "127.0.0.1",
                "test",
                Accounts.SignIn.Means.PASSWORD,
                true);
        assertThat(served.archive()
                        .accounts()
                        .begin(
                                signIn,
                                ImmutableSet.of(OWNER.id()),
                                account(Served.name(OWNER)).changes()))
                .isTrue();
        reach.put(signIn.handle(), comer -> comer.who().equals(Optional.of(OWNER)));
        return signIn.handle();
    }

    /** What stands after the first parameter is a word of the thing itself. */
    private static final ImmutableMap<String, String> WORDS =
            ImmutableMap.of("{act}", "Note", "{step}", "Check", "{kind}", "REGISTER_FORM");

    private static final String DIGEST = "0".repeat(64);

    // spotless:off
    /** What is sent to each route that acts on a case, a handover or a paper: well formed, and of somebody who is late where that is asked. */
    private static final ImmutableMap<String, String> BODIES = ImmutableMap.<String, String>builder()
            .put("POST /api/v1/cases/{case}/acts",                  "{'type':'note','text':'接待来访一次','seen':0}")
            .put("POST /api/v1/cases/{case}/papers",                "{'kind':'OPINION','fields':{}}")
            .put("POST /api/v1/cases/{case}/petitioner",            "{'purpose':'电话听取意见'}")
            .put("POST /api/v1/cases/{case}/petitioner/correction", "{'phone':'00000005678','reason':'本人申请第12号'}")
            .put("POST /api/v1/handovers/{handover}/effect",        "{}")
            .put("POST /api/v1/handovers/{handover}/steps",         "{'type':'freeze','seen':0}")
            .put("POST /api/v1/papers/{paper}/check",               "{'digest':'" + DIGEST + "'}")
            .put("POST /api/v1/papers/{paper}/drafts",              "{'fields':{},'digest':'" + DIGEST + "'}")
            .put("POST /api/v1/papers/{paper}/issue",               "{'digest':'" + DIGEST + "'}")
            .put("POST /api/v1/papers/{paper}/file",                "{'purpose':'送达文书'}")
            .put("POST /cases/{id}/acts/{act}",                     "seen=0&on=2026-03-02&text=一次")
            .put("POST /cases/{id}/correction",                     "phone=00000005678&reason=本人申请第12号")
            .put("POST /cases/{id}/papers/{kind}",                  "on=2026-03-02")
            .put("POST /cases/{id}/petitioner",                     "purpose=电话听取意见")
            .put("POST /handovers/{id}/steps/{step}",               "seen=0&on=2026-03-02")
            .put("POST /papers/{paper}/check",                      "digest=" + DIGEST)
            .put("POST /papers/{paper}/draft",                      "on=2026-03-02&digest=" + DIGEST)
            .put("POST /papers/{paper}/issue",                      "digest=" + DIGEST)
            .put("POST /papers/{paper}/file",                       "purpose=送达文书")
            .buildOrThrow();
    // spotless:on

    private static final Set<String> KEPT = Set.of("case", "handover", "paper");

    /** What does not lead to something that may be kept from somebody is sent nothing that it could do. */
    private static String body(String route, RoutesPageTest.Row row) {
        String body = BODIES.get(route);
        assertThat(body != null)
                .as("a body here for what is sent to " + route)
                .isEqualTo(KEPT.contains(row.about()) && sends(route));
        String sent = body == null ? route.contains(" /api/") ? "{}" : "x=y" : body;
        return route.contains(" /api/") ? sent.replace('\'', '"') : sent + "&guard=guard";
    }

    private static boolean sends(String route) {
        return !route.startsWith("GET ") && !route.startsWith("DELETE ");
    }

    private static String filled(String path, Matcher found, String by) {
        String rest = path.substring(found.end());
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            rest = rest.replace(word.getKey(), word.getValue());
        }
        assertThat(rest).as("no word here for what stands in " + path).doesNotContain("{");
        String start = found.group().replaceAll("[{<].*", "");
        return start + by + rest;
    }

    private Reply ask(Comer comer, String method, String path, String body) {
        Served.Call call = served.nobody();
        Optional<String> token = token(comer);
        if (token.isPresent()) {
            call = call.header("Authorization", "Bearer " + token.get());
        }
        if (comer.standIn().isPresent()) {
            call = call.header("Acting-As", ABSENT.id().toString());
        }
        boolean sends = sends(method + " ");
        if (sends) {
            call = call.header(
                    "Content-Type",
                    path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded");
        }
        return call.sent(method, path, sends ? Optional.of(body.getBytes(StandardCharsets.UTF_8)) : Optional.empty());
    }

    private static String reason(Reply reply) {
        return reply.status() >= 400 && reply.header("Content-Type").orElse("").contains("json") ? reply.reason() : "";
    }

    private Asker asker(Comer comer) {
        return comer.standIn()
                .<Asker>map(one -> new Asker.StandIn(one.actor(), served.given().today()))
                .orElseGet(() -> comer.scope().isPresent()
                        ? new Asker.InPost(comer.who().orElseThrow().id())
                        : Asker.of(comer.who().orElseThrow().official()));
    }

    private boolean sees(Comer comer, PetitionCase one) {
        return comer.who().isPresent()
                && served.given().look(session -> session.sight(asker(comer))).sees(one);
    }

    private boolean sees(Comer comer, Handover one) {
        return comer.who().isPresent()
                && served.given()
                        .look(session -> session.handover(one.id(), asker(comer)))
                        .isPresent();
    }

    // ------------------------------------------------------------------ the matrix

    @Test
    void every_route_says_to_whom_it_is_open() {
        served.routes().forEach((route, access) -> assertThat(access).as(route).isPresent());
    }

    @Test
    void every_route_answers_everybody_as_the_tables_say_in_reach_and_out_of_it() {
        List<Thing> things = things();
        List<Comer> everybody = everybody();
        ImmutableMap<String, RoutesPageTest.Row> rows = RoutesPageTest.rows();
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, Optional<Access>> route : served.routes().entrySet()) {
            String method = route.getKey().substring(0, route.getKey().indexOf(' '));
            String path = route.getKey().substring(route.getKey().indexOf(' ') + 1);
            RoutesPageTest.Row row = Optional.ofNullable(rows.get(route.getKey()))
                    .orElseThrow(() -> new AssertionError("no row in docs/routes.md for " + route.getKey()));
            Optional<Thing> thing = things.stream()
                    .filter(one -> one.route().matcher(path).find())
                    .findFirst();
            assertThat(path.contains("{") && thing.isEmpty())
                    .as("no row here for what stands in " + path)
                    .isFalse();
            String body = body(route.getKey(), row);
            for (Comer comer : everybody) {
                Optional<String> closed = closed(comer, row);
                List<String> ways = new ArrayList<>();
                if (thing.isPresent()) {
                    Matcher found = thing.get().route().matcher(path);
                    assertThat(found.find()).isTrue();
                    ways.add(filled(path, found, thing.get().missing()));
                    thing.get().there().forEach(one -> ways.add(filled(path, found, one.get())));
                } else {
                    ways.add(path);
                }
                if (comer.scope().isPresent()) { // what a table of routes is read by is easily written otherwise
                    ways.addAll(ways.stream()
                            .map(way -> way.replaceFirst("/?$", "/"))
                            .toList());
                }
                Optional<Reply> missing = Optional.empty();
                for (String way : ways) {
                    Reply reply = ask(comer, method, way, body);
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
                                    && !row.door().equals(Optional.of(Access.Door.EVERYBODY))
                                    && !said.equals("ENROLMENT_NEEDED")
                                    && comer.left().isEmpty())) { // what is left comes in its order
                        wrong.add(what + ", but the table lets in");
                    }
                    boolean first = thing.isPresent() && missing.isEmpty();
                    if (first) {
                        missing = Optional.of(reply);
                    } else if (thing.isPresent()) {
                        within(row.about(), comer, method, way, reply, missing.get())
                                .ifPresent(fault -> wrong.add(what + fault));
                    }
                    told(comer, way, reply).ifPresent(fault -> wrong.add(what + fault));
                    if (isPlain(reply)) {
                        plain.add(route.getKey());
                        if (!isToKnow(comer, way)) {
                            wrong.add(what + ", and tells who petitioned whoever may not see petitioners there");
                        }
                        if (comer.scope().isPresent()) {
                            wrong.add(what + ", and tells a system who petitioned");
                        }
                    }
                }
            }
        }
        assertThat(asked).as("requests").isGreaterThan(5_000);
        assertThat(wrong).isEmpty();
        assertThat(plain)
                .as("whom a person is told of")
                .contains(
                        "POST /api/v1/cases/{case}/petitioner",
                        "POST /cases/{id}/petitioner",
                        "POST /api/v1/papers/{paper}/file",
                        "POST /papers/{paper}/file");
        assertThat(handed.asMap())
                .as("to whom files went out")
                .hasSameSizeAs(files)
                .allSatisfy((paper, by) -> assertThat(by).hasSizeGreaterThan(3));
    }

    /** Whether what identifies a petitioner stands in an answer, or in a part of a file that was packed. */
    private boolean isPlain(Reply reply) {
        return Stream.concat(Stream.of(reply.text()), unpacked(reply).stream())
                .anyMatch(text -> IDENTIFIES.stream().anyMatch(text::contains));
    }

    private static final ImmutableSet<String> IDENTIFIES = ImmutableSet.of(
            Given.petitioner().name(),
            Given.petitioner().idNumber().orElseThrow(),
            Given.petitioner().phone().orElseThrow(),
            Given.petitioner().address().orElseThrow());

    private List<String> unpacked(Reply reply) {
        if (!reply.text().startsWith("PK")) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        try (ZipFile packed = new ZipFile(
                Files.write(folder.resolve("packed"), reply.answer().body()).toFile())) {
            for (ZipEntry part : Collections.list(packed.entries())) {
                parts.add(new String(packed.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return parts;
    }

    /** What is out of reach is answered as what is not there; what is within reach is read. */
    private Optional<String> within(String about, Comer comer, String method, String way, Reply reply, Reply missing) {
        Optional<Map.Entry<String, Predicate<Comer>>> named = reach.entrySet().stream()
                .filter(one -> way.contains(one.getKey()))
                .findFirst();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (!about.equals("case") && !about.equals("handover") && !about.equals("paper") && !about.equals("own")) {
            return Optional.of(", but docs/routes.md does not say that it is about that");
        }
        if (!named.get().getValue().test(comer)) {
            boolean alike = reply.status() == missing.status()
                    && reply.text().replace(named.get().getKey(), NOT_THERE).equals(missing.text());
            return alike
                    ? Optional.empty()
                    : Optional.of(
                            ", but is out of reach and answered otherwise than what is not there: " + missing.status());
        }
        boolean ofKind = way.contains("/papers/" + WORDS.get("{kind}"));
        boolean file = way.endsWith("/file"); // of which there is none before it is issued
        boolean draft = file && !files.containsKey(named.get().getKey());
        boolean unread = reply.status() == 404 && !ofKind && !draft;
        boolean sent = sends(method + " ") && KEPT.contains(about) && !draft;
        boolean ownOnly = comer.standIn().isPresent() && reply.status() == 403; // each for himself or herself
        boolean unheard =
                !ownOnly && sent && (reply.status() == 400 || reply.text().equals(missing.text()));
        boolean kept = file
                && !draft
                && isFor(comer, named.get().getKey())
                && !reply.text().equals(file(named.get().getKey()));
        return unread || unheard || kept ? Optional.of(", but is within reach") : Optional.empty();
    }

    /** No answer to anybody names a case that is not shown to him or her, or is a file that is not for him or her, whatever was asked. */
    private Optional<String> told(Comer comer, String way, Reply reply) {
        Optional<String> file = files.keySet().stream()
                .filter(paper -> reply.text().contains(file(paper)))
                .findFirst();
        if (file.isPresent()) {
            handed.put(file.get(), comer.name());
            return file.filter(paper -> !isFor(comer, paper) || !way.endsWith("/papers/" + paper + "/file"))
                    .map(paper -> ", and hands out the file of " + paper);
        }
        return ImmutableList.of(near, far, accusation, ofOne).stream()
                .filter(one -> reply.text().contains(one.petition().number())
                        || (!way.contains(one.id().toString())
                                && reply.text().contains(one.id().toString())))
                .filter(one -> !sees(comer, one))
                .findFirst()
                .map(one -> ", and names " + one.petition().number() + ", which is not shown");
    }

    @Test
    void everybody_and_everything_that_the_tables_know_is_asked() {
        Set<Capacity> seats = Arrays.stream(Who.values())
                .filter(who -> who != Who.TOWN_HANDLER)
                .flatMap(who -> capacities(
                        new Comer(who.name(), Optional.empty(), true, Optional.of(who), none(), none(), none(), none()))
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
