package dev.jieli.office;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.Handover.Item;
import dev.jieli.office.OfficialPaper.Box;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * 离任重点信访事项交接清单: the list as it is printed and signed by hand, with the digest under every page by which paper
 * and record can be compared. Petitioners stand in it masked.
 *
 * <p>No public form of it was found; the fields are those that counties ask for in handovers of other matters.
 */
public final class HandoverPaper {
    private static final Wording TITLE = Wording.of("离任重点信访事项交接清单", "Handover list of petition cases");
    private static final Wording APART = Wording.of("检举控告事项另册", "list of accusations");
    private static final ImmutableList<Handover.Risk> RISKS = ImmutableList.of(
            Handover.Risk.RED, Handover.Risk.ORANGE, Handover.Risk.YELLOW, Handover.Risk.GREEN, Handover.Risk.BLUE);
    private static final int[] SUMMARY = {1480, 2980, 1480, 2904};
    // spotless:off
    private static final int[] LIST = {520, 1280, 850, 2250, 1280, 1280, 2020, 1230, 1800, 520, 1540};
    // spotless:on

    /**
     * 印制
     *
     * @param on the day of printing, from which days left are counted
     * @param copies 份数; how many is for the place to say (five, six …)
     * @param copiesTo 抄报, for instance 县委组织部、县纪委县监委; blank for none
     * @param places what a region is called
     * @param watermark at the head of every page; across it too while the list is a draft
     */
    public record Printing(
            LocalDate on, int copies, String copiesTo, Function<RegionCode, String> places, Watermark watermark) {}

    private final Board.HandoverFile file;
    private final Handover handover;
    private final Printing printing;
    private final OfficialPaper paper;

    private HandoverPaper(Board.HandoverFile file, Printing printing) {
        this.file = file;
        this.handover = file.handover();
        this.printing = printing;
        this.paper = new OfficialPaper(title(handover).zh(), footnote(handover));
    }

    /** What the list is called; one of accusations is a list of its own. */
    public static Wording title(Handover handover) {
        return handover.beside().isPresent()
                ? Wording.of(TITLE.zh() + "（" + APART.zh() + "）", TITLE.en() + " (" + APART.en() + ")")
                : TITLE;
    }

    /** As a watermark names it. */
    public static Wording what(Handover handover) {
        return handover.beside().isPresent()
                ? Wording.of(
                        title(handover).zh() + "（信访人姓名已遮盖）", "list of accusations of a handover, petitioners masked")
                : Wording.of(TITLE.zh() + "（信访人姓名已遮盖）", "list of a handover, petitioners masked");
    }

    /** Writes the list as a .docx; the stream stays open. */
    public static void write(OutputStream out, Board.HandoverFile file, Printing printing) {
        HandoverPaper list = new HandoverPaper(file, printing);
        list.front();
        list.paper.turnSideways();
        list.items();
        list.paper.turnUpright();
        list.questions();
        list.signatures();
        if (file.handover().state() == Handover.State.DRAFT) {
            list.paper.mark(printing.watermark(), "草稿");
        } else {
            list.paper.mark(printing.watermark());
        }
        list.paper.write(out);
    }

    /** Prints once into nowhere: the first paper of a run takes seconds, and nobody should wait for it. */
    public static void warmUp() {
        OfficialPaper paper = new OfficialPaper(TITLE.zh(), " ");
        paper.title(TITLE.zh());
        paper.table(
                new int[] {OfficialPaper.WIDTH}, 1, OfficialPaper.SIZE_SMALL_5, 400, List.of(List.of(Box.label(" "))));
        paper.turnSideways();
        paper.turnUpright();
        paper.text(" ");
        paper.write(OutputStream.nullOutputStream());
    }

