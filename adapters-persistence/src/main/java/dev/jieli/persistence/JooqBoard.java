package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static dev.jieli.persistence.db.Tables.DELEGATION;
import static dev.jieli.persistence.db.Tables.HANDOVER;
import static dev.jieli.persistence.db.Tables.HANDOVER_ITEM;
import static dev.jieli.persistence.db.Tables.INCUMBENCY;
import static dev.jieli.persistence.db.Tables.OFFICIAL;
import static dev.jieli.persistence.db.Tables.PETITIONER;
import static dev.jieli.persistence.db.Tables.PETITION_CASE;
import static dev.jieli.persistence.db.Tables.POST;
import static dev.jieli.persistence.db.Tables.UNIT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.application.published.EntryJson;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseEffect;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Matter;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** One query a page, or a few; lists are cut before anything is looked up for their lines. */
final class JooqBoard implements Board {
    private static final int LONGEST_LIST = 50;

    /** With how many of one township texts are compared, the newest first. */
    private static final int NEWEST = 2_000;

    private static final int COUNTY = 6;
    private static final int TOWNSHIP = 9;

    /** How a page marks that it ended among the cases without a term. */
    private static final String NO_TERM = "9999-12-31";
    /** In the ledger: when the case is due, its number, its id. */
    private static final Pattern PLACE =
            Pattern.compile("([0-9-]{10}) ([^\u0000]*) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private static final Condition OPEN = DSL.condition(PETITION_CASE.MUST_SIT);
    private static final QueryPart IN_LEDGER = DSL.list(PETITION_CASE.DUE, PETITION_CASE.NUMBER, PETITION_CASE.ID);

    private final DataSource source;

    /** For what is open to all. */
    private final DSLContext open;

    private final Establishments establishments;
    private final KeyRing keys;

    private final Asker asker;
    private final UnaryOperator<Sight> filter;

    /** @param filter see {@link JooqArchive} */
    JooqBoard(
            DataSource source, Establishments establishments, KeyRing keys, Asker asker, UnaryOperator<Sight> filter) {
        this.asker = asker;
        this.filter = filter;
        this.source = source;
        this.open = DSL.using(source, SQLDialect.POSTGRES);
        this.establishments = establishments;
        this.keys = keys;
    }

    private Establishment establishment() {
        return establishments.atLeast(Establishment.versionIn(open), () -> open);
    }

    // ------------------------------------------------------------------ what is shown

    private Sight sight() {
        return asker instanceof Asker.Job job ? Sight.of(job) : establishment().sight(asker);
    }

    private DSLContext sql(Sight sight) {
        return Sighted.sql(source, sight);
    }

    private Condition shown(Sight sight) {
        return within(filter.apply(sight)).andNot(withdrawn(sight));
    }

    /** As {@link Sight#isWithdrawn} has it, and here only: for acts and handovers the case is there. */
    private static Condition withdrawn(Sight sight) {
        return sight.unbounded()
                ? falseCondition()
                : DSL.condition("""
                        (petition_case.recused IS NOT NULL AND petition_case.recused && ARRAY(
                            SELECT i.id FROM incumbency i WHERE i.official = ANY ({0})))
                        """, val(ids(sight.officials(), OfficialId::value)));
    }

    /** As {@link Sight#sees} has it. */
    private static Condition within(Sight sight) {
        if (sight.unbounded()) {
            return noCondition();
        }
        Condition within = sight.everywhere()
                ? noCondition()
                : DSL.arrayOverlap(PETITION_CASE.UNITS, ids(sight.reach(), UnitId::value))
                        .or(answering(ids(sight.own(), IncumbencyId::value)));
        return within.and(kept(sight).not());
    }

    private static <T> UUID[] ids(Collection<T> ids, Function<T, UUID> value) {
        return ids.stream().map(value).toArray(UUID[]::new);
    }

    /** As {@link Sight#isKept} has it; of the table of cases, not joined under another name. */
    private static Condition kept(Sight sight) {
        UUID[] official = ids(sight.officials(), OfficialId::value);
        return DSL.condition("""
                ((petition_case.accused_officials IS NOT NULL AND petition_case.accused_officials && {0})
                 OR (petition_case.accused IS NOT NULL AND EXISTS (
                     SELECT FROM unnest(petition_case.accused) a
                     WHERE a = ANY ({1}) AND NOT (petition_case.ending IS NULL AND a = petition_case.unit))))
                """, val(official), val(ids(sight.sits(), UnitId::value)));
    }

    private boolean isShown(CaseId id, Sight sight) {
        return sight.unbounded() || find(id, sight).isPresent();
    }

    private ImmutableSet<CaseId> shown(Collection<CaseId> ids, Sight sight) {
        return sight.unbounded()
                ? ImmutableSet.copyOf(ids)
                : sql(sight)
                        .select(PETITION_CASE.ID)
                        .from(PETITION_CASE)
                        .where(PETITION_CASE.ID.eq(any(ids(ids, CaseId::value))))
                        .and(shown(sight))
                        .fetch(row -> new CaseId(row.value1()))
                        .stream()
                        .collect(toImmutableSet());
    }

    // ------------------------------------------------------------------ cases in lists

    @Override
    public Workbench workbench(OfficialId official, LocalDate today) {
        Condition mine = PETITION_CASE.HOLDER.eq(any(everSat(official)));
        Field<Integer> urgency = when(light(Light.RED, today), inline(0))
                .when(light(Light.YELLOW, today), inline(1))
                .otherwise(inline(2));
        return new Workbench(
                counts(mine, today),
                lines(mine.and(OPEN), DSL.list(urgency, PETITION_CASE.DUE, PETITION_CASE.NUMBER), LONGEST_LIST, today),
                lines(
                        OPEN.and(PETITION_CASE.HANDED_OVER.isNotNull())
                                .and(PETITION_CASE.HANDED_TO.eq(any(everSat(official))))
                                .and(DSL.exists(select(inline(1))
                                        .from(HANDOVER)
                                        .where(HANDOVER.ID.eq(PETITION_CASE.HANDED_OVER))
                                        .and(HANDOVER.INCOMING.eq(PETITION_CASE.HANDED_TO)))),
                        IN_LEDGER,
                        Integer.MAX_VALUE,
                        today),
                lines(OPEN.and(HOLDER_WITHDRAWS).and(reassignedBy(official)), IN_LEDGER, LONGEST_LIST, today),
                answers(mine.and(PETITION_CASE.ANSWER_BY.isNotNull()), PETITION_CASE.ANSWER_BY, today),
                answers(
                        PETITION_CASE.DECIDES.eq(any(sitsIn(official))).and(PETITION_CASE.DECIDE_BY.isNotNull()),
                        PETITION_CASE.DECIDE_BY,
                        today),
                handovers(party(official).and(JooqHandovers.UNDER_WAY), Integer.MAX_VALUE));
    }

    @Override
    public Page ledger(Filter filter, LocalDate today, Optional<String> after, int size) {
        Condition rest = after.map(JooqBoard::behind).orElse(noCondition());
        ImmutableList<Line> lines = lines(matching(filter, today).and(rest), IN_LEDGER, size + 1, today);
        if (lines.size() <= size) {
            return new Page(lines, Optional.empty());
        }
        Line last = lines.get(size - 1);
        return new Page(
                lines.subList(0, size),
                Optional.of(
                        last.due().map(LocalDate::toString).orElse(NO_TERM) + " " + last.number() + " " + last.id()));
    }

    private static Condition behind(String mark) {
        Matcher place = PLACE.matcher(mark);
        if (!place.matches() || !isDay(place.group(1))) {
            return falseCondition(); // no place that was given
        }
        String due = place.group(1);
        Field<LocalDate> day = val(due.equals(NO_TERM) ? "infinity" : due).cast(SQLDataType.LOCALDATE);
        return row(PETITION_CASE.DUE, PETITION_CASE.NUMBER, PETITION_CASE.ID)
                .gt(row(day, val(place.group(2)), val(UUID.fromString(place.group(3)))));
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    @Override
    public Counts counts(Filter filter, LocalDate today) {
        return counts(matching(filter, today), today);
    }

    private Counts counts(Condition matching, LocalDate today) {
        Sight sight = sight();
        return sql(sight)
                .select(
                        count().filterWhere(OPEN),
                        count().filterWhere(light(Light.GREEN, today)),
                        count().filterWhere(light(Light.YELLOW, today)),
                        count().filterWhere(light(Light.RED, today)),
                        count().filterWhere(PETITION_CASE.ENDING.isNotNull()))
                .from(PETITION_CASE)
                .where(matching.and(shown(sight)))
                .fetchSingle(row -> new Counts(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
    }

    @Override
    public Optional<CaseId> numbered(String number) {
        Sight sight = sight();
        return sql(sight)
                .select(PETITION_CASE.ID)
                .from(PETITION_CASE)
                .where(PETITION_CASE.NUMBER.eq(number))
                .and(shown(sight))
                .orderBy(PETITION_CASE.ID)
                .limit(1)
                .fetchOptional(PETITION_CASE.ID)
                .map(CaseId::new);
    }

    private Condition matching(Filter filter, LocalDate today) {
        List<Condition> all = new ArrayList<>();
        filter.text()
                .ifPresent(text -> all.add(PETITION_CASE.NUMBER.contains(text).or(PETITION_CASE.GIST.contains(text))));
        filter.unit().ifPresent(unit -> all.add(PETITION_CASE.UNIT.eq(unit.value())));
        filter.answering().ifPresent(official -> all.add(answering(everSat(official))));
        filter.leader().ifPresent(leader -> all.add(PETITION_CASE.ASSIGNED_LEADER.eq(leader.value())));
        filter.stage().ifPresent(stage -> all.add(PETITION_CASE.STAGE.eq(stage.name())));
        filter.light().ifPresent(light -> all.add(light(light, today)));
        filter.open().ifPresent(open -> all.add(open ? OPEN : PETITION_CASE.ENDING.isNotNull()));
        filter.place().ifPresent(place -> all.add(within(place)));
        filter.receivedFrom().ifPresent(day -> all.add(PETITION_CASE.RECEIVED_ON.ge(day)));
        filter.receivedTo().ifPresent(day -> all.add(PETITION_CASE.RECEIVED_ON.le(day)));
        return DSL.and(all);
    }

    private static Condition answering(UUID[] incumbencies) {
        return PETITION_CASE
                .HOLDER
                .eq(any(incumbencies))
                .or(PETITION_CASE.UNIT_HEAD.eq(any(incumbencies)))
                .or(PETITION_CASE.LEADER_IN_CHARGE.eq(any(incumbencies)))
                .or(PETITION_CASE.ASSIGNED_LEADER.eq(any(incumbencies)));
    }

    private static Condition light(Light light, LocalDate today) {
        return switch (light) {
            case RED -> PETITION_CASE.DUE.lt(today);
            case YELLOW -> PETITION_CASE.DUE.ge(today).and(PETITION_CASE.YELLOW_FROM.le(today));
            case GREEN -> PETITION_CASE.DUE.ge(today).and(PETITION_CASE.YELLOW_FROM.gt(today));
        };
    }

    /** A region holds all whose code begins as its own does, see {@link RegionCode#contains}. */
    private static Condition within(RegionCode place) {
        String stem = place.digits();
        while (stem.length() <= 6 && stem.length() > 2 && stem.endsWith("00")) {
            stem = stem.substring(0, stem.length() - 2);
        }
        return PETITION_CASE.PLACE.ge(stem).and(PETITION_CASE.PLACE.lt(stem + ":")); // ':' follows '9'
    }

    /** All incumbencies of an official, those that have ended too. */
    private UUID[] everSat(OfficialId official) {
        return open.select(INCUMBENCY.ID)
                .from(INCUMBENCY)
                .where(INCUMBENCY.OFFICIAL.eq(official.value()))
                .fetchArray(INCUMBENCY.ID);
    }

    /** As {@link Sight#isKept} has it for the holder; of the few cases that accuse somebody. */
    private static final Condition HOLDER_WITHDRAWS = DSL.condition("""
            ((petition_case.accused IS NOT NULL OR petition_case.accused_officials IS NOT NULL) AND EXISTS (
                SELECT FROM incumbency h
                WHERE h.id = petition_case.holder
                  AND (h.official = ANY (petition_case.accused_officials) OR EXISTS (
                      SELECT FROM incumbency i JOIN post p ON p.id = i.post
                      WHERE i.official = h.official AND i.active
                        AND p.unit = ANY (array_remove(petition_case.accused, petition_case.unit))))))
            """);

    /** Where the official sits in the unit in which the case lies, or in a petition office. */
    private Condition reassignedBy(OfficialId official) {
        UUID[] units = sitsIn(official);
        boolean office = open.fetchExists(select(inline(1))
                .from(UNIT)
                .where(UNIT.ID.eq(any(units)).and(UNIT.KIND.eq(Unit.Kind.PETITION_OFFICE.name()))));
        return office ? noCondition() : PETITION_CASE.UNIT.eq(any(units));
    }

    /** The units in which somebody sits. */
    private UUID[] sitsIn(OfficialId official) {
        return open.selectDistinct(POST.UNIT)
                .from(INCUMBENCY)
                .join(POST)
                .on(POST.ID.eq(INCUMBENCY.POST))
                .where(INCUMBENCY.OFFICIAL.eq(official.value()))
                .and(INCUMBENCY.ACTIVE)
                .fetchArray(POST.UNIT);
    }

    // spotless:off
    private static final String LINES = """
            SELECT c.id, c.number, c.gist, p.masked, c.received_on, c.persons, c.repeats, c.stage, c.ending, c.unit,
                   u.name AS unit_name, ho.name AS holder_name, c.held_since, lo.name AS leader_name, c.leader_until,
                   c.due_term, nullif(c.due, 'infinity') AS due, c.due_provisional, c.yellow_from, c.entries,
                   c.answer_by, c.decide_by
            FROM (SELECT *, row_number() OVER (ORDER BY {1}) AS nth
                  FROM petition_case WHERE {0} ORDER BY {1} LIMIT {2}) c
            JOIN unit u ON u.id = c.unit
            JOIN incumbency hi ON hi.id = c.holder
            JOIN official ho ON ho.id = hi.official
            LEFT JOIN incumbency li ON li.id = c.assigned_leader
            LEFT JOIN official lo ON lo.id = li.official
            LEFT JOIN petitioner p ON p.case_id = c.id
            ORDER BY c.nth
            """;
    // spotless:on

    private ImmutableList<Line> lines(Condition matching, QueryPart order, int most, LocalDate today) {
        Sight sight = sight();
        return sql(sight).fetch(LINES, matching.and(shown(sight)), order, inline(most)).stream()
                .map(row -> line(row, today))
                .collect(toImmutableList());
    }

    private ImmutableList<Answer> answers(Condition matching, Field<LocalDate> by, LocalDate today) {
        QueryPart order = DSL.list(by, PETITION_CASE.NUMBER);
        Sight sight = sight();
        return sql(sight).fetch(LINES, matching.and(shown(sight)), order, inline(LONGEST_LIST)).stream()
                .map(row -> new Answer(line(row, today), row.get(by.getName(), LocalDate.class)))
                .collect(toImmutableList());
    }

    private static Line line(Record row, LocalDate today) {
        Optional<LocalDate> due = maybe(row, "due", LocalDate.class);
        return new Line(
                new CaseId(row.get("id", UUID.class)),
                row.get("number", String.class),
                row.get("gist", String.class),
                masked(row.get("masked", String.class)),
                row.get("received_on", LocalDate.class),
                row.get("persons", Integer.class),
                row.get("repeats", Integer.class),
                maybe(row, "stage", String.class).map(Stage::valueOf),
                maybe(row, "ending", String.class).map(Ending::valueOf),
                new UnitId(row.get("unit", UUID.class)),
                row.get("unit_name", String.class),
                row.get("holder_name", String.class),
                maybe(row, "held_since", LocalDate.class),
                maybe(row, "leader_name", String.class),
                maybe(row, "leader_until", LocalDate.class),
                maybe(row, "due_term", String.class).map(Term::valueOf),
                due,
                row.get("due_provisional", Boolean.class),
                due.map(last -> light(last, row.get("yellow_from", LocalDate.class), today)),
                row.get("entries", Integer.class));
    }

    private static <T> Optional<T> maybe(Record row, String column, Class<T> type) {
        return Optional.ofNullable(row.get(column, type));
    }

    /** As {@link dev.jieli.domain.casefile.Running#light} has it. */
    private static Light light(LocalDate due, LocalDate yellowFrom, LocalDate today) {
        if (today.isAfter(due)) {
            return Light.RED;
        }
        return today.isBefore(yellowFrom) ? Light.GREEN : Light.YELLOW;
    }

    private static String masked(@Nullable String name) {
        return name == null ? Petitioner.ERASED : name;
    }

    // ------------------------------------------------------------------ one case

    @Override
    public Optional<CaseFile> caseFile(CaseId id) {
        Sight sight = sight();
        return find(id, sight).map(found -> {
            Optional<Petitioner> petitioner = petitioner(id, sight);
            ImmutableMap<IncumbencyId, Named> names =
                    names(found.petitionCase().links().values());
            return new CaseFile(
                    found.petitionCase(),
                    petitioner.map(Petitioner::maskedName).orElse(Petitioner.ERASED),
                    petitioner.flatMap(Petitioner::maskedPhone),
                    petitioner.flatMap(Petitioner::maskedAddress),
                    found.unit(),
                    found.petitionCase().links().entrySet().stream()
                            .collect(toImmutableSortedMap(
                                    Comparator.<Role>naturalOrder(),
                                    Map.Entry::getKey,
                                    link -> named(names, link.getValue()))),
                    lines(PetitionCase.subject(id), sight));
        });
    }

    private Connection connection(Sight sight) throws SQLException {
        return Sighted.of(source.getConnection(), sight);
    }

    private Optional<Read> find(CaseId id, Sight sight) {
        return read("c.id = ?", id.value(), sight).stream()
                .findFirst()
                .filter(found -> filter.apply(sight).sees(found.petitionCase())
                        && !sight.isWithdrawn(
                                found.petitionCase(), who -> named(who).map(Named::officialId)));
    }

    private Optional<Petitioner> petitioner(CaseId id, Sight sight) {
        return sql(sight)
                .select(PETITIONER.KEY_ID, PETITIONER.SEALED)
                .from(PETITIONER)
                .where(PETITIONER.CASE_ID.eq(id.value()))
                .fetchOptional()
                .map(row -> PetitionerText.read(keys.open("petitioner", id.value(), row.value1(), row.value2())));
    }

    /** A case with the words around it. */
    private record Read(PetitionCase petitionCase, String petitioner, String unit, String holder) {}

    private ImmutableList<Read> read(String which, Object parameter, Sight sight) {
        String query = "SELECT p.masked, u.name, ho.name, " + CaseRow.readOf("c") + " FROM petition_case c"
                + " JOIN unit u ON u.id = c.unit JOIN incumbency hi ON hi.id = c.holder"
                + " JOIN official ho ON ho.id = hi.official LEFT JOIN petitioner p ON p.case_id = c.id WHERE " + which;
        try (Connection connection = connection(sight);
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            ImmutableList.Builder<Read> found = ImmutableList.builder();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Read(
                            CaseRow.read(row, 3),
                            masked(row.getString(1)),
                            CaseRow.text(row, 2),
                            CaseRow.text(row, 3)));
                }
            }
            return found.build();
        } catch (SQLException fault) {
            throw new DataAccessException("cases could not be read", fault);
        }
    }

    /** Read off the docket: an entry says itself on which day its act was done, whenever it was entered. */
    @Override
    public ImmutableList<Link> whoAnswered(CaseId id, LocalDate on) {
        Sight sight = sight();
        if (!isShown(id, sight)) {
            return ImmutableList.of();
        }
        Map<Role, LocalDate> since = new EnumMap<>(Role.class);
        ImmutableMap<Role, IncumbencyId> links = ImmutableMap.of();
        for (Entry entry : JooqDockets.entries(sql(sight), PetitionCase.subject(id))) {
            if (entry.on().isAfter(on)) {
                break;
            }
            Optional<Chain> chain = ((CaseEffect) entry.effect()).chain();
            if (chain.isPresent()) {
                ImmutableMap<Role, IncumbencyId> before = links;
                links = linksOf(chain.get());
                links.forEach((role, who) -> {
                    if (!who.equals(before.get(role))) {
                        since.put(role, entry.on());
                    }
                });
            }
        }
        ImmutableMap<IncumbencyId, Named> names = names(links.values());
        ImmutableList<DelegationLine> acting = delegations(
                DELEGATION
                        .ABSENT
                        .eq(any(ids(names.keySet(), IncumbencyId::value)))
                        .and(DELEGATION.FIRST_DAY.le(on))
                        .and(DELEGATION.LAST_DAY.ge(on)),
                on,
                LONGEST_LIST);
        return links.entrySet().stream()
                .map(link -> new Link(
                        link.getKey(),
                        named(names, link.getValue()),
                        since.getOrDefault(link.getKey(), on),
                        acting.stream()
                                .filter(line -> line.absent().id().equals(link.getValue())
                                        && line.delegation().held(on))
                                .map(DelegationLine::delegate)
                                .collect(toImmutableList())))
                .collect(toImmutableList());
    }

    private static ImmutableMap<Role, IncumbencyId> linksOf(Chain chain) {
        return ImmutableMap.<Role, IncumbencyId>builder()
                .put(Role.HOLDER, chain.holder())
                .putAll(chain.above())
                .buildOrThrow();
    }

    @Override
    public ImmutableList<EntryLine> docket(Subject subject) {
        Sight sight = sight();
        return switch (subject.kind()) {
            case CASE -> isShown(new CaseId(subject.id()), sight) ? lines(subject, sight) : ImmutableList.of();
            case HANDOVER ->
                // Asked once, as where the list itself is looked at
                isShown(new HandoverId(subject.id()), sight) ? lines(subject, Sight.WHOLE) : ImmutableList.of();
            case UNIT -> lines(subject, sight);
            case ACCOUNT -> filter.apply(sight).unbounded() ? lines(subject, sight) : ImmutableList.of();
        };
    }

    private ImmutableList<EntryLine> lines(Subject subject, Sight sight) {
        ImmutableList<Sealed> docket = JooqDockets.lines(sql(sight), subject);
        Map<Sealed, Entry> entries = Maps.toMap(docket, line -> EntryJson.read(line.json()));
        ImmutableMap<IncumbencyId, Named> names =
                names(entries.values().stream().flatMap(JooqBoard::hands).toList());
        return docket.stream()
                .map(line -> {
                    Entry entry = there(entries.get(line));
                    return line(entry, names, line.hash());
                })
                .collect(toImmutableList());
    }

    private static Stream<IncumbencyId> hands(Entry entry) {
        return Stream.concat(entry.by().stream(), entry.inPlaceOf().stream());
    }

    private static EntryLine line(Entry entry, ImmutableMap<IncumbencyId, Named> names, String hash) {
        return new EntryLine(
                entry,
                entry.by().map(who -> named(names, who)),
                entry.inPlaceOf().map(who -> named(names, who)),
                hash);
    }

    // ------------------------------------------------------------------ cases like this one

    // spotless:off
    private static final String COMPARED = "c.id, c.number, c.gist, c.place, c.category, c.received_on, c.unit, c.stage, c.ending";
    private static final String BEFORE = " (c.received_on, c.number) < (?::date, ?::text)";
    private static final String BY_PETITIONER =
            "SELECT " + COMPARED + " FROM petition_case c WHERE c.id = ANY (?::uuid[]) AND" + BEFORE;
    private static final String BY_PLACE =
            " UNION ALL (SELECT c.* FROM unnest(?::text[]) p CROSS JOIN LATERAL (SELECT " + COMPARED
            + " FROM petition_case c WHERE left(c.place, 9) = p AND c.received_on >= ?::date AND" + BEFORE
            + " ORDER BY c.received_on DESC LIMIT " + NEWEST + ") c)"
            + " UNION ALL (SELECT " + COMPARED
            + " FROM petition_case c WHERE left(c.place, 9) IS NULL AND c.received_on >= ?::date AND" + BEFORE
            + " ORDER BY c.received_on DESC LIMIT " + NEWEST + ")";
    private static final String ANYWHERE =
            " UNION ALL (SELECT " + COMPARED + " FROM petition_case c WHERE c.received_on >= ?::date AND" + BEFORE
            + " ORDER BY c.received_on DESC LIMIT " + 2 * NEWEST + ")";
    private static final String SAID = "SELECT other, kind FROM case_link WHERE case_id = ?";
    private static final String LINKED = """
            SELECT c.id, c.number, c.gist, c.stage, c.ending, l.kind, l.case_id = ?::uuid, d.json, d.hash
            FROM case_link l
            JOIN petition_case c ON c.id = CASE l.case_id WHEN ?::uuid THEN l.other ELSE l.case_id END
            JOIN docket_entry d ON d.subject_id = l.case_id AND d.subject_kind = 'CASE' AND d.number = l.entry
            WHERE l.linked AND (l.case_id = ?::uuid OR l.other = ?::uuid)
            ORDER BY c.number, l.kind, c.id
            """;
    // spotless:on

    @Override
    public ImmutableList<Alike> alike(CaseId id, int most) {
        Sight sight = sight();
        Optional<PetitionCase> found = find(id, sight).map(Read::petitionCase);
        if (found.isEmpty()) {
            return ImmutableList.of();
        }
        List<Alike> alike;
        try (Connection connection = connection(sight)) {
            alike = alike(connection, found.get(), petitioner(id, sight));
        } catch (SQLException fault) {
            throw new DataAccessException("cases could not be compared", fault);
        }
        boolean accusation = matter(id, sight).isAccusation();
        Set<CaseId> shown = shown(alike.stream().map(Alike::id).toList(), sight);
        return alike.stream()
                .filter(one -> shown.contains(one.id()))
                .sorted(Comparator.comparingInt((Alike one) -> one.likeness().score())
                        .reversed()
                        .thenComparing(Alike::number))
                .filter(one -> matter(one.id(), sight).isAccusation() == accusation)
                .limit(most)
                .collect(toImmutableList());
    }

    private Matter matter(CaseId id, Sight sight) {
        return Matter.of(JooqDockets.entries(sql(sight), PetitionCase.subject(id)));
    }

    private List<Alike> alike(Connection connection, PetitionCase here, Optional<Petitioner> petitioner)
            throws SQLException {
        Map<CaseId, Likeness.Mark> known = petitioner.isEmpty()
                ? ImmutableMap.of()
                : Marks.casesOf(connection, keys, ImmutableList.of(petitioner.get()))
                        .row(petitioner.get());
        Map<CaseId, Set<LinkKind>> said = said(connection, here.id());
        Likeness.Features features = Likeness.Features.of(here);
        Map<CaseId, Alike> alike = new HashMap<>();
        try (PreparedStatement statement = candidates(connection, here.petition(), known.keySet());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                CaseId id = new CaseId(CaseRow.id(row, 1));
                Likeness likeness = Likeness.between(
                        features,
                        Likeness.Features.of(
                                CaseRow.text(row, 3),
                                Optional.ofNullable(row.getString(4)).map(RegionCode::new),
                                CaseRow.text(row, 5),
                                CaseRow.day(row, 6),
                                new UnitId(CaseRow.id(row, 7))),
                        Optional.ofNullable(known.get(id)));
                ImmutableSet<LinkKind> proposed = Sets.difference(
                                likeness.proposes(), said.getOrDefault(id, ImmutableSet.of()))
                        .immutableCopy();
                if (!proposed.isEmpty()) {
                    alike.put(
                            id,
                            new Alike(
                                    id,
                                    CaseRow.text(row, 2),
                                    CaseRow.text(row, 3),
                                    CaseRow.day(row, 6),
                                    Optional.ofNullable(row.getString(8)).map(Stage::valueOf),
                                    Optional.ofNullable(row.getString(9)).map(Ending::valueOf),
                                    likeness,
                                    proposed));
                }
            }
        }
        return new ArrayList<>(alike.values());
    }

