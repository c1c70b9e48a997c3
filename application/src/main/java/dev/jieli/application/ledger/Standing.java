package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** 办理状态: how far a case has come, as far as a ledger tells. */
public enum Standing {
    // spotless:off
    REGISTERED        ("已登记",         "登记", "初登", "新件", "待处理", "未处理", "待办", "待转办", "待分办", "待转送", "待交办", "未转办"),
    FORWARDED         ("已转送",         "转送", "已转办", "转办", "已交办", "交办", "转交", "已转交", "待签收", "已签收", "流转中", "待受理", "未受理", "已分办", "已派单"),
    DECLINED          ("不予受理待告知",   "不予受理，待告知", "不受理待告知"),
    LED               ("导入途径待告知",   "导入途径，待告知"),
    ACCEPTED          ("办理中",         "已受理", "受理", "在办", "正在办理", "正在办", "处理中", "正在处理", "调查中", "正在调查", "核查中", "待答复", "未答复", "延期", "已延期",
                                        "延期办理", "化解中", "正在化解", "部分化解", "阶段性办结", "督办中"),
    REPLIED           ("已出具处理意见",   "已答复", "答复", "已回复", "回复", "已出具意见", "已出具答复意见", "待送达"),
    REPLY_SERVED      ("处理意见已送达",   "已送达", "答复已送达", "待评价", "已评价"),
    REVIEW_REQUESTED  ("复查中",         "申请复查", "已申请复查", "复查受理", "正在复查", "复查"),
    REVIEWED          ("已出具复查意见",   "已复查", "复查办结", "复查结束", "复查已答复"),
    REVIEW_SERVED     ("复查意见已送达"),
    REREVIEW_REQUESTED("复核中",         "申请复核", "已申请复核", "复核受理", "正在复核", "复核"),
    REREVIEWED        ("已出具复核意见",   "复核待送达"),
    EXECUTING         ("执行中",         "待执行", "正在执行", "待履行", "履行中"),
    CONCLUDED         ("已办结",         "办结", "办结归档", "按期办结", "逾期办结", "超期办结", "结案", "已结案", "已结", "结", "归档", "已归档", "完结", "已完结", "完成", "已完成",
                                        "处理完毕", "已处理", "已办理", "办理完毕", "已销号", "销号", "存档", "是", "y", "true", "1"),
    FINAL             ("复核终结",       "已复核", "复核办结", "终结", "已终结", "三级终结", "核查终结", "程序终结", "信访终结", "依法终结", "审核终结"),
    SETTLED           ("调解和解办结",    "和解", "调解", "已和解", "已调解", "调解成功", "和解办结", "已化解", "化解", "息访", "已息访", "息诉罢访", "已息诉罢访", "停访息诉", "停访息访"),
    NOT_ACCEPTED      ("不予受理",       "不受理", "不再受理", "已退回", "退回", "不予受理办结"),
    LED_ELSEWHERE     ("导入其他法定途径", "导入法定途径", "转法定途径", "已导入法定途径", "法定途径", "诉讼途径", "导入司法程序", "依法导入"),
    WITHDRAWN         ("已撤回",         "撤回", "撤诉", "信访人撤回", "撤件", "撤销");
    // spotless:on

    /** 未结: words that say no more than that it is not over; how far it is, the dates tell. */
    private static final ImmutableSet<String> NOT_OVER = ImmutableSet.of(
            "否", "未办结", "未结", "未办理", "未完成", "未结案", "未办结案", "未化解", "未处理完", "尚未办结", "未终结", "n", "no", "false", "0");

    private static final ImmutableMap<String, Standing> BY_WORD = Arrays.stream(values())
            .flatMap(standing -> standing.words.stream().map(word -> Map.entry(word, standing)))
            .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String word;
    private final ImmutableList<String> words;

    Standing(String word, String... synonyms) {
        this.word = word;
        this.words = ImmutableList.<String>builder().add(word).add(synonyms).build();
    }

    /** The words under which this product writes it. */
    public String word() {
        return word;
    }

    /** Whether the office has nothing left to do. */
    boolean isOver() {
        return compareTo(CONCLUDED) >= 0;
    }

    static boolean saysNotOver(String text) {
        return NOT_OVER.contains(Wording.header(text));
    }

    /** What a cell says: one of the known words, also with a bracket after it or a full stop. */
    static Optional<Standing> of(String text) {
        String compact = Wording.header(text);
        Standing standing = BY_WORD.get(compact);
        if (standing == null) {
            standing = BY_WORD.get(Wording.withoutBrackets(compact).replaceAll("[.。]+$", ""));
        }
        return Optional.ofNullable(standing);
    }
}
