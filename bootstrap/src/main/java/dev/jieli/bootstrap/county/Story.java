package dev.jieli.bootstrap.county;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import dev.jieli.application.port.Store;
import dev.jieli.bootstrap.county.Life.Fate;
import dev.jieli.bootstrap.county.Life.Move;
import dev.jieli.bootstrap.county.Life.Plan;
import dev.jieli.bootstrap.wiring.Ids;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Two years in the county, lived through day by day: every entry is an act that the lifecycle let be done by somebody who
 * sat that day, or a reminder that the law asked for. Entered by set.
 */
final class Story {
    private static final int AT_A_TIME = 1_000;

    private final Staff staff;
    private final Store store;
    private final Law law;
    private final RandomGenerator random;
    private final Names names;
    private final Gists gists = new Gists();
    private final Map<IncumbencyId, Optional<Seat>> seats = new HashMap<>();
    private final List<Life> lives = new ArrayList<>();
    private final List<Life> open = new ArrayList<>();
    private final List<PetitionCase.Entered> entered = new ArrayList<>();
    private final List<Life> born = new ArrayList<>();
    private final List<LocalDate> arrivals;
    private final Map<Integer, Integer> ofYear = new HashMap<>();
    private int arrived;
    private int entries;
    private LocalDate yesterday;

    /**
     * @param from the first day
     * @param until the last day on which a case comes in
     */
    Story(
            Staff staff,
            Store store,
            Law law,
            RandomGenerator random,
            Names names,
            LocalDate from,
            LocalDate until,
            int cases) {
        this.staff = staff;
        this.store = store;
        this.law = law;
        this.random = random;
        this.names = names;
        this.yesterday = from.minusDays(1);
        this.arrivals = arrivals(from, until, cases);
    }

    /** People come on working days, and write on the others too. */
    private List<LocalDate> arrivals(LocalDate from, LocalDate until, int cases) {
        int days = (int) (until.toEpochDay() - from.toEpochDay()) + 1;
        List<LocalDate> drawn = new ArrayList<>();
        while (drawn.size() < cases) {
            LocalDate day = from.plusDays(random.nextInt(days));
            if (law.calendar().isWorkingDay(day) || random.nextInt(5) == 0) {
                drawn.add(day);
            }
        }
        drawn.sort(null);
        return drawn;
    }

    int cases() {
        return lives.size();
    }

    int entries() {
        return entries;
    }

    /** Whether somebody answers for an open case that is not among those. */
    boolean holds(IncumbencyId who, Set<CaseId> besides) {
        return open.stream()
                .anyMatch(life -> !besides.contains(life.now.id())
                        && !life.now.position().chain().rolesOf(who).isEmpty());
    }

    /** The first case to come in of those. */
    Optional<Life> first(Predicate<Life> of) {
        return lives.stream().filter(of).findFirst();
    }

    /** Does something in one case besides, and keeps it. */
    void besides(Life life, CaseAct act, Desk by, LocalDate on) {
        Outcome<PetitionCase.Entered> done =
                life.now.perform(act, seat(by.sitting()), on, Days.at(on, 21, 0), law, this::seat);
        if (!(done instanceof Outcome.Done<PetitionCase.Entered> one)) {
            throw new IllegalStateException("the county's act is refused: " + done);
        }
        take(life, one.value());
        keep();
    }

    /** Lives through all days up to this one, and keeps what was done. */
    void liveThrough(LocalDate last) {
        while (yesterday.isBefore(last)) {
            live(yesterday.plusDays(1));
            yesterday = yesterday.plusDays(1);
            if (entered.size() >= AT_A_TIME) {
                keep();
            }
        }
        keep();
    }

    /** Reads again who sits, and what others have done in the open cases. */
    void readAgain() {
        seats.clear();
        for (List<Life> page : Lists.partition(open, AT_A_TIME)) {
            Map<CaseId, PetitionCase> found = new HashMap<>();
            Outcome<Integer> read = store.transact(Asker.Job.OPERATOR, session -> {
                session.cases()
                        .all(page.stream().map(life -> life.now.id()).toList())
                        .forEach(one -> found.put(one.id(), one));
                return Outcome.done(found.size());
            });
            if (read instanceof Outcome.Done<Integer>) {
                page.forEach(life -> life.now = found.getOrDefault(life.now.id(), life.now));
            }
        }
    }

