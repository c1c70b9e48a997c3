package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.Given;
import dev.jieli.domain.Who;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.statute.Term;
import java.util.Optional;

/** One act of each kind, with nothing missing. */
final class Acts {
    private Acts() {}

    static ImmutableList<CaseAct> oneOfEach() {
        return ImmutableList.of(
                new CaseAct.Register(Given.petition()),
                new CaseAct.ReceiveDirectly(Given.petition()),
                new CaseAct.Transfer(Who.TOWN_HANDLER.id(), "来信一封"),
                new CaseAct.Entrust(Who.TOWN_HANDLER.id(), "来信原件", DAY.plusDays(30), "查明情况并报送办结报告"),
                new CaseAct.ReportBack("已办结，报告附后"),
                new CaseAct.RaiseObjection("属水务部门职权"),
                new CaseAct.TakeBack("异议成立"),
                new CaseAct.Uphold("属你单位职权"),
                new CaseAct.Notify(Manner.BY_POST, "已收到"),
                new CaseAct.Classify(Track.PROPOSAL, "系对政策的建议"),
                new CaseAct.Dispense("信件未写明姓名、住址"),
                new CaseAct.Accept(),
                new CaseAct.Decline("属法院管辖", "县人民法院"),
                new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "仲裁委员会"),
                new CaseAct.Respond(Optional.of(Adoption.PARTLY), "部分采纳"),
                new CaseAct.AskExtension(30, "需委托鉴定"),
                new CaseAct.Extend(30, "需委托鉴定", DAY),
                new CaseAct.Reply(Opinion.SUPPORT, "予以支持"),
                new CaseAct.Serve(DAY, Manner.IN_PERSON),
                new CaseAct.ServePublicly(DAY, "县政府公告栏；多次上门、电话均无法联系"),
                new CaseAct.Unserve(DAY, Manner.BY_POST, Unserved.RETURNED, "原址无人"),
                new CaseAct.RequestReview(Who.REVIEWER.id(), "对答复不服"),
                new CaseAct.PassOn(Who.REVIEW_HEAD.id(), "不属本机关复查范围"),
                new CaseAct.Review(Finding.UPHELD, "维持"),
                new CaseAct.RequestRereview(Who.REREVIEWER.id(), "对复查意见不服"),
                new CaseAct.Hear(DAY, DAY),
                new CaseAct.Rereview(Finding.UPHELD, "维持"),
                new CaseAct.Revoke("事实不清"),
                new CaseAct.TakeMeasure(Measure.SOCIAL_AID, "县民政局", "", "协助申请临时救助"),
                new CaseAct.ProposeTermination("终结报告", "终结备案表"),
                new CaseAct.ConfirmTermination(Confirmation.COUNTY, "县信访工作联席会议", "审核意见1号"),
                new CaseAct.ReturnTermination("材料不全"),
                new CaseAct.OrderAnew(Who.HANDLER.id(), "事实不清"),
                new CaseAct.Settle(true, "调解协议书"),
                new CaseAct.Resume(Who.HANDLER.id(), "逾期没有履行"),
                new CaseAct.Execute(Optional.empty(), true, DAY, "工资已付清", "付款凭证"),
                new CaseAct.OrderExecution(Who.TOWN_HANDLER.id(), "请按意见执行"),
                new CaseAct.Withdraw("信访人书面撤回"),
                new CaseAct.Close("期满未请求复查"),
                new CaseAct.Reassign(Who.COLLEAGUE.id(), "工作调整"),
                new CaseAct.Recuse(Who.HEAD.id(), Optional.empty(), "与信访人有亲属关系"),
                new CaseAct.Coordinate(
                        Coordination.SUPERIOR,
                        "县人民政府",
                        Who.TOWN_HANDLER.id(),
                        ImmutableSet.of(Who.STRANGER.unit()),
                        ImmutableSet.of(Crossing.DEPARTMENT),
                        "涉及两个部门"),
                new CaseAct.Succeed(
                        Who.HANDLER.unit(), Who.STRANGER.unit(), Who.STRANGER.id(), Succession.SUCCESSOR, "机构改革方案"),
                new CaseAct.DeclareUrgent("可能造成社会影响", "已派员到场疏导"),
                new CaseAct.Report(ImmutableSet.of(Informed.GOVERNMENT), "情况报告第1期"),
                new CaseAct.Instruct(Who.DEPUTY.id(), "请住建局抓紧办理并报结果", DAY.plusDays(10)),
                new CaseAct.AnswerLeader("已约谈施工单位，限期整改"),
                new CaseAct.AssignLeader(Who.DEPUTY.id(), ImmutableMap.of(), "逐案化解", DAY),
                new CaseAct.ReleaseLeader("已化解"),
                new CaseAct.TakeOver(Who.uuid("handover"), Who.HANDLER.id(), Who.COLLEAGUE.id()),
                new CaseAct.Realign("班子分工调整"),
                new CaseAct.Urge("请加快办理"),
                new CaseAct.Note("接待来访一次"),
                new CaseAct.Link(new CaseId(Who.uuid("earlier")), LinkKind.SAME_MATTER, "诉求相同"),
                new CaseAct.Unlink(new CaseId(Who.uuid("earlier")), LinkKind.SAME_MATTER, "有新的事实"),
                new CaseAct.Warn(Term.CONCLUDE, DAY, Light.YELLOW, Who.HANDLER.id()),
                new CaseAct.WarnIdle(Who.uuid("handover"), Who.HEAD.id()),
                new CaseAct.Reckon("一号"),
                new CaseAct.DraftPaper(Who.uuid("paper"), PaperKind.OPINION, 1, "ab".repeat(32)),
                new CaseAct.CheckPaper(Who.uuid("paper"), PaperKind.OPINION, "ab".repeat(32)),
                new CaseAct.IssuePaper(
                        Who.uuid("paper"), PaperKind.OPINION, Optional.of("住建局处〔2026〕1号"), "cd".repeat(32)),
                new CaseAct.FetchPaper(Who.uuid("paper"), PaperKind.OPINION));
    }
}
