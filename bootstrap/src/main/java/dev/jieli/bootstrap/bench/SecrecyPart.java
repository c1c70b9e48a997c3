package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.PerformAct;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What an accusation costs whom it is against, beside a case that is not there: a difference in time would tell what the
 * answer does not (art. 30(3)). A leader, who is shown every other case of the county, asks for those against him, and for lists
 * in which they would stand, in an office with them and in one without.
 */
final class SecrecyPart {
    /** Either way; what is left of a machine's own unrest. */
    private static final double AT_MOST = 1.15;

    private static final int ENTRIES = 2;
    private static final int PAGE = 50;
    private static final int LEAST = 8;
    private static final String ONLY_THERE = "收受礼金";

    private SecrecyPart() {}

    @FunctionalInterface
    private interface Look {
        boolean finds(CaseId id, String number);
    }

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        try (Ground ground = yard.ground("secrecy");
                Ground none = yard.ground("secrecy_none")) {
            Office with = Office.in(ground, yard);
            Office without = Office.in(none, yard);
            List<CaseId> kept = ground.cases(
                    with.leaver(), yard.of(100, 10), i -> Ground.TODAY.minusDays(i % 40), false, "反映领导干部" + ONLY_THERE);
            PerformAct acts = new PerformAct(ground.archive.store(), ground.law);
            ImmutableList.Builder<String> numbers = ImmutableList.builder();
            for (CaseId id : kept) {
                numbers.add(Ground.must(acts.perform(
                                id,
                                1,
                                new CaseAct.Classify(
                                        Track.ACCUSATION,
                                        Optional.empty(),
                                        ImmutableSet.of(),
                                        ImmutableSet.of(ground.official(with.accused())),
                                        "反映领导干部"),
                                with.leaver().incumbency(),
                                Ground.TODAY,
                                Ground.at(Ground.TODAY)))
                        .petition()
                        .number());
            }
            HandoverId hidesOthers = with.opened(with.leaver());
            HandoverId hidesNone = without.opened(without.leaver());
            ground.asOwner("VACUUM ANALYZE");
            none.asOwner("VACUUM ANALYZE");
            Board board = with.board();
            if (board.caseFile(with.shown().get(0)).isEmpty()) {
                throw new IllegalStateException("the leader is shown nothing");
            }
            List<String> given = numbers.build();
            IncumbencyId accused = with.accused().incumbency();
            ImmutableList.Builder<Figure> figures = ImmutableList.builder();
            // first, while the connections of both offices have done the same: one that has done more plans a fifth
            // faster
            figures.addAll(lists(yard, with, without));
            figures.add(list(
                    yard,
                    with,
                    without,
                    "一次离任的主册",
                    "the main list of a departure",
                    (office, turn) -> office.board()
                            .handover(office.equals(with) ? hidesOthers : hidesNone)
                            .orElseThrow()));
            figures.add(figure(
                    yard,
                    ground,
                    kept,
                    given,
                    "打开",
                    "opened",
                    (id, number) -> board.caseFile(id).isPresent()));
            figures.add(figure(
                    yard,
                    ground,
                    kept,
                    given,
                    "按编号查找",
                    "looked up by its number",
                    (id, number) -> board.numbered(number).isPresent()));
            figures.add(figure(
                    yard,
                    ground,
                    kept,
                    given,
                    "办理",
                    "acted on",
                    (id, number) -> acts.perform(
                                    id,
                                    ENTRIES,
                                    new CaseAct.Note("看一看"),
                                    accused,
                                    Ground.TODAY,
                                    Ground.at(Ground.TODAY))
                            instanceof Outcome.Done));
            return figures.build();
        }
    }

    /** The same office twice: one with accusations against its leader, one in which nobody was accused. */
    private record Office(
            Ground ground,
            Seat accused,
            OfficialId official,
            Seat handler,
            Seat head,
            Seat leaver,
            List<CaseId> shown) {
        static Office in(Ground ground, Bench.Yard yard) {
            UnitId county = ground.unit("县人民政府", Unit.Kind.GOVERNMENT, Optional.empty());
            Seat accused = ground.seat(county, "副县长", Post.Kind.LEADER);
            UnitId bureau = ground.unit("农业农村局", Unit.Kind.DEPARTMENT, Optional.of(county));
            Seat head = ground.seat(bureau, "局长", Post.Kind.HEAD);
            Seat handler = ground.seat(bureau, "经办", Post.Kind.HANDLER);
            List<CaseId> shown =
                    ground.cases(handler, yard.of(20_000, 500), i -> Ground.TODAY.minusDays(i % 40), false);
            Seat leaver = ground.seat(bureau, "离任经办", Post.Kind.HANDLER);
            Office office = new Office(ground, accused, ground.official(accused), handler, head, leaver, shown);
            for (int i = 0; i < yard.of(40, 5); i++) {
                office.opened(ground.seat(bureau, "经办" + i, Post.Kind.HANDLER));
            }
            return office;
        }

        /** Somebody leaves, with five cases; accusations that he or she answers for stand beside those. */
        HandoverId opened(Seat leaves) {
            ground.cases(leaves, 5, any -> Ground.TODAY.minusDays(3), false);
            return Ground.must(new OpenHandover(ground.archive.store())
                            .open(
                                    new HandoverId(ground.id()),
                                    new OpenHandover.Notice(
                                            leaves.incumbency(),
                                            handler.incumbency(),
                                            head.incumbency(),
                                            Handover.Cause.TRANSFERRED,
                                            "",
                                            Ground.TODAY,
                                            Ground.TODAY.plusDays(10)),
                                    leaves.incumbency(),
                                    Ground.TODAY,
                                    Ground.at(Ground.TODAY)))
                    .id();
        }

        Board board() {
            return ground.archive.board(Asker.of(accused.incumbency()));
        }
    }

    /** What goes over many cases, among which those that are kept lie: beside an office that has none of them. */
    private static ImmutableList<Figure> lists(Bench.Yard yard, Office with, Office without) {
        return ImmutableList.of(
                list(
                        yard,
                        with,
                        without,
                        "台账第一页",
                        "the first page of the ledger",
                        (office, turn) ->
                                office.board().ledger(Board.Filter.none(), Ground.TODAY, Optional.empty(), PAGE)),
                list(
                        yard,
                        with,
                        without,
                        "搜索",
                        "a search",
                        (office, turn) -> office.board()
                                .ledger(Board.Filter.containing("拖欠工资"), Ground.TODAY, Optional.empty(), PAGE)),
                list(
                        yard,
                        with,
                        without,
                        "搜索只在检举控告中出现的词",
                        "a search for words that stand in accusations only",
                        (office, turn) -> office.board()
                                .ledger(Board.Filter.containing(ONLY_THERE), Ground.TODAY, Optional.empty(), PAGE)),
                list(
                        yard,
                        with,
                        without,
                        "按亮灯计数",
                        "the counts by light",
                        (office, turn) -> office.board().counts(Board.Filter.none(), Ground.TODAY)),
                list(
                        yard,
                        with,
                        without,
                        "工作台",
                        "the workbench",
                        (office, turn) -> office.board().workbench(office.official(), Ground.TODAY)),
                list(
                        yard,
                        with,
                        without,
                        "相似事项",
                        "what is like a case",
                        (office, turn) -> office.board()
                                .alike(office.shown().get(turn % office.shown().size()), PAGE)),
                list(
                        yard,
                        with,
                        without,
                        "交接列表",
                        "the list of handovers",
                        (office, turn) -> office.board().handovers(Optional.empty(), PAGE)));
    }

    /** Asks an office. */
    @FunctionalInterface
    private interface Listing {
        Object of(Office office, int turn);
    }

    private static Figure list(Bench.Yard yard, Office with, Office without, String zh, String en, Listing listing) {
        return figure(
                yard,
                "被检举控告的人看" + zh + "用时（有针对自己的检举控告，对比没有）",
                "how long whom accusations are against waits for " + en + ", beside where there are none",
                turn -> used(listing.of(with, turn)),
                turn -> used(listing.of(without, turn)));
    }

    private static void used(Object answer) {
        if (answer.toString().contains(ONLY_THERE)) {
            throw new IllegalStateException("what is kept from somebody was shown");
        }
    }

    private static Figure figure(
            Bench.Yard yard, Ground ground, List<CaseId> kept, List<String> numbers, String zh, String en, Look look) {
        List<CaseId> absent = kept.stream().map(any -> new CaseId(ground.id())).toList();
        List<String> none =
                numbers.stream().map(number -> "A" + number.substring(1)).toList();
        return figure(
                yard,
                "被检举控告的人" + zh + "针对自己的检举控告用时（对比不存在的事项）",
                "how long whom an accusation is against waits for one to be " + en
                        + ", beside a case that is not there",
                way(kept::get, numbers::get, kept.size(), look),
                way(absent::get, none::get, kept.size(), look));
    }

    /** A question, asked again and again. */
    @FunctionalInterface
    private interface Turn {
        void take(int turn);
    }

    /**
     * One by one in turn, and of each the quickest quarter's slowest: what else the machine does only ever adds to a time, and
     * whoever wants to know would leave it out just so.
     */
    private static Figure figure(Bench.Yard yard, String zh, String en, Turn one, Turn other) {
        int most = yard.of(1_500, 150);
        long patience = System.nanoTime() + yard.of(20_000, 700) * 1_000_000L;
        List<Long> ones = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        for (int turn = 0; turn < most && (turn < LEAST || System.nanoTime() < patience); turn++) {
            boolean first = turn % 2 == 0;
            long begun = System.nanoTime();
            (first ? one : other).take(turn);
            long between = System.nanoTime();
            (first ? other : one).take(turn);
            long ended = System.nanoTime();
            (first ? ones : others).add(between - begun);
            (first ? others : ones).add(ended - between);
        }
        double quick = quarter(ones) / 1e6;
        double beside = quarter(others) / 1e6;
        return Figure.ratio(
                "secrecy",
                zh,
                en,
                Math.max(quick, beside),
                Math.min(quick, beside),
                "ms",
                Figure.Target.atMost(AT_MOST));
    }

    private static double quarter(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 4).findFirst().orElseThrow();
    }

    private static Turn way(IntFunction<CaseId> ids, IntFunction<String> numbers, int size, Look look) {
        return turn -> {
            int i = turn % size;
            if (look.finds(ids.apply(i), numbers.apply(i))) {
                throw new IllegalStateException("what is kept from somebody was shown");
            }
        };
    }
}
