package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.PerformAct;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What an accusation costs whom it is against, beside a case that is not there: a difference in time would tell what the
 * answer does not (art. 30(3)). A leader, who is shown every other case of the county, asks for those against him.
 */
final class SecrecyPart {
    /** Either way; what is left of a machine's own unrest when both take turns. */
    private static final double AT_MOST = 1.15;

    private static final int ENTRIES = 2;

    private SecrecyPart() {}

    @FunctionalInterface
    private interface Look {
        boolean finds(CaseId id, String number);
    }

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        try (Ground ground = yard.ground("secrecy")) {
            UnitId county = ground.unit("县人民政府", Unit.Kind.GOVERNMENT, Optional.empty());
            Seat accused = ground.seat(county, "副县长", Post.Kind.LEADER);
            UnitId bureau = ground.unit("农业农村局", Unit.Kind.DEPARTMENT, Optional.of(county));
            ground.seat(bureau, "局长", Post.Kind.HEAD);
            Seat handler = ground.seat(bureau, "经办", Post.Kind.HANDLER);
            PerformAct acts = new PerformAct(ground.archive.store(), ground.law);
            List<CaseId> shown =
                    ground.cases(handler, yard.of(20_000, 500), i -> Ground.TODAY.minusDays(i % 40), false);
            List<CaseId> kept = ground.cases(handler, 200, i -> Ground.TODAY.minusDays(i % 40), false);
            ImmutableList.Builder<String> numbers = ImmutableList.builder();
            for (CaseId id : kept) {
                numbers.add(Ground.must(acts.perform(
                                id,
                                1,
                                new CaseAct.Classify(
                                        Track.ACCUSATION,
                                        Optional.empty(),
                                        ImmutableSet.of(),
                                        ImmutableSet.of(ground.official(accused)),
                                        "反映领导干部"),
                                handler.incumbency(),
                                Ground.TODAY,
                                Ground.at(Ground.TODAY)))
                        .petition()
                        .number());
            }
            ground.asOwner("VACUUM ANALYZE");
            Board board = ground.archive.board(Asker.of(accused.incumbency()));
            if (board.caseFile(shown.get(0)).isEmpty()) {
                throw new IllegalStateException("the leader is shown nothing");
            }
            List<String> given = numbers.build();
            return ImmutableList.of(
                    figure(
                            yard,
                            ground,
                            kept,
                            given,
                            "打开",
                            "opened",
                            (id, number) -> board.caseFile(id).isPresent()),
                    figure(
                            yard,
                            ground,
                            kept,
                            given,
                            "按编号查找",
                            "looked up by its number",
                            (id, number) -> board.numbered(number).isPresent()),
                    figure(
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
                                            accused.incumbency(),
                                            Ground.TODAY,
                                            Ground.at(Ground.TODAY))
                                    instanceof Outcome.Done));
        }
    }

    private static Figure figure(
            Bench.Yard yard, Ground ground, List<CaseId> kept, List<String> numbers, String zh, String en, Look look)
            throws InterruptedException {
        List<CaseId> absent = kept.stream().map(any -> new CaseId(ground.id())).toList();
        List<String> none =
                numbers.stream().map(number -> "A" + number.substring(1)).toList();
        Race race = Race.between(
                way(kept::get, numbers::get, kept.size(), look),
                way(absent::get, none::get, kept.size(), look),
                yard.of(10, 2),
                yard.of(40, 6),
                yard.of(100, 50));
        return Figure.ratio(
                "secrecy",
                "被检举控告的人每秒能把针对自己的检举控告" + zh + "多少次（对比不存在的事项）",
                "how often a second an accusation is " + en + " by whom it is against, beside a case that is not there",
                Math.max(race.one(), race.other()),
                Math.min(race.one(), race.other()),
                "/s",
                Figure.Target.atMost(AT_MOST));
    }

    private static Race.Way way(IntFunction<CaseId> ids, IntFunction<String> numbers, int size, Look look) {
        return new Race.Way(1, (thread, turn) -> {
            int i = (int) (turn % size);
            if (look.finds(ids.apply(i), numbers.apply(i))) {
                throw new IllegalStateException("what is kept from somebody was shown");
            }
        });
    }
}
