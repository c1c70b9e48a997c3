package dev.jieli.bootstrap.county;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.port.Archive;
import dev.jieli.bootstrap.wiring.Ids;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Confirmation;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.wording.Words;
import dev.jieli.office.PaperPress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * 演示县: Wuyi county (武义县) as it might have worked over the last two years: organs and places as they are, people and
 * cases invented, the same every time for the same day. One handover is done, one is being written, one waits for the
 * receiver; one matter is being found at its end, and one paper was issued.
 */
public final class DemoCounty {
    private static final int CASES = 1_200;
    private static final int DAYS = 730;
    private static final long SEED = 330723;
    private static final String HOUSING = "住房和城乡建设局";

    /** Somebody whom a visitor can sign in as. */
    public record Person(String name, Wording as) {}

    /** Who administers the demonstration, and holds no post in the county. */
    public record Administrator(Duty duty, String official, Person person) {}

    /** The three administrators. */
    public static final ImmutableList<Administrator> ADMINISTRATORS = ImmutableList.of(
            new Administrator(
                    Duty.SYSTEM,
                    "卢系",
                    new Person("sysadmin", Wording.of("系统管理员：设立账号、运行维护", "system administrator: accounts, operation"))),
            new Administrator(
                    Duty.SECURITY,
                    "卢安",
                    new Person("secadmin", Wording.of("安全管理员：授权、启用账号", "security administrator: grants accounts"))),
            new Administrator(
                    Duty.AUDIT, "卢审", new Person("auditor", Wording.of("安全审计员：查看留痕", "auditor: reads the record"))));

    /** The people to try the house as, in the order in which a case passes through their hands. */
    public static final ImmutableList<Person> PEOPLE = ImmutableList.of(
            new Person("clerk", Wording.of("县信访局 接访登记员", "registrar, county petition office")),
            new Person("handler", Wording.of("住房和城乡建设局 信访经办", "handler, housing bureau")),
            new Person("head", Wording.of("农业农村局 局长", "head, agriculture bureau")),
            new Person("reviewer", Wording.of("县复查复核委 专员（复查）", "reviewer, county")),
            new Person("rereviewer", Wording.of("市复查复核委 专员（复核）", "re-reviewer, prefecture")),
            new Person("leader", Wording.of("县长（包案领导）", "county head, takes hard cases")),
            new Person("supervisor", Wording.of("县信访局 督查科科长（监交人）", "supervisor, witness of handovers")),
            new Person(
                    "leaving",
                    Wording.of("住房和城乡建设局 局长，即将离任（清单填写中）", "head of the housing bureau, leaving: list being written")),
            new Person(
                    "receiver",
                    Wording.of("新任副县长（人社），待接收", "incoming deputy county head: list waiting to be received")),
            new Person("office", Wording.of("县信访局 局长", "head of the petition office")));

    /** Who it turned out to be, by the name to sign in with. */
    public record Found(ImmutableList<Somebody> people, int cases, int entries) {}

    /** An official behind one of {@link #PEOPLE}. */
    public record Somebody(String name, OfficialId official) {}

    private final Archive archive;
    private final Law law;
    private final LocalDate today;
    private final IntConsumer percent;
    private final Random random = new Random(SEED);
    private final Names names = new Names();
    private final Staff staff;
    private final Story story;
    private final OpenHandover openHandover;
    private final AdvanceHandover advanceHandover;
    private final CompleteHandover completeHandover;

    private DemoCounty(Archive archive, Law law, LocalDate today, IntConsumer percent) {
        LocalDate first = today.minusDays(DAYS);
        this.archive = archive;
        this.law = law;
        this.today = today;
        this.percent = percent;
        this.staff = new Staff(archive.store(), random, first.minusDays(60), names);
        this.story = new Story(staff, archive.store(), law, random, names, first, today.minusDays(1), CASES);
        this.openHandover = new OpenHandover(archive.store());
        this.advanceHandover = new AdvanceHandover(archive.store());
        this.completeHandover = new CompleteHandover(archive.store(), law);
    }

