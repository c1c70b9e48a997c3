package dev.jieli.domain.statute;

import static dev.jieli.domain.statute.Provision.row;
import static dev.jieli.domain.statute.Span.calendarDays;
import static dev.jieli.domain.statute.Term.CONCLUDE;
import static dev.jieli.domain.statute.Term.DIRECT_NOTICE;
import static dev.jieli.domain.statute.Term.DISPATCH;
import static dev.jieli.domain.statute.Term.NOTICE;
import static dev.jieli.domain.statute.Term.REQUEST_REREVIEW;
import static dev.jieli.domain.statute.Term.REQUEST_REVIEW;
import static dev.jieli.domain.statute.Term.REREVIEW;
import static dev.jieli.domain.statute.Term.REVIEW;

import java.time.LocalDate;
import java.util.Optional;

/** 《信访条例》（2005年）: how long, for terms that began before 2022-05-01. It knows no objection to a transfer. */
public final class Regulations2005 {

    /** In force from 2005-05-01 (art. 51) until the Regulations of 2022 took its place. */
    public static final Statute STATUTE = Statute.of(
            Instrument.REGULATIONS_2005,
            LocalDate.of(2005, 5, 1),
            Optional.of(LocalDate.of(2022, 5, 1)),
            // spotless:off
            //   term              how long          reckoned from (day 0)                                                            article      the words
            row(DISPATCH,          calendarDays(15), "信访工作机构收到信访事项",     "receipt by the petition office",                   art(21, 1),  "应当予以登记，并区分情况，在15日内分别按下列方式处理"),
            row(NOTICE,            calendarDays(15), "收到转送、交办的信访事项",     "receipt of the petition transferred or assigned",  art(21),     "应当自收到转送、交办的信访事项之日起15日内决定是否受理并书面告知信访人"),
            row(DIRECT_NOTICE,     calendarDays(15), "收到信访人直接提出的信访事项",  "receipt from the petitioner directly",             art(22, 2),  "应当自收到信访事项之日起15日内书面告知信访人"),
            row(CONCLUDE,          calendarDays(60), "受理信访事项",              "acceptance of the petition",                       art(33),     "信访事项应当自受理之日起60日内办结")
                   .extendable(30,                                                                                                   art(33),     "可以适当延长办理期限，但延长期限不得超过30日"),
            row(REQUEST_REVIEW,    calendarDays(30), "信访人收到书面处理意见",      "receipt of the written opinion by the petitioner", art(34),     "可以自收到书面答复之日起30日内请求原办理行政机关的上一级行政机关复查"),
            row(REVIEW,            calendarDays(30), "收到复查请求",              "receipt of the request for review",                art(34),     "应当自收到复查请求之日起30日内提出复查意见"),
            row(REQUEST_REREVIEW,  calendarDays(30), "信访人收到书面复查意见",      "receipt of the review opinion by the petitioner",  art(35, 1),  "可以自收到书面答复之日起30日内向复查机关的上一级行政机关请求复核"),
            row(REREVIEW,          calendarDays(30), "收到复核请求",              "receipt of the request for re-review",             art(35, 1),  "应当自收到复核请求之日起30日内提出复核意见")
                   .hearingExcluded(                                                                                                 art(35, 2),  "听证所需时间不计算在前款规定的期限内"));
            // spotless:on

    private Regulations2005() {}

    private static Article art(int number) {
        return Article.art(number).of(Instrument.REGULATIONS_2005);
    }

    private static Article art(int number, int paragraph) {
        return Article.art(number, paragraph).of(Instrument.REGULATIONS_2005);
    }
}
