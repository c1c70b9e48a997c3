package dev.jieli.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.application.published.StateJson;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.Involved;
import dev.jieli.domain.casefile.LeaderAssignment;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Term;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A case as its row has it, both ways: columns for what is looked for and leaned on, one text for the rest. */
final class CaseRow {

    /**
     * A column that is written.
     *
     * @param type in which it is sent
     * @param cast what makes of that what is kept; empty where it is kept as sent
     */
    record Column(String name, String type, String cast) {
        Column(String name, String type) {
            this(name, type, "");
        }

        /** A list of ids, sent as one text. */
        static Column ids(String name) {
            return new Column(name, "text", "::uuid[]");
        }

        /** As it is written from a column that holds what was sent. */
        String from(String sent) {
            return sent + cast;
        }
    }

    // spotless:off
    /** What a registration writes once. */
    static final ImmutableList<Column> FIXED = ImmutableList.of(
            new Column("id", "uuid"),                    new Column("number", "text"),
            new Column("channel", "text"),               new Column("received_on", "date"),
            new Column("gist", "text"),                  new Column("place", "text"),
            new Column("category", "text"),              new Column("persons", "integer"),
            new Column("repeats", "integer"),            new Column("intake", "text"),
            new Column("registrar", "uuid"));

    /** What every act writes, in the order of {@link #moving}. */
    static final ImmutableList<Column> MOVING = ImmutableList.of(
            new Column("entries", "integer"),            new Column("last_on", "date"),
            new Column("stage", "text"),                 new Column("stage_since", "date"),
            new Column("ending", "text"),                new Column("ended_on", "date"),
            new Column("unit", "uuid"),                  new Column("held_since", "date"),
            new Column("open_state", "text"),            new Column("holder", "uuid"),
            new Column("unit_head", "uuid"),             new Column("leader_in_charge", "uuid"),
            new Column("assigned_leader", "uuid"),       new Column("due", "date"),
            new Column("due_term", "text"),              new Column("due_provisional", "boolean"),
            new Column("yellow_from", "date"),           new Column("next_reminder", "date"),
            new Column("provisional", "boolean"),        new Column("last_due", "date"),
            new Column("leader_until", "date"),          new Column("answer_by", "date"),
            new Column("decides", "uuid"),               new Column("decide_by", "date"),
            Column.ids("units"),                         Column.ids("accused"),
            Column.ids("accused_officials"),             Column.ids("recused"),
            new Column("termination", "text"));
    // spotless:on

    /** What {@link #read} reads, in its order. */
    static final String READ = "id, number, channel, received_on, gist, place, category, persons, repeats, entries,"
            + " last_on, stage, stage_since, ending, ended_on, unit, held_since, open_state, holder, unit_head,"
            + " leader_in_charge, assigned_leader, intake, registrar, units, accused, accused_officials, recused,"
            + " termination, last_hash";

    /** How many columns {@link #READ} has; the last is the hash of the docket's last entry. */
    static final int WIDTH = 30;

    private CaseRow() {}

    /** {@link #READ} of a table that goes by another name in the query. */
    static String readOf(String table) {
        return Arrays.stream(READ.split(", ?", -1))
                .map(column -> table + "." + column)
                .collect(Collectors.joining(", "));
    }

    static String names(Collection<Column> columns) {
        return joined(columns, Column::name);
    }

    /** The columns of a table in which they stand as they were sent. */
    static String sent(Collection<Column> columns) {
        return joined(columns, column -> column.from(column.name()));
    }

    static String arrays(Collection<Column> columns) {
        return joined(columns, column -> "?::" + column.type() + "[]");
    }

    /** Each moving column from that of another table, in which they stand as they were sent. */
    static String moved(String from) {
        return joined(MOVING, column -> column.name() + " = " + column.from(from + "." + column.name()));
    }

    private static String joined(Collection<Column> columns, Function<Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }

