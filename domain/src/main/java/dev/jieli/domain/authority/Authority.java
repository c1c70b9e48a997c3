package dev.jieli.domain.authority;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.jieli.domain.authority.Reach.LEVEL_AND_BELOW;
import static dev.jieli.domain.authority.Reach.OWN_CASE;
import static dev.jieli.domain.authority.Reach.OWN_POST;
import static dev.jieli.domain.authority.Reach.OWN_UNIT;
import static dev.jieli.domain.authority.Reach.REVIEWED;
import static dev.jieli.domain.authority.Reach.UNIT_AND_BELOW;
import static dev.jieli.domain.authority.Reach.WHOLE_HOUSE;
import static dev.jieli.domain.docket.Capacity.ASSIGNED_LEADER;
import static dev.jieli.domain.docket.Capacity.AUDITOR;
import static dev.jieli.domain.docket.Capacity.COLLEAGUE;
import static dev.jieli.domain.docket.Capacity.HOLDER;
import static dev.jieli.domain.docket.Capacity.INCOMING;
import static dev.jieli.domain.docket.Capacity.LEADER_IN_CHARGE;
import static dev.jieli.domain.docket.Capacity.OUTGOING;
import static dev.jieli.domain.docket.Capacity.PETITION_OFFICE;
import static dev.jieli.domain.docket.Capacity.RECEIVER;
import static dev.jieli.domain.docket.Capacity.REGISTRAR;
import static dev.jieli.domain.docket.Capacity.SECURITY_ADMINISTRATOR;
import static dev.jieli.domain.docket.Capacity.SUPERVISOR;
import static dev.jieli.domain.docket.Capacity.SYSTEM_ADMINISTRATOR;
import static dev.jieli.domain.docket.Capacity.UNIT_HEAD;
import static dev.jieli.domain.docket.Capacity.WITNESS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.NextHigher;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * 权限表: what somebody is shown or may do apart from the acts on a case, in which capacity, and how far it reaches. Which
 * act on a case is open to which capacity stands in {@link dev.jieli.domain.casefile.Lifecycle}; that table holds for
 * cases that are shown, and for no others.
 *
 * <p>A capacity follows from the posts in which somebody sits that day. What no row gives is given to nobody.
 */
public final class Authority {

    /**
     * 权限表的一行
     *
     * @param by the capacities; one of them suffices
     * @param note what it leans on: the Regulations name no one who may look, so each row is chosen
     */
    public record Row(Power power, ImmutableSet<Capacity> by, Reach reach, String note) {}

