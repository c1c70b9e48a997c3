package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.testkit.Given;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * The policies say in SQL what {@link Sight} says: in any organization, of any cases and lists, whoever asks, {@code SELECT *}
 * shows neither more nor less.
 */
class PolicyPropertiesTest {
    private static final String[] REGIONS = {"330000", "330700", "330723", "330723101", "330724"};

    /** An office at random, what it handles, and what the domain says of it. */
    private static final class House {
        private final Random random;
        private final List<Unit> units = new ArrayList<>();
        private final List<Seat> seats = new ArrayList<>();
        private final Map<IncumbencyId, OfficialId> officials = new HashMap<>();
        private final StringBuilder sql = new StringBuilder("SET session_replication_role = replica;");
        private final List<UUID> cases = new ArrayList<>();
        private final Map<UUID, List<UUID>> lists = new HashMap<>();
        private final Map<UUID, List<IncumbencyId>> parties = new HashMap<>();

        House(long seed) {
            random = new Random(seed);
            for (int n = 1 + random.nextInt(7); n > 0; n--) {
                Optional<UnitId> above = units.isEmpty() || random.nextInt(5) == 0
                        ? Optional.empty()
                        : Optional.of(one(units).id());
                units.add(new Unit(
                        new UnitId(id()),
                        "单位" + n,
                        ImmutableSet.of(),
                        one(List.of(Unit.Kind.values())),
                        new RegionCode(REGIONS[random.nextInt(REGIONS.length)]),
                        above));
            }
            List<OfficialId> people = Stream.generate(() -> new OfficialId(id()))
                    .limit(1 + random.nextInt(6))
                    .toList();
            for (int n = 1 + random.nextInt(9); n > 0; n--) {
                Unit unit = one(units);
                Seat seat = new Seat(
                        new IncumbencyId(id()),
                        unit.id(),
                        unit.kind(),
                        one(List.of(Post.Kind.values())),
                        ImmutableSortedMap.of());
                OfficialId official = one(people);
                UUID post = id();
                seats.add(seat);
                officials.put(seat.incumbency(), official);
                add(
                        "INSERT INTO post (id, unit, title, kind, rank) VALUES ('%s', '%s', '岗', '%s', 0)",
                        post, seat.unit(), seat.post());
                add(
                        "INSERT INTO incumbency (id, official, post, began, acting) VALUES ('%s', '%s', '%s', '2026-01-01', false)",
                        seat.incumbency(), official, post);
            }
            for (int n = random.nextInt(12); n > 0; n--) {
                open(id());
            }
            for (int n = random.nextInt(6); n > 0; n--) {
                list(id());
            }
        }

        private UUID id() {
            return new UUID(random.nextLong(), random.nextLong());
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        /** Each value in the place of a {@code %s}. */
        private void add(String statement, Object... values) {
            Iterator<Object> next = Arrays.asList(values).iterator();
            for (String part : Splitter.on("%s").split(statement)) {
                sql.append(part).append(next.hasNext() ? next.next() : ";");
            }
        }

        private String units(boolean perhapsNone) {
            if (perhapsNone && random.nextInt(3) > 0) {
                return "NULL";
            }
            return Stream.generate(() -> one(units).id().toString())
                    .limit(perhapsNone ? random.nextInt(3) : 1 + random.nextInt(3))
                    .distinct()
                    .collect(Collectors.joining(",", "'{", "}'"));
        }

        private String perhaps() {
            return random.nextBoolean() ? "NULL" : "'" + one(seats).incumbency() + "'";
        }

        private void open(UUID id) {
            cases.add(id);
            boolean ended = random.nextInt(3) == 0;
            String people = random.nextInt(3) > 0 ? "NULL" : "'{" + one(List.copyOf(officials.values())) + "}'";
            add(
                    "INSERT INTO petition_case (id, number, channel, received_on, gist, category, persons, repeats, entries,"
                            + " last_on, last_hash, stage, stage_since, held_since, open_state, ending, ended_on, unit, registrar,"
                            + " holder, unit_head, leader_in_charge, assigned_leader, units, accused, accused_officials)"
                            + " SELECT '%s', '%s', channel, received_on, gist, category, persons, repeats, entries, last_on,"
                            + " last_hash, %s, '%s', '%s', '%s', %s, %s, %s, %s, %s, %s FROM template",
                    id,
                    id,
                    ended
                            ? "NULL, stage_since, held_since, NULL, 'FINAL', last_on"
                            : "stage, stage_since, held_since, open_state, NULL, NULL",
                    one(units).id(),
                    one(units).id(),
                    one(seats).incumbency(),
                    perhaps(),
                    perhaps(),
                    perhaps(),
                    units(false),
                    units(true),
                    people);
            UUID paper = id();
            add("INSERT INTO petitioner (case_id, masked, key_id, sealed) VALUES ('%s', '某', 'k', '')", id);
            add("INSERT INTO case_link VALUES ('%s', '%s', 'SAME_MATTER', 1, true)", id, id());
            add(
                    "INSERT INTO paper (id, case_id, kind, organ, edition, digest, drafted, key_id, sealed)"
                            + " VALUES ('%s', '%s', 'OPINION', '%s', 1, '', '', 'k', '')",
                    paper, id, id());
            add(
                    "INSERT INTO issued_paper (paper, organ, kind, issued, digest, key_id, sealed)"
                            + " VALUES ('%s', '%s', 'OPINION', '', '%s', 'k', '')",
                    paper, id(), id);
            entry(id, "CASE");
        }

        private void entry(UUID subject, String kind) {
            add(
                    "INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash)"
                            + " VALUES ('%s', '%s', 1, now(), '{}', decode(repeat('00', 32), 'hex'))",
                    subject, kind);
        }

        private void list(UUID id) {
            List<Seat> sitting = new ArrayList<>(seats);
            Collections.shuffle(sitting, random);
            List<IncumbencyId> three = Stream.concat(
                            sitting.stream().map(Seat::incumbency), Stream.generate(() -> new IncumbencyId(id())))
                    .limit(3)
                    .toList();
            parties.put(id, three);
            add(
                    "INSERT INTO handover (id, outgoing, incoming,"
                            + " witness, cause, document, opened_at, opened_on, leaves_on, due_on, state, edition, signed, entries,"
                            + " last_on, last_hash) VALUES ('%s', '%s', '%s', '%s', 'TRANSFER', '', now(), now(), now(), now(),"
                            + " 'EFFECTIVE', 1, '{}', 1, now(), '')",
                    id, three.get(0), three.get(1), three.get(2));
            List<UUID> items =
                    cases.stream().filter(any -> random.nextInt(3) == 0).toList();
            lists.put(id, items);
            for (UUID item : items) {
                add(
                        "INSERT INTO handover_item (handover, case_id, place, item) VALUES ('%s', '%s', 1, '{}')",
                        id, item);
            }
            entry(id, "HANDOVER");
        }

        Sight sight(OfficialId who) {
            return Authority.sight(
                    who,
                    seats.stream()
                            .filter(seat -> who.equals(officials.get(seat.incumbency())))
                            .collect(toImmutableList()),
                    units);
        }

        /** Of somebody in the place of whoever sits there. */
        Sight standIn(Seat seat) {
            return Authority.standIn(
                    sight(there(officials.get(seat.incumbency()))),
                    sight(one(List.copyOf(officials.values()))),
                    seat,
                    units);
        }

        private static OfficialId there(@Nullable OfficialId found) {
            return Objects.requireNonNull(found);
        }

        boolean shown(UUID list, Sight sight, Map<UUID, PetitionCase> found) {
            List<IncumbencyId> three = parties.getOrDefault(list, List.of());
            return sight.seesHandover(
                    three.stream().map(officials::get).filter(Objects::nonNull).toList(),
                    seats.stream()
                            .filter(seat -> seat.incumbency().equals(three.get(0)))
                            .findFirst()
                            .orElseThrow()
                            .unit(),
                    () -> lists.getOrDefault(list, List.of()).stream()
                            .map(found::get)
                            .toList());
        }
    }

