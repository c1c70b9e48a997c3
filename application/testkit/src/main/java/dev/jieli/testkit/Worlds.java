package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Light;
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
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * 两个世界: the same history twice, and in one of the two an accusation besides. Whoever it is against must be answered the
 * same in both, whatever he or she asks or tries.
 */
public final class Worlds {
    private static final String NUMBER = "检举〔2026〕1号";
    private static final String GIST = "反映有关人员违规收受礼金";

    private final Walk walk;
    private final List<Integer> numbers;
    private final PetitionCase accusation;
    private final ImmutableList<IncumbencyId> accused;

    private Worlds(Walk walk, List<Integer> numbers, PetitionCase accusation, ImmutableList<IncumbencyId> accused) {
        this.walk = walk;
        this.numbers = numbers;
        this.accusation = accusation;
        this.accused = accused;
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
        Seat registrar = all.stream()
                .filter(seat -> seat.unitKind() == Unit.Kind.PETITION_OFFICE)
                .findFirst()
                .orElseThrow();
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
        int pick = numbers.stream().mapToInt(Integer::intValue).sum();
        ImmutableSet<UnitId> accusedUnits =
                pick % 3 == 0 ? ImmutableSet.of() : ImmutableSet.of(units.get(pick % units.size()));
        ImmutableSet<OfficialId> accusedOfficials = pick % 3 == 1
                ? ImmutableSet.of()
                : ImmutableSet.of(people.get(pick % people.size()), people.get(pick / 7 % people.size()));
        Given given = with.given();
        PetitionCase accusation = given.registered(petition(given), registrar.incumbency());
        accusation = given.does(
                registrar.incumbency(),
                accusation,
                new CaseAct.Classify(Track.ACCUSATION, Optional.empty(), accusedUnits, accusedOfficials, "检举控告"));
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
        ImmutableList<IncumbencyId> accused = with.sitting().values().stream()
                .filter(seat -> accusedUnits.contains(seat.unit())
                        || accusedOfficials.contains(official(given, seat.incumbency())))
                .map(Seat::incumbency)
                .collect(toImmutableList());
        return new Worlds(with, numbers, accusation, accused);
    }

    /** The same world, in which nobody was accused. */
    public Worlds without(Archive empty) {
        return new Worlds(new Walk(Given.an_office(empty), numbers).through(), numbers, accusation, accused);
    }

    /** What somebody is shown of an archive. */
    public static <T> T look(Archive archive, IncumbencyId who, Function<Store.Session, T> at) {
        return Given.done(archive.store().transact(Asker.of(who), session -> Outcome.done(at.apply(session))));
    }

    private static OfficialId official(Given given, IncumbencyId who) {
        return given.look(session -> session.tenures().official(who)).orElseThrow();
    }

    private static Petition petition(Given given) {
        return new Petition(
                NUMBER,
                Channel.LETTER,
                given.today(),
                GIST,
                Optional.of(Who.Place.TOWN.unit().region()),
                "纪检监察",
                1,
                0);
    }

    /** Everybody who must not know: who is accused, and who sits in a unit that is. */
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
        }

        private <T> T look(Function<Store.Session, T> at) {
            return Worlds.look(walk.given().archive(), who, at);
        }

        List<Object> asked() {
            var today = walk.given().today().plusDays(30);
            OfficialId official = official(walk.given(), who);
            told.add(board.workbench(official, today));
            for (Board.Filter filter : filters()) {
                told.add(board.ledger(filter, today, Optional.empty(), 7));
                told.add(board.ledger(filter, today, Optional.empty(), 1000));
                told.add(board.counts(filter, today));
            }
            told.add(board.caseFile(accusation.id()));
            told.add(board.numbered(NUMBER));
            told.add(board.whoAnswered(accusation.id(), today));
            told.add(board.docket(accusation.subject()));
            told.add(board.withoutLeader(today));
            told.add(board.leaders(today));
            told.add(board.assigned(Optional.empty(), today));
            told.add(board.handovers(Optional.empty(), 100));
            for (HandoverId id : walk.handovers()) {
                told.add(list(id));
            }
            told.add(board.organization());
            for (CaseId id : walk.cases()) {
                told.add(board.caseFile(id));
                told.add(board.alike(id, 100));
                told.add(board.linked(id));
            }
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
            told.add(look(session -> session.cases().remindersDue(today.plusYears(1), 1000)));
            told.add(look(session -> session.cases().unsettledFrom(walk.given().today(), Optional.empty(), 1000)));
            return told;
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
            told.add(new DraftPaper(given.store(), given.law())
                    .draft(
                            new PaperId(Who.uuid("paper")),
                            accusation.id(),
                            new DraftPaper.Draft(
                                    PaperKind.RECEIPT_NOTICE, ImmutableMap.of(), "0".repeat(32), Optional.empty()),
                            who,
                            given.today(),
                            given.now()));
            handovers(given);
            Outcome<PetitionCase> same = new RegisterPetition(given.store(), given.law())
                    .register(
                            new CaseId(Who.uuid("same number " + who)),
                            petition(given),
                            new Petitioner("某某", Optional.empty(), Optional.empty(), Optional.empty()),
                            who,
                            given.today(),
                            given.now());
            told.add(same.map(PetitionCase::entries));
            return told;
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
                        given,
                        line.id(),
                        new HandoverAct.Replace(who, line.witness().id(), "更换")));
            }
        }

        /** Without hashes and instants, which differ where more was entered before. */
        private Optional<ImmutableList<Object>> list(HandoverId id) {
            return board.handover(id)
                    .map(file -> ImmutableList.of(
                            file.handover().items(),
                            file.handover().state(),
                            file.facts(),
                            file.docket().stream()
                                    .map(line -> line.entry().act())
                                    .toList()));
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
            return new AdvanceHandover(given.store())
                    .advance(id, seen, act, who, given.today(), given.now())
                    .map(after -> new Handover(
                            after.id(),
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
                            after.edition(),
                            after.digest(),
                            ImmutableList.of(),
                            after.placed(),
                            after.firstActDue(),
                            after.omissions(),
                            after.entries(),
                            after.lastOn()));
        }
    }

    /** What is answered to somebody here, whatever he or she asks and tries. */
    public List<Object> told(IncumbencyId who) {
        World world = new World(who);
        world.asked();
        return world.tried();
    }
}
