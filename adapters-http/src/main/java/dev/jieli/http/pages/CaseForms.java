package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Confirmation;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Course;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.Decision;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Informed;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Recipient;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Succession;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.casefile.Unserved;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Wording;
import dev.jieli.http.wording.Words;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** 办理表单: what each act asks for, and the act read from what came back. */
final class CaseForms {
    private CaseForms() {}

    /**
     * 办理表单
     *
     * @param lesser whether it stands behind the steps of the procedure: notes, reminders, who handles
     * @param ends whether it ends the case, so that the page sets it apart
     */
    private record Asked(
            Class<? extends CaseAct> act,
            boolean lesser,
            boolean ends,
            Function<Asking, ImmutableList<Field>> fields,
            Function<Submitted, CaseAct> read) {}

    /** For whom and in what case a form is made. */
    private record Asking(Page page, Names names, PetitionCase about) {
        UnitId unit() {
            return about.position().unit();
        }

        Track track() {
            return about.position() instanceof Position.Open open
                    ? open.matter().track()
                    : Track.PETITION_PROCEDURE;
        }

        /** Whom this case can be reported to. */
        Informed[] reportable() {
            return Arrays.stream(Informed.values())
                    .filter(whom -> whom.isAboutOfficials() == (track() == Track.ACCUSATION)
                            || (!whom.isAboutOfficials()
                                    && about.position() instanceof Position.Open open
                                    && open.matter().urgency().isPresent()))
                    .toArray(Informed[]::new);
        }

        /** What is still to be carried out, as it was asked for. */
        ImmutableList<Field.Choice> toExecute() {
            if (!(about.position() instanceof Position.Open open)) {
                return ImmutableList.of();
            }
            ImmutableList<Decision> each =
                    open.course().opinion().map(Course.Given::decisions).orElse(ImmutableList.of());
            return open.course().toExecute().stream()
                    .map(number -> Field.Choice.of(
                            number.toString(),
                            number <= each.size()
                                    ? number + " " + each.get(number - 1).request()
                                    : page.t("诉求", "Request ") + number))
                    .collect(ImmutableList.toImmutableList());
        }

        ImmutableSet<UnitId> decided() {
            return about.position() instanceof Position.Open open ? open.decided() : ImmutableSet.of();
        }
    }

    /** How many requests a page asks about; over the API there may be more. */
    private static final int REQUESTS = 4;

    private static final String CHANGED_ZH = "变更后的逐项意见（变更结论时填写）";
    private static final String CHANGED_EN = "Each request as changed (where the conclusions change)";

