package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** 办理行为: everything that can be done to a case. Who may do which, when and to what end is {@link Lifecycle}. */
public sealed interface CaseAct extends Act {

    /** Whom the act puts something on; that incumbency must sit. */
    default Optional<IncumbencyId> receiver() {
        return Optional.empty();
    }

    /** Whether it sends the case to another organ, which may object. */
    default boolean sends() {
        return this instanceof Transfer || this instanceof Entrust;
    }

    /** Whether it is a step on a paper, which comes with what stands in it and never by itself. */
    default boolean onPaper() {
        return ON_PAPERS.contains(getClass());
    }

    /** The steps on papers. */
    ImmutableSet<Class<? extends CaseAct>> ON_PAPERS =
            ImmutableSet.of(DraftPaper.class, CheckPaper.class, IssuePaper.class, FetchPaper.class);

    /** The article that the act itself stands on; empty where the row of {@link Lifecycle} says it. */
    default Optional<Article> article() {
        return Optional.empty();
    }

    /** 登记 (art. 22): a petition department takes the petition in and answers for it until somebody else does. */
    record Register(Petition petition) implements CaseAct {}

    /** 直接收到并登记 (art. 23(1)): any other organ takes in what the petitioner brought to it. */
    record ReceiveDirectly(Petition petition) implements CaseAct {}

    /** 转送 (art. 22(1)): to the organ with the power to handle it. */
    record Transfer(IncumbencyId to, String material) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /**
     * 交办 (art. 22(1) item 3): sent to the organ with the power to handle it, which reports back by a day that the assigner says.
     *
     * @param reportBy the last day for the closing report; said, not reckoned
     * @param demand what is to be reported, or to be paid heed to
     */
    record Entrust(IncumbencyId to, String material, LocalDate reportBy, String demand) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /** 提交办结报告 (art. 22(1) item 3): the result of an assignment goes back to the organ that assigned it. */
    record ReportBack(String text) implements CaseAct {}

    /** 提出异议 (art. 23(3)): not our matter, with the reasons in detail. */
    record RaiseObjection(String reason) implements CaseAct {}

    /** 同意退回 (art. 23(3)): the sender agrees and answers for the case again. */
    record TakeBack(String reason) implements CaseAct {}

    /** 不同意退回 (art. 23(3)): the sender finds that it is the organ's matter after all. */
    record Uphold(String reason) implements CaseAct {}

    /** 告知 (art. 23): received, which path, which procedure. Telling is not accepting. */
    record Notify(Manner manner, String text) implements CaseAct {}

    /**
     * 分类 (arts. 29 to 31): by which procedure the matter is handled; done again it corrects a misclassification.
     *
     * @param ground why it is fit for simplified handling; empty on every other track
     * @param accused the units that an accusation is against, as far as they are units here; empty on every other track
     * @param accusedOfficials the officials that it is against, as far as they are officials here
     */
    record Classify(
            Track track,
            Optional<SimpleGround> ground,
            ImmutableSet<UnitId> accused,
            ImmutableSet<OfficialId> accusedOfficials,
            String reason)
            implements CaseAct {
        public Classify(Track track, String reason) {
            this(track, Optional.empty(), ImmutableSet.of(), reason);
        }

        public Classify(Track track, Optional<SimpleGround> ground, ImmutableSet<UnitId> accused, String reason) {
            this(track, ground, accused, ImmutableSet.of(), reason);
        }
    }

    /** 免予告知 (art. 23(2)): name or address of the petitioner are unclear, so that nobody can be told. */
    record Dispense(String reason) implements CaseAct {}

    /** 受理 */
    record Accept() implements CaseAct {}

    /** 不予受理 (art. 23(1)): with the organ to which the petitioner is pointed. */
    record Decline(String reason, String pointedTo) implements CaseAct {}

    /**
     * 导入其他法定途径 (art. 31(1), items 1 to 5).
     *
     * @param issue what it is about, where it is on the list of what is common; its path is the path
     */
    record LeadElsewhere(LegalPath path, Optional<LegalIssue> issue, String organ) implements CaseAct {
        public LeadElsewhere(LegalPath path, String organ) {
            this(path, Optional.empty(), organ);
        }
    }

    /**
     * 答复 (arts. 29(1), 30(1), 31(1) item 5): the answer on a track that gives no opinion, which ends the case.
     *
     * @param adoption of a proposal, which it is for; empty for any other matter
     */
    record Respond(Optional<Adoption> adoption, String text) implements CaseAct {}

    /** 申请延期 (art. 34): whoever asks for it does not approve it. */
    record AskExtension(int days, String reason) implements CaseAct {}

