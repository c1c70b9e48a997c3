package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.SameMatter;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every page read off the books as they stand. */
record InMemoryBoard(Books books, Asker asker) implements Board {

    /** Later than any day on which a term can be due: where cases without a term stand. */
    private static final LocalDate NO_TERM = LocalDate.of(9999, 12, 31);

    private static final char PARTED = '\u0001'; // no number has it, so that A comes before A1
    private static final Pattern PLACE = Pattern.compile("([0-9-]{10} [^\u0000]*) ([0-9a-f-]{36})");

    private static final int LONGEST_LIST = 50;

    // ------------------------------------------------------------------ cases in lists

    @Override
    public Workbench workbench(OfficialId official, LocalDate today) {
        return books.look(() -> new Workbench(
                count(cases().filter(holds(official)), today),
                open().filter(holds(official))
                        .sorted(Comparator.<PetitionCase, Light>comparing(found -> first(found)
                                        .map(term -> term.light(today))
                                        .orElse(Light.GREEN))
                                .reversed()
                                .thenComparing(IN_LEDGER))
                        .limit(LONGEST_LIST)
                        .map(found -> line(found, today))
                        .collect(toImmutableList()),
                open().filter(found -> books.untouched(found)
                                .filter(over -> official(over.receiver()).equals(official))
                                .isPresent())
                        .sorted(IN_LEDGER)
                        .map(found -> line(found, today))
                        .collect(toImmutableList()),
                open().filter(found -> books.sight(
                                        Asker.of(found.position().chain().holder()))
                                .isKept(found))
                        .filter(reassignedBy(official))
                        .sorted(IN_LEDGER)
                        .limit(LONGEST_LIST)
                        .map(found -> line(found, today))
                        .collect(toImmutableList()),
                answers(open().filter(holds(official)), Term.INSTRUCTION, today),
                answers(open().filter(sentBy(official)), Term.OBJECTION_DECISION, today),
                handoversOf(Optional.of(official))
                        .filter(line -> underWay(line.state()))
                        .collect(toImmutableList())));
    }

    @Override
    public Page ledger(Filter filter, LocalDate today, Optional<String> after, int size) {
        Optional<String> place = after.map(InMemoryBoard::place);
        return books.look(() -> {
            ImmutableList<PetitionCase> rest = cases().filter(matching(filter, today))
                    .filter(found -> place.filter(
                                    last -> last.isEmpty() || key(found).compareTo(last) <= 0)
                            .isEmpty())
                    .sorted(IN_LEDGER)
                    .limit(size + 1L)
                    .collect(toImmutableList());
            ImmutableList<PetitionCase> page = rest.subList(0, Math.min(size, rest.size()));
            return new Page(
                    page.stream().map(found -> line(found, today)).collect(toImmutableList()),
                    rest.size() > size ? Optional.of(key(page.get(size - 1)).replace(PARTED, ' ')) : Optional.empty());
        });
    }

    /** The key of the last case before; blank where it is no such place. */
    private static String place(String after) {
        Matcher place = PLACE.matcher(after);
        try {
            if (place.matches()) {
                LocalDate.parse(after.substring(0, after.indexOf(' ')));
                return place.group(1) + PARTED + place.group(2);
            }
        } catch (DateTimeException none) {
            return "";
        }
        return "";
    }

    @Override
    public Counts counts(Filter filter, LocalDate today) {
        return books.look(() -> count(cases().filter(matching(filter, today)), today));
    }

    @Override
    public Optional<CaseId> numbered(String number) {
        return books.look(() -> books.numbered(number).stream()
                .flatMap(id -> shown(id).stream())
                .map(PetitionCase::id)
                .min(Comparator.comparing(CaseId::toString)));
    }

    private Stream<PetitionCase> cases() {
        return books.cases.values().stream().filter(shown());
    }

    private Stream<PetitionCase> open() {
        return cases().filter(PetitionCase::isOpen);
    }

    private Optional<PetitionCase> shown(CaseId id) {
        return Optional.ofNullable(books.cases.get(id)).filter(shown());
    }