    /** The case in a row of which {@code before} columns are somebody else's. */
    static PetitionCase read(ResultSet row, int before) throws SQLException {
        Petition petition = new Petition(
                text(row, before + 2),
                Channel.valueOf(text(row, before + 3)),
                day(row, before + 4),
                text(row, before + 5),
                Optional.ofNullable(row.getString(before + 6)).map(RegionCode::new),
                text(row, before + 7),
                row.getInt(before + 8),
                row.getInt(before + 9),
                Optional.ofNullable(row.getString(before + 23))
                        .map(StateJson::intake)
                        .orElse(Intake.PLAIN));
        UnitId unit = new UnitId(id(row, before + 16));
        Chain chain = new Chain(new IncumbencyId(id(row, before + 19)), above(row, before + 20));
        String ending = row.getString(before + 14);
        Position position = ending == null
                ? StateJson.open(
                        text(row, before + 18),
                        Stage.valueOf(text(row, before + 12)),
                        day(row, before + 13),
                        unit,
                        chain,
                        day(row, before + 17))
                : new Position.Ended(
                        Ending.valueOf(ending),
                        day(row, before + 15),
                        unit,
                        chain,
                        Optional.ofNullable(row.getString(before + 29)).map(StateJson::termination));
        return new PetitionCase(
                new CaseId(id(row, before + 1)),
                petition,
                row.getInt(before + 10),
                day(row, before + 11),
                position,
                involved(row, before + 24));
    }

    private static Involved involved(ResultSet row, int first) throws SQLException {
        return new Involved(
                new UnitId(id(row, first)),
                ids(row.getString(first + 1), UnitId::new),
                ids(row.getString(first + 2), UnitId::new),
                ids(row.getString(first + 3), OfficialId::new),
                ids(row.getString(first + 4), IncumbencyId::new));
    }

    private static <T> ImmutableSet<T> ids(@Nullable String list, Function<UUID, T> id) {
        if (list == null || list.length() <= 2) {
            return ImmutableSet.of();
        }
        ImmutableSet.Builder<T> ids = ImmutableSet.builder();
        for (String one : list.substring(1, list.length() - 1).split(",", -1)) {
            ids.add(id.apply(UUID.fromString(one)));
        }
        return ids.build();
    }