    // spotless:off
    /** In the order in which a page offers them. */
    private static final ImmutableList<Asked> ASKED = ImmutableList.of(
        step(CaseAct.Transfer.class,
            ask -> fields(others("to", "转送给", "Forward to", ask).hint("先选单位，再选收件人；由其承办", "Choose the unit, then who receives it there and will hold the case"),
                          Field.line("material", "移送材料", "Material sent along").optional().hint("如：原信1件、附件3页；不写信访人的姓名和证件号码", "For example: 1 letter, 3 pages; no names or numbers of persons")),
            in -> new CaseAct.Transfer(in.seat("to"), in.text("material"))),
        lesser(CaseAct.Classify.class,
            ask -> fields(Field.pick("track", "办理途径", "Track", Names.words(ask.page(), Track.values(), Words::of)).hint("分类决定适用的流程和期限；改正错误的分类也在这里办，要写明理由", "The class decides procedure and terms; a wrong class is corrected here too, with the reason"),
                          Field.choice("ground", "简易办理情形", "Ground for simplified handling", Names.words(ask.page(), SimpleGround.values(), Words::of)).optional().hint("只在简易办理时填写", "For simplified handling only"),
                          Field.choice("accused", "被检举单位", "Unit accused", ask.names().units((unit, file) -> true)).optional().hint("只在检举控告时填写；材料和情况不会转到这个单位", "For accusations only; nothing of the case goes to this unit"),
                          Field.choice("accusedOfficials", "被检举人", "Official accused", ask.names().officials()).optional().hint("只在检举控告时填写；本人查不到这件，也不会收到提醒", "For accusations only; the official cannot find this case and is reminded of nothing"),
                          reason("分类理由", "Why it is classed so")),
            in -> new CaseAct.Classify(in.of(Track.class, "track"), in.maybe(SimpleGround.class, "ground"), in.units("accused"), in.officials("accusedOfficials"), in.text("reason"))),
        lesser(CaseAct.Entrust.class,
            ask -> fields(others("to", "交办给", "Assign to", ask).hint("先选单位，再选收件人", "Choose the unit, then who receives it there"),
                          Field.line("material", "移送材料", "Material sent along").optional(),
                          Field.date("reportBy", "反馈期限", "Report by").hint("由交办机关指定，不推算；届期须提交办结报告", "Said by the organ that assigns; the closing report is due by then"),
                          Field.text("demand", "交办要求", "What is demanded")),
            in -> new CaseAct.Entrust(in.seat("to"), in.text("material"), in.date("reportBy"), in.needed("demand"))),
        lesser(CaseAct.ReportBack.class,
            ask -> fields(Field.text("text", "办结报告要点", "Substance of the closing report").hint("办理经过、结果、信访人意见；不写个人信息", "How it was handled, the result, what the petitioner says; nothing that names a person")),
            in -> new CaseAct.ReportBack(in.text("text"))),
        step(CaseAct.Accept.class,
            ask -> fields(),
            in -> new CaseAct.Accept()),
        step(CaseAct.Notify.class,
            ask -> fields(manner(ask, "告知方式", "How the petitioner is told"),
                          Field.text("text", "告知内容", "What the petitioner is told").hint("收到情况、办理途径和程序；告知不等于受理", "That it was received, by which path and procedure it goes; telling is not accepting")),
            in -> new CaseAct.Notify(in.of(Manner.class, "manner"), in.needed("text"))),
        lesser(CaseAct.Dispense.class,
            ask -> fields(reason("不能告知的理由", "Why nobody can be told").hint("仅限信访人的姓名（名称）、住址不清", "Only where name or address of the petitioner are unclear")),
            in -> new CaseAct.Dispense(in.text("reason"))),
        step(CaseAct.RaiseObjection.class,
            ask -> fields(reason("异议理由", "Why it is not your organ's matter").hint("详细说明不属于本机关职权范围的理由", "State in detail why it is outside your organ's powers")),
            in -> new CaseAct.RaiseObjection(in.text("reason"))),
        step(CaseAct.TakeBack.class,
            ask -> fields(reason("核实情况", "What you found")),
            in -> new CaseAct.TakeBack(in.text("reason"))),
        step(CaseAct.Uphold.class,
            ask -> fields(reason("不同意退回的理由", "Why it is the organ's matter after all")),
            in -> new CaseAct.Uphold(in.text("reason"))),
        lesser(CaseAct.AskExtension.class,
            ask -> fields(Field.number("days", "申请延长天数", "Days asked for").hint("最多30日", "At most 30"),
                          reason("情况复杂的理由", "Why the case is complex")),
            in -> new CaseAct.AskExtension(in.number("days"), in.text("reason"))),
        step(CaseAct.Extend.class,
            ask -> fields(Field.number("days", "延长天数", "Days of extension").hint("最多30日，只能延长一次", "At most 30, and once only"),
                          Field.date("petitionerToldOn", "告知信访人日期", "Petitioner told on").optional().hint("还没有告知的留空；须在原期限届满前告知", "Leave empty where not told yet; told it must be before the term would have ended"),
                          reason("延期理由", "Why more time is needed"),
                          Field.line("unasked", "无人申请而延期的，为什么", "If nobody asked: why it is extended").optional().hint("有延期申请的不填；负责人本人承办或者申请的，由副职或者分管领导批准", "Blank where somebody asked; where the head handles or asked, a deputy or the leader in charge approves")),
            in -> new CaseAct.Extend(in.number("days"), in.text("reason"), in.dateGiven("petitionerToldOn"), in.given("unasked"))),
        step(CaseAct.Reply.class,
            ask -> ImmutableList.<Field>builder()
                .add(Field.pick("opinion", "处理意见", "Opinion", Names.words(ask.page(), Opinion.values(), Words::of)).hint("有两项以上诉求的，下面逐项写明，这里以逐项意见为准", "With several requests, say below what each comes to; that decides"),
                     Field.text("text", "意见要点", "Substance of the opinion").hint("查明的事实、依据和结论；不写个人信息", "Facts found, grounds and conclusion; nothing that names a person"),
                     Field.date("executeBy", "执行期限", "Execute by").optional().hint("予以支持的，写明执行到位的日期；不写的按选定的60日", "Of what is supported: the last day for executing it; left empty, the chosen 60 days run"))
                .addAll(each(ask, "逐项意见（有两项以上诉求时填写）", "Each request (where there are several)"))
                .build(),
            in -> {
                ImmutableList<Decision> each = each(in);
                return new CaseAct.Reply(each.isEmpty() ? in.of(Opinion.class, "opinion") : Decision.overall(each), in.text("text"), each, in.dateGiven("executeBy"));
            }),
        step(CaseAct.Execute.class,
            ask -> fields(Field.choice("request", "哪一项", "Which request", ask.toExecute()).optional().hint("不选的，为全部尚未执行（履行）的", "Left empty: all that is still to be carried out"),
                          Field.pick("complete", "进度", "How far", ImmutableList.of(
                              Field.Choice.of("no", ask.page().t("有进展，未完成", "Going on")), Field.Choice.of("yes", ask.page().t("执行（履行）完毕", "Carried out")))),
                          Field.date("doneOn", "执行日期", "Done on"),
                          Field.text("text", "执行情况", "What was done").hint("由哪个单位、做了什么；不写个人信息", "By which unit, and what; nothing that names a person"),
                          Field.line("evidence", "执行凭证", "Papers that show it").optional().hint("如：整改验收单、付款凭证、现场照片3张；执行完毕的必填", "Such as an acceptance sheet, a voucher, 3 photos; needed for completion")),
            in -> new CaseAct.Execute(in.given("request").map(given -> in.number("request")), in.needed("complete").equals("yes"), in.date("doneOn"), in.text("text"), in.text("evidence"))),
        step(CaseAct.OrderExecution.class,
            ask -> fields(others("to", "责成谁执行", "Who is to execute it", ask).hint("先选单位，再选收件人；本单位仍可督办", "Choose the unit, then who receives it there; your organ goes on urging"),
                          Field.text("text", "执行要求", "What is to be executed")),
            in -> new CaseAct.OrderExecution(in.seat("to"), in.text("text"))),
        step(CaseAct.Serve.class,
            ask -> fields(Field.date("receivedOn", "信访人收到日期", "Received by the petitioner on").hint("请求复查（复核）的期限自这一天起算", "The time for asking a review runs from this day"),
                          manner(ask, "送达方式", "Manner of service"),
                          Field.pick("recipient", "收件人", "Who took it", Names.words(ask.page(), Recipient.values(), Words::of)).optional().hint("信访人本人签收的可以不选；只记身份，不记姓名", "May be left out where the petitioner took it; a role, never a name"),
                          Field.date("sentOn", "寄出（公告）日期", "Sent or made public on").optional().hint("公告送达必须填写：自公告之日起满30日视为送达", "Needed for a public notice: served when thirty days have passed")),
            in -> new CaseAct.Serve(in.date("receivedOn"), in.of(Manner.class, "manner"), in.given("recipient").map(role -> in.of(Recipient.class, "recipient")).orElse(Recipient.PETITIONER), in.dateGiven("sentOn"))),
        lesser(CaseAct.ServePublicly.class,
            ask -> fields(Field.date("postedOn", "公告日期", "Made public on").hint("自这一天起经过30日视为送达；届满后再记“送达”，方式选“公告”", "Thirty days later it counts as served; then enter the service, by public notice"),
                          Field.text("text", "公告的地点和原因", "Where, and why there was no other way").hint("经过哪些方式仍无法送达；不写信访人的姓名、住址", "What was tried before; no name or address of the petitioner")),
            in -> new CaseAct.ServePublicly(in.date("postedOn"), in.text("text"))),
        lesser(CaseAct.Unserve.class,
            ask -> fields(Field.date("triedOn", "送达日期", "Tried on"),
                          manner(ask, "送达方式", "Manner of service"),
                          Field.pick("why", "未送达原因", "Why it was not served", Names.words(ask.page(), Unserved.values(), Words::of)),
                          Field.text("text", "情况说明", "What happened").optional().hint("拒收的可以留置送达，下落不明的可以公告送达", "Refused, it may be left at the place; untraceable, made public")),
            in -> new CaseAct.Unserve(in.date("triedOn"), in.of(Manner.class, "manner"), in.of(Unserved.class, "why"), in.text("text"))),
        step(CaseAct.RequestReview.class,
            ask -> fields(undecided("to", "复查机关收件人", "Receiver at the reviewing organ", ask).hint("原办理机关的上一级机关、单位", "The organ above the one that handled the case"),
                          Field.date("askedOn", "信访人提出日期", "Asked by the petitioner on").hint("当面提交或者邮寄的日期，是否逾期以这一天为准", "The day it was handed in or posted; whether it is in time goes by this day"),
                          reason("请求复查的理由", "What the petitioner gives as reason")),
            in -> new CaseAct.RequestReview(in.seat("to"), Optional.of(in.date("askedOn")), in.text("reason"))),
        lesser(CaseAct.PassOn.class,
            ask -> fields(undecided("to", "有权机关收件人", "Receiver at the organ in charge", ask).hint("上一级机关、单位；期限自其收到之日起算", "The next higher organ; its term begins when it receives the request"),
                          reason("转交理由", "Why it is passed on")),
            in -> new CaseAct.PassOn(in.seat("to"), in.text("reason"))),
        step(CaseAct.Review.class,
            ask -> fields(Field.pick("finding", "复查结论", "Finding", Names.words(ask.page(), Finding.values(), Words::of)),
                          Field.text("text", "复查意见要点", "Substance of the review"), each(ask, CHANGED_ZH, CHANGED_EN)),
            in -> new CaseAct.Review(in.of(Finding.class, "finding"), in.text("text"), each(in))),
        step(CaseAct.RequestRereview.class,
            ask -> fields(undecided("to", "复核机关收件人", "Receiver at the re-reviewing organ", ask).hint("复查机关的上一级机关、单位", "The organ above the one that reviewed"),
                          Field.date("askedOn", "信访人提出日期", "Asked by the petitioner on").hint("当面提交或者邮寄的日期，是否逾期以这一天为准", "The day it was handed in or posted; whether it is in time goes by this day"),
                          reason("请求复核的理由", "What the petitioner gives as reason")),
            in -> new CaseAct.RequestRereview(in.seat("to"), Optional.of(in.date("askedOn")), in.text("reason"))),
        step(CaseAct.Hear.class,
            ask -> fields(Field.date("from", "听证开始", "Hearing from"), Field.date("to", "听证结束", "Hearing to").hint("首尾两日都计入，不算在复核期限内", "Both days count and are left out of the term")),
            in -> new CaseAct.Hear(in.date("from"), in.date("to"))),
        step(CaseAct.Rereview.class,
            ask -> fields(Field.pick("finding", "复核结论", "Finding", Names.words(ask.page(), Finding.values(), Words::of)),
                          Field.text("text", "复核意见要点", "Substance of the re-review").hint("复核意见是信访程序的终结意见", "The re-review ends the procedure"), each(ask, CHANGED_ZH, CHANGED_EN)),
            in -> new CaseAct.Rereview(in.of(Finding.class, "finding"), in.text("text"), each(in))),
        step(CaseAct.Revoke.class,
            ask -> fields(Field.text("text", "撤销理由", "Why it is set aside").hint("原意见错在哪里；送达信访人之后，再责令重新办理", "What is wrong with the opinion; after it is served on the petitioner, order it handled anew")),
            in -> new CaseAct.Revoke(in.text("text"))),
        step(CaseAct.OrderAnew.class,
            ask -> fields(Field.choice("to", "重新办理的承办人", "Who handles it anew", ask.names().seats((unit, post) -> ask.decided().contains(unit.id()))),
                          Field.text("text", "重办要求", "What is to be done")),
            in -> new CaseAct.OrderAnew(in.seat("to"), in.text("text"))),
        ends(CaseAct.Decline.class,
            ask -> fields(reason("不予受理的理由", "Why it is not accepted"),
                          Field.line("pointedTo", "告知信访人向何处提出", "Where the petitioner is pointed to")),
            in -> new CaseAct.Decline(in.text("reason"), in.text("pointedTo"))),
        ends(CaseAct.LeadElsewhere.class,
            ask -> fields(Field.choice("path", "诉求和法定途径", "Issue and legal path", LegalIssues.choices(ask.page())).hint("依据见“法定途径清单”；清单上没有的，选该途径的“其他”", "The basis of each is on the list of legal paths; for what is not on it choose “other” of its path"),
                          Field.line("organ", "有关机关", "Organ in charge there").optional().hint("清单上的诉求可以不填，按清单写明机关；写明是哪一个机关更好", "May be blank for an issue on the list; better to say which organ it is")),
            LegalIssues::led),
        ends(CaseAct.Respond.class,
            ask -> ask.track() == Track.PROPOSAL
                ? fields(Field.pick("adoption", "采纳情况", "Adoption", Names.words(ask.page(), Adoption.values(), Words::of)),
                         Field.text("text", "回复内容", "What the petitioner is answered").hint("研究论证的结果；未采纳的说明理由", "What came of the study; why it is not adopted, if it is not"))
                : fields(Field.text("text", "答复（反馈）内容", "What the petitioner is answered").hint("不写信访人和被检举人的姓名", "No names of the petitioner or of anybody accused")),
            in -> new CaseAct.Respond(in.maybe(Adoption.class, "adoption"), in.text("text"))),
        ends(CaseAct.Settle.class,
            ask -> fields(Field.pick("mediated", "方式", "How", ImmutableList.of(
                              Field.Choice.of("yes", ask.page().t("调解", "Mediation")), Field.Choice.of("no", ask.page().t("和解", "Settlement between the parties")))),
                          Field.line("paper", "协议书", "Paper of the agreement").hint("名称或编号，如：调解协议书 武人调〔2026〕12号", "Its title or number"),
                          Field.text("promised", "协议约定的履行事项", "What is still to be done by it").optional().hint("还有需要履行的写明，履行完毕再办结；已经当场履行的不填", "Say what, and the case ends when it is done; leave empty where nothing is left"),
                          Field.date("performBy", "履行期限", "Perform by").optional()),
            in -> new CaseAct.Settle(in.needed("mediated").equals("yes"), in.text("paper"), in.text("promised"), in.dateGiven("performBy"))),
        step(CaseAct.Resume.class,
            ask -> fields(Field.choice("to", "恢复办理的承办人", "Who handles it on", ask.names().seats((unit, post) -> unit.kind() != Unit.Kind.PETITION_OFFICE)),
                          reason("协议未履行的情况", "How the settlement was not kept")),
            in -> new CaseAct.Resume(in.seat("to"), in.text("reason"))),
        ends(CaseAct.Withdraw.class,
            ask -> fields(reason("撤回的理由", "Why the petition is withdrawn")),
            in -> new CaseAct.Withdraw(in.text("reason"))),
        ends(CaseAct.Close.class,
            ask -> fields(reason("办结说明", "Why the case can be closed")),
            in -> new CaseAct.Close(in.text("reason"))),
        lesser(CaseAct.Note.class,
            ask -> fields(Field.text("text", "记事内容", "What happened").hint("接待、通话、走访、领导批示等；不写信访人的姓名、电话、住址", "A reception, a call, a visit, a leader's word; no name, number or address of a petitioner")),
            in -> new CaseAct.Note(in.text("text"))),
        lesser(CaseAct.TakeMeasure.class,
            ask -> fields(Field.pick("measure", "措施", "Measure", Names.words(ask.page(), Measure.values(), Words::of)).hint("记在事项上，不给信访人打分、列名单", "On the case; nobody is scored or listed"),
                          Field.line("organ", "办理机关", "Organ that does it").optional().hint("社会救助、司法救助、依法处理的必填，如：县民政局、县公安局", "Needed for aid by another organ and for handling by law"),
                          Field.text("tried", "先行劝阻、批评、教育的情况", "What was tried before").optional().hint("只在依法处理时填写：先劝阻、批评或者教育（第四十七条）", "For handling by law only: dissuasion comes first (art. 47)"),
                          Field.text("text", "情况", "What was done").hint("不写信访人的姓名、证件号码、住址", "No name, number or address of a petitioner")),
            in -> new CaseAct.TakeMeasure(in.of(Measure.class, "measure"), in.text("organ"), in.text("tried"), in.text("text"))),
        lesser(CaseAct.ProposeTermination.class,
            ask -> fields(Field.line("report", "终结报告", "Report on the termination").hint("名称或文号；材料清单在事项页上，缺的要先补齐", "Its title or number; the list of material stands on the page of the case"),
                          Field.line("form", "终结备案表", "Filing form")),
            in -> new CaseAct.ProposeTermination(in.text("report"), in.text("form"))),
        lesser(CaseAct.ConfirmTermination.class,
            ask -> fields(Field.pick("level", "认定层级", "Level", Names.words(ask.page(), Confirmation.values(), Words::of)).hint("县级、省级、中央依次办理", "County, province and centre in turn"),
                          Field.line("organ", "认定机关", "Organ that confirmed").hint("如：省信访工作联席会议", "Such as the joint meeting of the province"),
                          Field.line("document", "认定文号（回执）", "Its decision or receipt")),
            in -> new CaseAct.ConfirmTermination(in.of(Confirmation.class, "level"), in.text("organ"), in.text("document"))),
        lesser(CaseAct.ReturnTermination.class,
            ask -> fields(reason("退回理由", "Why it is sent back")),
            in -> new CaseAct.ReturnTermination(in.text("reason"))),
        lesser(CaseAct.Urge.class,
            ask -> fields(Field.text("text", "督办意见", "What has to be done, and by when")),
            in -> new CaseAct.Urge(in.text("text"))),
        lesser(CaseAct.Link.class,
            ask -> fields(other(), kind(ask), reason("认定理由", "What was compared and found").hint("写两件的事实、请求和理由有哪些相同；不写信访人的姓名和证件号码", "Which facts, requests and reasons are the same; no names or numbers of persons")),
            in -> new CaseAct.Link(new CaseId(in.id("other")), in.of(LinkKind.class, "kind"), in.text("reason"))),
        lesser(CaseAct.Unlink.class,
            ask -> fields(other(), kind(ask), reason("理由", "Why not").hint("有新的事实和理由的，写明是什么", "For new facts or reasons, say which")),
            in -> new CaseAct.Unlink(new CaseId(in.id("other")), in.of(LinkKind.class, "kind"), in.text("reason"))),
        lesser(CaseAct.Reassign.class,
            ask -> fields(Field.choice("to", "新承办人", "New holder", ask.names().seats((unit, post) -> unit.id().equals(ask.unit()))),
                          reason("调整理由", "Why")),
            in -> new CaseAct.Reassign(in.seat("to"), in.text("reason"))),
        lesser(CaseAct.Instruct.class,
            ask -> fields(Field.choice("leader", "阅批领导", "Leader", ask.names().seats((unit, post) -> post.kind() == Post.Kind.LEADER || post.kind() == Post.Kind.HEAD)),
                          Field.text("text", "阅批意见", "What the leader wrote"),
                          Field.date("answerBy", "要求回复日期", "Answer wanted by").hint("由领导指定，到这一天为止；休息日不顺延", "As the leader says; a rest day does not move it")),
            in -> new CaseAct.Instruct(in.seat("leader"), in.text("text"), in.date("answerBy"))),
        lesser(CaseAct.AnswerLeader.class,
            ask -> fields(Field.text("text", "回复内容", "What the leader is answered")),
            in -> new CaseAct.AnswerLeader(in.text("text"))),
        lesser(CaseAct.Recuse.class,
            ask -> fields(Field.choice("who", "回避人", "Who is recused", ask.names().seats((unit, post) -> true)),
                          Field.choice("to", "改由谁承办", "Who holds the case instead", ask.names().seats((unit, post) -> unit.id().equals(ask.unit()))).optional().hint("回避人是现承办人时必填", "Needed where the one recused holds the case"),
                          reason("回避理由", "Why").hint("与信访事项或者信访人有什么直接利害关系；不写姓名", "What direct interest there is; no names")),
            in -> new CaseAct.Recuse(in.seat("who"), in.given("to").map(to -> in.seat("to")), in.text("reason"))),
        lesser(CaseAct.Coordinate.class,
            ask -> ImmutableList.<Field>builder()
                .add(Field.pick("how", "如何确定", "How it was settled", Names.words(ask.page(), Coordination.values(), Words::of)),
                     Field.line("decidedBy", "决定机关", "Organ that decided").optional().hint("协商一致的不填；如：县人民政府、县信访工作联席会议", "Blank where the organs agreed"),
                     Field.choice("lead", "主办单位承办人", "Holder in the lead unit", ask.names().seats((unit, post) -> unit.kind() != Unit.Kind.PETITION_OFFICE)).hint("主办只能有一个单位", "Exactly one unit leads"),
                     units("assisting", "协办单位", "Assisting unit", ask), units("assisting2", "协办单位", "Assisting unit", ask), units("assisting3", "协办单位", "Assisting unit", ask),
                     Field.heading("三跨三分离", "In what it goes beyond"))
                .addAll(ticks(Crossing.values(), Words::of))
                .add(reason("确定的理由", "Why"))
                .build(),
            in -> new CaseAct.Coordinate(in.of(Coordination.class, "how"), in.text("decidedBy"), in.seat("lead"), in.units("assisting", "assisting2", "assisting3"), in.ticked(Crossing.class), in.text("reason"))),
        lesser(CaseAct.Succeed.class,
            ask -> fields(Field.choice("of", "原机关、单位", "Organ that was", ask.names().units((unit, file) -> true)),
                          Field.choice("successor", "承继机关、单位", "Successor", ask.names().units((unit, file) -> true)),
                          Field.choice("to", "承继单位的承办人", "Holder at the successor", ask.names().seats((unit, post) -> true)),
                          Field.pick("how", "承继方式", "How", Names.words(ask.page(), Succession.values(), Words::of)),
                          Field.line("basis", "依据", "Basis").hint("机构改革方案、撤并决定等的名称或者文号", "Title or number of the paper that divides, merges or abolishes")),
            in -> new CaseAct.Succeed(new UnitId(in.id("of")), new UnitId(in.id("successor")), in.seat("to"), in.of(Succession.class, "how"), in.text("basis"))),
        lesser(CaseAct.DeclareUrgent.class,
            ask -> fields(reason("为什么重大、紧急", "Why it is major or urgent"),
                          Field.text("measures", "已采取的措施", "What was done at once").hint("在职责范围内为防止不良影响产生、扩大采取的措施", "Within the organ's powers, to keep harm from arising or spreading")),
            in -> new CaseAct.DeclareUrgent(in.text("reason"), in.text("measures"))),
        lesser(CaseAct.Report.class,
            ask -> ImmutableList.<Field>builder()
                .add(Field.heading("报告、通报给", "To whom"))
                .addAll(ticks(ask.reportable(), Words::of))
                .add(Field.text("text", "报告要点", "What was reported").hint("报告或者通报的名称、文号和要点；不写信访人的姓名", "Title, number and substance; no names of petitioners"))
                .build(),
            in -> new CaseAct.Report(in.ticked(Informed.class), in.text("text"))),
        lesser(CaseAct.AssignLeader.class,
            CaseForms::leader,
            in -> new CaseAct.AssignLeader(in.seat("leader"), slots(in), in.text("plan"), in.date("until"))),
        lesser(CaseAct.ReleaseLeader.class,
            ask -> fields(reason("解除包案的理由", "Why the leader is released")),
            in -> new CaseAct.ReleaseLeader(in.text("reason"))));
    // spotless:on

