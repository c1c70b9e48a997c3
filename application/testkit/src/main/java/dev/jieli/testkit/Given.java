package dev.jieli.testkit;

import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.REREVIEWER;
import static dev.jieli.testkit.Who.REVIEWER;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.PerformAct;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Function;

/**
 * 假定: what a test begins with. An office with its people, and cases and handovers brought to a stage by acts through the
 * use cases, never by a constructor. It runs on any archive that is empty.
 *
 * <pre>{@code
 * Given given = Given.an_office(new InMemoryArchive());
 * PetitionCase accepted = given.accepted();
 * given.later(10);
 * given.does(HEAD, accepted.id(), new CaseAct.Extend(30, "需委托鉴定", given.today()).unasked("单位负责人直接掌握情况"));
 * }</pre>
 */
public final class Given {
    /** The day on which everything begins; a Monday. */
    public static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static final LocalDate LONG_AGO = LocalDate.of(2022, 1, 4);

    private final Archive archive;
    private final Law law;
    private LocalDate today = DAY;
    private int cases;
    private int handovers;
    private int ticks;

    private Given(Archive archive, Law law) {
        this.archive = archive;
        this.law = law;
    }

    /** A county with its petition office, a bureau, a township, a review organ and the city above, everybody in post. */
    public static Given an_office(Archive archive) {
        return an_office(archive, Law.national());
    }

    public static Given an_office(Archive archive, Law law) {
        Given given = new Given(archive, law);
        given.today = LONG_AGO;
        for (Who.Place place : Who.Place.values()) {
            given.enters(place.id(), new UnitAct.Establish(place.unit()));
        }
        for (Who who : Who.values()) {
            given.enters(who.unit(), new UnitAct.CreatePost(who.postAsSetUp()));
        }
        for (Who.Place place : Who.Place.values()) {
            given.enters(place.id(), new UnitAct.NameHeads(place.head(), place.inCharge()));
        }
        for (Who who : Who.values()) {
            given.appointed(who.id(), who.officialAsAppointed(), who.unit(), who.post(), false);
        }
        given.today = DAY;
        return given;
    }

    // ------------------------------------------------------------------ time

    public LocalDate today() {
        return today;
    }

    public Given on(LocalDate day) {
        today = day;
        return this;
    }

    public Given later(int days) {
        return on(today.plusDays(days));
    }

    /** An instant of today, each time a later one. */
    public Instant now() {
        return today.atTime(LocalTime.of(9, 0))
                .atZone(PetitionCase.CHINA)
                .toInstant()
                .plusMillis(ticks++ % 36_000_000);
    }

    /** From here on the instants are the same in whatever world, however much was entered there before. */
    public Given sameTime() {
        return sameTime(1_000_000);
    }

    /** The same, so many instants into the day. */
    Given sameTime(int into) {
        ticks = into;
        return this;
    }

    // ------------------------------------------------------------------ cases

    /** A petition with a number that no other has. */
    public Petition petition() {
        cases++;
        return new Petition(
                "2026-%05d".formatted(cases),
                Channel.LETTER,
                today,
                "反映第" + cases + "号工地夜间施工噪声",
                Optional.of(Who.Place.TOWN.unit().region()),
                "城乡建设",
                1,
                0);
    }

    public static Petitioner petitioner() {
        return new Petitioner(
                "测试人甲", Optional.of("000000190001010000"), Optional.of("00000001234"), Optional.of("某县某镇某村一号"));
    }

    /** What a draft of this kind has to say. */
    public static ImmutableMap<String, String> filled(PaperKind kind) {
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (PaperTable.Field field : PaperTable.row(kind).written()) {
            fields.put(
                    field.name(),
                    field.choices().isEmpty()
                            ? field.name() + "已填"
                            : field.choices().get(0));
        }
        return fields.buildOrThrow();
    }

    public PetitionCase registered() {
        return registered(petition(), CLERK);
    }

    public PetitionCase registered(Petition petition, Who by) {
        return registered(petition, by.id());
    }

    public PetitionCase registered(Petition petition, IncumbencyId by) {
        CaseId id = new CaseId(Who.uuid("case " + petition.number()));
        return done(new RegisterPetition(store(), law).register(id, petition, petitioner(), by, today, now()));
    }

    /** Brought to the bureau by the petitioner, and registered there. */
    public PetitionCase receivedDirectly() {
        return registered(petition(), HANDLER);
    }

    public PetitionCase forwarded() {
        return forwarded(HANDLER);
    }

