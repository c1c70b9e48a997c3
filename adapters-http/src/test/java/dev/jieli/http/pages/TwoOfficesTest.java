package dev.jieli.http.pages;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.HoldErasure;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.SweepTerms;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Feed;
import dev.jieli.application.published.ActJson;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.Served;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Json;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Listening;
import dev.jieli.testkit.Walk;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 检举控告 (art. 30(3)), by every way into the server: two offices with the same people, the same history, the same clock and the same chance,
 * and in one of them an accusation besides, with papers, a leader, notices and whatever else comes of one. Whoever it is against sends both
 * the same requests, and is answered the same: status, headers and body, byte by byte.
 *
 * <p>Not compared is what tells of the machine: the headers {@code Date} and {@code Connection} (whether a body that nobody wanted had come
 * in already); the port in an address of its own, and the {@code ETag} of a subscribed calendar, which is a digest over such addresses; when an
 * .xlsx was written ({@code dcterms:created}) and how long the packed file is for that; in {@code /metrics} how long requests took, memory,
 * threads and uptime; how far a verification has come when it is begun (what it found is compared). Ids, tokens, guards and salts need no
 * exception: before each request both offices are told what to draw. No request says itself under which id something new is to be kept: whoever knows the id of an accusation has seen the petition before it was one.
 *
 * <p>{@code -Djqwik.tries=2000 -Dtests.excluded=none} is the long form.
 */
class TwoOfficesTest {
    private static final String NUMBER = "检举〔2026〕1号";
    private static final String LIKE_ANY = "2026-00901";
    private static final String GIST = "反映有关人员违规收受礼金";
    private static final String LISTENER = "county";
    private static final String NOT_THERE = "00000000-0000-4000-8000-00000000dead";
    private static final int TRIES_WITH_TWO_OFFICES = 10;
    private static final int ASKED_A_TRY = 8;

    /** What the other office has instead. */
    private enum Besides {
        AN_ACCUSATION,
        NOTHING,
        /** The same petition, handled as any other. */
        ANOTHER_PETITION
    }

    /**
     * Whom the accusation is against.
     *
     * @param thenAppointed whether who answers for it begins in the first of the units afterwards, and must not know of it any more
     * @param listed how far whoever answers for it has come in leaving; some whom it is against are shown that, being above
     */
    private record Against(
            ImmutableSet<Who.Place> units, ImmutableSet<Who> people, boolean thenAppointed, Listed listed) {
        ImmutableList<Who> comers() {
            return Arrays.stream(Who.values())
                    .filter(who ->
                            units.contains(who.place()) || people.contains(who) || (thenAppointed && who == Who.CLERK))
                    .sorted(Comparator.comparing(who -> who.place() != Who.Place.OFFICE)) // they may do most
                    .collect(toImmutableList());
        }
    }

    /** How far the departure has come of whoever answers for the accusation. */
    private enum Listed {
        NOT,
        OPENED,
        EFFECTIVE
    }

    // spotless:off
    private static final ImmutableList<Against> AGAINST = ImmutableList.of(
            against(ImmutableSet.of(Who.Place.BUREAU), ImmutableSet.of(Who.OTHER_CLERK),              false, Listed.NOT),
            against(ImmutableSet.of(Who.Place.COUNTY), ImmutableSet.of(Who.REVIEWER),                 false, Listed.NOT),
            against(ImmutableSet.of(Who.Place.TOWN),   ImmutableSet.of(Who.OFFICE_HEAD, Who.HANDLER), false, Listed.OPENED),
            against(ImmutableSet.of(Who.Place.BUREAU), ImmutableSet.of(),                             true,  Listed.NOT),
            against(ImmutableSet.of(Who.Place.BUREAU), ImmutableSet.of(Who.TOWN_HEAD, Who.REVIEWER),  false, Listed.OPENED),
            against(ImmutableSet.of(Who.Place.TOWN),   ImmutableSet.of(Who.HEAD, Who.HANDLER),        false, Listed.EFFECTIVE),
            against(ImmutableSet.of(Who.Place.COUNTY), ImmutableSet.of(Who.OFFICE_HEAD),              false, Listed.EFFECTIVE));
    // spotless:on

    private static Against against(
            ImmutableSet<Who.Place> units, ImmutableSet<Who> people, boolean thenAppointed, Listed listed) {
        return new Against(units, people, thenAppointed, listed);
    }

    // ------------------------------------------------------------------ the two offices

    /** What is drawn next, as it was said last. */
    private static final class Chance implements RandomGenerator {
        private SplittableRandom next = new SplittableRandom(0);

        synchronized void from(long seed) {
            next = new SplittableRandom(seed);
        }

        @Override
        public synchronized long nextLong() {
            return next.nextLong();
        }

        UUID id() {
            return UUID.nameUUIDFromBytes(Long.toString(nextLong()).getBytes(UTF_8));
        }
    }

    /** One office. */
    private static final class Office implements AutoCloseable {
        private final Chance chance = new Chance();
        private final Served served = Served.an_office(Listening.one(LISTENER), chance::id, chance);
        private final Given given = served.given();
        private final Against against;
        private final List<CaseId> shown = new ArrayList<>();
        private final List<CaseId> hidden = new ArrayList<>();
        private final List<PaperId> papers = new ArrayList<>();
        private final List<PaperId> hiddenPapers = new ArrayList<>();
        private final List<HandoverId> handovers = new ArrayList<>();
        private final List<HandoverId> hiddenHandovers = new ArrayList<>();
        private final List<String> delegations = new ArrayList<>();

        Office(Against against, Besides besides, boolean comparable) {
            this.against = against;
            history();
            if (besides != Besides.NOTHING) {
                accusation(besides == Besides.AN_ACCUSATION, comparable);
            }
            afterwards();
            given.sameTime();
        }

        @Override
        public void close() {
            served.close();
        }

        /** As both have it. */
        private void history() {
            for (PetitionCase one : List.of(
                    given.accepted(),
                    given.forwarded(),
                    given.registered(),
                    given.reviewRequested(),
                    given.replied(),
                    given.forwarded(Who.TOWN_HANDLER),
                    given.accepted(Who.COLLEAGUE),
                    given.final_(),
                    given.receivedDirectly())) {
                shown.add(one.id());
            }
            given.taken(given.now(shown.get(0)), Who.DEPUTY);
            given.does(
                    Who.CLERK,
                    shown.get(2),
                    new CaseAct.Classify(Track.ACCUSATION, Optional.empty(), ImmutableSet.of(), "检举控告"));
            given.does(Who.CLERK, shown.get(1), new CaseAct.Link(shown.get(0), LinkKind.SAME_PERSON, "同一信访人"));
            papers.addAll(papers("visible", Who.HANDLER, shown.get(0)));
            papers.addAll(papers("review", Who.REVIEWER, shown.get(3)));
            handovers.add(given.opened(Who.COLLEAGUE, Who.HANDLER.id()).id());
            handovers.add(given.completed(given.opened(Who.TOWN_HANDLER, Who.TOWN_HEAD.id()))
                    .id());
            delegations.add(
                    given.delegated(Who.REVIEWER, Who.REVIEW_HEAD, 10).id().toString());
            delegations.add(given.delegated(Who.OTHER_CLERK, Who.CLERK, 5).id().toString());
            delegations.add(given.delegated(Who.HANDLER, Who.HEAD, 5).id().toString());
        }

