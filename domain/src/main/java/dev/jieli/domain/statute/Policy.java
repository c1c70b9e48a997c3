package dev.jieli.domain.statute;

/**
 * 选定的口径: what holds where the Regulations say nothing. All of it is chosen, by analogy with the law named as its
 * source. All but {@link Fixed} can be chosen otherwise, by an office or by the rules of a place.
 */
public sealed interface Policy
        permits Policy.LastDay, Policy.Hearing, Policy.MissedWindow, Policy.Fixed, Thresholds, Gathering {

    /** What the policy says. */
    Wording rule();

    /** Where it is taken from. */
    Wording source();

    /** Stable name for storage and machines. */
    String name();

    /** 期间最后一日: what happens when the last day of a term in calendar days is no working day. */
    enum LastDay implements Policy {
        ROLL_FORWARD(
                "期间的最后一日是法定休息日的，以法定休息日结束的次日（其后的第一个工作日）为最后一日；调休上班的周六、周日是工作日，不顺延",
                "a term whose last day is a rest day ends on the next working day; a make-up working Saturday or Sunday is"
                        + " a working day and moves nothing",
                "参照《民法典》第二百零三条",
                "by analogy with Civil Code art. 203"),
        NO_ROLL(
                "期间的最后一日是法定休息日的，不顺延；信访人的请求期仍然顺延",
                "a term whose last day is a rest day ends on that day all the same; the petitioner's window still moves to"
                        + " the next working day",
                "从严口径：部分地方的信访系统按日历日直接计算",
                "the stricter reading: some places' petition systems add calendar days and move nothing");

        private final Wording rule;
        private final Wording source;

        LastDay(String zh, String en, String zhSource, String enSource) {
            this.rule = Wording.of(zh, en);
            this.source = Wording.of(zhSource, enSource);
        }

        @Override
        public Wording rule() {
            return rule;
        }

        @Override
        public Wording source() {
            return source;
        }
    }

    /** 听证时间: which days of a hearing are left out of a re-review. */
    enum Hearing implements Policy {
        BOTH_DAYS_LEFT_OUT(
                "不计算在复核期限内的听证时间，自听证开始之日至听证结束之日，首尾两日均计入",
                "the hearing time left out of a re-review runs from the day on which the hearing opens to the day on which"
                        + " it closes, both included",
                "条例未规定；按记录的听证起止日期计算，可以核对",
                "the Regulations are silent; the recorded interval can be checked"),
        CLOSING_DAY_COUNTS(
                "不计算在复核期限内的听证时间，自听证开始之日至听证结束的前一日；结束之日计算在复核期限内",
                "the hearing time left out of a re-review runs from the day on which the hearing opens to the day before it"
                        + " closes; the closing day counts",
                "从严口径：条例未规定；按记录的听证起止日期计算，可以核对",
                "the stricter reading: the Regulations are silent; the recorded interval can be checked");

        private final Wording rule;
        private final Wording source;

        Hearing(String zh, String en, String zhSource, String enSource) {
            this.rule = Wording.of(zh, en);
            this.source = Wording.of(zhSource, enSource);
        }

        @Override
        public Wording rule() {
            return rule;
        }

        @Override
        public Wording source() {
            return source;
        }
    }

    /** 逾期未请求复查、复核: what follows when a window for asking a review goes by unused. */
    enum MissedWindow implements Policy {
        CLOSES(
                "信访人未在规定期限内请求复查、复核的，不再受理其请求，信访事项可以办结",
                "a window for asking a review that goes by unused shuts the door and lets the case be closed",
                "条例未规定后果；参照地方规定（《浙江省信访条例》2016年第二十五条、《山东省信访条例》2015年第四十六条）",
                "the Regulations name no consequence; by analogy with local rules (Zhejiang 2016, art. 25; Shandong 2015, art."
                        + " 46)"),
        STAYS_OPEN(
                "信访人未在规定期限内请求复查、复核的，仍可以提出请求，不以逾期为由办结",
                "a review may still be asked for after its window, and a case is not closed because the window went by",
                "条例未规定后果；不作不利于信访人的推定",
                "the Regulations name no consequence; none is presumed against the petitioner");

        private final Wording rule;
        private final Wording source;

        MissedWindow(String zh, String en, String zhSource, String enSource) {
            this.rule = Wording.of(zh, en);
            this.source = Wording.of(zhSource, enSource);
        }

        @Override
        public Wording rule() {
            return rule;
        }

        @Override
        public Wording source() {
            return source;
        }
    }

    /** 固定口径: the policies that have no alternative. */
    enum Fixed implements Policy {
        FIRST_DAY_NOT_COUNTED(
                "按日计算期间的，开始的当日不计入，自下一日开始计算",
                "the day on which a term begins is not counted; counting starts on the day after",
                "参照《民法典》第二百零一条",
                "by analogy with Civil Code art. 201"),
        WHOLE_LAST_DAY(
                "期间最后一日的截止时间为二十四时，当日完成的不算逾期",
                "the last day ends at 24:00; what is done on that day is in time",
                "参照《民法典》第二百零三条；网上信访不分时段，不采用“停止业务活动的时间”",
                "by analogy with Civil Code art. 203; as petitions are handled online at any hour, its rule of business hours is"
                        + " left aside"),
        EXTENSION_FROM_TRIGGER(
                "延长的期限与原期限合并，自原起算日连续计算（60日加30日为90日），不从顺延后的日期起算",
                "an extension is joined to the term and reckoned from the original day (60 and 30 make 90), never from a"
                        + " last day that has rolled",
                "条例未规定；两种算法中较严的一种",
                "the Regulations are silent; the stricter of the two readings"),
        EDITION_OF_FIRST_DAY(
                "期限适用其起算日施行的法规；起算于2022年5月1日之前的，适用当时的《信访条例》",
                "a term is governed by the edition in force on the day on which it begins; one that began before 2022-05-01"
                        + " stays with the Regulations of that time",
                "条例没有过渡规定；不溯及既往的一般原则",
                "the Regulations have no transition rule; the general rule against retroactive effect"),
        WORKING_DAYS_AS_ANNOUNCED(
                "工作日是周一至周五中未放假的日子，加上国务院办公厅通知规定的调休上班日；尚未公布安排的年份只除去周六、周日，结果为暂定",
                "working days are the weekdays not announced as holidays and the make-up days of the State Council's"
                        + " notices; for a year not yet announced only weekends are left out and the result is provisional",
                "《全国年节及纪念日放假办法》和历年国务院办公厅通知",
                "the State Council's measures on public holidays and its yearly notices");

        private final Wording rule;
        private final Wording source;

        Fixed(String zh, String en, String zhSource, String enSource) {
            this.rule = Wording.of(zh, en);
            this.source = Wording.of(zhSource, enSource);
        }

        @Override
        public Wording rule() {
            return rule;
        }

        @Override
        public Wording source() {
            return source;
        }
    }
}
