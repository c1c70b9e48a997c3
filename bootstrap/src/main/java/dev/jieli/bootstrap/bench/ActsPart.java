package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.application.PerformAct;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Acts per second through the use case, docket entry and hash included, beside bare JDBC in as few round trips: the case is
 * read, then one statement writes it under its version and the entry with its text and a hash.
 */
final class ActsPart {
    private static final int[] THREADS = {1, 8, 16};
    private static final int MOST_THREADS = 16;
    private static final double AT_LEAST = 0.7;

    /** How many slices before anything is counted: a server runs for months, its code has been compiled for good long since. */
    static final int WARM = 120;

    static final String NOTE = "电话联系信访人，核实诉求细节并告知办理进展，约定下周到现场踏勘";

    private ActsPart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        ImmutableList.Builder<Figure> figures = ImmutableList.builder();
        try (Ground ground = yard.ground("acts")) {
            Seat seat = office(ground);
            List<CaseId> cases = ground.cases(seat, yard.of(4_096, 512), i -> Ground.TODAY.minusDays(i % 40), true);
            Acts acts = new Acts(ground, seat, cases);
            for (int threads : THREADS) {
                Race race = acts.race(yard, acts.bare(threads, true), threads);
                figures.add(Figure.ratio(
                        "acts",
                        "每秒办理数，" + threads + " 线程（对比同样往返的裸 JDBC：读一次、写一次）",
                        "acts a second, " + threads + " threads, beside bare JDBC that reads once and writes once",
                        race.one(),
                        race.other(),
                        "/s",
                        Figure.Target.atLeast(AT_LEAST)));
            }
            for (int threads : THREADS) {
                Race race = acts.race(yard, acts.bare(threads, false), threads);
                figures.add(Figure.ratio(
                        "acts",
                        "同上，" + threads + " 线程（对比不读、只写的一条语句）",
                        "the same, " + threads + " threads, beside one statement that writes and reads nothing",
                        race.one(),
                        race.other(),
                        "/s",
                        Figure.Target.none()));
            }
        }
        return figures.build();
    }

    static Seat office(Ground ground) {
        var unit = ground.unit("农业农村局", Unit.Kind.DEPARTMENT, Optional.empty());
        ground.seat(unit, "局长", Post.Kind.HEAD);
        return ground.seat(unit, "经办", Post.Kind.HANDLER);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** What is done again and again, on cases that each thread has to itself. */
    static final class Acts {
        private final Ground ground;
        private final Seat seat;
        private final PerformAct performAct;
        private final List<List<CaseId>> shares;
        private final int[][] seen;
        private final String json;

        Acts(Ground ground, Seat seat, List<CaseId> cases) {
            this.ground = ground;
            this.seat = seat;
            this.performAct = new PerformAct(ground.archive.store(), ground.law);
            this.shares = Lists.partition(cases, cases.size() / MOST_THREADS);
            this.seen = shares.stream()
                    .map(share -> share.stream().mapToInt(id -> entries(id)).toArray())
                    .toArray(int[][]::new);
            PetitionCase found = Ground.must(ground.archive
                    .store()
                    .transact(
                            Asker.Job.OPERATOR,
                            session -> Outcome.done(
                                    session.cases().find(cases.get(0)).orElseThrow())));
            Entry note = Ground.must(found.perform(
                            new CaseAct.Note(NOTE),
                            Optional.of(seat),
                            Ground.TODAY,
                            Ground.at(Ground.TODAY),
                            ground.law,
                            who -> Optional.empty()))
                    .entry();
            this.json = EntryJson.write(note);
        }

        private int entries(CaseId id) {
            return Ground.must(ground.archive
                            .store()
                            .transact(
                                    Asker.Job.OPERATOR,
                                    session -> Outcome.done(
                                            session.cases().find(id).orElseThrow())))
                    .entries();
        }

        Race race(Bench.Yard yard, Race.Way bare, int threads) throws InterruptedException {
            return Race.between(
                    throughUseCase(threads),
                    bare,
                    yard.of(WARM / THREADS.length, 1),
                    yard.of(40, 3),
                    yard.of(250, 150));
        }

        Race.Way throughUseCase(int threads) {
            return new Race.Way(threads, (share, turn) -> {
                int i = (int) (turn % shares.get(share).size());
                Ground.must(performAct.perform(
                        shares.get(share).get(i),
                        seen[share][i],
                        new CaseAct.Note(NOTE),
                        seat.incumbency(),
                        Ground.TODAY,
                        Ground.at(Ground.TODAY)));
                seen[share][i]++;
            });
        }

        /** @param reading whether the case is read first, as whoever acts on it must */
        Race.Way bare(int threads, boolean reading) {
            HikariDataSource source = ground.connections;
            OffsetDateTime at = Ground.at(Ground.TODAY).atOffset(ZoneOffset.UTC);
            byte[] hash = HexFormat.of().parseHex(Seal.FIRST);
            return new Race.Way(threads, (share, turn) -> {
                int i = (int) (turn % shares.get(share).size());
                try (Connection connection = source.getConnection();
                        PreparedStatement read = connection.prepareStatement(READ);
                        PreparedStatement act = connection.prepareStatement(BARE)) {
                    if (reading) {
                        read.setObject(1, shares.get(share).get(i).value());
                        readOne(read);
                    }
                    act.setInt(1, seen[share][i] + 1);
                    act.setObject(2, Ground.TODAY);
                    act.setBytes(3, hash);
                    act.setObject(4, shares.get(share).get(i).value());
                    act.setInt(5, seen[share][i]);
                    act.setInt(6, seen[share][i] + 1);
                    act.setObject(7, at);
                    act.setString(8, json);
                    act.setBytes(9, hash);
                    if (act.executeUpdate() != 1) {
                        throw new IllegalStateException("nothing was written");
                    }
                }
                seen[share][i]++;
            });
        }

        private static void readOne(PreparedStatement read) throws SQLException {
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no such case");
                }
                int columns = row.getMetaData().getColumnCount();
                for (int column = 1; column <= columns; column++) {
                    row.getObject(column);
                }
            }
        }

        private static final String READ = "SELECT * FROM petition_case WHERE id = ?";
        private static final String BARE =
                "WITH moved AS (UPDATE petition_case SET entries = ?, last_on = ?, last_hash = ?"
                        + " WHERE id = ? AND entries = ? RETURNING id) INSERT INTO docket_entry (subject_id, subject_kind, number,"
                        + " at, json, hash) SELECT id, 'CASE', ?, ?, ?, ? FROM moved";
    }
}