        /** With all that may come of it; or only with what comes of any other petition, entry by entry. */
        private void accusation(boolean accuses, boolean comparable) {
            CaseAct classed = accuses
                    ? new CaseAct.Classify(
                            Track.ACCUSATION,
                            Optional.empty(),
                            against.units().stream().map(Who.Place::id).collect(toImmutableSet()),
                            against.people().stream().map(Who::official).collect(toImmutableSet()),
                            "检举控告")
                    : new CaseAct.Classify(Track.LEGAL_PATH, Optional.empty(), ImmutableSet.of(), "属其他法定途径");
            PetitionCase secret = given.registered(petition(NUMBER), Who.CLERK);
            secret = given.does(Who.CLERK, secret, classed);
            PetitionCase second = given.registered(petition(LIKE_ANY), Who.CLERK);
            second = given.does( // before it is known
                    Who.CLERK, second, new CaseAct.Link(shown.get(0), LinkKind.SAME_PERSON, "同一信访人"));
            second = given.does(Who.CLERK, second, classed);
            hidden.add(secret.id());
            hidden.add(second.id());
            given.does(Who.CLERK, secret.id(), new CaseAct.Note("约见一次"));
            Given.done(new HoldErasure(given.store())
                    .hold(
                            secret.id(),
                            true,
                            "调查期间",
                            served.archive()
                                    .accounts()
                                    .named(Served.name(Who.CLERK))
                                    .orElseThrow()
                                    .id(),
                            Optional.empty(),
                            Who.CLERK.id(),
                            given.now()));
            if (comparable) {
                return;
            }
            for (Who leader : List.of(Who.MAGISTRATE, Who.DEPUTY, Who.OFFICE_HEAD)) {
                given.tries(
                        Who.CLERK.id(),
                        given.now(secret.id()),
                        new CaseAct.AssignLeader(
                                leader.id(),
                                ImmutableMap.of(),
                                "挂牌督办",
                                given.today().plusDays(3)));
            }
            given.tries(Who.CLERK.id(), given.now(second.id()), new CaseAct.Transfer(Who.REREVIEWER.id(), "来信一封"));
            hiddenPapers.addAll(papers("secret", Who.CLERK, secret.id()));
        }

        /** What comes after it and is done in both. */
        private void afterwards() {
            given.sameTime();
            if (against.thenAppointed()) {
                given.alsoSits(Who.CLERK, Who.HEAD);
            }
            if (against.listed() != Listed.NOT) {
                Handover leaving = given.opened(Who.CLERK.id(), Who.OTHER_CLERK.id(), Who.REREVIEWER.id());
                handovers.add(leaving.id());
                for (Handover apart : given.look(session -> session.handovers().beside(leaving.id()))) {
                    hiddenHandovers.add(apart.id());
                    if (against.listed() == Listed.EFFECTIVE) {
                        given.witnessed(apart);
                    }
                }
                given.sameTime();
                if (against.listed() == Listed.EFFECTIVE) {
                    given.effective(leaving);
                }
            }
            given.sameTime();
            List<Feed.Sealed> all = new ArrayList<>();
            served.archive().feed().relay(LISTENER, 10_000, page -> {
                all.addAll(page);
                return page.size();
            });
            for (Feed.Sealed entry : all) {
                if (entry.number() == 1 || entry.subject().toString().startsWith("handover")) {
                    served.archive().feed().setAside(LISTENER, entry, "503", served.now());
                }
            }
            new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now());
            new SweepHandovers(given.store(), given.law()).sweep(given.today(), given.now());
        }

        private Petition petition(String number) {
            return new Petition(
                    number,
                    Channel.LETTER,
                    given.today(),
                    GIST,
                    Optional.of(Who.Place.TOWN.unit().region()),
                    "纪检监察",
                    1,
                    0);
        }

        /** One drafted, and one issued where a colleague may check it. */
        private List<PaperId> papers(String name, Who by, CaseId about) {
            List<PaperId> made = new ArrayList<>();
            for (PaperKind kind : PaperKind.values()) {
                PaperId id = new PaperId(UUID.nameUUIDFromBytes((name + kind).getBytes(UTF_8)));
                if (!(new DraftPaper(given.store(), Law.national())
                                .draft(
                                        id,
                                        about,
                                        new DraftPaper.Draft(
                                                kind, Given.filled(kind), "0".repeat(32), Optional.empty()),
                                        by.id(),
                                        given.today(),
                                        given.now())
                        instanceof Outcome.Done<Paper> drafted)) {
                    continue;
                }
                made.add(id);
                for (Who colleague : made.size() == 1 ? Who.values() : new Who[0]) {
                    if (new CheckPaper(given.store(), Law.national())
                                    .check(id, drafted.value().digest(), colleague.id(), given.today(), given.now())
                            instanceof Outcome.Done<Paper> checked) {
                        new IssuePaper(given.store(), Law.national())
                                .issue(
                                        id,
                                        checked.value().digest(),
                                        sheet -> sheet.fields().toString().getBytes(UTF_8),
                                        by.id(),
                                        given.today(),
                                        given.now());
                        break;
                    }
                }
            }
            return made;
        }

        private List<IncumbencyId> sitting() {
            return Arrays.stream(Who.values())
                    .map(Who::id)
                    .filter(who ->
                            given.look(session -> session.tenures().seat(who)).isPresent())
                    .toList();
        }

        /** Work on the accusation goes on, where there is one. */
        void worksOn(Random random) {
            if (hidden.isEmpty()) {
                return;
            }
            CaseId id = hidden.get(random.nextInt(hidden.size()));
            IncumbencyId by = random.nextBoolean() ? Who.CLERK.id() : Who.REREVIEWER.id();
            ImmutableList<CaseAct> acts = new Walk(
                            given, random.ints(40, 0, 10_000).boxed().toList())
                    .everyAct(sitting().get(random.nextInt(sitting().size())));
            for (int i = 0; i < 5; i++) {
                CaseAct act = acts.get(random.nextInt(acts.size()));
                if (!(act instanceof CaseAct.Classify)) {
                    given.tries(by, given.now(id), act);
                }
            }
        }

