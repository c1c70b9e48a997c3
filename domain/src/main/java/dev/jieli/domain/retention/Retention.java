package dev.jieli.domain.retention;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.statute.Wording;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * 保管期限表: what is kept of people, how long and from when. The Regulations say nothing of it; art. 19 of the Personal
 * Information Protection Law says the shortest time that the purpose needs, and leaves what laws on archives prescribe. Every
 * row is chosen and says what it leans on.
 *
 * <p>What identifies a petitioner lies apart from the docket, so that it can go while the docket, its hashes and what is
 * counted from it stay.
 */
public final class Retention {

    /** 保管对象: what is kept, each with a time of its own. */
    public enum Holding {
        /** 有领导阅批的信访事项的个人信息 */
        INSTRUCTED,
        /** 有处理结果的信访事项的个人信息: decided in whatever instance, or settled */
        DECIDED,
        /** 其他已办结信访事项的个人信息: not accepted, led elsewhere, withdrawn */
        OTHER,
        /** 回执: what was answered to a request that carried a key */
        RECEIPTS,
        /** 登录 */
        SIGN_INS,
        /** 留痕 */
        TRACES,
        /** 案卷 */
        DOCKETS,
        /** 死信: what a listener did not take */
        DEAD_LETTERS,
        /** 上传的台账 */
        UPLOADS,
        /** 备份 */
        BACKUPS
    }

    /** 到期处理: who lets go of it when its time has come. */
    public enum By {
        /** 到期删除: an official, by {@code jieli retain}, upon an approved list */
        RETAIN,
        /** 自动清除: the system, by itself */
        ITSELF,
        /** 不删除 */
        NOBODY
    }

    /**
     * 保管期限表的一行
     *
     * @param from from when the time counts
     * @param time how long; where {@link Periods} can change it, as long as is usual
     * @param note what it leans on
     */
    public record Row(Holding holding, Wording from, Wording time, By by, Wording note) {
        /** How long where these periods hold. */
        public Wording time(Periods periods) {
            if (holding != Holding.DECIDED && holding != Holding.OTHER) {
                return time;
            }
            int years = periods.of(holding);
            return years == 0 ? Wording.of("永久", "for good") : Wording.of(years + "年", years + " years");
        }
    }

    /**
     * 保管期限: in years that count from 1 January after the year in which a case ended; 0 for good.
     *
     * @param decided of {@link Holding#DECIDED}, 0 or at least {@link #LEAST}
     * @param other of {@link Holding#OTHER}, 0 or at least {@link #LEAST}
     */
    public record Periods(int decided, int other) {
        /** Until nobody can go to court about what was done any more, land aside (行政诉讼法第46条第2款). */
        public static final int LEAST = 5;

        public static final int MOST = 100;

        public static final Periods USUAL = new Periods(30, 10);

        public Periods {
            for (int years : new int[] {decided, other}) {
                if (years != 0 && (years < LEAST || years > MOST)) {
                    throw new IllegalArgumentException("years: " + years);
                }
            }
        }

        private int of(Holding holding) {
            return switch (holding) {
                case DECIDED -> decided;
                case OTHER -> other;
                default -> 0;
            };
        }

        /** No case that ended on or after this day is due yet; empty where none ever is. */
        public Optional<LocalDate> endedBefore(LocalDate today) {
            int shortest = decided == 0 || other == 0 ? Math.max(decided, other) : Math.min(decided, other);
            return shortest == 0 ? Optional.empty() : Optional.of(LocalDate.of(today.getYear() - shortest, 1, 1));
        }
    }

    /** 不删除的原因: why the data of a case stay although, or because, their time has not come. */
    public enum Stay {
        /** 未办结 */
        OPEN,
        /** 永久保管 */
        FOR_GOOD,
        /** 未到期 */
        NOT_DUE,
        /** 正在终结认定 */
        TERMINATION_UNDER_WAY,
        /** 与未办结的事项关联 */
        LINKED_TO_OPEN,
        /** 列在未完成的交接清单上 */
        ON_A_LIST,
        /** 暂缓删除 */
        ON_HOLD,
        /** 不在批准的清册上 */
        NOT_APPROVED
    }