    private Predicate<PetitionCase> shown() {
        Sight sight = books.sight(asker);
        return found -> sight.sees(found) && !sight.isWithdrawn(found, who -> Optional.of(official(who)));
    }

    private Predicate<PetitionCase> matching(Filter filter, LocalDate today) {
        return found -> {
            Position position = found.position();
            return filter.text()
                            .map(text -> found.petition().number().contains(text)
                                    || found.petition().gist().contains(text))
                            .orElse(true)
                    && filter.unit().map(position.unit()::equals).orElse(true)
                    && filter.answering()
                            .map(official -> found.links().values().stream()
                                    .anyMatch(who -> official(who).equals(official)))
                            .orElse(true)
                    && filter.leader()
                            .map(leader ->
                                    position.chain().in(Role.ASSIGNED_LEADER).equals(Optional.of(leader)))
                            .orElse(true)
                    && filter.stage()
                            .map(stage -> position instanceof Position.Open open && open.stage() == stage)
                            .orElse(true)
                    && filter.light()
                            .map(light -> first(found)
                                    .filter(term -> term.light(today) == light)
                                    .isPresent())
                            .orElse(true)
                    && filter.open().map(open -> open == found.isOpen()).orElse(true)
                    && filter.place()
                            .map(place -> found.petition()
                                    .place()
                                    .filter(place::contains)
                                    .isPresent())
                            .orElse(true)
                    && filter.receivedFrom()
                            .map(day -> !found.petition().receivedOn().isBefore(day))
                            .orElse(true)
                    && filter.receivedTo()
                            .map(day -> !found.petition().receivedOn().isAfter(day))
                            .orElse(true);
        };
    }

    private Predicate<PetitionCase> holds(OfficialId official) {
        return found -> official(found.position().chain().holder()).equals(official);
    }

    private Predicate<PetitionCase> sentBy(OfficialId official) {
        ImmutableSet<UnitId> units = books.incumbencies.values().stream()
                .filter(found -> found.sits() && found.official().equals(official))
                .map(found -> books.post(found.post()).unit())
                .collect(ImmutableSet.toImmutableSet());
        return found -> found.position() instanceof Position.Open open
                && open.stage() == Stage.OBJECTED
                && open.sender().filter(units::contains).isPresent();
    }

    private Predicate<PetitionCase> reassignedBy(OfficialId official) {
        ImmutableSet<UnitId> units = books.incumbencies.values().stream()
                .filter(found -> found.sits() && found.official().equals(official))
                .map(found -> books.post(found.post()).unit())
                .collect(ImmutableSet.toImmutableSet());
        boolean office = units.stream()
                .anyMatch(unit -> Books.there(books.units.get(unit), unit).kind() == Unit.Kind.PETITION_OFFICE);
        return found -> office || units.contains(found.position().unit());
    }

    /** Those in which the term runs, the earliest last day first. */
    private ImmutableList<Answer> answers(Stream<PetitionCase> cases, Term term, LocalDate today) {
        return cases.flatMap(found -> found.position() instanceof Position.Open open
                                && open.running().containsKey(term)
                        ? Stream.of(new Answer(
                                line(found, today), open.running().get(term).due()))
                        : Stream.of())
                .sorted(Comparator.comparing(Answer::by)
                        .thenComparing(answer -> answer.line().number()))
                .limit(LONGEST_LIST)
                .collect(toImmutableList());
    }

    private static Counts count(Stream<PetitionCase> matching, LocalDate today) {
        long open = 0;
        long ended = 0;
        Map<Light, Long> lights = new EnumMap<>(Light.class);
        for (PetitionCase found : matching.toList()) {
            if (found.isOpen()) {
                open++;
                first(found).ifPresent(term -> lights.merge(term.light(today), 1L, Long::sum));
            } else {
                ended++;
            }
        }
        return new Counts(
                open,
                lights.getOrDefault(Light.GREEN, 0L),
                lights.getOrDefault(Light.YELLOW, 0L),
                lights.getOrDefault(Light.RED, 0L),
                ended);
    }

