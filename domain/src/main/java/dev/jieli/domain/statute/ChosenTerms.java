package dev.jieli.domain.statute;

import static dev.jieli.domain.statute.Article.art;
import static dev.jieli.domain.statute.Provision.row;
import static dev.jieli.domain.statute.Span.calendarDays;
import static dev.jieli.domain.statute.Span.workingDays;
import static dev.jieli.domain.statute.Term.*;

import java.time.LocalDate;
import java.util.Optional;

/**
 * 选定的期限: how long where the Regulations oblige an organ and name no days. The words are the law's, the days are chosen:
 * a duty without a day is a duty that is forgotten.
 */
public final class ChosenTerms {

    private static final String TELL_ZH = "条例规定应当告知、答复而未规定天数；参照第二十三条第二款书面告知的15日";
    private static final String TELL_EN =
            "the Regulations oblige to tell and name no days; by analogy with the 15 days of written notice in art. 23(2)";

    /** By analogy with the Regulations of 2022; for what begins from the first edition known here. */
    public static final Statute STATUTE = Statute.of(
            Instrument.CHOSEN,
            LocalDate.of(2005, 5, 1),
            Optional.empty(),
            // spotless:off
            //   term              how long          reckoned from (day 0)                                                    article         the words that oblige
            row(DECLINE_NOTICE,    calendarDays(15), "决定不予受理",      "the decision not to accept",                     art(23, 1),     "应当告知信访人向有权处理的机关、单位提出").chosen(TELL_ZH, TELL_EN),
            row(PATH_NOTICE,       calendarDays(15), "决定导入其他途径",   "the decision to lead it to another path",        art(23, 1),     "应当告知信访人向有权处理的机关、单位提出").chosen(TELL_ZH, TELL_EN),
            row(EXTENSION_NOTICE,  calendarDays(60), "受理信访事项",      "acceptance of the petition",                     art(34),        "并告知信访人延期理由")
                   .chosen("条例未规定告知的日期；须在原办理期限届满前告知，末日与原期限相同", "the Regulations name no day; the petitioner is told before the term that is extended ends, on its last day at the latest"),
            row(INSTRUCTION,       calendarDays(15), "领导阅批",         "the leader's instruction",                       art(18, 2),     "应当阅办群众来信和网上信访")
                   .chosen("末日由领导在阅批中指定，不推算；这里的天数只是通常的期限", "the last day is said by the leader and is not reckoned; the days here are only what is usual"),
            row(OPINION_SERVICE,   calendarDays(15), "出具处理意见书",    "the written opinion",                            art(35),        "自收到书面答复之日起").chosen(TELL_ZH, TELL_EN),
            row(REVIEW_SERVICE,    calendarDays(15), "出具复查意见",      "the review",                                     art(35),        "并予以书面答复").chosen(TELL_ZH, TELL_EN),
            row(REREVIEW_SERVICE,  calendarDays(15), "出具复核意见",      "the re-review",                                  art(36, 3),     "信访人对复核意见不服").chosen(TELL_ZH, TELL_EN),
            row(OBJECTION_DECISION, workingDays(5),  "收到异议",          "the objection",                                  art(23, 3),     "经转送、交办的信访部门或者上级机关、单位核实同意后")
                   .chosen("条例未规定核实的期限；与提出异议的期限相同；逾期不作答复不视为同意，由收到的机关办理", "the Regulations set no time for deciding; as long as the objection itself; silence is no consent, and the organ that received the matter keeps it"),
            row(FEEDBACK,          calendarDays(60), "收到交办的信访事项",  "receipt of the petition assigned",               art(22, 1, 3),  "要求其在指定办理期限内反馈结果，提交办结报告")
                   .chosen("末日由交办机关在交办时指定，不推算；这里的天数只是通常的期限", "the last day is said by the organ that assigns and is not reckoned; the days here are only what is usual"),
            row(ORDER_ANEW,        calendarDays(15), "撤销原意见",        "the decision that sets the opinion aside",       art(35),        "提出复查意见，并予以书面答复")
                   .chosen("条例未规定；撤销的告知和责令重新办理同限，参照第二十三条第二款的15日", "the Regulations are silent; as long as the telling of it, by analogy with the 15 days of art. 23(2)"),
            row(EXECUTION,         calendarDays(60), "出具支持信访请求的意见、意见生效", "the opinion that supports a request, or the day on which it stands", art(32, 2), "应当督促有关机关、单位执行")
                   .chosen("意见书写明执行期限的，以写明的日期为末日，不推算；没有写明的，参照第三十四条的60日", "where the opinion names a last day, that day, which is not reckoned; where it names none, by analogy with the 60 days of art. 34"),
            row(PERFORMANCE,       calendarDays(60), "达成调解、和解协议",  "the settlement",                                 art(33),        "应当制作调解协议书或者和解协议书")
                   .chosen("末日由协议约定，不推算；督促履行参照《人民调解法》第三十一条；这里的天数只是通常的期限", "the last day is agreed and not reckoned; by analogy with art. 31 of the People's Mediation Law; the days here are only what is usual"),
            row(PUBLIC_NOTICE,     calendarDays(30), "发出公告",         "the public notice",                              art(35),        "自收到书面答复之日起")
                   .chosen("条例未规定公告送达；参照《民事诉讼法》第九十五条：自发出公告之日起经过三十日视为送达", "the Regulations are silent on public notice; by analogy with art. 95 of the Civil Procedure Law, served when thirty days have passed"));
            // spotless:on

    private ChosenTerms() {}
}
