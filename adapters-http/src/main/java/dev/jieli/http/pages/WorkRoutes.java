package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.UUID;

/** 工作台、台账、登记 */
final class WorkRoutes {
    private static final int LINES = 50;
    private static final int FEW = 20;

    /** 内容分类, as offices publish it; an office may write another. */
    private static final ImmutableList<String> CATEGORIES = ImmutableList.of(
            "城乡建设", "农村农业", "自然资源", "劳动社保", "教育文体", "卫生健康", "民政", "政法", "经济管理", "交通运输", "环境保护", "商贸旅游", "科技信息", "党务政务",
            "组织人事", "纪检监察", "国防军队", "其他");

    private final Pages pages;
    private final RegisterPetition registerPetition;

    WorkRoutes(Pages pages) {
        this.pages = pages;
        this.registerPetition = new RegisterPetition(
                pages.site().archive().store(), pages.site().law());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::workbench, Access.HOUSE);
        routes.get("/ledger", this::ledger, Access.OFFICIALS);
        routes.get("/register", this::ask, Access.OFFICIALS);
        routes.post("/register", this::register, Access.OFFICIALS);
    }

    private void workbench(Context ctx) {
        Page page = pages.page(ctx);
        SignedIn visitor = Visits.signedIn(ctx);
        if (visitor.account().duty().isPresent()) {
            ctx.redirect(visitor.may(Power.AUDIT) ? "/audit" : "/organization/accounts", HttpStatus.SEE_OTHER);
            return;
        }
        OfficialId official = visitor.standIn().isPresent()
                ? visitor.acting().orElseThrow().named().officialId()
                : visitor.account().official();
        Board.Workbench bench = pages.board(ctx).workbench(official, page.today());
        Board.Filter chain = LedgerQuery.of(name -> name.equals("answering")
                        ? Optional.of(official.toString())
                        : name.equals("open") ? Optional.of("yes") : Optional.empty())
                .filter();
        Board.Counts answered = pages.board(ctx).counts(chain, page.today());
        boolean above = answered.open() > bench.mine().open();
        pages.show(
                ctx,
                "workbench",
                ImmutableMap.<String, Object>builder()
                        .put("page", page)
                        .put("bench", bench)
                        .put("answered", answered)
                        .put(
                                "above",
                                above
                                        ? pages.board(ctx)
                                                .ledger(chain, page.today(), Optional.empty(), FEW)
                                                .lines()
                                        : ImmutableList.of())
                        .put("taken", taken(ctx, visitor, page))
                        .put(
                                "handovers",
                                visitor.standIn().isPresent()
                                        ? ImmutableList.of()
                                        : HandoverRoutes.rows(page, visitor, bench.handovers()))
                        .put("mine", "answering=" + official)
                        .put(
                                "unattended",
                                visitor.standIn().isPresent() ? ImmutableList.of() : unattended(ctx, visitor, page))
                        .put("silent", pages.silent(visitor))
                        .put("standIns", DelegationRoutes.stoodInFor(pages, ctx, page))
                        .buildOrThrow());
    }

    /** Whoever sits below the visitor with open cases and an account that is disabled: the duties stay, and nobody sees to them. */
    private ImmutableList<Unattended> unattended(Context ctx, SignedIn visitor, Page page) {
        ImmutableList<Accounts.Account> accounts =
                pages.site().archive().accounts().all();
        ImmutableSet<OfficialId> usable = accounts.stream()
                .filter(account -> !account.disabled())
                .map(Accounts.Account::official)
                .collect(ImmutableSet.toImmutableSet());
        ImmutableSet<OfficialId> shut = accounts.stream()
                .filter(Accounts.Account::disabled)
                .map(Accounts.Account::official)
                .filter(official -> !usable.contains(official))
                .collect(ImmutableSet.toImmutableSet());
        if (shut.isEmpty()) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<Unattended> found = ImmutableList.builder();
        Board.Organization organization = pages.board(ctx).organization();
        ImmutableSet<PostId> posts = posts(visitor, organization);
        for (Board.UnitFile file : organization.units()) {
            if (looksAfter(visitor, posts, file)) {
                for (Board.PostFile post : file.posts()) {
                    post.sitting().stream()
                            .filter(sitter -> shut.contains(sitter.official().id()))
                            .forEach(sitter -> unattended(
                                            ctx,
                                            sitter,
                                            file.unit().name() + " "
                                                    + post.post().title(),
                                            page)
                                    .ifPresent(found::add));
                }
            }
        }
        return found.build();
    }

    /** Supervisors and who keeps the organization, for all; the head of a unit and the leader in charge of it, for theirs. */
    private static boolean looksAfter(SignedIn visitor, ImmutableSet<PostId> posts, Board.UnitFile file) {
        return visitor.may(Power.KEEP_ORGANIZATION)
                || visitor.sittings().stream()
                        .anyMatch(sitting -> sitting.seat().post() == Post.Kind.SUPERVISOR)
                || file.head().filter(posts::contains).isPresent()
                || file.inCharge().filter(posts::contains).isPresent();
    }

    private static ImmutableSet<PostId> posts(SignedIn visitor, Board.Organization organization) {
        return organization.units().stream()
                .flatMap(file -> file.posts().stream())
                .filter(post -> post.sitting().stream()
                        .anyMatch(sitter -> visitor.sittings().stream()
                                .anyMatch(own ->
                                        own.id().equals(sitter.incumbency().id()))))
                .map(post -> post.post().id())
                .collect(ImmutableSet.toImmutableSet());
    }

    private Optional<Unattended> unattended(Context ctx, Board.Sitter sitter, String post, Page page) {
        String query = "answering=" + sitter.official().id() + "&open=yes";
        long open = pages.board(ctx)
                .counts(
                        LedgerQuery.of(name -> name.equals("answering")
                                        ? Optional.of(sitter.official().id().toString())
                                        : name.equals("open") ? Optional.of("yes") : Optional.empty())
                                .filter(),
                        page.today())
                .open();
        return open == 0
                ? Optional.empty()
                : Optional.of(new Unattended(sitter.official().name(), post, open, "/ledger?" + query));
    }

    /** The cases that the visitor has taken as a leader, in whichever of his or her posts. */
    private ImmutableList<Board.Line> taken(Context ctx, SignedIn visitor, Page page) {
        return (visitor.standIn().isPresent() ? visitor.acting().stream() : visitor.sittings().stream())
                .filter(sitting -> sitting.seat().post() == Post.Kind.LEADER
                        || sitting.seat().post() == Post.Kind.HEAD)
                .flatMap(sitting -> pages.board(ctx).assigned(Optional.of(sitting.id()), page.today()).stream())
                .limit(FEW)
                .collect(ImmutableList.toImmutableList());
    }

    private void ledger(Context ctx) {
        Page page = pages.page(ctx);
        Names names = new Names(pages.board(ctx), page);
        LedgerQuery asked = LedgerQuery.of(name -> Optional.ofNullable(ctx.queryParam(name)));
        LedgerQuery query = asked.filter()
                .answering()
                .map(official -> asked.named(name(names, official)))
                .orElse(asked);
        Optional<String> after = Optional.of(query.one("after")).filter(cursor -> !cursor.isEmpty());
        pages.show(
                ctx,
                "ledger",
                ImmutableMap.<String, Object>builder()
                        .put("page", page)
                        .put("query", query)
                        .put("found", pages.board(ctx).ledger(query.filter(), page.today(), after, LINES))
                        .put("counts", pages.board(ctx).counts(query.besideLight(), page.today()))
                        .put("units", names.units((unit, file) -> true))
                        .put("stages", Names.stages(page))
                        .put("places", names.places())
                        .put(
                                "leaders",
                                pages.board(ctx).leaders(page.today()).stream()
                                        .map(leader -> Field.Choice.of(
                                                leader.who().id().toString(),
                                                leader.who().official() + " "
                                                        + leader.who().post()))
                                        .collect(ImmutableList.toImmutableList()))
                        .buildOrThrow());
    }

    private static String name(Names names, OfficialId official) {
        return names.organization().units().stream()
                .flatMap(file -> file.posts().stream())
                .flatMap(post -> post.sitting().stream())
                .map(Board.Sitter::official)
                .filter(found -> found.id().equals(official))
                .map(dev.jieli.domain.organization.Official::name)
                .findFirst()
                .orElse("—");
    }

    // ------------------------------------------------------------------ registering

    private void ask(Context ctx) {
        Page page = pages.page(ctx);
        asked(
                ctx,
                page,
                form(page, new Names(pages.board(ctx), page), pages.site().ids().get())
                        .filled("receivedOn", page.today())
                        .filled("on", page.today())
                        .filled("persons", 1)
                        .filled("repeats", 0)
                        .filled("channel", Channel.VISIT.name()));
    }

    private static Form form(Page page, Names names, UUID id) {
        return Form.of(
                        "/register",
                        "登记",
                        "Register",
                        Field.heading("信访事项", "The matter"),
                        Field.line("number", "信访件编号", "Number")
                                .over(3)
                                .hint("一件一号，登记后不能更改", "One case, one number; it never changes"),
                        Field.date("receivedOn", "收到日期", "Received on")
                                .over(3)
                                .hint("法定期限自这一天起算", "Statutory terms run from this day"),
                        Field.pick("channel", "信访形式", "Channel", Names.words(page, Channel.values(), Words::of)),
                        Field.text("gist", "诉求概述", "Gist")
                                .hint(
                                        "不写姓名、电话、证件号码、门牌：概述会记入案卷",
                                        "No names, telephone or identity numbers, or house numbers: this goes on record"),
                        Field.choice("place", "问题属地", "Place of the matter", names.places())
                                .optional()
                                .over(3),
                        Field.choice(
                                        "category",
                                        "内容分类",
                                        "Category",
                                        CATEGORIES.stream()
                                                .map(word -> Field.Choice.of(word, word))
                                                .toList())
                                .optional()
                                .over(3),
                        Field.number("persons", "信访人数", "Persons").over(3),
                        Field.number("representatives", "代表人数", "Representatives")
                                .optional()
                                .over(3)
                                .hint("多人走访推选的代表，不超过5人", "Of a visit of several people; at most 5"),
                        Field.number("repeats", "重复次数", "Times it came in before")
                                .over(3)
                                .hint("初次信访填0", "0 for a first petition"),
                        Field.line("writtenBy", "口头提出的，由谁记录", "If it was said orally: who wrote it down")
                                .optional()
                                .over(3)
                                .hint("工作人员姓名；书面提出的不填", "The officer's name; blank for what came in writing"),
                        Field.check("anonymous", "匿名信访", "Anonymous").over(3),
                        Field.check("skipsLevels", "越级走访", "Level-skipping visit")
                                .over(3)
                                .hint(
                                        "没有到有权处理的本级或者上一级机关提出：登记后转送下去，不在这里受理",
                                        "Not brought to the organ with the power or the one above it: register it and forward it down"),
                        Field.heading("信访人（加密保存，页面上只显示部分）", "The petitioner (kept encrypted, shown masked)"),
                        Field.line("name", "姓名或者名称", "Name").optional().over(3).hint("匿名的不填", "Blank if anonymous"),
                        Field.line("idNumber", "证件号码", "Identity number")
                                .optional()
                                .over(3),
                        Field.line("phone", "联系电话", "Telephone").optional().over(3),
                        Field.line("address", "住址", "Address").optional().over(3),
                        Field.date("on", "登记日期", "Day of registration").over(3))
                .with("id", id);
    }

    private void asked(Context ctx, Page page, Form form) {
        pages.ask(
                ctx,
                page,
                "register",
                page.t("登记信访事项", "Register a petition"),
                page.t(
                        "登记以后由您负责，直到转给别人（首办负责）。登记人：" + page.seat(),
                        "Whoever registers answers for it until somebody else does. Registered by: " + page.seat()),
                form);
    }

    private void register(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        UUID id = in.id("id");
        Outcome<PetitionCase> done = in.read(() -> petition(in))
                .then(petition -> in.read(() -> in.date("on"))
                        .then(on -> registerPetition.register(
                                new CaseId(id),
                                petition,
                                petitioner(in),
                                Visits.acting(ctx),
                                on,
                                pages.site().now())));
        if (done instanceof Outcome.Refused<PetitionCase> refused) {
            Pages.refused(ctx, refused.refusal());
            asked(
                    ctx,
                    page,
                    Pages.again(form(page, new Names(pages.board(ctx), page), id), in, refused.refusal(), page));
        } else {
            Pages.goOn(ctx, "/cases/" + id, "Register");
        }
    }

    private static Petition petition(Submitted in) {
        Optional<String> place = in.given("place");
        if (place.isPresent() && !RegionCode.isValid(place.get())) {
            in.refuse("place");
        }
        return new Petition(
                in.needed("number"),
                in.of(Channel.class, "channel"),
                in.date("receivedOn"),
                in.needed("gist"),
                place.filter(RegionCode::isValid).map(RegionCode::new),
                in.text("category"),
                in.number("persons"),
                in.number("repeats", 0),
                new Intake(
                        in.ticked("anonymous"),
                        in.given("writtenBy"),
                        in.number("representatives", 0),
                        in.ticked("skipsLevels")));
    }

    private static Petitioner petitioner(Submitted in) {
        return new Petitioner(in.text("name"), in.given("idNumber"), in.given("phone"), in.given("address"));
    }
}