    /** The term of an organ that ends first. */
    private static Optional<Running> first(PetitionCase found) {
        return found.position() instanceof Position.Open open
                ? open.running().values().stream()
                        .filter(term -> term.term().binds() == Bound.ORGAN)
                        .min(Comparator.comparing(Running::due).thenComparing(Running::term))
                : Optional.empty();
    }

    private static String key(PetitionCase found) {
        return first(found).map(Running::due).orElse(NO_TERM) + " "
                + found.petition().number() + PARTED + found.id();
    }

    private static final Comparator<PetitionCase> IN_LEDGER = Comparator.comparing(InMemoryBoard::key);

    private Line line(PetitionCase found, LocalDate today) {
        Optional<Running> first = first(found);
        Optional<Position.Open> open =
                found.position() instanceof Position.Open now ? Optional.of(now) : Optional.empty();
        return new Line(
                found.id(),
                found.petition().number(),
                found.petition().gist(),
                maskedName(found.id()),
                found.petition().receivedOn(),
                found.petition().persons(),
                found.petition().repeats(),
                open.map(Position.Open::stage),
                found.position() instanceof Position.Ended ended ? Optional.of(ended.ending()) : Optional.empty(),
                found.position().unit(),
                books.unit(found.position().unit()).name(),
                named(found.position().chain().holder()).orElseThrow().official(),
                open.map(Position.Open::heldSince),
                found.position()
                        .chain()
                        .in(Role.ASSIGNED_LEADER)
                        .flatMap(this::named)
                        .map(Named::official),
                assignment(found).map(LeaderAssignment::until),
                first.map(Running::term),
                first.map(Running::due),
                first.map(Running::provisional).orElse(false),
                first.map(term -> term.light(today)),
                found.entries());
    }

    private String maskedName(CaseId id) {
        Petitioner petitioner = books.petitioners.get(id);
        return petitioner == null ? Petitioner.ERASED : petitioner.maskedName();
    }

