package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.application.AdoptRulebook;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.AnnounceYear;
import dev.jieli.application.AnswerPerson;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.CorrectPetitioner;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.EraseExpired;
import dev.jieli.application.FetchPaper;
import dev.jieli.application.HeadPapers;
import dev.jieli.application.HoldErasure;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.KeepListeners;
import dev.jieli.application.OpenCase;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.PerformAct;
import dev.jieli.application.PreviewPaper;
import dev.jieli.application.ProposeLeaders;
import dev.jieli.application.ReadAudit;
import dev.jieli.application.RealignChains;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.SeePetitioner;
import dev.jieli.application.ShowHandover;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.SweepTerms;
import dev.jieli.application.TryRulebook;
import dev.jieli.application.VerifyRecord;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerRow;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.SheetRow;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.retention.Retention;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * 两个世界: the same history twice, and in one of the two an accusation besides. Whoever it is against must be answered the
 * same in both, whatever he or she asks or tries.
 */
public final class Worlds {
    private static final String NUMBER = "检举〔2026〕1号";
    private static final String GIST = "反映有关人员违规收受礼金";
    private static final String LATER = "检举〔2026〕2号";
    private static final String ANOTHER = "检举〔2026〕3号";
    private static final String LISTENER = "archive";
    private static final PaperId SECRET = new PaperId(Who.uuid("paper of the accusation"));

    /** By which the days until an accusation is passed on become fewer. */
    private static final LocalRulebook ADOPTED = LocalRulebook.read("""
                    rulebook,XX1,某市信访工作办法,Measures of a city
                    place,330000
                    force,2022-06-01,
                    status,IN_FORCE,市司法局2022年备案,filed with the bureau of justice in 2022
                    source,市政府公报,gazette of the city
                    row,DISPATCH,7,CALENDAR_DAYS,9.1,QUOTED,应当自收到之日起转送
                    """).orFault();

    private final Walk walk;
    private final List<Integer> numbers;
    private final PetitionCase accusation;
    private final ImmutableList<IncumbencyId> accused;
    private final Optional<Appointed> appointed;
    private final Optional<Departure> departure;
    private final ImmutableList<HandoverId> apart;

    private Worlds(
            Walk walk,
            List<Integer> numbers,
            PetitionCase accusation,
            ImmutableList<IncumbencyId> accused,
            Optional<Appointed> appointed,
            Optional<Departure> departure,
            ImmutableList<HandoverId> apart) {
        this.walk = walk;
        this.numbers = numbers;
        this.accusation = accusation;
        this.accused = accused;
        this.appointed = appointed;
        this.departure = departure;
        this.apart = apart;
        walk.given().sameTime();
    }

    /**
     * The world with an accusation.
     *
     * @param empty in which it is lived
     * @param numbers the history, see {@link Walk}; they also say whom the accusation is against
     */
    public static Worlds with(Archive empty, List<Integer> numbers) {
        Walk with = new Walk(Given.an_office(empty), numbers).through();
        ImmutableMap<IncumbencyId, Seat> sitting = with.sitting();
        List<Seat> all = sitting.values().asList();
        int pick = numbers.stream().mapToInt(Integer::intValue).sum();
        Seat registrar = registrar(with, pick);
        PetitionCase later = later(with, pick);
        List<UnitId> units = all.stream()
                .map(Seat::unit)
                .filter(unit -> !unit.equals(registrar.unit()))
                .distinct()
                .toList();
        OfficialId holder = official(with.given(), registrar.incumbency());
        List<OfficialId> people = all.stream()
                .map(seat -> official(with.given(), seat.incumbency()))
                .filter(who -> !who.equals(holder))
                .distinct()
                .toList();
        ImmutableSet<UnitId> accusedUnits =
                pick % 3 == 0 ? ImmutableSet.of() : ImmutableSet.of(units.get(pick % units.size()));
        ImmutableSet<OfficialId> accusedOfficials = pick % 3 == 1
                ? ImmutableSet.of()
                : ImmutableSet.of(people.get(pick % people.size()), people.get(pick / 7 % people.size()));
        Given given = with.given();
        CaseAct accuses =
                new CaseAct.Classify(Track.ACCUSATION, Optional.empty(), accusedUnits, accusedOfficials, "检举控告");
        PetitionCase accusation = given.does(
                registrar.incumbency(), given.registered(petition(given, NUMBER), registrar.incumbency()), accuses);
        given.does(registrar.incumbency(), given.registered(petition(given, ANOTHER), registrar.incumbency()), accuses);
        for (Seat leader : all) {
            if (given.tries(
                            registrar.incumbency(),
                            accusation,
                            new CaseAct.AssignLeader(
                                    leader.incumbency(),
                                    ImmutableMap.of(),
                                    "挂牌督办",
                                    given.today().plusDays(3)))
                    instanceof Outcome.Done<PetitionCase> taken) {
                accusation = taken.value();
                break;
            }
        }
        for (CaseId earlier : with.cases()) { // done where that is an accusation too
            accusation = or(
                    accusation,
                    given.tries(
                            registrar.incumbency(),
                            accusation,
                            new CaseAct.Link(earlier, LinkKind.SAME_MATTER, "诉求相同")));
        }
        issues(given, SECRET, registrar.incumbency(), accusation.id(), with.sitting());
        given.tries(registrar.incumbency(), later, new CaseAct.Link(accusation.id(), LinkKind.SAME_PERSON, "诉求相同"));
        accusation = given.now(accusation.id());
        if (pick % 2 == 0) {
            new HoldErasure(given.store())
                    .hold(
                            accusation.id(),
                            true,
                            "调查期间",
                            Who.uuid("account of the registrar"),
                            Optional.empty(),
                            registrar.incumbency(),
                            given.now());
        }
        if (pick % 5 == 0) {
            accusation =
                    or(accusation, given.tries(registrar.incumbency(), accusation, new CaseAct.Withdraw("信访人书面撤回")));
        }
        Optional<Appointed> appointed = accusedUnits.stream()
                .filter(unit -> pick % 4 == 1)
                .findFirst()
                .map(unit -> new Appointed(registrar.incumbency(), unit));
        appointed.ifPresent(one -> one.in(given));
        ImmutableList<IncumbencyId> accused = with.sitting().values().stream()
                .filter(seat -> accusedUnits.contains(seat.unit())
                        || accusedOfficials.contains(official(given, seat.incumbency()))
                        || (appointed.isPresent()
                                && official(given, seat.incumbency()).equals(holder)))
                .map(Seat::incumbency)
                .collect(toImmutableList());
        Optional<Departure> departure =
                appointed.isPresent() ? Optional.empty() : Departure.of(with, registrar.incumbency(), accused, pick);
        departure.ifPresent(one -> one.in(given));
        ImmutableList<HandoverId> apart = departure.stream()
                .flatMap(one -> given.look(session -> session.handovers().beside(one.id())).stream())
                .map(Handover::id)
                .collect(toImmutableList());
        return new Worlds(with, numbers, accusation, accused, appointed, departure, apart);
    }

