package dev.jieli.domain.casefile;

import static dev.jieli.domain.statute.Article.art;
import static dev.jieli.domain.statute.Term.*;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Wording;
import java.util.Optional;

/**
 * 告知义务: one row of the notification matrix: on which event who is told, in which form, by when, and under which article.
 * To tell and to decide are two facts: the act opens the duty, and only a telling or a service closes it.
 *
 * @param event what happens
 * @param acts the acts that open the duty; empty where the duty lies outside of a case's docket
 * @param told who is told
 * @param form in which form
 * @param term the term that runs until it is done; empty where the law names none and none was chosen
 * @param done the acts that close the duty
 * @param words the words of the article; blank where the row is chosen
 * @param note what a chosen row leans on, and what was chosen beside the words; blank for nothing
 */
public record Notice(
        Wording event,
        ImmutableSet<Class<? extends CaseAct>> acts,
        Wording told,
        Wording form,
        Optional<Term> term,
        ImmutableSet<Class<? extends CaseAct>> done,
        Article article,
        String words,
        String note) {

    private static final Wording PETITIONER = Wording.of("信访人", "the petitioner");
    private static final Wording SENDER = Wording.of("转送、交办的机关", "the organ that sent it");
    private static final Wording WRITTEN = Wording.of("书面", "in writing");
    private static final Wording PAPER = Wording.of("送达文书", "a paper that is served");

    // spotless:off
    private static final ImmutableList<Notice> TABLE = ImmutableList.of(
        row("直接收到信访事项", "received from the petitioner directly", acts(CaseAct.ReceiveDirectly.class), PETITIONER, WRITTEN, DIRECT_NOTICE,
            acts(CaseAct.Notify.class, CaseAct.Dispense.class), art(23, 2), "应当自收到信访事项之日起15日内书面告知信访人", ""),
        row("直接收到的转送、交办下级", "brought directly and forwarded to a lower organ", acts(CaseAct.Transfer.class), PETITIONER, WRITTEN, DIRECT_NOTICE,
            acts(CaseAct.Notify.class, CaseAct.Dispense.class), art(23, 1), "并告知信访人转送、交办去向", "选定：先告知，后转送，使告知义务不随件转给下级"),
        row("收到转送、交办的信访事项", "received by forwarding", acts(CaseAct.Transfer.class), PETITIONER, WRITTEN, NOTICE,
            acts(CaseAct.Notify.class, CaseAct.Dispense.class), art(23, 3), "应当自收到之日起15日内书面告知信访人接收情况以及处理途径和程序", ""),
        row("转送、交办的不属于本机关职权", "forwarded, and not this organ's matter", acts(CaseAct.RaiseObjection.class), SENDER, Wording.of("详细说明理由", "with the reasons in detail"), OBJECTION,
            acts(CaseAct.RaiseObjection.class), art(23, 3), "应当自收到之日起5个工作日内提出异议，并详细说明理由", ""),
        row("交办事项办结", "what was assigned is concluded", acts(CaseAct.Entrust.class), SENDER, Wording.of("办结报告", "a closing report"), FEEDBACK,
            acts(CaseAct.ReportBack.class), art(22, 1, 3), "要求其在指定办理期限内反馈结果，提交办结报告", "期限由交办机关指定；报告之前不办结"),
        row("领导阅批", "a leader's instruction", acts(CaseAct.Instruct.class), Wording.of("阅批的领导", "the leader"), Wording.of("回复（形式未规定）", "an answer (no form is said)"), INSTRUCTION,
            acts(CaseAct.AnswerLeader.class), art(18, 2), "应当阅办群众来信和网上信访", "选定：期限由领导在阅批中指定；回复之前不办结"),
        row("不予受理、不再受理", "not accepted, or no longer", acts(CaseAct.Decline.class), PETITIONER, WRITTEN, DECLINE_NOTICE,
            acts(CaseAct.Notify.class, CaseAct.Dispense.class), art(23, 1), "应当告知信访人向有权处理的机关、单位提出", "选定：自决定之日起15日；告知之前不办结"),
        row("导入其他法定途径", "led to another legal path", acts(CaseAct.LeadElsewhere.class), PETITIONER, WRITTEN, PATH_NOTICE,
            acts(CaseAct.Notify.class, CaseAct.Dispense.class), art(23, 1), "应当告知信访人向有权处理的机关、单位提出", "选定：自决定之日起15日；告知之前不办结"),
        row("延长办理期限", "the term is extended", acts(CaseAct.Extend.class), PETITIONER, Wording.of("延期告知书（形式未规定，依实务）", "notice of extension (no form is said; by practice)"), EXTENSION_NOTICE,
            acts(CaseAct.Serve.class), art(34), "并告知信访人延期理由", "选定：在原期限届满前告知"),
        row("出具处理意见书", "the opinion is given", acts(CaseAct.Reply.class), PETITIONER, PAPER, OPINION_SERVICE,
            acts(CaseAct.Serve.class), art(35), "自收到书面答复之日起", "选定：自出具之日起15日；收到之日起算请求复查期限；公告送达的，自发出公告之日起30日"),
        row("提出复查意见", "the review is given", acts(CaseAct.Review.class), PETITIONER, PAPER, REVIEW_SERVICE,
            acts(CaseAct.Serve.class), art(35), "并予以书面答复", "选定：自出具之日起15日；收到之日起算请求复核期限；公告送达的，自发出公告之日起30日"),
        row("撤销原意见", "an opinion is set aside", acts(CaseAct.Revoke.class), PETITIONER, PAPER, REVIEW_SERVICE,
            acts(CaseAct.Serve.class), art(35), "并予以书面答复", "选定：自撤销之日起15日；复核中撤销的，用复核意见送达期限；告知之后责令重新办理"),
        row("提出复核意见", "the re-review is given", acts(CaseAct.Rereview.class), PETITIONER, Wording.of("送达文书；经过听证的可以公示", "a paper that is served; made public where it was heard"), REREVIEW_SERVICE,
            acts(CaseAct.Serve.class), art(36, 3), "信访人对复核意见不服", "选定：形式和期限条例未规定；信访人收到之后才能说服与不服"),
        told("采纳或者部分采纳建议意见", "a proposal is adopted, wholly or in part", acts(CaseAct.Respond.class), PETITIONER, Wording.of("回复", "a reply"),
            acts(CaseAct.Respond.class), art(29, 1), "应当采纳或者部分采纳，并予以回复", "选定：答复即告知，同一行为告知并办结；天数条例未规定"),
        told("检举控告办结", "an accusation is concluded", acts(CaseAct.Respond.class), PETITIONER, Wording.of("反馈", "feedback"),
            acts(CaseAct.Respond.class), art(30, 1), "应当依规依纪依法接收、受理、办理和反馈", "选定：答复即告知，同一行为告知并办结；天数条例未规定"),
        told("申请查处、履行职责的事项办结", "an application for investigation or protection is concluded", acts(CaseAct.Respond.class), PETITIONER, Wording.of("答复", "an answer"),
            acts(CaseAct.Respond.class), art(31, 1, 5), "依法履行或者答复", "选定：答复即告知，同一行为告知并办结；天数依有关法律"),
        outside("检举控告", "an accusation", Wording.of("有关纪检监察机关；不得透露给被检举、揭发的人员或者单位", "the discipline organ; never the accused"), Wording.of("转送", "forwarded"), art(22, 2), "应当按照管理权限转送有关纪检监察机关依规依纪依法处理", ""),
        outside("反映干部问题的信访", "a petition about an official", Wording.of("组织（人事）部门；重大情况并报党委主要负责同志和分管负责同志", "the organization department; what is major also the head of the Party committee and the leader in charge"), Wording.of("通报、报送", "a report"), art(30, 2), "应当按照干部管理权限向组织（人事）部门通报反映干部问题的信访情况", ""),
        outside("涉法涉诉信件", "a letter on a matter of law", Wording.of("同级政法部门", "the political-legal organ of the same level"), Wording.of("转送", "forwarded"), art(22, 2), "应当转送同级政法部门依法处理", ""),
        told("重大、紧急信访事项和信息", "a major or urgent matter", acts(CaseAct.DeclareUrgent.class), Wording.of("本级党委和政府、主管部门、联席会议办公室", "Party committee and government, the department in charge, the office of the joint meeting"), Wording.of("及时报告、通报", "a report without delay"), acts(CaseAct.Report.class), art(25, 1), "应当及时报告本级党委和政府，通报相关主管部门和本级信访工作联席会议办公室", ""),
        told("信访部门接到重大、紧急事项", "a petition department learns of one", acts(CaseAct.DeclareUrgent.class), Wording.of("上一级信访部门，同时报告国家信访局", "the petition department above and the national bureau"), Wording.of("报告", "a report"), acts(CaseAct.Report.class), art(25, 2), "应当向上一级信访部门报告，同时报告国家信访局", ""),
        outside("督查发现问题", "a supervision finds something", Wording.of("有关地方和部门；重要问题并报本级党委和政府", "the place or department; what is important also Party committee and government"), Wording.of("反馈", "feedback"), art(38, 2), "就发现的问题向有关地方和部门进行反馈，重要问题向本级党委和政府报告", ""),
        outside("政策性问题", "a problem of policy", Wording.of("本级党委和政府", "Party committee and government"), Wording.of("报告和建议", "a report and a suggestion"), art(40, 2), "应当及时向本级党委和政府报告，并提出完善政策的建议", ""),
        outside("收到改进、完善、追责建议", "a suggestion of the petition department is received", Wording.of("提出建议的信访部门", "the petition department that made it"), WRITTEN, art(40, 4), "有关机关、单位应当书面反馈采纳情况", ""));
    // spotless:on

    /** The matrix, in the order of the procedure; what lies outside of a case's docket last. */
    public static ImmutableList<Notice> table() {
        return TABLE;
    }

    private static ImmutableSet<Class<? extends CaseAct>> acts(Class<? extends CaseAct> one) {
        return ImmutableSet.of(one);
    }

    private static ImmutableSet<Class<? extends CaseAct>> acts(
            Class<? extends CaseAct> one, Class<? extends CaseAct> other) {
        return ImmutableSet.of(one, other);
    }

    private static Notice row(
            String zh,
            String en,
            ImmutableSet<Class<? extends CaseAct>> acts,
            Wording told,
            Wording form,
            Term term,
            ImmutableSet<Class<? extends CaseAct>> done,
            Article article,
            String words,
            String note) {
        return new Notice(Wording.of(zh, en), acts, told, form, Optional.of(term), done, article, words, note);
    }

    /** A duty of an act for which the law names no days. */
    private static Notice told(
            String zh,
            String en,
            ImmutableSet<Class<? extends CaseAct>> acts,
            Wording told,
            Wording form,
            ImmutableSet<Class<? extends CaseAct>> done,
            Article article,
            String words,
            String note) {
        return new Notice(Wording.of(zh, en), acts, told, form, Optional.empty(), done, article, words, note);
    }

    private static Notice outside(
            String zh, String en, Wording told, Wording form, Article article, String words, String note) {
        return new Notice(
                Wording.of(zh, en),
                ImmutableSet.of(),
                told,
                form,
                Optional.empty(),
                ImmutableSet.of(),
                article,
                words,
                note);
    }
}
