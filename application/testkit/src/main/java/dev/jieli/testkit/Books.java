package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Receipts;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
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
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept, in maps, behind one lock: reads take it for one look, a commit for all that it writes. What a commit
 * has changed can be undone until it is through, so that it leaves all or nothing.
 */
final class Books {

    /** 已入卷条目 */
    record Row(Entry entry, Feed.Sealed sealed) {}

    /** One thing that a transaction enters; says why where it loses. */
    @FunctionalInterface
    interface Write {
        Optional<Refusal> apply();
    }

    final Map<UnitId, Unit> units = new LinkedHashMap<>();
    final Map<UnitId, UnitAct.NameHeads> heads = new HashMap<>();
    final Map<PostId, Post> posts = new LinkedHashMap<>();
    final Map<OfficialId, Official> officials = new HashMap<>();
    final Map<IncumbencyId, Incumbency> incumbencies = new LinkedHashMap<>();
    final Map<DelegationId, Delegation> delegations = new LinkedHashMap<>();
    final Map<CaseId, PetitionCase> cases = new HashMap<>();
    final Map<String, ImmutableSet<CaseId>> numbers = new HashMap<>();
    final Map<CaseId, Petitioner> petitioners = new HashMap<>();

    /** Of which nothing is to be erased. */
    final Map<CaseId, Boolean> held = new HashMap<>();

    final Map<HandoverId, Handover> handovers = new LinkedHashMap<>();
    final Map<String, Receipts.Receipt> receipts = new HashMap<>();
    final Map<Subject, List<Row>> dockets = new LinkedHashMap<>();
    final Map<PaperId, Paper> papers = new LinkedHashMap<>();
    final Map<PaperId, Papers.Text> paperTexts = new HashMap<>();
    final Map<PaperId, byte[]> paperFiles = new HashMap<>();
    final Map<UnitId, Letterhead> letterheads = new HashMap<>();
    final Map<List<Object>, byte[]> templates = new HashMap<>();

    /** Every row in the order of the commits. */
    final List<Row> stream = new ArrayList<>();

    /** Who administers: whoever keeps the accounts knows. */
    Predicate<OfficialId> administers = official -> false;

    WorkCalendar calendar;
    ImmutableList<LocalRulebook> adopted = ImmutableList.of();

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Set<CaseId> touched = new HashSet<>();
    private final Set<IncumbencyId> ended = new HashSet<>();