    // ----------------------------------------------------------------- a day

    private void live(LocalDate today) {
        for (Life life : open) {
            life.minutes = 0;
            life.now
                    .remind(today, Days.at(today, 0, 10), law, who -> Optional.empty())
                    .forEach(done -> take(life, done));
        }
        while (arrived < arrivals.size() && arrivals.get(arrived).equals(today)) {
            arrive(today);
            arrived++;
        }
        for (Life life : List.copyOf(open)) {
            while (life.open().isPresent()
                    && !life.plans.isEmpty()
                    && !life.plans.element().on().isAfter(today)) {
                Plan plan = life.plans.remove();
                if (plan.stage().isEmpty() || plan.stage().equals(life.open().map(Position.Open::stage))) {
                    perform(life, plan, today);
                }
            }
        }
        open.removeIf(life -> life.open().isEmpty());
    }

    private void perform(Life life, Plan plan, LocalDate today) {
        Move move = plan.move().apply(life.now);
        life.minutes += 3 + random.nextInt(40);
        Stage before = life.open().orElseThrow().stage();
        Outcome<PetitionCase.Entered> done = performed(life, move, today);
        if (done instanceof Outcome.Refused<PetitionCase.Entered> refused
                && refused.refusal().reason() == Reason.STILL_OWED) {
            // what is owed to the one that assigned it, or to a leader, goes out before the case ends
            for (CaseAct owed : OWED) {
                if (performed(life, new Move(owed, life.holder()), today)
                        instanceof Outcome.Done<PetitionCase.Entered> one) {
                    take(life, one.value());
                }
            }
            done = performed(life, move, today);
        }
        if (done instanceof Outcome.Done<PetitionCase.Entered> one) {
            take(life, one.value());
            boolean moved =
                    life.open().map(Position.Open::stage).filter(before::equals).isEmpty();
            if (moved
                    || move.act() instanceof CaseAct.Notify
                    || move.act() instanceof CaseAct.Classify
                    || move.act().sends()) {
                life.open().ifPresent(now -> plan(life, now, today));
            }
        }
    }

    private Outcome<PetitionCase.Entered> performed(Life life, Move move, LocalDate today) {
        return life.now.perform(move.act(), seat(move.by()), today, time(today, life), law, this::seat);
    }

    private void take(Life life, PetitionCase.Entered done) {
        life.now = done.after();
        entered.add(done);
        entries++;
    }

    private Instant time(LocalDate day, Life life) {
        return Days.at(day, 9, 0).plusSeconds(60L * life.minutes + random.nextInt(60));
    }

    private Optional<Seat> seat(IncumbencyId who) {
        Optional<Seat> known = seats.get(who);
        if (known == null) {
            Outcome<Optional<Seat>> read = store.transact(
                    Asker.Job.OPERATOR,
                    session -> Outcome.done(session.tenures().seat(who)));
            known = read instanceof Outcome.Done<Optional<Seat>> done ? done.value() : Optional.empty();
            seats.put(who, known);
        }
        return known;
    }

    private void keep() {
        List<Life> fresh = List.copyOf(born);
        born.clear();
        for (List<PetitionCase.Entered> page : Lists.partition(List.copyOf(entered), AT_A_TIME)) {
            done(store.transact(Asker.Job.OPERATOR, session -> {
                session.cases().enterAll(page);
                return Outcome.done(page.size());
            }));
        }
        entered.clear();
        done(store.transact(Asker.Job.OPERATOR, session -> {
            fresh.forEach(life -> session.cases().keep(life.now.id(), life.petitioner));
            return Outcome.done(fresh.size());
        }));
    }