    // spotless:off
    private static final ImmutableList<Row> TABLE = ImmutableList.of(
        //      权限              以什么身份                                        范围             依据
        row(Power.SEE_CASES, by(HOLDER, UNIT_HEAD, LEADER_IN_CHARGE, ASSIGNED_LEADER), OWN_CASE, "责任链上的人办理、负责或者包案 (第5条第3项、第18条第2款)"),
        row(Power.SEE_CASES, by(COLLEAGUE),                                   OWN_UNIT,        "本机关、单位承办、协办或者经手的信访事项"),
        row(Power.SEE_CASES, by(RECEIVER),                                    REVIEWED,        "复查、复核由上一级机关、单位办理 (第35条、第36条)，请求向其提出，须能查看下一级的信访事项"),
        row(Power.SEE_CASES, by(UNIT_HEAD, LEADER_IN_CHARGE, SUPERVISOR),     UNIT_AND_BELOW,  "主要负责人、领导和督查对本机关、单位及下级负责 (第4条、第5条第3项、第40条)"),
        row(Power.SEE_CASES, by(PETITION_OFFICE),                             LEVEL_AND_BELOW, "信访部门转送、交办、督办本级及以下的信访事项 (第14条、第22条、第40条)"),
        row(Power.KEEP_ORGANIZATION, by(REGISTRAR),                           LEVEL_AND_BELOW, "谁在哪个岗位由信访部门据任免文件登记；管理账号的人不因此有业务权限"),
        row(Power.ANNOUNCE_YEAR, by(REGISTRAR),                               WHOLE_HOUSE,     "国务院办公厅通知对所有期限一体适用"),
        row(Power.ADOPT_RULEBOOK, by(REGISTRAR),                              WHOLE_HOUSE,     "地方规则对所有期限一体适用；比条例宽松的不予采用"),
        row(Power.IMPORT_LEDGER, by(REGISTRAR),                               WHOLE_HOUSE,     "登记是信访部门的职责 (第22条)；台账写明的承办单位以台账为准"),
        row(Power.HEAD_PAPERS, by(UNIT_HEAD, LEADER_IN_CHARGE),               OWN_UNIT,        "以谁的名义行文由其负责人决定"),
        row(Power.SEE_PETITIONERS, by(HOLDER, UNIT_HEAD, LEADER_IN_CHARGE, ASSIGNED_LEADER), OWN_CASE, "联系、听取意见、送达须知道信访人是谁 (第31条、第32条)；为履行法定职责所必需 (个人信息保护法第13条第1款第3项、第34条)"),
        row(Power.SEE_PETITIONERS, by(PETITION_OFFICE),                       OWN_UNIT,        "信访部门登记、告知经手的信访事项 (第19条、第23条)"),
        row(Power.EXPORT_PETITIONERS, by(REGISTRAR),                          OWN_UNIT,        "成批离开本系统的风险比逐件查看大，只限登记岗位和信访部门负责人；其余各件照样遮盖 (个人信息保护法第6条、第51条)"),
        row(Power.SEE_HANDOVERS, by(OUTGOING, INCOMING, WITNESS),             OWN_CASE,        "移交人、接收人、监交人逐项核对、签名，须能查看清单"),
        row(Power.SEE_HANDOVERS, by(UNIT_HEAD, LEADER_IN_CHARGE, SUPERVISOR), UNIT_AND_BELOW,  "主要负责人、领导和督查对本机关、单位及下级负责 (第4条、第5条第3项、第40条)；清单上有须对其保密的，整份不予显示"),
        row(Power.SEE_HANDOVERS, by(PETITION_OFFICE),                         LEVEL_AND_BELOW, "信访部门督促检查本级及以下的信访工作 (第14条、第40条)"),
        row(Power.DELEGATE,  by(COLLEAGUE),                                   OWN_POST,        "因休假、培训、患病等离岗，本人委托同一机关、单位的同事代为办理，被委托的人可以辞去 (参照民法典第161条、第173条)；责任不转移 (第5条第3项)"),
        row(Power.DELEGATE,  by(UNIT_HEAD, LEADER_IN_CHARGE),                 UNIT_AND_BELOW,  "本人不能委托的，由主要负责人或者领导指定，也由其终止 (第4条、第5条第3项)"),
        row(Power.ERASE_EXPIRED, by(REGISTRAR),                               WHOLE_HOUSE,     "按保管期限表、凭批准的销毁清册删除 (个人信息保护法第19条、第47条；档案销毁须经鉴定和批准)；只及其看得到的信访事项"),
        row(Power.HOLD_ERASURE, by(UNIT_HEAD, LEADER_IN_CHARGE, SUPERVISOR),  UNIT_AND_BELOW,  "调查、诉讼、追责期间不得删除，由负责人、督查决定"),
        row(Power.HOLD_ERASURE, by(PETITION_OFFICE),                          LEVEL_AND_BELOW, "信访部门督办的事项，同上 (第40条)"),
        row(Power.ANSWER_PERSONS, by(REGISTRAR),                              LEVEL_AND_BELOW, "本人查阅、复制、更正的请求由信访部门受理和答复 (个人信息保护法第45条、第46条、第50条)；只及其看得到的信访事项"),
        row(Power.KEEP_ACCOUNTS, by(SYSTEM_ADMINISTRATOR),                    WHOLE_HOUSE,     "系统管理员建户，不授权 (GB/T 22239-2019 8.1.5.1)；设立、重设、绑定统一身份以后，安全管理员授权才能使用"),
        row(Power.GRANT_ACCOUNTS, by(SECURITY_ADMINISTRATOR),                 WHOLE_HOUSE,     "安全管理员授权，不建户 (GB/T 22239-2019 8.1.5.3)；不得给自己授权"),
        row(Power.STOP_ACCOUNTS, by(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR), WHOLE_HOUSE, "停用多余、过期的账号 (GB/T 22239-2019 8.1.4.2 c)，发现异常的人随时可以停用；每种管理员至少留一人"),
        row(Power.SEE_ACCOUNTS, by(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR), WHOLE_HOUSE, "建户、授权和审计都要知道有哪些账号"),
        row(Power.AUDIT, by(AUDITOR),                                         WHOLE_HOUSE,     "安全审计员查看全部留痕，不能改动任何内容 (GB/T 22239-2019 8.1.5.2)"),
        row(Power.AUDIT_AUDITORS, by(SECURITY_ADMINISTRATOR),                 WHOLE_HOUSE,     "审计员自己的留痕由安全管理员查看，没有人只受自己监督"),
        row(Power.VERIFY_RECORD, by(REGISTRAR, SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR), WHOLE_HOUSE, "核验只读，不显示案卷内容"),
        row(Power.SEE_FINDINGS, by(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR), WHOLE_HOUSE, "案卷、条目的数目和差错所在，会让被检举控告的人推知有其事 (第30条第3款)；其余的人只知道案卷是否完整、何时核验"),
        row(Power.KEEP_LISTENERS, by(REGISTRAR, SYSTEM_ADMINISTRATOR),        WHOLE_HOUSE,     "推送是否送达属于运行；消息内容不在这里显示"),
        row(Power.WATCH_OPERATION, by(SYSTEM_ADMINISTRATOR),                  WHOLE_HOUSE,     "系统管理员负责运行 (GB/T 22239-2019 8.1.5.1)；本机的监控程序不经账号"));
    // spotless:on