    private static Database database() {
        Database database = Database.empty();
        Given.an_office(database.archive()).accepted();
        database.owner("CREATE TABLE IF NOT EXISTS template AS SELECT * FROM petition_case LIMIT 0;"
                + " COMMENT ON TABLE template IS 'open: of a test'; INSERT INTO template SELECT * FROM petition_case");
        return database;
    }

    @Property(tries = 30)
    void the_database_shows_neither_more_nor_less_than_the_domain_says(@ForAll long seed) throws SQLException {
        House house = new House(seed);
        Database database = database();
        try {
            database.owner("DELETE FROM docket_entry; DELETE FROM petitioner; DELETE FROM petition_case");
            database.owner(house.sql.toString());
            Map<UUID, PetitionCase> found = new HashMap<>();
            try (Connection connection = database.owner();
                    PreparedStatement all =
                            connection.prepareStatement("SELECT " + CaseRow.READ + " FROM petition_case");
                    ResultSet row = all.executeQuery()) {
                while (row.next()) {
                    PetitionCase one = CaseRow.read(row, 0);
                    found.put(one.id().value(), one);
                }
            }
            assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(house.cases);
            Set<OfficialId> asking = Stream.concat(
                            house.officials.values().stream(), Stream.of(new OfficialId(house.id())))
                    .collect(toImmutableSet());
            List<Sight> sights =
                    new ArrayList<>(asking.stream().map(house::sight).toList());
            house.seats.forEach(seat -> sights.add(house.standIn(seat)));
            for (Sight sight : sights) {
                Set<String> cases = new TreeSet<>();
                found.values().stream()
                        .filter(sight::sees)
                        .forEach(one -> cases.add(one.id().toString()));
                Set<String> lists = new TreeSet<>();
                house.lists.keySet().stream()
                        .filter(list -> house.shown(list, sight, found))
                        .forEach(list -> lists.add(list.toString()));
                for (String query : List.of(
                        "SELECT id FROM petition_case",
                        "SELECT id FROM seen_case",
                        "SELECT case_id FROM petitioner",
                        "SELECT case_id FROM case_link",
                        "SELECT case_id FROM paper",
                        "SELECT digest FROM issued_paper",
                        "SELECT subject_id FROM docket_entry WHERE subject_kind = 'CASE'")) {
                    assertThat(shown(database, sight, query)).as(query).isEqualTo(cases);
                }
                for (String query : List.of(
                        "SELECT id FROM handover",
                        "SELECT subject_id FROM docket_entry WHERE subject_kind = 'HANDOVER'")) {
                    assertThat(shown(database, sight, query)).as(query).isEqualTo(lists);
                }
                assertThat(shown(database, sight, "SELECT DISTINCT handover FROM handover_item"))
                        .isEqualTo(lists.stream()
                                .filter(list -> !house.lists
                                        .getOrDefault(UUID.fromString(list), List.of())
                                        .isEmpty())
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        } finally {
            database.owner("DROP TABLE template");
        }
    }

    private static Set<String> shown(Database database, Sight sight, String query) throws SQLException {
        try (Connection connection = database.application().getConnection();
                PreparedStatement statement = Sighted.of(connection, sight).prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            Set<String> shown = new TreeSet<>();
            while (row.next()) {
                shown.add(row.getString(1));
            }
            return shown;
        }
    }
}
