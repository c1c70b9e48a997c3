package dev.jieli.testkit;

import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.REVIEWER;
import static dev.jieli.testkit.Who.TOWN_HANDLER;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.SweepTerms;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.Decision;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Informed;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Succession;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.casefile.Unserved;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * 随机历史: an office that lives through whatever a list of numbers says. Each number stands for one decision, among what
 * can be done then: the walk is legal, and the same numbers give the same history. When they are used up it is over.
 */
public final class Walk {
    private static final int MOST_CASES = 8;
    private static final int LONGEST_REST = 40;

    private final Given given;
    private final List<Integer> numbers;
    private final List<CaseId> cases = new ArrayList<>();
    private final List<HandoverId> handovers = new ArrayList<>();
    private int used;
    private int came;

    public Walk(Given given, List<Integer> numbers) {
        this.given = given;
        this.numbers = numbers;
    }

    /** Numbers for one history. */
    public static Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 9999).list().ofMinSize(10).ofMaxSize(400);
    }

    public Given given() {
        return given;
    }

    /** Every case that there was, in the order in which they came in. */
    public ImmutableList<CaseId> cases() {
        return ImmutableList.copyOf(cases);
    }

    /** Every handover that there was, in the order in which they were opened. */
    public ImmutableList<HandoverId> handovers() {
        return ImmutableList.copyOf(handovers);
    }

    /** Everybody who sits, with where. */
    public ImmutableMap<IncumbencyId, Seat> sitting() {
        return given.look(session -> {
            Map<IncumbencyId, Seat> sitting = new LinkedHashMap<>();
            session.roster().units().stream()
                    .flatMap(unit -> session.roster().posts(unit.id()).stream())
                    .flatMap(post -> session.tenures().sitting(post.id()).stream())
                    .forEach(one -> session.tenures().seat(one.id()).ifPresent(seat -> sitting.put(one.id(), seat)));
            return ImmutableMap.copyOf(sitting);
        });
    }

    /** The same office, going on with other numbers. */
    public Walk goingOn(List<Integer> others) {
        Walk on = new Walk(given, others);
        on.cases.addAll(cases);
        on.handovers.addAll(handovers);
        on.came = came;
        return on;
    }

    /** To the end. */
    public Walk through() {
        while (step()) {
            // one step after another
        }
        return this;
    }

    /** One step; false when the history is over. */
    public boolean step() {
        if (used >= numbers.size()) {
            return false;
        }
        int what = below(20);
        if (cases.isEmpty() || (what < 2 && cases.size() < MOST_CASES)) {
            cases.add(given.registered(given.petition(), registrar()).id());
        } else if (what < 4) {
            given.later(below(LONGEST_REST));
            new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now());
            new SweepHandovers(given.store(), given.law()).sweep(given.today(), given.now());
        } else if (what == 4) {
            leave();
        } else if (what == 5) {
            departure().ifPresent(this::complete);
        } else if (what < 9 && !underWay().isEmpty()) {
            advance(underWay().get(below(underWay().size())));
        } else {
            act(cases.get(below(cases.size())));
        }
        return true;
    }

    private List<HandoverId> underWay() {
        return handovers.stream()
                .filter(id -> given.now(id).underWay())
                .limit(2)
                .toList();
    }

    /** Somebody in a petition office or at a desk elsewhere. */
    private IncumbencyId registrar() {
        List<Seat> desks = sitting().values().stream()
                .filter(seat -> seat.unitKind() == Unit.Kind.PETITION_OFFICE || seat.post() == Post.Kind.HANDLER)
                .toList();
        return desks.get(below(desks.size())).incumbency();
    }

    private boolean sits(Who who) {
        return given.look(session -> session.tenures().seat(who.id())).isPresent();
    }

    // ------------------------------------------------------------------ a case

    /** Does one of the acts that somebody can do to a case now, more often than not one that takes it further. */
    public void act(CaseId id) {
        PetitionCase found = given.now(id);
        ImmutableMap<IncumbencyId, Seat> sitting = sitting();
        IncumbencyId other = sitting.keySet().asList().get(below(sitting.size()));
        if (found.position() instanceof Position.Open open
                && below(2) == 0
                && doneOneOf(rarely(open, other), found, sitting)) {
            return;
        }
        boolean further = below(3) > 0;
        if (!doneOneOf(further ? onward(other) : beside(other), found, sitting)) {
            doneOneOf(further ? beside(other) : onward(other), found, sitting);
        }
    }

    private boolean doneOneOf(
            ImmutableList<CaseAct> acts, PetitionCase found, ImmutableMap<IncumbencyId, Seat> sitting) {
        ImmutableList<Seat> people = sitting.values().asList();
        Seats seats = new Seats() {
            @Override
            public Optional<Seat> seat(IncumbencyId who) {
                return Optional.ofNullable(sitting.get(who));
            }

            @Override
            public Optional<Unit> unit(UnitId id) {
                return given.look(session -> session.roster().unit(id));
            }

            @Override
            public Optional<OfficialId> official(IncumbencyId who) {
                return given.look(session -> session.tenures().official(who));
            }
        };
        if (acts.isEmpty()) {
            return false;
        }
        int first = below(acts.size());
        int firstPerson = below(people.size());
        for (int i = 0; i < acts.size(); i++) {
            CaseAct act = acts.get((first + i) % acts.size());
            for (int j = 0; j < people.size(); j++) {
                Seat by = people.get((firstPerson + j) % people.size());
                if (found.perform(act, Optional.of(by), given.today(), given.now(), given.law(), seats)
                                instanceof Outcome.Done
                        && isShown(found, by.incumbency())) {
                    given.does(by.incumbency(), found, act);
                    return true;
                }
            }
        }
        return false;
    }

    /** What there is occasion for at few stages, so that it does not go under among the rest. */
    private ImmutableList<CaseAct> rarely(Position.Open open, IncumbencyId other) {
        LocalDate today = given.today();
        return switch (open.stage()) {
            case OBJECTED -> ImmutableList.of(new CaseAct.Uphold("属你单位职权"));
            case REREVIEW_REQUESTED -> ImmutableList.of(new CaseAct.Hear(today, today));
            case EXECUTING ->
                ImmutableList.of(
                        new CaseAct.Resume(open.chain().holder(), "到期没有付款"),
                        new CaseAct.OrderExecution(other, "请按意见执行"),
                        new CaseAct.Execute(Optional.empty(), false, today, "正在整改", ""),
                        new CaseAct.Resume(other, "到期没有付款"),
                        new CaseAct.Execute(Optional.empty(), true, today, "已整改", "验收单"));
            default -> ImmutableList.of();
        };
    }

    private boolean isShown(PetitionCase found, IncumbencyId who) {
        return given.look(session -> session.sight(Asker.of(who))).sees(found);
    }

    /** What takes a case further; what ends it before its time comes up now and then only. */
    private ImmutableList<CaseAct> onward(IncumbencyId other) {
        LocalDate today = given.today();
        ImmutableList.Builder<CaseAct> acts = ImmutableList.<CaseAct>builder()
                .add(new CaseAct.Transfer(other, "来信一封"))
                .add(new CaseAct.Entrust(other, "来信一封", today.plusDays(1 + below(90)), "报送办结报告"))
                .add(new CaseAct.Accept())
                .add(new CaseAct.Respond(Optional.empty(), "已办结并答复"))
                .add(new CaseAct.Respond(Optional.of(Adoption.PARTLY), "部分采纳"))
                .add(new CaseAct.RaiseObjection("不属本单位职权"))
                .add(new CaseAct.TakeBack("异议成立"))
                .add(new CaseAct.Uphold("属你单位职权"))
                .add(new CaseAct.Reply(Opinion.EXPLAIN, "已作解释说明"))
                .add(new CaseAct.Reply(
                        Opinion.SUPPORT,
                        "部分支持",
                        ImmutableList.of(
                                new Decision("停止夜间施工", Opinion.SUPPORT, "现场核实属实"),
                                new Decision("赔偿损失", Opinion.NOT_SUPPORT, "没有证据")),
                        Optional.empty()))
                .add(new CaseAct.ServePublicly(today, "县政府公告栏；多次上门无法联系"))
                .add(new CaseAct.Serve(today, Manner.IN_PERSON))
                .add(new CaseAct.Notify(Manner.BY_POST, "已告知"))
                .add(new CaseAct.RequestReview(other, "对答复不服"))
                .add(new CaseAct.PassOn(other, "不属本机关复查范围"))
                .add(new CaseAct.Review(Finding.UPHELD, "维持"))
                .add(new CaseAct.RequestRereview(other, "对复查意见不服"))
                .add(new CaseAct.Revoke("事实不清"))
                .add(new CaseAct.OrderAnew(other, "事实不清"))
                .add(new CaseAct.Rereview(Finding.CHANGED, "变更"))
                .add(new CaseAct.Close("期满未请求"));
        if (below(8) == 0) {
            acts.add(new CaseAct.Decline("不属本单位职权", "县人民法院"))
                    .add(new CaseAct.LeadElsewhere(LegalPath.ADMINISTRATIVE, "县行政复议局"))
                    .add(new CaseAct.Settle(true, "调解协议书"))
                    .add(new CaseAct.Settle(false, "和解协议书", "付清工资", Optional.of(today.plusDays(30))))
                    .add(new CaseAct.Withdraw("信访人书面撤回"));
        }
        return acts.build();
    }

    /** What leaves a case at its stage. */
    private ImmutableList<CaseAct> beside(IncumbencyId other) {
        LocalDate today = given.today();
        return ImmutableList.of(
                new CaseAct.Extend(1 + below(30), "需委托鉴定", below(2) == 0 ? Optional.of(today) : Optional.empty())
                        .unasked("单位负责人直接掌握情况"),
                new CaseAct.Dispense("未写明姓名、住址"),
                new CaseAct.AskExtension(30, "需委托鉴定"),
                new CaseAct.ReportBack("已办结"),
                new CaseAct.Unserve(today, Manner.BY_POST, Unserved.RETURNED, ""),
                new CaseAct.Recuse(other, Optional.empty(), "有利害关系"),
                new CaseAct.Coordinate(
                        Coordination.AGREED,
                        "",
                        other,
                        ImmutableSet.of(REVIEWER.unit()),
                        ImmutableSet.of(Crossing.DEPARTMENT),
                        "涉及两个部门"),
                new CaseAct.Succeed(TOWN_HANDLER.unit(), unitOf(other), other, Succession.DESIGNATED, "县政府指定"),
                new CaseAct.Instruct(other, "请抓紧办理", today.plusDays(1 + below(20))),
                new CaseAct.AnswerLeader("已限期整改"),
                new CaseAct.DeclareUrgent("可能造成社会影响", "已到场疏导"),
                new CaseAct.Report(ImmutableSet.of(Informed.GOVERNMENT), "情况报告"),
                new CaseAct.Notify(Manner.BY_POST, "已收到"),
                classify(),
                new CaseAct.Reassign(other, "工作调整"),
                new CaseAct.AssignLeader(
                        other, ImmutableMap.of(Slot.FIVE.get(below(5)), "牵头"), "逐案化解", today.plusDays(60)),
                new CaseAct.ReleaseLeader("已化解"),
                new CaseAct.TakeMeasure(Measure.SOCIAL_AID, "县民政局", "", "协助申请临时救助"),
                new CaseAct.Urge("请加快办理"),
                new CaseAct.Note("接待来访一次"));
    }

    /** One of every act that a history knows, as if somebody were to do it. */
    public ImmutableList<CaseAct> everyAct(IncumbencyId other) {
        return ImmutableList.<CaseAct>builder()
                .addAll(onward(other))
                .addAll(beside(other))
                .build();
    }

    private UnitId unitOf(IncumbencyId who) {
        return Optional.ofNullable(sitting().get(who)).orElseThrow().unit();
    }

    private CaseAct classify() {
        ImmutableList<Track> tracks = ImmutableList.copyOf(Track.values());
        Track track = tracks.get(below(tracks.size()));
        return new CaseAct.Classify(
                track,
                Optional.of(SimpleGround.CLEAR).filter(clear -> track == Track.SIMPLIFIED),
                track == Track.ACCUSATION && below(2) == 0 ? ImmutableSet.of(TOWN_HANDLER.unit()) : ImmutableSet.of(),
                "按内容分类");
    }

    // ------------------------------------------------------------------ a departure

    /** Somebody gives notice; a successor, somebody who stands in or somebody else receives. Nothing where it cannot be. */
    public void leave() {
        ImmutableList<IncumbencyId> people = sitting().keySet().asList();
        List<IncumbencyId> answering = answering();
        IncumbencyId outgoing = answering.isEmpty() || below(3) == 0
                ? people.get(below(people.size()))
                : answering.get(below(answering.size()));
        Optional<IncumbencyId> newcomer = below(2) == 0 ? Optional.of(newcomer(outgoing)) : Optional.empty();
        IncumbencyId incoming = newcomer.orElseGet(() -> people.get(below(people.size())));
        IncumbencyId witness = people.get(below(people.size()));
        HandoverId id = new HandoverId(Who.uuid("walk " + handovers.size()));
        OpenHandover.Notice notice = new OpenHandover.Notice(
                outgoing,
                incoming,
                witness,
                Handover.Cause.TRANSFERRED,
                "",
                given.today().plusDays(below(5)),
                given.today().plusDays(10));
        if (new OpenHandover(given.store()).open(id, notice, outgoing, given.today(), given.now())
                instanceof Outcome.Done) {
            handovers.add(id);
        }
    }

    private IncumbencyId newcomer(IncumbencyId besides) {
        came++;
        return given.besides(besides, "newcomer " + came, below(3) == 0);
    }

    /** Takes one of the steps that somebody can take in a handover now; nothing where there is none. */
    public void advance(HandoverId id) {
        Handover now = given.now(id);
        if (!now.underWay()) {
            return;
        }
        ImmutableList<IncumbencyId> people = ImmutableList.of(
                now.outgoing(), now.incoming(), now.witness(), sits(OFFICE_HEAD) ? OFFICE_HEAD.id() : now.witness());
        ImmutableList<HandoverAct> steps = steps(now);
        int first = below(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            HandoverAct step = steps.get((first + i) % steps.size());
            for (IncumbencyId by : people) {
                if (given.tries(by, now, step) instanceof Outcome.Done) {
                    return;
                }
            }
        }
        complete(now);
    }

    private ImmutableList<HandoverAct> steps(Handover now) {
        ImmutableList<CaseId> items = now.items().keySet().asList();
        String digest = now.digest().orElse("");
        ImmutableList.Builder<HandoverAct> steps = ImmutableList.<HandoverAct>builder()
                .add(Given.freeze())
                .add(new HandoverAct.Receive(digest))
                .add(new HandoverAct.Witness(digest))
                .add(new HandoverAct.Supplement(ImmutableList.of()));
        if (!items.isEmpty()) {
            CaseId one = items.get(below(items.size()));
            steps.add(new HandoverAct.Complete(items, new Handover.Account("前期已接访", "", "继续约谈", Handover.Risk.GREEN)))
                    .add(new HandoverAct.Check(items))
                    .add(new HandoverAct.Question(one, "附件是否齐全？"))
                    .add(new HandoverAct.Answer(one, "已说明"));
        }
        if (below(6) == 0) {
            ImmutableList<IncumbencyId> people = sitting().keySet().asList();
            steps.add(new HandoverAct.Replace(people.get(below(people.size())), now.witness(), "接收人调整"))
                    .add(new HandoverAct.Cancel("不再调动"));
        }
        return steps.build();
    }

    /**
     * Somebody who answers for something leaves, step by step, while work on the cases goes on; now and then an item is
     * kept under another post. Empty where nobody can leave, or a case is or becomes an accusation against who is to sign.
     *
     * @return signed by all three; what reached the leaver since then stands on no list
     */
    public Optional<Handover> departure() {
        List<IncumbencyId> leavers = answering();
        if (leavers.isEmpty()) {
            return Optional.empty();
        }
        IncumbencyId outgoing = leavers.get(below(leavers.size()));
        Optional<IncumbencyId> second = below(2) == 0 ? secondPost(outgoing) : Optional.empty();
        IncumbencyId incoming = below(2) == 0 ? newcomer(outgoing) : another(outgoing, outgoing);
        if (!(given.opens(outgoing, incoming, another(outgoing, incoming), given.today())
                instanceof Outcome.Done<Handover> opened)) {
            return Optional.empty();
        }
        handovers.add(opened.value().id());
        return signed(opened.value(), second);
    }

    /** Those who answer for an open case and are not leaving yet. */
    private List<IncumbencyId> answering() {
        return sitting().keySet().stream()
                .filter(who -> given.look(
                        session -> !session.cases().answeredForBy(who).isEmpty()
                                && session.handovers().underWay(who).isEmpty()))
                .toList();
    }

    /** Another post for somebody who has one only, in no unit against which he or she handles an accusation. */
    private Optional<IncumbencyId> secondPost(IncumbencyId leaver) {
        List<Incumbency> held = given.look(session -> session.tenures()
                .heldBy(session.tenures().find(leaver).orElseThrow().official()));
        Who post = held.get(0).post().equals(TOWN_HANDLER.post()) ? REVIEWER : TOWN_HANDLER;
        boolean against = given.look(session -> session.cases().answeredForBy(leaver).stream()
                .anyMatch(found -> found.involved().accused().contains(post.unit())));
        return held.size() > 1 || against ? Optional.empty() : Optional.of(given.also(leaver, post));
    }

    /** What reached the leaver goes onto the list, and all sign again. Empty as {@link #departure} is. */
    public Optional<Handover> supplemented(Handover witnessed) {
        return isKeptFromAParty(witnessed)
                ? Optional.empty()
                : signed(
                        given.steps(witnessed.outgoing(), witnessed, new HandoverAct.Supplement(ImmutableList.of())),
                        Optional.empty());
    }

    /**
     * Whether something of it has become an accusation against who is to sign, or its receiver has withdrawn from something of it:
     * then other parties are needed.
     */
    private boolean isKeptFromAParty(Handover handover) {
        return given.look(session -> {
            List<PetitionCase> all = new ArrayList<>(session.cases().answeredForBy(handover.outgoing()));
            all.addAll(session.cases().all(handover.items().keySet()));
            return Stream.of(handover.outgoing(), handover.incoming(), handover.witness())
                            .anyMatch(party -> session.sight(Asker.of(party)).isKeptFromOneOf(all))
                    || all.stream().anyMatch(one -> session.isWithdrawn(one, Asker.of(handover.incoming())));
        });
    }

    private Optional<Handover> signed(Handover draft, Optional<IncumbencyId> second) {
        Handover completed = given.completed(draft);
        if (second.isPresent() && !completed.items().isEmpty()) {
            CaseId kept = completed
                    .items()
                    .keySet()
                    .asList()
                    .get(below(completed.items().size()));
            completed = given.steps(completed.outgoing(), completed, new HandoverAct.Keep(kept, second.get(), "熟悉情况"));
        }
        act(anyCase());
        if (isKeptFromAParty(completed)) {
            return Optional.empty();
        }
        if (given.tries(completed.outgoing(), completed, Given.freeze()) instanceof Outcome.Refused) {
            return supplemented(completed);
        }
        Handover frozen = given.now(draft.id());
        if (!frozen.items().isEmpty() && below(2) == 0) {
            CaseId item =
                    frozen.items().keySet().asList().get(below(frozen.items().size()));
            frozen = given.steps(frozen.incoming(), frozen, new HandoverAct.Question(item, "附件是否齐全？"));
            frozen = given.steps(frozen.outgoing(), frozen, new HandoverAct.Answer(item, "已说明"));
        }
        act(anyCase());
        if (isKeptFromAParty(frozen)) {
            return Optional.empty();
        }
        Handover received = given.received(frozen);
        act(anyCase());
        if (isKeptFromAParty(received)) {
            return Optional.empty();
        }
        HandoverAct signs = new HandoverAct.Witness(received.digest().orElseThrow());
        return apartSigned(received)
                        && given.tries(received.witness(), received, signs) instanceof Outcome.Done<Handover> done
                ? Optional.of(done.value())
                : supplemented(received);
    }

    /** The lists of accusations beside it, signed by all three; not so where more of them reached the leaver since. */
    private boolean apartSigned(Handover main) {
        for (Handover list : given.look(session -> session.handovers().beside(main.id()))) {
            if (list.state() == Handover.State.DRAFT) {
                Handover completed = given.completed(list);
                if (given.tries(completed.outgoing(), completed, Given.freeze()) instanceof Outcome.Refused) {
                    return false;
                }
                given.witnessed(given.now(list.id()));
            }
        }
        return true;
    }

    private CaseId anyCase() {
        return cases.get(below(cases.size()));
    }

    /** Somebody who sits and is neither of these two officials. */
    private IncumbencyId another(IncumbencyId one, IncumbencyId other) {
        return given.look(session -> {
            OfficialId first = session.tenures().find(one).orElseThrow().official();
            OfficialId second = session.tenures().find(other).orElseThrow().official();
            List<IncumbencyId> others = sitting().keySet().stream()
                    .filter(who -> {
                        OfficialId official =
                                session.tenures().find(who).orElseThrow().official();
                        return !official.equals(first) && !official.equals(second);
                    })
                    .toList();
            return others.get(below(others.size()));
        });
    }

    /** Lets a handover take effect, on its day; refused where it may not. */
    public Outcome<Handover> complete(Handover witnessed) {
        if (given.today().isBefore(witnessed.leavesOn())) {
            given.on(witnessed.leavesOn());
        }
        return new CompleteHandover(given.store(), given.law())
                .complete(witnessed.id(), Optional.empty(), given.today(), given.now());
    }

    // ------------------------------------------------------------------ decisions

    private int below(int bound) {
        return used < numbers.size() ? Math.floorMod(numbers.get(used++), bound) : 0;
    }
}
