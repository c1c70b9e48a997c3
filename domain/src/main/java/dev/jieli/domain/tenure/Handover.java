package dev.jieli.domain.tenure;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 离任交接: how an official leaves. The frozen, signed list of everything that the leaver answers for; the only thing that
 * can end an incumbency.
 *
 * <p>The Regulations do not prescribe it; its steps follow what counties do (sources in RATIONALE): drafted, completed by
 * the leaver, frozen and signed, checked item by item and signed by the receiver, signed by the witness, effective at one
 * instant. Statutory terms run on unchanged. A reversal is a new handover.
 *
 * <p>检举控告事项另册: accusations against somebody stand on lists of their own beside the main one, those that are kept from
 * the same units and officials on one (art. 30(3)), so that the main list of a departure tells nobody of any. Such a list has
 * its own docket, items, digest and signatures; parties, cause and days are those of the main one, and it is replaced in,
 * cancelled and takes effect with it.
 *
 * @param beside 主册: the main list beside which this one is kept; empty of a main one, which names none of the others
 * @param items in the order of the list
 * @param dropped what stood on it and ended or went elsewhere before it was frozen: its docket tells of that too
 * @param edition 1, and one more for each supplement or change of parties; signatures count for their edition only
 * @param digest of the list as frozen; empty while it is being written
 * @param entries how many entries the docket has
 */