    /**
     * Founds the county in an empty archive.
     *
     * @param percent told now and then how much of it is done
     */
    public static Found found(Archive archive, Law law, LocalDate today, IntConsumer percent) {
        return new DemoCounty(archive, law, today, percent).found();
    }

    private Found found() {
        staff.found();
        percent.accept(20);
        Desk clerk = staff.desk(Staff.OFFICE, "接访登记员1");
        Desk supervisor = staff.desk(Staff.OFFICE, "督查科科长");
        Desk housing = staff.desks(HOUSING, Post.Kind.HEAD).get(0);

        done(supervisor);
        terminated();
        Desk receiver = waiting(supervisor);
        issued();
        drafted(housing, supervisor);

        percent.accept(100);
        return new Found(
                ImmutableList.of(
                        somebody("clerk", clerk),
                        somebody("handler", staff.desk(HOUSING, "信访经办1")),
                        somebody("head", staff.desks("农业农村局", Post.Kind.HEAD).get(0)),
                        somebody("reviewer", staff.desk(Staff.REVIEWERS, "复查复核专员1")),
                        somebody("rereviewer", staff.desk(Staff.REREVIEWERS, "复查复核专员1")),
                        somebody("leader", staff.desk(Staff.GOVERNMENT, "县长")),
                        somebody("supervisor", supervisor),
                        somebody("leaving", housing),
                        somebody("receiver", receiver),
                        somebody(
                                "office",
                                staff.desks(Staff.OFFICE, Post.Kind.HEAD).get(0))),
                story.cases(),
                story.entries());
    }

    private static Somebody somebody(String name, Desk desk) {
        return new Somebody(name, desk.official().id());
    }

    // ----------------------------------------------------------------- the handover that is done

    /** A handler left five months ago: what he held is another's since, and the dockets say from which day on. */
    private void done(Desk supervisor) {
        LocalDate leaves = working(today.minusDays(150));
        LocalDate opened = working(leaves.minusDays(14));
        live(opened.minusDays(1), 45);
        Desk leaver = staff.desk("自然资源和规划局", "信访经办1");
        Desk receiver = staff.appoint(leaver, opened);
        Handover list = open(leaver, receiver, supervisor, Handover.Cause.TRANSFERRED, "武组干〔%d〕18号", opened, leaves);

        LocalDate signed = working(leaves.minusDays(5));
        live(signed.minusDays(1), 55);
        staff.replace(leaver, receiver);
        if (story.holds(leaver.sitting(), list.items().keySet())) {
            list = step(list, new HandoverAct.Supplement(ImmutableList.of()), leaver, signed, 9);
        }
        list = completed(list, leaver, signed, list.items().keySet().asList());
        list = step(list, new HandoverAct.Freeze("", Optional.empty(), ImmutableList.of()), leaver, signed, 11);
        live(signed, 56);

        LocalDate checked = working(leaves.minusDays(2));
        live(checked.minusDays(1), 57);
        ImmutableList<CaseId> items = list.items().keySet().asList();
        if (!items.isEmpty()) {
            list = step(list, new HandoverAct.Question(items.get(0), "清单未写明现场踏勘的日期和参加人员，请补充"), receiver, checked, 9);
            list = step(list, new HandoverAct.Answer(items.get(0), "已补充：上月中旬会同乡镇到现场踏勘一次，记录附在案卷内"), leaver, checked, 10);
            list = step(list, new HandoverAct.Check(items), receiver, checked, 11);
        }
        list = step(list, new HandoverAct.Receive(list.digest().orElseThrow()), receiver, checked, 14);
        list = step(list, new HandoverAct.Witness(list.digest().orElseThrow()), supervisor, checked, 15);

        live(leaves.minusDays(1), 60);
        must(completeHandover.complete(list.id(), Optional.empty(), leaves, Days.at(leaves, 0, 5)));
        story.readAgain();
        LocalDate overdue = working(leaves.plusDays(16));
        live(overdue, 65);
        new SweepHandovers(archive.store(), law).sweep(overdue, Days.at(overdue, 18, 0));
        story.readAgain();
    }

    // ----------------------------------------------------------------- a matter that is found to be at its end