    // spotless:off
    private static final ImmutableList<Row> TABLE = ImmutableList.of(
        row(Holding.INSTRUCTED,   "办结次年1月1日", "1 January after the year in which the case ended", "永久", "for good", By.NOBODY,
            "机关归档范围和保管期限规定的通行做法：有领导批示的来信来访材料永久保管（国家档案局令第8号；以本机关经审查同意的保管期限表为准）",
            "usual under the rules on what organs file and how long (National Archives Administration, order no. 8): letters and visits on which a leader wrote are kept for good; what counts is the list of periods that the organ has had approved"),
        row(Holding.DECIDED,      "办结次年1月1日", "1 January after the year in which the case ended", "30年", "30 years", By.RETAIN,
            "同上：有处理结果的，30年；个人信息保护法第19条但书（法律、行政法规对保存期限另有规定的除外）",
            "the same: with a result, 30 years; Personal Information Protection Law, art. 19, the exception (unless laws or administrative regulations say otherwise)"),
        row(Holding.OTHER,        "办结次年1月1日", "1 January after the year in which the case ended", "10年", "10 years", By.RETAIN,
            "同上：一般的，10年；不短于5年，行政诉讼法第46条第2款的最长起诉期限（不动产案件除外）",
            "the same: others, 10 years; no less than 5, the longest time in which one can go to court (Administrative Litigation Law, art. 46(2); land aside)"),
        row(Holding.RECEIPTS,     "答复时", "the answer", "30日", "30 days", By.ITSELF,
            "接口重复提交只在短时间内发生；答复加密保存，其中没有信访人信息；条数不告诉任何人，因为其中也有检举控告的",
            "the same request is sent again within a short time only; the answer is kept encrypted, and nothing about petitioners is in it; nobody is told how many, for those on accusations are among them"),
        row(Holding.SIGN_INS,     "最后一次使用", "when it was last used", "按登录规则，缺省30分钟", "as the rules of signing in say, 30 minutes usually", By.ITSELF,
            "个人信息保护法第19条；等级保护要求剩余信息清除（GB/T 22239-2019 8.1.4.10）",
            "Personal Information Protection Law, art. 19; graded protection asks that what is left over is cleared (GB/T 22239-2019, 8.1.4.10)"),
        row(Holding.TRACES,       "行为时", "when it was done", "不少于6个月；随案卷永久", "six months at least; with its docket for good", By.NOBODY,
            "网络安全法（2025年修正，2026-01-01施行）第23条第3项，修正前第21条第3项；链上的条目删不掉而不被发现，其中没有信访人信息",
            "Cybersecurity Law (as amended in 2025, in force from 2026-01-01), art. 23 no. 3, before that art. 21 no. 3; entries in the chain cannot be taken out unseen, and nothing about petitioners is in them"),
        row(Holding.DOCKETS,      "登记时", "when it was entered", "永久", "for good", By.NOBODY,
            "谁在何时负责、依据什么办理，须能追查；其中没有信访人信息",
            "who answered when, and by what it was handled, has to be found; nothing about petitioners is in it"),
        row(Holding.DEAD_LETTERS, "搁置时", "when it was set aside", "送达或者管理员放弃为止", "until it is delivered or given up", By.ITSELF,
            "是案卷条目的去向，不是副本",
            "it says where an entry of a docket goes, and is no copy"),
        row(Holding.UPLOADS,      "上传时", "when it came in", "导入或者放弃为止", "until it is imported or given up", By.ITSELF,
            "个人信息保护法第19条；原台账在导入人手里",
            "Personal Information Protection Law, art. 19; whoever imports it has the ledger itself"),
        row(Holding.BACKUPS,      "备份时", "when it was made", "最新14份，其余每月第一份12个月", "the newest fourteen, and the first of each of the last twelve months", By.ITSELF,
            "已删除的个人信息在备份里最多还存12个月，恢复后须再执行一次到期删除",
            "what was erased stays in backups for 12 months at most; after a restoration what is over is erased once more"));
    // spotless:on

    private Retention() {}

    private static Row row(
            Holding holding,
            String from,
            String fromEn,
            String time,
            String timeEn,
            By by,
            String note,
            String noteEn) {
        return new Row(holding, Wording.of(from, fromEn), Wording.of(time, timeEn), by, Wording.of(note, noteEn));
    }

    /** Every row, in the order in which the table is printed. */
    public static ImmutableList<Row> table() {
        return TABLE;
    }

    /** Which row an ended case comes under. */
    public static Holding of(PetitionCase found, Collection<Entry> docket) {
        if (docket.stream().anyMatch(entry -> entry.act() instanceof CaseAct.Instruct)) {
            return Holding.INSTRUCTED;
        }
        return found.position() instanceof Position.Ended ended
                ? switch (ended.ending()) {
                    case FINAL, SETTLED, NOT_PURSUED, ANSWERED -> Holding.DECIDED;
                    case NOT_ACCEPTED, LED_ELSEWHERE, WITHDRAWN -> Holding.OTHER;
                }
                : Holding.DECIDED;
    }

    /**
     * Why what identifies the petitioner stays; empty where it may be erased. What other cases, lists and holds have to say
     * is for whoever asks.
     */
    public static Optional<Stay> stays(PetitionCase found, Collection<Entry> docket, Periods periods, LocalDate today) {
        if (!(found.position() instanceof Position.Ended ended)) {
            return Optional.of(Stay.OPEN);
        }
        int years = periods.of(of(found, docket));
        if (years == 0) {
            return Optional.of(Stay.FOR_GOOD);
        }
        if (today.getYear() <= ended.on().getYear() + years) {
            return Optional.of(Stay.NOT_DUE);
        }
        return ended.termination().filter(way -> !way.isComplete()).isPresent()
                ? Optional.of(Stay.TERMINATION_UNDER_WAY)
                : Optional.empty();
    }
}
