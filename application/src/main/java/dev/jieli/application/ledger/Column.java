package dev.jieli.application.ledger;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * 台账栏目: what a ledger says of a case. The synonyms are headers seen in ledgers and exports, the more telling before
 * the less; the codes are those of the wide tables that petition systems print.
 */
public enum Column {
    // spotless:off
    SEQUENCE      ("序号",       Kind.ORDINAL, words("序号", "序", "行号", "no"), codes()),
    NUMBER        ("信访件编号",  Kind.NUMBER, words("信访件编号", "信访编号", "信访件号", "信访事项编号", "信访单号", "信访登记表编号", "信访台账编号",
                                              "受理编号", "省信访件编号", "市受理编号", "区县受理编号", "登记编号", "登记号", "工单编号", "工单号",
                                              "案件编号", "案件号", "案号", "事件编号", "事项编号", "留言编号", "来信编号", "来访编号", "信件编号", "信件条码",
                                              "积案编号", "件号", "流水号", "编号"), codes("xfjbh")),
    PETITIONER    ("信访人",     Kind.NAME,    words("信访人姓名", "信访人", "姓名", "姓名或名称", "来访人姓名", "来访人", "来信人姓名", "来信人", "主访人姓名", "主访人",
                                              "反映人姓名", "反映人", "投诉人姓名", "投诉人", "举报人姓名", "举报人", "诉求人", "上访人姓名", "上访人",
                                              "来信来访人", "来访代表", "信访代表", "信访人员", "来电人", "留言用户", "申请人"), codes("xfrxm")),
    ID_NUMBER     ("证件号码",    Kind.ID,      words("身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号", "身份证", "信访人身份证号", "信访人身份证号码",
                                              "信访人身份证", "信访人证件号", "信访人证件号码", "主访人身份证号", "主访人身份证号码", "来访人身份证号"), codes("zjhm")),
    PHONE         ("联系电话",    Kind.PHONE,   words("手机号码", "手机号", "手机", "联系电话", "信访人联系电话", "信访人电话", "信访人手机号", "信访人手机", "联系方式",
                                              "联系手机", "电话号码", "电话", "来电号码", "固定电话", "家庭电话"), codes("sjh")),
    ADDRESS       ("住址",       Kind.WORDS,   words("住址", "信访人住址", "家庭住址", "现住址", "现住地址", "实际居住地址", "居住地址", "常住地址", "常用住址", "信访人地址",
                                              "通讯地址", "联系地址", "投诉人地址", "详细地址", "具体住址", "地址", "单位或地址", "户籍地址", "户籍所在地", "户口所在地",
                                              "户籍地", "户籍", "上访人户籍地"), codes()),
    CHANNEL       ("信访形式",    Kind.CODE,    words("信访形式", "信访方式", "受理形式", "信访渠道", "反映渠道", "来源渠道", "受理渠道", "信访来源", "问题来源", "信息来源",
                                              "上访方式", "举报形式", "来访类型", "信访类型", "来源", "渠道", "渠道编码", "信访来源代码"), codes("xfxs")),
    PETITIONED_ON ("信访日期",    Kind.DATE,    words("信访日期", "信访时间", "来访日期", "来访时间", "来信日期", "来信时间", "来电时间", "收信日期", "收到日期", "收到时间",
                                              "反映日期", "反映时间", "投诉日期", "投诉时间", "上访日期", "上访时间", "诉求时间", "留言时间", "举报时间", "接访日期", "接访时间",
                                              "接收日期", "接收时间", "接件日期", "接件时间", "上报时间", "首次信访日期", "首次信访时间"), codes("xfrq", "scxfrq")),
    REGISTERED_ON ("登记日期",    Kind.DATE,    words("登记日期", "登记时间", "录入日期", "录入时间"), codes("djsj")),
    REGISTERED_AT ("登记单位",    Kind.UNITS,   words("登记单位", "登记部门", "登记机构", "登记机构名称"), codes("djjgmc")),
    FORWARDED_ON  ("转办日期",    Kind.DATE,    words("转办日期", "转办时间", "转送日期", "转送时间", "交办日期", "交办时间", "转交日期", "转交时间", "派单时间", "分办时间"), codes()),
    ACCEPTED_ON   ("受理日期",    Kind.DATE,    words("受理日期", "受理时间", "受理告知日期", "受理告知时间"), codes()),
    PERSONS       ("信访人数",    Kind.COUNT,   words("信访人数", "来访人数", "上访人数", "集访人数", "人数", "涉及人数"), codes("xfrs", "sjrs")),
    PLACE         ("问题属地",    Kind.WORDS,   words("问题属地", "问题归属地", "问题发生地", "事发地", "发生地", "属地", "问题发生街道", "所属乡镇", "所属街道", "乡镇街道", "乡镇或街道",
                                              "乡镇", "街道", "行政区划", "行政区域", "信访区县", "所在政区", "问题属地代码"), codes("wtsddm")),
    CATEGORY      ("内容分类",    Kind.WORDS,   words("内容分类", "问题分类", "问题类别", "事件类别", "信访类别", "问题类型", "诉求类别", "案件分类", "主问题类别", "一级问题分类", "一级分类",
                                              "行业分类1级", "一级标签", "重点领域分类", "公安业务分类", "业务分类", "矛盾类型", "污染类型", "举报类型", "类别", "分类", "类型", "内容分类代码"), codes("nrfldm")),
    GIST          ("反映问题",    Kind.WORDS,   words("标题", "信访件标题", "信访主题", "案件标题", "诉求标题", "投诉标题", "留言主题", "主题", "事件名称", "事项名称", "信访事项名称", "信访事项",
                                              "概况信息", "概况", "摘要", "内容摘要", "反映问题", "反映的问题", "反映的主要问题", "反映主要问题", "主要问题", "上访反映问题", "矛盾纠纷简要情况", "交办问题基本情况",
                                              "信访内容", "反映内容", "主要内容", "投诉内容", "投诉件内容", "事件描述", "问题描述", "事件内容", "事由", "事由具体内容", "案件说明", "案件内容",
                                              "信件内容", "来信内容", "来电内容", "工单内容", "举报内容", "留言内容", "留言详情", "涉警内容", "内容"), codes()),
    REQUEST       ("信访诉求",    Kind.WORDS,   words("信访诉求", "主要诉求", "信访主要诉求", "信访人诉求", "信访人述求", "投诉请求", "信访请求", "来访诉求", "上访诉求", "具体诉求", "诉求概述",
                                              "诉求内容", "详细诉求", "详细诉求内容", "事因诉求", "提交诉求", "提交信访诉求", "诉求"), codes()),
    PURPOSE       ("信访目的",    Kind.CODE,    words("信访目的", "目的分类", "信访目的代码"), codes("xfmddm")),
    UNIT          ("责任单位",    Kind.UNITS,   words("责任单位", "责任部门", "主办单位", "主办部门", "承办单位", "具体承办单位", "牵头责任单位", "牵头单位", "办理单位", "处置单位", "处置部门",
                                              "属事单位", "属事责任单位", "化解责任单位", "化解责任部门", "问题处理责任部门", "负责单位", "责任科室", "受理部门", "受理单位", "责任企业", "转往处", "去向机构", "去向单位"), codes("qxjg")),
    CO_UNITS      ("配合单位",    Kind.UNITS,   words("配合单位", "协办单位", "协同单位", "会办单位", "配合部门"), codes()),
    OFFICER       ("责任人",     Kind.NAME,    words("责任人", "责任人姓名", "承办人", "办理人", "办理人员", "经办人", "具体承办人", "化解责任人", "化解责任人姓名", "属事单位责任人",
                                              "问题处理责任人", "专办工作人员", "专办人员", "科室接办人", "受理人", "负责人"), codes()),
    LEADER        ("包案领导",    Kind.NAME,    words("包案领导", "包案领导姓名", "包案县领导", "包案县领导姓名", "包案市领导", "包案区领导", "包案乡镇领导", "包案责任人", "包案人", "包保领导", "领导包案", "领导姓名"), codes()),
    LEADER_UNTIL  ("包案期限",    Kind.DATE,    words("包案期限", "包案化解期限", "预计化解时间", "预计化解日期"), codes()),
    LEADER_POST   ("包案领导职务", Kind.WORDS,   words("包案领导职务", "包案县领导职务", "领导职务"), codes()),
    LEADER_UNIT   ("包案领导单位", Kind.UNITS,   words("包案领导单位", "包案县领导单位", "领导单位"), codes()),
    DUE           ("限办日期",    Kind.DATE,    words("限办日期", "限办时间", "限办截止时间", "办理期限", "办结时限", "办结期限", "应结办日期", "应办结日期", "要求办结时间", "要求办结日期", "到期日期", "到期时间",
                                              "截止日期", "处置截止时间", "交办截止日期", "完成时限", "化解时限", "约定期限", "逾期日期", "领导限办", "拟办时间"), codes("xbjzrq")),
    CONCLUDED_ON  ("办结日期",    Kind.DATE,    words("办结日期", "办结时间", "结案日期", "结案时间", "答复日期", "答复时间", "回复日期", "回复时间", "完成日期", "处置结束时间", "案件实际结束时间",
                                              "实际化解时间", "销号时间", "处理时间", "办理时间", "办理日期"), codes()),
    STATUS        ("办理状态",    Kind.STATUS,  words("信访件状态", "办结状态", "办理状态", "当前状态", "案件状态", "处理状态", "事件状态", "当前阶段", "办理进度", "办结标志", "是否办结", "办结", "状态",
                                              "是否终结", "核查终结"), codes("bjbz")),
    REPLY         ("处理意见",    Kind.WORDS,   words("处理意见", "答复意见", "意见书内容", "办理意见", "最终意见", "处置意见", "处理结果", "办理结果", "答复内容", "回复内容", "回复1", "处理情况", "办理情况",
                                              "督察期间处理情况", "办理报告内容"), codes()),
    SERVED_ON     ("答复送达日期", Kind.DATE,    words("答复送达日期", "答复送达时间", "送达日期", "送达时间", "签收日期", "签收时间"), codes()),
    REVIEW_REQUESTED_ON ("申请复查日期", Kind.DATE, words("申请复查日期", "申请复查时间", "复查申请日期", "复查申请时间", "复查受理日期"), codes()),
    REVIEW_ORGAN  ("复查机关",    Kind.UNITS,   words("复查机关", "复查单位", "复查机构"), codes()),
    REVIEWED_ON   ("复查日期",    Kind.DATE,    words("复查日期", "复查时间", "复查意见日期", "复查答复日期"), codes()),
    REVIEW_SERVED_ON ("复查送达日期", Kind.DATE, words("复查送达日期", "复查送达时间", "复查意见送达日期"), codes()),
    REREVIEW_REQUESTED_ON ("申请复核日期", Kind.DATE, words("申请复核日期", "申请复核时间", "复核申请日期", "复核申请时间", "复核受理日期"), codes()),
    REREVIEW_ORGAN ("复核机关",   Kind.UNITS,   words("复核机关", "复核单位", "复核机构"), codes()),
    REREVIEWED_ON ("复核日期",    Kind.DATE,    words("复核日期", "复核时间", "复核意见日期", "复核答复日期"), codes()),
    REVIEWED      ("是否复查",    Kind.FLAG,    words("是否复查", "复查标志", "复查"), codes("fcbz")),
    REREVIEWED    ("是否复核",    Kind.FLAG,    words("是否复核", "复核标志", "复核"), codes("fhbz")),
    EXTENDED_DAYS ("延期天数",    Kind.COUNT,   words("延期天数"), codes()),
    REPEATS       ("重复次数",    Kind.COUNT,   words("重复次数", "重复信访次数"), codes()),
    PROGRESS      ("办理过程",    Kind.WORDS,   words("办理过程", "办理进展", "工作进展", "化解过程简述", "化解过程", "历次化解情况", "化解情况", "问题化解情况", "目前状况", "本月工作情况", "进展内容",
                                              "处理和整改情况", "调查核实情况", "工作措施", "主要措施", "化解方案", "化解措施", "稳控措施", "未化解原因", "存在问题", "下步措施", "下步打算", "下一步打算"), codes()),
    REMARK        ("备注",       Kind.WORDS,   words("备注", "备注信息"), codes());
    // spotless:on