    public PetitionCase forwarded(Who to) {
        return does(CLERK, registered(), new CaseAct.Transfer(to.id(), "来信一封"));
    }

    public PetitionCase objected() {
        return does(HANDLER, forwarded(), new CaseAct.RaiseObjection("属水务部门职权"));
    }

    public PetitionCase accepted() {
        return accepted(HANDLER);
    }

    public PetitionCase accepted(Who by) {
        return does(by, forwarded(by), new CaseAct.Accept());
    }

    public PetitionCase replied() {
        return does(HANDLER, accepted(), new CaseAct.Reply(Opinion.EXPLAIN, "已作解释说明"));
    }

    public PetitionCase replyServed() {
        return does(HANDLER, replied(), new CaseAct.Serve(today, Manner.IN_PERSON));
    }

    public PetitionCase reviewRequested() {
        return does(REVIEWER, replyServed(), new CaseAct.RequestReview(REVIEWER.id(), "对答复不服"));
    }

    public PetitionCase reviewed() {
        return does(REVIEWER, reviewRequested(), new CaseAct.Review(Finding.UPHELD, "维持"));
    }

    public PetitionCase reviewServed() {
        return does(REVIEWER, reviewed(), new CaseAct.Serve(today, Manner.BY_POST));
    }

    public PetitionCase rereviewRequested() {
        return does(REREVIEWER, reviewServed(), new CaseAct.RequestRereview(REREVIEWER.id(), "对复查意见不服"));
    }

    public PetitionCase rereviewed() {
        return does(REREVIEWER, rereviewRequested(), new CaseAct.Rereview(Finding.UPHELD, "维持"));
    }

    /** Ended by re-review. */
    public PetitionCase final_() {
        return does(REREVIEWER, rereviewed(), new CaseAct.Serve(today, Manner.IN_PERSON));
    }

    /** Brought to the bureau, which declined it and has not told why yet. */
    public PetitionCase declined() {
        return does(HANDLER, receivedDirectly(), new CaseAct.Decline("不属本单位职权", "县人民法院"));
    }

