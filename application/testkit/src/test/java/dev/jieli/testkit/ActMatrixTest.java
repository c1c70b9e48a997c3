package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.PerformAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Confirmation;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every act × everybody who sits, or no longer does × every kind of case, in reach and out of it: what is done, is done by
 * somebody to whom a row of the table gives it, and what is out of reach is not there.
 */
class ActMatrixTest {
    private static final ImmutableList<Function<Given, PetitionCase>> CASES = ImmutableList.of(
            Given::registered,
            Given::receivedDirectly,
            Given::forwarded,
            Given::objected,
            Given::accepted,
            Given::replied,
            Given::replyServed,
            Given::reviewRequested,
            Given::reviewed,
            Given::rereviewRequested,
            Given::revoked,
            Given::executing,
            Given::declined,
            Given::final_,
            ActMatrixTest::accusation,
            ActMatrixTest::entrusted,
            ActMatrixTest::instructed,
            ActMatrixTest::taken,
            ActMatrixTest::unused,
            ActMatrixTest::ordered,
            Given::reviewServed,
            ActMatrixTest::proposal,
            ActMatrixTest::urgent,
            ActMatrixTest::terminable,
            ActMatrixTest::proposedAsEnd,
            ActMatrixTest::ofTheTown,
            ActMatrixTest::likeAnother,
            ActMatrixTest::linked,
            ActMatrixTest::askedByTheHead,
            ActMatrixTest::coordinated,
            ActMatrixTest::rereviewedUnderAMayor,
            ActMatrixTest::endedUnderAMayor);

    /** What nobody does by an act on a case, and what enters it instead. */
    private static final ImmutableMap<Class<? extends CaseAct>, String> ELSEWHERE =
            ImmutableMap.<Class<? extends CaseAct>, String>builder()
                    .put(CaseAct.Register.class, "opens a docket: RegisterPetition")
                    .put(CaseAct.ReceiveDirectly.class, "opens a docket: RegisterPetition")
                    .put(CaseAct.TakeOver.class, "comes with a handover that takes effect: CompleteHandover")
                    .put(CaseAct.Realign.class, "follows a change of heads: RealignChains")
                    .put(CaseAct.Warn.class, "entered by the daily round: SweepTerms")
                    .put(CaseAct.WarnIdle.class, "entered by the daily round: SweepHandovers")
                    .put(CaseAct.Reckon.class, "follows a year's notice or a rulebook: AnnounceYear, AdoptRulebook")
                    .put(
                            CaseAct.DraftPaper.class,
                            "comes with what stands in the paper: DraftPaper, see PaperMatrixTest")
                    .put(
                            CaseAct.CheckPaper.class,
                            "comes with what stands in the paper: CheckPaper, see PaperMatrixTest")
                    .put(
                            CaseAct.IssuePaper.class,
                            "comes with what stands in the paper: IssuePaper, see PaperMatrixTest")
                    .put(
                            CaseAct.FetchPaper.class,
                            "comes with what stands in the paper: FetchPaper, see PaperMatrixTest")
                    .build();

    /** The case that is registered first in every office. */
    private static final CaseId FIRST = new CaseId(Who.uuid("case 2026-00001"));

    static PetitionCase entrusted(Given given) {
        PetitionCase sent = given.does(
                Who.CLERK,
                given.registered(),
                new CaseAct.Entrust(Who.HANDLER.id(), "来信一封", given.today().plusDays(30), "报送办结报告"));
        return given.does(Who.HANDLER, sent, new CaseAct.Accept());
    }

    private static PetitionCase instructed(Given given) {
        return given.does(
                Who.CLERK,
                given.accepted(),
                new CaseAct.Instruct(Who.DEPUTY.id(), "请抓紧办理", given.today().plusDays(10)));
    }

    private static PetitionCase taken(Given given) {
        return given.taken(given.accepted(), Who.DEPUTY);
    }

    /** Nobody asked for a review in time. */
    private static PetitionCase unused(Given given) {
        PetitionCase served = given.replyServed();
        given.later(60);
        return served;
    }