    private static void done(Outcome<Integer> outcome) {
        if (outcome instanceof Outcome.Refused<Integer> refused) {
            throw new IllegalStateException("the county's days cannot be kept: " + refused.refusal());
        }
    }

    // ----------------------------------------------------------------- how a case comes in

    private void arrive(LocalDate today) {
        boolean township = random.nextInt(100) < 30;
        String unit = township
                ? staff.townships().get(random.nextInt(staff.townships().size()))
                : department();
        String place = township
                ? unit
                : staff.townships().get(random.nextInt(staff.townships().size()));
        boolean direct = random.nextInt(100) < 15;
        Desk registrar = direct ? staff.any(unit, Post.Kind.CLERK) : staff.any(Staff.OFFICE, Post.Kind.CLERK);
        Gists.Gist gist = gists.about(township ? Gists.TOWNSHIP : unit, place, today.getYear(), random);
        RegionCode region = staff.unit(place).region();
        int repeats = random.nextInt(100) < 80 ? 0 : 1 + random.nextInt(random.nextInt(4) == 0 ? 5 : 2);
        Petition petition = new Petition(
                "WY%d-%04d".formatted(today.getYear(), ofYear.merge(today.getYear(), 1, Integer::sum)),
                channel(today, direct),
                today.minusDays(random.nextInt(4) == 0 ? 1 : 0),
                gist.text(),
                Optional.of(region),
                gist.category(),
                gist.persons(),
                repeats);
        CaseAct act = direct ? new CaseAct.ReceiveDirectly(petition) : new CaseAct.Register(petition);
        Instant at = Days.at(today, 9, 0).plusSeconds(random.nextInt(8 * 3600));
        Outcome<PetitionCase.Entered> done = PetitionCase.register(
                new CaseId(Ids.at(at, random)), act, seat(registrar.sitting()).orElseThrow(), today, at, law);
        if (!(done instanceof Outcome.Done<PetitionCase.Entered> one)) {
            throw new IllegalStateException("the county's case cannot be registered: " + done);
        }
        Petitioner petitioner = names.petitioner(place, random);
        Life life = new Life(one.value().after(), petitioner, fate(gist.persons(), repeats), unit, registrar);
        life.misdirected = !direct && random.nextInt(100) < 5;
        life.minutes = 9 * 60;
        take(life, one.value());
        lives.add(life);
        open.add(life);
        born.add(life);
        plan(life, life.open().orElseThrow(), today);
        if (isOne(life, 11)) {
            planInstruction(life, today);
        }
        if (gist.persons() >= 15 || repeats >= 2 || life.fate == Fate.STUCK) {
            planLeader(life, today);
        }
    }

    /** A leader of the county writes on the letter what is to be done, and by when the answer is wanted. */
    private void planInstruction(Life life, LocalDate today) {
        List<Desk> leaders = staff.desks(Staff.GOVERNMENT, Post.Kind.LEADER);
        Desk leader = leaders.get(Math.floorMod(life.now.petition().number().hashCode() / 11, leaders.size()));
        LocalDate read = after(today, 3, 12);
        life.whenever(
                read,
                found -> new Move(
                        new CaseAct.Instruct(leader.sitting(), "请责任单位认真核实、依法办理，并报办理结果", read.plusDays(20)),
                        found.position().chain().holder()));
        life.whenever(
                after(read, 8, 26),
                found -> new Move(
                        new CaseAct.AnswerLeader("已实地核实并约谈有关单位，正按信访程序办理，结果另报"),
                        found.position().chain().holder()));
    }

    /** Houses, land, wages and fields bring most of it. */
    private String department() {
        List<String> all = staff.departments();
        return random.nextInt(100) < 62
                ? all.get(BUSY[random.nextInt(BUSY.length)])
                : all.get(random.nextInt(all.size()));
    }

    private Channel channel(LocalDate today, boolean direct) {
        int drawn = random.nextInt(100);
        if (!law.calendar().isWorkingDay(today)) {
            return drawn < 85 ? Channel.WEB : Channel.PHONE;
        }
        if (direct) {
            return drawn < 80 ? Channel.VISIT : Channel.PHONE;
        }
        return drawn < 40 ? Channel.VISIT : drawn < 75 ? Channel.WEB : drawn < 90 ? Channel.LETTER : Channel.PHONE;
    }