    private static PreparedStatement candidates(Connection connection, Petition here, Collection<CaseId> known)
            throws SQLException {
        String place = here.place().map(RegionCode::digits).orElse("");
        boolean anywhere = place.length() <= COUNTY;
        LocalDate since = here.receivedOn().minusYears(Likeness.YEARS_BACK);
        PreparedStatement statement = connection.prepareStatement(BY_PETITIONER + (anywhere ? ANYWHERE : BY_PLACE));
        Parameters to = new Parameters(statement);
        to.array("uuid", known, CaseId::value);
        to.day(here.receivedOn()).text(here.number());
        if (!anywhere) {
            to.array("text", ImmutableList.of(place.substring(0, TOWNSHIP), place.substring(0, COUNTY)), one -> one);
            to.day(since).day(here.receivedOn()).text(here.number());
        }
        to.day(since).day(here.receivedOn()).text(here.number());
        return statement;
    }

    private static Map<CaseId, Set<LinkKind>> said(Connection connection, CaseId id) throws SQLException {
        Map<CaseId, Set<LinkKind>> said = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SAID)) {
            statement.setObject(1, id.value());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    said.computeIfAbsent(new CaseId(CaseRow.id(row, 1)), other -> EnumSet.noneOf(LinkKind.class))
                            .add(LinkKind.valueOf(CaseRow.text(row, 2)));
                }
            }
        }
        return said;
    }

    @Override
    public ImmutableList<Linked> linked(CaseId id) {
        Sight sight = sight();
        List<Linked> linked = new ArrayList<>();
        try (Connection connection = connection(sight);
                PreparedStatement statement = connection.prepareStatement(LINKED)) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                statement.setObject(parameter, id.value());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Entry entry = EntryJson.read(CaseRow.text(row, 8));
                    linked.add(new Linked(
                            new CaseId(CaseRow.id(row, 1)),
                            CaseRow.text(row, 2),
                            CaseRow.text(row, 3),
                            Optional.ofNullable(row.getString(4)).map(Stage::valueOf),
                            Optional.ofNullable(row.getString(5)).map(Ending::valueOf),
                            LinkKind.valueOf(CaseRow.text(row, 6)),
                            row.getBoolean(7),
                            new EntryLine(entry, Optional.empty(), Optional.empty(), CaseRow.hash(row, 9))));
                }
            }
        } catch (SQLException fault) {
            throw new DataAccessException("links could not be read", fault);
        }
        if (!linked.isEmpty() && !isShown(id, sight)) {
            return ImmutableList.of();
        }
        Set<CaseId> shown = shown(linked.stream().map(Linked::id).toList(), sight);
        linked.removeIf(
                one -> !shown.contains(one.id()) || matter(one.id(), sight).isAccusation());
        if (!linked.isEmpty() && matter(id, sight).isAccusation()) {
            return ImmutableList.of();
        }
        ImmutableMap<IncumbencyId, Named> names =
                names(linked.stream().flatMap(one -> hands(one.entry().entry())).toList());
        return linked.stream()
                .map(one -> {
                    EntryLine line = one.entry();
                    return new Linked(
                            one.id(),
                            one.number(),
                            one.gist(),
                            one.stage(),
                            one.ending(),
                            one.kind(),
                            one.earlier(),
                            line(line.entry(), names, line.hash()));
                })
                .collect(toImmutableList());
    }

    // ------------------------------------------------------------------ leaders

    @Override
    public ImmutableList<Line> withoutLeader(LocalDate today) {
        return lines(OPEN.and(PETITION_CASE.ASSIGNED_LEADER.isNull()), IN_LEDGER, Integer.MAX_VALUE, today);
    }

    @Override
    public ImmutableList<Line> assigned(Optional<IncumbencyId> leader, LocalDate today) {
        Condition taken = leader.map(who -> PETITION_CASE.ASSIGNED_LEADER.eq(who.value()))
                .orElse(PETITION_CASE.ASSIGNED_LEADER.isNotNull());
        return lines(OPEN.and(taken), IN_LEDGER, Integer.MAX_VALUE, today);
    }

    @Override
    public ImmutableList<Leader> leaders(LocalDate today) {
        Establishment now = establishment();
        List<Incumbency> leading = now.sitting().values().stream()
                .filter(one -> leads(there(now.posts().get(one.post()))))
                .toList();
        ImmutableMap<IncumbencyId, Named> names =
                names(leading.stream().map(Incumbency::id).toList());
        Sight sight = sight();
        Map<UUID, Record2<Integer, Integer>> taken = sql(sight)
                .select(
                        PETITION_CASE.ASSIGNED_LEADER,
                        count(),
                        count().filterWhere(PETITION_CASE.LEADER_UNTIL.lt(today)))
                .from(PETITION_CASE)
                .where(OPEN)
                .and(shown(sight))
                .and(PETITION_CASE.ASSIGNED_LEADER.isNotNull())
                .groupBy(PETITION_CASE.ASSIGNED_LEADER)
                .fetchMap(row -> row.value1(), row -> row.into(row.field2(), row.field3()));
        return leading.stream()
                .map(one -> {
                    Record2<Integer, Integer> has = taken.get(one.id().value());
                    return new Leader(
                            named(names, one.id()),
                            there(now.posts().get(one.post())).rank(),
                            has == null ? 0 : has.value1(),
                            has == null ? 0 : has.value2(),
                            now.units().values().stream()
                                    .filter(unit -> unit.inCharge().equals(Optional.of(one.post())))
                                    .map(unit -> unit.unit().id())
                                    .collect(toImmutableSet()));
                })
                .sorted(Comparator.comparingInt(Leader::rank)
                        .thenComparing(leader -> leader.who().id().toString()))
                .collect(toImmutableList());
    }

    private static boolean leads(Post post) {
        return (post.kind() == Post.Kind.LEADER || post.kind() == Post.Kind.HEAD) && post.rank() > 0;
    }

    // ------------------------------------------------------------------ handovers

    @Override
    public ImmutableList<HandoverLine> handovers(Optional<OfficialId> party, int most) {
        return handovers(party.map(this::party).orElse(noCondition()), most);
    }

    /**
     * As {@link Sight#seesHandover} has it, but for what is kept from who asks: that is not there for this query, and the
     * policies leave the whole list out.
     */
    private Condition shownHandover(Sight walled) {
        Sight sight = filter.apply(walled);
        if (sight.unbounded()) {
            return noCondition();
        }
        Condition inReach = DSL.exists(select(inline(1))
                .from(INCUMBENCY)
                .join(POST)
                .on(POST.ID.eq(INCUMBENCY.POST))
                .where(INCUMBENCY.ID.eq(HANDOVER.OUTGOING))
                .and(POST.UNIT.eq(any(ids(sight.handovers(), UnitId::value)))));
        return sight.officials().stream().map(this::party).reduce(inReach, Condition::or);
    }

    private boolean isShown(HandoverId id, Sight sight) {
        return sql(sight)
                .fetchExists(select(inline(1))
                        .from(HANDOVER)
                        .where(HANDOVER.ID.eq(id.value()))
                        .and(shownHandover(sight)));
    }

    private Condition party(OfficialId official) {
        UUID[] sat = everSat(official);
        return HANDOVER.OUTGOING.eq(any(sat)).or(HANDOVER.INCOMING.eq(any(sat))).or(HANDOVER.WITNESS.eq(any(sat)));
    }

    private ImmutableList<HandoverLine> handovers(Condition matching, int most) {
        Field<Integer> items = field(selectCount()
                .from(HANDOVER_ITEM)
                .where(HANDOVER_ITEM.HANDOVER.eq(HANDOVER.ID))
                .andNot(HANDOVER_ITEM.DROPPED));
        Sight sight = sight();
        var found = sql(sight)
                .select(
                        HANDOVER.ID,
                        HANDOVER.OUTGOING,
                        HANDOVER.INCOMING,
                        HANDOVER.WITNESS,
                        HANDOVER.STATE,
                        HANDOVER.OPENED_ON,
                        HANDOVER.LEAVES_ON,
                        HANDOVER.DUE_ON,
                        items,
                        HANDOVER.BESIDE)
                .from(HANDOVER)
                .where(matching.and(shownHandover(sight)))
                .orderBy(
                        when(JooqHandovers.UNDER_WAY, inline(0)).otherwise(inline(1)),
                        HANDOVER.OPENED_AT.desc(),
                        HANDOVER.BESIDE.isNotNull(),
                        HANDOVER.CAME.desc())
                .limit(most)
                .fetch();
        ImmutableMap<IncumbencyId, Named> names = names(found.stream()
                .flatMap(row -> Stream.of(row.value2(), row.value3(), row.value4()))
                .map(IncumbencyId::new)
                .toList());
        return found.stream()
                .map(row -> new HandoverLine(
                        new HandoverId(row.value1()),
                        Optional.ofNullable(row.value10()).map(HandoverId::new),
                        named(names, new IncumbencyId(row.value2())),
                        named(names, new IncumbencyId(row.value3())),
                        named(names, new IncumbencyId(row.value4())),
                        Handover.State.valueOf(row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9()))
                .collect(toImmutableList());
    }

    /**
     * Whether it is shown, and which of those beside it, is asked once: the policies go past everything that is kept from who
     * asks each time they are asked, and what that takes would tell how much there is. A list that is shown is shown whole.
     */
    @Override
    public Optional<HandoverFile> handover(HandoverId id) {
        Sight sight = sight();
        ImmutableList<HandoverId> shown = sql(sight)
                .select(HANDOVER.ID)
                .from(HANDOVER)
                .where(HANDOVER.ID.eq(id.value()).or(HANDOVER.BESIDE.eq(id.value())))
                .and(shownHandover(sight))
                .orderBy(HANDOVER.CAME)
                .fetch(row -> new HandoverId(row.value1()))
                .stream()
                .collect(toImmutableList());
        if (!shown.contains(id)) {
            return Optional.empty();
        }
        Optional<JooqHandovers.Kept> kept;
        try (Connection connection = connection(Sight.WHOLE)) {
            kept = JooqHandovers.read(connection, id);
        } catch (SQLException fault) {
            throw new DataAccessException("a handover could not be read", fault);
        }
        return kept.map(JooqHandovers.Kept::handover).map(found -> {
            ImmutableMap<IncumbencyId, Named> names =
                    names(ImmutableList.of(found.outgoing(), found.incoming(), found.witness()));
            return new HandoverFile(
                    found,
                    shown.stream().filter(other -> !other.equals(id)).collect(toImmutableList()),
                    named(names, found.outgoing()),
                    named(names, found.incoming()),
                    named(names, found.witness()),
                    facts(found),
                    lines(found.subject(), Sight.WHOLE));
        });
    }

    /** To whom the list is shown the cases on it are, as far as the list tells of them. */
    private ImmutableMap<CaseId, ItemFacts> facts(Handover handover) {
        return read(
                        "c.id IN (SELECT case_id FROM handover_item WHERE handover = ? AND NOT dropped)",
                        handover.id().value(),
                        Sight.WHOLE)
                .stream()
                .collect(toImmutableMap(found -> found.petitionCase().id(), found -> {
                    PetitionCase now = found.petitionCase();
                    return new ItemFacts(
                            found.petitioner(),
                            now.petition().persons(),
                            now.petition().receivedOn(),
                            now.petition().place(),
                            found.unit(),
                            found.holder(),
                            now.position() instanceof Position.Open open ? open.assignment() : Optional.empty());
                }));
    }

    // ------------------------------------------------------------------ who is who

    @Override
    public Organization organization() {
        Establishment now = establishment();
        return new Organization(now.fromTheTop().stream()
                .map(unit -> {
                    Establishment.UnitState state = there(now.units().get(unit.id()));
                    return new UnitFile(
                            unit,
                            state.head(),
                            state.inCharge(),
                            now.posts().values().stream()
                                    .filter(post -> post.unit().equals(unit.id()))
                                    .map(post -> new PostFile(
                                            post,
                                            now.byPost().get(post.id()).stream()
                                                    .map(one -> new Sitter(
                                                            one,
                                                            there(now.officials()
                                                                    .get(one.official()))))
                                                    .collect(toImmutableList())))
                                    .collect(toImmutableList()));
                })
                .collect(toImmutableList()));
    }

    @Override
    public ImmutableList<DelegationLine> delegations(
            ImmutableSet<UnitId> units, OfficialId official, LocalDate today, int most) {
        UUID[] sat = everSat(official);
        Condition within = DELEGATION.ABSENT.in(select(INCUMBENCY.ID)
                .from(INCUMBENCY)
                .join(POST)
                .on(POST.ID.eq(INCUMBENCY.POST))
                .where(POST.UNIT.eq(any(ids(units, UnitId::value)))));
        return delegations(within.or(DELEGATION.ABSENT.eq(any(sat))).or(DELEGATION.DELEGATE.eq(any(sat))), today, most);
    }

    private ImmutableList<DelegationLine> delegations(Condition which, LocalDate today, int most) {
        Condition over = DELEGATION
                .ENDED
                .isNotNull()
                .or(DELEGATION.ABSENT_SITS.eq(false))
                .or(DELEGATION.DELEGATE_SITS.eq(false))
                .or(DELEGATION.LAST_DAY.lt(today));
        ImmutableList<Delegation> found = open
                .selectFrom(DELEGATION)
                .where(which)
                .orderBy(
                        when(over, inline(1)).otherwise(inline(0)),
                        DELEGATION.FIRST_DAY.desc(),
                        DELEGATION.ID.cast(String.class))
                .limit(most)
                .fetch(Establishment::delegation)
                .stream()
                .collect(toImmutableList());
        ImmutableMap<IncumbencyId, Named> names = names(found.stream()
                .flatMap(one -> Stream.of(one.absent(), one.delegate()))
                .toList());
        return found.stream()
                .map(one -> {
                    Named absent = named(names, one.absent());
                    Named delegate = named(names, one.delegate());
                    return new DelegationLine(
                            one.overWith(absent.until()).overWith(delegate.until()), absent, delegate);
                })
                .collect(toImmutableList());
    }

    @Override
    public Optional<Named> named(IncumbencyId id) {
        return Optional.ofNullable(names(ImmutableList.of(id)).get(id));
    }

    private ImmutableMap<IncumbencyId, Named> names(Collection<IncumbencyId> ids) {
        if (ids.isEmpty()) {
            return ImmutableMap.of();
        }
        return open
                .select(
                        INCUMBENCY.ID,
                        INCUMBENCY.OFFICIAL,
                        OFFICIAL.NAME,
                        POST.TITLE,
                        POST.UNIT,
                        UNIT.NAME,
                        INCUMBENCY.BEGAN,
                        INCUMBENCY.UNTIL,
                        INCUMBENCY.ACTING)
                .from(INCUMBENCY)
                .join(OFFICIAL)
                .on(OFFICIAL.ID.eq(INCUMBENCY.OFFICIAL))
                .join(POST)
                .on(POST.ID.eq(INCUMBENCY.POST))
                .join(UNIT)
                .on(UNIT.ID.eq(POST.UNIT))
                .where(INCUMBENCY.ID.eq(
                        any(ids.stream().map(IncumbencyId::value).distinct().toArray(UUID[]::new))))
                .fetch(row -> new Named(
                        new IncumbencyId(row.value1()),
                        new OfficialId(row.value2()),
                        row.value3(),
                        row.value4(),
                        new UnitId(row.value5()),
                        row.value6(),
                        row.value7(),
                        Optional.ofNullable(row.value8()),
                        row.value9()))
                .stream()
                .collect(toImmutableMap(Named::id, one -> one));
    }

    private static Named named(ImmutableMap<IncumbencyId, Named> names, IncumbencyId who) {
        return there(names.get(who));
    }

    private static <T> T there(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("what a key points to is not there");
        }
        return found;
    }
}
