package dev.jieli.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.FetchPaper;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.PreviewPaper;
import dev.jieli.application.paper.Sheet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.paper.PaperTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Every act on a paper × everybody who sits × every kind of paper × every kind of case, in reach and out of it: it is done by those
 * whom the table of acts and the table of papers name, and by nobody else, and what is out of reach is not there.
 */
class PaperMatrixTest {
    private static final ImmutableList<Function<Given, PetitionCase>> CASES = ImmutableList.of(
            Given::registered,
            Given::receivedDirectly,
            Given::forwarded,
            Given::accepted,
            given -> given.accepted(Who.SUPERVISOR),
            given -> given.taken(given.accepted(), Who.OTHER_DEPUTY),
            PaperMatrixTest::extended,
            Given::reviewRequested,
            ActMatrixTest::rereviewedUnderAMayor,
            Given::final_,
            ActMatrixTest::entrusted,
            ActMatrixTest::accusation,
            PaperMatrixTest::accusationOfThoseWhoWouldMakeIt);

    private static final CaseId NO_CASE = new CaseId(Who.uuid("nowhere"));
    private static final PaperId NO_PAPER = new PaperId(Who.uuid("nowhere"));

    private Given given = Given.an_office(new InMemoryArchive());
    private PetitionCase found = given.registered();
    private ImmutableList<Seat> sitting = ImmutableList.of();
    private ImmutableSet<Seat> seeing = ImmutableSet.of();
    private ImmutableList<Entry> before = ImmutableList.of();
    private int papers;
    private final Set<PaperKind> kinds = EnumSet.noneOf(PaperKind.class);
    private final List<String> wrong = new ArrayList<>();
    private final SetMultimap<Class<?>, Capacity> done = HashMultimap.create();

    /** By the leader in charge, since it is the head who asked for it. */
    private static PetitionCase extended(Given given) {
        return given.does(
                Who.DEPUTY, ActMatrixTest.askedByTheHead(given), new CaseAct.Extend(30, "需委托鉴定", given.today()));
    }

    /** Against the head of the office and one of its clerks, who make its papers, and against the magistrate above them. */
    private static PetitionCase accusationOfThoseWhoWouldMakeIt(Given given) {
        return accusation(given, given.registered());
    }

    private static final ImmutableSet<Who> ACCUSED = ImmutableSet.of(Who.OFFICE_HEAD, Who.OTHER_CLERK, Who.MAGISTRATE);

