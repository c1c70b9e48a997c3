package dev.jieli.http.pages;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.jieli.application.PerformAct;
import dev.jieli.application.ProposeLeaders;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.assignment.Hardness;
import dev.jieli.domain.assignment.Proposal;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.http.site.Access;
import dev.jieli.http.site.Visits;
import dev.jieli.http.wording.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** 领导包案页面 */
final class LeaderRoutes {
    private static final int USUAL = 20;
    private static final int MOST = 200;

    /** Calendar days within which a case that a leader takes is usually to be resolved; the form can say otherwise. */
    private static final int USUAL_DAYS = 90;

    private final Pages pages;
    private final PerformAct performAct;

    LeaderRoutes(Pages pages) {
        this.pages = pages;
        this.performAct =
                new PerformAct(pages.site().archive().store(), pages.site().law());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/leaders", this::list, Access.OFFICIALS);
        routes.get("/leaders/proposal", this::propose, Access.OFFICIALS);
        routes.post("/leaders/proposal", this::confirm, Access.OFFICIALS);
    }

    private void list(Context ctx) {
        Page page = pages.page(ctx);
        Optional<IncumbencyId> leader = leader(ctx.queryParam("leader"));
        ImmutableList<Board.Leader> leaders = pages.board(ctx).leaders(page.today());
        pages.show(
                ctx,
                "leaders",
                ImmutableMap.of(
                        "page", page,
                        "leaders", leaders,
                        "names", units(ctx, page, leaders),
                        "chosen",
                                leader.flatMap(id -> leaders.stream()
                                        .filter(found -> found.who().id().equals(id))
                                        .findFirst()),
                        "lines",
                                pages.board(ctx).assigned(leader, page.today()).stream()
                                        .limit(MOST)
                                        .collect(toImmutableList()),
                        "unassigned",
                                pages.board(ctx).withoutLeader(page.today()).size()));
    }

    private ImmutableMap<String, String> units(Context ctx, Page page, ImmutableList<Board.Leader> leaders) {
        Names names = new Names(pages.board(ctx), page);
        ImmutableMap.Builder<String, String> units = ImmutableMap.builder();
        leaders.stream()
                .flatMap(leader -> leader.inChargeOf().stream())
                .distinct()
                .forEach(unit -> units.put(unit.toString(), names.unit(unit)));
        return units.buildOrThrow();
    }

    private static Optional<IncumbencyId> leader(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(IncumbencyId.of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    // ------------------------------------------------------------------ the proposal

    private void propose(Context ctx) {
        Page page = pages.page(ctx);
        show(ctx, page, most(ctx), page.today().plusDays(USUAL_DAYS).toString(), "", Map.of(), Optional.empty(), 0);
    }

    private static int most(Context ctx) {
        Integer asked =
                Ints.tryParse(Optional.ofNullable(ctx.queryParam("most")).orElse(""));
        return asked == null ? USUAL : Ints.constrainToRange(asked, 1, MOST);
    }

    private void show(
            Context ctx,
            Page page,
            int most,
            String until,
            String plan,
            Map<CaseId, Form.Said> refused,
            Optional<Submitted> submitted,
            int confirmed) {
        Map<CaseId, Board.Line> lines = pages.board(ctx).withoutLeader(page.today()).stream()
                .collect(Collectors.toMap(Board.Line::id, Function.identity()));
        ImmutableList<Proposal> proposals = new ProposeLeaders(pages.board(ctx)).propose(most, page.today());
        pages.show(
                ctx,
                "proposal",
                ImmutableMap.<String, Object>builder()
                        .put("page", page)
                        .put(
                                "rows",
                                proposals.stream()
                                        .filter(proposal -> lines.containsKey(proposal.caseId()))
                                        .map(proposal -> row(
                                                page,
                                                proposal,
                                                java.util.Objects.requireNonNull(lines.get(proposal.caseId())),
                                                refused,
                                                submitted))
                                        .collect(toImmutableList()))
                        .put("leaders", choices(ctx, page))
                        .put("most", most)
                        .put("until", until)
                        .put("plan", plan)
                        .put("all", lines.size())
                        .put("confirmed", confirmed)
                        .put("refused", refused.size())
                        .buildOrThrow());
    }

    private static Proposed row(
            Page page,
            Proposal proposal,
            Board.Line line,
            Map<CaseId, Form.Said> refused,
            Optional<Submitted> submitted) {
        String chosen = submitted
                .flatMap(in -> in.given("leader-" + proposal.caseId()))
                .orElse(proposal.leader().toString());
        return new Proposed(
                line,
                proposal,
                page.say(Words.of(proposal.why())),
                points(page, proposal.hardness()),
                chosen,
                submitted.isEmpty() || refused.containsKey(proposal.caseId()),
                Optional.ofNullable(refused.get(proposal.caseId())));
    }

    private static String points(Page page, Hardness hardness) {
        return hardness.points().entrySet().stream()
                .map(point -> page.say(Words.of(point.getKey())) + page.t("", " ") + point.getValue())
                .collect(Collectors.joining(page.t("、", ", ")));
    }

    private ImmutableList<Field.Choice> choices(Context ctx, Page page) {
        return pages.board(ctx).leaders(page.today()).stream()
                .map(leader -> Field.Choice.of(
                        leader.who().id().toString(),
                        leader.who().official() + " " + leader.who().post()
                                + page.t("（现有" + leader.live() + "件）", " (has " + leader.live() + ")")))
                .collect(toImmutableList());
    }

    private void confirm(Context ctx) {
        Page page = pages.page(ctx);
        Submitted in = Pages.submitted(ctx);
        Outcome<LocalDate> until = in.read(() -> in.date("until"));
        Map<CaseId, Form.Said> refused = new java.util.LinkedHashMap<>();
        int confirmed = 0;
        List<String> ticked = new ArrayList<>(in.values().get("case"));
        for (String text : ticked) {
            CaseId id = new CaseId(uuid(text));
            Outcome<PetitionCase> done = until.then(day -> assign(ctx, in, id, day));
            if (done instanceof Outcome.Refused<PetitionCase> no) {
                refused.put(id, Pages.said(no.refusal(), page));
            } else {
                confirmed++;
            }
        }
        if (refused.isEmpty() && confirmed > 0) {
            Pages.goOn(ctx, "/leaders", "AssignLeader");
            return;
        }
        if (!refused.isEmpty()) {
            ctx.status(422);
        }
        show(
                ctx,
                page,
                Ints.constrainToRange(in.number("most", USUAL), 1, MOST),
                in.text("until"),
                in.text("plan"),
                refused,
                Optional.of(in),
                confirmed);
    }

    private Outcome<PetitionCase> assign(Context ctx, Submitted in, CaseId id, LocalDate until) {
        Optional<IncumbencyId> leader = leader(in.text("leader-" + id));
        Integer seen = Ints.tryParse(in.text("seen-" + id));
        if (leader.isEmpty() || seen == null) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "leader"));
        }
        ImmutableMap<Slot, String> duties =
                Slot.FIVE.stream().collect(ImmutableMap.toImmutableMap(slot -> slot, slot -> ""));
        return performAct.perform(
                id,
                seen,
                new CaseAct.AssignLeader(leader.get(), duties, in.text("plan"), until),
                Visits.acting(ctx),
                pages.site().today(),
                pages.site().now());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return new UUID(0, 0);
        }
    }
}
