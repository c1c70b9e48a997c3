package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.SweepTerms;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The daily round over a million running terms of which one in five hundred crosses a threshold today: what it takes to
 * find them and make them cases again, beside the bare indexed query for the same rows; and whether half as many open
 * cases make it any quicker.
 */
final class SweepPart {
    private static final double AT_MOST = 3;
    private static final double NO_SLOWER = 1.15;
    private static final int ONE_IN = 500;

    private SweepPart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        int terms = yard.of(1_000_000, 10_000);
        int crossing = terms / ONE_IN;
        try (Ground ground = yard.ground("sweep")) {
            Seat seat = ActsPart.office(ground);
            // Accepted 45 days ago, so that today three quarters of the 60 days are over
            ground.cases(seat, crossing, i -> Ground.TODAY.minusDays(45), true);
            ground.asOwner(
                    "DROP INDEX IF EXISTS case_by_gist",
                    "DROP INDEX IF EXISTS case_by_part_of_number",
                    "SET maintenance_work_mem = '256MB'");
            clone(ground, terms / 2 - crossing, "H");
            List<Double> half = found(ground, yard, crossing);
            clone(ground, terms / 2, "W");
            List<Double> whole = found(ground, yard, crossing);
            List<Double> bare = new ArrayList<>();
            for (int round = 0; round < yard.of(9, 2); round++) {
                bare.add(bare(ground, crossing));
            }
            long began = System.nanoTime();
            int reminded =
                    new SweepTerms(ground.archive.store(), ground.law).sweep(Ground.TODAY, Ground.at(Ground.TODAY));
            double swept = (System.nanoTime() - began) / 1e6;
            // A term that has been over for long reminds everybody above the holder, too
            if (reminded < crossing || !due(ground, 1).isEmpty()) {
                throw new IllegalStateException(reminded + " reminders for " + crossing + " cases");
            }
            return ImmutableList.of(
                    Figure.ratio(
                            "sweep",
                            "每日巡查找出 " + crossing + " 件（共 " + terms + " 个在走期限，对比裸索引查询）",
                            "finding " + crossing + " terms among " + terms + ", beside the bare indexed query",
                            ActsPart.median(whole),
                            ActsPart.median(bare),
                            "ms",
                            Figure.Target.atMost(AT_MOST)),
                    Figure.ratio(
                            "sweep",
                            "同上，对比在办件数减半时",
                            "the same, beside half as many open cases",
                            ActsPart.median(whole),
                            ActsPart.median(half),
                            "ms",
                            Figure.Target.atMost(NO_SLOWER)),
                    Figure.alone(
                            "sweep",
                            "整轮巡查，含写入 " + reminded + " 条提醒",
                            "the whole round with the entering of " + reminded + " reminders",
                            swept,
                            "ms",
                            Figure.Target.none()));
        }
    }

    /** As many cases again, with their reminders on other days. */
    private static void clone(Ground ground, int count, String prefix) throws SQLException {
        LocalDate from = Ground.TODAY.plusDays(1);
        ground.asOwner(
                "INSERT INTO petition_case (id, number, channel, received_on, gist, place, category, persons, repeats,"
                        + " entries, last_on, last_hash, stage, stage_since, unit, held_since, open_state, holder,"
                        + " unit_head, due, due_term, yellow_from, next_reminder, last_due, registrar, units)"
                        + " SELECT gen_random_uuid(), '" + prefix
                        + "' || lpad(n::text, 9, '0'), channel, received_on, gist,"
                        + " place, category, persons, repeats, entries, last_on, last_hash, stage, stage_since, unit,"
                        + " held_since, open_state, holder, unit_head, due + n % 300, due_term, yellow_from + n % 300,"
                        + " DATE '" + from + "' + n % 300, last_due + n % 300, registrar, units"
                        + " FROM (SELECT * FROM petition_case ORDER BY number LIMIT 1) one, generate_series(1, " + count
                        + ") n",
                "VACUUM ANALYZE petition_case",
                "CHECKPOINT");
    }

    private static List<Double> found(Ground ground, Bench.Yard yard, int crossing) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < yard.of(10, 4); round++) {
            long began = System.nanoTime();
            ImmutableList<PetitionCase> due = due(ground, crossing + 1);
            double took = (System.nanoTime() - began) / 1e6;
            if (due.size() != crossing) {
                throw new IllegalStateException(due.size() + " found and not " + crossing);
            }
            if (round > 0) {
                millis.add(took);
            }
        }
        return millis;
    }

    private static ImmutableList<PetitionCase> due(Ground ground, int atMost) {
        return Ground.must(ground.archive
                .store()
                .transact(
                        Asker.Job.OPERATOR,
                        session -> Outcome.done(session.cases().remindersDue(Ground.TODAY, atMost))));
    }

    private static double bare(Ground ground, int crossing) throws SQLException {
        long began = System.nanoTime();
        int rows = 0;
        try (Connection connection = ground.connections.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT * FROM petition_case WHERE next_reminder <= ? ORDER BY next_reminder, number LIMIT ?")) {
            query.setObject(1, Ground.TODAY);
            query.setInt(2, crossing + 1);
            try (ResultSet row = query.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int column = 1; column <= columns; column++) {
                        row.getObject(column);
                    }
                    rows++;
                }
            }
        }
        if (rows != crossing) {
            throw new IllegalStateException(rows + " rows and not " + crossing);
        }
        return (System.nanoTime() - began) / 1e6;
    }
}
