package dev.jieli.domain.paper;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PaperKind;
import java.util.Arrays;
import java.util.Optional;

/**
 * 文书表: which paper belongs to which act, who has to sign it, and what stands in it. A paper may be drafted by the organ
 * that may do its act now, or that did it.
 *
 * <p>The Regulations say what an opinion has to state (art. 32), that settlements and closing reports are papers (arts. 33,
 * 22), and that an extension takes the head (art. 34). Everything else about their form is *chosen*: no national model is
 * published; fields follow from what has to be told, and from forms that offices use.
 */
public final class PaperTable {

    /**
     * 文书表的一行
     *
     * @param acts the acts to which the paper belongs
     * @param numbered whether it gets a number when it is issued
     * @param checked whether it has to be checked by another before it is issued
     * @param head whether it takes the head of the organ, or a leader who sits in it, to issue it
     * @param words the words of the article that the paper carries out; blank where the paper is chosen
     * @param note what a chosen row leans on
     * @param fields in the order in which they are asked for
     */
    public record Row(
            PaperKind kind,
            ImmutableSet<Class<? extends CaseAct>> acts,
            boolean numbered,
            boolean checked,
            boolean head,
            String words,
            String note,
            ImmutableList<Field> fields) {

        public Optional<Field> field(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        /** What a draft consists of. */
        public ImmutableList<Field> written() {
            return of(Source.WRITTEN);
        }

        public ImmutableList<Field> of(Source source) {
            return fields.stream().filter(field -> field.source() == source).collect(ImmutableList.toImmutableList());
        }
    }

    /** 栏目来源: where what stands in a field comes from, and when. */
    public enum Source {
        /** 拟稿: from the draft; kept encrypted with it */
        WRITTEN,
        /** 信访人: from the petitioner's record, when the paper is printed, never before */
        PETITIONER,
        /** 制发: from the organ and the act of issuing */
        ISSUE
    }

    /**
     * 文书栏目
     *
     * @param name as it stands between braces in a template
     * @param required whether it must be filled to issue, and stand in a template
     * @param size of what is written
     * @param choices the only values allowed; empty for any
     */
    public record Field(String name, Source source, boolean required, Size size, ImmutableList<String> choices) {

        /** Whether all that stands in it is about a person who is no official. */
        public boolean isPersonal() {
            return PERSONAL.contains(name);
        }

        /** Whether what stands in it is the number of a case or a paper, and nobody's. */
        public boolean isNumber() {
            return NUMBERS.contains(name);
        }
    }

    /** 栏目长短 */
    public enum Size {
        /** 一行 */
        LINE,
        /** 多段 */
        TEXT
    }

    /** 不予受理的情形: seven, each with what it stands on. */
    public enum Situation {
        // spotless:off
        /** 不属于本机关、单位或者本系统职权范围 */
        NOT_OUR_POWERS (1, "不属于本机关、单位或者本系统职权范围",                            "《信访工作条例》第二十三条第一款", true),
        /** 不属于本级管辖 */
        NOT_OUR_LEVEL  (2, "不属于本级机关、单位管辖",                                     "《信访工作条例》第二十条第一款、第二十三条第一款", true),
        /** 属于人大、监察、法院、检察院等机关职权 */
        OTHER_BRANCH   (3, "属于人民代表大会、监察机关、人民法院、人民检察院等机关职权范围",        "《信访工作条例》第二十二条第二款、第二十三条第一款", true),
        /** 应当通过诉讼、仲裁、行政复议等法定途径解决 */
        LEGAL_PATH     (4, "应当通过诉讼、仲裁、行政复议等法定途径解决",                        "《信访工作条例》第三十一条", true),
        /** 已经受理或者正在办理 */
        UNDER_WAY      (5, "信访事项已经受理或者正在办理，在规定期限内又向上级机关、单位提出",        "《信访工作条例》第十九条第三款", false),
        /** 逾期未申请复查或者复核 */
        WINDOW_MISSED  (6, "收到处理意见或者复查意见后，逾期未请求复查或者复核",                  "《信访工作条例》第三十五条、第三十六条及本地区有关规定", false),
        /** 已有复核意见 */
        ALREADY_FINAL  (7, "已经复核，仍然以同一事实和理由提出，不再受理",                       "《信访工作条例》第三十六条第三款", false);
        // spotless:on

        private final int number;
        private final String words;
        private final String basis;
        private final boolean pointsElsewhere;

        Situation(int number, String words, String basis, boolean pointsElsewhere) {
            this.number = number;
            this.words = words;
            this.basis = basis;
            this.pointsElsewhere = pointsElsewhere;
        }

        /** Its place among the seven, from 1. */
        public int number() {
            return number;
        }

        /** As it is written and chosen. */
        public String words() {
            return words;
        }

        public String basis() {
            return basis;
        }

        /** Whether the petitioner has to be told where to go instead (art. 23(1)). */
        public boolean pointsElsewhere() {
            return pointsElsewhere;
        }

        public static Optional<Situation> of(String words) {
            return Arrays.stream(values())
                    .filter(one -> one.words.equals(words))
                    .findFirst();
        }
    }

    /** What every paper carries of its issue; the number only where it has one. */
    private static final ImmutableList<Field> ISSUE =
            ImmutableList.of(issue("发文机关标志", true), issue("发文机关", true), issue("成文日期", true), issue("签发人", false));

    private static final ImmutableSet<String> PERSONAL =
            ImmutableSet.of("性别", "出生日期", "民族", "户籍地", "邮政编码", "职业", "代表人", "代理人", "送达地点", "收件人", "与受送达人关系");

    private static final ImmutableSet<String> NUMBERS =
            ImmutableSet.of("信访件编号", "关联信访件", "处理意见书编号", "复查意见书编号", "文书字号", "来文字号");

    private static final String CHOSEN = "全国没有统一编号的文书样式；栏目按条例应当告知的内容和各地公开的表样";

    // spotless:off
    private static final ImmutableMap<PaperKind, Row> TABLE = index(
        form(PaperKind.REGISTER_FORM, acts(CaseAct.Register.class, CaseAct.ReceiveDirectly.class), "收到信访事项，应当予以登记", "",
            must("信访件编号"), must("信访形式"), must("信访日期"), must("登记日期"), must("登记机构"), must("登记人"), may("接谈窗口"),
            petitioner("信访人"), maybePetitioner("证件号码"), maybePetitioner("住址"), maybePetitioner("信访人电话"),
            may("性别"), may("出生日期"), may("民族"), may("户籍地"), may("邮政编码"), may("职业"),
            one("提出方式", "署名", "匿名", "代写", "口头提出，由工作人员记录"), must("信访人数"), may("涉及人数"), may("代表人"),
            may("问题属地"), may("发生时间"), may("发生地点"),
            one("信访目的", "建议意见", "检举控告", "申诉求决", "咨询", "其他"), may("内容分类"),
            text("诉求概述"), maybeText("事实与理由"), may("附件清单"), must("初次或者重复"), may("关联信访件"), may("标志"),
            may("上级来文"), may("领导阅批"),
            one("去向", "直接答复", "转送", "交办", "呈报", "存", "不予受理", "导入法定途径"), may("接收单位"), may("办理期限"),
            maybeText("承办人意见"), maybeText("审核意见"), maybeText("签发意见")),
        row(PaperKind.FORWARDING_SLIP, acts(CaseAct.Transfer.class), false, "应当转送有权处理的机关、单位", "",
            must("接收单位"), may("协办单位"), must("信访件编号"), petitioner("信访人"), must("信访日期"), may("信访形式"),
            text("事项摘要"), text("转送依据"), text("告知要求"), may("移送材料"), maybeText("领导批示摘录"), may("经办人")),
        row(PaperKind.ASSIGNMENT_LETTER, acts(CaseAct.Entrust.class), true, "要求其在指定办理期限内反馈结果，提交办结报告", "",
            must("接收单位"), may("协办单位"), must("信访件编号"), petitioner("信访人"), must("信访日期"), may("信访形式"),
            text("事项摘要"), text("交办依据"), text("交办要求"), must("办理期限"), text("反馈要求"), may("移送材料"), maybeText("领导批示摘录"), may("经办人")),
        row(PaperKind.RECEIPT_NOTICE, acts(CaseAct.Notify.class, CaseAct.Accept.class), false, "书面告知信访人接收情况以及处理途径和程序", "",
            petitioner("信访人"), must("信访件编号"), must("提出日期"), must("提出方式"), text("事项名称"), must("收到日期"), may("转交机关"),
            text("办理途径和程序"), may("受理日期"), may("办理期限"), must("承办部门"), maybeText("权利义务")),
        row(PaperKind.NON_ACCEPTANCE_NOTICE, acts(CaseAct.Decline.class, CaseAct.LeadElsewhere.class), true, "应当告知信访人向有权处理的机关、单位提出", "",
            petitioner("信访人"), must("信访件编号"), must("提出日期"), text("事项内容"), situation(), may("去向机关"), maybeText("理由")),
        row(PaperKind.EXTENSION_NOTICE, acts(CaseAct.Extend.class), true, "经本机关、单位负责人批准，可以适当延长办理期限，但延长期限不得超过30日，并告知信访人延期理由", "",
            petitioner("信访人"), must("信访件编号"), must("受理日期"), must("原届满日"), text("延期理由"), must("延长天数"), must("新届满日")),
        row(PaperKind.OPINION, acts(CaseAct.Reply.class), true, "信访处理意见书应当载明信访人投诉请求、事实和理由、处理意见及其法律法规依据", "",
            petitioner("信访人"), maybePetitioner("证件号码"), maybePetitioner("住址"), must("信访件编号"), must("收到日期"), must("受理日期"), may("转交机关"),
            text("投诉请求"), text("事实和理由"), text("查明情况"), maybeText("证据目录"), maybeText("听取陈述情况"), maybeText("听证情况"),
            text("依据"), one("结论", "予以支持", "解释说明", "不予支持"), text("处理意见"), maybeText("执行安排"), maybeText("调解和解"), must("复查机关"),
            may("附件"), may("抄送")),
        row(PaperKind.REVIEW_OPINION, acts(CaseAct.Review.class, CaseAct.Revoke.class), true, "应当自收到复查请求之日起30日内提出复查意见，并予以书面答复", "",
            petitioner("信访人"), maybePetitioner("证件号码"), maybePetitioner("住址"), may("代理人"), must("信访件编号"),
            must("原办理机关"), may("处理意见书编号"), must("处理意见日期"), may("处理意见送达日期"),
            must("请求日期"), text("请求事项"), text("请求理由"), maybeText("新证据"), may("办理期限"),
            text("审查情况"), maybeText("听证情况"), text("依据"), one("结论", "维持", "变更", "撤销并责令重新办理"), text("复查意见"), must("复核机关"), may("附件"), may("抄送")),
        row(PaperKind.REREVIEW_OPINION, acts(CaseAct.Rereview.class, CaseAct.Revoke.class), true, "应当自收到复核请求之日起30日内提出复核意见", "",
            petitioner("信访人"), maybePetitioner("证件号码"), maybePetitioner("住址"), may("代理人"), must("信访件编号"),
            must("原办理机关"), may("处理意见书编号"), must("处理意见日期"), may("处理意见送达日期"), must("复查机关"), may("复查意见书编号"), must("复查意见日期"), may("复查意见送达日期"),
            must("请求日期"), text("请求事项"), text("请求理由"), maybeText("新证据"), may("办理期限"),
            text("审查情况"), maybeText("听证情况"), text("依据"), one("结论", "维持", "变更", "撤销并责令重新办理"), text("复核意见"), may("附件"), may("抄送")),
        row(PaperKind.HEARING_NOTICE, acts(CaseAct.Hear.class, CaseAct.Reply.class, CaseAct.Rereview.class), true, "对重大、复杂、疑难的信访事项，可以举行听证", "",
            petitioner("信访人"), must("信访件编号"), text("听证事由"), must("听证时间"), must("听证地点"), one("是否公开", "公开", "不公开"),
            must("主持人"), may("听证员"), may("记录人"), must("承办单位"), may("代理人"), text("权利义务"), maybeText("不到场后果"), maybeText("提交材料")),
        form(PaperKind.SERVICE_RECEIPT, acts(CaseAct.Serve.class, CaseAct.Notify.class), "", CHOSEN,
            must("信访件编号"), must("文书名称"), may("文书字号"), petitioner("信访人"), must("送达方式"), must("送达地点"), may("送达时间"),
            may("收件人"), may("与受送达人关系"), may("拒收事由"), may("见证人"), must("送达人"), may("备注")),
        row(PaperKind.SETTLEMENT, acts(CaseAct.Settle.class), false, "经调解、和解达成一致意见的，应当制作调解协议书或者和解协议书", "",
            one("协议种类", "调解协议书", "和解协议书"), petitioner("信访人"), maybePetitioner("证件号码"), maybePetitioner("住址"), must("信访件编号"),
            must("对方当事人"), may("主持调解单位"), text("争议事项"), text("协议内容"), text("履行方式和期限"), maybeText("违约责任"), may("份数")),
        row(PaperKind.CLOSING_REPORT, acts(CaseAct.ReportBack.class), true, "要求其在指定办理期限内反馈结果，提交办结报告", "",
            must("主送机关"), may("来文字号"), must("信访件编号"), petitioner("信访人"), must("信访日期"), text("事项摘要"),
            text("办理过程"), text("调查核实情况"), text("处理意见"), maybeText("落实情况"), maybeText("信访人意见"), maybeText("下步工作"), may("附件")));
    // spotless:on

    private PaperTable() {}

    /** The table, in the order of the procedure. */
    public static ImmutableList<Row> table() {
        return TABLE.values().asList();
    }

    public static Row row(PaperKind kind) {
        Row row = TABLE.get(kind);
        if (row == null) {
            throw new IllegalStateException("no row for " + kind);
        }
        return row;
    }

    private static ImmutableMap<PaperKind, Row> index(Row... rows) {
        return Arrays.stream(rows).collect(toImmutableMap(Row::kind, row -> row));
    }

    private static Row form(
            PaperKind kind, ImmutableSet<Class<? extends CaseAct>> acts, String words, String note, Field... fields) {
        return new Row(kind, acts, false, false, false, words, note, all(false, fields));
    }

    private static Row row(
            PaperKind kind,
            ImmutableSet<Class<? extends CaseAct>> acts,
            boolean head,
            String words,
            String note,
            Field... fields) {
        return new Row(kind, acts, true, true, head, words, note, all(true, fields));
    }

    private static ImmutableList<Field> all(boolean numbered, Field... fields) {
        ImmutableList.Builder<Field> all =
                ImmutableList.<Field>builder().add(fields).addAll(ISSUE);
        if (numbered) {
            all.add(issue("发文字号", true), issue("核稿人", false), issue("拟稿人", false), issue("签发人职务", false));
            all.add(issue("联系部门", false), issue("联系电话", false), issue("查询方式", false));
        }
        return all.build();
    }

    private static ImmutableSet<Class<? extends CaseAct>> acts(Class<? extends CaseAct> one) {
        return ImmutableSet.of(one);
    }

    private static ImmutableSet<Class<? extends CaseAct>> acts(
            Class<? extends CaseAct> one, Class<? extends CaseAct> two) {
        return ImmutableSet.of(one, two);
    }

    private static ImmutableSet<Class<? extends CaseAct>> acts(
            Class<? extends CaseAct> one, Class<? extends CaseAct> two, Class<? extends CaseAct> three) {
        return ImmutableSet.of(one, two, three);
    }

    private static Field must(String name) {
        return new Field(name, Source.WRITTEN, true, Size.LINE, ImmutableList.of());
    }

    private static Field may(String name) {
        return new Field(name, Source.WRITTEN, false, Size.LINE, ImmutableList.of());
    }

    private static Field text(String name) {
        return new Field(name, Source.WRITTEN, true, Size.TEXT, ImmutableList.of());
    }

    private static Field maybeText(String name) {
        return new Field(name, Source.WRITTEN, false, Size.TEXT, ImmutableList.of());
    }

    private static Field one(String name, String... choices) {
        return new Field(name, Source.WRITTEN, true, Size.LINE, ImmutableList.copyOf(choices));
    }

    private static Field situation() {
        return new Field(
                "情形",
                Source.WRITTEN,
                true,
                Size.LINE,
                Arrays.stream(Situation.values()).map(Situation::words).collect(ImmutableList.toImmutableList()));
    }

    private static Field petitioner(String name) {
        return new Field(name, Source.PETITIONER, true, Size.LINE, ImmutableList.of());
    }

    private static Field maybePetitioner(String name) {
        return new Field(name, Source.PETITIONER, false, Size.LINE, ImmutableList.of());
    }

    private static Field issue(String name, boolean required) {
        return new Field(name, Source.ISSUE, required, Size.LINE, ImmutableList.of());
    }
}