    /** An opinion that supports the request is final, and not carried out yet. */
    private static PetitionCase ordered(Given given) {
        PetitionCase supported = given.does(
                Who.HANDLER,
                given.accepted(),
                new CaseAct.Reply(
                        Opinion.SUPPORT,
                        "予以支持",
                        ImmutableList.of(),
                        Optional.of(given.today().plusDays(30))));
        PetitionCase served = given.does(Who.HANDLER, supported, new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        given.later(60);
        return given.does(Who.HANDLER, served, new CaseAct.Close("期满未请求"));
    }

    private static PetitionCase proposal(Given given) {
        PetitionCase classed = given.does(Who.HANDLER, given.forwarded(), new CaseAct.Classify(Track.PROPOSAL, "意见建议"));
        return given.does(Who.HANDLER, classed, new CaseAct.Accept());
    }

    private static PetitionCase urgent(Given given) {
        return given.does(Who.HANDLER, given.accepted(), new CaseAct.DeclareUrgent("可能造成社会影响", "已到场疏导"));
    }

    /** At its end, with all that a file for that needs. */
    private static PetitionCase terminable(Given given) {
        return given.does(
                Who.OFFICE_HEAD, given.final_(), new CaseAct.TakeMeasure(Measure.SOCIAL_AID, "县民政局", "", "协助申请临时救助"));
    }

    private static PetitionCase proposedAsEnd(Given given) {
        return given.does(Who.OFFICE_HEAD, terminable(given), new CaseAct.ProposeTermination("终结报告", "终结备案表"));
    }

    private static PetitionCase ofTheTown(Given given) {
        return given.accepted(Who.TOWN_HANDLER);
    }

    private static PetitionCase likeAnother(Given given) {
        given.registered();
        return given.registered();
    }

    private static PetitionCase linked(Given given) {
        return given.does(Who.CLERK, likeAnother(given), new CaseAct.Link(FIRST, LinkKind.SAME_MATTER, "诉求相同"));
    }

    /** Who asks for an extension does not grant it, so the leader in charge does. */
    static PetitionCase askedByTheHead(Given given) {
        return given.does(Who.HEAD, given.accepted(), new CaseAct.AskExtension(30, "需委托鉴定"));
    }

    private static PetitionCase coordinated(Given given) {
        return given.does(
                Who.CLERK,
                given.accepted(),
                new CaseAct.Coordinate(
                        Coordination.AGREED,
                        "",
                        Who.HANDLER.id(),
                        ImmutableSet.of(Who.REVIEWER.unit()),
                        ImmutableSet.of(Crossing.DEPARTMENT),
                        "涉及两个部门"));
    }

    static PetitionCase rereviewedUnderAMayor(Given given) {
        mayor(given);
        return given.rereviewRequested();
    }

    private static PetitionCase endedUnderAMayor(Given given) {
        mayor(given);
        return terminable(given);
    }

    /** The city has a head, too. */
    private static void mayor(Given given) {
        PostId post = new PostId(Who.uuid("post of the mayor"));
        Official official = new Official(new OfficialId(Who.uuid("mayor")), "己二");
        UnitId city = Who.Place.CITY.id();
        given.enters(city, new UnitAct.CreatePost(new Post(post, city, "市长", Post.Kind.HEAD, 1)));
        given.enters(city, new UnitAct.NameHeads(Optional.of(post), Optional.empty()));
        given.enters(
                city,
                new UnitAct.Appoint(
                        new Incumbency(
                                new IncumbencyId(Who.uuid("the mayor's")),
                                official.id(),
                                post,
                                given.today(),
                                false,
                                Optional.empty()),
                        official));
    }

    /** Against the bureau that handled it until now. */
    static PetitionCase accusation(Given given) {
        return given.does(
                Who.CLERK,
                given.registered(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(Who.HEAD.unit()),
                        ImmutableSet.of(),
                        "检举控告"));
    }

    private Given given = Given.an_office(new InMemoryArchive());

    private Seat seat(Who who) {
        return given.look(session -> session.tenures().seat(who.id())).orElseThrow();
    }

    /** By what stands in the case, reckoned here anew: the chain, the units, the post. */
    static Set<Capacity> capacities(Seat seat, PetitionCase found) {
        Set<Capacity> held = EnumSet.noneOf(Capacity.class);
        Position position = found.position();
        for (Role role : position.chain().rolesOf(seat.incumbency())) {
            held.add(Capacity.valueOf(role.name()));
        }
        boolean home = seat.unit().equals(position.unit());
        if (home) {
            held.add(Capacity.COLLEAGUE);
        }
        if (home && seat.post() == Post.Kind.HEAD) {
            held.add(Capacity.UNIT_HEAD);
        }
        if (home && seat.post() == Post.Kind.LEADER) {
            held.add(Capacity.LEADER_IN_CHARGE);
        }
        if (position instanceof Position.Open open) {
            if (open.sender().equals(Optional.of(seat.unit()))) {
                held.add(Capacity.SENDER);
            }
            if (open.matter().assisting().contains(seat.unit())) {
                held.add(Capacity.ASSISTANT);
            }
        }
        if (seat.unitKind() == Unit.Kind.PETITION_OFFICE) {
            held.add(Capacity.PETITION_OFFICE);
        }
        if (seat.post() == Post.Kind.SUPERVISOR) {
            held.add(Capacity.SUPERVISOR);
        }
        held.add(Capacity.RECEIVER); // where the act puts it before one's own organ; which one, the act says
        return held;
    }

    /** Whom the table names for such an act in that case. */
    static Set<Capacity> wanted(PetitionCase found, Class<? extends CaseAct> act) {
        Set<Capacity> by = new HashSet<>();
        for (Lifecycle.Row row : found.position() instanceof Position.Open open
                ? Lifecycle.table(open.matter().track())
                : Lifecycle.table(Track.PETITION_PROCEDURE)) {
            boolean here = found.position() instanceof Position.Open open
                    ? row.at().equals(Optional.of(open.stage()))
                    : row.ended();
            if (here && row.act().equals(act)) {
                by.addAll(row.by());
            }
        }
        return by;
    }

    @Test
    void an_act_on_a_case_is_done_by_whom_the_table_names_and_what_is_out_of_reach_is_not_there() {
        Set<Class<?>> kinds = new HashSet<>();
        SetMultimap<Class<?>, Capacity> done = HashMultimap.create();
        List<String> wrong = new ArrayList<>();
        for (Function<Given, PetitionCase> making : CASES) {
            PetitionCase found = fresh(making);
            ImmutableList<Seat> sitting =
                    new Walk(given, List.of()).sitting().values().asList();
            ImmutableList<CaseAct> acts = acts();
            for (int i = 0; i < acts.size(); i++) {
                for (Seat who : sitting) {
                    CaseAct act = acts.get(i);
                    kinds.add(act.getClass());
                    boolean sees = given.look(session -> session.sight(Asker.of(who.incumbency())))
                            .sees(found);
                    Outcome<PetitionCase> outcome = perform(found.id(), found.entries(), act, who.incumbency());
                    Optional<Reason> reason = outcome instanceof Outcome.Refused<PetitionCase> refused
                            ? Optional.of(refused.refusal().reason())
                            : Optional.empty();
                    Set<Capacity> wanted = wanted(found, act.getClass());
                    Set<Capacity> fitting = Sets.intersection(wanted, capacities(who, found));
                    String what = act.getClass().getSimpleName() + " by " + who + " in a case at "
                            + (found.position() instanceof Position.Open open ? open.stage() : "its end") + ": "
                            + reason.map(Enum::name).orElse("done");
                    if (!sees) {
                        Outcome<PetitionCase> nowhere =
                                perform(new CaseId(Who.uuid("nowhere")), 1, act, who.incumbency());
                        if (!outcome.equals(nowhere)) {
                            wrong.add(what + ", but it is not shown");
                        }
                    } else if (reason.isEmpty() && !fitting.contains(entered(found))) {
                        wrong.add(what + " as " + entered(found) + ", but takes " + wanted);
                    } else if (reason.equals(Optional.of(Reason.NOT_FOUND))
                            && outcome instanceof Outcome.Refused<PetitionCase> refused
                            && refused.refusal().details().isEmpty()) {
                        wrong.add(what + ", but it is shown");
                    }
                    if (reason.isEmpty()) {
                        done.putAll(act.getClass(), fitting);
                        found = fresh(making);
                        acts = acts();
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(kinds).as("tried by everybody").isEqualTo(kinds(CaseAct.class));
        SetMultimap<Class<?>, Capacity> named = HashMultimap.create();
        for (Track track : Track.values()) {
            Lifecycle.table(track).forEach(row -> named.putAll(row.act(), row.by()));
        }
        ELSEWHERE.keySet().forEach(named::removeAll);
        assertThat(done)
                .as("done in every capacity that the table names, and in no other")
                .isEqualTo(named);
    }

    /** What an act says besides its reason, and may leave out. */
    private static final ImmutableSet<String> MAY_BE_BLANK =
            ImmutableSet.of("AssignLeader plan", "Entrust material", "Reassign reason", "Transfer material");

    @Test
    void no_act_is_done_with_a_word_left_blank_that_it_needs() {
        Set<Class<?>> done = new HashSet<>();
        Set<String> blank = new TreeSet<>();
        for (Function<Given, PetitionCase> making : CASES) {
            PetitionCase found = fresh(making);
            ImmutableList<Seat> sitting =
                    new Walk(given, List.of()).sitting().values().asList();
            ImmutableList<CaseAct> acts = acts();
            for (int i = 0; i < acts.size(); i++) {
                Class<?> kind = acts.get(i).getClass();
                for (Seat who : done.contains(kind) ? ImmutableList.<Seat>of() : sitting) {
                    if (done.contains(kind)
                            || !(perform(found.id(), found.entries(), acts.get(i), who.incumbency())
                                    instanceof Outcome.Done)) {
                        continue;
                    }
                    done.add(kind);
                    found = fresh(making);
                    acts = acts();
                    for (RecordComponent word : kind.getRecordComponents()) {
                        Optional<CaseAct> without = without(acts.get(i), word);
                        if (without.isPresent()
                                && perform(found.id(), found.entries(), without.get(), who.incumbency())
                                        instanceof Outcome.Done) {
                            blank.add(kind.getSimpleName() + " " + word.getName());
                            found = fresh(making);
                            acts = acts();
                        }
                    }
                }
            }
        }
        assertThat(done).hasSizeGreaterThan(50);
        assertThat(blank).isEqualTo(MAY_BE_BLANK);
    }

    /** The same act with that word left blank; empty where it is no word, was blank anyway, or cannot be. */
    private static Optional<CaseAct> without(CaseAct act, RecordComponent word) {
        RecordComponent[] components = act.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getAccessor().invoke(act);
                if (components[i].getName().equals(word.getName())) {
                    if (!(values[i] instanceof String said) || said.isBlank()) {
                        return Optional.empty();
                    }
                    values[i] = " ";
                }
            }
            return Optional.of(act.getClass().getDeclaredConstructor(types).newInstance(values));
        } catch (InvocationTargetException cannotBe) {
            return Optional.empty();
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(broken.getMessage(), broken);
        }
    }

    /** In which capacity the last act was done. */
    private Capacity entered(PetitionCase before) {
        return given.look(session -> session.dockets().read(before.subject()))
                .get(before.entries())
                .capacity();
    }

    @Test
    void a_docket_is_opened_by_a_petition_office_and_where_a_petition_was_received_by_whoever_is_there() {
        SetMultimap<Class<?>, Capacity> done = HashMultimap.create();
        for (Who who : Who.values()) {
            Entry first = given.look(session -> session.dockets()
                            .read(given.registered(given.petition(), who).subject()))
                    .get(0);
            done.put(first.act().getClass(), first.capacity());
        }
        SetMultimap<Class<?>, Capacity> named = HashMultimap.create();
        Lifecycle.table(Track.PETITION_PROCEDURE).stream()
                .filter(row -> row.act() == CaseAct.Register.class || row.act() == CaseAct.ReceiveDirectly.class)
                .forEach(row -> named.putAll(row.act(), row.by()));
        assertThat(done).isEqualTo(named);
    }

    private PetitionCase fresh(Function<Given, PetitionCase> making) {
        given = Given.an_office(new InMemoryArchive());
        return making.apply(given);
    }

    private ImmutableList<CaseAct> acts() {
        ImmutableList<CaseAct> told = new Walk(given, List.of(7, 3, 5, 1, 4)).everyAct(Who.COLLEAGUE.id());
        return ImmutableList.<CaseAct>builder()
                .addAll(told)
                .addAll(beyondAWalk())
                .build();
    }

    /** Kinds of acts that a walk has no occasion for, or with somebody else to go to. */
    private ImmutableList<CaseAct> beyondAWalk() {
        LocalDate today = given.today();
        UUID number = Who.uuid("matrix");
        return ImmutableList.of(
                new CaseAct.RequestReview(Who.REVIEWER.id(), "对答复不服"),
                new CaseAct.PassOn(Who.MAGISTRATE.id(), "不属本机关复查范围"),
                new CaseAct.Instruct(Who.DEPUTY.id(), "请抓紧办理", today.plusDays(10)),
                new CaseAct.RequestRereview(Who.REREVIEWER.id(), "对复查意见不服"),
                new CaseAct.Decline("不属本单位职权", "县人民法院"),
                new CaseAct.LeadElsewhere(LegalPath.ADMINISTRATIVE, "县行政复议局"),
                new CaseAct.Settle(false, "和解协议书"),
                new CaseAct.Withdraw("信访人书面撤回"),
                new CaseAct.Hear(today, today),
                new CaseAct.Extend(30, "需委托鉴定", today),
                new CaseAct.Resume(Who.HANDLER.id(), "到期没有付款"),
                new CaseAct.OrderExecution(Who.TOWN_HANDLER.id(), "请按意见执行"),
                new CaseAct.Execute(Optional.empty(), true, today, "已整改", "验收单"),
                new CaseAct.AssignLeader(Who.DEPUTY.id(), ImmutableMap.of(), "逐案化解", today.plusDays(60)),
                new CaseAct.ProposeTermination("终结报告", "终结备案表"),
                new CaseAct.ConfirmTermination(Confirmation.COUNTY, "县联席会议", "认定书"),
                new CaseAct.ReturnTermination("缺听证材料"),
                new CaseAct.Link(FIRST, LinkKind.SAME_MATTER, "诉求相同"),
                new CaseAct.Unlink(FIRST, LinkKind.SAME_MATTER, "不是同一件事"),
                new CaseAct.Register(given.petition()),
                new CaseAct.ReceiveDirectly(given.petition()),
                new CaseAct.TakeOver(number, Who.HANDLER.id(), Who.COLLEAGUE.id()),
                new CaseAct.Realign("班子分工调整"),
                new CaseAct.Warn(Term.CONCLUDE, today, Light.YELLOW, Who.HEAD.id()),
                new CaseAct.WarnIdle(number, Who.HEAD.id()),
                new CaseAct.Reckon("国办发明电〔2026〕7号"),
                new CaseAct.DraftPaper(number, PaperKind.RECEIPT_NOTICE, 1, "0".repeat(64)),
                new CaseAct.CheckPaper(number, PaperKind.RECEIPT_NOTICE, "0".repeat(64)),
                new CaseAct.IssuePaper(number, PaperKind.RECEIPT_NOTICE, Optional.empty(), "0".repeat(64)),
                new CaseAct.FetchPaper(number, PaperKind.RECEIPT_NOTICE));
    }

    /** Every kind of act there is, by what the sealed interface permits. */
    private static Set<Class<?>> kinds(Class<?> sealed) {
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                kinds.addAll(kinds(permitted));
            } else {
                kinds.add(permitted);
            }
        }
        return kinds;
    }

    private Outcome<PetitionCase> perform(CaseId id, int seen, CaseAct act, IncumbencyId who) {
        return new PerformAct(given.store(), given.law()).perform(id, seen, act, who, given.today(), given.now());
    }

    @Test
    void a_step_of_a_handover_is_taken_by_the_party_whose_it_is() {
        List<Function<Handover, HandoverAct>> steps = List.of(
                draft -> new HandoverAct.Open(
                        draft.outgoing(),
                        draft.incoming(),
                        draft.witness(),
                        draft.cause(),
                        "",
                        draft.leavesOn(),
                        draft.dueOn(),
                        ImmutableList.of()),
                draft -> new HandoverAct.Complete(
                        draft.items().keySet().asList(),
                        new Handover.Account("已接访两次", "", "约谈双方", Handover.Risk.YELLOW)),
                draft -> new HandoverAct.Keep(draft.items().keySet().asList().get(0), Who.HANDLER.id(), "由本人办到底"),
                draft -> new HandoverAct.Keep(draft.items().keySet().asList().get(0), alsoAsReviewer(), "由本人办到底"),
                draft -> Given.freeze(),
                draft -> new HandoverAct.Check(draft.items().keySet().asList()),
                draft ->
                        new HandoverAct.Question(draft.items().keySet().asList().get(0), "请补充"),
                draft -> new HandoverAct.Answer(draft.items().keySet().asList().get(0), "已补充"),
                draft -> new HandoverAct.Receive(draft.digest().orElse("")),
                draft -> new HandoverAct.Witness(draft.digest().orElse("")),
                draft -> new HandoverAct.Supplement(ImmutableList.of()),
                draft -> new HandoverAct.Replace(Who.HEAD.id(), draft.witness(), "接收人调整"),
                draft -> new HandoverAct.TakeEffect(ImmutableList.of(), given.today()),
                draft -> new HandoverAct.WarnVacancy(Who.HEAD.id()),
                draft -> new HandoverAct.FoundLater(new CaseId(Who.uuid("case 2026-00002")), "漏列"),
                draft -> new HandoverAct.Cancel("不离任了"));
        Function<Given, Handover> opened = one -> one.opened(Who.HANDLER, Who.COLLEAGUE.id());
        Function<Given, Handover> frozen = opened.andThen(it -> given.frozen(it));
        List<Function<Given, Handover>> states = List.of(
                frozen.andThen(it -> given.steps(
                        it.incoming(),
                        it,
                        new HandoverAct.Check(it.items().keySet().asList()))),
                opened,
                opened.andThen(it -> given.completed(it)),
                frozen,
                frozen.andThen(it -> given.steps(
                        it.incoming(),
                        it,
                        new HandoverAct.Question(it.items().keySet().asList().get(0), "附件是否齐全？"))),
                opened.andThen(it -> given.received(it)),
                opened.andThen(it -> given.witnessed(it)),
                opened.andThen(it -> {
                    given.accepted(); // which reached the leaver since, and stands on no list
                    return it;
                }),
                one -> {
                    CaseId left = one.registered().id(); // which nobody put on the list
                    Handover effective = one.effective(opened.apply(one));
                    assertThat(effective.items()).doesNotContainKey(left);
                    return effective;
                });
        Set<Class<?>> tried = new HashSet<>();
        Set<Class<?>> done = new HashSet<>();
        for (Function<Given, Handover> state : states) {
            for (Function<Handover, HandoverAct> step : steps) {
                for (Who who : Who.values()) {
                    given = Given.an_office(new InMemoryArchive());
                    given.accepted();
                    Handover there = state.apply(given);
                    HandoverAct act = step.apply(there);
                    tried.add(act.getClass());
                    Outcome<Handover> outcome = step(there, act, who);
                    if (outcome instanceof Outcome.Done<Handover>) {
                        done.add(act.getClass());
                        boolean signs = act instanceof HandoverAct.Freeze
                                || act instanceof HandoverAct.Receive
                                || act instanceof HandoverAct.Witness;
                        if (act instanceof HandoverAct.Check || act instanceof HandoverAct.Question) {
                            assertThat(who.id()).as("%s by %s", act, who).isEqualTo(there.incoming());
                        }
                        if (signs) {
                            assertThat(who.id())
                                    .as("%s by %s", act, who)
                                    .isEqualTo(
                                            act instanceof HandoverAct.Freeze
                                                    ? there.outgoing()
                                                    : act instanceof HandoverAct.Receive
                                                            ? there.incoming()
                                                            : there.witness());
                        }
                    }
                }
            }
        }
        assertThat(tried).isEqualTo(kinds(HandoverAct.class));
        assertThat(Sets.difference(kinds(HandoverAct.class), done))
                .as("done by nobody")
                .containsExactly(HandoverAct.WarnVacancy.class); // entered where somebody who stands in takes over
    }

    private IncumbencyId alsoAsReviewer() {
        return given.alsoSits(Who.HANDLER, Who.REVIEWER);
    }

    /** By the use case that the step has. */
    private Outcome<Handover> step(Handover there, HandoverAct act, Who who) {
        if (act instanceof HandoverAct.Open open) {
            given.successor(Who.TOWN_HANDLER);
            return new OpenHandover(given.store())
                    .open(
                            new HandoverId(Who.uuid("matrix handover")),
                            new OpenHandover.Notice(
                                    Who.TOWN_HANDLER.id(),
                                    Who.TOWN_HEAD.id(),
                                    Who.OFFICE_HEAD.id(),
                                    open.cause(),
                                    open.document(),
                                    given.today(),
                                    open.dueOn()),
                            who.id(),
                            given.today(),
                            given.now());
        }
        if (act instanceof HandoverAct.TakeEffect) {
            return new CompleteHandover(given.store(), given.law())
                    .complete(there.id(), Optional.of(who.id()), given.today(), given.now());
        }
        return new AdvanceHandover(given.store())
                .advance(there.id(), there.entries(), act, who.id(), given.today(), given.now());
    }

    private static final YearNotice ANNOUNCED = YearNotice.of(
                    2027,
                    "测试〔2026〕1号",
                    "虚构的2027年放假安排",
                    ImmutableMap.of(LocalDate.of(2027, 1, 1), "元旦"),
                    ImmutableMap.of())
            .orFault();

    private static final LocalRulebook ADOPTED = LocalRulebook.read("""
                    rulebook,XX1,某市信访工作办法,Measures of a city
                    place,330000
                    force,2022-06-01,
                    status,IN_FORCE,市司法局2022年备案,filed with the bureau of justice in 2022
                    source,市政府公报,gazette of the city
                    row,CONCLUDE,45,CALENDAR_DAYS,9.1,QUOTED,应当自受理之日起办结
                    """).orFault();

    @Test
    void an_act_on_a_unit_is_done_by_whoever_may_in_that_unit_and_comes_the_way_it_has_to() {
        Set<Class<?>> tried = new HashSet<>();
        Set<Class<?>> done = new HashSet<>();
        int number = 0;
        for (Who who : Who.values()) {
            for (Who.Place place : Who.Place.values()) {
                for (UnitAct act : unitActs(place, ++number)) {
                    tried.add(act.getClass());
                    boolean may = may(who, place, act);
                    boolean entered = new EnterUnitAct(given.store())
                                    .enter(place.id(), act, Optional.of(who.id()), given.today(), given.now())
                            instanceof Outcome.Done;
                    assertThat(entered)
                            .as("%s of %s by %s", act.getClass().getSimpleName(), place, who)
                            .isEqualTo(may && !COMES_OTHERWISE.containsKey(act.getClass()));
                    if (entered) {
                        done.add(act.getClass());
                    }
                }
            }
        }
        assertThat(tried).isEqualTo(kinds(UnitAct.class));
        assertThat(Sets.difference(kinds(UnitAct.class), done))
                .as("done by nobody")
                .isEqualTo(COMES_OTHERWISE.keySet());
    }

    /** What is not entered by itself, and what enters it. */
    private static final ImmutableMap<Class<? extends UnitAct>, String> COMES_OTHERWISE = ImmutableMap.of(
            UnitAct.Enlist.class, "comes with an account: AddAccount, NameAdministrators",
            UnitAct.Announce.class, "the running terms are reckoned again: AnnounceYear",
            UnitAct.Adopt.class, "the running terms are reckoned again: AdoptRulebook");

    private ImmutableList<UnitAct> unitActs(Who.Place place, int number) {
        PostId post = new PostId(Who.uuid("matrix post " + number));
        Official newcomer = new Official(new OfficialId(Who.uuid("matrix official " + number)), "某");
        Incumbency begins = new Incumbency(
                new IncumbencyId(Who.uuid("matrix begins " + number)),
                newcomer.id(),
                post,
                given.today(),
                false,
                Optional.empty());
        // each on a day of its own: one delegate at a time
        IncumbencyId absent = somebodyIn(place, 0).id();
        IncumbencyId delegate = somebodyIn(place, 1).id();
        LocalDate next = given.today().plusDays(2L * number);
        DelegationId standing =
                given.delegates(absent, absent, delegate, next, next) instanceof Outcome.Done<Delegation> ordered
                        ? ordered.value().id()
                        : new DelegationId(Who.uuid("none, where somebody sits alone"));
        Delegation away = new Delegation(
                new DelegationId(Who.uuid("matrix delegation " + number)),
                absent,
                delegate,
                Delegation.Cause.LEAVE,
                next.plusDays(1),
                next.plusDays(1),
                "",
                Optional.empty());
        return ImmutableList.of(
                new UnitAct.CreatePost(new Post(post, place.id(), "新岗位", Post.Kind.HANDLER, 0)),
                new UnitAct.Appoint(begins, newcomer),
                new UnitAct.NameHeads(place.head(), place.inCharge()),
                new UnitAct.Establish(place.unit()),
                new UnitAct.Enlist(newcomer),
                new UnitAct.Delegate(away),
                new UnitAct.EndDelegation(standing, "提前返岗"),
                new UnitAct.Announce(ANNOUNCED),
                new UnitAct.Adopt(ADOPTED));
    }

    private static Who somebodyIn(Who.Place place, int which) {
        List<Who> there =
                Arrays.stream(Who.values()).filter(who -> who.place() == place).toList();
        return there.get(Math.min(which, there.size() - 1));
    }

    /** By the table, and by what the act is about; somebody alone in a unit has no colleague to delegate to. */
    private boolean may(Who who, Who.Place place, UnitAct act) {
        List<Unit> units =
                Arrays.stream(Who.Place.values()).map(Who.Place::unit).toList();
        if (!(act instanceof UnitAct.Delegate) && !(act instanceof UnitAct.EndDelegation)) {
            return Authority.permits(Power.KEEP_ORGANIZATION, seat(who), Optional.of(place.unit()), units)
                    instanceof Outcome.Done;
        }
        Who absent = somebodyIn(place, 0);
        Who delegate = somebodyIn(place, 1);
        boolean party = who == absent || (who == delegate && act instanceof UnitAct.EndDelegation);
        return absent != delegate
                && ((party && Authority.ownPost(Power.DELEGATE, seat(who)).isPresent())
                        || Authority.permits(Power.DELEGATE, seat(who), Optional.of(place.unit()), units)
                                instanceof Outcome.Done);
    }

    @Test
    void whoever_left_does_nothing_any_more() {
        PetitionCase accepted = given.accepted();
        Outcome<Boolean> left = given.store().transact(Asker.Job.OPERATOR, session -> {
            session.tenures().end(Who.SUPERVISOR.id(), given.today());
            return Outcome.done(true);
        });
        assertThat(Given.done(left)).isTrue();
        for (CaseAct act : acts()) {
            assertThat(perform(accepted.id(), accepted.entries(), act, Who.SUPERVISOR.id()))
                    .as(act.getClass().getSimpleName())
                    .isInstanceOf(Outcome.Refused.class);
        }
    }
}