    /** 清单编号: the year and the first digits of the handover's id. */
    public static String number(Handover handover) {
        return "交接〔" + handover.openedOn().getYear() + "〕"
                + handover.id().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    private static String footnote(Handover handover) {
        return number(handover) + "　第" + handover.edition() + "版　"
                + handover.digest()
                        .map(digest -> "清单校验码（SM3）" + grouped(digest))
                        .orElse("草稿，尚未封存，不作交接依据");
    }

    private static String grouped(String digest) {
        return digest.replaceAll("(.{8})(?=.)", "$1 ");
    }

    // ------------------------------------------------------------------ first page

    private void front() {
        paper.title(TITLE.zh());
        if (handover.beside().isPresent()) {
            paper.subtitle("（" + APART.zh() + "）");
        }
        switch (handover.state()) {
            case DRAFT -> paper.subtitle("（草稿，尚未封存）");
            case CANCELLED -> paper.subtitle("（已撤销）");
            default -> {}
        }
        List<List<Box>> rows = new ArrayList<>();
        rows.add(pair("清单编号", number(handover), "清单版次", "第" + handover.edition() + "版"));
        rows.add(pair("单　　位", file.outgoing().unit(), "离任岗位", file.outgoing().post()));
        rows.add(pair("移 交 人", file.outgoing().official(), "任职起止", tenure(file.outgoing())));
        rows.add(pair("接 收 人", receiver(), "任职日期", day(file.incoming().from())));
        rows.add(pair(
                "监交单位",
                file.witness().unit(),
                "监 交 人",
                file.witness().official() + "（" + file.witness().post() + "）"));
        rows.add(pair("交接原因", PaperWords.of(handover.cause()), "任免文号", dash(handover.document())));
        rows.add(pair(
                "应完成日",
                day(handover.dueOn()),
                "实际交接日",
                effectiveOn().map(HandoverPaper::day).orElse("　")));
        rows.add(pair("事项总数", handover.items().size() + " 件", "份　　数", "一式 " + printing.copies() + " 份"));
        paper.gap();
        paper.table(SUMMARY, 0, 24, 500, rows);
        paper.gap();
        paper.heading("一、事项概况");
        paper.text(overview());
        for (String line : breakdown()) {
            paper.text(line);
        }
    }

    private static List<Box> pair(String label, String text, String otherLabel, String other) {
        return List.of(Box.label(label), Box.said(text), Box.label(otherLabel), Box.said(other));
    }

    private String tenure(Board.Named who) {
        return day(who.from()) + "至" + day(who.until().orElse(handover.leavesOn()));
    }

    private String receiver() {
        return file.incoming().official() + "（" + file.incoming().post()
                + (file.incoming().acting() ? "，代理" : "") + "）";
    }

    private String overview() {
        if (handover.items().isEmpty()) {
            return "本清单没有移交事项。";
        }
        return "本清单列有移交人在本岗位负有责任的在办信访事项共 " + handover.items().size() + " 件，明细附后。";
    }

    private List<String> breakdown() {
        if (handover.items().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "按责任分",
                counted(
                        List.of(Role.values()),
                        PaperWords::of,
                        role -> count(item -> item.roles().contains(role))));
        int without = count(item -> light(item).isEmpty());
        add(
                lines,
                "按期限分",
                counted(
                                List.of(Light.RED, Light.YELLOW, Light.GREEN),
                                PaperWords::of,
                                light -> count(item ->
                                        light(item).filter(light::equals).isPresent()))
                        + (without == 0 ? "" : "，无在走期限 " + without + " 件"));
        add(
                lines,
                "按风险分",
                counted(
                        RISKS,
                        PaperWords::of,
                        risk -> count(item -> item.account()
                                .filter(told -> told.risk() == risk)
                                .isPresent())));
        add(
                lines,
                "交接结果",
                counted(
                        List.of(Handover.Disposition.values()),
                        PaperWords::of,
                        disposition -> (int) handover.placed().stream()
                                .filter(placed -> placed.disposition() == disposition)
                                .count()));
        return lines;
    }

    private static void add(List<String> lines, String by, String counts) {
        if (!counts.isEmpty()) {
            lines.add(by + "：" + counts.replaceFirst("^，", "") + "。");
        }
    }

    private static <T> String counted(
            List<T> kinds, Function<T, String> name, java.util.function.ToIntFunction<T> count) {
        return kinds.stream()
                .filter(kind -> count.applyAsInt(kind) > 0)
                .map(kind -> name.apply(kind) + " " + count.applyAsInt(kind) + " 件")
                .collect(Collectors.joining("，"));
    }

    private int count(java.util.function.Predicate<Item> which) {
        return (int) handover.items().values().stream().filter(which).count();
    }

    /** The worst light among the terms of an organ. */
    private Optional<Light> light(Item item) {
        return item.running().stream()
                .filter(running -> running.term().binds() == Bound.ORGAN)
                .map(running -> running.light(printing.on()))
                .max(Comparator.naturalOrder());
    }

    // ------------------------------------------------------------------ the list

    private void items() {
        List<List<Box>> rows = new ArrayList<>();
        rows.add(List.of(
                Box.label("序号"),
                Box.label("信访件编号\n信访日期"),
                Box.label("信访人\n（人数）"),
                Box.label("主要诉求\n问题属地"),
                Box.label("责任单位\n责任人"),
                Box.label("移交人责任\n包案情况"),
                Box.label("前期办理过程"),
                Box.label("批示与\n承诺事项"),
                Box.label("当前状态与期限"),
                Box.label("风险\n等级"),
                Box.label("下步建议\n核对意见")));
        int number = 0;
        for (Item item : handover.items().values()) {
            number++;
            rows.add(row(number, item));
        }
        if (handover.items().isEmpty()) {
            rows.add(List.of(Box.centre("无移交事项。").over(LIST.length)));
        }
        paper.table(LIST, 1, OfficialPaper.SIZE_SMALL_5, 500, rows);
        paper.note("注：1. 信访人姓名已隐去，全名见系统案卷，查阅留痕。2. 期限为法定或指定期限，剩余天数以印制之日（" + day(printing.on())
                + "）计，交接不重新起算。3. 标“暂定”的期限跨入尚未公布放假安排的年份。");
    }

    private List<Box> row(int number, Item item) {
        Optional<Board.ItemFacts> facts = Optional.ofNullable(file.facts().get(item.caseId()));
        String place =
                facts.flatMap(Board.ItemFacts::place).map(printing.places()).orElse("");
        return List.of(
                Box.centre(Integer.toString(number)),
                Box.centre(item.number()
                        + facts.map(f -> "\n" + dotted(f.receivedOn())).orElse("")),
                Box.centre(facts.map(f -> f.petitioner() + (f.persons() > 1 ? "等\n" + f.persons() + "人" : ""))
                        .orElse("")),
                Box.said(item.gist() + (place.isEmpty() ? "" : "\n【" + place + "】")),
                Box.centre(facts.map(f -> f.unit() + "\n" + f.holder()).orElse("")),
                Box.said(roles(item)),
                Box.said(item.account()
                        .map(Handover.Account::history)
                        .map(HandoverPaper::dash)
                        .orElse("")),
                Box.said(item.account()
                        .map(Handover.Account::commitments)
                        .map(text -> text.isBlank() ? "无" : text)
                        .orElse("")),
                Box.said(standing(item)),
                Box.centre(
                        item.account().map(told -> PaperWords.of(told.risk())).orElse("")),
                Box.said(nextAndChecked(item)));
    }

    private static String roles(Item item) {
        String roles = item.roles().stream().map(PaperWords::of).collect(Collectors.joining("、"));
        Optional<LeaderAssignment> assignment = item.assignment();
        return roles
                + assignment
                        .map(held -> "\n" + dotted(held.from()) + "起包案，限" + dotted(held.until()) + "前化解"
                                + (held.plan().isBlank() ? "" : "。方案：" + held.plan()))
                        .orElse("");
    }

    private String standing(Item item) {
        StringBuilder standing = new StringBuilder(PaperWords.of(item.stage()));
        for (Running running : item.running()) {
            standing.append('\n')
                    .append(running.term().in(Language.ZH))
                    .append('至')
                    .append(dotted(running.due()))
                    .append(left(running));
        }
        return standing.toString();
    }

    private String left(Running running) {
        long days = ChronoUnit.DAYS.between(printing.on(), running.due());
        String left = days < 0 ? "逾期" + -days + "天" : days == 0 ? "今日到期" : "剩" + days + "天";
        return "（" + left + (running.provisional() ? "，暂定" : "") + "）";
    }

    private String nextAndChecked(Item item) {
        List<String> parts = new ArrayList<>();
        item.account()
                .map(Handover.Account::nextStep)
                .filter(text -> !text.isBlank())
                .ifPresent(parts::add);
        item.kept().ifPresent(kept -> parts.add("【保留：" + kept.reason() + "】"));
        if (!item.exchanges().isEmpty()) {
            parts.add("【有异议，见问答记录】");
        } else if (item.checked()) {
            parts.add("【核对无异议】");
        }
        handover.placed().stream()
                .filter(placed -> placed.item().equals(item.caseId()))
                .findFirst()
                .ifPresent(placed -> parts.add("【" + PaperWords.of(placed.disposition()) + "】"));
        return String.join("\n", parts);
    }

    // ------------------------------------------------------------------ questions and signatures

    private void questions() {
        paper.heading("二、接收人质疑与移交人答疑记录");
        List<List<Box>> rows = new ArrayList<>();
        rows.add(List.of(Box.label("序号"), Box.label("信访件编号"), Box.label("接收人质疑"), Box.label("移交人答复")));
        ImmutableList<CaseId> order = handover.items().keySet().asList();
        for (Item item : handover.items().values()) {
            for (Handover.Exchange exchange : item.exchanges()) {
                rows.add(List.of(
                        Box.centre(Integer.toString(order.indexOf(item.caseId()) + 1)),
                        Box.centre(item.number()),
                        Box.said(exchange.question()),
                        Box.said(exchange.answer().orElse("（尚未答复）"))));
            }
        }
        if (rows.size() == 1) {
            paper.text(handover.signed().containsKey(Capacity.INCOMING) ? "接收人已逐项核对，未提出异议。" : "（截至印制之日没有记录。）");
        } else {
            paper.gap();
            paper.table(new int[] {640, 1700, 3252, 3252}, 1, 21, 440, rows);
            paper.gap();
        }
        if (!handover.omissions().isEmpty()) {
            paper.heading("附：生效后发现的漏项");
            for (Handover.Omission omission : handover.omissions()) {
                paper.text(day(omission.foundOn()) + "发现：" + omission.text() + "。未列入清单，由移交人承担相应责任。");
            }
        }
    }

    private void signatures() {
        paper.heading("三、声明与签名");
        List<List<Box>> rows = new ArrayList<>();
        rows.add(List.of(Box.label(""), Box.label("声明"), Box.label("签名"), Box.label("日期")));
        rows.add(signature("移交人", file.outgoing(), Capacity.OUTGOING, "清单真实、完整、无遗漏；未列入事项今后出现问题的，由本人承担相应责任。"));
        rows.add(signature("接收人", file.incoming(), Capacity.INCOMING, "已逐项核对清单；自交接生效之日起，对所列事项负责。"));
        rows.add(signature("监交人", file.witness(), Capacity.WITNESS, "监督了交接全过程；双方当面确认，手续完备。"));
        paper.gap();
        paper.table(new int[] {1400, 3144, 2200, 2100}, 1, 24, 1250, rows);
        paper.gap();
        paper.text("校验办法：清单封存后，其内容由国密 SM3 算法算得一个校验码，印在每页页脚。在系统中打开本编号的交接，所示校验码与页脚一致的，纸面与记录为同一版本；不一致的，以系统案卷为准并查明原因。");
        if (!printing.copiesTo().isBlank()) {
            paper.imprint("抄报：" + printing.copiesTo().replaceAll("。+$", "") + "。");
        }
    }

    private List<Box> signature(String as, Board.Named who, Capacity capacity, String declared) {
        Optional<Handover.Signature> given =
                Optional.ofNullable(handover.signed().get(capacity));
        String signed = given.map(signature -> "（系统签名\n"
                        + dotted(signature.at().atZone(PetitionCase.CHINA).toLocalDate())
                        + "）"
                        + signature.inPlace().map(reason -> "\n代签：" + reason).orElse(""))
                .orElse("");
        return List.of(
                Box.label(as + "\n" + who.official()), Box.said(declared), Box.centre(signed), Box.centre("　　年　 月　 日"));
    }

    private Optional<LocalDate> effectiveOn() {
        return handover.state() == Handover.State.EFFECTIVE
                ? file.docket().stream()
                        .map(Board.EntryLine::entry)
                        .filter(entry -> entry.act() instanceof dev.jieli.domain.tenure.HandoverAct.TakeEffect)
                        .map(dev.jieli.domain.docket.Entry::on)
                        .findFirst()
                : Optional.empty();
    }

    private static String dash(String text) {
        return text.isBlank() ? "—" : text;
    }

    /** Short enough for a narrow column, and not broken at its end. */
    private static String dotted(LocalDate day) {
        return day.getYear() + "." + day.getMonthValue() + "." + day.getDayOfMonth();
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** What the paper calls things. */
    private static final class PaperWords {
        static String of(Handover.Cause cause) {
            return switch (cause) {
                case PROMOTED -> "提任";
                case TRANSFERRED -> "交流";
                case REMOVED -> "免职";
                case RESIGNED -> "辞职";
                case RETIRED -> "退休";
                case TERM_OVER -> "换届";
                case ACTING_OVER -> "代理结束";
                case OTHER -> "其他";
            };
        }

        static String of(Role role) {
            return switch (role) {
                case HOLDER -> "承办人";
                case UNIT_HEAD -> "单位主要负责人";
                case LEADER_IN_CHARGE -> "分管领导";
                case ASSIGNED_LEADER -> "包案领导";
            };
        }

        static String of(Light light) {
            return switch (light) {
                case RED -> "逾期";
                case YELLOW -> "临近到期";
                case GREEN -> "正常";
            };
        }

        static String of(Handover.Risk risk) {
            return switch (risk) {
                case BLUE -> "蓝";
                case GREEN -> "绿";
                case YELLOW -> "黄";
                case ORANGE -> "橙";
                case RED -> "红";
            };
        }

        static String of(Handover.Disposition disposition) {
            return switch (disposition) {
                case MOVED -> "已移交";
                case KEPT -> "保留";
                case CLOSED -> "期间办结";
                case GONE -> "期间已转出";
            };
        }

        static String of(Stage stage) {
            return switch (stage) {
                case REGISTERED -> "已登记";
                case FORWARDED -> "已转送";
                case OBJECTED -> "异议待核";
                case ACCEPTED -> "办理中";
                case REPLIED -> "已出具处理意见";
                case REPLY_SERVED -> "处理意见已送达";
                case REVIEW_REQUESTED -> "复查中";
                case REVIEWED -> "已出具复查意见";
                case REVIEW_SERVED -> "复查意见已送达";
                case DECLINED -> "不予受理，待告知";
                case LED -> "导入其他法定途径，待告知";
                case REREVIEW_REQUESTED -> "复核中";
                case REREVIEWED -> "已出具复核意见";
                case REVOKED -> "已撤销原意见";
                case EXECUTING -> "执行中";
            };
        }
    }
}
