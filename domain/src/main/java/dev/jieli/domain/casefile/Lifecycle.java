package dev.jieli.domain.casefile;

import static dev.jieli.domain.casefile.Stage.*;
import static dev.jieli.domain.casefile.Track.*;
import static dev.jieli.domain.docket.Capacity.*;
import static dev.jieli.domain.statute.Article.art;
import static dev.jieli.domain.statute.Term.*;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Term;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * 办理流程: on each {@link Track}, at which stage which act is open to whom, under which article, where it leads,
 * and which terms it sets running and stops. What the act needs beyond that (a day within a term, a reason, a receiver
 * who sits) is with the act in {@link PetitionCase}.
 *
 * <p>Rows marked with a note are *chosen*: the Regulations are silent, the note says what they lean on.
 */
public final class Lifecycle {

    /**
     * 流程表的一行
     *
     * @param tracks on which the row holds
     * @param at the stage before; empty for the act that opens a docket, and for {@code ended}
     * @param ended whether the row is for a case that has ended
     * @param stage the stage that it leads to; beside an ending, where something is still to be executed
     * @param words the words of the article that the row implements; blank where it is chosen
     * @param note what a chosen row leans on; blank where the article says it
     */
    public record Row(
            ImmutableSet<Track> tracks,
            Optional<Stage> at,
            boolean ended,
            Class<? extends CaseAct> act,
            ImmutableSet<Capacity> by,
            Article article,
            Optional<Stage> stage,
            Optional<Ending> ending,
            ImmutableSet<Term> starts,
            ImmutableSet<Term> stops,
            String words,
            String note) {

        /**
         * The article for who does what: art. 22 binds a petition department, any other organ forwards under art. 23(1);
         * a matter is classed under the article of its track.
         */
        Article article(CaseAct done, Optional<Seat> actor) {
            if (done instanceof CaseAct.Classify classify) {
                return classify.track().article();
            }
            if (done instanceof CaseAct.Report report) {
                return report.to().stream().anyMatch(Informed::isAboutOfficials)
                        ? art(30, 2)
                        : Informed.BY_ANY_ORGAN.containsAll(report.to()) ? art(25, 1) : art(25, 2);
            }
            return article(actor);
        }

        /** The same, where it is not said yet what exactly is done. */
        Article article(Optional<Seat> actor) {
            if (act == CaseAct.Entrust.class
                    && actor.filter(seat -> seat.unitKind() != Unit.Kind.PETITION_OFFICE)
                            .isPresent()) {
                return art(23, 1);
            }
            if (act != CaseAct.Transfer.class || actor.isEmpty()) {
                return article;
            }
            if (actor.get().unitKind() != Unit.Kind.PETITION_OFFICE) {
                return art(23, 1);
            }
            return article.equals(art(23, 1)) ? art(22, 1) : article;
        }
    }

