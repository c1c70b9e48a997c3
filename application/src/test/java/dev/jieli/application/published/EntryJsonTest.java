package dev.jieli.application.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseEffect;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Confirmation;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.Decision;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Informed;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Succession;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.casefile.Unserved;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryJsonTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final IncumbencyId HOLDER = new IncumbencyId(id(11));
    private static final IncumbencyId HEAD = new IncumbencyId(id(12));
    private static final IncumbencyId LEADER = new IncumbencyId(id(13));
    private static final CaseId CASE = new CaseId(id(1));
    private static final UUID HANDOVER = id(2);
    private static final UnitId UNIT = new UnitId(id(3));

    private static UUID id(int n) {
        return new UUID(0x0123_4567_89ab_4cdeL, 0x8000_0000_0000_0000L | n);
    }

    private static final Petition PETITION = new Petition(
            "武信〔2026〕0001",
            Channel.VISIT,
            DAY,
            "反映道路施工扬尘\n“多次”反映无果",
            Optional.of(new RegionCode("330723103")),
            "环境保护",
            3,
            1);
    private static final Running CONCLUDE = new Running(
            Term.CONCLUDE,
            Article.art(34),
            DAY,
            LocalDate.of(2026, 5, 6),
            LocalDate.of(2026, 5, 1),
            false,
            0,
            0,
            LocalDate.of(2026, 4, 22),
            0,
            Optional.of(LocalDate.of(2026, 4, 22)),
            false);
    private static final Chain CHAIN =
            new Chain(HOLDER, ImmutableSortedMap.of(Role.UNIT_HEAD, HEAD, Role.LEADER_IN_CHARGE, LEADER));
    private static final Handover.Item ITEM = new Handover.Item(
            CASE,
            PETITION.number(),
            PETITION.gist(),
            ImmutableSet.of(Role.HOLDER),
            Stage.ACCEPTED,
            ImmutableList.of(CONCLUDE),
            Optional.of(new LeaderAssignment(
                    LEADER, ImmutableMap.of(new Slot("定领导包化解"), "每月约谈一次"), "分步化解", DAY, LocalDate.of(2026, 12, 31))),
            Optional.of(new Handover.Account("已约谈两次", "承诺五月底前洒水", "督促施工方", Handover.Risk.YELLOW)),
            Optional.of(new Handover.Kept(HEAD, "仍由本人负责")),
            true,
            ImmutableList.of(
                    new Handover.Exchange("材料不全", Optional.of("已补")), new Handover.Exchange("还缺一份", Optional.empty())));

    private static final ImmutableList<Act> ACTS = ImmutableList.of(
            new CaseAct.Register(PETITION),
            new CaseAct.ReceiveDirectly(PETITION),
            new CaseAct.Transfer(HOLDER, "来信原件"),
            new CaseAct.Entrust(HOLDER, "来信原件", DAY.plusDays(30), "查明情况并报送办结报告"),
            new CaseAct.ReportBack("已办结，报告附后"),
            new CaseAct.RaiseObjection("不属本单位职权"),
            new CaseAct.TakeBack("同意"),
            new CaseAct.Uphold("属其职权"),
            new CaseAct.Notify(Manner.BY_POST, "已收到"),
            new CaseAct.Classify(Track.SIMPLIFIED, Optional.of(SimpleGround.CLEAR), ImmutableSet.of(), "事实清楚，责任明确"),
            new CaseAct.Dispense("信件未写明姓名、住址"),
            new CaseAct.Accept(),
            new CaseAct.Decline("不属本系统", "县住建局"),
            new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "劳动人事争议仲裁委"),
            new CaseAct.Respond(Optional.of(Adoption.PARTLY), "部分采纳"),
            new CaseAct.AskExtension(30, "需委托鉴定"),
            new CaseAct.Extend(30, "情况复杂", DAY),
            new CaseAct.Reply(Opinion.SUPPORT, "予以支持"),
            new CaseAct.Execute(Optional.of(1), true, DAY, "已停止夜间施工", "整改验收单"),
            new CaseAct.OrderExecution(HEAD, "请按意见执行"),
            new CaseAct.Serve(DAY, Manner.IN_PERSON),
            new CaseAct.ServePublicly(DAY, "县政府公告栏；多次上门、电话均无法联系"),
            new CaseAct.Unserve(DAY, Manner.BY_POST, Unserved.RETURNED, "原址无人"),
            new CaseAct.RequestReview(HEAD, Optional.of(DAY), "不服"),
            new CaseAct.PassOn(HEAD, "不属本机关复查范围"),
            new CaseAct.Review(Finding.UPHELD, "维持"),
            new CaseAct.RequestRereview(LEADER, "仍不服"),
            new CaseAct.Hear(DAY, DAY.plusDays(4)),
            new CaseAct.Rereview(Finding.CHANGED, "变更"),
            new CaseAct.Revoke("事实不清，予以撤销"),
            new CaseAct.TakeMeasure(Measure.SOCIAL_AID, "县民政局", "", "协助申请临时救助"),
            new CaseAct.ProposeTermination("终结报告〔2026〕1号", "终结备案表"),
            new CaseAct.ConfirmTermination(Confirmation.PROVINCIAL, "省信访工作联席会议", "审核认定〔2026〕7号"),
            new CaseAct.ReturnTermination("帮扶救助记录不全"),
            new CaseAct.OrderAnew(HOLDER, "撤销，重新办理"),
            new CaseAct.Settle(true, "调解协议书"),
            new CaseAct.Resume(HOLDER, "到期没有付款"),
            new CaseAct.Withdraw("已解决"),
            new CaseAct.Close("逾期未请求复查"),
            new CaseAct.Reassign(HOLDER, "工作调整"),
            new CaseAct.Recuse(HOLDER, Optional.of(HEAD), "与信访人有亲属关系"),
            new CaseAct.Coordinate(
                    Coordination.SUPERIOR,
                    "县人民政府",
                    HOLDER,
                    ImmutableSet.of(UNIT),
                    ImmutableSet.of(Crossing.REGION, Crossing.DEPARTMENT),
                    "涉及两个部门"),
            new CaseAct.Succeed(UNIT, new UnitId(id(4)), HOLDER, Succession.SUCCESSOR, "机构改革方案"),
            new CaseAct.DeclareUrgent("可能造成社会影响", "已派员到场疏导"),
            new CaseAct.Report(ImmutableSet.of(Informed.GOVERNMENT, Informed.JOINT_MEETING_OFFICE), "情况报告第1期"),
            new CaseAct.Instruct(LEADER, "请抓紧办理并报结果", DAY.plusDays(10)),
            new CaseAct.AnswerLeader("已限期整改"),
            new CaseAct.AssignLeader(
                    LEADER,
                    ImmutableMap.of(new Slot("定责任包重点"), "", new Slot("定领导包化解"), "约谈"),
                    "方案",
                    LocalDate.of(2026, 12, 31)),
            new CaseAct.ReleaseLeader("已化解"),
            new CaseAct.TakeOver(HANDOVER, HOLDER, HEAD),
            new CaseAct.Realign("班子分工调整"),
            new CaseAct.Urge("请抓紧"),
            new CaseAct.Note("电话联系"),
            new CaseAct.Link(new CaseId(HANDOVER), LinkKind.SAME_MATTER, "诉求相同"),
            new CaseAct.Unlink(new CaseId(HANDOVER), LinkKind.SAME_PERSON, "另有其人"),
            new CaseAct.Warn(Term.CONCLUDE, LocalDate.of(2026, 5, 6), Light.YELLOW, HOLDER),
            new CaseAct.WarnIdle(HANDOVER, HEAD),
            new CaseAct.Reckon("国办发明电〔2026〕7号"),
            new CaseAct.DraftPaper(id(41), PaperKind.OPINION, 2, "ab".repeat(32)),
            new CaseAct.CheckPaper(id(41), PaperKind.OPINION, "ab".repeat(32)),
            new CaseAct.IssuePaper(id(41), PaperKind.OPINION, Optional.of("武建处〔2026〕12号"), "cd".repeat(32)),
            new CaseAct.FetchPaper(id(41), PaperKind.OPINION),
            new HandoverAct.Open(
                    HOLDER,
                    HEAD,
                    LEADER,
                    Handover.Cause.TRANSFERRED,
                    "武组干〔2026〕5号",
                    DAY,
                    DAY.plusDays(9),
                    ImmutableList.of(ITEM)),
            new HandoverAct.Complete(ImmutableList.of(CASE), new Handover.Account("历史", "", "下步", Handover.Risk.BLUE)),
            new HandoverAct.Keep(CASE, HEAD, "仍由本人负责"),
            new HandoverAct.Freeze("ab".repeat(32), Optional.of("移交人已调离"), ImmutableList.of(ITEM)),
            new HandoverAct.Check(ImmutableList.of(CASE)),
            new HandoverAct.Question(CASE, "材料不全"),
            new HandoverAct.Answer(CASE, "已补"),
            new HandoverAct.Receive("ab".repeat(32)),
            new HandoverAct.Witness("ab".repeat(32)),
            new HandoverAct.Supplement(ImmutableList.of(ITEM)),
            new HandoverAct.Replace(HEAD, LEADER, "接收人另有任用"),
            new HandoverAct.TakeEffect(
                    ImmutableList.of(new Handover.Placed(CASE, Handover.Disposition.MOVED)), DAY.plusDays(5)),
            new HandoverAct.WarnVacancy(LEADER),
            new HandoverAct.FoundLater(CASE, "清单漏列"),
            new HandoverAct.Cancel("不离任了"),
            new UnitAct.Establish(new Unit(
                    UNIT,
                    "某县信访局",
                    ImmutableSet.of("信访局", "县局"),
                    Unit.Kind.PETITION_OFFICE,
                    new RegionCode("330723"),
                    Optional.of(new UnitId(id(4))))),
            new UnitAct.CreatePost(new Post(new PostId(id(21)), UNIT, "局长", Post.Kind.HEAD, 0)),
            new UnitAct.NameHeads(Optional.of(new PostId(id(21))), Optional.of(new PostId(id(22)))),
            new UnitAct.Appoint(
                    new Incumbency(HOLDER, new OfficialId(id(31)), new PostId(id(21)), DAY, true, Optional.empty()),
                    new Official(new OfficialId(id(31)), "赵一")),
            new UnitAct.Delegate(new Delegation(
                    new DelegationId(id(41)),
                    HOLDER,
                    LEADER,
                    Delegation.Cause.LEAVE,
                    DAY,
                    DAY.plusDays(9),
                    "年休假",
                    Optional.empty())),
            new UnitAct.EndDelegation(new DelegationId(id(41)), "提前返岗"),
            new UnitAct.Enlist(new Official(new OfficialId(id(32)), "钱二")),
            new UnitAct.Announce(new YearNotice(
                    2028,
                    "某办发〔2027〕1号",
                    "关于2028年部分节假日安排的通知",
                    ImmutableSortedMap.of(LocalDate.of(2027, 12, 31), "元旦", LocalDate.of(2028, 1, 1), "元旦"),
                    ImmutableSortedMap.of(LocalDate.of(2028, 1, 8), "元旦"))),
            new UnitAct.Adopt(LocalRulebook.read("""
                            rulebook,XX1,某市信访工作办法,Measures of a city
                            place,330700
                            force,2022-06-01,
                            status,IN_FORCE,市司法局2022年备案,filed with the bureau of justice in 2022
                            source,市政府公报,gazette of the city
                            row,CONCLUDE,45,CALENDAR_DAYS,9.1,QUOTED,应当自受理之日起四十五日内办结
                            """).orFault()),
            AccountAct.Trace.failed(AccountAct.Kind.SEE, "NOT_YOURS")
                    .about(PetitionCase.subject(CASE))
                    .from("10.1.2.3")
                    .with(AccountAct.Detail.FIELDS, "电话、住址")
                    .with(AccountAct.Detail.PURPOSE, "电话告知\n受理情况"));

    /** One of each act; among the case's there are all effects that can be. */
    static Entry sample(Act act) {
        Subject.Kind kind = act instanceof CaseAct
                ? Subject.Kind.CASE
                : act instanceof HandoverAct
                        ? Subject.Kind.HANDOVER
                        : act instanceof AccountAct ? Subject.Kind.ACCOUNT : Subject.Kind.UNIT;
        boolean system = act instanceof CaseAct.Warn
                || act instanceof CaseAct.WarnIdle
                || act instanceof CaseAct.Reckon
                || act instanceof CaseAct.TakeOver
                || act instanceof CaseAct.Realign
                || act instanceof HandoverAct.WarnVacancy;
        return new Entry(
                new Subject(kind, kind == Subject.Kind.CASE ? id(1) : kind == Subject.Kind.HANDOVER ? HANDOVER : id(3)),
                act instanceof CaseAct.Register || act instanceof CaseAct.ReceiveDirectly ? 1 : 7,
                act,
                kind == Subject.Kind.CASE ? effectOf(act) : Effect.NONE,
                system ? Optional.empty() : Optional.of(HOLDER),
                system ? Capacity.SYSTEM : act instanceof AccountAct ? Capacity.ACCOUNT : Capacity.HOLDER,
                DAY,
                Instant.parse("2026-03-02T01:02:03.040Z"),
                kind == Subject.Kind.CASE ? Optional.of(Article.art(31, 1, 6)) : Optional.empty());
    }

    private static CaseEffect effectOf(Act act) {
        boolean moves = act instanceof CaseAct.Transfer || act instanceof CaseAct.Register;
        return new CaseEffect(
                moves ? Optional.of(Stage.FORWARDED) : Optional.empty(),
                act instanceof CaseAct.Rereview ? Optional.of(Ending.FINAL) : Optional.empty(),
                moves ? Optional.of(UNIT) : Optional.empty(),
                moves ? Optional.of(CHAIN) : Optional.empty(),
                act instanceof CaseAct.Accept || moves ? ImmutableList.of(CONCLUDE) : ImmutableList.of(),
                act instanceof CaseAct.Reply ? ImmutableSet.of(Term.NOTICE, Term.CONCLUDE) : ImmutableSet.of());
    }

    static Stream<Entry> samples() {
        return ACTS.stream().map(EntryJsonTest::sample);
    }

    static Stream<Class<?>> acts() {
        return Stream.of(CaseAct.class, HandoverAct.class, UnitAct.class, AccountAct.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @Test
    void every_act_that_there_is_has_a_published_form() {
        assertThat(ACTS.stream().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(acts().toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_entry_is_written_as_its_golden_file_has_it_and_read_back_from_it(Entry sample) throws IOException {
        assertThat(EntryJson.write(sample)).isEqualTo(golden(sample));
        assertThat(EntryJson.read(golden(sample))).isEqualTo(sample);
    }

    @Test
    void what_an_opinion_says_to_each_request_and_by_when_it_is_executed_was_added() {
        ImmutableList<Decision> each = ImmutableList.of(
                new Decision("停止夜间施工", Opinion.SUPPORT, "现场核实属实"), new Decision("赔偿损失", Opinion.NOT_SUPPORT, "没有证据"));
        for (CaseAct act : ImmutableList.of(
                new CaseAct.Reply(Opinion.SUPPORT, "部分支持", each, Optional.of(DAY.plusDays(30))),
                new CaseAct.Review(Finding.CHANGED, "变更", each),
                new CaseAct.Rereview(Finding.CHANGED, "变更", each),
                new CaseAct.Settle(true, "调解协议书", "月底前付清工资", Optional.of(DAY.plusDays(30))))) {
            assertThat(EntryJson.read(EntryJson.write(sample(act)))).isEqualTo(sample(act));
        }
        assertThat(EntryJson.write(
                        sample(new CaseAct.Reply(Opinion.SUPPORT, "部分支持", each, Optional.of(DAY.plusDays(30))))))
                .contains("\"decisions\":[{\"request\":\"停止夜间施工\",\"opinion\":\"SUPPORT\",\"words\":\"现场核实属实\"},")
                .contains("\"executeBy\":\"2026-04-01\"");
    }

    @Test
    void beside_which_list_one_of_accusations_is_kept_was_added() {
        Entry apart = sample(new HandoverAct.Open(
                HOLDER,
                HEAD,
                LEADER,
                Handover.Cause.TRANSFERRED,
                "",
                DAY,
                DAY.plusDays(9),
                ImmutableList.of(ITEM),
                Optional.of(new HandoverId(id(42)))));

        assertThat(EntryJson.read(EntryJson.write(apart))).isEqualTo(apart);
        assertThat(EntryJson.write(apart)).contains("\"beside\":\"" + id(42) + "\"");
    }

    @Test
    void for_whom_a_delegate_acted_was_added() {
        Entry own = sample(new CaseAct.Note("一"));
        Entry entry = new Entry(
                own.subject(),
                own.number(),
                own.act(),
                own.effect(),
                own.by(),
                Optional.of(LEADER),
                own.capacity(),
                own.on(),
                own.at(),
                own.article());

        assertThat(EntryJson.write(entry)).contains("\"by\":\"" + HOLDER + "\",\"inPlaceOf\":\"" + LEADER + "\",");
        assertThat(EntryJson.read(EntryJson.write(entry))).isEqualTo(entry);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryJson.read(EntryJson.write(entry).replace(LEADER.toString(), HOLDER.toString())));
    }

    @Property
    void any_entry_comes_back_as_it_was(@ForAll long seed) {
        Anything anything = new Anything(seed);
        acts().forEach(act -> {
            Entry entry = anything.entry(act.asSubclass(Act.class));
            String json = EntryJson.write(entry);
            assertThat(EntryJson.read(json)).isEqualTo(entry);
            assertThat(EntryJson.write(EntryJson.read(json))).isEqualTo(json);
        });
    }

    @Test
    void what_is_not_quite_an_entry_is_not_read() {
        String json = EntryJson.write(sample(new CaseAct.Note("一")));
        for (String wrong : ImmutableList.of(
                "",
                "null",
                "[]",
                json + json,
                json.replace("\"v\":1", "\"v\":2"),
                json.replace("\"v\":1", "\"v\":1,\"v\":1"),
                json.replace("\"number\":7", "\"number\":7.0"),
                json.replace("\"number\":7", "\"number\":\"7\""),
                json.replace("\"number\":7", "\"number\":0"),
                json.replace("\"number\":7,", ""),
                json.replace("\"note\"", "\"freeze\""),
                json.replace("\"text\":\"一\"", "\"text\":null"),
                json.replace("\"text\":\"一\"", "\"text\":\"一\",\"more\":1"),
                json.replace("2026-03-02T01:02:03.040Z", "2026-03-02T01:02:03Z"),
                json.replace("\"on\":\"2026-03-02\"", "\"on\":\"2026-02-30\""),
                json.replace("case/", "cases/"),
                json.replace("HOLDER", "holder"),
                json.replace("\"by\":\"" + HOLDER + "\",", ""))) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> EntryJson.read(wrong));
        }
    }

    @Test
    void an_instant_finer_than_a_millisecond_is_a_fault() {
        Entry entry = sample(new CaseAct.Accept());
        Entry finer = new Entry(
                entry.subject(),
                entry.number(),
                entry.act(),
                entry.effect(),
                entry.by(),
                entry.capacity(),
                entry.on(),
                entry.at().plusNanos(1),
                entry.article());
        assertThatIllegalArgumentException().isThrownBy(() -> EntryJson.write(finer));
    }

    /** {@code -Dgolden=write} writes the files anew, for a form that is new; a published one must not change. */
    private static String golden(Entry sample) throws IOException {
        String name = "entries/"
                + CaseFormat.UPPER_CAMEL.to(
                        CaseFormat.LOWER_HYPHEN, sample.act().getClass().getSimpleName()) + ".json";
        if ("write".equals(System.getProperty("golden"))) {
            Path file = Path.of("src/test/resources/dev/jieli/application/published", name);
            Files.writeString(file, EntryJson.write(sample) + "\n");
            return EntryJson.write(sample);
        }
        try (InputStream file = EntryJsonTest.class.getResourceAsStream(name)) {
            assertThat(file).as("golden file " + name).isNotNull();
            return new String(file.readAllBytes(), UTF_8).stripTrailing();
        }
    }
}