    /** 终结: guided, put forward four months ago, and confirmed by the county since. */
    private void terminated() {
        Desk office = staff.desks(Staff.OFFICE, Post.Kind.HEAD).get(0);
        LocalDate proposed = working(today.minusDays(125));
        live(proposed, 67);
        Life over = story.first(
                        life -> life.now.position() instanceof Position.Ended ended && ended.ending() == Ending.FINAL)
                .orElseThrow();
        story.besides(
                over, new CaseAct.TakeMeasure(Measure.GUIDANCE, "", "", "会同乡镇上门走访，解释复核意见，介绍诉讼等其他途径"), office, proposed);
        story.besides(over, new CaseAct.ProposeTermination("信访事项终结报告", "信访事项终结备案表"), office, proposed);
        LocalDate confirmed = working(today.minusDays(60));
        live(confirmed, 80);
        story.besides(
                over,
                new CaseAct.ConfirmTermination(
                        Confirmation.COUNTY, "武义县信访工作联席会议", "武信联〔%d〕6号".formatted(confirmed.getYear())),
                office,
                confirmed);
    }

    // ----------------------------------------------------------------- a paper

    /** 告知书: drafted by the handler, checked by a colleague and issued by the head, of a case of the housing bureau. */
    private void issued() {
        Desk handler = staff.desk(HOUSING, "信访经办1");
        Life accepted = story.first(life -> life.open()
                        .filter(open -> open.stage() == Stage.ACCEPTED
                                && open.chain().holder().equals(handler.sitting()))
                        .isPresent())
                .orElseThrow();
        Petition petition = accepted.now.petition();
        PaperId id = new PaperId(Ids.at(Days.at(yesterday(), 21, 0), random));
        DraftPaper.Draft draft = new DraftPaper.Draft(
                PaperKind.RECEIPT_NOTICE,
                ImmutableMap.of(
                        "信访件编号", petition.number(),
                        "提出日期", day(petition.receivedOn()),
                        "提出方式", Words.of(petition.channel()).zh(),
                        "事项名称", petition.gist(),
                        "收到日期", day(petition.receivedOn()),
                        "办理途径和程序", "按信访程序办理。自受理之日起60日内办结并书面答复；情况复杂需要延长的，另行告知理由。",
                        "承办部门", "信访接待室"),
                "%016x".formatted(random.nextLong()).repeat(2),
                Optional.empty());
        Paper drafted = must(new DraftPaper(archive.store(), law)
                .draft(id, accepted.now.id(), draft, handler.sitting(), yesterday(), Days.at(yesterday(), 21, 10)));
        Paper checked = must(new CheckPaper(archive.store(), law)
                .check(
                        id,
                        drafted.digest(),
                        staff.desk(HOUSING, "信访经办2").sitting(),
                        yesterday(),
                        Days.at(yesterday(), 21, 20)));
        must(new IssuePaper(archive.store(), law)
                .issue(
                        id,
                        checked.digest(),
                        PaperPress::print,
                        staff.desks(HOUSING, Post.Kind.HEAD).get(0).sitting(),
                        yesterday(),
                        Days.at(yesterday(), 21, 30)));
    }

    // ----------------------------------------------------------------- the one that waits for its receiver

    private Desk waiting(Desk supervisor) {
        LocalDate opened = working(today.minusDays(12));
        live(opened.minusDays(1), 92);
        Desk leaver = staff.desk(Staff.GOVERNMENT, "副县长（人社）");
        Desk receiver = staff.appoint(leaver, opened);
        Handover list = open(leaver, receiver, supervisor, Handover.Cause.PROMOTED, "武人大〔%d〕7号", opened, today);
        live(today.minusDays(1), 97);
        if (story.holds(leaver.sitting(), list.items().keySet())) {
            list = step(list, new HandoverAct.Supplement(ImmutableList.of()), leaver, yesterday(), 18);
        }
        list = completed(list, leaver, yesterday(), list.items().keySet().asList());
        step(list, new HandoverAct.Freeze("", Optional.empty(), ImmutableList.of()), leaver, yesterday(), 20);
        return receiver;
    }

    // ----------------------------------------------------------------- the one that is being written

