package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What an act on a case costs without any store. */
final class CasePart {
    private static final int ENTRIES = 200;
    private static final int CASES = 10_000;
    private static final int AT_MOST_NANOS = 5_000;
    private static final int AT_MOST_MILLIS = 1_000;
    private static final int TRIALS = 5;

    private CasePart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) {
        Law law = Law.national();
        Instant at = Ground.TODAY.atTime(10, 0).atZone(PetitionCase.CHINA).toInstant();
        Seat seat = new Seat(
                new IncumbencyId(new UUID(1, 1)),
                new UnitId(new UUID(1, 2)),
                Unit.Kind.DEPARTMENT,
                Post.Kind.HANDLER,
                ImmutableSortedMap.of(Role.UNIT_HEAD, new IncumbencyId(new UUID(1, 3))));
        Petition petition =
                new Petition("2026-0001", Channel.LETTER, Ground.TODAY, "反映施工噪声扰民", Optional.empty(), "城乡建设", 1, 0);
        PetitionCase begun = done(PetitionCase.register(
                new CaseId(new UUID(1, 4)), new CaseAct.ReceiveDirectly(petition), seat, Ground.TODAY, at, law));
        CaseAct classify = new CaseAct.Classify(Track.PROPOSAL, Optional.empty(), ImmutableSet.of(), "系对政策的建议");
        CaseAct note = new CaseAct.Note("电话联系信访人");
        PetitionCase grown = begun;
        while (grown.entries() < ENTRIES) {
            grown = perform(grown, note, seat, at, law);
        }
        int rounds = yard.of(200_000, 20_000);
        double act = Double.MAX_VALUE;
        double classified = Double.MAX_VALUE;
        long sink = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            long began = System.nanoTime();
            for (int round = 0; round < rounds; round++) {
                sink += perform(grown, note, seat, at, law).entries();
            }
            act = Math.min(act, (double) (System.nanoTime() - began) / rounds);
            began = System.nanoTime();
            for (int round = 0; round < CASES; round++) {
                sink += perform(begun, classify, seat, at, law).entries();
            }
            classified = Math.min(classified, (System.nanoTime() - began) / 1e6);
        }
        if (sink == 0) {
            throw new IllegalStateException("nothing was done");
        }
        return ImmutableList.of(
                Figure.alone(
                        "case",
                        "在200条的案卷上办一步（不含存储）",
                        "an act on a case of 200 entries, without the store",
                        act,
                        "ns",
                        Figure.Target.atMost(AT_MOST_NANOS)),
                Figure.alone(
                        "case",
                        "分类一万件",
                        "ten thousand cases classified",
                        classified,
                        "ms",
                        Figure.Target.atMost(AT_MOST_MILLIS)));
    }

    private static PetitionCase perform(PetitionCase on, CaseAct act, Seat by, Instant at, Law law) {
        return done(on.perform(act, Optional.of(by), Ground.TODAY, at, law, who -> Optional.empty()));
    }

    private static PetitionCase done(Outcome<PetitionCase.Entered> outcome) {
        if (outcome instanceof Outcome.Done<PetitionCase.Entered> done) {
            return done.value().after();
        }
        throw new IllegalStateException("refused: " + outcome);
    }
}