    private Authority() {}

    private static Row row(Power power, ImmutableSet<Capacity> by, Reach reach, String note) {
        return new Row(power, by, reach, note);
    }

    private static ImmutableSet<Capacity> by(Capacity... capacities) {
        return Sets.immutableEnumSet(ImmutableSet.copyOf(capacities));
    }

    /** Every row, in the order in which the table is printed. */
    public static ImmutableList<Row> table() {
        return TABLE;
    }

    /** In which capacities somebody acts who sits there, whatever the case. */
    public static ImmutableSet<Capacity> capacities(Seat seat) {
        ImmutableSet.Builder<Capacity> held = ImmutableSet.builder();
        held.add(COLLEAGUE);
        held.add(RECEIVER);
        if (seat.post() == Post.Kind.HEAD) {
            held.add(UNIT_HEAD);
        }
        if (seat.post() == Post.Kind.LEADER) {
            held.add(LEADER_IN_CHARGE);
        }
        if (seat.post() == Post.Kind.SUPERVISOR) {
            held.add(SUPERVISOR);
        }
        if (seat.unitKind() == Unit.Kind.PETITION_OFFICE) {
            held.add(PETITION_OFFICE);
            if (seat.post() == Post.Kind.HEAD || seat.post() == Post.Kind.CLERK) {
                held.add(REGISTRAR);
            }
        }
        return held.build();
    }

    /** Who may it be, how far it reaches aside. */
    public static ImmutableSet<Capacity> holders(Power power) {
        return TABLE.stream()
                .filter(row -> row.power() == power)
                .flatMap(row -> row.by().stream())
                .collect(Sets.toImmutableEnumSet());
    }