    private void drafted(Desk leaver, Desk supervisor) {
        Desk receiver = staff.appoint(leaver, yesterday());
        Handover list = open(
                leaver,
                receiver,
                supervisor,
                Handover.Cause.TRANSFERRED,
                "武组干〔%d〕41号",
                yesterday(),
                working(today.plusDays(10)));
        List<CaseId> items = list.items().keySet().asList();
        completed(list, leaver, yesterday(), items.subList(0, items.size() / 3));
    }

    // ----------------------------------------------------------------- steps

    private Handover open(
            Desk leaver,
            Desk receiver,
            Desk witness,
            Handover.Cause cause,
            String document,
            LocalDate on,
            LocalDate leavesOn) {
        return must(openHandover.open(
                new HandoverId(Ids.at(Days.at(on, 9, 0), random)),
                new OpenHandover.Notice(
                        leaver.sitting(),
                        receiver.sitting(),
                        witness.sitting(),
                        cause,
                        document.formatted(on.getYear()),
                        leavesOn,
                        leavesOn),
                witness.sitting(),
                on,
                Days.at(on, on.equals(yesterday()) ? 18 : 9, 30)));
    }

    /** The leaver writes what only the leaver can say; what stands alike is written once for several. */
    private Handover completed(Handover list, Desk leaver, LocalDate on, List<CaseId> items) {
        List<List<CaseId>> alike = new ArrayList<>();
        ACCOUNTS.forEach(account -> alike.add(new ArrayList<>()));
        for (CaseId item : items) {
            Handover.Item found = list.items().get(item);
            boolean hard = found != null
                    && (found.assignment().isPresent()
                            || found.running().stream().anyMatch(term -> term.over(on)));
            int which = hard
                    ? random.nextInt(2)
                    : found != null && found.roles().contains(Role.HOLDER)
                            ? 2 + random.nextInt(3)
                            : 3 + random.nextInt(ACCOUNTS.size() - 3);
            alike.get(which).add(item);
        }
        Handover now = list;
        for (int i = 0; i < alike.size(); i++) {
            if (!alike.get(i).isEmpty()) {
                now = step(
                        now,
                        new HandoverAct.Complete(ImmutableList.copyOf(alike.get(i)), ACCOUNTS.get(i)),
                        leaver,
                        on,
                        on.equals(yesterday()) ? 19 : 10);
            }
        }
        return now;
    }

    private Handover step(Handover list, HandoverAct act, Desk by, LocalDate on, int hour) {
        return must(advanceHandover.advance(
                list.id(), list.entries(), act, by.sitting(), on, Days.at(on, hour, random.nextInt(60))));
    }

    private void live(LocalDate through, int done) {
        story.liveThrough(through);
        percent.accept(done);
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    private LocalDate working(LocalDate day) {
        return law.calendar().workingDayFrom(day);
    }

    private LocalDate yesterday() {
        return today.minusDays(1);
    }

    private static <T> T must(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException("the county's step is refused: " + ((Outcome.Refused<T>) outcome).refusal());
    }

    private static final ImmutableList<Handover.Account> ACCOUNTS = ImmutableList.of(
            new Handover.Account(
                    "已两次召开协调会，责任单位意见不统一；信访人多次来访，情绪较激动",
                    "已口头承诺本季度内给出书面方案，尚未兑现",
                    "建议到任一周内约见信访人，月底前召开会商会确定方案",
                    Handover.Risk.RED),
            new Handover.Account(
                    "案情涉及历史遗留问题，档案不全，已委托鉴定，结论未出", "承诺鉴定结论出具后5日内告知", "跟进鉴定进度，超期前报请延期或督办", Handover.Risk.ORANGE),
            new Handover.Account("已完成现场踏勘和谈话，事实基本清楚", "", "按期出具处理意见书并送达", Handover.Risk.GREEN),
            new Handover.Account("已告知受理，正在核实材料", "", "督促经办人按期办结", Handover.Risk.BLUE),
            new Handover.Account("已会同乡镇调解一次，双方愿意继续协商", "承诺再组织一次调解", "半月内安排第二次调解", Handover.Risk.YELLOW),
            new Handover.Account("处理意见已送达，信访人在请求复查的期限内", "", "期满未请求复查的，按规定结案", Handover.Risk.BLUE));
}