    /**
     * 延期 (art. 34): once, at most 30 days, before the term ends, approved by the head (本机关、单位负责人). Who that is the
     * Regulations do not say; by analogy with art. 128 of 法释〔2018〕1号 the head, a deputy, or, where the head handles the case
     * or asked, another leader in charge. Nobody approves an extension of his or her own.
     *
     * @param petitionerToldOn when the petitioner was told why, where that is so already; else the duty to tell runs until
     *     the day on which the term would have ended
     * @param unasked why it is granted although nobody asked for it; empty where somebody did
     */
    record Extend(int days, String reason, Optional<LocalDate> petitionerToldOn, Optional<String> unasked)
            implements CaseAct {
        public Extend(int days, String reason, Optional<LocalDate> petitionerToldOn) {
            this(days, reason, petitionerToldOn, Optional.empty());
        }

        public Extend(int days, String reason, LocalDate petitionerToldOn) {
            this(days, reason, Optional.of(petitionerToldOn));
        }

        /** The same, which nobody asked for. */
        public Extend unasked(String why) {
            return new Extend(days, reason, petitionerToldOn, Optional.of(why));
        }
    }

    /**
     * 出具处理意见书 (arts. 31(1) item 6, 32).
     *
     * @param opinion what it comes to as a whole, {@link Decision#overall}
     * @param decisions one for each request, in their order; empty where there is one request, which {@code text} answers
     * @param executeBy the last day for executing what it supports, where it says one; else a chosen term runs
     */
    record Reply(Opinion opinion, String text, ImmutableList<Decision> decisions, Optional<LocalDate> executeBy)
            implements CaseAct {
        public Reply(Opinion opinion, String text) {
            this(opinion, text, ImmutableList.of(), Optional.empty());
        }

        /** The numbers of the requests that it supports, the first request being 1. */
        ImmutableSortedSet<Integer> supported() {
            return decisions.isEmpty() && opinion == Opinion.SUPPORT ? ImmutableSortedSet.of(1) : supported(decisions);
        }

        static ImmutableSortedSet<Integer> supported(ImmutableList<Decision> decisions) {
            ImmutableSortedSet.Builder<Integer> numbers = ImmutableSortedSet.naturalOrder();
            for (int i = 0; i < decisions.size(); i++) {
                if (decisions.get(i).opinion() == Opinion.SUPPORT) {
                    numbers.add(i + 1);
                }
            }
            return numbers.build();
        }
    }

    /**
     * 执行 (art. 32(2)), 履行 (art. 33): a step in carrying out what an opinion supports or parties have agreed, or its completion.
     *
     * @param request the number of the request in the opinion; empty for all that is still to be carried out
     * @param complete whether it is carried out by this
     * @param doneOn the day on which it was done
     * @param evidence the papers that show it; a completion needs them
     */
    record Execute(Optional<Integer> request, boolean complete, LocalDate doneOn, String text, String evidence)
            implements CaseAct {}

    /** 责成执行 (art. 32(2)): another organ is to execute what an opinion supports; who gave the opinion goes on urging it. */
    record OrderExecution(IncumbencyId to, String text) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /**
     * 送达 (arts. 34 to 36): the petitioner has the paper in hand; what runs from receipt runs from here.
     *
     * @param receivedOn the day of receipt; of a public notice the day on which its time has passed
     * @param recipient who took it, by role only
     * @param sentOn the day on which it was sent or made public; a public notice needs it, unless {@link ServePublicly} says it
     */
    record Serve(LocalDate receivedOn, Manner manner, Recipient recipient, Optional<LocalDate> sentOn)
            implements CaseAct {
        public Serve(LocalDate receivedOn, Manner manner) {
            this(receivedOn, manner, Recipient.PETITIONER, Optional.empty());
        }
    }

    /**
     * 公告送达：发出公告: nobody is to be found, or no other way of service is left; from here the time of a public notice runs
     * in the place of the service that was due.
     *
     * @param postedOn the day on which it was made public
     * @param text where it was, and why there was no other way, which has to stand in the docket
     */
    record ServePublicly(LocalDate postedOn, String text) implements CaseAct {}

    /** 送达未成: a paper came back or was refused; the duty to tell stays open. */
    record Unserve(LocalDate triedOn, Manner manner, Unserved why, String text) implements CaseAct {}

    /**
     * 请求复查 (art. 35): received by the next higher organ.
     *
     * @param askedOn the day on which the petitioner asked, handing it in or posting it, by which it is in time or late;
     *     empty where that is the day of the act. The organ's own term runs from the day of the act.
     */
    record RequestReview(IncumbencyId to, Optional<LocalDate> askedOn, String reason) implements CaseAct {
        public RequestReview(IncumbencyId to, String reason) {
            this(to, Optional.empty(), reason);
        }

        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /** 转交复查(复核)机关: a request that came to an organ which is not the one to decide it goes to the one that is. */
    record PassOn(IncumbencyId to, String reason) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /**
     * 出具复查意见 (art. 35).
     *
     * @param decisions where it changes what the opinion says to the requests: what it says instead, one for each
     */
    record Review(Finding finding, String text, ImmutableList<Decision> decisions) implements CaseAct {
        public Review(Finding finding, String text) {
            this(finding, text, ImmutableList.of());
        }
    }

