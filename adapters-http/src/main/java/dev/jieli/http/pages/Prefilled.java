package dev.jieli.http.pages;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Board;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.paper.PaperTable.Situation;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Term;
import dev.jieli.http.wording.Words;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** 预填: what the docket already says of a paper's fields, so that nobody copies it; the drafter reads it over. */
final class Prefilled {
    private static final String TELL = "自收到之日起15日内书面告知信访人接收情况以及处理途径和程序；不属于本机关、单位或者本系统职权范围的，应当自收到之日起5个工作日内提出异议，并详细说明理由。";
    private static final String PATH = "该事项属于我单位职权范围，依照《信访工作条例》第三十一条第六项规定的信访程序办理：听取陈述事实和理由，调查核实，自受理之日起60日内出具信访处理意见书。";
    private static final String RIGHTS = "您可以查询办理进展；对处理意见不服的，可以依法请求复查、复核。请如实提供情况和材料，依法逐级反映问题。";
    private static final String HEARING_RIGHTS = "有权申请主持人、听证员回避，委托一至二名代理人，举证、质证和作最后陈述；应当遵守听证纪律，如实陈述。";

    private final Names names;
    private final Board.CaseFile file;
    private final Map<String, String> known = new HashMap<>();

    private Prefilled(Names names, Board.CaseFile file) {
        this.names = names;
        this.file = file;
    }

    /** By field; only what the paper asks its drafter for. */
    static ImmutableMap<String, String> of(PaperKind kind, Names names, Board.CaseFile file) {
        Prefilled prefilled = new Prefilled(names, file);
        prefilled.petition(kind);
        prefilled.handling(kind);
        prefilled.reviews(kind);
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (PaperTable.Field field : PaperTable.row(kind).written()) {
            String said = prefilled.known.getOrDefault(field.name(), "");
            if (!said.isBlank()) {
                fields.put(field.name(), said);
            }
        }
        return fields.buildOrThrow();
    }