        /** Days go by, and what comes of them by itself. */
        void later(int days) {
            served.later(Duration.ofDays(days));
            new SweepTerms(given.store(), given.law()).sweep(given.today(), served.now());
            new SweepHandovers(given.store(), given.law()).sweep(given.today(), served.now());
        }
    }

    /** A request. */
    private record Ask(String method, String path, Map<String, String> headers, Optional<byte[]> body) {
        @Override
        public String toString() {
            return method + " " + path + " " + headers + " "
                    + body.map(bytes -> new String(bytes, UTF_8)).orElse("");
        }

        Reply of(Office office) {
            Served.Call call = office.served.nobody();
            headers.forEach(call::header);
            return call.sent(method, path, body);
        }
    }

    /** Both offices, to which the same is sent. */
    private static final class Two implements AutoCloseable {
        private final Office with;
        private final Office without;
        private final Against against;
        private final Map<String, Integer> signedIn = new HashMap<>();
        private final Map<String, Integer> best = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private final List<String> cursors = new ArrayList<>();
        private final Map<String, String> leaks = new LinkedHashMap<>();
        private Optional<Reply> page = Optional.empty();

        Two(Against against, Besides besides) {
            this.against = against;
            with = new Office(against, Besides.AN_ACCUSATION, besides == Besides.ANOTHER_PETITION);
            without = new Office(against, besides, true);
        }

        @Override
        public void close() {
            with.close();
            without.close();
        }

        Stream<Office> both() {
            return Stream.of(with, without);
        }

        /** A sign-in of this account, or a token where a scope is said: begun anew where the last one was ended. */
        String token(String name, Optional<Who> who, Optional<Accounts.Scope> scope) {
            String key = name + scope.map(Enum::name).orElse("");
            String token = (scope.isPresent() ? "jieli_" : "") + key + signedIn.getOrDefault(key, 0);
            String digest = Hashing.sha256().hashString(token, UTF_8).toString();
            both().forEach(office -> {
                Accounts accounts = office.served.archive().accounts();
                Accounts.Account found = accounts.named(name).orElseThrow();
                UUID account = found.id();
                if (scope.isPresent()) {
                    if (accounts.token(digest).isEmpty()) {
                        accounts.issue(
                                new Accounts.Token(
                                        UUID.nameUUIDFromBytes(token.getBytes(UTF_8)),
                                        digest,
                                        account,
                                        who.orElseThrow().id(),
                                        "外部系统",
                                        ImmutableSet.of(scope.get()),
                                        office.served.now(),
                                        office.served.now().plus(Duration.ofDays(300)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        true),
                                found.changes());
                    }
                } else if (accounts.signIn(digest).isEmpty()) {
                    accounts.begin(
                            new Accounts.SignIn(
                                    digest,
                                    account,
                                    "guard",
                                    office.served.now(),
                                    office.served.now(),
                                    "127.0.0.1",
                                    "test",
                                    Accounts.SignIn.Means.PASSWORD,
                                    true),
                            who.map(one -> ImmutableSet.of(one.id())).orElse(ImmutableSet.of()),
                            found.changes());
                }
            });
            return token;
        }

        /** Sent to both; a failed test where they do not answer alike. */
        Reply ask(String route, String key, Ask ask) {
            int seed = asked.size();
            asked.add(Ascii.truncate(ask.toString(), 300, "…"));
            both().forEach(office -> office.chance.from(seed));
            Reply there = ask.of(with);
            Reply here = ask.of(without);
            settle(route);
            String toldThere = told(there, route).replace("127.0.0.1:" + with.served.port(), "127.0.0.1");
            String toldHere = told(here, route).replace("127.0.0.1:" + without.served.port(), "127.0.0.1");
            if (!toldThere.equals(toldHere)) {
                leaks.putIfAbsent(
                        route,
                        "against " + against + ", request " + seed + ": " + ask + "\n"
                                + different(toldThere, toldHere) + "\nbefore it:\n"
                                + String.join("\n", asked.subList(Math.max(0, asked.size() - 5), asked.size() - 1)));
            }
            if (there.status() == 500) {
                throw new AssertionError(ask + there.text());
            }
            best.merge(route, there.status(), Math::min);
            if (there.status() == 401 || there.header("Location").orElse("").startsWith("/sign-in")) {
                signedIn.merge(key, 1, Integer::sum);
            }
            return there;
        }

        /** A verification reads on after the answer. */
        private void settle(String route) {
            if (route.equals("POST /api/v1/verify")) {
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("verify"))
                        .forEach(Uninterruptibles::joinUninterruptibly);
            }
        }
    }

    private static final Pattern OF_THE_MACHINE =
            Pattern.compile("(?m)^(jieli_request_seconds_(bucket|sum)|jvm_|process_uptime_seconds).*$");

    private static final ImmutableSet<String> OF_THE_CONNECTION = ImmutableSet.of("date", "connection");

    private static final ImmutableSet<String> OF_THE_FILE = ImmutableSet.of("date", "connection", "content-length");
    private static final ImmutableSet<String> OF_THE_ADDRESS = ImmutableSet.of("date", "connection", "etag");
    private static final Pattern WRITTEN_AT = Pattern.compile("<dcterms:created[^<]*<");

    private static String unpacked(byte[] file) {
        StringBuilder all = new StringBuilder();
        try {
            Path path = Files.createTempFile("two-offices", ".zip");
            Files.write(path, file);
            try (ZipFile parts = new ZipFile(path.toFile())) {
                for (ZipEntry part : Collections.list(parts.entries())) {
                    String text = new String(parts.getInputStream(part).readAllBytes(), UTF_8);
                    all.append(part.getName())
                            .append('\n')
                            .append(WRITTEN_AT.matcher(text).replaceAll("<"))
                            .append('\n');
                }
            } finally {
                Files.delete(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return all.toString();
    }

    private static String told(Reply reply, String route) {
        byte[] sent = reply.answer().body();
        boolean packed = sent.length > 1 && sent[0] == 'P' && sent[1] == 'K';
        boolean underWay = route.equals("POST /api/v1/verify");
        String body = underWay ? "" : packed ? unpacked(sent) : new String(sent, UTF_8);
        String kept =
                route.equals("GET /metrics") ? OF_THE_MACHINE.matcher(body).replaceAll("") : body;
        ImmutableSet<String> left = route.equals("GET /calendar/{secret}.ics")
                ? OF_THE_ADDRESS
                : packed || underWay || route.equals("GET /metrics") ? OF_THE_FILE : OF_THE_CONNECTION;
        return reply.status() + "\n"
                + reply.answer().headers().map().entrySet().stream()
                        .filter(header -> !left.contains(header.getKey()))
                        .sorted(Map.Entry.comparingByKey())
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"))
                + "\n\n" + kept;
    }

    private static String different(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 400);
        return "WITH: " + one.substring(from, Math.min(one.length(), at + 300)) + "\nWITHOUT: "
                + other.substring(from, Math.min(other.length(), at + 300));
    }

    // ------------------------------------------------------------------ what is asked

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}|<\\w+>");
    private static final String FILTER =
            "text=@words|unit=@unit|answering=@official|leader=@seat|stage=REGISTERED|light=GREEN|open=true|place=330723101|receivedFrom=2026-03-01";

    // spotless:off
    /** What may stand behind the question mark; any of them. */
    private static final ImmutableMap<String, String> QUERIES = ImmutableMap.<String, String>builder()
            .put("GET /api/v1/cases",                 FILTER + "|after=@cursor|size=1|size=3|counts=true")
            .put("GET /api/v1/export",                FILTER + "|format=csv")
            .put("POST /api/v1/export",               FILTER + "|format=csv")
            .put("GET /ledger",                       "q=@words|unit=@unit|answering=@official|leader=@seat|stage=REGISTERED|light=GREEN|open=yes|place=330723101|from=2026-03-01|after=@cursor")
            .put("GET /ledger/export",                "q=@words|unit=@unit|answering=@official|format=csv")
            .put("POST /ledger/export/plain",         "q=@words|unit=@unit")
            .put("GET /api/v1/leaders/assigned",      "leader=@seat")
            .put("GET /api/v1/handovers",             "party=@official|most=1|most=9")
            .put("GET /api/v1/cases/{case}/answering", "on=2026-03-02")
            .put("GET /api/v1/audit",                 "about=case/@case|kind=OPEN_CASE|size=3")
            .put("GET /audit",                        "about=case/@case|kind=OPEN_CASE")
            .put("GET /cases/{id}",                   "on=2026-03-02")
            .put("GET /cases/{id}/acts/{act}",        "other=@number|kind=SAME_MATTER|reason=一")
            .put("GET /handovers/{id}",               "show=all|from=1")
            .put("GET /leaders/proposal",             "most=3|until=2026-05-01|plan=逐案化解")
            .put("GET /api/v1/deadlines",             "term=CONCLUDE&from=2026-03-02&region=330723")
            .put("GET /deadline",                     "term=CONCLUDE&from=2026-03-02&region=330723")
            .buildOrThrow();

    private static final String RULEBOOK = "rulebook,XX@digit,某市信访工作办法,Measures of a city\\nplace,330000\\nforce,2022-06-01,\\n"
            + "status,IN_FORCE,市司法局2022年备案,filed with the bureau of justice in 2022\\nsource,市政府公报,gazette of the city\\n"
            + "row,DISPATCH,@digit,CALENDAR_DAYS,9.1,QUOTED,应当自收到之日起转送\\n";

    /** What is sent to each route of the API that takes something; what begins with @ is filled in. */
    private static final ImmutableMap<String, String> BODIES = ImmutableMap.<String, String>builder()
            .put("POST /api/v1/cases",                              "{'number':'@number','channel':'LETTER','gist':'@words','place':'330723101','petitioner':{'name':'测试人甲','idNumber':'000000190001010000','phone':'00000001234'}}")
            .put("POST /api/v1/cases/{case}/acts",                  "@act")
            .put("POST /api/v1/cases/{case}/papers",                "@paper")
            .put("POST /api/v1/cases/{case}/petitioner",            "{'purpose':'电话听取意见'}")
            .put("POST /api/v1/cases/{case}/petitioner/correction", "{'phone':'0000000567@digit','reason':'本人申请第12号'}")
            .put("POST /api/v1/papers/{paper}/check",               "{'digest':'@digest'}")
            .put("POST /api/v1/papers/{paper}/drafts",              "{'fields':{},'digest':'@digest'}")
            .put("POST /api/v1/papers/{paper}/issue",               "{'digest':'@digest'}")
            .put("POST /api/v1/papers/{paper}/file",                "{}")
            .put("PUT /api/v1/letterhead",                          "{'mark':'某机关','code':'某信@digit'}")
            .put("PUT /api/v1/letterhead/templates/{kind}",         "PK")
            .put("POST /api/v1/leaders/proposal",                   "{'most':@digit}")
            .put("POST /api/v1/handovers",                          "{'outgoing':'@seat','incoming':'@seat','witness':'@seat','cause':'TRANSFERRED','document':'某组干1号','leavesOn':'@day','dueOn':'2026-12-11'}")
            .put("POST /api/v1/handovers/{handover}/steps",         "@step")
            .put("POST /api/v1/handovers/{handover}/effect",        "{}")
            .put("POST /api/v1/units",                              "{'name':'某办@digit','kind':'DEPARTMENT','region':'330723','above':'@unit'}")
            .put("POST /api/v1/units/{unit}",                       "{'name':'某局@digit','kind':'DEPARTMENT','region':'330723','above':'@unit'}")
            .put("POST /api/v1/units/{unit}/posts",                 "{'title':'专员@digit','kind':'HANDLER'}")
            .put("POST /api/v1/units/{unit}/heads",                 "{'inCharge':'@post'}")
            .put("POST /api/v1/appointments",                       "{'post':'@post','official':'@official'}")
            .put("POST /api/v1/delegations",                        "{'absent':'@me','delegate':'@peer','cause':'LEAVE','from':'@day','until':'@day'}")
            .put("POST /api/v1/delegations/{delegation}/end",       "{'reason':'提前返岗'}")
            .put("POST /api/v1/import",                             "@upload")
            .put("POST /api/v1/import/rejected",                    "@upload")
            .put("POST /api/v1/export",                             "{'purpose':'移交档案'}")
            .put("POST /api/v1/persons",                            "{'name':'测试人甲','idNumber':'000000190001010000','purpose':'本人申请，核对了身份证'}")
            .put("POST /api/v1/persons/file",                       "{'name':'测试人甲','phone':'00000001234','purpose':'本人申请，核对了身份证'}")
            .put("POST /api/v1/calendar",                           "{'year':2027,'number':'测试〔2026〕@digit号','title':'虚构的放假安排','holidays':{'2027-01-0@digit':'元旦'},'makeUpDays':{}}")
            .put("POST /api/v1/rulebooks",                          "{'rulebook':'" + RULEBOOK + "'}")
            .put("POST /api/v1/rulebooks/trial",                    "{'rulebook':'" + RULEBOOK + "'}")
            .put("POST /api/v1/listeners/{listener}/dead-letters",  "{'id':'case/@case/1'}")
            .put("POST /api/v1/verify",                             "{}")
            .put("POST /api/v1/set-up",                             "{'token':'x','system':{'official':'一','account':'a'},'password':'" + Served.PASSWORD + "','security':{'official':'二','account':'b'},'auditor':{'official':'三','account':'c'}}")
            .put("POST /api/v1/sign-in",                            "{'name':'@account','password':'" + Served.PASSWORD + "'}")
            .put("POST /api/v1/sign-out",                           "{}")
            .put("POST /api/v1/password",                           "{'old':'" + Served.PASSWORD + "','new':'Correct horse battery @digit'}")
            .put("POST /api/v1/second-factors",                     "{'name':'一','secret':'JBSWY3DPEHPK3PXP','code':'000000'}")
            .put("POST /api/v1/second-factors/secret",              "{}")
            .put("POST /api/v1/second-factors/{factor}/remove",     "{'proof':'" + Served.PASSWORD + "'}")
            .put("POST /api/v1/recovery-codes",                     "{'proof':'" + Served.PASSWORD + "'}")
            .put("POST /api/v1/tokens",                             "{'name':'日历','scopes':['READ'],'days':30,'proof':'" + Served.PASSWORD + "'}")
            .put("POST /api/v1/accounts",                           "{'name':'新账号@digit','newcomer':'庚@digit','password':'" + Served.PASSWORD + "'}")
            .put("POST /api/v1/accounts/{account}",                 "{'disabled':false}")
            .buildOrThrow();

    /** What any form of a page may hold: each reads what it needs. */
    private static final ImmutableList<String> FIELDS = ImmutableList.of(
            "seen=@seen", "on=@today", "to=@seat", "material=来信一封", "track=PROPOSAL", "accused=@unit", "reason=属你单位职权", "reportBy=2026-05-06", "demand=报送办结报告",
            "text=接待来访一次", "manner=BY_POST", "days=10", "petitionerToldOn=@today", "unasked=直接掌握情况", "opinion=EXPLAIN", "complete=yes", "doneOn=@today", "evidence=验收单",
            "receivedOn=@today", "postedOn=@today", "triedOn=@today", "why=RETURNED", "askedOn=@today", "finding=UPHELD", "from=@today", "pointedTo=县人民法院", "adoption=PARTLY",
            "mediated=yes", "paper=调解协议书", "promised=付清工资", "performBy=2026-05-06", "measure=SOCIAL_AID", "organ=县民政局", "tried=接访", "report=报告", "form=表",
            "level=COUNTY", "document=某文1号", "other=@number", "kind=SAME_MATTER", "leader=@seat", "answerBy=2026-05-06", "who=@seat", "how=AGREED", "decidedBy=县政府", "lead=@seat",
            "assisting=@unit", "DEPARTMENT=on", "of=@unit", "successor=@unit", "basis=县政府指定", "measures=到场疏导", "GOVERNMENT=on", "slot0=牵头", "plan=逐案化解",
            "until=2026-05-06", "purpose=电话听取意见", "phone=0000000567@digit", "name=测试人甲", "idNumber=000000190001010000", "digest=@digest", "history=已接访", "commitments=无",
            "nextStep=约谈", "risk=YELLOW", "under=@seat", "items=@items", "incoming=@seat", "witness=@seat", "outgoing=@seat", "cause=TRANSFERRED", "leavesOn=@day", "dueOn=2026-12-11",
            "number=@number", "channel=LETTER", "gist=@words", "category=城乡建设", "persons=1", "place=330723101", "absent=@seat", "delegate=@seat", "note=一", "delegation=@delegation",
            "title=专员", "rank=0", "post=@post", "official=@official", "unit=@unit", "region=330723", "shortNames=某办", "head=@post", "inCharge=@post", "mark=某机关", "code=某信",
            "most=3", "asOf=@today", "copy=on", "do=take", "skipBad=on", "scope=READ", "years=6", "account=@account", "password=" + Served.PASSWORD,
            "leader-@case=@seat", "seen-@case=@seen");
    // spotless:on

    /** Of which the id is the server's to draw. */
    private static final Pattern NEW_ID =
            Pattern.compile("POST /(register|handovers|cases/\\{id}/papers/.*|delegations|organization/units/.*)");

    private static final ImmutableList<String> NUMBERS =
            ImmutableList.of(NUMBER, LIKE_ANY, "2026-00001", "2026-00002", "新@digit", "2026-0090");
    private static final ImmutableList<String> WORDS =
            ImmutableList.of(NUMBER, GIST, "礼金", "违规收受", "2026", "噪声", "工地", LIKE_ANY, "检举");

    /** What somebody may ask, drawn; valid, as far as that can be said beforehand. */
    private static final class Asking {
        private final Two two;
        private final Random random;
        private Who me = Who.CLERK;

        Asking(Two two, Random random) {
            this.two = two;
            this.random = random;
        }

        <T> T one(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private List<String> cases(int which) {
            return switch (which) {
                case 0 -> two.with.hidden.stream().map(Object::toString).toList();
                case 1 -> two.with.shown.stream().map(Object::toString).toList();
                case 2 -> List.of(NUMBER, LIKE_ANY, "2026-00001");
                default -> List.of(NOT_THERE);
            };
        }

        /** What a route leads to; of what is kept from whoever comes at 0, of what is not at 1. */
        private String thing(String path, int which) {
            if (path.contains("cases/{")) {
                return one(cases(which));
            }
            if (path.contains("handovers/{")) {
                boolean hidden = which == 0 && !two.with.hiddenHandovers.isEmpty();
                List<HandoverId> all = hidden ? two.with.hiddenHandovers : two.with.handovers;
                return (which == 0 || random.nextBoolean() ? all.get(all.size() - 1) : one(all)).toString();
            }
            if (path.contains("papers/{")) {
                boolean hidden = which == 0 && !two.with.hiddenPapers.isEmpty();
                return one(hidden ? two.with.hiddenPapers : two.with.papers).toString();
            }
            if (path.contains("units/{")) { // the office itself stays one, or nobody there may do anything any more
                return one(List.of(Who.Place.BUREAU, Who.Place.TOWN)).id().toString();
            }
            if (path.contains("incumbencies/{")) {
                return seat();
            }
            if (path.contains("delegations/{")) {
                return one(two.with.delegations);
            }
            if (path.contains("listeners/{")) {
                return LISTENER;
            }
            if (path.contains("{kind}")) {
                return one(List.of(PaperKind.values())).name();
            }
            if (path.contains("accounts/{")) {
                return two.with
                        .served
                        .archive()
                        .accounts()
                        .named(account())
                        .orElseThrow()
                        .id()
                        .toString();
            }
            return NOT_THERE;
        }

        private String account() {
            return Served.name(one(List.of(Who.values())));
        }

        /** Somebody: oneself, a colleague or anybody. */
        private Who somebody() {
            return switch (random.nextInt(4)) {
                case 0 -> me;
                case 1 ->
                    one(Arrays.stream(Who.values())
                            .filter(who -> who.place() == me.place())
                            .toList());
                default -> one(List.of(Who.values()));
            };
        }

        private String seat() {
            return somebody().id().toString();
        }

        private String path(String route, int which) {
            String path = route.substring(route.indexOf(' ') + 1);
            String word = path.contains("/acts/")
                    ? one(ACTS)
                    : path.contains("/steps/")
                            ? one(STEPS)
                            : path.contains("/papers/{kind}")
                                    ? one(List.of(PaperKind.values())).name()
                                    : one(List.of(
                                            "below",
                                            "posts",
                                            "heads",
                                            "appoint",
                                            "post",
                                            "change",
                                            "name",
                                            "appointment"));
            int found = 0;
            Matcher parameter = PARAMETER.matcher(path);
            StringBuilder to = new StringBuilder();
            while (parameter.find()) {
                parameter.appendReplacement(
                        to, Matcher.quoteReplacement(encoded(found++ == 0 ? thing(path, which) : word)));
            }
            return parameter.appendTail(to).toString();
        }

        private String query(String route) {
            String known = QUERIES.get(route);
            if (known == null) {
                return "";
            }
            List<String> parts = new ArrayList<>(Splitter.on('|').splitToList(known));
            Collections.shuffle(parts, random);
            TreeSet<String> names = new TreeSet<>();
            return parts.stream()
                    .limit(random.nextInt(4))
                    .filter(part -> names.add(part.substring(0, part.indexOf('='))))
                    .map(part -> filled(part, Optional.empty()))
                    .map(part -> part.contains("&")
                            ? part
                            : part.substring(0, part.indexOf('=') + 1) + encoded(part.substring(part.indexOf('=') + 1)))
                    .collect(Collectors.joining("&", "?", ""));
        }

        /** What begins with @, in the words of what there is. */
        private String filled(String text, Optional<String> about) {
            Matcher found = Pattern.compile("@([a-z]+)").matcher(text);
            return found.replaceAll(one -> Matcher.quoteReplacement(value(one.group(1), about)));
        }

        private String value(String name, Optional<String> about) {
            LocalDate today = two.with.given.today();
            return switch (name) {
                case "case" -> one(cases(random.nextInt(2)));
                case "items" ->
                    IntStream.range(0, 1 + random.nextInt(2))
                            .mapToObj(i -> one(cases(random.nextInt(2))))
                            .collect(Collectors.joining(" "));
                case "number" -> filled(one(NUMBERS), about);
                case "words" -> one(WORDS);
                case "seat" -> seat();
                case "me" -> me.id().toString();
                case "peer" ->
                    one(Arrays.stream(Who.values())
                                    .filter(who -> who.place() == me.place())
                                    .toList())
                            .id()
                            .toString();
                case "unit" -> one(List.of(Who.Place.values())).id().toString();
                case "official" -> one(List.of(Who.values())).official().toString();
                case "post" -> one(List.of(Who.values())).post().toString();
                case "account" -> account();
                case "delegation" -> one(two.with.delegations);
                case "digit" -> Integer.toString(1 + random.nextInt(9));
                case "day" -> today.plusDays(random.nextInt(4)).toString();
                case "today" -> today.toString();
                case "cursor" -> two.cursors.isEmpty() ? "" : one(two.cursors);
                case "seen" -> Integer.toString(seen(about));
                case "digest" -> digest(about);
                case "act" -> seen(ActJson.write(act()), about);
                case "step" -> seen(ActJson.write(step(about)), about);
                case "paper" -> paper();
                default -> throw new AssertionError("nothing is known of @" + name);
            };
        }

        private String seen(String act, Optional<String> about) {
            return act.substring(0, act.length() - 1) + ",\"seen\":" + seen(about) + "}";
        }

        /** How many entries there are, hidden or not: most who try will not know. */
        private int seen(Optional<String> about) {
            return about.flatMap(TwoOfficesTest::id)
                    .flatMap(id -> two.with.given.look(session -> session.cases()
                            .find(new CaseId(id))
                            .map(PetitionCase::entries)
                            .or(() ->
                                    session.handovers().find(new HandoverId(id)).map(Handover::entries))))
                    .orElse(1 + random.nextInt(4));
        }

        private String digest(Optional<String> about) {
            return about.flatMap(TwoOfficesTest::id)
                    .flatMap(id -> two.with.given.look(session -> session.papers()
                            .find(new PaperId(id))
                            .map(Paper::digest)
                            .or(() ->
                                    session.handovers().find(new HandoverId(id)).flatMap(Handover::digest))))
                    .orElse("0".repeat(64));
        }

        private CaseAct act() {
            List<Integer> numbers = random.ints(40, 0, 10_000).boxed().toList();
            IncumbencyId other = one(two.with.sitting());
            List<CaseAct> acts = new ArrayList<>(new Walk(two.with.given, numbers).everyAct(other));
            acts.add(new CaseAct.Link(CaseId.of(one(cases(0))), LinkKind.SAME_MATTER, "诉求相同"));
            acts.add(new CaseAct.Unlink(CaseId.of(one(cases(0))), LinkKind.SAME_PERSON, "不是同一人"));
            return one(acts);
        }

        private HandoverAct step(Optional<String> about) {
            CaseId item = new CaseId(UUID.fromString(one(cases(random.nextInt(2)))));
            String digest = digest(about);
            return one(List.of(
                    Given.freeze(),
                    new HandoverAct.Complete(
                            ImmutableList.of(item), new Handover.Account("已接访", "", "约谈", Handover.Risk.GREEN)),
                    new HandoverAct.Check(ImmutableList.of(item)),
                    new HandoverAct.Question(item, "附件是否齐全？"),
                    new HandoverAct.Answer(item, "已说明"),
                    new HandoverAct.Receive(digest),
                    new HandoverAct.Witness(digest),
                    new HandoverAct.Supplement(ImmutableList.of()),
                    new HandoverAct.Keep(item, new IncumbencyId(UUID.fromString(seat())), "仍由其办理"),
                    new HandoverAct.Replace(
                            new IncumbencyId(UUID.fromString(seat())), new IncumbencyId(UUID.fromString(seat())), "更换"),
                    new HandoverAct.FoundLater(item, "漏项"),
                    new HandoverAct.Cancel("不再调动")));
        }

        private String paper() {
            PaperKind kind = one(List.of(PaperKind.values()));
            return Json.object()
                    .put("kind", kind.name())
                    .set("fields", Json.MAPPER.valueToTree(Given.filled(kind)))
                    .toString();
        }

        private byte[] upload() {
            String ledger = "信访编号,信访人,身份证号,联系电话,信访日期,反映问题\n"
                    + IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(i -> value("number", Optional.empty())
                                    + ",测试人甲,000000190001010000,00000001234,2026-03-01," + one(WORDS))
                            .distinct()
                            .collect(Collectors.joining("\n"));
            StringBuilder sent = new StringBuilder();
            Map.of(
                            "guard",
                            "guard",
                            "asOf",
                            two.with.given.today().toString(),
                            "skipBad",
                            "true",
                            "dryRun",
                            Boolean.toString(random.nextBoolean()))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> sent.append("--XX\r\nContent-Disposition: form-data; name=\"")
                            .append(field.getKey())
                            .append("\"\r\n\r\n")
                            .append(field.getValue())
                            .append("\r\n"));
            return (sent
                            + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ledger.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                            + ledger + "\r\n--XX--\r\n")
                    .getBytes(UTF_8);
        }

        private String form(String route, Optional<String> about) {
            List<String> fields = new ArrayList<>(FIELDS);
            fields.removeIf(field -> random.nextInt(12) == 0);
            String id =
                    NEW_ID.matcher(route).matches() ? "id=" + new UUID(random.nextLong(), random.nextLong()) + "&" : "";
            return id
                    + fields.stream()
                            .map(field -> filled(field, about))
                            .map(field -> field.substring(0, field.indexOf('=') + 1)
                                    + encoded(field.substring(field.indexOf('=') + 1)))
                            .collect(Collectors.joining("&"));
        }

        // -------------------------------------------------------------- sent

        Reply ask(String route, Who who, int which) {
            return ask(route, Served.name(who), Optional.of(who), which);
        }

        Reply ask(String route, String name, Optional<Who> who, int which) {
            me = who.orElse(Who.CLERK);
            String method = route.substring(0, route.indexOf(' '));
            String bare = path(route, which);
            Optional<String> about = Stream.of(bare.split("/", -1))
                    .filter(part -> id(part).isPresent())
                    .findFirst();
            boolean headOnly = method.equals("GET") && random.nextInt(40) == 0;
            return sent(route, name, who, headOnly ? "HEAD" : method, bare + query(route), about, Optional.empty());
        }

        private Reply sent(
                String route,
                String name,
                Optional<Who> who,
                String method,
                String path,
                Optional<String> about,
                Optional<String> form) {
            boolean api = path.startsWith("/api/");
            Map<String, String> headers = new HashMap<>();
            headers.put("Accept-Language", random.nextBoolean() ? "zh" : "en");
            boolean byToken = api && who.isPresent() && random.nextInt(15) == 0;
            Optional<Accounts.Scope> scope = byToken
                    ? Optional.of(one(List.of(
                            Accounts.Scope.READ, Accounts.Scope.ACT, Accounts.Scope.IMPORT, Accounts.Scope.FEED)))
                    : Optional.empty();
            if (path.startsWith("/calendar/" + NOT_THERE) && who.isPresent()) {
                path = "/calendar/" + two.token(name, who, Optional.of(Accounts.Scope.CALENDAR)) + ".ics";
            }
            String token = two.token(name, who, scope);
            if (api || random.nextInt(8) == 0) {
                headers.put("Authorization", "Bearer " + token);
            } else {
                headers.put("Cookie", "jieli=" + token);
            }
            headers.put("Accept", api ? "application/json" : "text/html");
            if (random.nextInt(15) == 0) {
                headers.put(api ? "Acting-As" : "HX-Request", api ? seat() : "true");
            }
            Optional<byte[]> body = Optional.empty();
            if (!method.equals("GET") && !method.equals("HEAD") && !method.equals("DELETE")) {
                String template = Optional.ofNullable(api ? BODIES.get(route) : "")
                        .orElseThrow(() -> new AssertionError("no body here for " + route));
                if (template.equals("@upload") || route.equals("POST /import")) {
                    headers.put("Content-Type", "multipart/form-data; boundary=XX");
                    body = Optional.of(upload());
                } else if (api) {
                    boolean file = route.endsWith("templates/{kind}");
                    headers.put(
                            "Content-Type",
                            file
                                    ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                                    : "application/json");
                    body = Optional.of(
                            filled(template.replace('\'', '"'), about).getBytes(UTF_8));
                    if (random.nextInt(6) == 0) {
                        headers.put("Idempotency-Key", "key-" + random.nextInt(9));
                    }
                    if (random.nextInt(15) == 0) {
                        headers.put("If-Match", "\"" + seen(about) + "\"");
                    }
                } else {
                    headers.put("Content-Type", "application/x-www-form-urlencoded");
                    String filled = form.isPresent() ? form.get() : form(route, about);
                    body = Optional.of((filled.contains("guard=") ? filled : "guard=guard&" + filled).getBytes(UTF_8));
                }
            }
            Reply reply = two.ask(route, name + scope.map(Enum::name).orElse(""), new Ask(method, path, headers, body));
            remember(reply);
            String next = reply.header("Location").orElse("");
            return method.equals("POST") && reply.status() == 303 && next.startsWith("/")
                    ? sent("GET of " + route, name, who, "GET", next, Optional.empty(), Optional.empty())
                    : reply;
        }

        /** Where lists go on, and the page from which somebody goes on. */
        private void remember(Reply reply) {
            if (reply.status() != 200) {
                return;
            }
            Matcher next = Pattern.compile("\"(?:next|after)\":\"([^\"]+)\"|[?&;]after=([^\"&]+)")
                    .matcher(reply.text());
            while (next.find()) {
                two.cursors.add(next.group(1) == null ? URLDecoder.decode(next.group(2), UTF_8) : next.group(1));
            }
            if (reply.header("Content-Type").orElse("").startsWith("text/html")) {
                two.page = Optional.of(reply);
            }
        }

        /** From the page that was shown last, as a reader would: a link, or a form filled in. */
        void goesOn(Who who, ImmutableList<String> routes) {
            String html = two.page.map(Reply::text).orElse("");
            List<String> links = Pattern.compile("href=\"(/[^\"#]*)")
                    .matcher(html)
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .filter(link -> !link.startsWith("/static"))
                    .distinct()
                    .toList();
            List<String> forms = Pattern.compile("(?s)<form[^>]*action=\"([^\"]*)\".*?</form>")
                    .matcher(html)
                    .results()
                    .filter(found -> found.group().contains("method=\"post\"")
                            && !found.group().contains("multipart")
                            && !found.group(1).contains("sign-out"))
                    .map(found -> found.group(1) + "\n" + found.group())
                    .toList();
            if (!forms.isEmpty() && random.nextInt(3) > 0) {
                String form = one(forms);
                String action = form.substring(0, form.indexOf('\n')).replace("&amp;", "&");
                Visitor.Sheet sheet = filledIn(Visitor.Sheet.read(action, form));
                me = who;
                sent(
                        route("POST", action, routes),
                        Served.name(who),
                        Optional.of(who),
                        "POST",
                        action,
                        Optional.empty(),
                        Optional.of(sheet.body()));
            } else if (!links.isEmpty()) {
                String link = one(links);
                sent(
                        route("GET", link, routes),
                        Served.name(who),
                        Optional.of(who),
                        "GET",
                        encodedLink(link),
                        Optional.empty(),
                        Optional.empty());
            }
        }

        private String encodedLink(String link) {
            return link.chars().allMatch(sign -> sign > 0x20 && sign < 0x7f) ? link : "/";
        }

        private String route(String method, String path, List<String> routes) {
            String plain = path.replaceAll("[?].*", "");
            return routes.stream()
                    .filter(route -> route.startsWith(method + " ")
                            && plain.matches(PARAMETER
                                    .matcher(route.substring(method.length() + 1))
                                    .replaceAll("[^/]+")))
                    .min(Comparator.comparingInt(route -> route.contains("{") ? 1 : 0))
                    .orElse(method + " none");
        }

        /** Lists by one of their options, what is empty by something of its kind. */
        private Visitor.Sheet filledIn(Visitor.Sheet sheet) {
            Visitor.Sheet filled = sheet;
            Matcher lists = Pattern.compile("(?s)<select[^>]*name=\"([^\"]*)\".*?</select>")
                    .matcher(sheet.html());
            while (lists.find()) {
                List<String> options = Pattern.compile("<option value=\"([^\"]*)\"")
                        .matcher(lists.group())
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                if (!options.isEmpty()) {
                    filled = filled.with(lists.group(1), one(options));
                }
            }
            Matcher inputs = Pattern.compile("<input([^>]*)>|<textarea([^>]*)>").matcher(sheet.html());
            while (inputs.find()) {
                String tag = inputs.group();
                Matcher name = Pattern.compile("\\sname=\"([^\"]*)\"").matcher(tag);
                if (!name.find()
                        || tag.contains("type=\"hidden\"")
                        || !filled.value(name.group(1)).isEmpty()) {
                    continue;
                }
                Optional<String> usual = FIELDS.stream()
                        .filter(field -> field.startsWith(name.group(1) + "="))
                        .findFirst();
                String value = usual.map(field -> filled(field.substring(field.indexOf('=') + 1), Optional.empty()))
                        .orElse(
                                tag.contains("type=\"date\"")
                                        ? two.with.given.today().toString()
                                        : tag.contains("type=\"number\"") ? "3" : one(WORDS));
                filled = filled.with(name.group(1), value);
            }
            return filled;
        }
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static final ImmutableList<String> ACTS = Arrays.stream(CaseAct.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(toImmutableList());
    private static final ImmutableList<String> STEPS = Arrays.stream(HandoverAct.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(toImmutableList());

    // ------------------------------------------------------------------ the tests

    @Test
    void every_route_answers_whom_an_accusation_is_against_as_if_there_were_none() {
        everyRoute(1);
    }

    @Tag("slow")
    @Test
    void every_route_answers_each_of_them() {
        everyRoute(Who.values().length);
    }

    /** All the routes, as so many of those whom each accusation is against: of what is hidden, of what is shown, by number. */
    private void everyRoute(int most) {
        Map<String, Integer> best = new HashMap<>();
        for (Against against : AGAINST) {
            try (Two two = new Two(against, Besides.NOTHING)) {
                Asking asking = new Asking(two, new Random(4));
                ImmutableList<String> routes = routes(two);
                for (Who who : against.comers().stream().limit(most).toList()) {
                    for (String route : routes) {
                        for (int which : route.contains("/cases/{")
                                ? new int[] {0, 1, 2}
                                : route.contains("{") ? new int[] {0, 1} : new int[] {1}) {
                            asking.ask(route, who, which);
                        }
                        if (route.startsWith("GET /") && !route.contains("/api/")) {
                            asking.goesOn(who, routes);
                        }
                    }
                }
                assertThat(two.leaks.values()).isEmpty();
                two.best.forEach((route, status) -> best.merge(route, status, Math::min));
            }
        }
        assertThat(best.entrySet().stream().filter(one -> one.getValue() < 400))
                .as(
                        "routes that did what they are for: the others are for administrators, or for a sign-in that is under way")
                .hasSizeGreaterThan(best.size() / 2);
    }

    /** Whoever may know of it is answered otherwise in the two offices, by many routes: they are told apart where there is something to tell. */
    @Test
    void two_offices_are_told_apart_by_whom_it_is_not_against() {
        try (Two two = new Two(AGAINST.get(0), Besides.NOTHING)) {
            Asking asking = new Asking(two, new Random(4));
            for (int again = 0; again < 4; again++) { // what is drawn to be asked may narrow to nothing
                for (String route : routes(two)) {
                    asking.ask(route, Who.OFFICE_HEAD, 0);
                }
            }
            assertThat(two.leaks.keySet())
                    .contains(
                            "GET /",
                            "GET /ledger",
                            "GET /leaders",
                            "GET /cases/{id}",
                            "GET /papers/{paper}",
                            "GET /api/v1/cases",
                            "GET /api/v1/cases/{case}/docket",
                            "GET /api/v1/export",
                            "POST /api/v1/cases/{case}/acts",
                            "POST /api/v1/persons",
                            "POST /api/v1/rulebooks/trial")
                    .hasSizeGreaterThan(30);
        }
    }

    /** Whoever administers is no party to any case, and learns from nothing whether one of them is an accusation. */
    @Test
    void every_route_answers_administrators_as_if_it_were_another_petition() {
        try (Two two = new Two(AGAINST.get(0), Besides.ANOTHER_PETITION)) {
            Asking asking = new Asking(two, new Random(4));
            String export =
                    "GET /audit/export"; // on record by the digest of its file, which says when the machine wrote it
            for (Duty duty : Duty.values()) {
                for (String route :
                        routes(two).stream().filter(one -> !one.equals(export)).toList()) {
                    for (int which : route.contains("{") ? new int[] {0, 1} : new int[] {1}) {
                        asking.ask(route, Served.name(duty), Optional.empty(), which);
                    }
                }
            }
            asking.ask(export, Served.name(Duty.AUDIT), Optional.empty(), 1);
            assertThat(two.leaks.values()).isEmpty();
        }
    }

    private static ImmutableList<String> routes(Two two) {
        return two.with.served.routes().keySet().stream().sorted().collect(toImmutableList());
    }

    private static Optional<Two> offices = Optional.empty();
    private static int tries;

    @AfterContainer
    static void shut() {
        offices.ifPresent(Two::close);
        offices = Optional.empty();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void whatever_they_send_in_whatever_order(@ForAll Random random) {
        if (tries++ % TRIES_WITH_TWO_OFFICES == 0) {
            shut();
            offices = Optional.of(new Two(AGAINST.get(random.nextInt(AGAINST.size())), Besides.NOTHING));
        }
        Two two = offices.orElseThrow();
        Asking asking = new Asking(two, random);
        ImmutableList<String> routes = routes(two);
        Who who = asking.one(two.against.comers());
        two.with.worksOn(random);
        for (int i = 0; i < ASKED_A_TRY; i++) {
            if (random.nextInt(3) == 0) {
                asking.ask(asking.one(routes), who, random.nextInt(4));
            } else {
                asking.goesOn(who, routes);
            }
        }
        assertThat(two.leaks).isEmpty();
        if (random.nextInt(TRIES_WITH_TWO_OFFICES) == 0) {
            int days = 1 + random.nextInt(20);
            two.both().forEach(office -> office.later(days));
        }
    }
}