    Books(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** Others with the same in them; who administers is not known to them yet. */
    synchronized Books copy() {
        Books copy = new Books(calendar);
        copy.units.putAll(units);
        copy.heads.putAll(heads);
        copy.posts.putAll(posts);
        copy.officials.putAll(officials);
        copy.incumbencies.putAll(incumbencies);
        copy.delegations.putAll(delegations);
        copy.cases.putAll(cases);
        copy.numbers.putAll(numbers);
        copy.petitioners.putAll(petitioners);
        copy.held.putAll(held);
        copy.handovers.putAll(handovers);
        copy.receipts.putAll(receipts);
        dockets.forEach((subject, rows) -> copy.dockets.put(subject, new ArrayList<>(rows)));
        copy.papers.putAll(papers);
        copy.paperTexts.putAll(paperTexts);
        copy.paperFiles.putAll(paperFiles);
        copy.letterheads.putAll(letterheads);
        copy.templates.putAll(templates);
        copy.stream.addAll(stream);
        copy.adopted = adopted;
        return copy;
    }

    synchronized <T> T look(Supplier<T> at) {
        return at.get();
    }

    // ------------------------------------------------------------------ writing

    /** All of it or nothing; the refusal says why nothing. */
    synchronized Optional<Refusal> commit(List<Write> writes) {
        boolean through = false;
        try {
            for (Write write : writes) {
                Optional<Refusal> lost = write.apply();
                if (lost.isPresent()) {
                    return lost;
                }
            }
            Optional<Refusal> lost = unanswered();
            through = lost.isEmpty();
            return lost;
        } finally {
            if (!through) {
                undo.forEach(Runnable::run);
            }
            undo.clear();
            touched.clear();
            ended.clear();
        }
    }

    /** The wall: an open case stands on incumbencies that sit, and on no others. */
    private Optional<Refusal> unanswered() {
        boolean stillAnswers = !ended.isEmpty()
                && cases.values().stream()
                        .anyMatch(found -> found.isOpen()
                                && found.links().values().stream().anyMatch(ended::contains));
        if (stillAnswers) {
            return Optional.of(Refusal.of(Reason.STILL_ANSWERS));
        }
        boolean allSit = touched.stream()
                .map(cases::get)
                .filter(Objects::nonNull)
                .filter(PetitionCase::isOpen)
                .flatMap(found -> found.links().values().stream())
                .allMatch(who -> sitting(who).isPresent());
        return allSit ? Optional.empty() : Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
    }

    ImmutableSet<CaseId> numbered(String number) {
        return numbers.getOrDefault(number, ImmutableSet.of());
    }

    /** By the same unit; an accusation takes no number from others, who must not know that there is one. */
    private boolean isNumberTaken(PetitionCase after) {
        return !after.involved().isAgainstSomebody()
                && numbered(after.petition().number()).stream()
                        .filter(id -> !id.equals(after.id()))
                        .map(id -> there(cases.get(id), id).involved())
                        .anyMatch(other -> !other.isAgainstSomebody()
                                && other.registrar().equals(after.involved().registrar()));
    }

    Optional<Refusal> enter(PetitionCase.Entered done) {
        PetitionCase after = done.after();
        if (done.entry().number() == 1) {
            if (cases.containsKey(after.id()) || isNumberTaken(after)) {
                return Optional.of(Refusal.of(Reason.ALREADY_THERE));
            }
            String number = after.petition().number();
            put(
                    numbers,
                    number,
                    ImmutableSet.<CaseId>builder()
                            .addAll(numbered(number))
                            .add(after.id())
                            .build());
        }
        if (done.entry().act() instanceof CaseAct.Classify && isNumberTaken(after)) {
            return Optional.of(Refusal.of(Reason.ALREADY_THERE));
        }
        return append(done.entry()).or(() -> {
            put(cases, after.id(), after);
            touched.add(after.id());
            return Optional.empty();
        });
    }

    Optional<Refusal> enter(Handover.Entered done) {
        Handover after = done.after();
        if (done.entry().number() == 1) {
            if (handovers.containsKey(after.id())) {
                return Optional.of(Refusal.of(Reason.ALREADY_THERE));
            }
            if (after.beside().isEmpty() && underWay(after.outgoing()).isPresent()) {
                return Optional.of(Refusal.of(Reason.HANDOVER_UNDER_WAY));
            }
        }
        return append(done.entry()).or(() -> {
            put(handovers, after.id(), after);
            return Optional.empty();
        });
    }

    Optional<Refusal> enter(Entry unitEntry) {
        return append(unitEntry).or(() -> {
            UnitId unit = new UnitId(unitEntry.subject().id());
            if (unitEntry.act() instanceof UnitAct.Establish establish) {
                put(units, unit, establish.unit());
            } else if (unitEntry.act() instanceof UnitAct.CreatePost create) {
                put(posts, create.post().id(), create.post());
            } else if (unitEntry.act() instanceof UnitAct.NameHeads named) {
                put(heads, unit, named);
            } else if (unitEntry.act() instanceof UnitAct.Appoint appoint) {
                put(officials, appoint.official().id(), appoint.official());
                return begin(appoint.incumbency());
            } else if (unitEntry.act() instanceof UnitAct.Delegate delegate) {
                Delegation ordered = delegate.delegation();
                if (delegations.containsKey(ordered.id())) {
                    return Optional.of(Refusal.of(Reason.ALREADY_THERE));
                }
                if (sitting(ordered.absent()).isEmpty()
                        || sitting(ordered.delegate()).isEmpty()) {
                    return Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
                }
                put(delegations, ordered.id(), ordered);
            } else if (unitEntry.act() instanceof UnitAct.EndDelegation end) {
                Delegation before = there(delegations.get(end.delegation()), end.delegation());
                put(delegations, before.id(), before.endedOn(unitEntry.on()));
            } else if (unitEntry.act() instanceof UnitAct.Enlist enlist) {
                put(officials, enlist.official().id(), enlist.official());
            } else if (unitEntry.act() instanceof UnitAct.Announce announce) {
                WorkCalendar before = calendar;
                undo.push(() -> calendar = before);
                calendar = calendar.with(announce.notice());
            } else if (unitEntry.act() instanceof UnitAct.Adopt adopt) {
                ImmutableList<LocalRulebook> before = adopted;
                undo.push(() -> adopted = before);
                adopted = Stream.concat(
                                before.stream().filter(one -> !adopt.rulebook().takesThePlaceOf(one)),
                                Stream.of(adopt.rulebook()))
                        .collect(ImmutableList.toImmutableList());
            }
            return Optional.empty();
        });
    }

    Optional<Refusal> trace(UUID account, AccountAct.Trace trace, Optional<IncumbencyId> by, Instant at) {
        int number = docket(AccountAct.subject(account)).size() + 1;
        return append(trace.entered(account, number, by, at));
    }

    Optional<Refusal> begin(Incumbency incumbency) {
        if (incumbencies.containsKey(incumbency.id())) {
            return Optional.of(Refusal.of(Reason.ALREADY_THERE));
        }
        put(incumbencies, incumbency.id(), incumbency);
        return Optional.empty();
    }

    Optional<Refusal> end(IncumbencyId id, LocalDate on) {
        Optional<Incumbency> sits = sitting(id);
        if (sits.isEmpty()) {
            return Optional.of(Refusal.of(Reason.STALE));
        }
        put(incumbencies, id, sits.get().ended(on));
        ended.add(id);
        return Optional.empty();
    }

    Optional<Refusal> keep(String key, Receipts.Receipt receipt) {
        if (receipts.containsKey(key)) {
            return Optional.of(Refusal.of(Reason.ALREADY_THERE));
        }
        put(receipts, key, receipt);
        return Optional.empty();
    }

    Optional<Refusal> keep(CaseId id, Petitioner petitioner) {
        put(petitioners, id, petitioner);
        return Optional.empty();
    }

    Optional<Refusal> correct(CaseId id, Petitioner before, Petitioner after) {
        return before.equals(petitioners.get(id)) ? keep(id, after) : Optional.of(Refusal.of(Reason.STALE));
    }

    boolean namesSomebody(CaseId id) {
        return petitioners.containsKey(id)
                || papers.values().stream()
                        .anyMatch(paper -> paper.about().equals(id) && paperTexts.containsKey(paper.id()));
    }

    Optional<Refusal> erase(CaseId id) {
        boolean needed = links(id).keySet().stream().map(Common::other).anyMatch(this::isOpen)
                || cases.keySet().stream()
                        .filter(this::isOpen)
                        .anyMatch(later -> links(later).keySet().stream()
                                .anyMatch(common -> common.other().equals(id)));
        if (isOpen(id) || needed) {
            throw new IllegalStateException("of an open case, or one linked with it, nothing is erased: " + id);
        }
        remove(petitioners, id);
        papers.values().stream()
                .filter(paper -> paper.about().equals(id))
                .map(Paper::id)
                .forEach(paper -> {
                    remove(paperTexts, paper);
                    remove(paperFiles, paper);
                });
        return Optional.empty();
    }

    private boolean isOpen(CaseId id) {
        return Objects.requireNonNull(cases.get(id)).isOpen();
    }

    Optional<Refusal> hold(CaseId id, boolean hold) {
        put(held, id, hold);
        return Optional.empty();
    }

    Optional<Refusal> forget(Instant keptBefore) {
        List.copyOf(receipts.entrySet()).stream()
                .filter(receipt -> receipt.getValue().at().isBefore(keptBefore))
                .forEach(receipt -> remove(receipts, receipt.getKey()));
        return Optional.empty();
    }

    private <K, V> void remove(Map<K, V> table, K key) {
        V before = table.remove(key);
        if (before != null) {
            undo.push(() -> table.put(key, before));
        }
    }

    Optional<Refusal> draft(Paper drafted, Papers.Text text) {
        if (drafted.edition() == 1 && papers.containsKey(drafted.id())) {
            return Optional.of(Refusal.of(Reason.ALREADY_THERE));
        }
        put(papers, drafted.id(), drafted);
        put(paperTexts, drafted.id(), text);
        return Optional.empty();
    }

    Optional<Refusal> check(Paper checked) {
        put(papers, checked.id(), checked);
        return Optional.empty();
    }

    Optional<Refusal> issue(Paper issued, byte[] file) {
        Optional<DocumentNumber> number = number(issued);
        boolean taken = paperFiles.containsKey(issued.id()) || (number.isPresent() && isTaken(number.get()));
        if (taken) {
            return Optional.of(Refusal.of(Reason.ALREADY_THERE));
        }
        put(papers, issued.id(), issued);
        put(paperFiles, issued.id(), file.clone());
        return Optional.empty();
    }

    Stream<Integer> numbersOf(UnitId organ, PaperKind kind, boolean accusation, int year) {
        return papers.values().stream()
                .flatMap(paper -> number(paper).stream())
                .filter(number -> number.organ().equals(organ)
                        && number.kind() == kind
                        && number.accusation() == accusation
                        && number.year() == year)
                .map(DocumentNumber::serial);
    }

    boolean isTaken(DocumentNumber number) {
        return numbersOf(number.organ(), number.kind(), number.accusation(), number.year())
                .anyMatch(other -> other == number.serial());
    }

    private static Optional<DocumentNumber> number(Paper paper) {
        return paper.issued().flatMap(Paper.Issue::number);
    }

    Optional<Refusal> head(UnitId organ, Letterhead letterhead) {
        put(letterheads, organ, letterhead);
        return Optional.empty();
    }

    Optional<Refusal> replaceTemplate(UnitId organ, PaperKind kind, Optional<byte[]> file) {
        List<Object> key = List.of(organ, kind);
        if (file.isPresent()) {
            put(templates, key, file.get().clone());
        } else {
            byte[] before = templates.remove(key);
            if (before != null) {
                undo.push(() -> templates.put(key, before));
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> append(Entry entry) {
        List<Row> docket = docket(entry.subject());
        if (entry.number() != docket.size() + 1) {
            return Optional.of(Refusal.of(Reason.STALE).with("entries", docket.size()));
        }
        String before = docket.isEmpty()
                ? Seal.FIRST
                : docket.get(docket.size() - 1).sealed().hash();
        String json = EntryJson.write(entry);
        Row row = new Row(
                entry, new Feed.Sealed(entry.subject(), entry.number(), entry.at(), json, Seal.hash(before, json)));
        if (docket.isEmpty()) {
            docket = new ArrayList<>();
            put(dockets, entry.subject(), docket);
        }
        List<Row> into = docket;
        into.add(row);
        stream.add(row);
        undo.push(() -> {
            into.remove(into.size() - 1);
            stream.remove(stream.size() - 1);
        });
        return Optional.empty();
    }

    private <K, V> void put(Map<K, V> table, K key, V value) {
        V before = table.put(key, value);
        undo.push(() -> {
            if (before == null) {
                table.remove(key);
            } else {
                table.put(key, before);
            }
        });
    }

    // ------------------------------------------------------------------ reading

    List<Row> docket(Subject subject) {
        return dockets.getOrDefault(subject, List.of());
    }

    /** 关联要点: on what in common with which case. */
    record Common(CaseId other, LinkKind kind) {}

    /** The last word in a case's docket on what it has in common with earlier ones, whether yes or no. */
    Map<Common, Row> said(CaseId id) {
        Map<Common, Row> said = new LinkedHashMap<>();
        for (Row row : docket(PetitionCase.subject(id))) {
            if (row.entry().act() instanceof CaseAct.Link link) {
                said.put(new Common(link.other(), link.kind()), row);
            } else if (row.entry().act() instanceof CaseAct.Unlink unlink) {
                said.put(new Common(unlink.other(), unlink.kind()), row);
            }
        }
        return said;
    }

    /** What the case has in common with earlier ones; nothing where either is an accusation. */
    Map<Common, Row> links(CaseId id) {
        Map<Common, Row> links = said(id);
        links.entrySet()
                .removeIf(said -> !(said.getValue().entry().act() instanceof CaseAct.Link)
                        || isAccusation(said.getKey().other())
                        || isAccusation(id));
        return links;
    }

    boolean isAccusation(CaseId id) {
        return Matter.of(entries(docket(PetitionCase.subject(id)))).isAccusation();
    }

    /** The cases in which one of the petitioner's numbers stands. */
    Map<CaseId, Likeness.Mark> casesOf(Petitioner who) {
        Map<CaseId, Likeness.Mark> found = new HashMap<>();
        petitioners.forEach((id, other) -> {
            if (same(who.comparableIdNumber(), other.comparableIdNumber())) {
                found.put(id, Likeness.Mark.ID_NUMBER);
            } else if (same(who.comparablePhone(), other.comparablePhone())) {
                found.put(id, Likeness.Mark.PHONE);
            }
        });
        return found;
    }

    private static boolean same(Optional<String> one, Optional<String> other) {
        return one.isPresent() && one.equals(other);
    }

    Stream<PetitionCase> open() {
        return cases.values().stream().filter(PetitionCase::isOpen);
    }

    Optional<Handover> underWay(IncumbencyId outgoing) {
        return handovers.values().stream()
                .filter(found -> found.beside().isEmpty()
                        && found.underWay()
                        && found.outgoing().equals(outgoing))
                .findFirst();
    }

    Stream<Handover> beside(HandoverId main) {
        return handovers.values().stream().filter(found -> found.beside().equals(Optional.of(main)));
    }

    Optional<Incumbency> sitting(IncumbencyId id) {
        return Optional.ofNullable(incumbencies.get(id)).filter(Incumbency::sits);
    }

    /** Who sits in the post, the first to come first. */
    ImmutableList<Incumbency> sitting(PostId post) {
        return incumbencies.values().stream()
                .filter(found -> found.sits() && found.post().equals(post))
                .sorted(Comparator.comparing(Incumbency::from))
                .collect(toImmutableList());
    }

    /** Those that were not ended early, and of which nobody has left. */
    Stream<Delegation> delegations() {
        return delegations.values().stream()
                .filter(one -> one.ended().isEmpty()
                        && sitting(one.absent()).isPresent()
                        && sitting(one.delegate()).isPresent());
    }

    /** What somebody is shown, as things stand. */
    Sight sight(Asker asker) {
        if (asker instanceof Asker.Job job) {
            return Sight.of(job);
        }
        if (asker instanceof Asker.StandIn standIn) {
            Sight absent = sight(Asker.of(standIn.as().absent()));
            Sight delegate = sight(Asker.of(standIn.as().who()));
            return delegations()
                    .filter(one -> one.is(standIn.as()) && one.covers(standIn.on()))
                    .findFirst()
                    .flatMap(one -> seat(one.absent()))
                    .map(seat -> Authority.standIn(absent, delegate, seat, units.values()))
                    .orElse(Sight.NOTHING);
        }
        if (asker instanceof Asker.InPost system) {
            return sitting(system.incumbency())
                    .flatMap(one -> seat(one.id())
                            .map(seat ->
                                    Authority.inPost(sight(Asker.of(one.id())), one.official(), seat, units.values())))
                    .orElse(Sight.NOTHING);
        }
        Optional<OfficialId> official = asker instanceof Asker.Person person
                ? Optional.of(person.official())
                : sitting(((Asker.Holder) asker).incumbency()).map(Incumbency::official);
        return official.map(who -> Authority.sight(
                        who,
                        incumbencies.values().stream()
                                .filter(one -> one.sits() && one.official().equals(who))
                                .flatMap(one -> seat(one.id()).stream())
                                .collect(toImmutableList()),
                        units.values()))
                .orElse(Sight.NOTHING);
    }

    Optional<IncumbencyId> head(UnitId unit) {
        return Optional.ofNullable(heads.get(unit))
                .flatMap(UnitAct.NameHeads::head)
                .flatMap(this::firstIn)
                .map(Incumbency::id);
    }

    Optional<Seat> seat(IncumbencyId id) {
        return sitting(id).map(incumbency -> {
            Post post = post(incumbency.post());
            Unit unit = unit(post.unit());
            Optional<UnitAct.NameHeads> named = Optional.ofNullable(heads.get(unit.id()));
            Map<Role, Optional<Incumbency>> above = Map.of(
                    Role.UNIT_HEAD, named.flatMap(UnitAct.NameHeads::head).flatMap(this::firstIn),
                    Role.LEADER_IN_CHARGE,
                            named.flatMap(UnitAct.NameHeads::inCharge).flatMap(this::firstIn));
            return new Seat(
                    id,
                    unit.id(),
                    unit.kind(),
                    post.kind(),
                    above.entrySet().stream()
                            .filter(role -> role.getValue()
                                    .filter(one -> !one.official().equals(incumbency.official()))
                                    .isPresent())
                            .collect(toImmutableSortedMap(
                                    Comparator.<Role>naturalOrder(),
                                    Map.Entry::getKey,
                                    role -> role.getValue().orElseThrow().id())));
        });
    }

    private Optional<Incumbency> firstIn(PostId post) {
        return sitting(post).stream().findFirst();
    }

    /**
     * 接任未动: an item that moved by a handover and in whose docket nothing stands since but what the daily round entered.
     *
     * @param told whether the next level was told of it
     */
    record Untouched(
            HandoverId handover,
            CaseId item,
            String number,
            IncumbencyId receiver,
            LocalDate firstActDue,
            boolean told) {}

    Optional<Untouched> untouched(PetitionCase found) {
        boolean told = false;
        for (Row row : Lists.reverse(docket(found.subject()))) {
            Act act = row.entry().act();
            if (act instanceof CaseAct.TakeOver over) {
                Handover handover = there(handovers.get(new HandoverId(over.handover())), over.handover());
                return over.to().equals(handover.incoming())
                        ? Optional.of(new Untouched(
                                handover.id(),
                                found.id(),
                                found.petition().number(),
                                over.to(),
                                handover.firstActDue().orElseThrow(),
                                told))
                        : Optional.empty(); // kept by the leaver under another post
            }
            if (row.entry().capacity() != Capacity.SYSTEM && !(act instanceof CaseAct.FetchPaper)) {
                return Optional.empty(); // looking is not doing
            }
            told |= act instanceof CaseAct.WarnIdle;
        }
        return Optional.empty();
    }

    /** All units, those above before those below. */
    ImmutableList<Unit> fromTheTop() {
        return units.values().stream()
                .sorted(Comparator.comparingInt(this::depth))
                .collect(toImmutableList());
    }

    private int depth(Unit unit) {
        return unit.above().map(above -> 1 + depth(unit(above))).orElse(0);
    }

    ImmutableList<Post> posts(UnitId unit) {
        return posts.values().stream().filter(post -> post.unit().equals(unit)).collect(toImmutableList());
    }

    Unit unit(UnitId id) {
        return there(units.get(id), id);
    }

    Post post(PostId id) {
        return there(posts.get(id), id);
    }

    static <T> T there(@Nullable T found, Object id) {
        if (found == null) {
            throw new IllegalStateException("not kept: " + id);
        }
        return found;
    }

    static ImmutableList<Entry> entries(Collection<Row> rows) {
        return rows.stream().map(Row::entry).collect(toImmutableList());
    }
}
