package dev.jieli.domain.casefile;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * 信访事项: what its docket adds up to.
 *
 * @param entries how many entries the docket has; the version that a stale write is told by
 * @param lastOn the day of the newest entry; no later one may lie before it
 * @param involved who has to do with it, by which it is shown to some and kept from others
 */
public record PetitionCase(
        CaseId id, Petition petition, int entries, LocalDate lastOn, Position position, Involved involved) {

    /** 东八区: the zone in which days are days. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Where it is not known who sits. */
    private static final Seats NOBODY = incumbency -> Optional.empty();

    /** 办成: the case after an act, and the entry that says so. */
    public record Entered(PetitionCase after, Entry entry) {}

    /** The docket that this case adds up from. */
    public Subject subject() {
        return subject(id);
    }

    /** The docket of a case. */
    public static Subject subject(CaseId id) {
        return new Subject(Subject.Kind.CASE, id.value());
    }

    public boolean isOpen() {
        return position instanceof Position.Open;
    }

    /** As {@link #open(Seat, Seats)}, where it is not known in which other posts somebody sits. */
    public ImmutableSet<Class<? extends CaseAct>> open(Seat by) {
        return open(by, NOBODY);
    }

    /** The acts that this person could do now, by what the table says; the act itself may still be refused. */
    public ImmutableSet<Class<? extends CaseAct>> open(Seat by, Seats seats) {
        if (isWithdrawn(by, seats)) {
            return ImmutableSet.of();
        }
        ImmutableSet<Capacity> held = Capacities.of(by, position, Optional.empty());
        ImmutableSet.Builder<Class<? extends CaseAct>> acts = ImmutableSet.builder();
        Track track = position instanceof Position.Open now ? now.matter().track() : Track.PETITION_PROCEDURE;
        for (Lifecycle.Row row : Lifecycle.table(track)) {
            boolean here =
                    position instanceof Position.Open now ? row.at().equals(Optional.of(now.stage())) : row.ended();
            if (here && !Sets.intersection(row.by(), held).isEmpty()) {
                acts.add(row.act());
            }
        }
        return acts.build();
    }

    /**
     * Whether somebody has withdrawn from it (art. 28(3)), open or ended: in every post, whichever it was found in, and so has
     * who stands in for him or her.
     */
    public boolean isWithdrawn(Seat who, Seats seats) {
        return Seats.among(seats, involved.recused(), who.incumbency())
                || Seats.among(seats, involved.recused(), who.hand());
    }

    /**
     * Opens a docket: the petition is in, and whoever takes it in answers for it until somebody else does (首办负责).
     *
     * @param act {@link CaseAct.Register} or {@link CaseAct.ReceiveDirectly}; any other is a fault
     */
    public static Outcome<Entered> register(CaseId id, CaseAct act, Seat by, LocalDate on, Instant at, Law law) {
        Capacity capacity = by.unitKind() == Unit.Kind.PETITION_OFFICE
                ? Capacity.PETITION_OFFICE
                : by.post() == Post.Kind.HEAD ? Capacity.UNIT_HEAD : Capacity.COLLEAGUE;
        return begin(id, act, by, by.incumbency(), capacity, on, at, law);
    }

    /**
     * 台账补录: opens a docket with a petition that a ledger kept until now; else as {@link #register}.
     *
     * @param holder where the ledger says it was taken in
     * @param by who brings the ledger in
     */
    public static Outcome<Entered> carryOver(
            CaseId id, CaseAct act, Seat holder, Seat by, LocalDate on, Instant at, Law law) {
        return begin(id, act, holder, by.incumbency(), Capacity.LEDGER, on, at, law);
    }

    private static Outcome<Entered> begin(
            CaseId id,
            CaseAct act,
            Seat holder,
            IncumbencyId author,
            Capacity capacity,
            LocalDate on,
            Instant at,
            Law law) {
        Lifecycle.Row row = Lifecycle.start(Track.PETITION_PROCEDURE, act.getClass())
                .orElseThrow(() -> new IllegalArgumentException("does not open a docket: " + act));
        boolean office = holder.unitKind() == Unit.Kind.PETITION_OFFICE;
        if (office != act instanceof CaseAct.Register) {
            return Outcome.refused(
                    Refusal.of(Reason.NOT_YOURS, row.article()).with("needs", office ? "Register" : "ReceiveDirectly"));
        }
        Petition petition = act instanceof CaseAct.Register register
                ? register.petition()
                : ((CaseAct.ReceiveDirectly) act).petition();
        for (Map.Entry<String, Boolean> field : ImmutableMap.of(
                        "number", petition.number().isBlank(),
                        "gist", petition.gist().isBlank(),
                        "persons", petition.persons() < 1,
                        "repeats", petition.repeats() < 0,
                        "receivedOn", petition.receivedOn().isAfter(on))
                .entrySet()) {
            if (field.getValue()) {
                return Outcome.refused(
                        Refusal.of(Reason.INCOMPLETE, row.article()).with("field", field.getKey()));
            }
        }
        Optional<Refusal> intake = intake(petition, law);
        if (intake.isPresent()) {
            return Outcome.refused(intake.get());
        }
        if (on.isAfter(day(at))) {
            return Outcome.refused(Reason.IN_THE_FUTURE);
        }
        CaseEffect effect = new CaseEffect(
                row.stage(),
                Optional.empty(),
                Optional.of(holder.unit()),
                Optional.of(holder.chain()),
                row.starts().stream()
                        .flatMap(term -> law.start(term, petition.receivedOn()).stream())
                        .collect(ImmutableList.toImmutableList()),
                ImmutableSet.of());
        Entry entry = new Entry(
                subject(id), 1, act, effect, Optional.of(author), capacity, on, at, Optional.of(row.article()));
        return Outcome.done(new Entered(opened(entry), entry));
    }

    private static Optional<Refusal> intake(Petition petition, Law law) {
        Intake intake = petition.intake();
        boolean visit = petition.channel() == Channel.VISIT;
        int most = law.gathering(petition.receivedOn()).representatives();
        if (intake.representatives() > most) {
            return Optional.of(Refusal.of(Reason.TOO_MANY, Article.art(20, 3)).with("most", most));
        }
        if (intake.representatives() < 0
                || intake.representatives() > petition.persons()
                || (intake.representatives() > 0 && !visit)) {
            return incomplete(Article.art(20, 3), "representatives");
        }
        if (intake.skipsLevels() && !visit) {
            return incomplete(Article.art(20, 1), "skipsLevels");
        }
        return intake.writtenBy().filter(String::isBlank).isPresent()
                ? incomplete(Article.art(19, 1), "writtenBy")
                : Optional.empty();
    }

    private static Optional<Refusal> incomplete(Article article, String field) {
        return Optional.of(Refusal.of(Reason.INCOMPLETE, article).with("field", field));
    }

    /**
     * Does an act, or says why not, and in {@code instead} which acts this person could do now. Pure: what it needs to know
     * of the world is in its arguments.
     *
     * @param by who acts, sitting now; empty for the system
     * @param on the day of the act, not before the newest entry's and not after the day of {@code at}
     * @param seats who sits, asked only for the receiver of an act that has one and for a realignment
     */
    public Outcome<Entered> perform(CaseAct act, Optional<Seat> by, LocalDate on, Instant at, Law law, Seats seats) {
        Outcome<Entered> outcome = done(act, by, on, at, law, seats);
        if (!(outcome instanceof Outcome.Refused<Entered> refused) || by.isEmpty()) {
            return outcome;
        }
        String instead = Sets.difference(open(by.get(), seats), CaseAct.ON_PAPERS).stream()
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return instead.isEmpty() ? outcome : Outcome.refused(refused.refusal().with("instead", instead));
    }

    private Outcome<Entered> done(CaseAct act, Optional<Seat> by, LocalDate on, Instant at, Law law, Seats seats) {
        return row(act).then(row -> {
            if (by.filter(who -> isWithdrawn(who, seats)).isPresent()) {
                return Outcome.refused(Reason.RECUSED, Article.art(28, 3));
            }
            Optional<Seat> receiving = act.receiver().flatMap(seats::seat);
            Optional<Capacity> capacity = by.isEmpty()
                    ? Optional.of(Capacity.SYSTEM).filter(row.by()::contains)
                    : Sets.intersection(row.by(), Capacities.of(by.get(), position, receiving)).stream()
                            .findFirst();
            return capacity.isEmpty()
                    ? Outcome.refused(
                            Refusal.of(Reason.NOT_YOURS, row.article()).with("needs", row.by()))
                    : enter(act, row, by, by.map(Seat::hand), capacity.get(), on, at, law, seats);
        });
    }

    /**
     * 台账补录: enters an act that a ledger says was done before the docket began. Stages, terms and receivers are as the
     * table has them; who may do it is not asked, for it was done, and by whom the ledger does not say.
     *
     * @param by who brings the ledger in
     */
    public Outcome<Entered> carryOver(CaseAct act, Seat by, LocalDate on, Instant at, Law law, Seats seats) {
        return row(act).then(row ->
                enter(act, row, Optional.empty(), Optional.of(by.incumbency()), Capacity.LEDGER, on, at, law, seats));
    }

    private Outcome<Lifecycle.Row> row(CaseAct act) {
        Optional<Lifecycle.Row> found = Lifecycle.row(position, act.getClass());
        if (found.isPresent()) {
            return Outcome.done(found.get());
        }
        return Outcome.refused(
                position instanceof Position.Open open
                        ? elsewhere(act.getClass(), open)
                        : new Refusal(Reason.ENDED, article(Lifecycle.table(), act.getClass()), ImmutableMap.of()));
    }

    /** Not here: under the article that says where, with the stages of its track at which it could be done. */
    private static Refusal elsewhere(Class<? extends CaseAct> act, Position.Open open) {
        ImmutableList<Lifecycle.Row> table = Lifecycle.table(open.matter().track());
        Refusal refusal = new Refusal(
                        Reason.NOT_AT_THIS_STAGE,
                        article(table, act).or(() -> article(Lifecycle.table(), act)),
                        ImmutableMap.of())
                .with("act", act.getSimpleName())
                .with("stage", open.stage());
        String stages = table.stream()
                .filter(row -> row.act().equals(act))
                .flatMap(row -> row.at().stream())
                .distinct()
                .map(Stage::name)
                .collect(Collectors.joining(", "));
        return stages.isEmpty() ? refusal : refusal.with("stages", stages);
    }

    private static Optional<Article> article(List<Lifecycle.Row> table, Class<? extends CaseAct> act) {
        return table.stream()
                .filter(row -> row.act().equals(act))
                .map(Lifecycle.Row::article)
                .findFirst();
    }

    private Outcome<Entered> enter(
            CaseAct act,
            Lifecycle.Row row,
            Optional<Seat> by,
            Optional<IncumbencyId> author,
            Capacity capacity,
            LocalDate on,
            Instant at,
            Law law,
            Seats seats) {
        Optional<Seat> receiving = act.receiver().flatMap(seats::seat);
        if (on.isBefore(lastOn)) {
            return Outcome.refused(Refusal.of(Reason.BEFORE_LAST_ENTRY).with("last", lastOn));
        }
        if (on.isAfter(day(at))) {
            return Outcome.refused(Reason.IN_THE_FUTURE);
        }
        if (act.receiver().isPresent() && receiving.isEmpty()) {
            return Outcome.refused(Reason.RECEIVER_DOES_NOT_SIT);
        }
        Outcome<CaseEffect> effect = position instanceof Position.Open open
                ? new Performance(petition, involved, open, act, row, by, receiving, on, law, seats).effect()
                : afterEnd(act, (Position.Ended) position, row);
        return effect.map(changed -> {
            Entry entry = new Entry(
                    subject(),
                    entries + 1,
                    act,
                    changed,
                    author,
                    by.flatMap(Seat::inPlaceOf),
                    capacity,
                    on,
                    at,
                    act.article().or(() -> Optional.of(row.article(act, by))));
            return new Entered(after(entry), entry);
        });
    }

    /**
     * 到期提醒: reminds of each term whose day for it has come: the holder first, then one seated role higher each time. What
     * the unit that sent the case has to decide, its head is reminded of; the holder where nobody heads it.
     *
     * @param seats who heads a unit, asked only for what the sender has to decide
     * @return nothing where no term asks for it
     */
    public ImmutableList<Entered> remind(LocalDate on, Instant at, Law law, Seats seats) {
        if (!(position instanceof Position.Open open)) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<Entered> reminders = ImmutableList.builder();
        PetitionCase now = this;
        for (Running running : open.running().values()) {
            if (running.nextReminder().filter(day -> !day.isAfter(on)).isPresent()) {
                CaseAct.Warn warn = new CaseAct.Warn(
                        running.term(), running.due(), running.light(on), reminded(open, running, seats));
                Outcome<Entered> done = now.perform(
                        warn,
                        Optional.empty(),
                        on.isBefore(now.lastOn) ? now.lastOn : on,
                        at,
                        law,
                        who -> Optional.empty());
                if (!(done instanceof Outcome.Done<Entered> one)) {
                    throw new IllegalStateException("a reminder is not refused: " + done);
                }
                reminders.add(one.value());
                now = one.value().after();
            }
        }
        return reminders.build();
    }

    private static IncumbencyId reminded(Position.Open open, Running running, Seats seats) {
        return Optional.of(running.term().binds())
                .filter(bound -> bound == Bound.SENDER)
                .flatMap(bound -> open.sender())
                .flatMap(seats::head)
                .orElseGet(() -> open.chain().afterReminders(running.reminders()));
    }

    /** What is done for the petitioner, or urged, after the end goes on record and changes nothing. */
    private static Outcome<CaseEffect> afterEnd(CaseAct act, Position.Ended ended, Lifecycle.Row row) {
        Optional<Refusal> unsaid = act instanceof CaseAct.TakeMeasure taken
                ? Performance.measure(taken, row)
                : Termination.refusal(act, ended, row);
        if (unsaid.isPresent()) {
            return Outcome.refused(unsaid.get());
        }
        boolean linking = act instanceof CaseAct.Link || act instanceof CaseAct.Unlink;
        boolean blank = (act instanceof CaseAct.Note note && note.text().isBlank())
                || (act instanceof CaseAct.Urge urge && urge.text().isBlank())
                || (act instanceof CaseAct.Link link && link.reason().isBlank())
                || (act instanceof CaseAct.Unlink unlink && unlink.reason().isBlank());
        return blank
                ? Outcome.refused(
                        Refusal.of(Reason.INCOMPLETE, row.article()).with("field", linking ? "reason" : "text"))
                : Outcome.done(new CaseEffect(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ImmutableList.of(),
                        ImmutableSet.of()));
    }

    /** Reads a docket from its first entry; the result is the case as it stood after the last. */
    public static PetitionCase replay(List<Entry> docket) {
        PetitionCase read = opened(docket.get(0));
        for (Entry entry : docket.subList(1, docket.size())) {
            read = read.after(entry);
        }
        return read;
    }

    private static PetitionCase opened(Entry first) {
        CaseEffect effect = (CaseEffect) first.effect();
        Petition petition = first.act() instanceof CaseAct.Register register
                ? register.petition()
                : ((CaseAct.ReceiveDirectly) first.act()).petition();
        return new PetitionCase(
                new CaseId(first.subject().id()),
                petition,
                1,
                first.on(),
                new Position.Open(
                        effect.stage().orElseThrow(),
                        first.on(),
                        effect.unit().orElseThrow(),
                        effect.chain().orElseThrow(),
                        first.on(),
                        terms(ImmutableSortedMap.of(), effect),
                        Optional.empty(),
                        Course.BEGUN,
                        Matter.UNCLASSIFIED),
                Involved.of(first));
    }

    /** This case after one more entry; the entry says what changed, the law is not asked again. */
    public PetitionCase after(Entry entry) {
        if (entry.number() != entries + 1) {
            throw new IllegalArgumentException("entry " + entry.number() + " after " + entries);
        }
        return new PetitionCase(
                id,
                petition,
                entry.number(),
                entry.on(),
                position instanceof Position.Open open ? next(open, entry) : next((Position.Ended) position, entry),
                involved.after(entry));
    }

    private static Position next(Position.Ended ended, Entry entry) {
        return new Position.Ended(
                ended.ending(), ended.on(), ended.unit(), ended.chain(), Termination.after(ended.termination(), entry));
    }

    private static Position next(Position.Open open, Entry entry) {
        CaseEffect effect = (CaseEffect) entry.effect();
        UnitId unit = effect.unit().orElse(open.unit());
        Chain chain = effect.chain().orElse(open.chain());
        if (effect.ending().isPresent()) {
            return new Position.Ended(effect.ending().get(), entry.on(), unit, chain, Optional.empty());
        }
        return new Position.Open(
                effect.stage().orElse(open.stage()),
                effect.stage().isPresent() ? entry.on() : open.stageSince(),
                unit,
                chain,
                chain.holder().equals(open.chain().holder()) ? open.heldSince() : entry.on(),
                terms(open.running(), effect),
                assignment(open, entry),
                open.course().after(entry, open.unit(), open.stage()),
                open.matter().after(entry));
    }

    private static ImmutableSortedMap<Term, Running> terms(
            ImmutableSortedMap<Term, Running> before, CaseEffect effect) {
        if (effect.running().isEmpty() && effect.stopped().isEmpty()) {
            return before;
        }
        Map<Term, Running> terms = new java.util.EnumMap<>(Term.class);
        terms.putAll(before);
        effect.stopped().forEach(terms::remove);
        effect.running().forEach(running -> terms.put(running.term(), running));
        return terms.entrySet().stream()
                .collect(toImmutableSortedMap(Comparator.<Term>naturalOrder(), Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Optional<LeaderAssignment> assignment(Position.Open open, Entry entry) {
        if (entry.act() instanceof CaseAct.AssignLeader taken) {
            LocalDate from = open.assignment()
                    .filter(before -> before.leader().equals(taken.leader()))
                    .map(LeaderAssignment::from)
                    .orElse(entry.on());
            return Optional.of(new LeaderAssignment(taken.leader(), taken.slots(), taken.plan(), from, taken.until()));
        }
        if (entry.act() instanceof CaseAct.ReleaseLeader) {
            return Optional.empty();
        }
        if (entry.act() instanceof CaseAct.Recuse recuse) {
            return open.assignment().filter(held -> !held.leader().equals(recuse.who()));
        }
        if (entry.act() instanceof CaseAct.TakeOver over) {
            return open.assignment()
                    .map(held -> held.leader().equals(over.from())
                            ? new LeaderAssignment(over.to(), held.slots(), held.plan(), entry.on(), held.until())
                            : held);
        }
        return open.assignment();
    }

    private static LocalDate day(Instant at) {
        return at.atZone(CHINA).toLocalDate();
    }

    /** Incumbencies that an open case needs sitting, with the roles they have in it. */
    public ImmutableMap<Role, IncumbencyId> links() {
        ImmutableMap.Builder<Role, IncumbencyId> links = ImmutableMap.builder();
        links.put(Role.HOLDER, position.chain().holder());
        links.putAll(position.chain().above());
        return links.build();
    }

    /** The article that the act stands on here, done by this person, for a page that says why before anybody asks. */
    public Optional<Article> article(Class<? extends CaseAct> act, Seat by) {
        return Lifecycle.row(position, act).map(row -> row.article(Optional.of(by)));
    }
}