    private void put(String field, String said) {
        known.put(field, said);
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    private Stream<Board.EntryLine> lines() {
        return file.docket().stream();
    }

    /** The last entry of an act of that kind. */
    private <A extends Act> Optional<Board.EntryLine> last(Class<A> act) {
        return lines().filter(line -> act.isInstance(line.entry().act()))
                .max(Comparator.comparingInt(line -> line.entry().number()));
    }

    private Optional<LocalDate> on(Class<? extends CaseAct> act) {
        return last(act).map(Board.EntryLine::entry).map(Entry::on);
    }

    private String unitOf(Board.EntryLine line) {
        return line.by().map(Board.Named::unit).orElse("");
    }

    private String above(UnitId unit) {
        return names.file(unit)
                .flatMap(found -> found.unit().above())
                .map(names::unit)
                .orElse("");
    }

    /** The due day of the term as it was last reckoned, also after it was stopped. */
    private Optional<Running> term(Term term) {
        return lines().map(line -> line.entry().effect())
                .filter(dev.jieli.domain.casefile.CaseEffect.class::isInstance)
                .map(dev.jieli.domain.casefile.CaseEffect.class::cast)
                .flatMap(effect -> effect.running().stream())
                .filter(running -> running.term() == term)
                .reduce((before, after) -> after);
    }

    private void petition(PaperKind kind) {
        Petition petition = file.petitionCase().petition();
        put("信访件编号", petition.number());
        put("信访形式", Words.of(petition.channel()).zh());
        put(
                "提出方式",
                kind == PaperKind.REGISTER_FORM
                        ? "署名"
                        : Words.of(petition.channel()).zh());
        put("信访日期", day(petition.receivedOn()));
        put("提出日期", day(petition.receivedOn()));
        put("信访人数", Integer.toString(petition.persons()));
        put("问题属地", petition.place().map(names::place).orElse(""));
        put("内容分类", petition.category());
        for (String field : new String[] {"诉求概述", "事项摘要", "事项名称", "事项内容", "投诉请求", "请求事项", "听证事由", "争议事项"}) {
            put(field, petition.gist());
        }
        put("初次或者重复", petition.repeats() == 0 ? "初次" : "重复（此前" + petition.repeats() + "次）");
        Board.EntryLine first = file.docket().get(0);
        put("登记日期", day(first.entry().on()));
        put("登记机构", unitOf(first));
        put("登记人", first.by().map(Board.Named::official).orElse(""));
    }

    private void handling(PaperKind kind) {
        last(CaseAct.Transfer.class).ifPresent(line -> {
            CaseAct.Transfer transfer = (CaseAct.Transfer) line.entry().act();
            put("接收单位", names.named(transfer.to()).map(Board.Named::unit).orElse(""));
            put("移送材料", transfer.material());
            put("转交机关", unitOf(line));
            put("收到日期", day(line.entry().on()));
            put("主送机关", unitOf(line));
            put("去向", "转送");
        });
        last(CaseAct.Entrust.class).ifPresent(line -> {
            CaseAct.Entrust entrust = (CaseAct.Entrust) line.entry().act();
            put("接收单位", names.named(entrust.to()).map(Board.Named::unit).orElse(""));
            put("移送材料", entrust.material());
            put("交办要求", entrust.demand());
            put("转交机关", unitOf(line));
            put("收到日期", day(line.entry().on()));
            put("主送机关", unitOf(line));
            put("去向", "交办");
        });
        last(CaseAct.ReportBack.class)
                .ifPresent(
                        line -> put("调查核实情况", ((CaseAct.ReportBack) line.entry().act()).text()));
        known.putIfAbsent("收到日期", day(file.petitionCase().petition().receivedOn()));
        put("转送依据", "《信访工作条例》第二十二条第一款：“属地管理、分级负责，谁主管、谁负责”的原则。");
        put("告知要求", TELL);
        put("交办依据", "《信访工作条例》第二十二条第一款第三项。");
        put("反馈要求", "在指定办理期限内反馈办理结果，并提交办结报告。");
        put("办理途径和程序", PATH);
        put("权利义务", kind == PaperKind.HEARING_NOTICE ? HEARING_RIGHTS : RIGHTS);
        put("承办部门", file.unit());
        put("承办单位", file.unit());
        put("是否公开", "公开");
        put("提交材料", "与事项有关的证据材料。");
        on(CaseAct.Accept.class).ifPresent(day -> put("受理日期", day(day)));
        term(Term.CONCLUDE).ifPresent(running -> put("办理期限", day(running.due())));
        if (kind == PaperKind.ASSIGNMENT_LETTER) {
            last(CaseAct.Entrust.class)
                    .map(line -> (CaseAct.Entrust) line.entry().act())
                    .ifPresent(entrust -> put("办理期限", day(entrust.reportBy())));
        }
        last(CaseAct.Extend.class).ifPresent(line -> {
            CaseAct.Extend extend = (CaseAct.Extend) line.entry().act();
            put("延期理由", extend.reason());
            put("延长天数", Integer.toString(extend.days()));
            term(Term.CONCLUDE).ifPresent(running -> put("新届满日", day(running.due())));
        });
        lines().map(line -> line.entry().effect())
                .filter(dev.jieli.domain.casefile.CaseEffect.class::isInstance)
                .map(dev.jieli.domain.casefile.CaseEffect.class::cast)
                .flatMap(effect -> effect.running().stream())
                .filter(running -> running.term() == Term.CONCLUDE && running.extendedDays() == 0)
                .reduce((before, after) -> after)
                .ifPresent(running -> put("原届满日", day(running.due())));
        last(CaseAct.Decline.class).ifPresent(line -> {
            CaseAct.Decline decline = (CaseAct.Decline) line.entry().act();
            put("理由", decline.reason());
            put("去向机关", decline.pointedTo());
            put("情形", Situation.NOT_OUR_POWERS.words());
        });
        last(CaseAct.LeadElsewhere.class).ifPresent(line -> {
            CaseAct.LeadElsewhere lead = (CaseAct.LeadElsewhere) line.entry().act();
            put("去向机关", lead.organ());
            put(
                    "理由",
                    lead.issue()
                            .map(issue -> issue.issue().zh() + "，依法通过"
                                    + issue.procedure().zh() + "处理。"
                                    + issue.basis().cited(Language.ZH) + "。"
                                    + issue.within()
                                            .map(within -> within.cited(Language.ZH) + "。")
                                            .orElse(""))
                            .orElse(Words.of(lead.path()).zh()));
            put(
                    "情形",
                    lead.path() == LegalPath.PARTY_APPEAL
                            ? Situation.NOT_OUR_POWERS.words()
                            : Situation.LEGAL_PATH.words());
        });
        last(CaseAct.Reply.class).ifPresent(line -> {
            CaseAct.Reply reply = (CaseAct.Reply) line.entry().act();
            put("处理意见", reply.text());
            put(
                    "结论",
                    switch (reply.opinion()) {
                        case SUPPORT -> "予以支持";
                        case EXPLAIN -> "解释说明";
                        case NOT_SUPPORT -> "不予支持";
                    });
            put("处理意见日期", day(line.entry().on()));
            put("原办理机关", unitOf(line));
        });
        put("复查机关", above(file.petitionCase().position().unit()));
        last(CaseAct.Settle.class)
                .ifPresent(line -> put("协议种类", ((CaseAct.Settle) line.entry().act()).mediated() ? "调解协议书" : "和解协议书"));
        last(CaseAct.Hear.class)
                .ifPresent(line -> put("听证时间", day(((CaseAct.Hear) line.entry().act()).from())));
        last(CaseAct.Serve.class).ifPresent(line -> {
            CaseAct.Serve serve = (CaseAct.Serve) line.entry().act();
            put("送达方式", Words.of(serve.manner()).zh());
            put("送达时间", day(serve.receivedOn()));
            put("送达人", line.by().map(Board.Named::official).orElse(""));
        });
        last(CaseAct.IssuePaper.class).ifPresent(line -> {
            CaseAct.IssuePaper issue = (CaseAct.IssuePaper) line.entry().act();
            put("文书名称", issue.kind().title().zh());
            put("文书字号", issue.number().orElse(""));
        });
        issued(PaperKind.OPINION, "处理意见书编号");
        issued(PaperKind.REVIEW_OPINION, "复查意见书编号");
        issued(PaperKind.ASSIGNMENT_LETTER, "来文字号");
        put(
                "办理过程",
                lines().filter(line -> line.entry().act() instanceof CaseAct.Transfer
                                || line.entry().act() instanceof CaseAct.Accept
                                || line.entry().act() instanceof CaseAct.Reply
                                || line.entry().act() instanceof CaseAct.Serve)
                        .map(line -> day(line.entry().on())
                                + Words.of(((CaseAct) line.entry().act()).getClass())
                                        .zh())
                        .reduce((one, other) -> one + "，" + other)
                        .map(all -> all + "。")
                        .orElse(""));
    }

    private void issued(PaperKind kind, String field) {
        lines().map(line -> line.entry().act())
                .filter(CaseAct.IssuePaper.class::isInstance)
                .map(CaseAct.IssuePaper.class::cast)
                .filter(issue -> issue.kind() == kind)
                .reduce((before, after) -> after)
                .flatMap(CaseAct.IssuePaper::number)
                .ifPresent(number -> put(field, number));
    }

    private void reviews(PaperKind kind) {
        if (kind == PaperKind.REVIEW_OPINION) {
            last(CaseAct.RequestReview.class).ifPresent(line -> {
                CaseAct.RequestReview request =
                        (CaseAct.RequestReview) line.entry().act();
                put("请求日期", day(request.askedOn().orElse(line.entry().on())));
                put("请求理由", request.reason());
            });
            term(Term.REVIEW).ifPresent(running -> put("办理期限", day(running.due())));
            put("复核机关", above(file.petitionCase().position().unit()));
        }
        if (kind == PaperKind.REREVIEW_OPINION) {
            last(CaseAct.RequestRereview.class).ifPresent(line -> {
                CaseAct.RequestRereview request =
                        (CaseAct.RequestRereview) line.entry().act();
                put("请求日期", day(request.askedOn().orElse(line.entry().on())));
                put("请求理由", request.reason());
            });
            term(Term.REREVIEW).ifPresent(running -> put("办理期限", day(running.due())));
        }
        last(CaseAct.Review.class).ifPresent(line -> {
            CaseAct.Review review = (CaseAct.Review) line.entry().act();
            put("复查意见", review.text());
            put("复查机关", unitOf(line));
            put("复查意见日期", day(line.entry().on()));
            if (kind != PaperKind.OPINION) {
                put("结论", finding(review.finding()));
            }
        });
        if (kind == PaperKind.REVIEW_OPINION || kind == PaperKind.REREVIEW_OPINION) {
            known.computeIfPresent("结论", (field, said) -> said.equals("维持") || said.equals("变更") ? said : "");
        }
        last(CaseAct.Rereview.class).ifPresent(line -> {
            CaseAct.Rereview rereview = (CaseAct.Rereview) line.entry().act();
            put("复核意见", rereview.text());
            if (kind == PaperKind.REREVIEW_OPINION) {
                put("结论", finding(rereview.finding()));
            }
        });
    }

    private static String finding(dev.jieli.domain.casefile.Finding finding) {
        return switch (finding) {
            case UPHELD -> "维持";
            case CHANGED -> "变更";
        };
    }
}
