package dev.jieli.application.published;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.jieli.application.published.Problem.Why;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseEffect;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Confirmation;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Course;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.Decision;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Informed;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.LegalIssue;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.Recipient;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Succession;
import dev.jieli.domain.casefile.Termination;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.casefile.Unserved;
import dev.jieli.domain.casefile.Urgency;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Instrument;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The fields of every act and of what acts are made of; each is written in the order of its line and read by name. */
final class Shapes {
    private Shapes() {}

    static final String TYPE = "type";

    private record Shape<A extends Act>(String name, BiConsumer<A, JsonText> write, Function<Fields, A> read) {}

    /** The acts of one kind of subject, by class and by name. */
    static final class Family<F extends Act> {
        private final Class<F> of;
        private final ImmutableMap<Class<?>, Shape<? extends F>> byClass;
        private final ImmutableMap<String, Shape<? extends F>> byName;

        private Family(Class<F> of, Map<Class<?>, Shape<? extends F>> shapes) {
            this.of = of;
            this.byClass = ImmutableMap.copyOf(shapes);
            this.byName = shapes.values().stream().collect(ImmutableMap.toImmutableMap(Shape::name, shape -> shape));
        }

        ImmutableSet<String> names() {
            return byName.keySet();
        }

        void write(Act act, JsonText to) {
            Shape<? extends F> shape = byClass.get(act.getClass());
            if (shape == null) {
                throw new IllegalArgumentException("no " + of.getSimpleName() + ": " + act);
            }
            write(shape, act, to);
        }

        @SuppressWarnings("unchecked") // byClass holds each shape under the class that it writes
        private static <A extends Act> void write(Shape<A> shape, Act act, JsonText to) {
            to.text(TYPE, shape.name());
            shape.write().accept((A) act, to);
        }

        Optional<F> read(Fields from) {
            String name = from.text(TYPE);
            Shape<? extends F> shape = byName.get(name);
            if (shape == null) {
                from.note(TYPE, Why.NOT_ONE_OF, String.join(", ", byName.keySet()));
                return Optional.empty();
            }
            return Optional.of(shape.read().apply(from));
        }
    }

    private static final class Table<F extends Act> {
        private final ImmutableMap.Builder<Class<?>, Shape<? extends F>> shapes = ImmutableMap.builder();

        <A extends F> Table<F> act(Class<A> act, BiConsumer<A, JsonText> write, Function<Fields, A> read) {
            shapes.put(act, new Shape<>(nameOf(act), write, read));
            return this;
        }

        Family<F> family(Class<F> of) {
            return new Family<>(of, shapes.build());
        }
    }