    /**
     * 离任: whoever holds the accusation leaves, and those above who are accused are shown that. Where the accusation is on a
     * list of its own, that one is signed with the main one.
     *
     * @param far how far it has come
     */
    private record Departure(IncumbencyId holder, IncumbencyId incoming, IncumbencyId witness, Handover.State far) {
        private static final ImmutableList<Handover.State> FAR = ImmutableList.of(
                Handover.State.DRAFT,
                Handover.State.FROZEN,
                Handover.State.WITNESSED,
                Handover.State.EFFECTIVE,
                Handover.State.CANCELLED);

        /** Among those who may know of all that the holder answers for. */
        static Optional<Departure> of(Walk walk, IncumbencyId holder, List<IncumbencyId> accused, int pick) {
            Given given = walk.given();
            List<PetitionCase> held = given.look(session -> session.cases().answeredForBy(holder));
            List<IncumbencyId> others = walk.sitting().keySet().stream()
                    .filter(who -> !accused.contains(who)
                            && !official(given, who).equals(official(given, holder))
                            && !given.look(session -> session.sight(Asker.of(who)))
                                    .isKeptFromOneOf(held))
                    .toList();
            boolean leaves =
                    given.look(session -> session.handovers().underWay(holder)).isPresent();
            return leaves
                    ? Optional.empty()
                    : others.stream()
                            .filter(who -> !official(given, who).equals(official(given, others.get(0))))
                            .findFirst()
                            .map(witness -> new Departure(holder, others.get(0), witness, FAR.get(pick % FAR.size())));
        }

        HandoverId id() {
            return new HandoverId(Who.uuid("departure of " + holder));
        }

        void in(Given given) {
            Handover main = Given.done(new OpenHandover(given.sameTime(200_000).store())
                    .open(
                            id(),
                            new OpenHandover.Notice(
                                    holder,
                                    incoming,
                                    witness,
                                    Handover.Cause.RETIRED,
                                    "",
                                    given.today(),
                                    given.today().plusDays(10)),
                            holder,
                            given.today(),
                            given.now()));
            given.look(session -> session.handovers().beside(main.id())).forEach(list -> signed(given, list));
            signed(given.sameTime(400_000), main);
            if (far == Handover.State.EFFECTIVE) {
                Outcome<Handover> unused = given.completes(given.now(id())); // done, but where who receives is recused
            } else if (far == Handover.State.CANCELLED) {
                given.steps(witness, main, new HandoverAct.Cancel("不再离任"));
            }
        }

        private void signed(Given given, Handover list) {
            if (far == Handover.State.FROZEN) {
                given.frozen(list);
            } else if (far == Handover.State.WITNESSED || far == Handover.State.EFFECTIVE) {
                given.witnessed(list);
            }
        }
    }