    /** 栏目内容: what the cells under a header look like. */
    enum Kind {
        ORDINAL,
        NUMBER,
        NAME,
        ID,
        PHONE,
        DATE,
        COUNT,
        FLAG,
        CODE,
        STATUS,
        UNITS,
        WORDS
    }

    private static final ImmutableMap<String, Column> BY_HEADER = Arrays.stream(values())
            .flatMap(column -> column.synonyms.stream().map(header -> Map.entry(header, column)))
            .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final ImmutableMap<String, Column> BY_CODE = Arrays.stream(values())
            .flatMap(column -> column.codes.stream().map(code -> Map.entry(code, column)))
            .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String header;
    private final Kind kind;
    private final ImmutableList<String> synonyms;
    private final ImmutableList<String> codes;

    Column(String header, Kind kind, ImmutableList<String> synonyms, ImmutableList<String> codes) {
        this.header = header;
        this.kind = kind;
        this.synonyms = synonyms;
        this.codes = codes;
    }

    private static ImmutableList<String> words(String... words) {
        return ImmutableList.copyOf(words);
    }

    private static ImmutableList<String> codes(String... codes) {
        return ImmutableList.copyOf(codes);
    }

    /** The header under which this product writes the column. */
    public String header() {
        return header;
    }

    Kind kind() {
        return kind;
    }

    /** Whether what stands under it identifies who petitioned. */
    boolean isOfPerson() {
        return this == PETITIONER || this == ID_NUMBER || this == PHONE || this == ADDRESS;
    }

    /** The name in a mapping file: {@code petitioned_on}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column that a person means who writes its name, its header here or one of its synonyms. */
    public static Optional<Column> named(String text) {
        String compact = Wording.header(text);
        for (Column column : values()) {
            if (column.word().equals(compact) || column.header.equals(compact)) {
                return Optional.of(column);
            }
        }
        return Optional.ofNullable(BY_HEADER.get(compact));
    }

    static Optional<Column> bySynonym(String header) {
        return Optional.ofNullable(BY_HEADER.get(header));
    }

    static Optional<Column> byCode(String header) {
        return Optional.ofNullable(BY_CODE.get(header));
    }

    /** How telling a header is for this column: 0 for the first of the synonyms, more for the weaker. */
    int rank(String header) {
        int rank = synonyms.indexOf(header);
        if (rank < 0) {
            rank = codes.indexOf(header);
        }
        return rank < 0 ? synonyms.size() : rank;
    }
}