public record Handover(
        HandoverId id,
        Optional<HandoverId> beside,
        IncumbencyId outgoing,
        IncumbencyId incoming,
        IncumbencyId witness,
        Cause cause,
        String document,
        LocalDate openedOn,
        LocalDate leavesOn,
        LocalDate dueOn,
        State state,
        ImmutableMap<CaseId, Item> items,
        ImmutableSet<CaseId> dropped,
        int edition,
        Optional<String> digest,
        ImmutableList<Signature> signatures,
        ImmutableList<Placed> placed,
        Optional<LocalDate> firstActDue,
        ImmutableList<Omission> omissions,
        int entries,
        LocalDate lastOn) {

    /** 离任原因 */
    public enum Cause {
        /** 提任 */
        PROMOTED,
        /** 交流 */
        TRANSFERRED,
        /** 免职 */
        REMOVED,
        /** 辞职 */
        RESIGNED,
        /** 退休 */
        RETIRED,
        /** 换届 */
        TERM_OVER,
        /** 代理结束 */
        ACTING_OVER,
        /** 其他 */
        OTHER
    }

    /** 交接状态 */
    public enum State {
        /** 填写中 */
        DRAFT,
        /** 已封存, 移交人已签 */
        FROZEN,
        /** 接收人已签 */
        RECEIVED,
        /** 监交人已签 */
        WITNESSED,
        /** 已生效 */
        EFFECTIVE,
        /** 已撤销 */
        CANCELLED
    }

    /** 风险等级: of the case, never of a person. */
    public enum Risk {
        /** 蓝 */
        BLUE,
        /** 绿 */
        GREEN,
        /** 黄 */
        YELLOW,
        /** 橙 */
        ORANGE,
        /** 红 */
        RED
    }

    /**
     * 移交说明: what only the leaver can say about an item.
     *
     * @param history 前期办理情况
     * @param commitments 承诺事项: what was promised, when, and whether it was kept; blank for none
     * @param nextStep 下步建议
     */
    public record Account(String history, String commitments, String nextStep, Risk risk) {}

    /** 异议与答复 */
    public record Exchange(String question, Optional<String> answer) {}

    /** 保留事项: kept by the leaver under another post. */
    public record Kept(IncumbencyId under, String reason) {}

    /**
     * 清单事项: one case on the list, with what is known of it as the list was drafted.
     *
     * @param roles as what the leaver answers for it
     * @param running its terms; their last days are facts of the case and not of the handover
     */
    public record Item(
            CaseId caseId,
            String number,
            String gist,
            ImmutableSet<Role> roles,
            Stage stage,
            ImmutableList<Running> running,
            Optional<LeaderAssignment> assignment,
            Optional<Account> account,
            Optional<Kept> kept,
            boolean checked,
            ImmutableList<Exchange> exchanges) {

        /** An item as drafted from an open case. */
        public static Item of(PetitionCase found, IncumbencyId leaver) {
            if (!(found.position() instanceof dev.jieli.domain.casefile.Position.Open open)) {
                throw new IllegalArgumentException("an ended case is on no list: " + found.id());
            }
            return new Item(
                    found.id(),
                    found.petition().number(),
                    found.petition().gist(),
                    open.chain().rolesOf(leaver),
                    open.stage(),
                    open.running().values().asList(),
                    open.assignment().filter(held -> held.leader().equals(leaver)),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    ImmutableList.of());
        }

        /** Whether the receiver asked something that is not answered yet. */
        public boolean questioned() {
            return !exchanges.isEmpty()
                    && exchanges.get(exchanges.size() - 1).answer().isEmpty();
        }

        private Item asOf(PetitionCase now, IncumbencyId leaver) {
            Item fresh = of(now, leaver);
            return new Item(
                    caseId,
                    fresh.number,
                    fresh.gist,
                    fresh.roles,
                    fresh.stage,
                    fresh.running,
                    fresh.assignment,
                    account,
                    kept,
                    checked,
                    exchanges);
        }

        private Item with(Account told) {
            return new Item(
                    caseId, number, gist, roles, stage, running, assignment, Optional.of(told), kept, false, exchanges);
        }

        private Item with(Kept by) {
            return new Item(
                    caseId,
                    number,
                    gist,
                    roles,
                    stage,
                    running,
                    assignment,
                    account,
                    Optional.of(by),
                    false,
                    exchanges);
        }

        private Item checked(boolean found) {
            return new Item(caseId, number, gist, roles, stage, running, assignment, account, kept, found, exchanges);
        }

        private Item asked(String question) {
            return new Item(
                    caseId,
                    number,
                    gist,
                    roles,
                    stage,
                    running,
                    assignment,
                    account,
                    kept,
                    false,
                    ImmutableList.<Exchange>builder()
                            .addAll(exchanges)
                            .add(new Exchange(question, Optional.empty()))
                            .build());
        }

        private Item answered(String text) {
            Exchange last = exchanges.get(exchanges.size() - 1);
            return new Item(
                    caseId,
                    number,
                    gist,
                    roles,
                    stage,
                    running,
                    assignment,
                    account,
                    kept,
                    false,
                    ImmutableList.<Exchange>builder()
                            .addAll(exchanges.subList(0, exchanges.size() - 1))
                            .add(new Exchange(last.question(), Optional.of(text)))
                            .build());
        }
    }

    /**
     * 签名
     *
     * @param as {@link Capacity#OUTGOING}, {@link Capacity#INCOMING} or {@link Capacity#WITNESS}
     * @param inPlace why somebody above signed in the leaver's place
     */
    public record Signature(
            Capacity as, IncumbencyId by, Instant at, String digest, int edition, Optional<String> inPlace) {}

    /** 去向: what became of a listed item on the day of the handover. */
    public enum Disposition {
        /** 已移交 */
        MOVED,
        /** 保留 */
        KEPT,
        /** 期间办结 */
        CLOSED,
        /** 期间已转出: by an act of its own in the case's docket */
        GONE
    }

    /** 落位: where a listed item went. */
    public record Placed(CaseId item, Disposition disposition) {}

    /** 漏项: should have stood on the list; the leaver answers for its missing. */
    public record Omission(CaseId item, String text, LocalDate foundOn) {}

    /** 办成: the handover after a step, and the entry that says so. */
    public record Entered(Handover after, Entry entry) {}

    /** The officials behind the three seats, so that one person cannot be two parties. */
    public record Parties(OfficialId outgoing, OfficialId incoming, OfficialId witness) {
        boolean areThree() {
            return !outgoing.equals(incoming) && !outgoing.equals(witness) && !incoming.equals(witness);
        }
    }

    public Subject subject() {
        return subject(id);
    }

    /** 主册: the list beside which this one stands; itself where it stands beside none. */
    public HandoverId main() {
        return beside.orElse(id);
    }

    /** The docket of a handover. */
    public static Subject subject(HandoverId id) {
        return new Subject(Subject.Kind.HANDOVER, id.value());
    }

    /** Every case of which its docket tells: whoever is to be kept from one of them is not shown any of it. */
    public ImmutableSet<CaseId> everListed() {
        return Sets.union(items.keySet(), dropped).immutableCopy();
    }

    public boolean underWay() {
        return state != State.EFFECTIVE && state != State.CANCELLED;
    }

    /**
     * The list with the facts of the day: what ended or left meanwhile is off it. What reached the leaver since and
     * stands on no list is not put on it here; that takes a {@link HandoverAct.Supplement}.
     *
     * @param held every open case that the leaver answers for
     */
    public Handover asOf(List<PetitionCase> held) {
        Draft now = new Draft(this);
        now.items.clear();
        for (PetitionCase found : held) {
            Item item = items.get(found.id());
            if (item != null) {
                now.put(item.asOf(found, outgoing));
            }
        }
        return now.with(entries, lastOn);
    }

    /** 另册: opens a list of its own beside this one, as a consequence of it and with what it says of the departure. */
    public Entered listedApart(HandoverId apart, ImmutableList<Item> listed, LocalDate on, Instant at) {
        HandoverAct.Open act = new HandoverAct.Open(
                outgoing, incoming, witness, cause, document, leavesOn, dueOn, listed, Optional.of(id));
        Entry entry = new Entry(
                subject(apart), 1, act, Effect.NONE, Optional.empty(), Capacity.SYSTEM, on, at, Optional.empty());
        return new Entered(opened(entry), entry);
    }

    // ------------------------------------------------------------------ opening

    /** Opens the docket with the list as drafted. The receiver and the witness sit that day; see {@link Parties}. */
    public static Outcome<Entered> open(
            HandoverId id, HandoverAct.Open act, Parties parties, Seat by, LocalDate on, Instant at, Seats seats) {
        Optional<Seat> outgoing = seats.seat(act.outgoing());
        if (outgoing.isEmpty()) {
            return Outcome.refused(Reason.NOT_FOUND);
        }
        Optional<Refusal> refusal = unfit(act.incoming(), act.witness(), parties, seats);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        Optional<Capacity> capacity = opener(act, outgoing.get(), by);
        if (capacity.isEmpty()) {
            return Outcome.refused(Refusal.of(Reason.NOT_YOURS).with("needs", "OUTGOING, UNIT_HEAD, PETITION_OFFICE"));
        }
        if (on.isAfter(day(at))) {
            return Outcome.refused(Reason.IN_THE_FUTURE);
        }
        if (act.dueOn().isBefore(on)) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "dueOn"));
        }
        Entry entry = new Entry(
                subject(id),
                1,
                act,
                Effect.NONE,
                Optional.of(by.incumbency()),
                capacity.get(),
                on,
                at,
                Optional.empty());
        return Outcome.done(new Entered(opened(entry), entry));
    }

    private static Optional<Capacity> opener(HandoverAct.Open act, Seat outgoing, Seat by) {
        if (by.incumbency().equals(act.outgoing())) {
            return Optional.of(Capacity.OUTGOING);
        }
        if (outgoing.above().containsValue(by.incumbency())) {
            return Optional.of(Capacity.UNIT_HEAD);
        }
        if (by.incumbency().equals(act.witness())) {
            return Optional.of(Capacity.WITNESS);
        }
        return by.unitKind() == Unit.Kind.PETITION_OFFICE ? Optional.of(Capacity.PETITION_OFFICE) : Optional.empty();
    }

    private static Optional<Refusal> unfit(IncumbencyId incoming, IncumbencyId witness, Parties parties, Seats seats) {
        if (seats.seat(incoming).isEmpty()) {
            return Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
        }
        if (seats.seat(witness).isEmpty()) {
            return Optional.of(Refusal.of(Reason.ACTOR_DOES_NOT_SIT).with("as", Capacity.WITNESS));
        }
        return parties.areThree() ? Optional.empty() : Optional.of(Refusal.of(Reason.SAME_PERSON));
    }

    // ------------------------------------------------------------------ steps

    /**
     * Takes a step, or says why not.
     *
     * @param by who acts; empty for the system, which may let a witnessed handover take effect, and carries over to a list
     *     beside another what is done on that
     * @param parties the officials behind the seats after this step; matters to {@link HandoverAct.Replace} only
     */
    public Outcome<Entered> perform(
            HandoverAct act, Optional<Seat> by, Parties parties, LocalDate on, Instant at, Seats seats) {
        if (on.isBefore(lastOn)) {
            return Outcome.refused(Refusal.of(Reason.BEFORE_LAST_ENTRY).with("last", lastOn));
        }
        if (on.isAfter(day(at))) {
            return Outcome.refused(Reason.IN_THE_FUTURE);
        }
        if (!Step.of(act).at().contains(state)) {
            return Outcome.refused(Refusal.of(Reason.NOT_AT_THIS_STAGE)
                    .with("act", act.getClass().getSimpleName())
                    .with("stage", state));
        }
        ImmutableSet<Capacity> fit = Step.of(act).by(beside.isPresent());
        if (beside.isPresent() && by.isPresent() && fit.equals(Step.WITH_THE_MAIN_LIST)) {
            return Outcome.refused(Refusal.of(Reason.ON_THE_MAIN_LIST).with("handover", beside.get()));
        }
        Optional<Capacity> capacity = by.isEmpty()
                ? Optional.of(Capacity.SYSTEM).filter(fit::contains)
                : Sets.intersection(fit, capacities(by.get(), seats)).stream().findFirst();
        if (capacity.isEmpty()) {
            return Outcome.refused(Refusal.of(Reason.NOT_YOURS).with("needs", fit));
        }
        if (isTheLeavers(act)
                && capacity.get() != Capacity.OUTGOING
                && by.map(Seat::incumbency)
                        .filter(signer -> signer.equals(incoming) || signer.equals(witness))
                        .isPresent()) {
            return Outcome.refused(Reason.SAME_PERSON); // there are three, also where one acts in the leaver's place
        }
        Optional<Refusal> refusal = refusal(act, capacity.get(), parties, on, seats);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        Entry entry = new Entry(
                subject(),
                entries + 1,
                act,
                Effect.NONE,
                by.map(Seat::incumbency),
                capacity.get(),
                on,
                at,
                Optional.empty());
        return Outcome.done(new Entered(after(entry), entry));
    }

    // spotless:off
    /** Who may take which step, at which states: the table of the handover. */
    enum Step {
        COMPLETE(HandoverAct.Complete.class, ImmutableSet.of(State.DRAFT), ImmutableSet.of(Capacity.OUTGOING, Capacity.UNIT_HEAD)),
        KEEP(HandoverAct.Keep.class, ImmutableSet.of(State.DRAFT), ImmutableSet.of(Capacity.OUTGOING)),
        FREEZE(HandoverAct.Freeze.class, ImmutableSet.of(State.DRAFT), ImmutableSet.of(Capacity.OUTGOING, Capacity.UNIT_HEAD, Capacity.PETITION_OFFICE)),
        CHECK(HandoverAct.Check.class, ImmutableSet.of(State.FROZEN), ImmutableSet.of(Capacity.INCOMING)),
        QUESTION(HandoverAct.Question.class, ImmutableSet.of(State.FROZEN), ImmutableSet.of(Capacity.INCOMING)),
        ANSWER(HandoverAct.Answer.class, ImmutableSet.of(State.FROZEN), ImmutableSet.of(Capacity.OUTGOING, Capacity.UNIT_HEAD)),
        RECEIVE(HandoverAct.Receive.class, ImmutableSet.of(State.FROZEN), ImmutableSet.of(Capacity.INCOMING)),
        WITNESS(HandoverAct.Witness.class, ImmutableSet.of(State.RECEIVED), ImmutableSet.of(Capacity.WITNESS)),
        SUPPLEMENT(HandoverAct.Supplement.class, ImmutableSet.of(State.DRAFT, State.FROZEN, State.RECEIVED, State.WITNESSED), ImmutableSet.of(Capacity.OUTGOING, Capacity.INCOMING, Capacity.UNIT_HEAD, Capacity.WITNESS, Capacity.PETITION_OFFICE)),
        REPLACE(HandoverAct.Replace.class, ImmutableSet.of(State.DRAFT, State.FROZEN, State.RECEIVED, State.WITNESSED), ImmutableSet.of(Capacity.UNIT_HEAD, Capacity.WITNESS, Capacity.PETITION_OFFICE)),
        TAKE_EFFECT(HandoverAct.TakeEffect.class, ImmutableSet.of(State.WITNESSED), ImmutableSet.of(Capacity.WITNESS, Capacity.INCOMING, Capacity.OUTGOING, Capacity.UNIT_HEAD, Capacity.PETITION_OFFICE, Capacity.SYSTEM)),
        WARN_VACANCY(HandoverAct.WarnVacancy.class, ImmutableSet.of(State.EFFECTIVE), ImmutableSet.of(Capacity.SYSTEM)),
        FOUND_LATER(HandoverAct.FoundLater.class, ImmutableSet.of(State.EFFECTIVE), ImmutableSet.of(Capacity.INCOMING, Capacity.WITNESS, Capacity.UNIT_HEAD, Capacity.PETITION_OFFICE)),
        CANCEL(HandoverAct.Cancel.class, ImmutableSet.of(State.DRAFT, State.FROZEN, State.RECEIVED, State.WITNESSED), ImmutableSet.of(Capacity.UNIT_HEAD, Capacity.WITNESS, Capacity.PETITION_OFFICE));
        // spotless:on

        /** Who lets a list beside another take effect, cancels it or replaces somebody in it: what is done on the main one. */
        static final ImmutableSet<Capacity> WITH_THE_MAIN_LIST = ImmutableSet.of(Capacity.SYSTEM);

        private final Class<? extends HandoverAct> act;
        private final ImmutableSet<State> at;
        private final ImmutableSet<Capacity> by;

        Step(Class<? extends HandoverAct> act, ImmutableSet<State> at, ImmutableSet<Capacity> by) {
            this.act = act;
            this.at = at;
            this.by = by;
        }

        ImmutableSet<State> at() {
            return at;
        }

        /** @param apart on a list beside another */
        ImmutableSet<Capacity> by(boolean apart) {
            return apart && (this == TAKE_EFFECT || this == CANCEL || this == REPLACE) ? WITH_THE_MAIN_LIST : by;
        }

        static Step of(HandoverAct act) {
            for (Step step : values()) {
                if (step.act.isInstance(act)) {
                    return step;
                }
            }
            throw new IllegalArgumentException("opens a docket: " + act);
        }
    }

    /** 移交人的步骤: whether it is the leaver's, and taken in his or her place by none of the two others. */
    public static boolean isTheLeavers(HandoverAct act) {
        ImmutableSet<Capacity> by = Step.of(act).by;
        return by.contains(Capacity.OUTGOING) && !by.contains(Capacity.INCOMING) && !by.contains(Capacity.WITNESS);
    }

    /** The steps that this person could take now, by the table. */
    public ImmutableSet<Class<? extends HandoverAct>> open(Seat by, Seats seats) {
        ImmutableSet<Capacity> held = capacities(by, seats);
        ImmutableSet.Builder<Class<? extends HandoverAct>> steps = ImmutableSet.builder();
        for (Step step : Step.values()) {
            if (step.at.contains(state)
                    && !Sets.intersection(step.by(beside.isPresent()), held).isEmpty()) {
                steps.add(step.act);
            }
        }
        return steps.build();
    }

    private ImmutableSet<Capacity> capacities(Seat by, Seats seats) {
        ImmutableSet.Builder<Capacity> held = ImmutableSet.builder();
        if (by.incumbency().equals(outgoing)) {
            held.add(Capacity.OUTGOING);
        }
        if (by.incumbency().equals(incoming)) {
            held.add(Capacity.INCOMING);
        }
        if (by.incumbency().equals(witness)) {
            held.add(Capacity.WITNESS);
        }
        // once the leaver is gone, those above are those above the receiver
        if (seats.seat(outgoing)
                .or(() -> seats.seat(incoming))
                .filter(seat -> seat.above().containsValue(by.incumbency()))
                .isPresent()) {
            held.add(Capacity.UNIT_HEAD);
        }
        if (by.unitKind() == Unit.Kind.PETITION_OFFICE) {
            held.add(Capacity.PETITION_OFFICE);
        }
        return held.build();
    }

    private Optional<Refusal> refusal(HandoverAct act, Capacity capacity, Parties parties, LocalDate on, Seats seats) {
        if (act instanceof HandoverAct.Complete complete) {
            return listed(complete.items())
                    .or(() -> blank("history", complete.account().history()))
                    .or(() -> blank("nextStep", complete.account().nextStep()));
        }
        if (act instanceof HandoverAct.Keep keep) {
            return listed(List.of(keep.item()))
                    .or(() -> blank("reason", keep.reason()))
                    .or(() -> keep.under().equals(outgoing)
                                    || seats.seat(keep.under()).isEmpty()
                            ? Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT))
                            : Optional.empty());
        }
        if (act instanceof HandoverAct.Freeze freeze) {
            if (capacity != Capacity.OUTGOING
                    && freeze.inPlace().filter(why -> !why.isBlank()).isEmpty()) {
                return Optional.of(Refusal.of(Reason.INCOMPLETE).with("field", "inPlace"));
            }
            return blank("digest", freeze.digest())
                    .or(() -> items.keySet()
                                    .containsAll(freeze.items().stream()
                                            .map(Item::caseId)
                                            .toList())
                            ? Optional.empty()
                            : Optional.of(Refusal.of(Reason.NOT_LISTED)))
                    .or(() -> open(freeze.items().stream()
                            .filter(item ->
                                    item.account().isEmpty() && item.kept().isEmpty())
                            .toList()));
        }
        if (act instanceof HandoverAct.Check check) {
            return listed(check.items())
                    .or(() -> open(check.items().stream()
                            .map(this::item)
                            .filter(Item::questioned)
                            .toList()));
        }
        if (act instanceof HandoverAct.Question question) {
            return listed(List.of(question.item()))
                    .or(() -> blank("text", question.text()))
                    .or(() -> item(question.item()).questioned()
                            ? Optional.of(Refusal.of(Reason.ONLY_ONCE))
                            : Optional.empty());
        }
        if (act instanceof HandoverAct.Answer answer) {
            return listed(List.of(answer.item()))
                    .or(() -> blank("text", answer.text()))
                    .or(() -> item(answer.item()).questioned()
                            ? Optional.empty()
                            : Optional.of(Refusal.of(Reason.NOT_LISTED)));
        }
        if (act instanceof HandoverAct.Receive receive) {
            return same(receive.digest())
                    .or(() -> open(items.values().stream()
                            .filter(item -> !item.checked())
                            .toList()));
        }
        if (act instanceof HandoverAct.Witness witnessed) {
            return same(witnessed.digest());
        }
        if (act instanceof HandoverAct.Supplement supplement) {
            return supplement.items().isEmpty()
                            || supplement.items().stream().anyMatch(item -> items.containsKey(item.caseId()))
                    ? Optional.of(Refusal.of(Reason.ALREADY_THERE))
                    : Optional.empty();
        }
        if (act instanceof HandoverAct.Replace replace) {
            return blank("reason", replace.reason())
                    .or(() -> unfit(replace.incoming(), replace.witness(), parties, seats));
        }
        if (act instanceof HandoverAct.TakeEffect effect) {
            if (on.isBefore(leavesOn)) {
                return Optional.of(Refusal.of(Reason.TOO_EARLY).with("due", leavesOn));
            }
            if (seats.seat(incoming).isEmpty()) {
                return Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
            }
            return conserved(effect) ? Optional.empty() : Optional.of(Refusal.of(Reason.UNLISTED));
        }
        if (act instanceof HandoverAct.FoundLater found) {
            return blank("text", found.text())
                    .or(() -> items.containsKey(found.item())
                                    || omissions.stream().map(Omission::item).anyMatch(found.item()::equals)
                            ? Optional.of(Refusal.of(Reason.ALREADY_THERE))
                            : Optional.empty());
        }
        if (act instanceof HandoverAct.Cancel cancel) {
            return blank("reason", cancel.reason());
        }
        return Optional.empty();
    }

    /** 数量守恒: each listed item is placed once, and nothing else is. */
    private boolean conserved(HandoverAct.TakeEffect effect) {
        return effect.placed().size() == items.size()
                && effect.placed().stream()
                        .map(Placed::item)
                        .collect(ImmutableSet.toImmutableSet())
                        .equals(items.keySet());
    }

    private Optional<Refusal> listed(List<CaseId> named) {
        return !named.isEmpty() && items.keySet().containsAll(named)
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.NOT_LISTED));
    }

    private Item item(CaseId id) {
        Item item = items.get(id);
        if (item == null) {
            throw new IllegalStateException("refused before: " + id);
        }
        return item;
    }

    private static Optional<Refusal> open(List<Item> unfinished) {
        return unfinished.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.ITEMS_OPEN)
                        .with("count", unfinished.size())
                        .with(
                                "cases",
                                String.join(
                                        "、",
                                        unfinished.stream()
                                                .limit(10)
                                                .map(Item::number)
                                                .toList())));
    }

    /** Why the list cannot stand while cases are on none: how many, and the first few by number. */
    public static Refusal unlisted(List<PetitionCase> cases) {
        return numbered(Refusal.of(Reason.UNLISTED), cases);
    }

    /** Why the leaver cannot hand over what is kept from him or her (art. 30(3)): how many, and the first few by number. */
    public static Refusal withdraws(List<PetitionCase> cases) {
        return numbered(Refusal.of(Reason.LEAVER_WITHDRAWS, Article.art(30, 3)), cases);
    }

    /** Why the receiver cannot take over that from which he or she has withdrawn (art. 28(3)): how many, and the first few by number. */
    public static Refusal recused(List<PetitionCase> cases) {
        return numbered(Refusal.of(Reason.RECUSED, Article.art(28, 3)), cases);
    }

    /** Why the main list waits: lists of accusations beside it that are to be signed by all three first. */
    public static Refusal apartFirst(List<Handover> lists) {
        return Refusal.of(Reason.LIST_APART_FIRST)
                .with(
                        "lists",
                        String.join(
                                "、",
                                lists.stream()
                                        .limit(10)
                                        .map(list -> list.id().toString())
                                        .toList()));
    }

    private static Refusal numbered(Refusal refusal, List<PetitionCase> cases) {
        return refusal.with("count", cases.size())
                .with(
                        "cases",
                        String.join(
                                "、",
                                cases.stream()
                                        .limit(10)
                                        .map(found -> found.petition().number())
                                        .toList()));
    }

    private Optional<Refusal> same(String seen) {
        return digest.filter(seen::equals).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.DIGEST_DIFFERS).with("digest", digest.orElse("")));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(PetitionCase.CHINA).toLocalDate();
    }

    private static Optional<Refusal> blank(String field, String text) {
        return text.isBlank() ? Optional.of(Refusal.of(Reason.INCOMPLETE).with("field", field)) : Optional.empty();
    }

    // ------------------------------------------------------------------ reading

    /** Reads a docket from its first entry. */
    public static Handover replay(List<Entry> docket) {
        Handover read = opened(docket.get(0));
        for (Entry entry : docket.subList(1, docket.size())) {
            read = read.after(entry);
        }
        return read;
    }

    private static Handover opened(Entry entry) {
        HandoverAct.Open act = (HandoverAct.Open) entry.act();
        return new Handover(
                new HandoverId(entry.subject().id()),
                act.beside(),
                act.outgoing(),
                act.incoming(),
                act.witness(),
                act.cause(),
                act.document(),
                entry.on(),
                act.leavesOn(),
                act.dueOn(),
                State.DRAFT,
                act.items().stream().collect(ImmutableMap.toImmutableMap(Item::caseId, item -> item)),
                ImmutableSet.of(),
                1,
                Optional.empty(),
                ImmutableList.of(),
                ImmutableList.of(),
                Optional.empty(),
                ImmutableList.of(),
                1,
                entry.on());
    }

    /** This handover after one more entry. */
    public Handover after(Entry entry) {
        if (entry.number() != entries + 1) {
            throw new IllegalArgumentException("entry " + entry.number() + " after " + entries);
        }
        Draft next = new Draft(this);
        HandoverAct act = (HandoverAct) entry.act();
        if (act instanceof HandoverAct.Complete complete) {
            complete.items().forEach(item -> next.put(item(item).with(complete.account())));
        } else if (act instanceof HandoverAct.Keep keep) {
            next.put(item(keep.item()).with(new Kept(keep.under(), keep.reason())));
        } else if (act instanceof HandoverAct.Freeze freeze) {
            next.state = State.FROZEN;
            next.items.clear();
            freeze.items().forEach(next::put);
            next.digest = Optional.of(freeze.digest());
            next.sign(Capacity.OUTGOING, entry, freeze.digest(), freeze.inPlace());
        } else if (act instanceof HandoverAct.Check check) {
            check.items().forEach(item -> next.put(item(item).checked(true)));
        } else if (act instanceof HandoverAct.Question question) {
            next.put(item(question.item()).asked(question.text()));
        } else if (act instanceof HandoverAct.Answer answer) {
            next.put(item(answer.item()).answered(answer.text()));
        } else if (act instanceof HandoverAct.Receive receive) {
            next.state = State.RECEIVED;
            next.sign(Capacity.INCOMING, entry, receive.digest(), Optional.empty());
        } else if (act instanceof HandoverAct.Witness witnessed) {
            next.state = State.WITNESSED;
            next.sign(Capacity.WITNESS, entry, witnessed.digest(), Optional.empty());
        } else if (act instanceof HandoverAct.Supplement supplement) {
            supplement.items().forEach(next::put);
            next.reopen();
        } else if (act instanceof HandoverAct.Replace replace) {
            next.incoming = replace.incoming();
            next.witness = replace.witness();
            if (!replace.incoming().equals(incoming)) {
                items.values().forEach(item -> next.put(item.checked(false)));
            }
            next.reopen();
        } else if (act instanceof HandoverAct.TakeEffect effect) {
            next.state = State.EFFECTIVE;
            next.placed = effect.placed();
            next.firstActDue = Optional.of(effect.firstActDue());
        } else if (act instanceof HandoverAct.FoundLater found) {
            next.omissions = ImmutableList.<Omission>builder()
                    .addAll(omissions)
                    .add(new Omission(found.item(), found.text(), entry.on()))
                    .build();
        } else if (act instanceof HandoverAct.Cancel) {
            next.state = State.CANCELLED;
        }
        return next.with(entry.number(), entry.on());
    }

    /** What changes from entry to entry, while it changes. */
    private static final class Draft {
        private final Handover before;
        private final Map<CaseId, Item> items;
        private IncumbencyId incoming;
        private IncumbencyId witness;
        private State state;
        private int edition;
        private Optional<String> digest;
        private ImmutableList<Signature> signatures;
        private ImmutableList<Placed> placed;
        private Optional<LocalDate> firstActDue;
        private ImmutableList<Omission> omissions;

        Draft(Handover before) {
            this.before = before;
            this.items = new LinkedHashMap<>(before.items);
            this.incoming = before.incoming;
            this.witness = before.witness;
            this.state = before.state;
            this.edition = before.edition;
            this.digest = before.digest;
            this.signatures = before.signatures;
            this.placed = before.placed;
            this.firstActDue = before.firstActDue;
            this.omissions = before.omissions;
        }

        void put(Item item) {
            items.put(item.caseId(), item);
        }

        void reopen() {
            state = State.DRAFT;
            digest = Optional.empty();
            edition++;
        }

        void sign(Capacity as, Entry entry, String seen, Optional<String> inPlace) {
            signatures = ImmutableList.<Signature>builder()
                    .addAll(signatures)
                    .add(new Signature(as, entry.by().orElseThrow(), entry.at(), seen, edition, inPlace))
                    .build();
        }

        Handover with(int entries, LocalDate lastOn) {
            return new Handover(
                    before.id,
                    before.beside,
                    before.outgoing,
                    incoming,
                    witness,
                    before.cause,
                    before.document,
                    before.openedOn,
                    before.leavesOn,
                    before.dueOn,
                    state,
                    ImmutableMap.copyOf(items),
                    Sets.difference(before.everListed(), items.keySet()).immutableCopy(),
                    edition,
                    digest,
                    signatures,
                    placed,
                    firstActDue,
                    omissions,
                    entries,
                    lastOn);
        }
    }

    /** The signatures that count: those given to the present edition. */
    public ImmutableSortedMap<Capacity, Signature> signed() {
        ImmutableSortedMap.Builder<Capacity, Signature> signed = ImmutableSortedMap.naturalOrder();
        signatures.stream().filter(given -> given.edition() == edition).forEach(given -> signed.put(given.as(), given));
        return signed.build();
    }
}