    /** 回避: whoever holds the accusation begins in the accused unit afterwards, and must not know of it any more either. */
    private record Appointed(IncumbencyId holder, UnitId unit) {
        void in(Given given) {
            OfficialId official = official(given, holder);
            PostId post =
                    given.look(session -> session.roster().posts(unit).get(0)).id();
            given.enters(
                    unit,
                    new UnitAct.Appoint(
                            new Incumbency(
                                    new IncumbencyId(Who.uuid("holder in " + unit)),
                                    official,
                                    post,
                                    given.today(),
                                    false,
                                    Optional.empty()),
                            given.look(session -> session.roster().official(official))
                                    .orElseThrow()));
        }
    }

    /** The head of the petition office or one of those below, and then the head may be accused. */
    private static Seat registrar(Walk walk, int pick) {
        List<Seat> office = walk.sitting().values().stream()
                .filter(seat -> seat.unitKind() == Unit.Kind.PETITION_OFFICE)
                .toList();
        return office.get(pick % office.size());
    }

    /** Another accusation, against nobody who sits here: whoever is accused in the first is shown it as everybody is. */
    private static PetitionCase later(Walk walk, int pick) {
        Given given = walk.given();
        IncumbencyId registrar = registrar(walk, pick).incumbency();
        return given.does(
                registrar,
                given.registered(petition(given, LATER), registrar),
                new CaseAct.Classify(Track.ACCUSATION, Optional.empty(), ImmutableSet.of(), "检举控告"));
    }

    private static PetitionCase or(PetitionCase before, Outcome<PetitionCase> tried) {
        return tried instanceof Outcome.Done<PetitionCase> done ? done.value() : before;
    }

    private static Outcome<Paper> drafts(Given given, PaperId id, IncumbencyId by, CaseId about, PaperKind kind) {
        return new DraftPaper(given.store(), given.law())
                .draft(
                        id,
                        about,
                        new DraftPaper.Draft(kind, Given.filled(kind), "0".repeat(32), Optional.empty()),
                        by,
                        given.today(),
                        given.now());
    }

    /** One paper of a case, where it may be drafted and a colleague is there to check it. */
    private static Optional<Outcome<Paper>> issues(
            Given given, PaperId id, IncumbencyId by, CaseId about, ImmutableMap<IncumbencyId, Seat> sitting) {
        for (PaperKind kind : List.of(PaperKind.FORWARDING_SLIP, PaperKind.RECEIPT_NOTICE)) {
            if (!(drafts(given, id, by, about, kind) instanceof Outcome.Done<Paper> drafted)) {
                continue;
            }
            for (IncumbencyId colleague : sitting.keySet()) {
                if (new CheckPaper(given.store(), given.law())
                                .check(id, drafted.value().digest(), colleague, given.today(), given.now())
                        instanceof Outcome.Done<Paper> checked) {
                    return Optional.of(new IssuePaper(given.store(), given.law())
                            .issue(
                                    id,
                                    checked.value().digest(),
                                    sheet -> sheet.fields().toString().getBytes(UTF_8),
                                    by,
                                    given.today(),
                                    given.now()));
                }
            }
            return Optional.of(Outcome.done(drafted.value()));
        }
        return Optional.empty();
    }

    /** The same world, in which nobody was accused. */
    public Worlds without(Archive empty) {
        Walk without = new Walk(Given.an_office(empty), numbers).through();
        later(without, numbers.stream().mapToInt(Integer::intValue).sum());
        appointed.ifPresent(one -> one.in(without.given()));
        departure.ifPresent(one -> one.in(without.given()));
        return new Worlds(without, numbers, accusation, accused, appointed, departure, apart);
    }

    /** What somebody is shown of an archive. */
    public static <T> T look(Archive archive, IncumbencyId who, Function<Store.Session, T> at) {
        return Given.done(archive.store().transact(Asker.of(who), session -> Outcome.done(at.apply(session))));
    }

    private static OfficialId official(Given given, IncumbencyId who) {
        return given.look(session -> session.tenures().official(who)).orElseThrow();
    }