    /**
     * 请求复核 (art. 36): received by the organ above the reviewer.
     *
     * @param askedOn the day on which the petitioner asked, handing it in or posting it, by which it is in time or late;
     *     empty where that is the day of the act. The organ's own term runs from the day of the act.
     */
    record RequestRereview(IncumbencyId to, Optional<LocalDate> askedOn, String reason) implements CaseAct {
        public RequestRereview(IncumbencyId to, String reason) {
            this(to, Optional.empty(), reason);
        }

        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /** 听证 (art. 36(2)): its days, both ends counted, are not part of the re-review's term. */
    record Hear(LocalDate from, LocalDate to) implements CaseAct {}

    /**
     * 出具复核意见 (art. 36): the end of the procedure.
     *
     * @param decisions where it changes what the opinion says to the requests: what it says instead, one for each
     */
    record Rereview(Finding finding, String text, ImmutableList<Decision> decisions) implements CaseAct {
        public Rereview(Finding finding, String text) {
            this(finding, text, ImmutableList.of());
        }
    }

    /** 撤销原意见: what a review or re-review sets aside; the petitioner is told, then it is ordered anew. */
    record Revoke(String text) implements CaseAct {}

    /** 责令重新办理: back to the organ whose opinion it was, after it was set aside and the petitioner was told. */
    record OrderAnew(IncumbencyId to, String text) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /**
     * 调解、和解 (art. 33): with its paper.
     *
     * @param promised what is still to be done by it; blank where nothing is
     * @param performBy the last day for that; the case does not end before it is done, or found not to be kept
     */
    record Settle(boolean mediated, String paper, String promised, Optional<LocalDate> performBy) implements CaseAct {
        public Settle(boolean mediated, String paper) {
            this(mediated, paper, "", Optional.empty());
        }
    }

    /** 恢复办理: a settlement was not kept; the matter is handled on. */
    record Resume(IncumbencyId to, String reason) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /** 撤回 */
    record Withdraw(String reason) implements CaseAct {}

    /** 结案: the window for asking a review went by unused. */
    record Close(String reason) implements CaseAct {}

    /** 改派: another officer of the same unit. */
    record Reassign(IncumbencyId to, String reason) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /**
     * 回避 (art. 28(3)): somebody has a direct interest in the matter or the petitioner and does nothing in it any more.
     *
     * @param to another officer of the same unit, where the one recused holds the case; empty otherwise
     */
    record Recuse(IncumbencyId who, Optional<IncumbencyId> to, String reason) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return to;
        }
    }