    private static Asked step(
            Class<? extends CaseAct> act,
            Function<Asking, ImmutableList<Field>> fields,
            Function<Submitted, CaseAct> read) {
        return new Asked(act, false, false, fields, read);
    }

    private static Asked ends(
            Class<? extends CaseAct> act,
            Function<Asking, ImmutableList<Field>> fields,
            Function<Submitted, CaseAct> read) {
        return new Asked(act, false, true, fields, read);
    }

    private static Asked lesser(
            Class<? extends CaseAct> act,
            Function<Asking, ImmutableList<Field>> fields,
            Function<Submitted, CaseAct> read) {
        return new Asked(act, true, false, fields, read);
    }

    private static ImmutableList<Field> fields(Field... fields) {
        return ImmutableList.copyOf(fields);
    }

    private static ImmutableList<Field> fields(Field one, Field other, ImmutableList<Field> more) {
        return ImmutableList.<Field>builder().add(one, other).addAll(more).build();
    }

    private static ImmutableList<Field> each(Asking ask, String zh, String en) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        fields.add(Field.heading(zh, en));
        for (int i = 1; i <= REQUESTS; i++) {
            fields.add(
                    Field.line("request" + i, "诉求" + i, "Request " + i)
                            .optional()
                            .over(3),
                    Field.choice(
                                    "opinion" + i,
                                    "意见" + i,
                                    "Opinion " + i,
                                    Names.words(ask.page(), Opinion.values(), Words::of))
                            .optional()
                            .over(3),
                    Field.line("words" + i, "事实、理由和依据" + i, "Facts, reasons and law " + i)
                            .optional());
        }
        return fields.build();
    }

    private static ImmutableList<Decision> each(Submitted in) {
        ImmutableList.Builder<Decision> each = ImmutableList.builder();
        for (int i = 1; i <= REQUESTS; i++) {
            if (in.given("request" + i).isPresent() || in.given("words" + i).isPresent()) {
                each.add(new Decision(
                        in.text("request" + i), in.of(Opinion.class, "opinion" + i), in.text("words" + i)));
            }
        }
        return each.build();
    }

    private static Field reason(String zh, String en) {
        return Field.text("reason", zh, en);
    }

    private static Field units(String name, String zh, String en, Asking ask) {
        return Field.choice(name, zh, en, ask.names().units((unit, file) -> true))
                .optional()
                .over(2);
    }

    private static <E extends Enum<E>> ImmutableList<Field> ticks(E[] values, Function<E, Wording> words) {
        return Arrays.stream(values)
                .map(value -> Field.check(
                                value.name(),
                                words.apply(value).zh(),
                                words.apply(value).en())
                        .over(2))
                .collect(ImmutableList.toImmutableList());
    }

    private static Field other() {
        return Field.line("other", "较早一件的编号", "Number of the earlier case").over(3);
    }

    private static Field kind(Asking ask) {
        return Field.pick(
                "kind", "关联种类", "What they have in common", Names.words(ask.page(), LinkKind.values(), Words::of));
    }

    private static Field manner(Asking ask, String zh, String en) {
        return Field.pick("manner", zh, en, Names.words(ask.page(), Manner.values(), Words::of));
    }

    private static Field others(String name, String zh, String en, Asking ask) {
        return Field.choice(
                name,
                zh,
                en,
                ask.names()
                        .seats((unit, post) -> !unit.id().equals(ask.unit()) && post.kind() != Post.Kind.SUPERVISOR));
    }

    private static Field undecided(String name, String zh, String en, Asking ask) {
        return Field.choice(
                name, zh, en, ask.names().seats((unit, post) -> !ask.decided().contains(unit.id())));
    }

    private static ImmutableList<Field> leader(Asking ask) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        fields.add(
                Field.choice(
                                "leader",
                                "包案领导",
                                "Leader",
                                ask.names()
                                        .seats((unit, post) ->
                                                post.kind() == Post.Kind.LEADER || post.kind() == Post.Kind.HEAD))
                        .over(3),
                Field.date("until", "限期", "To be resolved by").over(3),
                Field.text("plan", "化解方案", "Plan").optional(),
                Field.heading("五包职责", "Five duties"));
        for (int i = 0; i < Slot.FIVE.size(); i++) {
            dev.jieli.domain.statute.Wording word = Slots.word(Slot.FIVE.get(i));
            fields.add(Field.line("slot" + i, word.zh(), ask.page().capital(word.en()))
                    .optional());
        }
        return fields.build();
    }

    private static ImmutableMap<Slot, String> slots(Submitted in) {
        ImmutableMap.Builder<Slot, String> slots = ImmutableMap.builder();
        for (int i = 0; i < Slot.FIVE.size(); i++) {
            slots.put(Slot.FIVE.get(i), in.text("slot" + i));
        }
        return slots.buildOrThrow();
    }

    /** The acts among these that have a form, in the order of the procedure. */
    static ImmutableList<CasePage.Offer> offers(Page page, ImmutableSet<Class<? extends CaseAct>> open) {
        return ASKED.stream()
                .filter(asked -> open.contains(asked.act()))
                .map(asked -> new CasePage.Offer(
                        asked.act().getSimpleName(), page.head(Words.of(asked.act())), asked.lesser(), asked.ends()))
                .collect(ImmutableList.toImmutableList());
    }

    static Optional<Class<? extends CaseAct>> act(String name) {
        return asked(name).map(Asked::act);
    }

    private static Optional<Asked> asked(String name) {
        return ASKED.stream()
                .filter(asked -> asked.act().getSimpleName().equals(name))
                .findFirst();
    }

    /** The row of the procedure by which the act would be done to this case now. */
    static Optional<Lifecycle.Row> row(PetitionCase about, Class<? extends CaseAct> act) {
        return Lifecycle.row(about.position(), act);
    }

    /** The form for an act; empty where the name is none that a person does. */
    static Optional<Form> form(Page page, Names names, PetitionCase about, String name) {
        return asked(name)
                .map(asked -> Form.of(
                                "/cases/" + about.id() + "/acts/" + name,
                                Words.of(asked.act()).zh(),
                                page.capital(Words.of(asked.act()).en()),
                                ImmutableList.<Field>builder()
                                        .addAll(asked.fields().apply(new Asking(page, names, about)))
                                        .add(Field.date("on", "办理日期", "Day of the act"))
                                        .build())
                        .with("seen", about.entries()));
    }

    /** The act that the form says, or which field cannot be read. */
    static Outcome<CaseAct> read(String name, Submitted in) {
        Asked asked = asked(name).orElseThrow();
        return in.read(() -> asked.read().apply(in));
    }
}