    private static PetitionCase accusation(Given given, PetitionCase registered) {
        return given.does(
                Who.CLERK,
                registered,
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(),
                        ACCUSED.stream().map(Who::official).collect(ImmutableSet.toImmutableSet()),
                        "检举控告"));
    }

    // ------------------------------------------------------------------ the acts, by their use cases

    private PaperId next() {
        return new PaperId(Who.uuid("matrix paper " + papers++));
    }

    private Outcome<Paper> drafts(PaperId id, CaseId about, PaperKind kind, Optional<Paper> before, IncumbencyId by) {
        Map<String, String> text = new LinkedHashMap<>(Given.filled(kind));
        PaperTable.row(kind).written().stream()
                .filter(field -> field.choices().isEmpty())
                .findFirst()
                .ifPresent(field -> text.put(field.name(), "第" + papers++ + "稿"));
        return new DraftPaper(given.store(), given.law())
                .draft(
                        id,
                        about,
                        new DraftPaper.Draft(
                                kind, ImmutableMap.copyOf(text), "0".repeat(32), before.map(Paper::digest)),
                        by,
                        given.today(),
                        given.now());
    }

    private Outcome<Paper> checks(PaperId id, Paper paper, IncumbencyId by) {
        return new CheckPaper(given.store(), given.law()).check(id, paper.digest(), by, given.today(), given.now());
    }

    private Outcome<Paper> issues(PaperId id, Paper paper, IncumbencyId by) {
        return new IssuePaper(given.store(), given.law())
                .issue(id, paper.digest(), sheet -> sheet.toString().getBytes(UTF_8), by, given.today(), given.now());
    }

    private Outcome<FetchPaper.Copy> fetches(PaperId id, IncumbencyId by) {
        return new FetchPaper(given.store(), given.law())
                .fetch(
                        new FetchPaper.Request(
                                id,
                                "送达",
                                by.value(),
                                Optional.empty(),
                                by,
                                sheet -> sheet.toString().getBytes(UTF_8)),
                        given.today(),
                        given.now());
    }

    private Outcome<Sheet> previews(PaperId id, IncumbencyId by) {
        return new PreviewPaper(given.store()).preview(id, by, given.today(), given.now());
    }

    // ------------------------------------------------------------------ who may, by the tables

    private boolean isShown(Seat who) {
        return given.look(session -> session.sight(Asker.of(who.incumbency()))).sees(found);
    }

    private Set<Capacity> fitting(Class<? extends CaseAct> act, Seat who) {
        return Sets.intersection(ActMatrixTest.wanted(found, act), ActMatrixTest.capacities(who, found));
    }

    /** The organ may do an act of the paper now, or somebody there has done one. */
    private boolean isDue(PaperKind kind, UnitId organ) {
        ImmutableSet<Class<? extends CaseAct>> acts = PaperTable.row(kind).acts();
        return (found.position().unit().equals(organ)
                        && acts.stream()
                                .anyMatch(
                                        act -> !ActMatrixTest.wanted(found, act).isEmpty()))
                || before.stream()
                        .filter(entry -> acts.contains(entry.act().getClass()))
                        .anyMatch(entry -> entry.by().map(by -> seat(by).unit()).equals(Optional.of(organ)));
    }

    private Seat seat(IncumbencyId who) {
        return sitting.stream()
                .filter(seat -> seat.incumbency().equals(who))
                .findFirst()
                .orElseThrow();
    }

    private IncumbencyId anybody() {
        return Who.CLERK.id();
    }

    private OfficialId official(IncumbencyId who) {
        return given.look(session -> session.tenures().find(who)).orElseThrow().official();
    }

    private ImmutableList<Entry> docket() {
        return given.look(session -> session.dockets().read(found.subject()));
    }

    // ------------------------------------------------------------------ the matrix

    @Test
    void a_paper_is_drafted_checked_issued_and_fetched_by_whom_the_tables_name_and_what_is_out_of_reach_is_not_there() {
        for (Function<Given, PetitionCase> making : CASES) {
            given = Given.an_office(new InMemoryArchive());
            found = making.apply(given);
            before = docket();
            sitting = new Walk(given, List.of()).sitting().values().asList();
            seeing = sitting.stream().filter(this::isShown).collect(ImmutableSet.toImmutableSet());
            for (PaperKind kind : PaperKind.values()) {
                drafted(kind).values().forEach(this::goesOn);
            }
        }
        assertThat(wrong).isEmpty();
        SetMultimap<Class<?>, Capacity> named = HashMultimap.create();
        for (Track track : Track.values()) {
            Lifecycle.table(track).stream()
                    .filter(row -> CaseAct.ON_PAPERS.contains(row.act()))
                    .forEach(row -> named.putAll(row.act(), row.by()));
        }
        assertThat(done)
                .as("done in every capacity that the table names, and in no other")
                .isEqualTo(named);
        assertThat(kinds).as("kinds of paper that went out").containsOnly(PaperKind.values());
    }

    /** By everybody; what was drafted in each organ. */
    private Map<UnitId, Paper> drafted(PaperKind kind) {
        Map<UnitId, Paper> drafted = new LinkedHashMap<>();
        tried(
                CaseAct.DraftPaper.class,
                kind,
                drafts(next(), NO_CASE, kind, Optional.empty(), anybody()),
                who -> isDue(kind, who.unit()),
                who -> drafts(next(), found.id(), kind, Optional.empty(), who.incumbency()),
                (who, paper) -> drafted.putIfAbsent(who.unit(), paper));
        return drafted;
    }

    /** Previewed, drafted again, checked, issued and fetched, each of them by everybody. */
    private void goesOn(Paper first) {
        PaperKind kind = first.kind();
        PaperTable.Row row = PaperTable.row(kind);
        Paper[] now = {first};
        Predicate<Seat> inTheOrgan = who -> who.unit().equals(first.organ());
        tried(
                CaseAct.DraftPaper.class,
                kind,
                drafts(first.id(), NO_CASE, kind, Optional.of(first), anybody()),
                inTheOrgan,
                who -> drafts(first.id(), found.id(), kind, Optional.of(now[0]), who.incumbency()),
                (who, paper) -> now[0] = paper);
        IncumbencyId drafter = now[0].drafted().incumbency();
        for (Seat who : sitting) { // whoever may draft it reads the draft
            Outcome<Sheet> sheet = previews(first.id(), who.incumbency());
            boolean may = inTheOrgan.test(who)
                    && !fitting(CaseAct.DraftPaper.class, who).isEmpty();
            told("preview of " + kind, who, may, sheet, previews(NO_PAPER, anybody()));
        }
        List<Seat> checkers = new ArrayList<>();
        tried(
                CaseAct.CheckPaper.class,
                kind,
                checks(NO_PAPER, first, anybody()),
                inTheOrgan.and(who -> !official(who.incumbency()).equals(official(drafter))),
                who -> checks(first.id(), now[0], who.incumbency()),
                (who, paper) -> checkers.add(who));
        Supplier<Paper> ready = () -> {
            Paper another = Given.done(drafts(next(), found.id(), kind, Optional.empty(), drafter));
            return checkers.isEmpty()
                    ? another
                    : Given.done(checks(another.id(), another, checkers.get(0).incumbency()));
        };
        Paper[] next = {ready.get()};
        List<PaperId> issued = new ArrayList<>();
        tried(
                CaseAct.IssuePaper.class,
                kind,
                issues(NO_PAPER, first, anybody()),
                inTheOrgan
                        .and(who -> next[0].checked().isPresent() || !row.checked())
                        .and(who -> !row.head() || who.post() == Post.Kind.HEAD || who.post() == Post.Kind.LEADER),
                who -> issues(next[0].id(), next[0], who.incumbency()),
                (who, paper) -> {
                    issued.add(paper.id());
                    next[0] = ready.get();
                });
        PaperId file = issued.isEmpty() ? next[0].id() : issued.get(0);
        tried(
                CaseAct.FetchPaper.class,
                kind,
                fetches(NO_PAPER, anybody()),
                who -> !issued.isEmpty(),
                who -> fetches(file, who.incumbency()),
                (who, fetched) -> kinds.add(kind));
    }

    /** One act by everybody, and what came of it in the docket. */
    private <T> void tried(
            Class<? extends CaseAct> act,
            PaperKind kind,
            Outcome<T> nowhere,
            Predicate<Seat> may,
            Function<Seat, Outcome<T>> step,
            BiConsumer<Seat, T> after) {
        for (Seat who : sitting) {
            boolean expected = !fitting(act, who).isEmpty() && may.test(who);
            Outcome<T> outcome = step.apply(who);
            String what = act.getSimpleName() + " of " + kind;
            told(what, who, expected, outcome, nowhere);
            if (outcome instanceof Outcome.Done<T> did) {
                Entry entry = docket().get(given.now(found.id()).entries() - 1);
                boolean entered = entry.act().getClass().equals(act)
                        && entry.by().equals(Optional.of(who.incumbency()))
                        && fitting(act, who).contains(entry.capacity());
                if (!entered) {
                    wrong.add(what + " by " + who + ", entered as " + entry);
                }
                done.putAll(act, fitting(act, who));
                after.accept(who, did.value());
            }
        }
    }

    /** Done by whoever is shown the case and may; of the others those who are not shown it are told that there is none. */
    private <T> void told(String what, Seat who, boolean may, Outcome<T> outcome, Outcome<T> nowhere) {
        boolean sees = seeing.contains(who);
        boolean bare = outcome instanceof Outcome.Refused<T> refused
                && refused.refusal().reason() == Reason.NOT_FOUND;
        String said = what + " by " + who + " in a case at "
                + (found.position() instanceof Position.Open open ? open.stage() : "its end") + ": " + outcome;
        if (!sees && !outcome.equals(nowhere)) {
            wrong.add(said + ", but it is not shown");
        } else if (sees && outcome instanceof Outcome.Done != may) {
            wrong.add(said + ", but by the tables " + (may ? "it is done" : "it is not"));
        } else if (sees && bare && !what.startsWith("FetchPaper")) { // of which there is none before it is issued
            wrong.add(said + ", but it is shown");
        }
    }

    @Test
    void whoever_made_papers_of_a_case_and_is_accused_in_it_finds_neither_the_case_nor_them() {
        PetitionCase registered = given.registered();
        PaperKind kind = PaperKind.REGISTER_FORM;
        Paper drafted = Given.done(drafts(next(), registered.id(), kind, Optional.empty(), Who.OTHER_CLERK.id()));
        Paper another = Given.done(drafts(next(), registered.id(), kind, Optional.empty(), Who.OFFICE_HEAD.id()));
        Paper issued = Given.done(issues(another.id(), another, Who.OFFICE_HEAD.id()));
        Given.done(fetches(issued.id(), Who.OTHER_CLERK.id()));

        PetitionCase accusation = accusation(given, given.now(registered.id()));

        for (Who who : ACCUSED) {
            assertThat(List.of(
                            drafts(next(), accusation.id(), kind, Optional.empty(), who.id()),
                            drafts(drafted.id(), accusation.id(), kind, Optional.of(drafted), who.id()),
                            checks(drafted.id(), drafted, who.id()),
                            previews(drafted.id(), who.id()),
                            issues(drafted.id(), drafted, who.id()),
                            fetches(issued.id(), who.id())))
                    .as("%s", who)
                    .containsOnly(previews(NO_PAPER, who.id()));
        }
        assertThat(given.now(accusation.id())).isEqualTo(accusation);
        assertThat(fetches(issued.id(), Who.CLERK.id())).isInstanceOf(Outcome.Done.class);
    }
}