    /**
     * In which of these capacities somebody has a power over the whole house, or why not and who has it.
     *
     * @param held from the posts in which he or she sits, or from the duty of an administrator
     */
    public static Outcome<Capacity> permits(Power power, Set<Capacity> held) {
        return TABLE.stream()
                .filter(row -> row.power() == power && row.reach() == WHOLE_HOUSE)
                .flatMap(row -> row.by().stream())
                .filter(held::contains)
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.of(Reason.NOT_YOURS).with("needs", holders(power))));
    }

    /** How far a power reaches from a seat; more than one way where several rows give it, none where none does. */
    public static ImmutableSet<Reach> reach(Power power, Seat seat) {
        Set<Capacity> held = capacities(seat);
        return TABLE.stream()
                .filter(row -> row.power() == power
                        && row.reach() != OWN_CASE
                        && row.reach() != OWN_POST
                        && !Sets.intersection(row.by(), held).isEmpty())
                .map(Row::reach)
                .collect(Sets.toImmutableEnumSet());
    }

    /**
     * In which capacity somebody may do it, or why not and who may instead.
     *
     * @param about the unit that it is about; empty where it is about all
     * @param units all there are
     */
    public static Outcome<Capacity> permits(Power power, Seat seat, Optional<Unit> about, Collection<Unit> units) {
        Set<Capacity> held = capacities(seat);
        Set<Capacity> needs = EnumSet.noneOf(Capacity.class);
        for (Row row : TABLE) {
            if (row.power() == power) {
                needs.addAll(row.by());
                Set<Capacity> fitting = Sets.intersection(row.by(), held);
                if (!fitting.isEmpty() && reaches(row.reach(), seat, about, units)) {
                    return Outcome.done(fitting.iterator().next());
                }
            }
        }
        return Outcome.refused(Refusal.of(Reason.NOT_YOURS).with("needs", needs));
    }

    /**
     * Whether a power over single cases reaches one of them from a seat.
     *
     * @param chain who answers for the case, and those above
     * @param involved the units that have or had a part in it
     * @param units all there are
     */
    public static boolean reaches(
            Power power, Seat seat, Collection<IncumbencyId> chain, Set<UnitId> involved, Collection<Unit> units) {
        return (chain.contains(seat.incumbency())
                        && TABLE.stream().anyMatch(row -> row.power() == power && row.reach() == OWN_CASE))
                || reach(power, seat).stream()
                        .flatMap(far -> within(far, seat.unit(), units).stream())
                        .anyMatch(involved::contains);
    }

    /** In which capacity somebody may do it about the post in which he or she sits, and about no other. */
    public static Optional<Capacity> ownPost(Power power, Seat seat) {
        Set<Capacity> held = capacities(seat);
        return TABLE.stream()
                .filter(row -> row.power() == power && row.reach() == OWN_POST)
                .flatMap(row -> Sets.intersection(row.by(), held).stream())
                .findFirst();
    }

    /** A unit that is not there yet, or is to be elsewhere, is where it will be. */
    private static boolean reaches(Reach reach, Seat seat, Optional<Unit> about, Collection<Unit> units) {
        if (reach == Reach.WHOLE_HOUSE) {
            return true;
        }
        Set<Unit> then = new HashSet<>(units);
        about.ifPresent(unit -> {
            then.removeIf(before -> before.id().equals(unit.id()));
            then.add(unit);
        });
        return about.filter(unit -> within(reach, seat.unit(), then).contains(unit.id()))
                .isPresent();
    }

    /**
     * What a person is shown.
     *
     * @param seats in which he or she sits
     * @param units all there are
     */
    public static Sight sight(OfficialId official, Collection<Seat> seats, Collection<Unit> units) {
        Set<UnitId> reach = new HashSet<>();
        Set<UnitId> handovers = new HashSet<>();
        for (Seat seat : seats) {
            reach(Power.SEE_CASES, seat).forEach(far -> reach.addAll(within(far, seat.unit(), units)));
            reach(Power.SEE_HANDOVERS, seat).forEach(far -> handovers.addAll(within(far, seat.unit(), units)));
        }
        return new Sight(
                false,
                reach.size() == units.size(),
                ImmutableSet.of(official),
                seats.stream().map(Seat::incumbency).collect(toImmutableSet()),
                seats.stream().map(Seat::unit).collect(toImmutableSet()),
                ImmutableSet.copyOf(reach),
                ImmutableSet.copyOf(handovers));
    }

    /**
     * What a system is shown that asks for a person in one post: what that post reaches, and nothing that is kept from the person, whatever
     * the post.
     *
     * @param person what the person is shown in all posts
     */
    public static Sight inPost(Sight person, OfficialId official, Seat seat, Collection<Unit> units) {
        Sight post = sight(official, ImmutableSet.of(seat), units);
        return new Sight(
                false,
                post.everywhere(),
                person.officials(),
                post.own(),
                person.sits(),
                post.reach(),
                post.handovers());
    }

    /**
     * What somebody is shown in the place of one who is absent: what the absent one is shown by that post, and nothing that
     * is kept from either.
     *
     * @param absent what the absent one is shown in all posts
     * @param delegate what the delegate is shown in all posts
     * @param seat of the absent one, in which the delegate acts
     */
    public static Sight standIn(Sight absent, Sight delegate, Seat seat, Collection<Unit> units) {
        Set<UnitId> reach = new HashSet<>();
        reach(Power.SEE_CASES, seat).forEach(far -> reach.addAll(within(far, seat.unit(), units)));
        return new Sight(
                false,
                reach.size() == units.size(),
                Sets.union(absent.officials(), delegate.officials()).immutableCopy(),
                ImmutableSet.of(seat.incumbency()),
                Sets.union(absent.sits(), delegate.sits()).immutableCopy(),
                ImmutableSet.copyOf(reach),
                ImmutableSet.of());
    }

    /**
     * The units to which a reach extends from one of them.
     *
     * @param units all there are
     */
    public static ImmutableSet<UnitId> within(Reach reach, UnitId from, Collection<Unit> units) {
        return switch (reach) {
            case OWN_POST, OWN_CASE -> ImmutableSet.of();
            case WHOLE_HOUSE -> units.stream().map(Unit::id).collect(toImmutableSet());
            case OWN_UNIT -> ImmutableSet.of(from);
            case REVIEWED ->
                units.stream()
                        .filter(unit -> unit.id().equals(from))
                        .flatMap(higher -> units.stream()
                                .filter(unit -> unit.above().isPresent() && NextHigher.reviews(higher, unit)))
                        .map(Unit::id)
                        .collect(toImmutableSet());
            case UNIT_AND_BELOW -> below(from, units);
            case LEVEL_AND_BELOW ->
                units.stream()
                        .filter(unit -> unit.id().equals(from))
                        .flatMap(home ->
                                units.stream().filter(unit -> home.region().contains(unit.region())))
                        .map(Unit::id)
                        .collect(toImmutableSet());
        };
    }

    private static ImmutableSet<UnitId> below(UnitId top, Collection<Unit> units) {
        Set<UnitId> found = new HashSet<>();
        found.add(top);
        for (boolean more = true; more; ) {
            more = false;
            for (Unit unit : units) {
                more |= unit.above().filter(found::contains).isPresent() && found.add(unit.id());
            }
        }
        return ImmutableSet.copyOf(found);
    }
}