    /**
     * 确定主办、协办 (art. 24(1)): of several organs one leads and answers, the others assist.
     *
     * @param decidedBy the common superior or the joint meeting; blank where the organs agreed
     * @param lead who holds it in the lead unit; there is exactly one
     */
    record Coordinate(
            Coordination how,
            String decidedBy,
            IncumbencyId lead,
            ImmutableSet<UnitId> assisting,
            ImmutableSet<Crossing> crossings,
            String reason)
            implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(lead);
        }
    }

    /**
     * 职权承继 (art. 24(2)): an organ was divided, merged or abolished; another takes its place in this case.
     *
     * @param of the organ that was, wherever it stands in the case
     * @param successor the organ that is
     * @param to who holds the case there; of use where the organ that was answered for it
     * @param basis the paper that says so
     */
    record Succeed(UnitId of, UnitId successor, IncumbencyId to, Succession how, String basis) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }

        /** The units with the one in the other's place. */
        ImmutableSet<UnitId> in(ImmutableSet<UnitId> units) {
            return units.stream()
                    .map(unit -> unit.equals(of) ? successor : unit)
                    .collect(ImmutableSet.toImmutableSet());
        }
    }

    /** 列为重大、紧急事项 (art. 25(1)): with the measures taken at once; others have to be told, see {@link Urgency}. */
    record DeclareUrgent(String reason, String measures) implements CaseAct {}

    /** 报告、通报 (arts. 25, 30(2)). */
    record Report(ImmutableSet<Informed> to, String text) implements CaseAct {}

    /**
     * 领导阅批 (art. 18(2)): a leader read the petition and wrote on it what is to be done.
     *
     * @param leader whose words they are
     * @param answerBy by when the leader wants to be answered, which is nowhere reckoned but said
     */
    record Instruct(IncumbencyId leader, String text, LocalDate answerBy) implements CaseAct {}

    /** 回复阅批 (art. 18(2)): the leader is answered; one answer is for all instructions that stand open. */
    record AnswerLeader(String text) implements CaseAct {}

    /** 领导包案 (art. 18(2)); over a live one it changes leader, plan or term. */
    record AssignLeader(IncumbencyId leader, ImmutableMap<Slot, String> slots, String plan, LocalDate until)
            implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(leader);
        }
    }

    /** 解除包案 */
    record ReleaseLeader(String reason) implements CaseAct {}

    /** 接任: what one incumbency answered for is another's, by a completed handover. */
    record TakeOver(UUID handover, IncumbencyId from, IncumbencyId to) implements CaseAct {
        @Override
        public Optional<IncumbencyId> receiver() {
            return Optional.of(to);
        }
    }

    /** 责任链调整: another head or another leader in charge (班子分工调整); the holder stays. */
    record Realign(String reason) implements CaseAct {}

    /** 督办 (art. 40(1)) */
    record Urge(String text) implements CaseAct {}

    /**
     * 三到位一处理 (arts. 27, 37): a measure that goes with the handling, on its case and never on a person.
     *
     * @param organ which organ gives the aid or handles it by law; blank where it is the acting organ itself
     * @param tried of lawful handling: how it was dissuaded, criticised or explained before (art. 47(1)); blank else
     */
    record TakeMeasure(Measure measure, String organ, String tried, String text) implements CaseAct {
        @Override
        public Optional<Article> article() {
            return Optional.of(measure.article());
        }
    }

    /**
     * 提出终结: the file of a matter whose procedure is over is put forward to be found at its end.
     *
     * @param report 终结报告, its title or number
     * @param form 终结备案表, its title or number
     */
    record ProposeTermination(String report, String form) implements CaseAct {}

    /**
     * 终结认定: one level after the other confirms; the last files it.
     *
     * @param organ which confirmed, such as the joint meeting of a province
     * @param document its decision or receipt
     */
    record ConfirmTermination(Confirmation level, String organ, String document) implements CaseAct {}

    /** 退回终结: a level does not confirm; what is missing is done, and it may be put forward again. */
    record ReturnTermination(String reason) implements CaseAct {}

    /** 记事: a reception, a call, an attempt at mediation; what a leader wrote is {@link Instruct}. */
    record Note(String text) implements CaseAct {}

    /**
     * 确认关联 (art. 19(3) and 36(3) ask for it): a person found what this case has in common with an earlier one. It stands
     * in the docket of the later case; both show it.
     *
     * @param reason what was compared and found, without names or numbers of persons
     */
    record Link(CaseId other, LinkKind kind, String reason) implements CaseAct {}

    /** 不予关联、解除关联: what was proposed, or found before, does not hold; for new facts or reasons, say which. */
    record Unlink(CaseId other, LinkKind kind, String reason) implements CaseAct {}

    /** 到期提醒: a term crossed a threshold; goes to the one named, who sits in the chain or heads the unit that has to decide. */
    record Warn(Term term, LocalDate due, Light light, IncumbencyId to) implements CaseAct {}

    /** 接任未动提醒: nobody has touched the case since it was handed over (新官不理旧账). */
    record WarnIdle(UUID handover, IncumbencyId to) implements CaseAct {}

    /**
     * 期限重算: what it was reckoned by changed since.
     *
     * @param notice the number of the year's notice that came out, or the title of the rulebook that was adopted
     */
    record Reckon(String notice) implements CaseAct {}

    /**
     * 拟稿: a paper of this case is drafted, or drafted again. What stands in it is kept apart, encrypted.
     *
     * @param edition 1 for the first draft, one more each time
     * @param digest SM3 over the draft with a text that only the draft has, so that no name can be guessed from it
     */
    record DraftPaper(UUID paper, PaperKind kind, int edition, String digest) implements CaseAct {
        @Override
        public Optional<Article> article() {
            return Optional.of(kind.article());
        }
    }

    /**
     * 核稿: somebody who did not draft it finds it right.
     *
     * @param digest of the draft that was checked
     */
    record CheckPaper(UUID paper, PaperKind kind, String digest) implements CaseAct {
        @Override
        public Optional<Article> article() {
            return Optional.of(kind.article());
        }
    }

    /**
     * 签发: the paper is out, under its number, and stays as it is.
     *
     * @param number 发文字号; empty for a form that has none
     * @param digest SM3 over the file as it was issued, byte for byte
     */
    record IssuePaper(UUID paper, PaperKind kind, Optional<String> number, String digest) implements CaseAct {
        @Override
        public Optional<Article> article() {
            return Optional.of(kind.article());
        }
    }

    /** 调阅: an issued paper, which names the petitioner, was handed out; every look is on record. */
    record FetchPaper(UUID paper, PaperKind kind) implements CaseAct {
        @Override
        public Optional<Article> article() {
            return Optional.of(kind.article());
        }
    }
}