    private static Petition petition(Given given, String number) {
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

    /**
     * Everybody who must not know: who is accused, and who sits in a unit that is. An administrator, who holds no post and is shown no case,
     * but reads what was done with accounts, is tried in {@code OpenCaseTest}.
     */
    public ImmutableList<IncumbencyId> accused() {
        return accused;
    }

    /** One world, as somebody is shown it and may try to change it. */
    private final class World {
        private final IncumbencyId who;
        private final Board board;
        private final List<Object> told = new ArrayList<>();

        World(IncumbencyId who) {
            this.who = who;
            this.board = walk.given().archive().board(Asker.of(who));
            boolean unused = walk.given()
                    .archive()
                    .accounts()
                    .add(Accounts.Account.of(
                            account(),
                            "account of " + who,
                            official(walk.given(), who),
                            Accounts.Password.first("", walk.given().now(), false),
                            ""));
        }

        private <T> T look(Function<Store.Session, T> at) {
            return Worlds.look(walk.given().archive(), who, at);
        }

        List<Object> asked(ImmutableList<Board.Filter> filters) {
            var today = walk.given().today().plusDays(30);
            OfficialId official = official(walk.given(), who);
            told.add(board.workbench(official, today));
            for (Board.Filter filter : filters) {
                told.add(board.ledger(filter, today, Optional.empty(), 7));
                told.add(board.ledger(filter, today, Optional.empty(), 1000));
                told.add(board.counts(filter, today));
            }
            told.add(board.caseFile(accusation.id()));
            told.add(opened(accusation.id()));
            told.add(board.numbered(NUMBER));
            told.add(board.whoAnswered(accusation.id(), today));
            told.add(board.docket(accusation.subject()));
            told.add(board.withoutLeader(today));
            told.add(board.leaders(today));
            told.add(board.assigned(Optional.empty(), today));
            told.add(board.handovers(Optional.empty(), 100));
            for (HandoverId id : walk.handovers()) {
                told.add(list(id));
                told.add(shown(id));
            }
            departure.ifPresent(one -> {
                told.add(list(one.id()));
                told.add(shown(one.id()));
            });
            for (HandoverId id : apart) {
                told.add(list(id));
                told.add(shown(id));
                told.add(board.docket(Handover.subject(id)));
            }
            told.add(board.organization());
            for (CaseId id : walk.cases()) {
                told.add(board.caseFile(id));
                told.add(board.alike(id, 100));
                told.add(board.linked(id));
            }
            CaseId later = new CaseId(Who.uuid("case " + LATER));
            told.add(board.caseFile(later));
            told.add(board.docket(PetitionCase.subject(later)));
            told.add(board.linked(later));
            told.add(look(session -> session.cases().links(later)));
            told.add(board.alike(accusation.id(), 100));
            told.add(board.linked(accusation.id()));
            told.add(look(session -> session.cases().find(accusation.id())));
            told.add(look(session -> session.cases().all(List.of(accusation.id()))));
            told.add(look(session -> session.cases().numbered(NUMBER)));
            told.add(look(session -> session.cases().petitioner(accusation.id())));
            told.add(look(session -> session.cases().links(accusation.id())));
            told.add(look(session -> session.dockets().read(accusation.subject())));
            told.add(look(session -> session.papers().of(accusation.id())));
            for (Seat seat : walk.sitting().values()) {
                told.add(look(session -> session.cases().answeredForBy(seat.incumbency())));
                told.add(look(session -> session.cases().openIn(seat.unit(), Optional.empty(), 1000)));
            }
            told.add(look(session -> session.cases().casesWithNumbersOf(ImmutableSet.of(Given.petitioner()))));
            told.add(look(session -> session.cases().erasable(today.plusYears(1), Optional.empty(), 1000)));
            told.add(look(session -> session.cases().isOnHold(accusation.id())));
            told.add(look(session -> session.cases().linkedLater(accusation.id())));
            for (CaseId id : walk.cases()) {
                told.add(look(session -> session.cases().links(id)));
                told.add(look(session -> session.cases().linkedLater(id)));
            }
            told.add(look(session -> session.papers().find(SECRET)));
            told.add(look(session -> session.papers().text(SECRET)));
            asked(walk.given().archive(), Asker.of(official), today);
            for (int years : List.of(6, 11, 31)) {
                told.add(erased(Optional.empty(), years));
            }
            told.add(look(session -> session.cases().remindersDue(today.plusYears(1), 1000)));
            told.add(look(session -> session.cases().unsettledFrom(walk.given().today(), Optional.empty(), 1000)));
            told.add(look(session -> session.papers().file(SECRET)));
            told.add(new ProposeLeaders(board).propose(1000, today));
            told.add(look(session -> session.cases().all(List.of(accusation.id())).stream() // as what erases asks
                    .map(found -> session.handovers().lists(found.id()))
                    .toList()));
            told.add(look(session -> session.handovers().idle(today.plusYears(1), 1000).stream()
                    .filter(idle -> session.cases().find(idle.item()).isPresent())
                    .toList()));
            departure.ifPresent(one -> told.add(look(session -> session.handovers().beside(one.id()).stream()
                    .filter(list -> session.isShown(list, Asker.of(who)))
                    .map(World::unsigned)
                    .toList())));
            told.add(look(session -> session.handovers().ready(today.plusYears(1))));
            for (Seat seat : walk.sitting().values()) {
                told.add(board.named(seat.incumbency()));
                told.add(look(session -> session.handovers().underWay(seat.incumbency())));
                told.add(look(session ->
                        session.papers().lastSerial(seat.unit(), PaperKind.FORWARDING_SLIP, today.getYear())));
            }
            takenOut(walk.given());
            verified(walk.given());
            listened(walk.given());
            return told;
        }

        private Outcome<Board.CaseFile> opened(CaseId id) {
            Given given = walk.given();
            return new OpenCase(given.archive())
                    .open(id, account(), Optional.empty(), Asker.of(who), Optional.of(who), given.now());
        }

        /** 导出: as a ledger, masked and not. */
        private void takenOut(Given given) {
            takenOut(
                    given,
                    filter(Optional.of("2026"), Optional.empty(), Optional.empty(), Optional.empty()),
                    Optional.empty());
            takenOut(
                    given,
                    Board.Filter.none(),
                    Optional.of(new ExportLedger.Plain("移交档案", account(), Optional.empty(), who, given.now())));
        }

        private void takenOut(Given given, Board.Filter filter, Optional<ExportLedger.Plain> plain) {
            List<LedgerRow> rows = new ArrayList<>();
            told.add(new ExportLedger(given.archive())
                    .write(Asker.of(who), filter, given.today().plusDays(30), plain, rows::add));
            told.add(rows);
        }

        /** 核验: how it came out, and what he or she is told of what it read. */
        private void verified(Given given) {
            Outcome<VerifyRecord.Verification> verified = new VerifyRecord(
                            given.store(),
                            given.archive().accounts(),
                            given.archive().audit())
                    .verify(account(), Optional.of(who), Optional.empty(), given.now());
            told.add(verified.map(verification -> {
                verification.read(given::now);
                return List.of(verification.state(), verification.endedAt());
            }));
            told.add(verified.then(verification -> verification.findings(account(), Optional.of(who))));
        }

        /** 死信: the first entry of everything is set aside; which of them he or she is told, and may have sent again. */
        private void listened(Given given) {
            Feed feed = given.archive().feed();
            Instant at = given.now();
            while (feed.waiting(LISTENER).isPresent()) { // what somebody else's transaction holds up comes later
                int unused = feed.relay(LISTENER, 1000, page -> {
                    page.stream()
                            .filter(entry -> entry.number() == 1)
                            .forEach(entry -> feed.setAside(LISTENER, entry, "410 Gone", at));
                    return page.size();
                });
            }
            Outcome<KeepListeners.Listener> kept = new KeepListeners(given.archive(), Listening.one(LISTENER))
                    .keep(account(), Optional.of(who), Asker.of(who))
                    .map(listeners -> listeners.get(0));
            told.add(kept.map(listener ->
                    listener.aside().stream().map(aside -> aside.entry().id()).collect(toImmutableSet())));
            told.add(kept.then(listener -> listener.resend(accusation.subject() + "/1", Optional.empty(), at)));
        }

        private ImmutableList<Board.Filter> filters() {
            ImmutableList.Builder<Board.Filter> filters = ImmutableList.builder();
            filters.add(Board.Filter.none());
            for (String text : List.of(NUMBER, GIST, "礼金", "2026")) {
                filters.add(filter(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty()));
            }
            for (Who.Place place : Who.Place.values()) {
                filters.add(filter(Optional.empty(), Optional.of(place.id()), Optional.empty(), Optional.empty()));
            }
            for (Stage stage : List.of(Stage.REGISTERED, Stage.ACCEPTED)) {
                filters.add(filter(Optional.empty(), Optional.empty(), Optional.of(stage), Optional.empty()));
            }
            for (Light light : Light.values()) {
                filters.add(filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(light)));
            }
            return filters.build();
        }

        private Board.Filter filter(
                Optional<String> text, Optional<UnitId> unit, Optional<Stage> stage, Optional<Light> light) {
            return new Board.Filter(
                    text,
                    unit,
                    Optional.empty(),
                    Optional.empty(),
                    stage,
                    light,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** Every act on the accusation, and what else might run into it. */
        List<Object> tried() {
            Given given = walk.given();
            for (CaseAct act : walk.everyAct(who)) {
                told.add(given.perform(who, accusation.id(), accusation.entries(), act));
                told.add(given.perform(who, accusation.id(), 1, act));
            }
            for (CaseId id : walk.cases()) {
                CaseAct link = new CaseAct.Link(accusation.id(), LinkKind.SAME_MATTER, "诉求相同");
                told.add(given.perform(who, id, given.now(id).entries(), link));
            }
            told.add(drafts(given, new PaperId(Who.uuid("paper")), who, accusation.id(), PaperKind.FORWARDING_SLIP));
            papers(given);
            personsData(given);
            standsIn(given);
            handovers(given);
            Outcome<PetitionCase> same = new RegisterPetition(given.store(), given.law())
                    .register(
                            new CaseId(Who.uuid("same number " + who)),
                            petition(given, NUMBER),
                            new Petitioner("某某", Optional.empty(), Optional.empty(), Optional.empty()),
                            who,
                            given.today(),
                            given.now());
            told.add(same.map(PetitionCase::entries));
            terms(given);
            told.add(erased(Optional.of(order()), 12));
            told.add(new HeadPapers(given.store())
                    .set(
                            Optional.of(new Letterhead("某机关", "某信", "", "", "")),
                            Optional.empty(),
                            account(),
                            Optional.empty(),
                            who,
                            given.now()));
            broughtIn(given);
            return told;
        }

        /** 导入: under the number of the accusation, with its words, of the same petitioner; to try, in earnest and once more. */
        private void broughtIn(Given given) {
            for (boolean dryRun : List.of(true, false, false)) {
                told.add(new ImportLedger(given.store(), given.law())
                        .take(
                                rows(given),
                                new ImportLedger.Order(Mapping.NONE, given.today(), true, dryRun),
                                who,
                                given.now(),
                                read -> {}));
            }
            told.add(board.ledger(Board.Filter.none(), given.today(), Optional.empty(), 1000));
        }

        private Lines rows(Given given) {
            Petitioner petitioner = Given.petitioner();
            ImmutableList<String> whose = ImmutableList.of(
                    petitioner.name(),
                    petitioner.idNumber().orElse(""),
                    petitioner.phone().orElse(""));
            String day = given.today().toString();
            return new Lines(ImmutableList.of(
                    ImmutableList.of("信访编号", "信访人", "身份证号", "联系电话", "信访日期", "反映问题"),
                    cells(NUMBER, whose, day, GIST),
                    cells(ANOTHER, whose, day, GIST),
                    cells(LATER, whose, day, GIST),
                    cells("", whose, day, GIST)));
        }

        private static ImmutableList<String> cells(String number, List<String> whose, String day, String gist) {
            return ImmutableList.<String>builder()
                    .add(number)
                    .addAll(whose)
                    .add(day, gist)
                    .build();
        }

        /** Of the accusation's paper, whatever its id is known from. */
        private void papers(Given given) {
            var today = given.today();
            told.add(new PreviewPaper(given.store()).preview(SECRET, who, today, given.now()));
            told.add(new CheckPaper(given.store(), given.law()).check(SECRET, "0".repeat(64), who, today, given.now()));
            told.add(new IssuePaper(given.store(), given.law())
                    .issue(SECRET, "0".repeat(64), sheet -> new byte[0], who, today, given.now()));
            told.add(new FetchPaper(given.store(), given.law())
                    .fetch(
                            new FetchPaper.Request(
                                    SECRET,
                                    "送达",
                                    account(),
                                    Optional.empty(),
                                    who,
                                    sheet -> sheet.toString().getBytes(UTF_8)),
                            today,
                            given.now()));
            for (CaseId id : walk.cases()) { // under which number
                Optional<Outcome<Paper>> issued =
                        issues(given, new PaperId(Who.uuid("paper of " + who)), who, id, walk.sitting());
                told.add(issued);
                if (issued.isPresent()) {
                    break;
                }
            }
        }

        private UUID account() {
            return Who.uuid("account of " + who);
        }

        /** What is kept of the person who accused, who also brought what else there is. */
        private void personsData(Given given) {
            told.add(new AnswerPerson(given.archive(), Retention.Periods.USUAL)
                    .find(
                            new AnswerPerson.Request(
                                    Given.petitioner(), "本人申请，核对了身份证", false, account(), Optional.empty(), who),
                            given.today(),
                            given.now()));
            told.add(new SeePetitioner(given.store())
                    .see(accusation.id(), "联系信访人", account(), Optional.empty(), who, given.now()));
            told.add(new CorrectPetitioner(given.store())
                    .correct(
                            accusation.id(),
                            new CorrectPetitioner.Correction(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("00000005678"),
                                    Optional.empty(),
                                    "本人申请更正",
                                    account(),
                                    Optional.empty(),
                                    who),
                            given.now()));
            told.add(holds(given, accusation.id()));
            for (CaseId id : walk.cases()) {
                told.add(holds(given, id));
            }
            Audit.TraceFilter about = new Audit.TraceFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(accusation.subject()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            ReadAudit audit = new ReadAudit(
                    given.store(), given.archive().accounts(), given.archive().audit());
            told.add(audit.read(about, Optional.empty(), 100, account()));
            told.add(audit.read(Audit.TraceFilter.none(), Optional.empty(), 1000, account()));
        }

        private Outcome<PetitionCase> holds(Given given, CaseId id) {
            return new HoldErasure(given.store()).hold(id, true, "调查期间", account(), Optional.empty(), who, given.now());
        }

        private EraseExpired.Order order() {
            Given given = walk.given();
            ImmutableSet<CaseId> all = given.look(
                    session -> // accusations too: a list may come from somebody else
                    session.cases().erasable(given.today().plusYears(20), Optional.empty(), 1_000).stream()
                            .map(PetitionCase::id)
                            .collect(ImmutableSet.toImmutableSet()));
            return new EraseExpired.Order("销毁清册〔2038〕1号", all, account(), Optional.empty());
        }

        /** So many years later; which cases, which have no order among each other, and how many stay and why. */
        private Object erased(Optional<EraseExpired.Order> order, int years) {
            Given given = walk.given();
            return new EraseExpired(given.store())
                    .erase(
                            Asker.of(who),
                            Retention.Periods.USUAL,
                            order,
                            given.today().plusYears(years),
                            given.now())
                    .map(report -> ImmutableList.of(ImmutableSet.copyOf(report.lines()), report.stays()));
        }

        /** In the place of each colleague, and each colleague in theirs. */
        private void standsIn(Given given) {
            ImmutableMap<IncumbencyId, Seat> sitting = walk.sitting();
            Optional<Seat> seat = Optional.ofNullable(sitting.get(who));
            int day = 0;
            for (Seat other : sitting.values()) {
                if (other.incumbency().equals(who)
                        || seat.filter(one -> one.unit().equals(other.unit())).isEmpty()) {
                    continue;
                }
                for (Actor.Delegate as : List.of(
                        new Actor.Delegate(who, other.incumbency()), new Actor.Delegate(other.incumbency(), who))) {
                    var on = given.today().plusDays(day++);
                    Delegation ordered = new Delegation(
                            new DelegationId(Who.uuid("delegation of " + as + " for " + who)),
                            as.absent(),
                            as.who(),
                            Delegation.Cause.LEAVE,
                            on,
                            on,
                            "",
                            Optional.empty());
                    told.add(new EnterUnitAct(given.store())
                            .enter(
                                    other.unit(),
                                    new UnitAct.Delegate(ordered),
                                    Optional.of(as.absent()),
                                    given.today(),
                                    given.now())
                            .map(Entry::act));
                    Instant then = on.atTime(12, 0).atZone(PetitionCase.CHINA).toInstant();
                    asked(given.archive(), Asker.of(as, then), on);
                    told.add(new PerformAct(given.store(), given.law())
                            .perform(accusation.id(), accusation.entries(), new CaseAct.Note("接待来访一次"), as, on, then));
                }
            }
            told.add(board.delegations(
                    sitting.values().stream().map(Seat::unit).collect(toImmutableSet()),
                    official(given, who),
                    given.today(),
                    1000));
            told.add(look(session -> session.tenures().delegations()));
        }

        private void asked(Archive archive, Asker asker, LocalDate on) {
            Board shown = archive.board(asker);
            told.add(shown.ledger(Board.Filter.none(), on, Optional.empty(), 1000));
            told.add(shown.counts(Board.Filter.none(), on));
            told.add(shown.caseFile(accusation.id()));
            told.add(shown.numbered(NUMBER));
            told.add(shown.docket(accusation.subject()));
            for (Seat seat : walk.sitting().values()) { // as a calendar does that is subscribed to
                told.add(Given.done(archive.store()
                        .transact(asker, session -> Outcome.done(session.cases().answeredForBy(seat.incumbency())))));
            }
        }

        /** Everything that goes through all the terms that run. */
        private void terms(Given given) {
            for (Asker asker : List.of(Asker.of(who), Asker.of(official(given, who)))) {
                told.add(new TryRulebook(given.store(), given.law()).tryOut(ADOPTED, asker));
            }
            told.add(new AdoptRulebook(given.store(), given.law()).adopt(ADOPTED, who, given.today(), given.now()));
            // a feast on the last day of whatever was received today, or the day after
            var holidays = new LinkedHashMap<LocalDate, String>();
            int year = given.today().plusDays(15).getYear();
            for (int i = 7; i < 16; i++) {
                LocalDate day = given.today().plusDays(i);
                if (day.getYear() == year) {
                    holidays.put(day, "节日");
                }
            }
            YearNotice notice = new YearNotice(
                    year, "测试〔2026〕1号", "虚构的放假安排", ImmutableSortedMap.copyOf(holidays), ImmutableSortedMap.of());
            told.add(new AnnounceYear(given.store(), given.law()).announce(notice, who, given.today(), given.now()));
        }

        /** Everybody's departure, with whoever must not know as receiver, as witness and as neither. */
        private void handovers(Given given) {
            List<IncumbencyId> sitting =
                    walk.sitting().values().stream().map(Seat::incumbency).toList();
            for (int i = 0; i < sitting.size(); i++) {
                IncumbencyId other = sitting.get((i + 1) % sitting.size());
                IncumbencyId third = sitting.get((i + 2) % sitting.size());
                opens(given, sitting.get(i), who, other);
                opens(given, sitting.get(i), other, who);
                opens(given, sitting.get(i), other, third);
            }
            for (Board.HandoverLine line : board.handovers(Optional.empty(), 1000)) {
                told.add(line);
                told.add(list(line.id()));
                told.add(advances(given, line.id(), new HandoverAct.Supplement(ImmutableList.of())));
                told.add(advances(given, line.id(), Given.freeze()));
                told.add(advances(
                        given, line.id(), new HandoverAct.Freeze("", Optional.of("本人已赴任"), ImmutableList.of())));
                told.add(advances(given, line.id(), new HandoverAct.FoundLater(accusation.id(), "漏列")));
                told.add(advances(
                        given,
                        line.id(),
                        new HandoverAct.Replace(who, line.witness().id(), "更换")));
                told.add(completes(given, line.id()));
            }
            for (HandoverId id : apart) { // from wherever they are known
                told.add(tries(given, id, 1, new HandoverAct.Supplement(ImmutableList.of())));
                told.add(completes(given, id));
            }
            departure.ifPresent(one -> told.add(advances(given, one.id(), new HandoverAct.Cancel("不再离任"))));
        }

        /** Without hashes and instants, which differ where more was entered before. */
        private Optional<ImmutableList<Object>> list(HandoverId id) {
            return board.handover(id).map(World::list);
        }

        /** As {@link #list}, but asked as pages ask, which enters it. */
        private Outcome<ImmutableList<Object>> shown(HandoverId id) {
            Given given = walk.given();
            return new ShowHandover(given.archive())
                    .show(id, account(), Optional.empty(), Asker.of(who), Optional.of(who), given.now())
                    .map(World::list);
        }

        private static ImmutableList<Object> list(Board.HandoverFile file) {
            return ImmutableList.of(
                    file.handover().items(),
                    file.handover().state(),
                    file.facts(),
                    file.docket().stream().map(line -> line.entry().act()).toList());
        }

        private void opens(Given given, IncumbencyId leaver, IncumbencyId incoming, IncumbencyId witness) {
            told.add(new OpenHandover(given.store())
                    .open(
                            new HandoverId(Who.uuid("handover of " + leaver + incoming + witness + who)),
                            new OpenHandover.Notice(
                                    leaver,
                                    incoming,
                                    witness,
                                    Handover.Cause.RETIRED,
                                    "",
                                    given.today(),
                                    given.today().plusDays(10)),
                            who,
                            given.today(),
                            given.now()));
        }

        private Outcome<Handover> advances(Given given, HandoverId id, HandoverAct act) {
            int seen = given.look(session -> session.handovers().find(id))
                    .orElseThrow()
                    .entries();
            return tries(given, id, seen, act);
        }

        private Outcome<Handover> tries(Given given, HandoverId id, int seen, HandoverAct act) {
            return new AdvanceHandover(given.store())
                    .advance(id, seen, act, who, given.today(), given.now())
                    .map(World::unsigned);
        }

        private Outcome<Handover> completes(Given given, HandoverId id) {
            return new CompleteHandover(given.store(), given.law())
                    .complete(id, Optional.of(who), given.today(), given.now())
                    .map(World::unsigned);
        }

        /** Without signatures, whose instants differ where more was entered before. */
        private static Handover unsigned(Handover after) {
            return new Handover(
                    after.id(),
                    after.beside(),
                    after.outgoing(),
                    after.incoming(),
                    after.witness(),
                    after.cause(),
                    after.document(),
                    after.openedOn(),
                    after.leavesOn(),
                    after.dueOn(),
                    after.state(),
                    after.items(),
                    after.dropped(),
                    after.edition(),
                    after.digest(),
                    ImmutableList.of(),
                    after.placed(),
                    after.firstActDue(),
                    after.omissions(),
                    after.entries(),
                    after.lastOn());
        }
    }

    /** A ledger of one sheet, as somebody brings it. */
    private record Lines(ImmutableList<ImmutableList<String>> rows) implements LedgerFile {
        private static final String NAME = "台账";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public ImmutableList<String> sheets() {
            return ImmutableList.of(NAME);
        }

        @Override
        public boolean isDelimited() {
            return false;
        }

        @Override
        public Optional<Problem> read(int sheet, Predicate<? super SheetRow> reader) {
            boolean more = true;
            for (int i = 0; i < rows.size() && more; i++) {
                more = reader.test(new SheetRow(
                        NAME, i + 1, rows.get(i).stream().map(Cell::words).collect(toImmutableList())));
            }
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /**
     * What is answered to somebody here, whatever he or she asks and tries, and once more after the daily round, which
     * reminds of the accusation too.
     */
    public List<Object> told(IncumbencyId who) {
        World world = new World(who);
        world.asked(world.filters());
        world.tried();
        Given given = walk.given().later(40);
        new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now());
        new SweepHandovers(given.store(), given.law()).sweep(given.today(), given.now());
        for (Seat seat : walk.sitting().values()) {
            new RealignChains(given.store(), given.law()).realign(seat.unit(), "任职变动", given.today(), given.now());
        }
        return world.asked(ImmutableList.of(Board.Filter.none()));
    }
}