    /** Led to arbitration, which the petitioner has not been told yet. */
    public PetitionCase led() {
        return does(HANDLER, forwarded(), new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "仲裁委员会"));
    }

    /** Set aside by a review, and the petitioner told. */
    public PetitionCase revoked() {
        return revoked(reviewRequested(), REVIEWER);
    }

    /** Set aside by who has it under review, and the petitioner told. */
    public PetitionCase revoked(PetitionCase requested, Who by) {
        PetitionCase revoked = does(by, requested, new CaseAct.Revoke("事实不清，予以撤销"));
        return does(by, revoked, new CaseAct.Serve(today, Manner.IN_PERSON));
    }

    /** Settled, with something still to be done by the settlement. */
    public PetitionCase executing() {
        return does(HANDLER, accepted(), new CaseAct.Settle(true, "调解协议书", "月底前付清工资", Optional.of(today.plusDays(30))));
    }

    /** A case at that stage. */
    public PetitionCase at(Stage stage) {
        return switch (stage) {
            case REGISTERED -> registered();
            case FORWARDED -> forwarded();
            case DECLINED -> declined();
            case LED -> led();
            case OBJECTED -> objected();
            case ACCEPTED -> accepted();
            case REPLIED -> replied();
            case REPLY_SERVED -> replyServed();
            case REVIEW_REQUESTED -> reviewRequested();
            case REVIEWED -> reviewed();
            case REVIEW_SERVED -> reviewServed();
            case REREVIEW_REQUESTED -> rereviewRequested();
            case REREVIEWED -> rereviewed();
            case REVOKED -> revoked();
            case EXECUTING -> executing();
        };
    }

    /** Taken by a leader, to be resolved within sixty days. */
    public PetitionCase taken(PetitionCase found, Who leader) {
        return does(
                CLERK,
                found,
                new CaseAct.AssignLeader(
                        leader.id(), ImmutableMap.of(Slot.FIVE.get(0), "牵头化解"), "逐案化解", today.plusDays(60)));
    }

    public PetitionCase does(Who by, PetitionCase seen, CaseAct act) {
        return does(by.id(), seen, act);
    }

    public PetitionCase does(Actor by, PetitionCase seen, CaseAct act) {
        return done(tries(by, seen, act));
    }

    /** Does it to the case as it is now. */
    public PetitionCase does(Who by, CaseId id, CaseAct act) {
        return does(by, now(id), act);
    }

    public Refusal refuses(Who by, PetitionCase seen, CaseAct act) {
        return refusal(tries(by.id(), seen, act));
    }

    public Outcome<PetitionCase> tries(Actor by, PetitionCase seen, CaseAct act) {
        return new PerformAct(store(), law).perform(seen.id(), seen.entries(), act, by, today, now());
    }

    /** Tries an act on what may not be there. */
    Outcome<PetitionCase> perform(IncumbencyId by, CaseId id, int seen, CaseAct act) {
        return new PerformAct(store(), law).perform(id, seen, act, by, today, now());
    }

    public PetitionCase now(CaseId id) {
        return look(session -> session.cases().find(id)).orElseThrow();
    }

    // ------------------------------------------------------------------ posts

    /** Somebody else begins in this one's post, beside him or her. */
    public IncumbencyId successor(Who of) {
        return appointed("successor", of, false);
    }

    /** Somebody begins to stand in, in this one's post. */
    public IncumbencyId actingFor(Who of) {
        return appointed("acting", of, true);
    }

    private IncumbencyId appointed(String as, Who of, boolean acting) {
        IncumbencyId id = new IncumbencyId(Who.uuid(as + " " + of));
        Official official = new Official(new OfficialId(Who.uuid(as + " official " + of)), of.fullName() + "之后");
        appointed(id, official, of.unit(), of.post(), acting);
        return id;
    }

    /** This one begins in another's post too. */
    public IncumbencyId alsoSits(Who who, Who in) {
        IncumbencyId id = new IncumbencyId(Who.uuid(who + " also as " + in));
        appointed(id, who.officialAsAppointed(), in.unit(), in.post(), false);
        return id;
    }

    /** Whoever sits there begins in another's post too. */
    public IncumbencyId also(IncumbencyId sitting, Who in) {
        OfficialId official =
                look(session -> session.tenures().find(sitting)).orElseThrow().official();
        Official known = look(session -> session.roster().official(official)).orElseThrow();
        IncumbencyId id = new IncumbencyId(Who.uuid(official + " also " + ticks));
        appointed(id, known, in.unit(), in.post(), false);
        return id;
    }

    /** Somebody new begins beside one who sits, in the same post. */
    public IncumbencyId besides(IncumbencyId sitting, String name, boolean acting) {
        Incumbency there = look(session -> session.tenures().find(sitting)).orElseThrow();
        UnitId unit = look(session -> session.roster().post(there.post()))
                .orElseThrow()
                .unit();
        IncumbencyId id = new IncumbencyId(Who.uuid(name));
        appointed(id, new Official(new OfficialId(Who.uuid("official " + name)), name), unit, there.post(), acting);
        return id;
    }

    private void appointed(IncumbencyId id, Official official, UnitId unit, PostId post, boolean acting) {
        enters(
                unit,
                new UnitAct.Appoint(
                        new Incumbency(id, official.id(), post, today, acting, Optional.empty()), official));
    }

    public void enters(UnitId unit, UnitAct act) {
        done(new EnterUnitAct(store()).enter(unit, act, Optional.empty(), today, now()));
    }

    /** 委托代理: by the absent one, from today on, for so many days. */
    public Delegation delegated(Who absent, Who delegate, int days) {
        return done(delegates(absent.id(), absent.id(), delegate.id(), today, today.plusDays(days - 1L)));
    }

    public Outcome<Delegation> delegates(
            IncumbencyId by, IncumbencyId absent, IncumbencyId delegate, LocalDate from, LocalDate until) {
        Delegation ordered = new Delegation(
                new DelegationId(Who.uuid("delegation " + ticks + absent + delegate)),
                absent,
                delegate,
                Delegation.Cause.LEAVE,
                from,
                until,
                "",
                Optional.empty());
        return tries(by, absent, new UnitAct.Delegate(ordered)).map(entered -> ordered);
    }

    public Outcome<Entry> ends(IncumbencyId by, Delegation delegation) {
        return tries(by, delegation.absent(), new UnitAct.EndDelegation(delegation.id(), "提前返岗"));
    }

    private Outcome<Entry> tries(IncumbencyId by, IncumbencyId about, UnitAct act) {
        UnitId unit = look(session -> session.tenures().find(about))
                .flatMap(found -> look(session -> session.roster().post(found.post())))
                .orElseThrow()
                .unit();
        return new EnterUnitAct(store()).enter(unit, act, Optional.of(by), today, now());
    }

    // ------------------------------------------------------------------ handovers

    /** A leaver's handover, opened by himself; the head of the petition office is the witness. */
    public Handover opened(Who outgoing, IncumbencyId incoming) {
        return opened(outgoing.id(), incoming);
    }

    public Handover opened(IncumbencyId outgoing, IncumbencyId incoming) {
        return done(opens(outgoing, incoming));
    }

    public Handover opened(IncumbencyId outgoing, IncumbencyId incoming, IncumbencyId witness) {
        return done(opens(outgoing, incoming, witness, today));
    }

    /** Opened today by one who leaves on that day. */
    public Handover leaving(LocalDate leavesOn, Who outgoing, IncumbencyId incoming) {
        return done(opens(outgoing.id(), incoming, OFFICE_HEAD.id(), leavesOn));
    }

    public Outcome<Handover> opens(IncumbencyId outgoing, IncumbencyId incoming) {
        return opens(outgoing, incoming, OFFICE_HEAD.id(), today);
    }

    /** The same, where it may be refused. */
    public Outcome<Handover> opens(
            IncumbencyId outgoing, IncumbencyId incoming, IncumbencyId witness, LocalDate leavesOn) {
        handovers++;
        return new OpenHandover(store())
                .open(
                        new HandoverId(Who.uuid("handover " + handovers)),
                        new OpenHandover.Notice(
                                outgoing,
                                incoming,
                                witness,
                                Handover.Cause.TRANSFERRED,
                                "某组干〔2026〕" + handovers + "号",
                                leavesOn,
                                today.plusDays(10)),
                        outgoing,
                        today,
                        now());
    }

    /** Every item completed by the leaver. */
    public Handover completed(Handover draft) {
        return draft.items().isEmpty()
                ? draft
                : steps(
                        draft.outgoing(),
                        draft,
                        new HandoverAct.Complete(
                                draft.items().keySet().asList(),
                                new Handover.Account("已接访两次", "", "约谈双方", Handover.Risk.YELLOW)));
    }

    /** Completed where it is a draft still, and signed by the leaver. */
    public Handover frozen(Handover handover) {
        if (handover.state() != Handover.State.DRAFT) {
            return handover;
        }
        Handover completed = completed(handover);
        return steps(completed.outgoing(), completed, freeze());
    }

    public static HandoverAct.Freeze freeze() {
        return new HandoverAct.Freeze("", Optional.empty(), ImmutableList.of());
    }

    /** Signed by the receiver too, every item checked. */
    public Handover received(Handover handover) {
        Handover frozen = frozen(handover);
        Handover checked = frozen.items().isEmpty()
                ? frozen
                : steps(
                        frozen.incoming(),
                        frozen,
                        new HandoverAct.Check(frozen.items().keySet().asList()));
        return steps(
                checked.incoming(),
                checked,
                new HandoverAct.Receive(checked.digest().orElseThrow()));
    }

    /** Signed by all three. */
    public Handover witnessed(Handover handover) {
        Handover received = received(handover);
        return steps(
                received.witness(),
                received,
                new HandoverAct.Witness(received.digest().orElseThrow()));
    }

    /** Responsibility has moved. */
    public Handover effective(Handover opened) {
        return done(completes(witnessed(opened)));
    }

    public Outcome<Handover> completes(Handover witnessed) {
        return new CompleteHandover(store(), law)
                .complete(witnessed.id(), Optional.of(witnessed.witness()), today, now());
    }

    public Handover steps(IncumbencyId by, Handover seen, HandoverAct act) {
        return done(tries(by, seen, act));
    }

    public Refusal refuses(IncumbencyId by, Handover seen, HandoverAct act) {
        return refusal(tries(by, seen, act));
    }

    public Outcome<Handover> tries(IncumbencyId by, Handover seen, HandoverAct act) {
        return new AdvanceHandover(store()).advance(seen.id(), seen.entries(), act, by, today, now());
    }

    public Handover now(HandoverId id) {
        return look(session -> session.handovers().find(id)).orElseThrow();
    }

    // ------------------------------------------------------------------ small change

    public Archive archive() {
        return archive;
    }

    public Store store() {
        return archive.store();
    }

    public Law law() {
        return law;
    }

    /** What a transaction that enters nothing finds. */
    public <T> T look(Function<Store.Session, T> at) {
        return done(store().transact(Asker.Job.OPERATOR, session -> Outcome.done(at.apply(session))));
    }

    /** What was done; a failed test where it was refused. */
    public static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("refused: " + ((Outcome.Refused<T>) outcome).refusal());
    }

    /** Why it was refused; a failed test where it was done. */
    public static Refusal refusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            return refused.refusal();
        }
        throw new AssertionError("done: " + outcome);
    }
}
