package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Objection;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Refusals;
import dev.jieli.http.wording.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** 委托代理: who acts for whom during an absence. */
final class DelegationRoutes {
    private static final int MOST = 100;
    private static final int FEW = 10;

    private final Pages pages;
    private final EnterUnitAct enterUnitAct;

    DelegationRoutes(Pages pages) {
        this.pages = pages;
        this.enterUnitAct = new EnterUnitAct(pages.site().archive().store());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/delegations", ctx -> list(ctx, Optional.empty()), Access.OFFICIALS);
        routes.post("/delegations", this::delegate, Access.OFFICIALS);
        routes.post("/delegations/end", this::end, Access.OFFICIALS);
    }

    /** In whose place the visitor may act today, each with what is due. */
    static ImmutableList<StoodInFor> stoodInFor(Pages pages, Context ctx, Page page) {
        SignedIn visitor = Visits.signedIn(ctx);
        if (visitor.own().isEmpty()) {
            return ImmutableList.of();
        }
        return pages
                .board(ctx)
                .delegations(ImmutableSet.of(), visitor.account().official(), page.today(), MOST)
                .stream()
                .filter(line -> acts(visitor, line, page))
                .map(line -> new StoodInFor(
                        line,
                        pages.site()
                                .archive()
                                .board(new SignedIn.StandIn(line.delegation(), page.today()).asker())
                                .ledger(answering(line.absent().officialId()), page.today(), Optional.empty(), FEW)
                                .lines()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Those open in whose chain the absent one stands. */
    private static Board.Filter answering(OfficialId official) {
        return LedgerQuery.of(name -> name.equals("answering")
                        ? Optional.of(official.toString())
                        : name.equals("open") ? Optional.of("yes") : Optional.empty())
                .filter();
    }

    private static boolean acts(SignedIn visitor, Board.DelegationLine line, Page page) {
        return line.delegation().covers(page.today())
                && visitor.sittings().stream()
                        .anyMatch(
                                sitting -> sitting.id().equals(line.delegation().delegate()));
    }

    // ------------------------------------------------------------------ looking

    /** The units of whose officials the visitor says who acts for them. */
    private static ImmutableSet<UnitId> led(SignedIn visitor, Names names) {
        ImmutableList<Unit> units = names.organization().units().stream()
                .map(Board.UnitFile::unit)
                .collect(ImmutableList.toImmutableList());
        return visitor.own().stream()
                .flatMap(sitting -> Authority.reach(Power.DELEGATE, sitting.seat()).stream()
                        .flatMap(reach -> Authority.within(reach, sitting.seat().unit(), units).stream()))
                .collect(ImmutableSet.toImmutableSet());
    }

    private void list(Context ctx, Optional<Form> again) {
        Page page = pages.page(ctx);
        SignedIn visitor = Visits.signedIn(ctx);
        Names names = new Names(pages.board(ctx), page);
        ImmutableSet<UnitId> led = led(visitor, names);
        ImmutableSet<UnitId> shown = ImmutableSet.<UnitId>builder()
                .addAll(led)
                .addAll(visitor.sittings().stream()
                        .map(sitting -> sitting.seat().unit())
                        .toList())
                .build();
        ImmutableList<DelegationRow> rows =
                pages.board(ctx).delegations(shown, visitor.account().official(), page.today(), MOST).stream()
                        .map(line -> row(visitor, led, line, page))
                        .collect(ImmutableList.toImmutableList());
        pages.show(
                ctx,
                "delegations",
                ImmutableMap.of(
                        "page",
                        page,
                        "rows",
                        rows,
                        "own",
                        visitor.own().isPresent(),
                        "form",
                        again.orElseGet(() -> form(visitor, led, names, page))));
    }

    private static DelegationRow row(SignedIn visitor, ImmutableSet<UnitId> led, Board.DelegationLine line, Page page) {
        boolean over = line.delegation().isOver(page.today());
        boolean party = visitor.own()
                .filter(sitting -> sitting.id().equals(line.delegation().absent())
                        || sitting.id().equals(line.delegation().delegate()))
                .isPresent();
        boolean ends = !over && (party || led.contains(line.absent().unitId()));
        return new DelegationRow(line, over, ends, visitor.own().isPresent() && acts(visitor, line, page));
    }

    private static Form form(SignedIn visitor, ImmutableSet<UnitId> led, Names names, Page page) {
        ImmutableSet<UnitId> within = led.isEmpty()
                ? visitor.own().stream().map(sitting -> sitting.seat().unit()).collect(ImmutableSet.toImmutableSet())
                : led;
        ImmutableList<Field.Choice> seats = names.seats((unit, post) -> within.contains(unit.id()));
        Optional<String> own = visitor.own().map(sitting -> sitting.id().toString());
        Form form = Form.of(
                "/delegations",
                "委托",
                "Delegate",
                Field.choice(
                                "absent",
                                "谁离岗",
                                "Who is absent",
                                led.isEmpty()
                                        ? seats.stream()
                                                .filter(seat -> own.equals(Optional.of(seat.value())))
                                                .toList()
                                        : seats)
                        .over(3),
                Field.choice(
                                "delegate",
                                "由谁代理",
                                "Who acts",
                                seats.stream()
                                        .filter(seat -> !led.isEmpty() || !own.equals(Optional.of(seat.value())))
                                        .toList())
                        .over(3)
                        .hint("同一机关、单位的同事；代理期间不能再转委托", "A colleague of the same unit, who does not delegate on"),
                Field.pick("cause", "原因", "Why", Names.words(page, Delegation.Cause.values(), Words::of)),
                Field.date("from", "第一天", "First day").over(3),
                Field.date("until", "最后一天", "Last day")
                        .over(3)
                        .hint(
                                "最长" + Delegation.LONGEST + "天；更久的请办理离任交接",
                                "At most " + Delegation.LONGEST + " days; whoever is away longer hands over"),
                Field.line("note", "说明", "Note")
                        .optional()
                        .hint("会记入机构案卷；不写病情等个人情况", "This goes on record; nothing about anybody's health"));
        return own.map(id -> form.filled("absent", id)).orElse(form).filled("from", page.today());
    }

    // ------------------------------------------------------------------ giving and ending

    private void delegate(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        IncumbencyId by = Visits.acting(ctx);
        Outcome<Entry> done = in.read(() -> new Delegation(
                        new DelegationId(pages.site().ids().get()),
                        in.seat("absent"),
                        in.seat("delegate"),
                        in.of(Delegation.Cause.class, "cause"),
                        in.date("from"),
                        in.date("until"),
                        in.text("note"),
                        Optional.empty()))
                .then(ordered -> enter(ctx, by, ordered.absent(), new UnitAct.Delegate(ordered)));
        if (done instanceof Outcome.Refused<Entry> refused) {
            Page page = pages.page(ctx);
            Names names = new Names(pages.board(ctx), page);
            SignedIn visitor = Visits.signedIn(ctx);
            ctx.status(Refusals.status(refused.refusal()));
            list(
                    ctx,
                    Optional.of(
                            Pages.again(form(visitor, led(visitor, names), names, page), in, refused.refusal(), page)));
        } else {
            Pages.goOn(ctx, "/delegations", "Delegate");
        }
    }

    private void end(Context ctx) {
        Submitted in = Pages.submitted(ctx);
        IncumbencyId by = Visits.acting(ctx);
        Outcome<Entry> done = in.read(
                        () -> new UnitAct.EndDelegation(new DelegationId(in.id("delegation")), in.needed("reason")))
                .then(end -> enter(ctx, by, in.seat("absent"), end));
        if (done instanceof Outcome.Refused<Entry> refused) {
            throw Objection.of(refused.refusal());
        }
        Pages.goOn(ctx, "/delegations", "EndDelegation");
    }

    /** Into the docket of the unit in which whoever is absent sits. */
    private Outcome<Entry> enter(Context ctx, IncumbencyId by, IncumbencyId absent, UnitAct act) {
        return pages.board(ctx)
                .named(absent)
                .map(who -> enterUnitAct.enter(
                        who.unitId(),
                        act,
                        Optional.of(by),
                        pages.site().today(),
                        pages.site().now()))
                .orElse(Outcome.refused(Refusal.of(Reason.NOT_FOUND).with("field", "absent")));
    }
}