    private Fate fate(int persons, int repeats) {
        int drawn = random.nextInt(100);
        int hard = persons >= 15 || repeats >= 2 ? 9 : 2;
        if (drawn < hard) {
            return Fate.STUCK;
        }
        drawn = random.nextInt(100);
        return drawn < 50
                ? Fate.CONTENT
                : drawn < 66
                        ? Fate.REVIEWED
                        : drawn < 75
                                ? Fate.REREVIEWED
                                : drawn < 84
                                        ? Fate.SETTLED
                                        : drawn < 87
                                                ? Fate.WITHDRAWN
                                                : drawn < 90
                                                        ? Fate.DECLINED
                                                        : drawn < 95 ? Fate.LED_ELSEWHERE : Fate.PROPOSED;
    }

    // ----------------------------------------------------------------- what its people are going to do

    private LocalDate after(LocalDate day, int least, int most) {
        return law.calendar().workingDayFrom(day.plusDays(least + random.nextInt(most - least + 1)));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Whether the case is one in so many; the same whenever it is asked. */
    private static boolean isOne(Life life, int in) {
        return Math.floorMod(life.now.petition().number().hashCode(), in) == 0;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void plan(Life life, Position.Open now, LocalDate today) {
        switch (now.stage()) {
            case REGISTERED -> planRegistered(life, now, today);
            case FORWARDED -> planForwarded(life, today);
            case OBJECTED -> planObjected(life, today);
            case ACCEPTED -> planAccepted(life, today);
            case DECLINED, LED -> {
                Manner manner = one(MANNERS);
                life.at(now.stage(), after(today, 0, 4), new CaseAct.Notify(manner, "您反映的信访事项处理途径已书面告知，详见告知书"));
            }
            case REPLIED, REVIEWED, REREVIEWED -> {
                LocalDate served = after(today, 0, 5);
                Manner manner = one(MANNERS);
                life.at(now.stage(), served, new CaseAct.Serve(served, manner));
            }
            case REPLY_SERVED -> planReplyServed(life, now, today);
            case REVIEW_REQUESTED -> planReview(life, today);
            case REVIEW_SERVED -> planReviewServed(life, now, today);
            case REREVIEW_REQUESTED -> planRereview(life, today);
            case REVOKED -> planRevoked(life, now, today);
            case EXECUTING -> planExecution(life, now, today);
        }
    }

    private void planRevoked(Life life, Position.Open now, LocalDate today) {
        LocalDate served = after(today, 1, 4);
        life.at(Stage.REVOKED, served, new CaseAct.Serve(served, one(MANNERS)));
        life.at(
                Stage.REVOKED,
                after(served, 1, 4),
                found -> new Move(
                        new CaseAct.OrderAnew(
                                staff.any(unitOf(now), Post.Kind.HANDLER).sitting(), "请重新调查核实，听取信访人陈述后另行作出处理意见"),
                        found.position().chain().holder()));
    }

    /** What was supported or agreed is carried out; an organ that only reviewed it has the one that handled it do so. */
    private void planExecution(Life life, Position.Open now, LocalDate today) {
        boolean elsewhere = now.decided().stream()
                .findFirst()
                .filter(unit -> !unit.equals(now.unit()))
                .isPresent();
        if (elsewhere) {
            life.at(
                    Stage.EXECUTING,
                    after(today, 0, 3),
                    found -> new Move(
                            new CaseAct.OrderExecution(
                                    staff.any(unitOf(now), Post.Kind.HANDLER).sitting(), "请按生效的意见执行到位，并报执行情况"),
                            found.position().chain().holder()));
        }
        LocalDate visited = after(today, 5, 15);
        life.at(
                Stage.EXECUTING,
                visited,
                new CaseAct.Execute(Optional.empty(), false, visited, "已下达整改通知，责任单位正在落实", ""));
        LocalDate done = chance(85) ? after(today, 18, 45) : after(today, 70, 100);
        life.at(
                Stage.EXECUTING,
                done,
                new CaseAct.Execute(Optional.empty(), true, done, "已按意见（协议）落实到位，经回访信访人认可", "验收记录、回访记录"));
    }

    private void planRegistered(Life life, Position.Open now, LocalDate today) {
        if (now.unit().equals(staff.unit(Staff.OFFICE).id())) {
            String to = life.misdirected ? staff.departments().get(random.nextInt(16)) : life.unit;
            LocalDate on = chance(94) ? after(today, 1, 9) : after(today, 16, 24);
            if (life.fate == Fate.DECLINED && chance(30)) {
                life.at(Stage.REGISTERED, on, new CaseAct.Decline("诉求所涉事项已由人民法院立案，不属于信访部门转送范围", "审理该案的人民法院"));
            }
            life.at(Stage.REGISTERED, on, found -> {
                IncumbencyId receiver = staff.any(to, Post.Kind.HANDLER).sitting();
                String material = "信访事项登记表及信访人提交的材料";
                return new Move(
                        isOne(life, 8) && life.fate != Fate.DECLINED
                                ? new CaseAct.Entrust(
                                        receiver,
                                        material,
                                        law.calendar().workingDayFrom(on.plusDays(70)),
                                        "请在指定期限内反馈办理结果，提交办结报告")
                                : new CaseAct.Transfer(receiver, material),
                        found.position().chain().holder());
            });
        } else {
            planAcceptance(life, Stage.REGISTERED, today);
        }
    }

    private void planForwarded(Life life, LocalDate today) {
        if (life.misdirected) {
            life.misdirected = false;
            life.at(
                    Stage.FORWARDED,
                    after(today, 1, 3),
                    new CaseAct.RaiseObjection("诉求所涉事项不属于本单位职权范围，按职责分工应由其他单位办理，现将材料一并退回"));
        }
        planAcceptance(life, Stage.FORWARDED, today);
    }

    private void planObjected(Life life, LocalDate today) {
        LocalDate on = after(today, 1, 3);
        life.at(Stage.OBJECTED, on, found -> {
            boolean uphold = chance(20);
            return new Move(
                    uphold ? new CaseAct.Uphold("经核实，该事项涉及本单位审批职责，请继续办理") : new CaseAct.TakeBack("经核实，异议成立，同意退回后另行转送"),
                    life.registrar.unit().kind() == Unit.Kind.PETITION_OFFICE
                            ? life.registrar.sitting()
                            : staff.any(Staff.OFFICE, Post.Kind.CLERK).sitting());
        });
    }

    private void planAcceptance(Life life, Stage stage, LocalDate today) {
        if (!life.notified) {
            LocalDate on = chance(95) ? after(today, 2, 11) : after(today, 16, 21);
            Manner manner = one(MANNERS);
            life.at(stage, on, found -> {
                life.notified = true;
                return new Move(
                        new CaseAct.Notify(manner, "您反映的信访事项已收到，将按信访程序办理"),
                        found.position().chain().holder());
            });
            return;
        }
        LocalDate on = after(today, 0, 5);
        if (life.fate == Fate.DECLINED) {
            life.at(stage, on, new CaseAct.Decline("诉求属于民事合同争议，不属于本机关职权范围", "有管辖权的人民法院或者仲裁机构"));
        } else if (life.fate == Fate.PROPOSED
                && life.now.position() instanceof Position.Open open
                && open.matter().track() != Track.PROPOSAL) {
            life.at(stage, on, new CaseAct.Classify(Track.PROPOSAL, "所提系改进工作的建议，没有个人诉求"));
        } else if (life.fate == Fate.LED_ELSEWHERE) {
            LegalPath path = one(PATHS);
            life.at(
                    stage,
                    on,
                    new CaseAct.LeadElsewhere(
                            path,
                            switch (path) {
                                case LITIGATION -> "县人民法院";
                                case ARBITRATION -> "县劳动人事争议仲裁委员会";
                                case PARTY_APPEAL -> "县纪律检查委员会";
                                case ADMINISTRATIVE -> "县行政复议机构";
                                case PROTECTION -> "具有查处职责的行政机关";
                            }));
        } else {
            life.at(stage, on, new CaseAct.Accept());
        }
    }

    private void planAccepted(Life life, LocalDate today) {
        int notes = random.nextInt(3);
        for (int n = 0; n < notes; n++) {
            life.at(Stage.ACCEPTED, after(today, 3, 40), new CaseAct.Note(NOTES[random.nextInt(NOTES.length)]));
        }
        if (life.fate == Fate.PROPOSED) {
            life.at(
                    Stage.ACCEPTED,
                    after(today, 10, 45),
                    new CaseAct.Respond(
                            Optional.of(chance(50) ? Adoption.ADOPTED : Adoption.PARTLY), "建议合理可行，已列入下一步工作安排"));
            return;
        }
        if (life.fate == Fate.STUCK) {
            planStuck(life, today);
            return;
        }
        if (life.fate == Fate.SETTLED) {
            life.at(
                    Stage.ACCEPTED,
                    after(today, 12, 55),
                    found -> new Move(
                            new CaseAct.Settle(
                                    chance(70), "调解协议书", "按协议约定的数额分期付清", Optional.of(after(found.lastOn(), 60, 90))),
                            found.position().chain().holder()));
            return;
        }
        if (life.fate == Fate.WITHDRAWN) {
            life.at(Stage.ACCEPTED, after(today, 5, 35), new CaseAct.Withdraw("信访人书面申请撤回，诉求已通过协商解决"));
            return;
        }
        if (chance(14)) {
            LocalDate told = law.calendar().workingDayFrom(today.plusDays(40 + random.nextInt(14)));
            int days = chance(70) ? 30 : 15;
            extended(life, told, days, "情况复杂，需进一步调查核实和专业鉴定");
            reply(life, after(today, 62, 58 + days));
        } else if (chance(7)) {
            life.at(Stage.ACCEPTED, after(today, 63, 66), this::urged);
            reply(life, after(today, 66, 105));
        } else {
            reply(life, after(today, 14, 58));
        }
    }

    /** The holder asks for more time, and a few days later the head, or who stands above the head, grants it. */
    private void extended(Life life, LocalDate told, int days, String reason) {
        life.at(
                Stage.ACCEPTED,
                law.calendar().workingDayFrom(told.minusDays(6)),
                new CaseAct.AskExtension(days, reason));
        life.at(Stage.ACCEPTED, told, found -> {
            Chain chain = found.position().chain();
            return new Move(
                    new CaseAct.Extend(days, reason, told),
                    chain.in(Role.UNIT_HEAD)
                            .or(() -> chain.in(Role.LEADER_IN_CHARGE))
                            .orElse(chain.holder()));
        });
    }

    private void planStuck(Life life, LocalDate today) {
        if (chance(60)) {
            LocalDate told = after(today, 45, 52);
            extended(life, told, 30, "涉及历史遗留问题，需多部门会商");
        }
        Measure help = isOne(life, 2) ? Measure.SOCIAL_AID : Measure.GUIDANCE;
        life.at(
                Stage.ACCEPTED,
                law.calendar().workingDayFrom(today.plusDays(35)),
                new CaseAct.TakeMeasure(
                        help,
                        help == Measure.SOCIAL_AID ? "武义县民政局" : "",
                        "",
                        help == Measure.SOCIAL_AID ? "信访人家庭生活困难，协助申请临时救助" : "会同乡镇上门走访，解释政策和办理进展"));
        for (int days = 30; days < 400; days += 25 + random.nextInt(30)) {
            LocalDate on = after(today, days, days + 5);
            if (days > 90 && chance(40)) {
                life.at(Stage.ACCEPTED, on, this::urged);
            } else {
                life.at(Stage.ACCEPTED, on, new CaseAct.Note(NOTES[random.nextInt(NOTES.length)]));
            }
        }
        if (chance(70)) {
            reply(life, after(today, 120, 400));
        }
    }

    private Move urged(PetitionCase found) {
        return new Move(
                new CaseAct.Urge("该件已超过办理期限，请说明原因并于5个工作日内报送办理进展"),
                staff.desks(Staff.OFFICE, Post.Kind.SUPERVISOR)
                        .get(Math.floorMod(found.petition().number().hashCode(), 2))
                        .sitting());
    }

    private void reply(Life life, LocalDate on) {
        Opinion opinion = one(OPINIONS);
        life.at(
                Stage.ACCEPTED,
                on,
                new CaseAct.Reply(
                        opinion,
                        switch (opinion) {
                            case SUPPORT -> "经调查，诉求事实清楚、符合政策规定，予以支持，由责任单位在30日内落实到位";
                            case EXPLAIN -> "经调查，诉求情有可原但现行政策未作规定，已向信访人作出解释说明";
                            case NOT_SUPPORT -> "经调查，诉求缺乏事实根据，不予支持，已告知复查的权利和期限";
                        }));
    }

    private void planReplyServed(Life life, Position.Open now, LocalDate today) {
        if (!now.course().toExecute().isEmpty() && chance(60)) {
            LocalDate done = after(today, 6, 24);
            life.at(
                    Stage.REPLY_SERVED,
                    done,
                    new CaseAct.Execute(Optional.empty(), true, done, "支持的诉求已落实到位", "现场照片、验收记录"));
        }
        boolean asks =
                life.fate == Fate.REVIEWED || life.fate == Fate.REREVIEWED || (life.fate == Fate.STUCK && chance(50));
        if (asks) {
            life.at(
                    Stage.REPLY_SERVED,
                    after(today, 3, 22),
                    found -> new Move(
                            new CaseAct.RequestReview(
                                    staff.any(Staff.REVIEWERS, Post.Kind.HANDLER)
                                            .sitting(),
                                    "对处理意见认定的事实不服，请求复查"),
                            found.position().chain().holder()));
        }
        close(life, now, Term.REQUEST_REVIEW, "信访人在规定期限内未请求复查");
    }

    private void planReview(Life life, LocalDate today) {
        if (!life.orderedAnew && chance(9)) {
            life.orderedAnew = true;
            life.at(Stage.REVIEW_REQUESTED, after(today, 10, 25), new CaseAct.Revoke("原处理意见事实不清，予以撤销，另行责令重新办理"));
        }
        boolean upheld = chance(75);
        life.at(
                Stage.REVIEW_REQUESTED,
                chance(93) ? after(today, 12, 27) : after(today, 33, 42),
                new CaseAct.Review(
                        upheld ? Finding.UPHELD : Finding.CHANGED,
                        upheld ? "经复查，原处理意见事实清楚、依据正确，予以维持" : "经复查，原处理意见适用依据不当，予以变更"));
    }

    private void planReviewServed(Life life, Position.Open now, LocalDate today) {
        if (life.fate == Fate.REREVIEWED || (life.fate == Fate.STUCK && chance(40))) {
            life.at(
                    Stage.REVIEW_SERVED,
                    after(today, 4, 24),
                    found -> new Move(
                            new CaseAct.RequestRereview(
                                    staff.any(Staff.REREVIEWERS, Post.Kind.HANDLER)
                                            .sitting(),
                                    "对复查意见不服，请求复核"),
                            found.position().chain().holder()));
        }
        close(life, now, Term.REQUEST_REREVIEW, "信访人在规定期限内未请求复核");
    }

    private void planRereview(Life life, LocalDate today) {
        if (chance(50)) {
            LocalDate closes = after(today, 9, 16);
            life.at(Stage.REREVIEW_REQUESTED, closes, new CaseAct.Hear(closes.minusDays(random.nextInt(3)), closes));
        }
        if (!life.orderedAnew && chance(6)) {
            life.orderedAnew = true;
            life.at(Stage.REREVIEW_REQUESTED, after(today, 18, 26), new CaseAct.Revoke("复查意见程序不当，一并撤销，另行责令原办理单位重新办理"));
        }
        boolean upheld = chance(80);
        life.at(
                Stage.REREVIEW_REQUESTED,
                after(today, 18, 29),
                new CaseAct.Rereview(
                        upheld ? Finding.UPHELD : Finding.CHANGED,
                        upheld ? "经复核，复查意见正确，予以维持；本复核意见为信访事项终结意见" : "经复核，对原意见予以变更；本复核意见为信访事项终结意见"));
    }

    private void close(Life life, Position.Open now, Term window, String reason) {
        Running running = now.running().get(window);
        if (running != null) {
            life.at(now.stage(), after(running.due(), 1, 7), new CaseAct.Close(reason));
        }
    }

    /** The key of the unit whose opinion stands first. */
    private String unitOf(Position.Open now) {
        return staff.all().stream()
                .map(Desk::unit)
                .filter(unit -> unit.id().equals(now.decided().asList().get(0)))
                .findFirst()
                .map(staff::key)
                .orElseThrow();
    }

    private void planLeader(Life life, LocalDate today) {
        LocalDate on = after(today, 18, 70);
        life.whenever(on, found -> {
            List<Desk> leaders = staff.desks(Staff.GOVERNMENT, Post.Kind.LEADER);
            IncumbencyId leader = chance(55)
                    ? found.position()
                            .chain()
                            .in(Role.LEADER_IN_CHARGE)
                            .orElse(leaders.get(0).sitting())
                    : leaders.get(random.nextInt(5)).sitting();
            return new Move(
                    new CaseAct.AssignLeader(leader, slots(), "由包案领导牵头会商，每月接访一次，限期拿出化解方案", after(on, 45, 150)),
                    staff.desks(Staff.OFFICE, Post.Kind.HEAD).get(0).sitting());
        });
        for (int days = 15; days < 120; days += 20 + random.nextInt(40)) {
            life.whenever(
                    after(on, days, days + 3),
                    found -> new Move(
                            new CaseAct.Note("包案领导约见信访人，听取诉求并现场研究化解措施"),
                            found.position()
                                    .chain()
                                    .in(Role.ASSIGNED_LEADER)
                                    .orElse(found.position().chain().holder())));
        }
    }

    private ImmutableMap<Slot, String> slots() {
        ImmutableMap.Builder<Slot, String> slots = ImmutableMap.builder();
        for (int i = 0; i < Slot.FIVE.size(); i++) {
            slots.put(Slot.FIVE.get(i), chance(80) ? SLOTS[i] : "");
        }
        return slots.buildOrThrow();
    }

    private static final ImmutableList<Manner> MANNERS =
            ImmutableList.of(Manner.ON_THE_SPOT, Manner.IN_PERSON, Manner.BY_POST, Manner.ONLINE);
    private static final ImmutableList<CaseAct> OWED = ImmutableList.of(
            new CaseAct.ReportBack("已按程序办结，办理结果见处理意见书（协议书），现报办结报告"), new CaseAct.AnswerLeader("事项已办结，结果见办结报告"));

    private static final ImmutableList<LegalPath> PATHS = ImmutableList.copyOf(LegalPath.values());
    private static final ImmutableList<Opinion> OPINIONS = ImmutableList.copyOf(Opinion.values());

    /** By their place among the departments: agriculture, housing, land, labour. */
    private static final int[] BUSY = {0, 1, 1, 1, 2, 2, 3};

    private static final String[] SLOTS = {
        "明确责任单位和责任人，梳理争议焦点", "牵头召开会商会，确定化解路径", "落实困难帮扶和政策解释", "每月排查一次同类问题", "跟踪督导至群众评价满意",
    };

    private static final String[] NOTES = {
        "电话联系信访人，核实诉求细节",
        "到现场踏勘并拍照取证",
        "约谈信访人，告知办理进展",
        "组织相关单位会商，形成初步意见",
        "开展第一次调解，双方意见差距较大",
        "调取历史档案和审批资料",
        "委托专业机构鉴定，等待结论",
        "走访周边群众了解情况",
    };
}
