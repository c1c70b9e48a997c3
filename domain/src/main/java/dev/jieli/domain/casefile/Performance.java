package dev.jieli.domain.casefile;

import static dev.jieli.domain.statute.Article.art;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.NextHigher;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 办理: one act about to be done to an open case; what the table's row leaves to the act itself. */
record Performance(
        Petition petition,
        Involved involved,
        Position.Open open,
        CaseAct act,
        Lifecycle.Row row,
        Optional<Seat> by,
        Optional<Seat> receiving,
        LocalDate on,
        Law law,
        Seats seats) {

    /** Terms that are not simply reckoned from the day of the act. */
    private static final ImmutableSet<Term> SAID = ImmutableSet.of(Term.FEEDBACK, Term.EXECUTION, Term.PERFORMANCE);

    Outcome<CaseEffect> effect() {
        Optional<Refusal> refusal = refusal().or(this::stillOwed);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        Optional<Seat> moved = movedTo();
        Optional<Chain> chain = moved.isPresent() ? moved.map(this::chainOn) : chainChanged();
        Optional<UnitId> unit = chain.map(changed -> moved.map(Seat::unit).orElse(open.unit()));
        return terms().map(running -> new CaseEffect(stage(), ending(), unit, chain, running, stopped(running)));
    }

    /** An organ that leads what it has already goes on where it is. */
    private Optional<Stage> stage() {
        return leadsAlready() || ending().isPresent() ? Optional.empty() : row.stage();
    }

    /** A case does not end while something is still to be executed or performed; then it ends as its procedure did. */
    private Optional<Ending> ending() {
        if (act instanceof CaseAct.Execute && completesAll()) {
            return open.course().concluded();
        }
        return row.ending().filter(how -> row.stage().isEmpty() || !leavesSomethingToDo());
    }

    private boolean leavesSomethingToDo() {
        return act instanceof CaseAct.Settle settle
                ? settle.performBy().isPresent()
                : !open.course().toExecute().isEmpty();
    }

    private boolean completesAll() {
        return act instanceof CaseAct.Execute done
                && done.complete()
                && open.course().remaining(done).isEmpty();
    }

    private boolean leadsAlready() {
        return act instanceof CaseAct.Coordinate
                && open.stage() != Stage.OBJECTED
                && receiving.filter(seat -> seat.unit().equals(open.unit())).isPresent();
    }

    // ------------------------------------------------------------------ may it be done?

    private Optional<Refusal> refusal() {
        Optional<Refusal> leak = reachesTheAccused();
        if (leak.isPresent()) {
            return leak;
        }
        if (receiving.filter(seat -> isRecused(seat.incumbency())).isPresent()) {
            return Optional.of(Refusal.of(Reason.RECUSED, art(28, 3)));
        }
        if (reviewsOwnOpinion()) {
            return refuse(Reason.REVIEWER_IS_HANDLER);
        }
        Rule<CaseAct> rule = RULES.get(act.getClass());
        if (rule == null) {
            throw new IllegalStateException("no row says what this act asks for: " + act.getClass());
        }
        return rule.refusal(this, act);
    }

    /** 要件: what an act asks for beside its stage and whoever does it; empty where there is nothing against it. */
    private interface Rule<A extends CaseAct> {
        Optional<Refusal> refusal(Performance here, A act);
    }

    private static <A extends CaseAct> Map.Entry<Class<? extends CaseAct>, Rule<CaseAct>> row(
            Class<A> of, Rule<A> rule) {
        return Map.entry(of, (here, act) -> rule.refusal(here, of.cast(act)));
    }

    private static Map.Entry<Class<? extends CaseAct>, Rule<CaseAct>> free(Class<? extends CaseAct> act) {
        return Map.entry(act, (here, done) -> Optional.empty());
    }

    /** Every act has its row; what takes more than a line has a method of its own below. */
    static final ImmutableMap<Class<? extends CaseAct>, Rule<CaseAct>> RULES = ImmutableMap.ofEntries(
            // 登记、转送、交办
            free(CaseAct.Register.class),
            free(CaseAct.ReceiveDirectly.class),
            row(CaseAct.Transfer.class, (here, act) -> here.sending()),
            row(CaseAct.Entrust.class, (here, act) -> here.sending().or(() -> here.assignment(act))),
            row(
                    CaseAct.ReportBack.class,
                    (here, act) -> here.blank("text", act.text()).or(here::nothingToTell)),
            row(
                    CaseAct.RaiseObjection.class,
                    (here, act) -> here.blank("reason", act.reason()).or(() -> here.late(Term.OBJECTION))),
            row(CaseAct.TakeBack.class, (here, act) -> here.blank("reason", act.reason())),
            row(CaseAct.Uphold.class, (here, act) -> here.blank("reason", act.reason())),
            row(CaseAct.Notify.class, (here, act) -> here.blank("text", act.text())), // an empty telling tells nothing
            // 分类、受理
            row(CaseAct.Classify.class, Performance::classing),
            row(
                    CaseAct.Dispense.class,
                    (here, act) -> here.blank("reason", act.reason()).or(here::nothingToTell)),
            row(CaseAct.Accept.class, (here, act) -> here.acceptance()),
            row(
                    CaseAct.Decline.class,
                    (here, act) ->
                            here.blank("reason", act.reason()).or(() -> here.blank("pointedTo", act.pointedTo()))),
            row(CaseAct.LeadElsewhere.class, Performance::leading),
            // 办理
            row(CaseAct.Respond.class, Performance::response),
            row(CaseAct.AskExtension.class, Performance::asking),
            row(CaseAct.Extend.class, Performance::extension),
            row(CaseAct.Reply.class, Performance::opinion),
            row(CaseAct.Execute.class, Performance::execution),
            row(CaseAct.OrderExecution.class, Performance::order),
            // 送达
            row(CaseAct.Serve.class, Performance::service),
            row(CaseAct.ServePublicly.class, Performance::posting),
            row(CaseAct.Unserve.class, Performance::attempt),
            // 复查、复核
            row(
                    CaseAct.RequestReview.class,
                    (here, act) -> here.blank("reason", act.reason())
                            .or(() -> here.request(Term.REQUEST_REVIEW, act.askedOn()))),
            row(
                    CaseAct.PassOn.class,
                    (here, act) -> here.blank("reason", act.reason()).or(here::reviewer)),
            row(
                    CaseAct.Review.class,
                    (here, act) ->
                            here.blank("text", act.text()).or(() -> here.changes(act.finding(), act.decisions()))),
            row(
                    CaseAct.RequestRereview.class,
                    (here, act) -> here.blank("reason", act.reason())
                            .or(() -> here.request(Term.REQUEST_REREVIEW, act.askedOn()))),
            row(CaseAct.Hear.class, Performance::hearing),
            row(
                    CaseAct.Rereview.class,
                    (here, act) ->
                            here.blank("text", act.text()).or(() -> here.changes(act.finding(), act.decisions()))),
            row(CaseAct.Revoke.class, (here, act) -> here.blank("text", act.text())),
            row(CaseAct.OrderAnew.class, Performance::handlingAnew),
            // 结束
            row(CaseAct.Settle.class, Performance::settlement),
            row(CaseAct.Resume.class, Performance::resumption),
            row(CaseAct.Withdraw.class, (here, act) -> here.blank("reason", act.reason())),
            row(CaseAct.Close.class, Performance::closing),
            // 责任
            row(CaseAct.Reassign.class, (here, act) -> here.sending()),
            row(CaseAct.Recuse.class, Performance::recusal),
            row(CaseAct.Coordinate.class, Performance::coordination),
            row(CaseAct.Succeed.class, Performance::succession),
            row(CaseAct.AssignLeader.class, Performance::leader),
            row(
                    CaseAct.ReleaseLeader.class,
                    (here, act) -> here.open.assignment().isEmpty()
                            ? here.refuse(Reason.NO_LEADER)
                            : here.blank("reason", act.reason())),
            row(CaseAct.TakeOver.class, Performance::takingOver),
            row(CaseAct.Realign.class, (here, act) -> here.realignment()),
            // 督办、报告
            row(CaseAct.DeclareUrgent.class, Performance::urgency),
            row(CaseAct.Report.class, Performance::report),
            row(CaseAct.Instruct.class, Performance::instruction),
            row(
                    CaseAct.AnswerLeader.class,
                    (here, act) -> here.open.running().containsKey(Term.INSTRUCTION)
                            ? here.blank("text", act.text())
                            : here.refuse(Reason.NO_SUCH_TERM)),
            row(CaseAct.Urge.class, (here, act) -> here.blank("text", act.text())),
            row(CaseAct.TakeMeasure.class, (here, act) -> measure(act, here.row)),
            row(CaseAct.Note.class, (here, act) -> here.blank("text", act.text())),
            row(CaseAct.Link.class, (here, act) -> here.blank("reason", act.reason())),
            row(CaseAct.Unlink.class, (here, act) -> here.blank("reason", act.reason())),
            row(CaseAct.Warn.class, Performance::reminder),
            free(CaseAct.WarnIdle.class),
            free(CaseAct.Reckon.class),
            // 文书: what a paper says is looked at where it is drafted
            free(CaseAct.DraftPaper.class),
            free(CaseAct.CheckPaper.class),
            free(CaseAct.IssuePaper.class),
            free(CaseAct.FetchPaper.class),
            // 审核认定: on ended cases, see Termination
            free(CaseAct.ProposeTermination.class),
            free(CaseAct.ConfirmTermination.class),
            free(CaseAct.ReturnTermination.class));

    /** To somebody else: within the unit it is reassigned, beyond it sent, and then the petitioner is told first. */
    private Optional<Refusal> sending() {
        Seat to = receiving.orElseThrow();
        if (to.incumbency().equals(open.chain().holder())) {
            return refuse(Reason.SAME_RECEIVER);
        }
        boolean within = to.unit().equals(open.unit());
        if (within != act instanceof CaseAct.Reassign) {
            return refuse(Reason.WRONG_UNIT);
        }
        // 并告知信访人转送、交办去向: the receiver owes its own notice and not that of the one who forwards
        boolean owed = open.running().containsKey(Term.DIRECT_NOTICE)
                && open.matter().track() != Track.ACCUSATION; // 告知按照有关规定执行 (art. 23(4))
        return !within && by.isPresent() && owed
                ? Optional.of(Refusal.of(Reason.NOT_TOLD, art(23, 1)))
                : Optional.empty();
    }

    private Optional<Refusal> acceptance() {
        if (petition.intake().skipsLevels() && open.sender().isEmpty()) {
            return Optional.of(Refusal.of(Reason.LEVEL_SKIPPED, art(20, 1)));
        }
        return office(by)
                ? Optional.of(Refusal.of(Reason.WRONG_UNIT, art(22, 1))) // an office passes on, it does not handle
                : Optional.empty();
    }

    private Optional<Refusal> leading(CaseAct.LeadElsewhere lead) {
        return lead.issue().filter(issue -> issue.path() != lead.path()).isPresent()
                ? incomplete("issue")
                : blank("organ", lead.organ());
    }

    private Optional<Refusal> response(CaseAct.Respond respond) {
        return respond.adoption().isPresent() != (open.matter().track() == Track.PROPOSAL)
                ? incomplete("adoption")
                : blank("text", respond.text());
    }

    private Optional<Refusal> order(CaseAct.OrderExecution order) {
        return receiving.orElseThrow().unit().equals(open.unit()) || office(receiving)
                ? refuse(Reason.WRONG_UNIT)
                : blank("text", order.text());
    }

    private Optional<Refusal> posting(CaseAct.ServePublicly posted) {
        if (open.running().containsKey(Term.PUBLIC_NOTICE)) {
            return refuse(Reason.ONLY_ONCE);
        }
        return posted.postedOn().isAfter(on) || posted.postedOn().isBefore(open.stageSince())
                ? incomplete("postedOn")
                : blank("text", posted.text()).or(this::nothingToTell);
    }

    private Optional<Refusal> attempt(CaseAct.Unserve unserved) {
        return unserved.triedOn().isAfter(on) || unserved.triedOn().isBefore(open.stageSince())
                ? incomplete("triedOn")
                : Optional.empty();
    }

    private Optional<Refusal> handlingAnew(CaseAct.OrderAnew anew) {
        if (by.isPresent() && owesTheRevocation()) {
            return Optional.of(Refusal.of(Reason.NOT_TOLD, row.article())); // served first
        }
        boolean handled =
                receiving.orElseThrow().unit().equals(open.decided().asList().get(0));
        return handled ? blank("text", anew.text()) : refuse(Reason.WRONG_UNIT);
    }

    private Optional<Refusal> leader(CaseAct.AssignLeader taken) {
        Post.Kind post = receiving.orElseThrow().post();
        if (post != Post.Kind.LEADER && post != Post.Kind.HEAD) {
            return refuse(Reason.NOT_A_LEADER);
        }
        return taken.until().isBefore(on) ? incomplete("until") : Optional.empty();
    }

    private Optional<Refusal> takingOver(CaseAct.TakeOver over) {
        if (open.chain().rolesOf(over.from()).isEmpty()) {
            return refuse(Reason.NOT_LISTED);
        }
        UnitId to = receiving.orElseThrow().unit();
        return open.chain().holder().equals(over.from())
                        && open.stage() != Stage.EXECUTING
                        && !to.equals(open.unit())
                        && open.decided().contains(to)
                ? refuse(Reason.REVIEWER_IS_HANDLER)
                : Optional.empty();
    }

    private Optional<Refusal> realignment() {
        return chainChanged().filter(chain -> !chain.equals(open.chain())).isEmpty()
                ? refuse(Reason.SAME_RECEIVER)
                : Optional.empty();
    }

    private Optional<Refusal> urgency(CaseAct.DeclareUrgent urgent) {
        return open.matter().urgency().isPresent()
                ? refuse(Reason.ONLY_ONCE)
                : blank("reason", urgent.reason()).or(() -> blank("measures", urgent.measures()));
    }

    private boolean owesTheRevocation() {
        return open.running().containsKey(Term.REVIEW_SERVICE)
                || open.running().containsKey(Term.REREVIEW_SERVICE)
                || open.running().containsKey(Term.PUBLIC_NOTICE);
    }

    /** Which organ does it is said where another one does, and what was tried before an act is handled by law. */
    static Optional<Refusal> measure(CaseAct.TakeMeasure taken, Lifecycle.Row row) {
        boolean lawful = taken.measure() == Measure.LAWFUL_HANDLING;
        Optional<String> missing =
                taken.measure().isElsewhere() && taken.organ().isBlank()
                        ? Optional.of("organ")
                        : taken.tried().isBlank() == lawful
                                ? Optional.of("tried")
                                : taken.text().isBlank() ? Optional.of("text") : Optional.empty();
        return missing.map(field -> Refusal.of(Reason.INCOMPLETE, "tried".equals(field) ? art(47, 1) : row.article())
                .with("field", field));
    }

    private Optional<Refusal> opinion(CaseAct.Reply reply) {
        if (open.course()
                .revoked()
                .filter(new Course.Given(reply.opinion(), reply.text(), reply.decisions())::repeats)
                .isPresent()) {
            return refuse(Reason.SAME_OPINION);
        }
        boolean denied = reply.opinion() == Opinion.NOT_SUPPORT
                || reply.decisions().stream().anyMatch(one -> one.opinion() == Opinion.NOT_SUPPORT);
        if (open.matter().track() == Track.SIMPLIFIED && denied) {
            return unfit("NOT_SUPPORTED");
        }
        if (!reply.decisions().isEmpty() && Decision.overall(reply.decisions()) != reply.opinion()) {
            return incomplete("opinion");
        }
        if (reply.executeBy()
                .filter(day -> reply.supported().isEmpty() || day.isBefore(on))
                .isPresent()) {
            return incomplete("executeBy");
        }
        return blank("text", reply.text()).or(() -> decisions(reply.decisions()));
    }

    /** 应当载明信访人投诉请求、事实和理由: for each request what was asked, and why it is decided so. */
    private Optional<Refusal> decisions(ImmutableList<Decision> decisions) {
        return decisions.stream()
                        .anyMatch(one -> one.request().isBlank() || one.words().isBlank())
                ? Optional.of(Refusal.of(Reason.INCOMPLETE, art(32, 1)).with("field", "decisions"))
                : Optional.empty();
    }

    private Optional<Refusal> changes(Finding finding, ImmutableList<Decision> decisions) {
        return finding == Finding.UPHELD && !decisions.isEmpty() ? incomplete("decisions") : decisions(decisions);
    }

    private Optional<Refusal> execution(CaseAct.Execute done) {
        if (open.course().toExecute().isEmpty()) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        if (done.request()
                .filter(number -> !open.course().toExecute().contains(number))
                .isPresent()) {
            return incomplete("request");
        }
        if (done.doneOn().isAfter(on)) {
            return incomplete("doneOn");
        }
        return blank("text", done.text())
                .or(() -> done.complete() ? blank("evidence", done.evidence()) : Optional.empty());
    }

    private Optional<Refusal> settlement(CaseAct.Settle settle) {
        if (settle.performBy().isPresent() == settle.promised().isBlank()) {
            return incomplete(settle.promised().isBlank() ? "promised" : "performBy");
        }
        if (settle.performBy()
                .filter(day -> day.isBefore(on) || open.stage() == Stage.EXECUTING)
                .isPresent()) {
            return incomplete("performBy");
        }
        return blank("paper", settle.paper());
    }

    /** To the organ whose opinion it was, or, where there is none yet, to one that handles matters. */
    private Optional<Refusal> resumption(CaseAct.Resume resume) {
        if (!open.course().concluded().equals(Optional.of(Ending.SETTLED))) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        UnitId to = receiving.orElseThrow().unit();
        boolean handles = open.decided().stream().findFirst().map(to::equals).orElseGet(() -> !office(receiving));
        return handles ? blank("reason", resume.reason()) : refuse(Reason.WRONG_UNIT);
    }

    /** Nothing of an accusation is passed to the unit that it is against, and that unit does not handle it. */
    private Optional<Refusal> reachesTheAccused() {
        ImmutableSet<UnitId> accused = open.matter().accused();
        boolean received = receiving
                .filter(seat -> accused.contains(seat.unit()) || isAccused(seat.incumbency()))
                .isPresent();
        boolean handled =
                (act instanceof CaseAct.Accept || act instanceof CaseAct.Respond || act instanceof CaseAct.TakeBack)
                        && by.filter(seat -> accused.contains(seat.unit())).isPresent();
        return received || handled ? Optional.of(Refusal.of(Reason.ACCUSED, art(30, 3))) : Optional.empty();
    }

    private Optional<Refusal> instruction(CaseAct.Instruct instruct) {
        Optional<Seat> leader = seats.seat(instruct.leader());
        if (leader.isEmpty()) {
            return refuse(Reason.RECEIVER_DOES_NOT_SIT);
        }
        if (isRecused(instruct.leader())) {
            return Optional.of(Refusal.of(Reason.RECUSED, art(28, 3)));
        }
        if (leader.get().post() != Post.Kind.LEADER && leader.get().post() != Post.Kind.HEAD) {
            return refuse(Reason.NOT_A_LEADER);
        }
        if (open.matter().accused().contains(leader.get().unit()) || isAccused(instruct.leader())) {
            return Optional.of(Refusal.of(Reason.ACCUSED, art(30, 3)));
        }
        return instruct.answerBy().isAfter(on) ? blank("text", instruct.text()) : incomplete("answerBy");
    }

    /** As it stands when the act is done: a classification says itself whom the accusation is against. */
    private boolean isAccused(IncumbencyId who) {
        ImmutableSet<OfficialId> accused =
                act instanceof CaseAct.Classify classify ? classify.accusedOfficials() : involved.accusedOfficials();
        return !accused.isEmpty()
                && seats.official(who).filter(accused::contains).isPresent();
    }

    /** Whoever is told of the case by standing in its chain, and must not be. */
    private boolean mustNotKnow(IncumbencyId who) {
        ImmutableSet<UnitId> accused = act instanceof CaseAct.Classify classify
                ? classify.accused()
                : open.matter().accused();
        return isAccused(who)
                || (!accused.isEmpty()
                        && seats.seat(who)
                                .filter(seat -> accused.contains(seat.unit())
                                        && !seat.unit().equals(open.unit()))
                                .isPresent());
    }

    /** The chain without whoever stands in it and must not know of the case, or has to withdraw from it. */
    private Chain cleared(Chain chain) {
        Chain kept = chain;
        for (IncumbencyId above : chain.above().values()) {
            if (mustNotKnow(above) || withdraws(above)) {
                kept = free(kept, above);
            }
        }
        return kept;
    }

    private Optional<Refusal> recusal(CaseAct.Recuse recuse) {
        if (isRecused(recuse.who())) {
            return refuse(Reason.ONLY_ONCE);
        }
        boolean holds = Seats.same(seats, open.chain().holder(), recuse.who());
        if (recuse.to().isPresent() != holds) {
            return incomplete("to");
        }
        if (recuse.to().filter(to -> Seats.same(seats, to, recuse.who())).isPresent()) {
            return refuse(Reason.SAME_RECEIVER);
        }
        if (receiving.filter(seat -> !seat.unit().equals(open.unit())).isPresent()) {
            return refuse(Reason.WRONG_UNIT);
        }
        return blank("reason", recuse.reason());
    }

    private Optional<Refusal> coordination(CaseAct.Coordinate decided) {
        if (office(receiving)) {
            return Optional.of(Refusal.of(Reason.WRONG_UNIT, art(22, 1))); // an office passes on, it does not lead
        }
        if (decided.assisting().contains(receiving.orElseThrow().unit())) {
            return incomplete("assisting"); // one leads, and does not assist itself
        }
        if (!Sets.intersection(decided.assisting(), open.matter().accused()).isEmpty()) {
            return Optional.of(Refusal.of(Reason.ACCUSED, art(30, 3)));
        }
        if (decided.how() != Coordination.AGREED && decided.decidedBy().isBlank()) {
            return incomplete("decidedBy");
        }
        return blank("reason", decided.reason());
    }

    private Optional<Refusal> succession(CaseAct.Succeed succeed) {
        if (!receiving.orElseThrow().unit().equals(succeed.successor())
                || succeed.successor().equals(succeed.of())) {
            return refuse(Reason.WRONG_UNIT);
        }
        boolean answers = succeed.of().equals(open.unit());
        if (!answers
                && !open.decided().contains(succeed.of())
                && !open.matter().assisting().contains(succeed.of())
                && !open.sender().equals(Optional.of(succeed.of()))) {
            return incomplete("of");
        }
        boolean reviews =
                answers && !open.decided().isEmpty() && !open.decided().contains(open.unit());
        if (reviews && open.decided().contains(succeed.successor())) {
            return refuse(Reason.REVIEWER_IS_HANDLER);
        }
        return blank("basis", succeed.basis());
    }

    private Optional<Refusal> report(CaseAct.Report report) {
        boolean accusation = open.matter().track() == Track.ACCUSATION;
        boolean urgent = open.matter().urgency().isPresent();
        return report.to().isEmpty()
                        || !report.to().stream().allMatch(who -> who.isAboutOfficials() ? accusation : urgent)
                ? incomplete("informed")
                : blank("text", report.text());
    }

    private Optional<Refusal> classing(CaseAct.Classify classify) {
        Matter matter = open.matter();
        boolean simple = classify.track() == Track.SIMPLIFIED;
        if (classify.track() == matter.track()
                && matter.classified() > 0
                && classify.accused().equals(matter.accused())
                && classify.accusedOfficials().equals(involved.accusedOfficials())) {
            return Optional.of(
                    Refusal.of(Reason.SAME_TRACK, classify.track().article()).with("track", classify.track()));
        }
        if (classify.ground().isPresent() != simple) {
            return incomplete("ground");
        }
        if (!classify.accused().isEmpty() && classify.track() != Track.ACCUSATION) {
            return incomplete("accused");
        }
        if (!classify.accusedOfficials().isEmpty() && classify.track() != Track.ACCUSATION) {
            return incomplete("accusedOfficials");
        }
        if (isAccused(open.chain().holder())) {
            return Optional.of(Refusal.of(Reason.ACCUSED, art(30, 3))); // first let somebody else answer for it
        }
        return blank("reason", classify.reason()).or(() -> simple ? simple() : Optional.empty());
    }

    /** Simplified handling is for a first petition that nobody has accepted yet (简易办理办法: its scope and exclusions). */
    private Optional<Refusal> simple() {
        if (open.stage() == Stage.ACCEPTED) {
            return unfit("ACCEPTED_ALREADY");
        }
        if (petition.repeats() > 0) {
            return unfit("REPEATED");
        }
        if (open.running().containsKey(Term.FEEDBACK)) {
            return unfit("ASSIGNED");
        }
        if (!open.matter().assisting().isEmpty()) {
            return unfit("SEVERAL_UNITS");
        }
        return open.matter().urgency().isPresent() || petition.isCollective(law.gathering(petition.receivedOn()))
                ? unfit("MAJOR")
                : Optional.empty();
    }

    private static Optional<Refusal> unfit(String why) {
        return Optional.of(
                Refusal.of(Reason.NOT_SIMPLE, Track.SIMPLIFIED.article()).with("unfit", why));
    }

    /** What was assigned is assigned on by nobody: the day that was said goes with the case. */
    private Optional<Refusal> assignment(CaseAct.Entrust entrust) {
        if (open.running().containsKey(Term.FEEDBACK)) {
            return refuse(Reason.ONLY_ONCE);
        }
        return entrust.reportBy().isAfter(on) ? blank("demand", entrust.demand()) : incomplete("reportBy");
    }

    private Optional<Refusal> asking(CaseAct.AskExtension ask) {
        Running conclude = open.running().get(Term.CONCLUDE);
        if (conclude == null) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        if (conclude.extendedDays() > 0) {
            return refuse(Reason.ONLY_ONCE);
        }
        return ask.days() < 1
                ? incomplete("days")
                : blank("reason", ask.reason()).or(() -> late(Term.CONCLUDE));
    }

    /** What is owed on the way is done before the case ends: no term runs in a case that has ended. */
    private Optional<Refusal> stillOwed() {
        if (row.ending().isEmpty() || by.isEmpty()) {
            return Optional.empty();
        }
        if (open.running().containsKey(Term.FEEDBACK)) {
            return Optional.of(Refusal.of(Reason.STILL_OWED, art(22, 1, 3)).with("term", Term.FEEDBACK));
        }
        return open.running().containsKey(Term.INSTRUCTION)
                ? Optional.of(Refusal.of(Reason.STILL_OWED, art(18, 2)).with("term", Term.INSTRUCTION))
                : Optional.empty();
    }

    private Optional<Refusal> nothingToTell() {
        return row.ending().isEmpty()
                        && Sets.intersection(row.stops(), open.running().keySet())
                                .isEmpty()
                ? refuse(Reason.NO_SUCH_TERM)
                : Optional.empty();
    }

    private Optional<Refusal> service(CaseAct.Serve serve) {
        if (open.stage() == Stage.REVOKED && !owesTheRevocation()) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        boolean ofExtension = open.stage() == Stage.ACCEPTED;
        Running notice = open.running().get(Term.EXTENSION_NOTICE);
        if (ofExtension && notice == null) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        LocalDate written = ofExtension && notice != null ? notice.from() : open.stageSince();
        if (serve.receivedOn().isAfter(on) || serve.receivedOn().isBefore(written)) {
            return incomplete("receivedOn");
        }
        Optional<LocalDate> posted = Optional.ofNullable(open.running().get(Term.PUBLIC_NOTICE))
                .filter(term -> serve.manner() == Manner.BY_NOTICE)
                .map(Running::from);
        Optional<LocalDate> sentOn = serve.sentOn().or(() -> posted);
        if (sentOn.filter(sent -> sent.isAfter(serve.receivedOn())).isPresent()
                || (serve.manner() == Manner.BY_NOTICE && sentOn.isEmpty())
                || (posted.isPresent() && !sentOn.equals(posted))) {
            return incomplete("sentOn");
        }
        return serve.manner() == Manner.BY_NOTICE
                ? sentOn.flatMap(sent -> law.start(Term.PUBLIC_NOTICE, sent))
                        .filter(term -> serve.receivedOn().isBefore(term.nominal()))
                        .map(term ->
                                Refusal.of(Reason.TOO_EARLY, term.article()).with("due", term.nominal()))
                : Optional.empty();
    }

    private Optional<Refusal> reminder(CaseAct.Warn warn) {
        Optional<LocalDate> day =
                Optional.ofNullable(open.running().get(warn.term())).flatMap(Running::nextReminder);
        if (day.isEmpty()) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        return day.get().isAfter(on)
                ? Optional.of(Refusal.of(Reason.TOO_EARLY, row.article()).with("due", day.get()))
                : Optional.empty();
    }

    private Optional<Refusal> extension(CaseAct.Extend extend) {
        Running conclude = open.running().get(Term.CONCLUDE);
        if (conclude == null) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        // the head, or another 负责人 of the organ; a leader in charge who sits elsewhere only where the head cannot
        Optional<IncumbencyId> head = Optional.ofNullable(open.chain().above().get(Role.UNIT_HEAD))
                .filter(who -> !Seats.among(seats, open.course().askedBy(), who));
        if (head.isPresent()
                && by.filter(seat -> !seat.unit().equals(open.unit())).isPresent()) {
            return Optional.of(
                    Refusal.of(Reason.NOT_YOURS, row.article()).with("needs", ImmutableSet.of(Capacity.UNIT_HEAD)));
        }
        if (conclude.extendedDays() > 0) {
            return refuse(Reason.ONLY_ONCE);
        }
        if (by.filter(this::approvesOwn).isPresent()) {
            return refuse(Reason.SELF_APPROVAL); // 经本机关、单位负责人批准: whoever asks is not who approves
        }
        if (extend.days() < 1) {
            return incomplete("days");
        }
        int most = law.reckoned(conclude).provision().maxExtensionDays();
        if (extend.days() > most) {
            return Optional.of(Refusal.of(Reason.TOO_LONG, row.article()).with("most", most));
        }
        if (extend.petitionerToldOn()
                .filter(told -> told.isAfter(on) || told.isBefore(conclude.from()))
                .isPresent()) {
            return incomplete("petitionerToldOn");
        }
        boolean asked = by.isEmpty() || !open.course().askedBy().isEmpty();
        return blank("reason", extend.reason())
                .or(() -> late(Term.CONCLUDE))
                .or(() ->
                        asked || extend.unasked().filter(why -> !why.isBlank()).isPresent()
                                ? Optional.empty()
                                : incomplete("unasked"));
    }

    /** Whether who acts, or for whom, holds the case or asked: a delegate is no way around it, nor is another post. */
    private boolean approvesOwn(Seat approver) {
        return Stream.concat(Stream.of(open.chain().holder()), open.course().askedBy().stream())
                .anyMatch(own ->
                        Seats.same(seats, own, approver.incumbency()) || Seats.same(seats, own, approver.hand()));
    }

    private Optional<Refusal> hearing(CaseAct.Hear hear) {
        Running rereview = open.running().get(Term.REREVIEW);
        if (rereview == null) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        if (rereview.hearingDays() > 0) {
            return refuse(Reason.ONLY_ONCE);
        }
        if (hear.from().isAfter(rereview.due())) {
            // what ran out before the hearing opened is not brought back by it
            return Optional.of(Refusal.of(Reason.TOO_LATE, row.article()).with("due", rereview.due()));
        }
        return hear.to().isBefore(hear.from())
                        || hear.from().isBefore(open.stageSince())
                        || hear.to().isAfter(on)
                ? incomplete("to")
                : Optional.empty();
    }

    private Optional<Refusal> closing(CaseAct.Close close) {
        Term window = open.stage() == Stage.REPLY_SERVED ? Term.REQUEST_REVIEW : Term.REQUEST_REREVIEW;
        Running running = open.running().get(window);
        if (!missedWindowEnds(running)) {
            return Optional.of(Refusal.of(Reason.NOT_AT_THIS_STAGE, row.article())
                    .with("act", "Close")
                    .with("stage", open.stage()));
        }
        if (running != null && !running.over(on)) {
            return Optional.of(Refusal.of(Reason.TOO_EARLY, row.article()).with("due", running.due()));
        }
        return blank("reason", close.reason());
    }

    /** By the day on which the petitioner asked, which is his or her right; entering it may take longer. */
    private Optional<Refusal> request(Term window, Optional<LocalDate> saidOn) {
        LocalDate askedOn = saidOn.orElse(on);
        Running running = open.running().get(window);
        if (askedOn.isAfter(on) || (running != null && askedOn.isBefore(running.from()))) {
            return incomplete("askedOn");
        }
        Optional<Refusal> wrong = reviewer();
        return wrong.isPresent() || !missedWindowEnds(open.running().get(window)) ? wrong : late(window, askedOn);
    }

    /** 上一级机关、单位, apart from all whose opinions stand in the case. */
    private Optional<Refusal> reviewer() {
        UnitId to = receiving.orElseThrow().unit();
        if (open.decided().contains(to)) {
            return refuse(Reason.REVIEWER_IS_HANDLER);
        }
        if (act instanceof CaseAct.PassOn && to.equals(open.unit())) {
            return refuse(Reason.WRONG_UNIT);
        }
        Optional<Unit> reviewed =
                open.decided().asList().reverse().stream().findFirst().flatMap(seats::unit);
        Optional<Unit> reviewer = seats.unit(to);
        boolean known = by.isPresent() && reviewed.isPresent() && reviewer.isPresent(); // a ledger says who it was
        return known && !NextHigher.reviews(reviewer.get(), reviewed.get())
                ? refuse(Reason.NOT_NEXT_HIGHER)
                : Optional.empty();
    }

    /**
     * Whether whoever gave an opinion would review it, in whatever post: by giving the review, or by holding the case while it is
     * reviewed. A leader may still take it on.
     */
    private boolean reviewsOwnOpinion() {
        boolean asks = act instanceof CaseAct.RequestReview || act instanceof CaseAct.RequestRereview;
        boolean reviewed = open.stage() == Stage.REVIEW_REQUESTED || open.stage() == Stage.REREVIEW_REQUESTED;
        boolean holds = (asks || reviewed) && !(act instanceof CaseAct.AssignLeader);
        boolean decides =
                act instanceof CaseAct.Review || act instanceof CaseAct.Rereview || act instanceof CaseAct.Revoke;
        return (holds && receiving.filter(seat -> hasDecided(seat.incumbency())).isPresent())
                || (decides
                        && by.filter(seat -> hasDecided(seat.incumbency()) || hasDecided(seat.hand()))
                                .isPresent());
    }

    private boolean hasDecided(IncumbencyId who) {
        return Seats.among(seats, open.course().deciders(), who);
    }

    private boolean withdraws(IncumbencyId who) {
        return isRecused(who) || (act instanceof CaseAct.Recuse recuse && Seats.same(seats, recuse.who(), who));
    }

    private boolean isRecused(IncumbencyId who) {
        return Seats.among(seats, open.matter().recused(), who);
    }

    private boolean missedWindowEnds(@Nullable Running window) {
        return law.missedWindowEnds(window == null ? on : window.from());
    }

    private Optional<Refusal> late(Term term) {
        return late(term, on);
    }

    private Optional<Refusal> late(Term term, LocalDate day) {
        Running running = open.running().get(term);
        if (running == null) {
            return refuse(Reason.NO_SUCH_TERM);
        }
        return running.over(day)
                ? Optional.of(Refusal.of(Reason.TOO_LATE, row.article()).with("due", running.due()))
                : Optional.empty();
    }

    private Optional<Refusal> blank(String field, String text) {
        return text.isBlank() ? incomplete(field) : Optional.empty();
    }

    private Optional<Refusal> incomplete(String field) {
        return Optional.of(Refusal.of(Reason.INCOMPLETE, row.article()).with("field", field));
    }

    private Optional<Refusal> refuse(Reason reason) {
        return Optional.of(Refusal.of(reason, row.article()));
    }

    // ------------------------------------------------------------------ who answers then?

    /** The seat that the whole case moves to; empty where the holder stays. */
    private Optional<Seat> movedTo() {
        if (act instanceof CaseAct.TakeBack) {
            return by;
        }
        if (act instanceof CaseAct.Succeed succeed && !succeed.of().equals(open.unit())) {
            return Optional.empty();
        }
        if (act instanceof CaseAct.TakeOver over && !open.chain().holder().equals(over.from())) {
            return Optional.empty();
        }
        return act instanceof CaseAct.AssignLeader ? Optional.empty() : receiving;
    }

    /** A leader who has taken the case keeps it wherever it goes. */
    private Chain chainOn(Seat seat) {
        if (act instanceof CaseAct.TakeOver over && seat.unit().equals(open.unit())) {
            return open.chain().passed(over.from(), over.to());
        }
        IncumbencyId leader = open.chain().above().get(Role.ASSIGNED_LEADER);
        Chain chain = leader == null ? seat.chain() : seat.chain().with(Role.ASSIGNED_LEADER, leader);
        chain = cleared(chain);
        // the leaver may stand above the receiver still, or have taken the case as a leader
        return act instanceof CaseAct.TakeOver over ? chain.passed(over.from(), over.to()) : chain;
    }

    /** The chain without those of its upper roles that somebody has. */
    private static Chain free(Chain chain, IncumbencyId recused) {
        Chain free = chain;
        for (Role role : chain.rolesOf(recused)) {
            free = free.without(role);
        }
        return free;
    }

    private Optional<Chain> chainChanged() {
        if (act instanceof CaseAct.Classify || act instanceof CaseAct.Recuse) {
            return Optional.of(cleared(open.chain())).filter(chain -> !chain.equals(open.chain()));
        }
        if (act instanceof CaseAct.AssignLeader taken) {
            return Optional.of(open.chain().with(Role.ASSIGNED_LEADER, taken.leader()));
        }
        if (act instanceof CaseAct.ReleaseLeader) {
            return Optional.of(open.chain().without(Role.ASSIGNED_LEADER));
        }
        if (act instanceof CaseAct.TakeOver over) {
            return Optional.of(open.chain().passed(over.from(), over.to()));
        }
        if (act instanceof CaseAct.Realign) {
            return seats.seat(open.chain().holder()).map(this::chainOn);
        }
        return Optional.empty();
    }

    // ------------------------------------------------------------------ what runs then?

    private Outcome<ImmutableList<Running>> terms() {
        ImmutableList.Builder<Running> running = ImmutableList.builder();
        LocalDate trigger = act instanceof CaseAct.Serve serve
                ? serve.receivedOn()
                : act instanceof CaseAct.ServePublicly posted ? posted.postedOn() : on;
        boolean toOffice = act.sends() && office(receiving);
        Track track = open.matter().track();
        Set<Term> starts = toOffice // art. 22 binds each petition department
                ? Lifecycle.entering(track, Stage.REGISTERED, true)
                : row.starts();
        boolean sameUnit = act instanceof CaseAct.Coordinate
                && receiving.filter(seat -> seat.unit().equals(open.unit())).isPresent();
        if (act instanceof CaseAct.Extend extend) {
            // told before the term that is extended would have ended, on its last day at the latest
            if (extend.petitionerToldOn().isEmpty()) {
                Running before = running(Term.CONCLUDE);
                running.add(law.set(Term.EXTENSION_NOTICE, before.from(), before.due()));
            }
        } else if (act instanceof CaseAct.Instruct instruct) {
            // of several instructions the one that wants its answer first
            Running before = open.running().get(Term.INSTRUCTION);
            if (before == null || instruct.answerBy().isBefore(before.due())) {
                running.add(law.set(Term.INSTRUCTION, on, instruct.answerBy()));
            }
        } else if (!sameUnit) {
            starts.stream()
                    .filter(term -> !SAID.contains(term))
                    .forEach(term -> law.start(term, trigger).ifPresent(running::add));
        }
        if (act instanceof CaseAct.Entrust entrust) {
            running.add(law.set(Term.FEEDBACK, on, entrust.reportBy()));
        }
        if (act instanceof CaseAct.Settle settle) {
            settle.performBy().ifPresent(last -> running.add(law.set(Term.PERFORMANCE, on, last)));
        }
        execution().ifPresent(running::add);
        if (act instanceof CaseAct.TakeBack) {
            // The fifteen days are the office's from the day it received the matter; an error in forwarding buys none.
            // At an organ who handles it has changed, which is told again.
            Set<Term> again = new HashSet<>(
                    Lifecycle.entering(track, office(by) ? Stage.REGISTERED : Stage.FORWARDED, office(by)));
            again.remove(Term.OBJECTION);
            if (open.running().containsKey(Term.DIRECT_NOTICE)) {
                again.remove(Term.NOTICE);
            }
            again.forEach(term -> law.start(term, term == Term.DISPATCH ? petition.receivedOn() : on)
                    .ifPresent(running::add));
        }
        if (act instanceof CaseAct.Classify classify) {
            LocalDate reached = open.stage() == Stage.REGISTERED ? petition.receivedOn() : open.stageSince();
            Sets.difference(entering(classify.track()), entering(track))
                    .forEach(term -> law.start(term, reached).ifPresent(running::add));
        }
        if (act instanceof CaseAct.Extend extend) {
            running.add(law.extended(running(Term.CONCLUDE), extend.days())
                    .toOptional()
                    .orElseThrow());
        }
        if (act instanceof CaseAct.Hear hear) {
            running.add(law.heard(running(Term.REREVIEW), hear.from(), hear.to()));
        }
        if (act instanceof CaseAct.Warn warn) {
            running.add(law.reminded(running(warn.term())));
        }
        if (act instanceof CaseAct.Reckon) {
            for (Running before : open.running().values()) {
                Running again = law.again(before);
                if (!again.equals(before)) {
                    running.add(again);
                }
            }
            if (running.build().isEmpty()) {
                return Outcome.refused(Reason.NO_SUCH_TERM, row.article());
            }
        }
        return Outcome.done(running.build());
    }

    /** What an opinion supports is executed from then on; after a review, from the day on which the opinion stands. */
    private Optional<Running> execution() {
        if (act instanceof CaseAct.Reply reply) {
            // of what a ledger says was decided long ago nobody knows whether it was executed, unless it says by when
            boolean unknown = by.isEmpty() && reply.executeBy().isEmpty();
            return reply.supported().isEmpty() || unknown
                    ? Optional.empty()
                    : reply.executeBy()
                            .map(last -> law.set(Term.EXECUTION, on, last))
                            .or(() -> law.start(Term.EXECUTION, on));
        }
        boolean begins = row.starts().contains(Term.EXECUTION)
                && stage().isPresent()
                && !open.running().containsKey(Term.EXECUTION);
        return begins ? law.start(Term.EXECUTION, on) : Optional.empty();
    }

    /** What the row stops and the act does not set running anew. */
    private ImmutableSet<Term> stopped(ImmutableList<Running> running) {
        Set<Term> again = running.stream().map(Running::term).collect(Collectors.toSet());
        return Sets.difference(Sets.intersection(stops(), open.running().keySet()), again)
                .immutableCopy();
    }

    /** Another track stops what only the one before set running, and what does not run on it at all. */
    private Set<Term> stops() {
        if (act instanceof CaseAct.Execute) {
            return completesAll() ? row.stops() : ImmutableSet.of();
        }
        if (stage().filter(to -> to == Stage.EXECUTING).isPresent()) {
            // with the procedure its terms are over; what is agreed takes the place of what was supported
            return act instanceof CaseAct.Settle
                    ? open.running().keySet()
                    : Sets.difference(open.running().keySet(), Set.of(Term.EXECUTION));
        }
        if (!(act instanceof CaseAct.Classify classify)) {
            // an organ that goes on leading owes the notice that it owed
            return act instanceof CaseAct.Coordinate
                            && receiving
                                    .filter(seat -> seat.unit().equals(open.unit()))
                                    .isPresent()
                    ? Sets.difference(row.stops(), Set.of(Term.NOTICE))
                    : row.stops();
        }
        return Sets.union(
                Sets.difference(entering(open.matter().track()), entering(classify.track())),
                Sets.difference(open.running().keySet(), Lifecycle.terms(classify.track())));
    }

    /** What the case would have running on that track for having come to its stage. */
    private ImmutableSet<Term> entering(Track track) {
        return Lifecycle.entering(
                track, open.stage(), office(by) || open.running().containsKey(Term.DISPATCH));
    }

    private static boolean office(Optional<Seat> seat) {
        return seat.filter(found -> found.unitKind() == Unit.Kind.PETITION_OFFICE)
                .isPresent();
    }

    private Running running(Term term) {
        Running running = open.running().get(term);
        if (running == null) {
            throw new IllegalStateException("refused before: " + term);
        }
        return running;
    }
}
