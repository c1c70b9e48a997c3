package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ledger page over 100,000 cases, as people leaf through and filter it: a clerk of the petition office, who sees them all,
 * and a handler, who sees those of one unit in twenty.
 */
final class LedgerPart {
    private static final double AT_MOST_MILLIS = 50;
    private static final int PAGE = 50;
    private static final int UNITS = 20;

    private LedgerPart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        int count = yard.of(100_000, 2_000);
        try (Ground ground = yard.ground("ledger")) {
            UnitId office = ground.unit("信访局", Unit.Kind.PETITION_OFFICE, Optional.empty());
            Seat clerk = ground.seat(office, "来信科", Post.Kind.CLERK);
            List<UnitId> units = new ArrayList<>();
            Seat handler = clerk;
            for (int n = 0; n < UNITS; n++) {
                UnitId unit = ground.unit("单位" + n, Unit.Kind.DEPARTMENT, Optional.empty());
                ground.seat(unit, "局长", Post.Kind.HEAD);
                handler = ground.seat(unit, "经办", Post.Kind.HANDLER);
                ground.petitioners(
                        ground.cases(handler, count / UNITS, i -> Ground.TODAY.minusDays(i % 90), n % 2 == 0));
                units.add(unit);
            }
            ground.asOwner("VACUUM ANALYZE");
            List<Double> all = millis(yard, ground.archive.board(Asker.of(clerk.incumbency())), units);
            List<Double> few = millis(yard, ground.archive.board(Asker.of(handler.incumbency())), units);
            return ImmutableList.of(
                    Figure.alone(
                            "ledger",
                            "台账一页，" + count + " 件，第 95 百分位",
                            "a page of the ledger over " + count + " cases, 95th percentile",
                            all.get((int) (all.size() * 0.95)),
                            "ms",
                            Figure.Target.atMost(AT_MOST_MILLIS)),
                    Figure.alone(
                            "ledger",
                            "台账一页，中位数",
                            "a page of the ledger, median",
                            all.get(all.size() / 2),
                            "ms",
                            Figure.Target.none()),
                    Figure.alone(
                            "ledger",
                            "同上，只看得到 " + count / UNITS + " 件的经办人，第 95 百分位",
                            "the same for a handler who is shown " + count / UNITS + " of them, 95th percentile",
                            few.get((int) (few.size() * 0.95)),
                            "ms",
                            Figure.Target.none()),
                    Figure.alone(
                            "ledger",
                            "同上，中位数",
                            "the same, median",
                            few.get(few.size() / 2),
                            "ms",
                            Figure.Target.none()));
        }
    }

    /** In order of length. */
    private static List<Double> millis(Bench.Yard yard, Board board, List<UnitId> units) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < yard.of(40, 5); round++) {
            for (Board.Filter filter : filters(units)) {
                Optional<String> after = Optional.empty();
                for (int page = 0; page < 3; page++) {
                    long began = System.nanoTime();
                    Board.Page found = board.ledger(filter, Ground.TODAY, after, PAGE);
                    if (round > 0) {
                        millis.add((System.nanoTime() - began) / 1e6);
                    }
                    after = found.next();
                    if (after.isEmpty()) {
                        break;
                    }
                }
            }
        }
        return millis.stream().sorted().toList();
    }

    private static List<Board.Filter> filters(List<UnitId> units) {
        List<Board.Filter> filters = new ArrayList<>();
        filters.add(Board.Filter.none());
        filters.add(filter(Optional.empty(), Optional.empty(), Optional.empty()));
        for (Light light : Light.values()) {
            filters.add(filter(Optional.empty(), Optional.empty(), Optional.of(light)));
        }
        for (UnitId unit : units.subList(0, 5)) {
            filters.add(filter(Optional.of(unit), Optional.empty(), Optional.empty()));
        }
        filters.add(filter(Optional.empty(), Optional.of(Stage.ACCEPTED), Optional.empty()));
        for (String text : List.of("地下车库", "拖欠工资", "B00012345", "废气", "（4711）", "没有这样的词")) {
            filters.add(Board.Filter.containing(text));
        }
        return filters;
    }

    /** Of the open ones. */
    private static Board.Filter filter(Optional<UnitId> unit, Optional<Stage> stage, Optional<Light> light) {
        return new Board.Filter(
                Optional.empty(),
                unit,
                Optional.empty(),
                Optional.empty(),
                stage,
                light,
                Optional.of(true),
                Optional.<RegionCode>empty(),
                Optional.empty(),
                Optional.empty());
    }
}
