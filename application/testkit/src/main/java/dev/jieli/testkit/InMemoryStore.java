package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSetMultimap.toImmutableSetMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableTable;
import dev.jieli.application.port.Cases;
import dev.jieli.application.port.Dockets;
import dev.jieli.application.port.Handovers;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Receipts;
import dev.jieli.application.port.Roster;
import dev.jieli.application.port.Rulebooks;
import dev.jieli.application.port.Store;
import dev.jieli.application.port.Tenures;
import dev.jieli.application.port.WorkCalendars;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Work reads what has been committed, without holding anybody up; what it enters is held back and committed together. */
record InMemoryStore(Books books) implements Store {

    @Override
    public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
        Transaction transaction = new Transaction(asker);
        Outcome<T> outcome;
        try {
            outcome = work.apply(transaction);
        } finally {
            transaction.over.set(true);
        }
        if (outcome instanceof Outcome.Refused<T>) {
            return outcome;
        }
        Optional<Refusal> lost = books.commit(transaction.writes);
        return lost.isPresent() ? Outcome.refused(lost.get()) : outcome;
    }

    /** All ports of one transaction. */
    private final class Transaction
            implements Session, Cases, Tenures, Handovers, Dockets, Roster, WorkCalendars, Receipts, Papers {
        private final Asker asker;
        private final List<Books.Write> writes;
        private final AtomicBoolean over;

        /** Of each account of which a day was looked at, how long its docket was until this work traced something itself. */
        private final Map<UUID, Optional<Integer>> looked;

        Transaction(Asker asker) {
            this(asker, new ArrayList<>(), new AtomicBoolean(), new HashMap<>());
        }

        private Transaction(
                Asker asker, List<Books.Write> writes, AtomicBoolean over, Map<UUID, Optional<Integer>> looked) {
            this.asker = asker;
            this.writes = writes;
            this.over = over;
            this.looked = looked;
        }

        private <T> T look(Supplier<T> at) {
            inTime();
            return books.look(at);
        }

        private void write(Books.Write write) {
            inTime();
            writes.add(write);
        }

        private void inTime() {
            if (over.get()) {
                throw new IllegalStateException("the work has returned; its session is of no use any more");
            }
        }

        @Override
        public Sight sight(Asker other) {
            return look(() -> books.sight(other));
        }

        @Override
        public Session whole() {
            return new Transaction(Asker.Job.ROUND, writes, over, looked);
        }

        private Optional<PetitionCase> shown(CaseId id) {
            return Optional.ofNullable(books.cases.get(id)).filter(books.sight(asker)::sees);
        }

        private Stream<PetitionCase> open() {
            return books.open().filter(books.sight(asker)::sees);
        }

        private Optional<Paper> shown(PaperId id) {
            return Optional.ofNullable(books.papers.get(id))
                    .filter(paper -> shown(paper.about()).isPresent());
        }

        @Override
        public Cases cases() {
            return this;
        }

        @Override
        public Tenures tenures() {
            return this;
        }

        @Override
        public Handovers handovers() {
            return this;
        }

        @Override
        public Dockets dockets() {
            return this;
        }

        @Override
        public Roster roster() {
            return this;
        }

        @Override
        public WorkCalendars calendars() {
            return this;
        }

        @Override
        public Receipts receipts() {
            return this;
        }

        @Override
        public Papers papers() {
            return this;
        }

        // -------------------------------------------------------------- cases

        @Override
        public Optional<PetitionCase> find(CaseId id) {
            return look(() -> shown(id));
        }

        @Override
        public ImmutableList<PetitionCase> all(Collection<CaseId> ids) {
            return look(() -> ids.stream().flatMap(id -> shown(id).stream()).collect(toImmutableList()));
        }

        @Override
        public Optional<CaseId> numbered(String number) {
            return look(() -> books.numbered(number).stream()
                    .flatMap(id -> shown(id).stream())
                    .map(PetitionCase::id)
                    .min(Comparator.comparing(CaseId::toString)));
        }

        @Override
        public ImmutableList<PetitionCase> answeredForBy(IncumbencyId who) {
            return look(() -> open().filter(found -> found.links().containsValue(who))
                    .sorted(Comparator.<PetitionCase, String>comparing(
                                    found -> found.petition().number())
                            .thenComparing(found -> found.id().toString()))
                    .collect(toImmutableList()));
        }

        @Override
        public ImmutableList<PetitionCase> openIn(UnitId unit, Optional<CaseId> after, int most) {
            return look(() ->
                    pageById(open().filter(found -> found.position().unit().equals(unit)), after, most));
        }

        @Override
        public ImmutableList<PetitionCase> remindersDue(LocalDate on, int most) {
            return look(() -> open().filter(found ->
                            nextReminder(found).filter(day -> !day.isAfter(on)).isPresent())
                    .sorted(Comparator.<PetitionCase, LocalDate>comparing(
                                    found -> nextReminder(found).orElseThrow())
                            .thenComparing(found -> found.petition().number())
                            .thenComparing(found -> found.id().toString()))
                    .limit(most)
                    .collect(toImmutableList()));
        }

        private static Optional<LocalDate> nextReminder(PetitionCase found) {
            return running(found).flatMap(term -> term.nextReminder().stream()).min(Comparator.naturalOrder());
        }

        @Override
        public ImmutableList<PetitionCase> unsettledFrom(LocalDate day, Optional<CaseId> after, int most) {
            return look(() -> pageById(
                    open().filter(found -> running(found)
                            .anyMatch(term -> term.provisional() || !term.due().isBefore(day))),
                    after,
                    most));
        }

        private static ImmutableList<PetitionCase> pageById(
                Stream<PetitionCase> found, Optional<CaseId> after, int most) {
            return found.filter(one -> after.filter(last -> one.id().toString().compareTo(last.toString()) <= 0)
                            .isEmpty())
                    .sorted(Comparator.comparing(one -> one.id().toString()))
                    .limit(most)
                    .collect(toImmutableList());
        }

        private static Stream<Running> running(PetitionCase found) {
            return found.position() instanceof Position.Open open ? open.running().values().stream() : Stream.empty();
        }

        @Override
        public void enterAll(List<PetitionCase.Entered> done) {
            done.forEach(one -> write(() -> books.enter(one)));
        }

        @Override
        public void keep(CaseId id, Petitioner petitioner) {
            write(() -> books.keep(id, petitioner));
        }

        @Override
        public void correct(CaseId id, Petitioner before, Petitioner after) {
            write(() -> books.correct(id, before, after));
        }

        @Override
        public Optional<Petitioner> petitioner(CaseId id) {
            return look(() -> shown(id).map(found -> books.petitioners.get(id)));
        }

        @Override
        public ImmutableSetMultimap<CaseId, LinkKind> links(CaseId id) {
            return look(() -> books.links(id).keySet().stream()
                    .filter(common -> shown(id).isPresent())
                    .collect(toImmutableSetMultimap(Books.Common::other, Books.Common::kind)));
        }

        @Override
        public ImmutableSet<CaseId> linkedLater(CaseId id) {
            return look(() -> books.cases.keySet().stream()
                    .filter(later -> books.links(later).keySet().stream()
                            .anyMatch(common -> common.other().equals(id)))
                    .filter(later -> shown(later).isPresent())
                    .collect(toImmutableSet()));
        }

        @Override
        public ImmutableList<PetitionCase> erasable(LocalDate endedBefore, Optional<CaseId> after, int most) {
            return look(() -> pageById(
                    books.cases.values().stream()
                            .filter(found -> found.position() instanceof Position.Ended ended
                                    && ended.on().isBefore(endedBefore))
                            .filter(found -> books.namesSomebody(found.id()))
                            .filter(found -> shown(found.id()).isPresent()),
                    after,
                    most));
        }

        @Override
        public void erase(CaseId id) {
            write(() -> books.erase(id));
        }

        @Override
        public boolean isOnHold(CaseId id) {
            return look(() -> shown(id).isPresent() && books.held.getOrDefault(id, false));
        }

        @Override
        public void hold(CaseId id, boolean held) {
            write(() -> books.hold(id, held));
        }

        @Override
        public ImmutableTable<Petitioner, CaseId, Likeness.Mark> casesWithNumbersOf(
                Collection<Petitioner> petitioners) {
            return look(() -> {
                ImmutableTable.Builder<Petitioner, CaseId, Likeness.Mark> found = ImmutableTable.builder();
                petitioners.stream()
                        .distinct()
                        .forEach(who -> books.casesOf(who).forEach((id, by) -> {
                            if (shown(id).isPresent()) {
                                found.put(who, id, by);
                            }
                        }));
                return found.build();
            });
        }

        // -------------------------------------------------------------- tenures

        @Override
        public Optional<Seat> seat(IncumbencyId incumbency) {
            return look(() -> books.seat(incumbency));
        }

        @Override
        public Optional<Incumbency> find(IncumbencyId id) {
            return look(() -> Optional.ofNullable(books.incumbencies.get(id)));
        }

        @Override
        public ImmutableList<Incumbency> sitting(PostId post) {
            return look(() -> books.sitting(post));
        }

        @Override
        public ImmutableList<Incumbency> heldBy(OfficialId official) {
            return look(() -> books.incumbencies.values().stream()
                    .filter(found -> found.sits() && found.official().equals(official))
                    .sorted(Comparator.comparing(Incumbency::from))
                    .collect(toImmutableList()));
        }

        @Override
        public ImmutableList<Delegation> delegations() {
            return look(() -> books.delegations().collect(toImmutableList()));
        }

        @Override
        public void begin(Incumbency incumbency) {
            write(() -> books.begin(incumbency));
        }

        @Override
        public void end(IncumbencyId id, LocalDate on) {
            write(() -> books.end(id, on));
        }

        // -------------------------------------------------------------- handovers

        @Override
        public Optional<Handover> find(HandoverId id) {
            return look(() -> Optional.ofNullable(books.handovers.get(id)));
        }

        @Override
        public ImmutableList<Handover> beside(HandoverId main) {
            return look(() -> books.beside(main).collect(toImmutableList()));
        }

        @Override
        public Optional<HandoverId> underWay(IncumbencyId outgoing) {
            return look(() -> books.underWay(outgoing).map(Handover::id));
        }

        @Override
        public boolean lists(CaseId id) {
            return look(() -> books.handovers.values().stream()
                    .filter(found ->
                            found.state() != Handover.State.EFFECTIVE && found.state() != Handover.State.CANCELLED)
                    .anyMatch(found -> found.items().containsKey(id)));
        }

        @Override
        public ImmutableList<HandoverId> ready(LocalDate on) {
            return look(() -> books.handovers.values().stream()
                    .filter(found -> found.beside().isEmpty()
                            && found.state() == Handover.State.WITNESSED
                            && !found.leavesOn().isAfter(on))
                    .filter(found -> books.beside(found.id())
                            .noneMatch(list -> list.underWay() && list.state() != Handover.State.WITNESSED))
                    .map(Handover::id)
                    .collect(toImmutableList()));
        }

        @Override
        public ImmutableList<Idle> idle(LocalDate on, int most) {
            return look(() -> books.open()
                    .flatMap(found -> books.untouched(found).stream())
                    .filter(over -> !over.told() && over.firstActDue().isBefore(on))
                    .sorted(Comparator.comparing(Books.Untouched::firstActDue).thenComparing(Books.Untouched::number))
                    .map(over -> new Idle(over.handover(), over.item(), over.receiver()))
                    .limit(most)
                    .collect(toImmutableList()));
        }

        @Override
        public void enter(Handover.Entered done) {
            write(() -> books.enter(done));
        }

        // -------------------------------------------------------------- dockets

        @Override
        public ImmutableList<Entry> read(Subject subject) {
            return look(() -> subject.kind() == Subject.Kind.CASE
                            && shown(new CaseId(subject.id())).isEmpty()
                    ? ImmutableList.of()
                    : Books.entries(books.docket(subject)));
        }

        @Override
        public ImmutableList<Entry> traced(UUID account, LocalDate day) {
            return look(() -> {
                List<Books.Row> docket = books.docket(AccountAct.subject(account));
                looked.putIfAbsent(account, Optional.of(docket.size()));
                return Books.entries(docket).stream()
                        .filter(entry -> entry.on().equals(day))
                        .collect(toImmutableList());
            });
        }

        @Override
        public void trace(UUID account, AccountAct.Trace trace, Optional<IncumbencyId> by, Instant at) {
            Optional<Integer> seen = Optional.ofNullable(looked.replace(account, Optional.empty()))
                    .flatMap(length -> length);
            write(() -> seen.filter(length -> length
                                    != books.docket(AccountAct.subject(account)).size())
                            .isPresent()
                    ? Optional.of(Refusal.of(Reason.STALE))
                    : books.trace(account, trace, by, at));
        }

        // -------------------------------------------------------------- roster

        @Override
        public Optional<Unit> unit(UnitId id) {
            return look(() -> Optional.ofNullable(books.units.get(id)));
        }

        @Override
        public Optional<IncumbencyId> head(UnitId unit) {
            return look(() -> books.head(unit));
        }

        @Override
        public Optional<Post> post(PostId id) {
            return look(() -> Optional.ofNullable(books.posts.get(id)));
        }

        @Override
        public Optional<Official> official(OfficialId id) {
            return look(() -> Optional.ofNullable(books.officials.get(id)));
        }

        @Override
        public boolean administers(OfficialId official) {
            return books.administers.test(official);
        }

        @Override
        public ImmutableList<Unit> units() {
            return look(books::fromTheTop);
        }

        @Override
        public ImmutableList<Post> posts(UnitId unit) {
            return look(() -> books.posts(unit));
        }

        @Override
        public int entries(UnitId unit) {
            return look(() ->
                    books.docket(new Subject(Subject.Kind.UNIT, unit.value())).size());
        }

        @Override
        public void enter(Entry entry) {
            write(() -> books.enter(entry));
        }

        @Override
        public Optional<Unit> root() {
            return look(() -> books.units.values().stream()
                    .filter(unit -> unit.above().isEmpty())
                    .findFirst());
        }

        // -------------------------------------------------------------- rulebooks, calendars and receipts

        @Override
        public Rulebooks rulebooks() {
            return () -> look(() -> books.adopted);
        }

        @Override
        public WorkCalendar current() {
            return look(() -> books.calendar);
        }

        @Override
        public Optional<Receipt> find(String key) {
            return look(() -> Optional.ofNullable(books.receipts.get(key)));
        }

        @Override
        public void forget(Instant keptBefore) {
            write(() -> books.forget(keptBefore));
        }

        @Override
        public void keep(String key, Receipt receipt) {
            write(() -> books.keep(key, receipt));
        }

        // -------------------------------------------------------------- papers

        @Override
        public Optional<Paper> find(PaperId id) {
            return look(() -> shown(id));
        }

        @Override
        public ImmutableList<Paper> of(CaseId about) {
            return look(() -> books.papers.values().stream()
                    .filter(paper -> paper.about().equals(about) && shown(about).isPresent())
                    .collect(toImmutableList()));
        }

        @Override
        public Optional<Text> text(PaperId id) {
            return look(() -> shown(id).map(paper -> books.paperTexts.get(id)));
        }

        @Override
        public Optional<byte[]> file(PaperId id) {
            return look(() -> shown(id).map(paper -> books.paperFiles.get(id)).map(byte[]::clone));
        }

        @Override
        public int lastSerial(UnitId organ, PaperKind kind, int year) {
            return look(() -> books.numbersOf(organ, kind, false, year)
                    .max(Comparator.naturalOrder())
                    .orElse(0));
        }

        @Override
        public boolean isTaken(DocumentNumber number) {
            return look(() -> books.isTaken(number));
        }

        @Override
        public void draft(Paper drafted, Text text) {
            write(() -> books.draft(drafted, text));
        }

        @Override
        public void check(Paper checked) {
            write(() -> books.check(checked));
        }

        @Override
        public void issue(Paper issued, byte[] file) {
            write(() -> books.issue(issued, file));
        }

        @Override
        public Optional<Letterhead> letterhead(UnitId organ) {
            return look(() -> Optional.ofNullable(books.letterheads.get(organ)));
        }

        @Override
        public void head(UnitId organ, Letterhead letterhead) {
            write(() -> books.head(organ, letterhead));
        }

        @Override
        public Optional<byte[]> template(UnitId organ, PaperKind kind) {
            return look(() -> Optional.ofNullable(books.templates.get(List.of(organ, kind)))
                    .map(byte[]::clone));
        }

        @Override
        public void replaceTemplate(UnitId organ, PaperKind kind, Optional<byte[]> file) {
            write(() -> books.replaceTemplate(organ, kind, file));
        }
    }
}