    private Petitioner petitioner(CaseId id) {
        return books.petitioners.getOrDefault(
                id, new Petitioner("", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Optional<LeaderAssignment> assignment(PetitionCase found) {
        return found.position() instanceof Position.Open open ? open.assignment() : Optional.empty();
    }

    // ------------------------------------------------------------------ one case

    @Override
    public Optional<CaseFile> caseFile(CaseId id) {
        return books.look(() -> shown(id).map(found -> {
            Petitioner petitioner = petitioner(id);
            return new CaseFile(
                    found,
                    maskedName(id),
                    petitioner.maskedPhone(),
                    petitioner.maskedAddress(),
                    books.unit(found.position().unit()).name(),
                    found.links().entrySet().stream()
                            .collect(toImmutableSortedMap(
                                    Comparator.<Role>naturalOrder(),
                                    Map.Entry::getKey,
                                    link -> named(link.getValue()).orElseThrow())),
                    docket(found.subject()));
        }));
    }

    @Override
    public ImmutableList<Link> whoAnswered(CaseId id, LocalDate on) {
        return books.look(() -> {
            ImmutableSortedMap<Role, Link> links = ImmutableSortedMap.of();
            Optional<PetitionCase> then = Optional.empty();
            for (Books.Row row : rows(PetitionCase.subject(id))) {
                if (row.entry().on().isAfter(on)) {
                    break;
                }
                PetitionCase after = then.map(before -> before.after(row.entry()))
                        .orElseGet(() -> PetitionCase.replay(ImmutableList.of(row.entry())));
                links = since(links, after, row.entry().on());
                then = Optional.of(after);
            }
            return links.values().stream()
                    .map(link -> new Link(
                            link.role(),
                            link.who(),
                            link.since(),
                            delegations()
                                    .filter(line ->
                                            line.absent().id().equals(link.who().id())
                                                    && line.delegation().held(on))
                                    .map(DelegationLine::delegate)
                                    .collect(toImmutableList())))
                    .collect(toImmutableList());
        });
    }

    private ImmutableSortedMap<Role, Link> since(
            ImmutableSortedMap<Role, Link> before, PetitionCase now, LocalDate on) {
        return now.links().entrySet().stream()
                .collect(toImmutableSortedMap(Comparator.<Role>naturalOrder(), Map.Entry::getKey, link -> {
                    Link held = before.get(link.getKey());
                    return held != null && held.who().id().equals(link.getValue())
                            ? held
                            : new Link(link.getKey(), named(link.getValue()).orElseThrow(), on, ImmutableList.of());
                }));
    }

    @Override
    public ImmutableList<Alike> alike(CaseId id, int most) {
        return books.look(() -> {
            if (shown(id).isEmpty()) {
                return ImmutableList.of();
            }
            PetitionCase here = shown(id).orElseThrow();
            Petitioner petitioner = books.petitioners.get(id);
            Map<CaseId, Likeness.Mark> known = petitioner == null ? Map.of() : books.casesOf(petitioner);
            Likeness.Features features = Likeness.Features.of(here);
            return cases().filter(that -> SameMatter.cameBefore(that.petition(), here.petition()))
                    .filter(that -> known.containsKey(that.id()) || isComparedWith(here.petition(), that.petition()))
                    .filter(that -> books.isAccusation(that.id()) == books.isAccusation(id))
                    .map(that -> alike(
                            here.id(),
                            that,
                            Likeness.between(
                                    features, Likeness.Features.of(that), Optional.ofNullable(known.get(that.id())))))
                    .filter(one -> !one.proposed().isEmpty())
                    .sorted(Comparator.comparingInt(
                                    (Alike one) -> one.likeness().score())
                            .reversed()
                            .thenComparing(Alike::number))
                    .limit(most)
                    .collect(toImmutableList());
        });
    }

    /** As {@link Board#alike} says, without the cut to the newest. */
    private static boolean isComparedWith(Petition here, Petition that) {
        if (that.receivedOn().isBefore(here.receivedOn().minusYears(Likeness.YEARS_BACK))) {
            return false;
        }
        String place = here.place().map(RegionCode::digits).orElse("");
        if (place.length() <= 6 || that.place().isEmpty()) {
            return true;
        }
        String other = that.place().get().digits();
        return other.startsWith(place.substring(0, 9)) || other.equals(place.substring(0, 6));
    }

    private Alike alike(CaseId here, PetitionCase that, Likeness likeness) {
        return new Alike(
                that.id(),
                that.petition().number(),
                that.petition().gist(),
                that.petition().receivedOn(),
                stage(that),
                ending(that),
                likeness,
                likeness.proposes().stream()
                        .filter(kind -> !books.said(here).containsKey(new Books.Common(that.id(), kind)))
                        .collect(toImmutableSet()));
    }

    @Override
    public ImmutableList<Linked> linked(CaseId id) {
        return books.look(() -> books.cases.values().stream()
                .flatMap(later -> books.links(later.id()).entrySet().stream()
                        .filter(said ->
                                later.id().equals(id) || said.getKey().other().equals(id))
                        .map(said -> linked(
                                later.id().equals(id)
                                        ? Books.there(
                                                books.cases.get(said.getKey().other()), id)
                                        : later,
                                said.getKey().kind(),
                                later.id().equals(id),
                                said.getValue())))
                .filter(one -> shown(id).isPresent() && shown(one.id()).isPresent())
                .sorted(Comparator.comparing(Linked::number)
                        .thenComparing(one -> one.kind().name()))
                .collect(toImmutableList()));
    }

    private Linked linked(PetitionCase other, LinkKind kind, boolean earlier, Books.Row row) {
        return new Linked(
                other.id(),
                other.petition().number(),
                other.petition().gist(),
                stage(other),
                ending(other),
                kind,
                earlier,
                new EntryLine(
                        row.entry(),
                        row.entry().by().flatMap(this::named),
                        row.entry().inPlaceOf().flatMap(this::named),
                        row.sealed().hash()));
    }

    private static Optional<Stage> stage(PetitionCase found) {
        return found.position() instanceof Position.Open open ? Optional.of(open.stage()) : Optional.empty();
    }

    private static Optional<Ending> ending(PetitionCase found) {
        return found.position() instanceof Position.Ended ended ? Optional.of(ended.ending()) : Optional.empty();
    }

    @Override
    public ImmutableList<EntryLine> docket(Subject subject) {
        return books.look(() -> rows(subject).stream()
                .map(row -> new EntryLine(
                        row.entry(),
                        row.entry().by().flatMap(this::named),
                        row.entry().inPlaceOf().flatMap(this::named),
                        row.sealed().hash()))
                .collect(toImmutableList()));
    }

    private List<Books.Row> rows(Subject subject) {
        boolean shown = switch (subject.kind()) {
            case CASE -> shown(new CaseId(subject.id())).isPresent();
            case HANDOVER ->
                Optional.ofNullable(books.handovers.get(new HandoverId(subject.id())))
                        .filter(this::isShown)
                        .isPresent();
            case UNIT -> true;
            case ACCOUNT -> books.sight(asker).unbounded();
        };
        return shown ? books.docket(subject) : ImmutableList.of();
    }

    // ------------------------------------------------------------------ leaders

    @Override
    public ImmutableList<Line> withoutLeader(LocalDate today) {
        return books.look(() -> lines(open().filter(found -> assignment(found).isEmpty()), today));
    }

    @Override
    public ImmutableList<Leader> leaders(LocalDate today) {
        return books.look(() -> books.incumbencies.values().stream()
                .filter(Incumbency::sits)
                .filter(one -> leads(books.post(one.post())))
                .map(one -> leader(one, today))
                .sorted(Comparator.comparingInt(Leader::rank)
                        .thenComparing(leader -> leader.who().id().toString()))
                .collect(toImmutableList()));
    }

    private static boolean leads(Post post) {
        return (post.kind() == Post.Kind.LEADER || post.kind() == Post.Kind.HEAD) && post.rank() > 0;
    }

    private Leader leader(Incumbency one, LocalDate today) {
        ImmutableList<LeaderAssignment> taken = open().flatMap(found -> assignment(found).stream())
                .filter(assignment -> assignment.leader().equals(one.id()))
                .collect(toImmutableList());
        return new Leader(
                named(one.id()).orElseThrow(),
                books.post(one.post()).rank(),
                taken.size(),
                (int) taken.stream()
                        .filter(assignment -> assignment.until().isBefore(today))
                        .count(),
                books.heads.entrySet().stream()
                        .filter(heads -> heads.getValue().inCharge().equals(Optional.of(one.post())))
                        .map(Map.Entry::getKey)
                        .collect(toImmutableSet()));
    }

    @Override
    public ImmutableList<Line> assigned(Optional<IncumbencyId> leader, LocalDate today) {
        return books.look(() -> lines(
                open().filter(found -> assignment(found)
                        .filter(taken -> leader.isEmpty() || leader.get().equals(taken.leader()))
                        .isPresent()),
                today));
    }

    private ImmutableList<Line> lines(Stream<PetitionCase> found, LocalDate today) {
        return found.sorted(IN_LEDGER).map(one -> line(one, today)).collect(toImmutableList());
    }

    // ------------------------------------------------------------------ handovers

    @Override
    public ImmutableList<HandoverLine> handovers(Optional<OfficialId> party, int most) {
        return books.look(() -> handoversOf(party).limit(most).collect(toImmutableList()));
    }

    private Stream<HandoverLine> handoversOf(Optional<OfficialId> party) {
        return ImmutableList.copyOf(books.handovers.values()).reverse().stream()
                .filter(this::isShown)
                .filter(found -> party.isEmpty()
                        || Stream.of(found.outgoing(), found.incoming(), found.witness())
                                .anyMatch(who -> official(who).equals(party.get())))
                .sorted(Comparator.comparing(Handover::underWay)
                        .thenComparing(found ->
                                books.docket(found.subject()).get(0).entry().at())
                        .reversed()
                        .thenComparing(found -> found.beside().isPresent()))
                .map(found -> new HandoverLine(
                        found.id(),
                        found.beside(),
                        named(found.outgoing()).orElseThrow(),
                        named(found.incoming()).orElseThrow(),
                        named(found.witness()).orElseThrow(),
                        found.state(),
                        found.openedOn(),
                        found.leavesOn(),
                        found.dueOn(),
                        found.items().size()));
    }

    /** As {@link Sight#seesHandover} has it. */
    private boolean isShown(Handover handover) {
        return books.sight(asker)
                .seesHandover(
                        Stream.of(handover.outgoing(), handover.incoming(), handover.witness())
                                .map(this::official)
                                .toList(),
                        named(handover.outgoing()).orElseThrow().unitId(),
                        () -> handover.everListed().stream()
                                .map(item -> Books.there(books.cases.get(item), item))
                                .toList());
    }

    private static boolean underWay(Handover.State state) {
        return state != Handover.State.EFFECTIVE && state != Handover.State.CANCELLED;
    }

    @Override
    public Optional<HandoverFile> handover(HandoverId id) {
        return books.look(() -> Optional.ofNullable(books.handovers.get(id))
                .filter(this::isShown)
                .map(found -> new HandoverFile(
                        found,
                        books.beside(id).filter(this::isShown).map(Handover::id).collect(toImmutableList()),
                        named(found.outgoing()).orElseThrow(),
                        named(found.incoming()).orElseThrow(),
                        named(found.witness()).orElseThrow(),
                        found.items().keySet().stream().collect(toImmutableMap(item -> item, this::facts)),
                        docket(found.subject()))));
    }

    private ItemFacts facts(CaseId item) {
        PetitionCase found = Books.there(books.cases.get(item), item);
        return new ItemFacts(
                maskedName(item),
                found.petition().persons(),
                found.petition().receivedOn(),
                found.petition().place(),
                books.unit(found.position().unit()).name(),
                named(found.position().chain().holder()).orElseThrow().official(),
                assignment(found));
    }

    // ------------------------------------------------------------------ who is who

    @Override
    public Organization organization() {
        return books.look(() ->
                new Organization(books.fromTheTop().stream().map(this::unitFile).collect(toImmutableList())));
    }

    private UnitFile unitFile(Unit unit) {
        UnitId id = unit.id();
        return new UnitFile(
                unit,
                Optional.ofNullable(books.heads.get(id)).flatMap(heads -> heads.head()),
                Optional.ofNullable(books.heads.get(id)).flatMap(heads -> heads.inCharge()),
                books.posts(id).stream()
                        .map(post -> new PostFile(
                                post,
                                books.sitting(post.id()).stream()
                                        .map(one -> new Sitter(
                                                one, Books.there(books.officials.get(one.official()), one.official())))
                                        .collect(toImmutableList())))
                        .collect(toImmutableList()));
    }

    @Override
    public ImmutableList<DelegationLine> delegations(
            ImmutableSet<UnitId> units, OfficialId official, LocalDate today, int most) {
        return books.look(() -> delegations()
                .filter(line -> units.contains(line.absent().unitId())
                        || line.absent().officialId().equals(official)
                        || line.delegate().officialId().equals(official))
                .sorted(Comparator.<DelegationLine, Boolean>comparing(
                                line -> line.delegation().isOver(today))
                        .thenComparing(line -> line.delegation().from(), Comparator.reverseOrder())
                        .thenComparing(line -> line.delegation().id().toString()))
                .limit(most)
                .collect(toImmutableList()));
    }

    private Stream<DelegationLine> delegations() {
        return books.delegations.values().stream()
                .map(one -> new DelegationLine(
                        one.overWith(Books.there(books.incumbencies.get(one.absent()), one.absent())
                                        .until())
                                .overWith(Books.there(books.incumbencies.get(one.delegate()), one.delegate())
                                        .until()),
                        named(one.absent()).orElseThrow(),
                        named(one.delegate()).orElseThrow()));
    }

    @Override
    public Optional<Named> named(IncumbencyId id) {
        return books.look(() -> Optional.ofNullable(books.incumbencies.get(id)).map(one -> {
            Post post = books.post(one.post());
            return new Named(
                    id,
                    one.official(),
                    Books.there(books.officials.get(one.official()), one.official())
                            .name(),
                    post.title(),
                    post.unit(),
                    books.unit(post.unit()).name(),
                    one.from(),
                    one.until(),
                    one.acting());
        }));
    }

    private OfficialId official(IncumbencyId id) {
        return Books.there(books.incumbencies.get(id), id).official();
    }
}