    /** {@code TakeOver} is published as {@code takeOver}. */
    static String nameOf(Class<? extends Act> act) {
        return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, act.getSimpleName());
    }

    // spotless:off
    static final Family<CaseAct> CASE = new Table<CaseAct>()
        .act(CaseAct.Register.class,         (act, to) -> to.object("petition", act.petition(), Shapes::petition),
                                             from -> new CaseAct.Register(from.object("petition", Shapes::petition)))
        .act(CaseAct.ReceiveDirectly.class,  (act, to) -> to.object("petition", act.petition(), Shapes::petition),
                                             from -> new CaseAct.ReceiveDirectly(from.object("petition", Shapes::petition)))
        .act(CaseAct.Transfer.class,         (act, to) -> to.id("to", act.to().value()).text("material", act.material()),
                                             from -> new CaseAct.Transfer(sitter(from, "to"), from.text("material")))
        .act(CaseAct.Entrust.class,          (act, to) -> to.id("to", act.to().value()).text("material", act.material()).day("reportBy", act.reportBy()).text("demand", act.demand()),
                                             from -> new CaseAct.Entrust(sitter(from, "to"), from.text("material"), from.day("reportBy"), from.text("demand")))
        .act(CaseAct.ReportBack.class,       (act, to) -> to.text("text", act.text()),
                                             from -> new CaseAct.ReportBack(from.text("text")))
        .act(CaseAct.RaiseObjection.class,           (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.RaiseObjection(from.text("reason")))
        .act(CaseAct.TakeBack.class,         (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.TakeBack(from.text("reason")))
        .act(CaseAct.Uphold.class,           (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.Uphold(from.text("reason")))
        .act(CaseAct.Notify.class,           (act, to) -> to.word("manner", act.manner()).text("text", act.text()),
                                             from -> new CaseAct.Notify(from.word("manner", Manner.class), from.text("text")))
        .act(CaseAct.Classify.class,         (act, to) -> to.word("track", act.track()).word("ground", act.ground()).ids("accused", units(act.accused())).ids("accusedOfficials", officials(act.accusedOfficials())).text("reason", act.reason()),
                                             from -> new CaseAct.Classify(from.word("track", Track.class), from.maybeWord("ground", SimpleGround.class), units(from, "accused"), officials(from, "accusedOfficials"), from.text("reason")))
        .act(CaseAct.Dispense.class,         (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.Dispense(from.text("reason")))
        .act(CaseAct.Accept.class,           (act, to) -> { },
                                             from -> new CaseAct.Accept())
        .act(CaseAct.Decline.class,          (act, to) -> to.text("reason", act.reason()).text("pointedTo", act.pointedTo()),
                                             from -> new CaseAct.Decline(from.text("reason"), from.text("pointedTo")))
        .act(CaseAct.LeadElsewhere.class,    (act, to) -> to.word("path", act.path()).word("issue", act.issue()).text("organ", act.organ()),
                                             from -> new CaseAct.LeadElsewhere(from.word("path", LegalPath.class), from.maybeWord("issue", LegalIssue.class), from.text("organ")))
        .act(CaseAct.Respond.class,          (act, to) -> to.word("adoption", act.adoption()).text("text", act.text()),
                                             from -> new CaseAct.Respond(from.maybeWord("adoption", Adoption.class), from.text("text")))
        .act(CaseAct.AskExtension.class,     (act, to) -> to.number("days", act.days()).text("reason", act.reason()),
                                             from -> new CaseAct.AskExtension(from.number("days"), from.text("reason")))
        .act(CaseAct.Extend.class,           (act, to) -> to.number("days", act.days()).text("reason", act.reason()).day("petitionerToldOn", act.petitionerToldOn()).text("unasked", act.unasked()),
                                             from -> new CaseAct.Extend(from.number("days"), from.text("reason"), from.maybeDay("petitionerToldOn"), from.maybeText("unasked")))
        .act(CaseAct.Reply.class,            (act, to) -> to.word("opinion", act.opinion()).text("text", act.text()).objects("decisions", act.decisions(), Shapes::decision).day("executeBy", act.executeBy()),
                                             from -> new CaseAct.Reply(from.word("opinion", Opinion.class), from.text("text"), from.objects("decisions", Shapes::decision), from.maybeDay("executeBy")))
        .act(CaseAct.Execute.class,          (act, to) -> { act.request().ifPresent(number -> to.number("request", number)); to.flag("complete", act.complete()).day("doneOn", act.doneOn()).text("text", act.text()).text("evidence", act.evidence()); },
                                             from -> new CaseAct.Execute(from.has("request") ? Optional.of(from.number("request")) : Optional.empty(), from.flag("complete"), from.day("doneOn"), from.text("text"), from.text("evidence")))
        .act(CaseAct.OrderExecution.class,   (act, to) -> to.id("to", act.to().value()).text("text", act.text()),
                                             from -> new CaseAct.OrderExecution(sitter(from, "to"), from.text("text")))
        .act(CaseAct.Serve.class,            (act, to) -> { to.day("receivedOn", act.receivedOn()).word("manner", act.manner()); if (act.recipient() != Recipient.PETITIONER) { to.word("recipient", act.recipient()); } to.day("sentOn", act.sentOn()); },
                                             from -> new CaseAct.Serve(from.day("receivedOn"), from.word("manner", Manner.class), from.maybeWord("recipient", Recipient.class).orElse(Recipient.PETITIONER), from.maybeDay("sentOn")))
        .act(CaseAct.ServePublicly.class,    (act, to) -> to.day("postedOn", act.postedOn()).text("text", act.text()),
                                             from -> new CaseAct.ServePublicly(from.day("postedOn"), from.text("text")))
        .act(CaseAct.Unserve.class,          (act, to) -> to.day("triedOn", act.triedOn()).word("manner", act.manner()).word("why", act.why()).text("text", act.text()),
                                             from -> new CaseAct.Unserve(from.day("triedOn"), from.word("manner", Manner.class), from.word("why", Unserved.class), from.text("text")))
        .act(CaseAct.RequestReview.class,    (act, to) -> to.id("to", act.to().value()).day("askedOn", act.askedOn()).text("reason", act.reason()),
                                             from -> new CaseAct.RequestReview(sitter(from, "to"), from.maybeDay("askedOn"), from.text("reason")))
        .act(CaseAct.PassOn.class,           (act, to) -> to.id("to", act.to().value()).text("reason", act.reason()),
                                             from -> new CaseAct.PassOn(sitter(from, "to"), from.text("reason")))
        .act(CaseAct.Review.class,           (act, to) -> to.word("finding", act.finding()).text("text", act.text()).objects("decisions", act.decisions(), Shapes::decision),
                                             from -> new CaseAct.Review(from.word("finding", Finding.class), from.text("text"), from.objects("decisions", Shapes::decision)))
        .act(CaseAct.RequestRereview.class,  (act, to) -> to.id("to", act.to().value()).day("askedOn", act.askedOn()).text("reason", act.reason()),
                                             from -> new CaseAct.RequestRereview(sitter(from, "to"), from.maybeDay("askedOn"), from.text("reason")))
        .act(CaseAct.Hear.class,             (act, to) -> to.day("from", act.from()).day("to", act.to()),
                                             from -> new CaseAct.Hear(from.day("from"), from.day("to")))
        .act(CaseAct.Rereview.class,         (act, to) -> to.word("finding", act.finding()).text("text", act.text()).objects("decisions", act.decisions(), Shapes::decision),
                                             from -> new CaseAct.Rereview(from.word("finding", Finding.class), from.text("text"), from.objects("decisions", Shapes::decision)))
        .act(CaseAct.Revoke.class,           (act, to) -> to.text("text", act.text()),
                                             from -> new CaseAct.Revoke(from.text("text")))
        .act(CaseAct.TakeMeasure.class,      (act, to) -> to.word("measure", act.measure()).text("organ", act.organ()).text("tried", act.tried()).text("text", act.text()),
                                             from -> new CaseAct.TakeMeasure(from.word("measure", Measure.class), from.text("organ"), from.text("tried"), from.text("text")))
        .act(CaseAct.ProposeTermination.class, (act, to) -> to.text("report", act.report()).text("form", act.form()),
                                             from -> new CaseAct.ProposeTermination(from.text("report"), from.text("form")))
        .act(CaseAct.ConfirmTermination.class, (act, to) -> to.word("level", act.level()).text("organ", act.organ()).text("document", act.document()),
                                             from -> new CaseAct.ConfirmTermination(from.word("level", Confirmation.class), from.text("organ"), from.text("document")))
        .act(CaseAct.ReturnTermination.class, (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.ReturnTermination(from.text("reason")))
        .act(CaseAct.OrderAnew.class,        (act, to) -> to.id("to", act.to().value()).text("text", act.text()),
                                             from -> new CaseAct.OrderAnew(sitter(from, "to"), from.text("text")))
        .act(CaseAct.Settle.class,           (act, to) -> to.flag("mediated", act.mediated()).text("paper", act.paper()).text("promised", Optional.of(act.promised()).filter(text -> !text.isEmpty())).day("performBy", act.performBy()),
                                             from -> new CaseAct.Settle(from.flag("mediated"), from.text("paper"), from.maybeText("promised").orElse(""), from.maybeDay("performBy")))
        .act(CaseAct.Resume.class,           (act, to) -> to.id("to", act.to().value()).text("reason", act.reason()),
                                             from -> new CaseAct.Resume(sitter(from, "to"), from.text("reason")))
        .act(CaseAct.Withdraw.class,         (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.Withdraw(from.text("reason")))
        .act(CaseAct.Close.class,            (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.Close(from.text("reason")))
        .act(CaseAct.Reassign.class,         (act, to) -> to.id("to", act.to().value()).text("reason", act.reason()),
                                             from -> new CaseAct.Reassign(sitter(from, "to"), from.text("reason")))
        .act(CaseAct.Recuse.class,           (act, to) -> maybe(to.id("who", act.who().value()), "to", act.to()).text("reason", act.reason()),
                                             from -> new CaseAct.Recuse(sitter(from, "who"), from.maybeId("to").map(IncumbencyId::new), from.text("reason")))
        .act(CaseAct.Coordinate.class,       (act, to) -> to.word("how", act.how()).text("decidedBy", act.decidedBy()).id("lead", act.lead().value()).ids("assisting", units(act.assisting())).words("crossings", act.crossings()).text("reason", act.reason()),
                                             from -> new CaseAct.Coordinate(from.word("how", Coordination.class), from.text("decidedBy"), sitter(from, "lead"), units(from, "assisting"), Sets.immutableEnumSet(from.words("crossings", Crossing.class)), from.text("reason")))
        .act(CaseAct.Succeed.class,          (act, to) -> to.id("of", act.of().value()).id("successor", act.successor().value()).id("to", act.to().value()).word("how", act.how()).text("basis", act.basis()),
                                             from -> new CaseAct.Succeed(new UnitId(from.id("of")), new UnitId(from.id("successor")), sitter(from, "to"), from.word("how", Succession.class), from.text("basis")))
        .act(CaseAct.DeclareUrgent.class,    (act, to) -> to.text("reason", act.reason()).text("measures", act.measures()),
                                             from -> new CaseAct.DeclareUrgent(from.text("reason"), from.text("measures")))
        .act(CaseAct.Report.class,           (act, to) -> to.words("to", act.to()).text("text", act.text()),
                                             from -> new CaseAct.Report(Sets.immutableEnumSet(from.words("to", Informed.class)), from.text("text")))
        .act(CaseAct.Instruct.class,         (act, to) -> to.id("leader", act.leader().value()).text("text", act.text()).day("answerBy", act.answerBy()),
                                             from -> new CaseAct.Instruct(sitter(from, "leader"), from.text("text"), from.day("answerBy")))
        .act(CaseAct.AnswerLeader.class,     (act, to) -> to.text("text", act.text()),
                                             from -> new CaseAct.AnswerLeader(from.text("text")))
        .act(CaseAct.AssignLeader.class,     (act, to) -> to.id("leader", act.leader().value()).texts("slots", act.slots(), Slot::name).text("plan", act.plan()).day("until", act.until()),
                                             from -> new CaseAct.AssignLeader(sitter(from, "leader"), slots(from), from.text("plan"), from.day("until")))
        .act(CaseAct.ReleaseLeader.class,    (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.ReleaseLeader(from.text("reason")))
        .act(CaseAct.TakeOver.class,         (act, to) -> to.id("handover", act.handover()).id("from", act.from().value()).id("to", act.to().value()),
                                             from -> new CaseAct.TakeOver(from.id("handover"), sitter(from, "from"), sitter(from, "to")))
        .act(CaseAct.Realign.class,          (act, to) -> to.text("reason", act.reason()),
                                             from -> new CaseAct.Realign(from.text("reason")))
        .act(CaseAct.Urge.class,             (act, to) -> to.text("text", act.text()),
                                             from -> new CaseAct.Urge(from.text("text")))
        .act(CaseAct.Note.class,             (act, to) -> to.text("text", act.text()),
                                             from -> new CaseAct.Note(from.text("text")))
        .act(CaseAct.Link.class,             (act, to) -> to.id("other", act.other().value()).word("kind", act.kind()).text("reason", act.reason()),
                                             from -> new CaseAct.Link(new CaseId(from.id("other")), from.word("kind", LinkKind.class), from.text("reason")))
        .act(CaseAct.Unlink.class,           (act, to) -> to.id("other", act.other().value()).word("kind", act.kind()).text("reason", act.reason()),
                                             from -> new CaseAct.Unlink(new CaseId(from.id("other")), from.word("kind", LinkKind.class), from.text("reason")))
        .act(CaseAct.Warn.class,             (act, to) -> to.word("term", act.term()).day("due", act.due()).word("light", act.light()).id("to", act.to().value()),
                                             from -> new CaseAct.Warn(from.word("term", Term.class), from.day("due"), from.word("light", Light.class), sitter(from, "to")))
        .act(CaseAct.WarnIdle.class,         (act, to) -> to.id("handover", act.handover()).id("to", act.to().value()),
                                             from -> new CaseAct.WarnIdle(from.id("handover"), sitter(from, "to")))
        .act(CaseAct.Reckon.class,           (act, to) -> to.text("notice", act.notice()),
                                             from -> new CaseAct.Reckon(from.text("notice")))
        .act(CaseAct.DraftPaper.class,       (act, to) -> to.id("paper", act.paper()).word("kind", act.kind()).number("edition", act.edition()).text("digest", act.digest()),
                                             from -> new CaseAct.DraftPaper(from.id("paper"), from.word("kind", PaperKind.class), from.number("edition"), from.text("digest")))
        .act(CaseAct.CheckPaper.class,       (act, to) -> to.id("paper", act.paper()).word("kind", act.kind()).text("digest", act.digest()),
                                             from -> new CaseAct.CheckPaper(from.id("paper"), from.word("kind", PaperKind.class), from.text("digest")))
        .act(CaseAct.IssuePaper.class,       (act, to) -> to.id("paper", act.paper()).word("kind", act.kind()).text("number", act.number()).text("digest", act.digest()),
                                             from -> new CaseAct.IssuePaper(from.id("paper"), from.word("kind", PaperKind.class), from.maybeText("number"), from.text("digest")))
        .act(CaseAct.FetchPaper.class,       (act, to) -> to.id("paper", act.paper()).word("kind", act.kind()),
                                             from -> new CaseAct.FetchPaper(from.id("paper"), from.word("kind", PaperKind.class)))
        .family(CaseAct.class);

    static final Family<HandoverAct> HANDOVER = new Table<HandoverAct>()
        .act(HandoverAct.Open.class,         (act, to) -> { to.id("outgoing", act.outgoing().value()).id("incoming", act.incoming().value()).id("witness", act.witness().value()).word("cause", act.cause()).text("document", act.document()).day("leavesOn", act.leavesOn()).day("dueOn", act.dueOn()).objects("items", act.items(), Shapes::item); maybeId(to, "beside", act.beside().map(HandoverId::value)); },
                                             from -> new HandoverAct.Open(sitter(from, "outgoing"), sitter(from, "incoming"), sitter(from, "witness"), from.word("cause", Handover.Cause.class), from.text("document"), from.day("leavesOn"), from.day("dueOn"), from.objects("items", Shapes::item), from.maybeId("beside").map(HandoverId::new)))
        .act(HandoverAct.Complete.class,     (act, to) -> to.ids("items", cases(act.items())).object("account", act.account(), Shapes::account),
                                             from -> new HandoverAct.Complete(cases(from, "items"), from.object("account", Shapes::account)))
        .act(HandoverAct.Keep.class,         (act, to) -> to.id("item", act.item().value()).id("under", act.under().value()).text("reason", act.reason()),
                                             from -> new HandoverAct.Keep(caseId(from, "item"), sitter(from, "under"), from.text("reason")))
        .act(HandoverAct.Freeze.class,       (act, to) -> to.text("digest", act.digest()).text("inPlace", act.inPlace()).objects("items", act.items(), Shapes::item),
                                             from -> new HandoverAct.Freeze(reckonedHere(from, "digest"), from.maybeText("inPlace"), from.objects("items", Shapes::item)))
        .act(HandoverAct.Check.class,        (act, to) -> to.ids("items", cases(act.items())),
                                             from -> new HandoverAct.Check(cases(from, "items")))
        .act(HandoverAct.Question.class,     (act, to) -> to.id("item", act.item().value()).text("text", act.text()),
                                             from -> new HandoverAct.Question(caseId(from, "item"), from.text("text")))
        .act(HandoverAct.Answer.class,       (act, to) -> to.id("item", act.item().value()).text("text", act.text()),
                                             from -> new HandoverAct.Answer(caseId(from, "item"), from.text("text")))
        .act(HandoverAct.Receive.class,      (act, to) -> to.text("digest", act.digest()),
                                             from -> new HandoverAct.Receive(from.text("digest")))
        .act(HandoverAct.Witness.class,      (act, to) -> to.text("digest", act.digest()),
                                             from -> new HandoverAct.Witness(from.text("digest")))
        .act(HandoverAct.Supplement.class,   (act, to) -> to.objects("items", act.items(), Shapes::item),
                                             from -> new HandoverAct.Supplement(from.objects("items", Shapes::item)))
        .act(HandoverAct.Replace.class,      (act, to) -> to.id("incoming", act.incoming().value()).id("witness", act.witness().value()).text("reason", act.reason()),
                                             from -> new HandoverAct.Replace(sitter(from, "incoming"), sitter(from, "witness"), from.text("reason")))
        .act(HandoverAct.TakeEffect.class,   (act, to) -> to.objects("placed", act.placed(), Shapes::placed).day("firstActDue", act.firstActDue()),
                                             from -> new HandoverAct.TakeEffect(from.objects("placed", Shapes::placed), from.day("firstActDue")))
        .act(HandoverAct.WarnVacancy.class,  (act, to) -> to.id("to", act.to().value()),
                                             from -> new HandoverAct.WarnVacancy(sitter(from, "to")))
        .act(HandoverAct.FoundLater.class,   (act, to) -> to.id("item", act.item().value()).text("text", act.text()),
                                             from -> new HandoverAct.FoundLater(caseId(from, "item"), from.text("text")))
        .act(HandoverAct.Cancel.class,       (act, to) -> to.text("reason", act.reason()),
                                             from -> new HandoverAct.Cancel(from.text("reason")))
        .family(HandoverAct.class);

    static final Family<UnitAct> UNIT = new Table<UnitAct>()
        .act(UnitAct.Establish.class,        (act, to) -> to.object("unit", act.unit(), Shapes::unit),
                                             from -> new UnitAct.Establish(from.object("unit", Shapes::unit)))
        .act(UnitAct.CreatePost.class,       (act, to) -> to.object("post", act.post(), Shapes::post),
                                             from -> new UnitAct.CreatePost(from.object("post", Shapes::post)))
        .act(UnitAct.NameHeads.class,        (act, to) -> { maybeId(to, "head", act.head().map(PostId::value)); maybeId(to, "inCharge", act.inCharge().map(PostId::value)); },
                                             from -> new UnitAct.NameHeads(from.maybeId("head").map(PostId::new), from.maybeId("inCharge").map(PostId::new)))
        .act(UnitAct.Appoint.class,          (act, to) -> to.object("incumbency", act.incumbency(), Shapes::incumbency).object("official", act.official(), Shapes::official),
                                             from -> new UnitAct.Appoint(from.object("incumbency", Shapes::incumbency), from.object("official", Shapes::official)))
        .act(UnitAct.Delegate.class,         (act, to) -> to.object("delegation", act.delegation(), Shapes::delegation),
                                             from -> new UnitAct.Delegate(from.object("delegation", Shapes::delegation)))
        .act(UnitAct.EndDelegation.class,    (act, to) -> to.id("delegation", act.delegation().value()).text("reason", act.reason()),
                                             from -> new UnitAct.EndDelegation(new DelegationId(from.id("delegation")), from.text("reason")))
        .act(UnitAct.Enlist.class,           (act, to) -> to.object("official", act.official(), Shapes::official),
                                             from -> new UnitAct.Enlist(from.object("official", Shapes::official)))
        .act(UnitAct.Announce.class,         (act, to) -> to.object("notice", act.notice(), Shapes::notice),
                                             from -> new UnitAct.Announce(from.object("notice", Shapes::notice)))
        .act(UnitAct.Adopt.class,            (act, to) -> to.text("rulebook", act.rulebook().text()),
                                             from -> new UnitAct.Adopt(rulebook(from)))
        .family(UnitAct.class);

    static final Family<AccountAct> ACCOUNT = new Table<AccountAct>()
        .act(AccountAct.Trace.class,         (act, to) -> to.word("kind", act.kind()).flag("done", act.done()).text("about", act.about().map(Subject::toString)).text("from", act.from()).texts("details", act.details(), Shapes::detail),
                                             from -> new AccountAct.Trace(from.word("kind", AccountAct.Kind.class), from.flag("done"), subject(from, "about"), from.maybeText("from"), from.texts("details", Shapes::detail)))
        .family(AccountAct.class);
    // spotless:on

    // ------------------------------------------------------------------ what a case is made of

    private static void petition(Petition petition, JsonText to) {
        to.text("number", petition.number())
                .word("channel", petition.channel())
                .day("receivedOn", petition.receivedOn())
                .text("gist", petition.gist())
                .text("place", petition.place().map(Object::toString))
                .text("category", petition.category())
                .number("persons", petition.persons())
                .number("repeats", petition.repeats())
                .maybeObject(
                        "intake",
                        Optional.of(petition.intake()).filter(intake -> !intake.equals(Intake.PLAIN)),
                        Shapes::intake);
    }

    static void intake(Intake intake, JsonText to) {
        to.flag("anonymous", intake.anonymous())
                .text("writtenBy", intake.writtenBy())
                .number("representatives", intake.representatives())
                .flag("skipsLevels", intake.skipsLevels());
    }

    static Intake intake(Fields from) {
        return new Intake(
                from.flag("anonymous"),
                from.maybeText("writtenBy"),
                from.number("representatives"),
                from.flag("skipsLevels"));
    }

    private static Petition petition(Fields from) {
        return new Petition(
                from.text("number"),
                from.word("channel", Channel.class),
                from.day("receivedOn"),
                from.text("gist"),
                from.maybeRegion("place"),
                from.text("category"),
                from.number("persons"),
                from.number("repeats"),
                from.maybeObject("intake", Shapes::intake).orElse(Intake.PLAIN));
    }

    static void effect(CaseEffect effect, JsonText to) {
        to.word("stage", effect.stage()).word("ending", effect.ending());
        maybeId(to, "unit", effect.unit().map(UnitId::value));
        to.maybeObject("chain", effect.chain(), Shapes::chain)
                .objects("running", effect.running(), Shapes::running)
                .words("stopped", effect.stopped());
    }

    static CaseEffect effect(Fields from) {
        Optional<UnitId> unit = from.maybeId("unit").map(UnitId::new);
        Optional<Chain> chain = from.maybeObject("chain", Shapes::chain);
        if (unit.isPresent() != chain.isPresent()) {
            from.note("chain", Why.NOT_CONSISTENT, "a chain stands in a unit");
        }
        return new CaseEffect(
                from.maybeWord("stage", Stage.class),
                from.maybeWord("ending", Ending.class),
                chain.isPresent() ? unit : Optional.empty(),
                unit.isPresent() ? chain : Optional.empty(),
                from.objects("running", Shapes::running),
                Sets.immutableEnumSet(from.words("stopped", Term.class)));
    }

    static void course(Course course, JsonText to) {
        to.ids("senders", units(course.senders())).ids("decided", units(course.decided()));
        to.maybeObject("opinion", course.opinion(), Shapes::given)
                .maybeObject("revoked", course.revoked(), Shapes::given);
        maybeId(to, "askedBy", course.askedBy().stream().findFirst().map(IncumbencyId::value));
        maybeId(to, "askedFor", course.askedBy().stream().skip(1).findFirst().map(IncumbencyId::value));
        sitters(to, "askedToo", course.askedBy().stream().skip(2));
        sitters(to, "deciders", course.deciders().stream());
        to.texts("toExecute", course.toExecute().stream().map(Object::toString).collect(toImmutableList()))
                .word("concluded", course.concluded());
    }

    private static void sitters(JsonText to, String name, Stream<IncumbencyId> who) {
        ImmutableList<UUID> ids = who.map(IncumbencyId::value).collect(toImmutableList());
        if (!ids.isEmpty()) {
            to.ids(name, ids);
        }
    }

    private static void given(Course.Given given, JsonText to) {
        to.word("opinion", given.opinion())
                .text("text", given.text())
                .objects("decisions", given.decisions(), Shapes::decision);
    }

    private static Course.Given given(Fields from) {
        return new Course.Given(
                from.word("opinion", Opinion.class), from.text("text"), from.objects("decisions", Shapes::decision));
    }

    private static void decision(Decision decision, JsonText to) {
        to.text("request", decision.request())
                .word("opinion", decision.opinion())
                .text("words", decision.words());
    }

    private static Decision decision(Fields from) {
        return new Decision(from.text("request"), from.word("opinion", Opinion.class), from.text("words"));
    }

    static Course course(Fields from) {
        return new Course(
                from.ids("senders").stream().map(UnitId::new).collect(toImmutableList()),
                from.ids("decided").stream().map(UnitId::new).collect(ImmutableSet.toImmutableSet()),
                sitters(from, "deciders").collect(ImmutableSet.toImmutableSet()),
                from.maybeObject("opinion", Shapes::given),
                from.maybeObject("revoked", Shapes::given),
                Stream.concat(
                                Stream.concat(from.maybeId("askedBy").stream(), from.maybeId("askedFor").stream())
                                        .map(IncumbencyId::new),
                                sitters(from, "askedToo"))
                        .collect(ImmutableSet.toImmutableSet()),
                from.texts("toExecute").stream()
                        .map(Integer::valueOf)
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())),
                from.maybeWord("concluded", Ending.class));
    }

    private static Stream<IncumbencyId> sitters(Fields from, String name) {
        return from.has(name) ? from.ids(name).stream().map(IncumbencyId::new) : Stream.empty();
    }

    static void termination(Termination file, JsonText to) {
        to.day("proposedOn", file.proposedOn()).word("confirmed", file.confirmed());
    }

    static Termination termination(Fields from) {
        return new Termination(from.day("proposedOn"), from.maybeWord("confirmed", Confirmation.class));
    }

    /** By role, the holder first. */
    static void chain(Chain chain, JsonText to) {
        to.id(Role.HOLDER.name(), chain.holder().value());
        chain.above().forEach((role, who) -> to.id(role.name(), who.value()));
    }

    static Chain chain(Fields from) {
        IncumbencyId holder = sitter(from, Role.HOLDER.name());
        ImmutableSortedMap.Builder<Role, IncumbencyId> above = ImmutableSortedMap.naturalOrder();
        for (Role role : ABOVE) {
            from.maybeId(role.name()).ifPresent(who -> above.put(role, new IncumbencyId(who)));
        }
        return new Chain(holder, above.build());
    }

    private static final ImmutableList<Role> ABOVE =
            ImmutableList.of(Role.UNIT_HEAD, Role.LEADER_IN_CHARGE, Role.ASSIGNED_LEADER);

    static void running(Running running, JsonText to) {
        to.word("term", running.term())
                .object("article", running.article(), Shapes::article)
                .day("from", running.from())
                .day("due", running.due())
                .day("nominal", running.nominal())
                .flag("provisional", running.provisional())
                .number("extendedDays", running.extendedDays())
                .number("hearingDays", running.hearingDays())
                .day("yellowFrom", running.yellowFrom())
                .number("reminders", running.reminders())
                .day("nextReminder", running.nextReminder());
        if (running.set()) {
            to.flag("set", true);
        }
    }

    static Running running(Fields from) {
        return new Running(
                from.word("term", Term.class),
                from.object("article", Shapes::article),
                from.day("from"),
                from.day("due"),
                from.day("nominal"),
                from.flag("provisional"),
                from.number("extendedDays"),
                from.number("hearingDays"),
                from.day("yellowFrom"),
                from.number("reminders"),
                from.maybeDay("nextReminder"),
                from.has("set") && from.flag("set"));
    }

    private static final ImmutableMap<String, Instrument> INSTRUMENTS = ImmutableMap.of(
            Instrument.REGULATIONS_2022.id(), Instrument.REGULATIONS_2022,
            Instrument.REGULATIONS_2005.id(), Instrument.REGULATIONS_2005,
            Instrument.SIMPLIFIED_2016.id(), Instrument.SIMPLIFIED_2016,
            Instrument.SIMPLIFIED_2022.id(), Instrument.SIMPLIFIED_2022);

    /** Local instruments, which only the place knows, bring their titles. */
    static void article(Article article, JsonText to) {
        Instrument instrument = article.instrument();
        to.text("instrument", instrument.id());
        if (!instrument.equals(INSTRUMENTS.get(instrument.id()))) {
            to.object(
                    "title",
                    instrument.title(),
                    (title, in) -> in.text("zh", title.zh()).text("en", title.en()));
        }
        counted(to, "article", article.number());
        counted(to, "paragraph", article.paragraph());
        counted(to, "item", article.item());
    }

    static Article article(Fields from) {
        String id = from.text("instrument");
        Optional<Wording> title = from.maybeObject("title", in -> Wording.of(in.text("zh"), in.text("en")));
        Instrument known = INSTRUMENTS.get(id);
        if (known == null && title.isEmpty()) {
            from.note("instrument", Why.NOT_ONE_OF, String.join(", ", INSTRUMENTS.keySet()));
        }
        Instrument instrument = title.map(given -> new Instrument(id, given))
                .orElse(known == null ? Instrument.REGULATIONS_2022 : known);
        int number = counted(from, "article");
        int paragraph = counted(from, "paragraph");
        int item = counted(from, "item");
        return from.consistent("", Article.whole(instrument), () -> new Article(instrument, number, paragraph, item));
    }

    /** What is counted from 1; 0 for none is left out. */
    private static void counted(JsonText to, String name, int value) {
        if (value != 0) {
            to.number(name, value);
        }
    }

    private static int counted(Fields from, String name) {
        if (!from.has(name)) {
            return 0;
        }
        int value = from.number(name);
        if (value < 1) {
            from.note(name, Why.NOT_CONSISTENT, "counted from 1");
        }
        return Math.max(value, 0);
    }

    static void matter(Matter matter, JsonText to) {
        to.word("track", matter.track())
                .number("classified", matter.classified())
                .ids("accused", units(matter.accused()))
                .ids(
                        "recused",
                        matter.recused().stream().map(IncumbencyId::value).collect(toImmutableList()))
                .ids("assisting", units(matter.assisting()))
                .words("crossings", matter.crossings())
                .maybeObject(
                        "urgency",
                        matter.urgency(),
                        (urgency, in) -> in.day("since", urgency.since()).words("told", urgency.told()));
    }

    static Matter matter(Fields from) {
        return new Matter(
                from.word("track", Track.class),
                from.number("classified"),
                units(from, "accused"),
                from.ids("recused").stream().map(IncumbencyId::new).collect(ImmutableSet.toImmutableSet()),
                units(from, "assisting"),
                Sets.immutableEnumSet(from.words("crossings", Crossing.class)),
                from.maybeObject(
                        "urgency",
                        in -> new Urgency(in.day("since"), Sets.immutableEnumSet(in.words("told", Informed.class)))));
    }

    private static ImmutableMap<Slot, String> slots(Fields from) {
        return from.texts("slots", name -> Optional.of(new Slot(name)));
    }

    static void assignment(LeaderAssignment assignment, JsonText to) {
        to.id("leader", assignment.leader().value())
                .texts("slots", assignment.slots(), Slot::name)
                .text("plan", assignment.plan())
                .day("from", assignment.from())
                .day("until", assignment.until());
    }

    static LeaderAssignment assignment(Fields from) {
        return new LeaderAssignment(
                sitter(from, "leader"), slots(from), from.text("plan"), from.day("from"), from.day("until"));
    }

    // ------------------------------------------------------------------ what a handover is made of

    /** What the leaver says of an item and signs. */
    static void listed(Handover.Item item, JsonText to) {
        to.id("case", item.caseId().value())
                .text("number", item.number())
                .text("gist", item.gist())
                .words("roles", item.roles())
                .word("stage", item.stage())
                .objects("running", item.running(), Shapes::running)
                .maybeObject("assignment", item.assignment(), Shapes::assignment)
                .maybeObject("account", item.account(), Shapes::account)
                .maybeObject("kept", item.kept(), Shapes::kept);
    }

    static void item(Handover.Item item, JsonText to) {
        listed(item, to);
        to.flag("checked", item.checked()).objects("exchanges", item.exchanges(), Shapes::exchange);
    }

    static Handover.Item item(Fields from) {
        return new Handover.Item(
                caseId(from, "case"),
                from.text("number"),
                from.text("gist"),
                Sets.immutableEnumSet(from.words("roles", Role.class)),
                from.word("stage", Stage.class),
                from.objects("running", Shapes::running),
                from.maybeObject("assignment", Shapes::assignment),
                from.maybeObject("account", Shapes::account),
                from.maybeObject("kept", Shapes::kept),
                from.flag("checked"),
                from.objects("exchanges", Shapes::exchange));
    }

    private static void account(Handover.Account account, JsonText to) {
        to.text("history", account.history())
                .text("commitments", account.commitments())
                .text("nextStep", account.nextStep())
                .word("risk", account.risk());
    }

    private static Handover.Account account(Fields from) {
        return new Handover.Account(
                from.text("history"),
                from.text("commitments"),
                from.text("nextStep"),
                from.word("risk", Handover.Risk.class));
    }

    private static void kept(Handover.Kept kept, JsonText to) {
        to.id("under", kept.under().value()).text("reason", kept.reason());
    }

    private static Handover.Kept kept(Fields from) {
        return new Handover.Kept(sitter(from, "under"), from.text("reason"));
    }

    private static void exchange(Handover.Exchange exchange, JsonText to) {
        to.text("question", exchange.question()).text("answer", exchange.answer());
    }

    private static Handover.Exchange exchange(Fields from) {
        return new Handover.Exchange(from.text("question"), from.maybeText("answer"));
    }

    private static void placed(Handover.Placed placed, JsonText to) {
        to.id("item", placed.item().value()).word("disposition", placed.disposition());
    }

    private static Handover.Placed placed(Fields from) {
        return new Handover.Placed(caseId(from, "item"), from.word("disposition", Handover.Disposition.class));
    }

    // ------------------------------------------------------------------ what a unit is made of

    private static void unit(Unit unit, JsonText to) {
        to.id("id", unit.id().value())
                .text("name", unit.name())
                .texts("shortNames", unit.shortNames())
                .word("kind", unit.kind())
                .text("region", unit.region().digits());
        maybeId(to, "above", unit.above().map(UnitId::value));
    }

    private static Unit unit(Fields from) {
        return new Unit(
                new UnitId(from.id("id")),
                from.name("name"),
                ImmutableSet.copyOf(from.texts("shortNames")),
                from.word("kind", Unit.Kind.class),
                from.region("region"),
                from.maybeId("above").map(UnitId::new));
    }

    private static void post(Post post, JsonText to) {
        to.id("id", post.id().value())
                .id("unit", post.unit().value())
                .text("title", post.title())
                .word("kind", post.kind())
                .number("rank", post.rank());
    }

    private static Post post(Fields from) {
        int rank = from.number("rank");
        if (rank < 0) {
            from.note("rank", Why.NOT_CONSISTENT, "0 or more");
        }
        return new Post(
                new PostId(from.id("id")),
                new UnitId(from.id("unit")),
                from.name("title"),
                from.word("kind", Post.Kind.class),
                Math.max(rank, 0));
    }

    private static void incumbency(Incumbency incumbency, JsonText to) {
        to.id("id", incumbency.id().value())
                .id("official", incumbency.official().value())
                .id("post", incumbency.post().value())
                .day("from", incumbency.from())
                .flag("acting", incumbency.acting())
                .day("until", incumbency.until());
    }

    private static Incumbency incumbency(Fields from) {
        return new Incumbency(
                sitter(from, "id"),
                new OfficialId(from.id("official")),
                new PostId(from.id("post")),
                from.day("from"),
                from.flag("acting"),
                from.maybeDay("until"));
    }

    private static void delegation(Delegation delegation, JsonText to) {
        to.id("id", delegation.id().value())
                .id("absent", delegation.absent().value())
                .id("delegate", delegation.delegate().value())
                .word("cause", delegation.cause())
                .day("from", delegation.from())
                .day("until", delegation.until())
                .text("note", delegation.note())
                .day("ended", delegation.ended());
    }

    private static Delegation delegation(Fields from) {
        return new Delegation(
                new DelegationId(from.id("id")),
                sitter(from, "absent"),
                sitter(from, "delegate"),
                from.word("cause", Delegation.Cause.class),
                from.day("from"),
                from.day("until"),
                from.text("note"),
                from.maybeDay("ended"));
    }

    private static void official(Official official, JsonText to) {
        to.id("id", official.id().value()).text("name", official.name());
    }

    private static Official official(Fields from) {
        return new Official(new OfficialId(from.id("id")), from.name("name"));
    }

    private static void notice(YearNotice notice, JsonText to) {
        to.number("year", notice.year())
                .text("number", notice.number())
                .text("title", notice.title())
                .texts("holidays", notice.holidays(), LocalDate::toString)
                .texts("makeUpDays", notice.makeUpDays(), LocalDate::toString);
    }

    private static YearNotice notice(Fields from) {
        int year = from.number("year");
        String number = from.text("number");
        String title = from.text("title");
        var holidays = ImmutableSortedMap.copyOf(from.days("holidays"));
        var makeUpDays = ImmutableSortedMap.copyOf(from.days("makeUpDays"));
        return from.consistent("", SOME_NOTICE, () -> new YearNotice(year, number, title, holidays, makeUpDays));
    }

    private static final YearNotice SOME_NOTICE = new YearNotice(
            2000, "-", "-", ImmutableSortedMap.of(LocalDate.of(2000, 1, 1), "-"), ImmutableSortedMap.of());

    private static LocalRulebook rulebook(Fields from) {
        String text = from.text("rulebook");
        return from.consistent(
                "rulebook",
                LocalRulebook.shipped().get(0),
                () -> LocalRulebook.kept(text).orFault());
    }

    // ------------------------------------------------------------------ what an account did

    /** {@code BEFORE} is published as {@code before}. */
    private static String detail(AccountAct.Detail detail) {
        return detail.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<AccountAct.Detail> detail(String name) {
        return Arrays.stream(AccountAct.Detail.values())
                .filter(one -> detail(one).equals(name))
                .findFirst();
    }

    private static Optional<Subject> subject(Fields from, String name) {
        return from.maybeText(name)
                .flatMap(said ->
                        from.consistent(name, Optional.<Subject>empty(), () -> Optional.of(Subject.parse(said))));
    }

    // ------------------------------------------------------------------ identifiers

    static void maybeId(JsonText to, String name, Optional<UUID> id) {
        id.ifPresent(value -> to.id(name, value));
    }

    private static IncumbencyId sitter(Fields from, String name) {
        return new IncumbencyId(from.id(name));
    }

    private static CaseId caseId(Fields from, String name) {
        return new CaseId(from.id(name));
    }

    /** Whoever asks for a freeze need not know the digest: it is reckoned over the list of the day. */
    private static String reckonedHere(Fields from, String name) {
        return from.fromOutside() ? from.maybeText(name).orElse("") : from.text(name);
    }

    private static JsonText maybe(JsonText to, String name, Optional<IncumbencyId> who) {
        maybeId(to, name, who.map(IncumbencyId::value));
        return to;
    }

    static ImmutableList<UUID> units(Collection<UnitId> ids) {
        return ids.stream().map(UnitId::value).collect(toImmutableList());
    }

    static ImmutableSet<UnitId> units(Fields from, String name) {
        return from.ids(name).stream().map(UnitId::new).collect(ImmutableSet.toImmutableSet());
    }

    private static ImmutableList<UUID> officials(Collection<OfficialId> ids) {
        return ids.stream().map(OfficialId::value).collect(toImmutableList());
    }

    private static ImmutableSet<OfficialId> officials(Fields from, String name) {
        return from.ids(name).stream().map(OfficialId::new).collect(ImmutableSet.toImmutableSet());
    }

    private static ImmutableList<UUID> cases(Collection<CaseId> ids) {
        return ids.stream().map(CaseId::value).collect(toImmutableList());
    }

    private static ImmutableList<CaseId> cases(Fields from, String name) {
        return from.ids(name).stream().map(CaseId::new).collect(toImmutableList());
    }
}