    /** As the database writes a list of ids, in their order. */
    static String list(Stream<UUID> ids) {
        return ids.map(UUID::toString).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String listOrNothing(Stream<UUID> ids) {
        String list = list(ids);
        return list.length() == 2 ? null : list;
    }

    private static final ImmutableList<Role> ABOVE =
            ImmutableList.of(Role.UNIT_HEAD, Role.LEADER_IN_CHARGE, Role.ASSIGNED_LEADER);

    private static ImmutableSortedMap<Role, IncumbencyId> above(ResultSet row, int first) throws SQLException {
        ImmutableSortedMap.Builder<Role, IncumbencyId> above = ImmutableSortedMap.naturalOrder();
        for (int i = 0; i < ABOVE.size(); i++) {
            UUID who = row.getObject(first + i, UUID.class);
            if (who != null) {
                above.put(ABOVE.get(i), new IncumbencyId(who));
            }
        }
        return above.build();
    }

    static @Nullable Object[] fixed(PetitionCase written) {
        Petition petition = written.petition();
        return new @Nullable Object[] {
            written.id().value(),
            petition.number(),
            petition.channel().name(),
            petition.receivedOn(),
            petition.gist(),
            petition.place().map(RegionCode::digits).orElse(null),
            petition.category(),
            petition.persons(),
            petition.repeats(),
            petition.intake().equals(Intake.PLAIN) ? null : StateJson.write(petition.intake()),
            written.involved().registrar().value()
        };
    }

    static @Nullable Object[] moving(PetitionCase written) {
        Position position = written.position();
        Chain chain = position.chain();
        Position.@Nullable Open open = position instanceof Position.Open now ? now : null;
        Position.@Nullable Ended ended = position instanceof Position.Ended end ? end : null;
        Optional<Running> first = open == null ? Optional.empty() : first(open);
        return new @Nullable Object[] {
            written.entries(),
            written.lastOn(),
            open == null ? null : open.stage().name(),
            open == null ? null : open.stageSince(),
            ended == null ? null : ended.ending().name(),
            ended == null ? null : ended.on(),
            position.unit().value(),
            open == null ? null : open.heldSince(),
            open == null ? null : StateJson.write(open),
            chain.holder().value(),
            above(chain, Role.UNIT_HEAD),
            above(chain, Role.LEADER_IN_CHARGE),
            above(chain, Role.ASSIGNED_LEADER),
            first.map(Running::due).orElse(LocalDate.MAX), // which the driver writes as infinity
            first.map(term -> term.term().name()).orElse(null),
            first.map(Running::provisional).orElse(false),
            first.map(Running::yellowFrom).orElse(null),
            open == null ? null : nextReminder(open),
            open != null && open.running().values().stream().anyMatch(Running::provisional),
            open == null ? null : lastDue(open),
            open == null ? null : open.assignment().map(LeaderAssignment::until).orElse(null),
            open == null ? null : due(open, Term.INSTRUCTION),
            open == null || open.stage() != Stage.OBJECTED
                    ? null
                    : open.sender().map(UnitId::value).orElse(null),
            open == null ? null : due(open, Term.OBJECTION_DECISION),
            list(written.involved().units().stream().map(UnitId::value)),
            listOrNothing(written.involved().accused().stream().map(UnitId::value)),
            listOrNothing(written.involved().accusedOfficials().stream().map(OfficialId::value)),
            listOrNothing(written.involved().recused().stream().map(IncumbencyId::value)),
            ended == null ? null : ended.termination().map(StateJson::write).orElse(null)
        };
    }

    /** {@link #MOVING} as it stands in a row, in the order and the types of {@link #moving}. */
    static List<@Nullable Object> readMoving(ResultSet row, int before) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(MOVING.size());
        for (int i = 0; i < MOVING.size(); i++) {
            int column = before + 1 + i;
            values.add(
                    switch (MOVING.get(i).type()) {
                        case "uuid" -> row.getObject(column, UUID.class);
                        case "date" -> row.getObject(column, LocalDate.class);
                        case "integer" -> row.getInt(column);
                        case "boolean" -> row.getBoolean(column);
                        default -> row.getString(column);
                    });
        }
        return values;
    }

    /** The term of an organ that ends first. */
    private static Optional<Running> first(Position.Open open) {
        return open.running().values().stream()
                .filter(term -> term.term().binds() == Bound.ORGAN)
                .min(Comparator.comparing(Running::due).thenComparing(Running::term));
    }

    private static @Nullable LocalDate nextReminder(Position.Open open) {
        return open.running().values().stream()
                .flatMap(term -> term.nextReminder().stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable LocalDate lastDue(Position.Open open) {
        return open.running().values().stream()
                .map(Running::due)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable LocalDate due(Position.Open open, Term term) {
        Running running = open.running().get(term);
        return running == null ? null : running.due();
    }

    private static @Nullable UUID above(Chain chain, Role role) {
        IncumbencyId who = chain.above().get(role);
        return who == null ? null : who.value();
    }

    // ------------------------------------------------------------------ columns that are there

    static String text(ResultSet row, int column) throws SQLException {
        return there(row.getString(column), column);
    }

    static UUID id(ResultSet row, int column) throws SQLException {
        return there(row.getObject(column, UUID.class), column);
    }

    static LocalDate day(ResultSet row, int column) throws SQLException {
        return there(row.getObject(column, LocalDate.class), column);
    }

    /** Hashes are bytes in the database and digits here. */
    static String hash(ResultSet row, int column) throws SQLException {
        return HexFormat.of().formatHex(there(row.getBytes(column), column));
    }

    static <T> T there(@Nullable T value, int column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is empty");
        }
        return value;
    }
}