    private static final ImmutableSet<Track> ALL = Sets.immutableEnumSet(EnumSet.allOf(Track.class));
    /** Who makes papers: those who answer for the case, the organ that sent it, and petition departments. */
    private static final ImmutableSet<Capacity> PAPERS =
            by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, SENDER, PETITION_OFFICE);

    /** Who may read papers that went out: as they were issued, or with the petitioner masked. */
    private static final ImmutableSet<Capacity> READERS =
            by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, ASSIGNED_LEADER, SENDER, PETITION_OFFICE, SUPERVISOR);

    // spotless:off
    private static final ImmutableList<Row> TABLE = new Table()
        //     at                           act                              by whom                                    article        leads to                         sets running               stops
        // 登记与转送
        .in(PETITION_PROCEDURE, PROPOSAL, ACCUSATION, LEGAL_PATH)
        .start(                             CaseAct.Register.class,          by(PETITION_OFFICE),                       art(22, 1),    to(REGISTERED),                  runs(DISPATCH),            stops(),                         "各级党委和政府信访部门收到信访事项，应当予以登记", "")
        .start(                             CaseAct.ReceiveDirectly.class,   by(COLLEAGUE, UNIT_HEAD),                  art(23, 1),    to(REGISTERED),                  runs(DIRECT_NOTICE),       stops(),                         "收到信访人直接提出的信访事项，应当予以登记", "")
        .in(SIMPLIFIED)
        .start(                             CaseAct.Register.class,          by(PETITION_OFFICE),                       art(22, 1),    to(REGISTERED),                  runs(DISPATCH, SIMPLE_PASS_ON), stops(),                    "各级党委和政府信访部门收到信访事项，应当予以登记", "")
        .start(                             CaseAct.ReceiveDirectly.class,   by(COLLEAGUE, UNIT_HEAD),                  art(23, 1),    to(REGISTERED),                  runs(DIRECT_NOTICE, SIMPLE_ACCEPT), stops(),                "收到信访人直接提出的信访事项，应当予以登记", "")
        // 分类: 一张表换到另一张表; 改正错误的分类也用这一行
        .in(ALL)
        .row(at(REGISTERED, FORWARDED, ACCEPTED),
                                            CaseAct.Classify.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    stays(),                         runs(),                    stops(),                         "应当区分情况，分别按照下列方式办理", "")
        .in(PETITION_PROCEDURE, PROPOSAL, LEGAL_PATH)
        .row(at(REGISTERED),                CaseAct.Transfer.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 1),    to(FORWARDED),                   runs(NOTICE, OBJECTION),   stops(DISPATCH, DIRECT_NOTICE, NOTICE), "应当转送有权处理的机关、单位", "")
        .row(at(REGISTERED),                CaseAct.Entrust.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 1, 3),   to(FORWARDED),                   runs(NOTICE, OBJECTION, FEEDBACK),   stops(DISPATCH, DIRECT_NOTICE, NOTICE), "可以交由有权处理的机关、单位办理，要求其在指定办理期限内反馈结果，提交办结报告", "")
        .row(at(FORWARDED),                 CaseAct.Transfer.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 1),    to(FORWARDED),                   runs(NOTICE, OBJECTION),   stops(DISPATCH, NOTICE, OBJECTION), "对属于本系统下级机关、单位职权范围的，应当转送、交办有权处理的机关、单位", "")
        .row(at(FORWARDED),                 CaseAct.Entrust.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 1, 3),   to(FORWARDED),                   runs(NOTICE, OBJECTION, FEEDBACK),   stops(DISPATCH, NOTICE, OBJECTION), "可以交由有权处理的机关、单位办理，要求其在指定办理期限内反馈结果，提交办结报告", "")
        .in(SIMPLIFIED)
        .row(at(REGISTERED),                CaseAct.Transfer.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 1),    to(FORWARDED),                   runs(NOTICE, OBJECTION, SIMPLE_ACCEPT), stops(DISPATCH, SIMPLE_PASS_ON, DIRECT_NOTICE, NOTICE, SIMPLE_ACCEPT), "应当转送有权处理的机关、单位", "")
        .row(at(REGISTERED),                CaseAct.Entrust.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 1, 3),   to(FORWARDED),                   runs(NOTICE, OBJECTION, SIMPLE_ACCEPT, FEEDBACK), stops(DISPATCH, SIMPLE_PASS_ON, DIRECT_NOTICE, NOTICE, SIMPLE_ACCEPT), "可以交由有权处理的机关、单位办理，要求其在指定办理期限内反馈结果，提交办结报告", "")
        .row(at(FORWARDED),                 CaseAct.Transfer.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 1),    to(FORWARDED),                   runs(NOTICE, OBJECTION, SIMPLE_ACCEPT), stops(DISPATCH, SIMPLE_PASS_ON, NOTICE, OBJECTION, SIMPLE_ACCEPT), "对属于本系统下级机关、单位职权范围的，应当转送、交办有权处理的机关、单位", "")
        .row(at(FORWARDED),                 CaseAct.Entrust.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 1, 3),   to(FORWARDED),                   runs(NOTICE, OBJECTION, SIMPLE_ACCEPT, FEEDBACK), stops(DISPATCH, SIMPLE_PASS_ON, NOTICE, OBJECTION, SIMPLE_ACCEPT), "可以交由有权处理的机关、单位办理，要求其在指定办理期限内反馈结果，提交办结报告", "")
        .in(ACCUSATION) // 告知依第23条第4款另有规定, 不适用15日
        .row(at(REGISTERED, FORWARDED),     CaseAct.Transfer.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 2),    to(FORWARDED),                   runs(OBJECTION),           stops(DISPATCH, DIRECT_NOTICE, OBJECTION),      "对属于纪检监察机关受理的检举控告类信访事项，应当按照管理权限转送有关纪检监察机关依规依纪依法处理", "")
        .row(at(ACCEPTED),                  CaseAct.Transfer.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(30, 1),    to(FORWARDED),                   runs(OBJECTION),           stops(DIRECT_NOTICE),                  "纪检监察机关或者有权处理的机关、单位应当依规依纪依法接收、受理、办理和反馈", "")
        .in(ALL)
        .row(at(FORWARDED),                 CaseAct.RaiseObjection.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 3),    to(OBJECTED),                    runs(OBJECTION_DECISION),                    stops(OBJECTION),                "应当自收到之日起5个工作日内提出异议，并详细说明理由", "")
        .row(at(OBJECTED),                  CaseAct.TakeBack.class,          by(SENDER),                                art(23, 3),    to(REGISTERED),                  runs(),                    stops(NOTICE, SIMPLE_ACCEPT, OBJECTION_DECISION, FEEDBACK),    "经转送、交办的信访部门或者上级机关、单位核实同意后，交还相关材料", "")
        .row(at(OBJECTED),                  CaseAct.Uphold.class,            by(SENDER),                                art(23, 3),    to(FORWARDED),                   runs(),                    stops(OBJECTION_DECISION),                         "经转送、交办的信访部门或者上级机关、单位核实同意后", "")
        .row(at(REGISTERED),                CaseAct.Notify.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 2),    stays(),                         runs(),                    stops(DIRECT_NOTICE, NOTICE),    "应当自收到信访事项之日起15日内书面告知信访人", "")
        .in(PETITION_PROCEDURE, SIMPLIFIED, PROPOSAL, LEGAL_PATH)
        .row(at(FORWARDED),                 CaseAct.Notify.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 3),    stays(),                         runs(),                    stops(DIRECT_NOTICE, NOTICE),    "应当自收到之日起15日内书面告知信访人接收情况以及处理途径和程序", "")
        .row(at(ACCEPTED, REPLIED),         CaseAct.Notify.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23),       stays(),                         runs(),                    stops(DIRECT_NOTICE, NOTICE),    "15日内书面告知信访人", "")
        .in(ACCUSATION)
        .row(at(FORWARDED, ACCEPTED),       CaseAct.Notify.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 4),    stays(),                         runs(),                    stops(DIRECT_NOTICE),            "纪检监察机关处理检举控告事项的告知按照有关规定执行", "")
        .in(ALL)
        .row(at(DECLINED),                  CaseAct.Notify.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 1),    ends(Ending.NOT_ACCEPTED),       runs(),                    stops(),                         "应当告知信访人向有权处理的机关、单位提出", "")
        .row(at(REGISTERED, FORWARDED, ACCEPTED, REPLIED),
                                            CaseAct.Dispense.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 2),    stays(),                         runs(),                    stops(DIRECT_NOTICE, NOTICE),    "但信访人的姓名（名称）、住址不清的除外", "")
        .row(at(DECLINED),                  CaseAct.Dispense.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 2),    ends(Ending.NOT_ACCEPTED),       runs(),                    stops(),                         "但信访人的姓名（名称）、住址不清的除外", "")
        .row(at(DECLINED, LED, ACCEPTED, REPLIED, REVIEWED, REREVIEWED, REVOKED),
                                            CaseAct.Unserve.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(21, 2),    stays(),                         runs(),                    stops(),                         "", "送达未成：如实记录，告知义务不因此消灭；参照《民事诉讼法》第八十九条、第九十五条的留置和公告送达")
        .in(PETITION_PROCEDURE, SIMPLIFIED, LEGAL_PATH)
        .row(at(LED),                       CaseAct.Notify.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 1),    ends(Ending.LED_ELSEWHERE),      runs(),                    stops(),                         "应当告知信访人向有权处理的机关、单位提出", "")
        .row(at(LED),                       CaseAct.Dispense.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 2),    ends(Ending.LED_ELSEWHERE),      runs(),                    stops(),                         "但信访人的姓名（名称）、住址不清的除外", "")
        // 涉及多个机关、机关变动
        .in(PETITION_PROCEDURE, PROPOSAL, LEGAL_PATH) // 简易办理不适用于责任单位多的事项
        .row(at(REGISTERED, FORWARDED, OBJECTED),
                                            CaseAct.Coordinate.class,        by(HOLDER, COLLEAGUE, UNIT_HEAD, SENDER, PETITION_OFFICE), art(24, 1), to(FORWARDED),          runs(NOTICE),              stops(DISPATCH, OBJECTION, OBJECTION_DECISION, NOTICE), "由所涉及的机关、单位协商受理；受理有争议的，由其共同的上一级机关、单位决定受理机关", "")
        .in(ACCUSATION)
        .row(at(REGISTERED, FORWARDED, OBJECTED),
                                            CaseAct.Coordinate.class,        by(HOLDER, COLLEAGUE, UNIT_HEAD, SENDER, PETITION_OFFICE), art(24, 1), to(FORWARDED),          runs(),                    stops(DISPATCH, OBJECTION, OBJECTION_DECISION),      "由所涉及的机关、单位协商受理；受理有争议的，由其共同的上一级机关、单位决定受理机关", "")
        .in(PETITION_PROCEDURE, PROPOSAL, ACCUSATION, LEGAL_PATH)
        .row(at(ACCEPTED),                  CaseAct.Coordinate.class,        by(HOLDER, COLLEAGUE, UNIT_HEAD, PETITION_OFFICE), art(24, 1), stays(),                       runs(),                    stops(),                         "受理有争议且没有共同的上一级机关、单位的，由共同的信访工作联席会议协调处理", "")
        .in(ALL)
        .row(any(),                         CaseAct.Succeed.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, PETITION_OFFICE), art(24, 2), stays(),     runs(),                    stops(),                         "分立、合并、撤销的，由继续行使其职权的机关、单位受理", "")
        // 受理与办理
        .in(PETITION_PROCEDURE)
        .row(at(REGISTERED, FORWARDED),     CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(ACCEPTED),                    runs(CONCLUDE),            stops(DISPATCH, OBJECTION),      "有权处理的机关、单位应当区分情况，分别按照下列方式办理", "")
        .row(at(OBJECTED),                  CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(ACCEPTED),                    runs(CONCLUDE),            stops(OBJECTION_DECISION),      "", "撤回异议，自行受理；发出机关逾期不作答复的，不视为同意，由收到的机关办理：第二十三条第三款须经核实同意后方可交还")
        .in(SIMPLIFIED)
        .row(at(REGISTERED, FORWARDED),     CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(ACCEPTED),                    runs(SIMPLE_CONCLUDE),     stops(DISPATCH, SIMPLE_PASS_ON, OBJECTION, SIMPLE_ACCEPT), "", "简易办理由有权处理的机关、单位决定：2022年办法后部条文未见，沿用2016年试行办法；3个工作日内决定、10个工作日内办结")
        .row(at(OBJECTED),                  CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(ACCEPTED),                    runs(SIMPLE_CONCLUDE),     stops(OBJECTION_DECISION, SIMPLE_ACCEPT), "", "撤回异议，自行受理；发出机关逾期不作答复的，不视为同意，由收到的机关办理：第二十三条第三款须经核实同意后方可交还")
        .in(PROPOSAL)
        .row(at(REGISTERED, FORWARDED),     CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(29, 1),    to(ACCEPTED),                    runs(),                    stops(DISPATCH, OBJECTION),      "有权处理的机关、单位应当认真研究论证", "")
        .row(at(OBJECTED),                  CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(29, 1),    to(ACCEPTED),                    runs(),                    stops(OBJECTION_DECISION),      "", "撤回异议，自行受理；发出机关逾期不作答复的，不视为同意，由收到的机关办理：第二十三条第三款须经核实同意后方可交还")
        .row(at(ACCEPTED),                  CaseAct.Respond.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(29, 1),    ends(Ending.ANSWERED),           runs(),                    stops(),                         "应当采纳或者部分采纳，并予以回复", "")
        .in(ACCUSATION)
        .row(at(REGISTERED, FORWARDED),     CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(30, 1),    to(ACCEPTED),                    runs(),                    stops(DISPATCH, OBJECTION),      "应当依规依纪依法接收、受理、办理和反馈", "")
        .row(at(OBJECTED),                  CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(30, 1),    to(ACCEPTED),                    runs(),                    stops(OBJECTION_DECISION),      "", "撤回异议，自行受理；发出机关逾期不作答复的，不视为同意，由收到的机关办理：第二十三条第三款须经核实同意后方可交还")
        .row(at(ACCEPTED),                  CaseAct.Respond.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(30, 1),    ends(Ending.ANSWERED),           runs(),                    stops(),                         "应当依规依纪依法接收、受理、办理和反馈", "")
        .in(LEGAL_PATH)
        .row(at(REGISTERED, FORWARDED),     CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1, 1), to(ACCEPTED),                    runs(),                    stops(DISPATCH, OBJECTION),      "按照法律法规规定的程序处理", "")
        .row(at(OBJECTED),                  CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1, 1), to(ACCEPTED),                    runs(),                    stops(OBJECTION_DECISION),      "", "撤回异议，自行受理；发出机关逾期不作答复的，不视为同意，由收到的机关办理：第二十三条第三款须经核实同意后方可交还")
        .row(at(ACCEPTED),                  CaseAct.Respond.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1, 5), ends(Ending.ANSWERED),           runs(),                    stops(),                         "依法履行或者答复", "")
        .in(ALL)
        .row(at(REGISTERED),                CaseAct.Decline.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 1),    to(DECLINED),                    runs(DECLINE_NOTICE),      stops(DISPATCH, SIMPLE_PASS_ON, SIMPLE_ACCEPT), "对不属于本机关、单位或者本系统职权范围的，应当告知信访人向有权处理的机关、单位提出", "")
        .row(at(FORWARDED),                 CaseAct.Decline.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(23, 3),    to(DECLINED),                    runs(DECLINE_NOTICE),      stops(DISPATCH, SIMPLE_PASS_ON, OBJECTION, SIMPLE_ACCEPT), "", "转送件不属于本机关职权的应当提出异议；不予受理用于已在受理办理中 (第19条第3款)、复核后仍以同一事实和理由提出 (第36条第3款) 等情形，告知亦依第44条第3项")
        .in(PETITION_PROCEDURE)
        .row(at(DECLINED, LED),             CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(ACCEPTED),                    runs(CONCLUDE),            stops(DECLINE_NOTICE, PATH_NOTICE), "", "告知信访人之前发现应当受理的，自行纠正；属于职权范围而不予受理的，依第四十四条责令改正")
        .in(SIMPLIFIED)
        .row(at(DECLINED, LED),             CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(ACCEPTED),                    runs(SIMPLE_CONCLUDE),            stops(DECLINE_NOTICE, PATH_NOTICE), "", "告知信访人之前发现应当受理的，自行纠正；属于职权范围而不予受理的，依第四十四条责令改正")
        .in(PROPOSAL)
        .row(at(DECLINED),             CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(29, 1),    to(ACCEPTED),                    runs(),            stops(DECLINE_NOTICE), "", "告知信访人之前发现应当受理的，自行纠正；属于职权范围而不予受理的，依第四十四条责令改正")
        .in(ACCUSATION)
        .row(at(DECLINED),             CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(30, 1),    to(ACCEPTED),                    runs(),            stops(DECLINE_NOTICE), "", "告知信访人之前发现应当受理的，自行纠正；属于职权范围而不予受理的，依第四十四条责令改正")
        .in(LEGAL_PATH)
        .row(at(DECLINED, LED),             CaseAct.Accept.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1, 1),    to(ACCEPTED),                    runs(),            stops(DECLINE_NOTICE, PATH_NOTICE), "", "告知信访人之前发现应当受理的，自行纠正；属于职权范围而不予受理的，依第四十四条责令改正")
        .in(PETITION_PROCEDURE, SIMPLIFIED, LEGAL_PATH)
        .row(at(REGISTERED, FORWARDED, ACCEPTED),
                                            CaseAct.LeadElsewhere.class,     by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(LED),                         runs(PATH_NOTICE),         stops(DISPATCH, SIMPLE_PASS_ON, OBJECTION, SIMPLE_ACCEPT, CONCLUDE, SIMPLE_CONCLUDE, EXTENSION_NOTICE), "导入相应程序处理", "")
        .in(PETITION_PROCEDURE)
        .row(at(ACCEPTED),                  CaseAct.AskExtension.class,      by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(34),       stays(),                         runs(),                    stops(),                         "情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限", "")
        .row(at(ACCEPTED),                  CaseAct.Extend.class,            by(UNIT_HEAD, LEADER_IN_CHARGE),           art(34),       stays(),                         runs(EXTENSION_NOTICE),         stops(),                         "情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限，但延长期限不得超过30日，并告知信访人延期理由", "")
        .row(at(ACCEPTED),                  CaseAct.Serve.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(34),       stays(),                         runs(),                    stops(EXTENSION_NOTICE),         "并告知信访人延期理由", "")
        .row(at(ACCEPTED),                  CaseAct.Reply.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(REPLIED),                     runs(OPINION_SERVICE, EXECUTION), stops(CONCLUDE), "应当听取信访人陈述事实和理由，并调查核实，出具信访处理意见书", "")
        .in(SIMPLIFIED)
        .row(at(ACCEPTED),                  CaseAct.Reply.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(31, 1),    to(REPLIED),                     runs(OPINION_SERVICE, EXECUTION), stops(SIMPLE_CONCLUDE), "应当听取信访人陈述事实和理由，并调查核实，出具信访处理意见书", "")
        .in(PETITION_PROCEDURE, SIMPLIFIED)
        .row(at(REPLIED),                   CaseAct.Serve.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       to(REPLY_SERVED),                runs(REQUEST_REVIEW),      stops(OPINION_SERVICE, PUBLIC_NOTICE, NOTICE, DIRECT_NOTICE, EXTENSION_NOTICE), "可以自收到书面答复之日起30日内请求原办理机关、单位的上一级机关、单位复查", "")
        .row(at(REPLIED),                    CaseAct.ServePublicly.class,     by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       stays(),                         runs(PUBLIC_NOTICE),       stops(OPINION_SERVICE), "", "公告送达：条例未规定；参照《民事诉讼法》第九十五条，受送达人下落不明或者用其他方式无法送达的，公告送达，自发出公告之日起经过三十日视为送达，并在案卷中记明原因和经过")
        // 复查
        .row(at(REPLY_SERVED),              CaseAct.RequestReview.class,     by(RECEIVER, PETITION_OFFICE, HOLDER, COLLEAGUE), art(35), to(REVIEW_REQUESTED),            runs(REVIEW),              stops(REQUEST_REVIEW, EXECUTION),           "请求原办理机关、单位的上一级机关、单位复查", "")
        .row(at(REVIEW_REQUESTED),          CaseAct.PassOn.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       stays(),                         runs(REVIEW),              stops(),                         "", "收到复查请求的机关不是上一级机关的，转交有权复查的机关；期限自该机关收到之日起算，依“自收到复查请求之日起”")
        .row(at(REVIEW_REQUESTED),          CaseAct.Review.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       to(REVIEWED),                    runs(REVIEW_SERVICE),      stops(REVIEW),                   "应当自收到复查请求之日起30日内提出复查意见，并予以书面答复", "")
        .row(at(REVIEW_REQUESTED),          CaseAct.Revoke.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       to(REVOKED),                     runs(REVIEW_SERVICE, ORDER_ANEW), stops(REVIEW),           "", "撤销原意见，告知信访人后责令重新办理：地方规定一致 (山东 2015 第45条等)")
        .row(at(REVIEWED),                  CaseAct.Serve.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 1),    to(REVIEW_SERVED),               runs(REQUEST_REREVIEW),    stops(REVIEW_SERVICE, PUBLIC_NOTICE),           "可以自收到书面答复之日起30日内向复查机关、单位的上一级机关、单位请求复核", "")
        .row(at(REVIEWED),                   CaseAct.ServePublicly.class,     by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 1),    stays(),                         runs(PUBLIC_NOTICE),       stops(REVIEW_SERVICE), "", "公告送达：条例未规定；参照《民事诉讼法》第九十五条，受送达人下落不明或者用其他方式无法送达的，公告送达，自发出公告之日起经过三十日视为送达，并在案卷中记明原因和经过")
        // 复核
        .row(at(REVIEW_SERVED),             CaseAct.RequestRereview.class,   by(RECEIVER, PETITION_OFFICE, HOLDER, COLLEAGUE), art(36, 1), to(REREVIEW_REQUESTED),       runs(REREVIEW),            stops(REQUEST_REREVIEW),         "向复查机关、单位的上一级机关、单位请求复核", "")
        .row(at(REREVIEW_REQUESTED),        CaseAct.PassOn.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 1),    stays(),                         runs(REREVIEW),            stops(),                         "", "收到复核请求的机关不是复查机关的上一级机关的，转交有权复核的机关；期限自该机关收到之日起算，依“自收到复核请求之日起”")
        .row(at(REREVIEW_REQUESTED),        CaseAct.Hear.class,              by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 2),    stays(),                         runs(),                    stops(),                         "听证所需时间不计算在前款规定的期限内", "")
        .row(at(REREVIEW_REQUESTED),        CaseAct.Rereview.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 1),    to(REREVIEWED),                  runs(REREVIEW_SERVICE),    stops(REREVIEW),                 "应当自收到复核请求之日起30日内提出复核意见", "")
        .row(at(REREVIEWED),                CaseAct.Serve.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 3),    ends(Ending.FINAL, EXECUTING),   runs(EXECUTION),                stops(),                         "信访人对复核意见不服，仍然以同一事实和理由提出投诉请求的，各级党委和政府信访部门和其他机关、单位不再受理", "")
        .row(at(REREVIEWED),                 CaseAct.ServePublicly.class,     by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 3),    stays(),                         runs(PUBLIC_NOTICE),       stops(REREVIEW_SERVICE), "", "公告送达：条例未规定；参照《民事诉讼法》第九十五条，受送达人下落不明或者用其他方式无法送达的，公告送达，自发出公告之日起经过三十日视为送达，并在案卷中记明原因和经过")
        .row(at(REREVIEW_REQUESTED),        CaseAct.Revoke.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 1),    to(REVOKED),                     runs(REREVIEW_SERVICE, ORDER_ANEW), stops(REREVIEW),           "", "撤销原意见，告知信访人后责令重新办理：地方规定一致 (北京 2006 第50条等)")
        .row(at(REVOKED),                   CaseAct.Serve.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       stays(),                         runs(),                    stops(REVIEW_SERVICE, REREVIEW_SERVICE, PUBLIC_NOTICE), "并予以书面答复", "")
        .row(at(REVOKED),                CaseAct.ServePublicly.class,     by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       stays(),                         runs(PUBLIC_NOTICE),       stops(REVIEW_SERVICE, REREVIEW_SERVICE), "", "公告送达：条例未规定；参照《民事诉讼法》第九十五条，受送达人下落不明或者用其他方式无法送达的，公告送达，自发出公告之日起经过三十日视为送达，并在案卷中记明原因和经过")
        .row(at(REVOKED),                   CaseAct.OrderAnew.class,         by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       to(ACCEPTED),                    runs(CONCLUDE),            stops(ORDER_ANEW),               "", "责令原办理机关重新办理：地方规定一致 (山东 2015 第45条、北京 2006 第50条等)；期限自责令之日重新起算，不得以同一事实和理由作出相同的意见")
        // 其他办结
        .row(at(REPLY_SERVED),              CaseAct.Close.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(35),       ends(Ending.NOT_PURSUED, EXECUTING), runs(EXECUTION),           stops(),                         "", "逾期未请求复查：地方规定 (浙江 2016 第25条、山东 2015 第46条)，可关闭")
        .row(at(REVIEW_SERVED),             CaseAct.Close.class,             by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(36, 1),    ends(Ending.NOT_PURSUED, EXECUTING), runs(EXECUTION),           stops(),                         "", "逾期未请求复核：地方规定 (浙江 2016 第25条、山东 2015 第46条)，可关闭")
        .in(PETITION_PROCEDURE, SIMPLIFIED, LEGAL_PATH) // 第33条只说申诉求决类事项
        .row(any(),                         CaseAct.Settle.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(33),       ends(Ending.SETTLED, EXECUTING), runs(PERFORMANCE),         stops(),                         "经调解、和解达成一致意见的，应当制作调解协议书或者和解协议书", "")
        .in(PETITION_PROCEDURE, SIMPLIFIED, PROPOSAL, LEGAL_PATH) // 检举控告不因撤回而免于查办
        .row(any(),                         CaseAct.Withdraw.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD, PETITION_OFFICE), art(17, 1), ends(Ending.WITHDRAWN),     runs(),                    stops(),                         "", "撤回：提出是信访人的权利，收回亦然；实务通例")
        // 执行与履行: 程序虽已走完, 没有执行完的不办结
        .in(PETITION_PROCEDURE, SIMPLIFIED)
        .row(at(REPLIED, REPLY_SERVED),     CaseAct.Execute.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE), art(32, 2), stays(),                  runs(),                    stops(EXECUTION),                "有权处理的机关、单位作出支持信访请求意见的，应当督促有关机关、单位执行", "")
        .row(at(EXECUTING),                 CaseAct.OrderExecution.class,    by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(32, 2),    stays(),                         runs(),                    stops(),                         "应当督促有关机关、单位执行", "")
        .in(PETITION_PROCEDURE, SIMPLIFIED, LEGAL_PATH)
        .row(at(EXECUTING),                 CaseAct.Execute.class,           by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE), art(32, 2), stays(),                  runs(),                    stops(EXECUTION, PERFORMANCE),   "", "全部执行（履行）完毕即办结，办结方式是程序已经走到的结果：第32条第2款只说督促执行，没有规定执行完毕之后；没有执行完的不办结，使责任不因程序走完而落空")
        .in(PETITION_PROCEDURE)
        .row(at(EXECUTING),                 CaseAct.Resume.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(33),       to(ACCEPTED),                    runs(CONCLUDE),            stops(EXECUTION, PERFORMANCE),   "", "协议没有履行的恢复办理，期限自恢复之日起算：条例未规定；诉求没有解决，办理的义务就在；当事人依《人民调解法》第三十二条、第三十三条另寻诉讼、司法确认的，不受影响")
        .in(SIMPLIFIED)
        .row(at(EXECUTING),                 CaseAct.Resume.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(33),       to(ACCEPTED),                    runs(SIMPLE_CONCLUDE),     stops(EXECUTION, PERFORMANCE),   "", "协议没有履行的恢复办理，期限自恢复之日起算：条例未规定；诉求没有解决，办理的义务就在；当事人依《人民调解法》第三十二条、第三十三条另寻诉讼、司法确认的，不受影响")
        .in(LEGAL_PATH)
        .row(at(EXECUTING),                 CaseAct.Resume.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(33),       to(ACCEPTED),                    runs(),                    stops(EXECUTION, PERFORMANCE),   "", "协议没有履行的恢复办理，期限自恢复之日起算：条例未规定；诉求没有解决，办理的义务就在；当事人依《人民调解法》第三十二条、第三十三条另寻诉讼、司法确认的，不受影响")
        // 责任与督促
        .in(ALL)
        .row(any(),                         CaseAct.ReportBack.class,        by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(22, 1, 3), stays(),                         runs(),                    stops(FEEDBACK),                 "要求其在指定办理期限内反馈结果，提交办结报告", "")
        .row(any(),                         CaseAct.Reassign.class,          by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(28, 1),    stays(),                         runs(),                    stops(),                         "应当恪尽职守、秉公办事，查明事实、分清责任", "")
        .row(any(),                         CaseAct.Recuse.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, PETITION_OFFICE, SUPERVISOR), art(28, 3), stays(), runs(),     stops(),                         "与信访事项或者信访人有直接利害关系的，应当回避", "")
        .row(any(),                         CaseAct.DeclareUrgent.class,     by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, PETITION_OFFICE), art(25, 1), stays(), runs(),         stops(),                         "应当及时报告本级党委和政府，通报相关主管部门和本级信访工作联席会议办公室，在职责范围内依法及时采取措施", "")
        .row(any(),                         CaseAct.Report.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, PETITION_OFFICE), art(25), stays(),    runs(),         stops(),                         "应当及时报告本级党委和政府", "")
        .row(any(),                         CaseAct.Instruct.class,          by(UNIT_HEAD, LEADER_IN_CHARGE, ASSIGNED_LEADER, PETITION_OFFICE, HOLDER, COLLEAGUE), art(18, 2), stays(), runs(INSTRUCTION), stops(),               "各级机关、单位领导干部应当阅办群众来信和网上信访", "")
        .row(any(),                         CaseAct.AnswerLeader.class,      by(HOLDER, COLLEAGUE, UNIT_HEAD),          art(18, 2),    stays(),                         runs(),                    stops(INSTRUCTION),              "", "领导阅批的回复：第18条第2款只要求领导干部阅办；回复及其期限由领导在阅批中指定，回复之前不办结")
        .row(any(),                         CaseAct.AssignLeader.class,      by(PETITION_OFFICE, LEADER_IN_CHARGE, ASSIGNED_LEADER), art(18, 2), stays(),               runs(),                    stops(),                         "包案化解群众反映强烈的突出问题", "")
        .row(any(),                         CaseAct.ReleaseLeader.class,     by(PETITION_OFFICE, LEADER_IN_CHARGE),     art(18, 2),    stays(),                         runs(),                    stops(),                         "包案化解群众反映强烈的突出问题", "")
        .row(any(),                         CaseAct.TakeOver.class,          by(SYSTEM),                                art(5),        stays(),                         runs(),                    stops(),                         "坚持落实信访工作责任", "")
        .row(any(),                         CaseAct.Realign.class,           by(SYSTEM),                                art(5),        stays(),                         runs(),                    stops(),                         "坚持落实信访工作责任", "")
        .row(at(EXECUTING),                 CaseAct.Urge.class,              by(SENDER, SUPERVISOR, PETITION_OFFICE, ASSIGNED_LEADER, LEADER_IN_CHARGE, UNIT_HEAD), art(32, 2), stays(), runs(), stops(),                         "应当督促有关机关、单位执行", "")
        .row(EnumSet.complementOf(at(EXECUTING)),
                                            CaseAct.Urge.class,              by(SUPERVISOR, PETITION_OFFICE, ASSIGNED_LEADER, LEADER_IN_CHARGE, UNIT_HEAD), art(40, 1), stays(), runs(),      stops(),                         "应当及时督办，并提出改进工作的建议", "")
        .afterEnd(                          CaseAct.Urge.class,              by(SUPERVISOR, PETITION_OFFICE),           art(40, 1),    stays(),                         runs(),                    stops(),                         "拒不执行信访处理意见等情形的，应当及时督办", "")
        .row(any(),                         CaseAct.Note.class,              by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, ASSIGNED_LEADER, SENDER, ASSISTANT, PETITION_OFFICE, SUPERVISOR), art(21, 2), stays(), runs(), stops(), "应当及时将信访事项录入信访信息系统", "")
        .afterEnd(                          CaseAct.Note.class,              by(COLLEAGUE, UNIT_HEAD, PETITION_OFFICE, SUPERVISOR), art(37, 3), stays(),                runs(),                    stops(),                         "应当做好疏导教育、矛盾化解、帮扶救助等工作", "")
        .row(any(),                         CaseAct.TakeMeasure.class,       by(HOLDER, COLLEAGUE, UNIT_HEAD, LEADER_IN_CHARGE, ASSIGNED_LEADER, ASSISTANT, PETITION_OFFICE), art(27), stays(), runs(),      stops(),                         "诉求合理的解决问题到位、诉求无理的思想教育到位、生活困难的帮扶救助到位、行为违法的依法处理", "")
        .afterEnd(                          CaseAct.TakeMeasure.class,       by(COLLEAGUE, UNIT_HEAD, PETITION_OFFICE), art(37, 3),    stays(),                         runs(),                    stops(),                         "应当做好疏导教育、矛盾化解、帮扶救助等工作", "")
        .afterEnd(                          CaseAct.ProposeTermination.class, by(UNIT_HEAD, PETITION_OFFICE), art(36, 3),    stays(),                         runs(),                    stops(),                         "", "审核认定办结：条例未规定；《关于依法终结信访事项的意见》(中信联发〔2011〕4号)，逐级审核，省级认定，中央备案")
        .afterEnd(                          CaseAct.ConfirmTermination.class, by(PETITION_OFFICE), art(36, 3),    stays(),                         runs(),                    stops(),                         "", "审核认定办结：条例未规定；《关于依法终结信访事项的意见》(中信联发〔2011〕4号)，逐级审核，省级认定，中央备案")
        .afterEnd(                          CaseAct.ReturnTermination.class, by(PETITION_OFFICE), art(36, 3),    stays(),                         runs(),                    stops(),                         "", "审核认定办结：条例未规定；《关于依法终结信访事项的意见》(中信联发〔2011〕4号)，逐级审核，省级认定，中央备案")
        .row(any(),                         CaseAct.DraftPaper.class,        PAPERS,                                    art(21, 2),    stays(),                         runs(),                    stops(),                         "", "拟稿：《党政机关公文处理工作条例》(2012) 第19条；哪种文书由谁拟、依哪一条，见文书表")
        .afterEnd(                          CaseAct.DraftPaper.class,        PAPERS,                                    art(21, 2),    stays(),                         runs(),                    stops(),                         "", "拟稿：《党政机关公文处理工作条例》(2012) 第19条；哪种文书由谁拟、依哪一条，见文书表")
        .row(any(),                         CaseAct.CheckPaper.class,        PAPERS,                                    art(21, 2),    stays(),                         runs(),                    stops(),                         "", "核稿：《党政机关公文处理工作条例》(2012) 第20条，签发前须经审核")
        .afterEnd(                          CaseAct.CheckPaper.class,        PAPERS,                                    art(21, 2),    stays(),                         runs(),                    stops(),                         "", "核稿：《党政机关公文处理工作条例》(2012) 第20条，签发前须经审核")
        .row(any(),                         CaseAct.IssuePaper.class,        PAPERS,                                    art(21, 2),    stays(),                         runs(),                    stops(),                         "", "签发：《党政机关公文处理工作条例》(2012) 第22条，须经负责人签发的由负责人签发")
        .afterEnd(                          CaseAct.IssuePaper.class,        PAPERS,                                    art(21, 2),    stays(),                         runs(),                    stops(),                         "", "签发：《党政机关公文处理工作条例》(2012) 第22条，须经负责人签发的由负责人签发")
        .row(any(),                         CaseAct.FetchPaper.class,        READERS,                                   art(21, 2),    stays(),                         runs(),                    stops(),                         "", "调阅：文书载明信访人身份，可以查看信访人完整信息的人说明用途取原件，其他人只得遮盖件，凡调阅必留痕")
        .afterEnd(                          CaseAct.FetchPaper.class,        READERS,                                   art(21, 2),    stays(),                         runs(),                    stops(),                         "", "调阅：文书载明信访人身份，可以查看信访人完整信息的人说明用途取原件，其他人只得遮盖件，凡调阅必留痕")
        .row(any(),                         CaseAct.Warn.class,              by(SYSTEM),                                art(40, 1),    stays(),                         runs(),                    stops(),                         "应当及时督办", "")
        .row(any(),                         CaseAct.WarnIdle.class,          by(SYSTEM),                                art(28, 1),    stays(),                         runs(),                    stops(),                         "不得推诿、敷衍、拖延", "")
        .row(any(),                         CaseAct.Reckon.class,            by(SYSTEM),                                art(5),        stays(),                         runs(),                    stops(),                         "", "期限跨入未公布放假安排的年份时先行推算，公布后重算")
        .in(PETITION_PROCEDURE, SIMPLIFIED, PROPOSAL, LEGAL_PATH) // 检举控告件的案卷不提其他件, 其他件的案卷也不提它
        .row(any(),                         CaseAct.Link.class,              by(HOLDER, COLLEAGUE, UNIT_HEAD, PETITION_OFFICE), art(19, 3), stays(),                       runs(),                    stops(),                         "", "筛重：条例以“同一信访事项”“同一事实和理由”为条件（第19条第3款、第36条第3款），怎样认定没有规定；系统只提示，由人认定，记入较后一件的案卷；检举控告件不关联（第30条第3款）")
        .afterEnd(                          CaseAct.Link.class,              by(COLLEAGUE, UNIT_HEAD, PETITION_OFFICE),  art(19, 3),    stays(),                         runs(),                    stops(),                         "", "筛重：条例以“同一信访事项”“同一事实和理由”为条件（第19条第3款、第36条第3款），怎样认定没有规定；系统只提示，由人认定，记入较后一件的案卷；检举控告件不关联（第30条第3款）")
        .row(any(),                         CaseAct.Unlink.class,            by(HOLDER, COLLEAGUE, UNIT_HEAD, PETITION_OFFICE), art(19, 3), stays(),                       runs(),                    stops(),                         "", "筛重：条例以“同一信访事项”“同一事实和理由”为条件（第19条第3款、第36条第3款），怎样认定没有规定；系统只提示，由人认定，记入较后一件的案卷；检举控告件不关联（第30条第3款）")
        .afterEnd(                          CaseAct.Unlink.class,            by(COLLEAGUE, UNIT_HEAD, PETITION_OFFICE),  art(19, 3),    stays(),                         runs(),                    stops(),                         "", "筛重：条例以“同一信访事项”“同一事实和理由”为条件（第19条第3款、第36条第3款），怎样认定没有规定；系统只提示，由人认定，记入较后一件的案卷；检举控告件不关联（第30条第3款）")
        .rows();
    // spotless:on

    private static final ImmutableMap<Track, ImmutableList<Row>> BY_TRACK = Maps.toMap(ALL, Lifecycle::reached);

    private static final ImmutableMap<Track, ImmutableMap<Key, Row>> BY_KEY =
            Maps.immutableEnumMap(Maps.transformValues(BY_TRACK, Lifecycle::index));

    private static final ImmutableMap<Track, ImmutableSet<Term>> TERMS = Maps.immutableEnumMap(Maps.transformValues(
            BY_TRACK,
            rows -> rows.stream().flatMap(row -> row.starts().stream()).collect(Sets.toImmutableEnumSet())));

    private Lifecycle() {}

    /** Every row, in the order of the procedure, one for each stage; those that tracks share stand once. */
    public static ImmutableList<Row> table() {
        return TABLE;
    }

    /** The table of one track: its rows at the stages that it comes to. */
    public static ImmutableList<Row> table(Track track) {
        return BY_TRACK.getOrDefault(track, ImmutableList.of());
    }

    /** The stages that a case can come to on this track, in their order. */
    public static ImmutableSet<Stage> stages(Track track) {
        return table(track).stream().flatMap(row -> row.at().stream()).collect(Sets.toImmutableEnumSet());
    }

    private static ImmutableList<Row> reached(Track track) {
        EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
        boolean more = true;
        while (more) {
            more = false;
            for (Row row : TABLE) {
                if (row.tracks().contains(track)
                        && (row.at().isEmpty() || stages.contains(row.at().get()))) {
                    more |= row.stage().filter(stages::add).isPresent();
                }
            }
        }
        return TABLE.stream()
                .filter(row -> row.tracks().contains(track)
                        && (row.at().isEmpty() || stages.contains(row.at().get())))
                .collect(ImmutableList.toImmutableList());
    }

    /** The rows of one track by what they are asked by; a second row for one question is a fault. */
    static ImmutableMap<Key, Row> index(List<Row> rows) {
        return rows.stream()
                .collect(ImmutableMap.toImmutableMap(
                        row -> new Key(row.at().orElse(null), row.ended(), row.act()), row -> row));
    }

    static Optional<Row> start(Track track, Class<? extends CaseAct> act) {
        return find(track, new Key(null, false, act));
    }

    static Optional<Row> at(Track track, Stage stage, Class<? extends CaseAct> act) {
        return find(track, new Key(stage, false, act));
    }

    /** What follows after the end is the same on every track. */
    static Optional<Row> afterEnd(Class<? extends CaseAct> act) {
        return find(PETITION_PROCEDURE, new Key(null, true, act));
    }

    /** The row for this act where the case stands now; empty where there is none. */
    public static Optional<Row> row(Position position, Class<? extends CaseAct> act) {
        return position instanceof Position.Open open ? at(open.matter().track(), open.stage(), act) : afterEnd(act);
    }

    private static Optional<Row> find(Track track, Key key) {
        return Optional.ofNullable(BY_KEY.getOrDefault(track, ImmutableMap.of()).get(key));
    }

    /** The terms that can run on a track at all. */
    static ImmutableSet<Term> terms(Track track) {
        return TERMS.getOrDefault(track, ImmutableSet.of());
    }

    /**
     * What coming to this stage sets running on this track.
     *
     * @param stage one at which a matter can be classified
     * @param office whether the case is with a petition department, which passes on and handles nothing
     */
    static ImmutableSet<Term> entering(Track track, Stage stage, boolean office) {
        Optional<Row> entered = stage == ACCEPTED
                ? at(track, FORWARDED, CaseAct.Accept.class)
                : office
                        ? start(track, CaseAct.Register.class)
                        : stage == REGISTERED
                                ? start(track, CaseAct.ReceiveDirectly.class)
                                : at(track, REGISTERED, CaseAct.Transfer.class);
        return entered.map(Row::starts).orElse(ImmutableSet.of());
    }

    record Key(@org.jspecify.annotations.Nullable Stage at, boolean ended, Class<? extends CaseAct> act) {}

    private record Leads(Optional<Stage> stage, Optional<Ending> ending) {}

    private static EnumSet<Stage> at(Stage first, Stage... more) {
        return EnumSet.of(first, more);
    }

    private static EnumSet<Stage> any() {
        return EnumSet.allOf(Stage.class);
    }

    private static ImmutableSet<Capacity> by(Capacity... capacities) {
        return ImmutableSet.copyOf(capacities);
    }

    private static Leads to(Stage stage) {
        return new Leads(Optional.of(stage), Optional.empty());
    }

    private static Leads ends(Ending ending) {
        return new Leads(Optional.empty(), Optional.of(ending));
    }

    /** Ends the case, or, where something is still to be executed or performed, leads to the stage of that. */
    private static Leads ends(Ending ending, Stage unlessOwed) {
        return new Leads(Optional.of(unlessOwed), Optional.of(ending));
    }

    private static Leads stays() {
        return new Leads(Optional.empty(), Optional.empty());
    }

    private static ImmutableSet<Term> runs(Term... terms) {
        return Sets.immutableEnumSet(Arrays.asList(terms));
    }

    private static ImmutableSet<Term> stops(Term... terms) {
        return Sets.immutableEnumSet(Arrays.asList(terms));
    }

    /** Collects the rows in their order; one line over several stages becomes one row for each. */
    private static final class Table {
        private final ImmutableList.Builder<Row> rows = ImmutableList.builder();
        private ImmutableSet<Track> tracks = ALL;

        /** The rows from here on hold on these tracks. */
        Table in(Track first, Track... more) {
            return in(Sets.immutableEnumSet(first, more));
        }

        Table in(ImmutableSet<Track> those) {
            tracks = those;
            return this;
        }

        Table start(
                Class<? extends CaseAct> act,
                ImmutableSet<Capacity> by,
                Article article,
                Leads leads,
                ImmutableSet<Term> runs,
                ImmutableSet<Term> stops,
                String words,
                String note) {
            rows.add(new Row(
                    tracks,
                    Optional.empty(),
                    false,
                    act,
                    by,
                    article,
                    leads.stage,
                    leads.ending,
                    runs,
                    stops,
                    words,
                    note));
            return this;
        }

        Table afterEnd(
                Class<? extends CaseAct> act,
                ImmutableSet<Capacity> by,
                Article article,
                Leads leads,
                ImmutableSet<Term> runs,
                ImmutableSet<Term> stops,
                String words,
                String note) {
            rows.add(new Row(
                    tracks,
                    Optional.empty(),
                    true,
                    act,
                    by,
                    article,
                    leads.stage,
                    leads.ending,
                    runs,
                    stops,
                    words,
                    note));
            return this;
        }

        Table row(
                EnumSet<Stage> at,
                Class<? extends CaseAct> act,
                ImmutableSet<Capacity> by,
                Article article,
                Leads leads,
                ImmutableSet<Term> runs,
                ImmutableSet<Term> stops,
                String words,
                String note) {
            for (Stage stage : at) {
                rows.add(new Row(
                        tracks,
                        Optional.of(stage),
                        false,
                        act,
                        by,
                        article,
                        leads.stage,
                        leads.ending,
                        runs,
                        stops,
                        words,
                        note));
            }
            return this;
        }

        ImmutableList<Row> rows() {
            return rows.build();
        }
    }
}
