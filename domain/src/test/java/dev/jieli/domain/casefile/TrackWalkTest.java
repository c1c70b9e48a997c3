package dev.jieli.domain.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.docket.Outcome;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Cases that wander over the tracks, whatever people do to them. */
class TrackWalkTest {

    private static final ImmutableList<Track> TRACKS = ImmutableList.copyOf(Track.values());
    private static final ImmutableList<Who> PEOPLE = ImmutableList.copyOf(Who.values());

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 9999).list().ofMinSize(5).ofMaxSize(60);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void on_every_track_a_case_is_held_runs_only_what_the_track_knows_and_is_never_stuck(
            @ForAll Track track, @ForAll boolean direct, @ForAll("numbers") List<Integer> numbers) {
        Journey walk = direct ? Given.receivedDirectly() : Given.registered();
        walk.does(walk.holder(), classify(track, 0));
        for (int number : numbers) {
            step(walk, number);
            assertThat(PetitionCase.replay(walk.docket())).isEqualTo(walk.now());
            if (!(walk.now().position() instanceof Position.Open open)) {
                assertThat(walk.ending()).isNotNull();
                return;
            }
            assertThat(Lifecycle.terms(open.matter().track()))
                    .containsAll(open.running().keySet());
            assertThat(Lifecycle.stages(open.matter().track())).contains(open.stage());
            assertThat(open.matter().recused())
                    .doesNotContainAnyElementsOf(walk.now().links().values());
            assertThat(goesOn(walk)).as(walk.now().toString()).isTrue();
        }
    }

    private static void step(Journey walk, int number) {
        if (number % 7 == 0) {
            walk.later(number % 25);
        }
        ImmutableList<CaseAct> acts = acts(walk, PEOPLE.get(number % PEOPLE.size()), number);
        for (int i = 0; i < acts.size(); i++) {
            CaseAct act = acts.get((i + number / 15) % acts.size());
            for (Who by : PEOPLE) {
                if (walk.perform(act, Optional.of(by.seat())) instanceof Outcome.Done) {
                    walk.does(by, act);
                    return;
                }
            }
        }
    }

    private static CaseAct classify(Track track, int number) {
        return new CaseAct.Classify(
                track,
                Optional.of(SimpleGround.CLEAR).filter(ground -> track == Track.SIMPLIFIED),
                track == Track.ACCUSATION && number % 3 == 0
                        ? ImmutableSet.of(Who.TOWN_HANDLER.unit())
                        : ImmutableSet.of(),
                "按内容分类");
    }

    private static ImmutableList<CaseAct> acts(Journey walk, Who other, int number) {
        ImmutableList.Builder<CaseAct> acts = ImmutableList.<CaseAct>builder()
                .add(classify(TRACKS.get(number % TRACKS.size()), number))
                .add(new CaseAct.Recuse(walk.holder().id(), Optional.of(other.id()), "有利害关系"))
                .add(new CaseAct.Coordinate(
                        Coordination.AGREED,
                        "",
                        other.id(),
                        ImmutableSet.of(Who.STRANGER.unit()),
                        ImmutableSet.of(),
                        "涉及两个部门"))
                .add(new CaseAct.DeclareUrgent("可能造成社会影响", "已到场疏导"))
                .add(new CaseAct.Note("接待来访一次"))
                .addAll(onward(walk, other));
        return acts.build();
    }

    private static ImmutableList<CaseAct> onward(Journey walk, Who other) {
        return ImmutableList.of(
                new CaseAct.Transfer(other.id(), "来信一封"),
                new CaseAct.Notify(Manner.BY_POST, "已收到"),
                new CaseAct.Accept(),
                new CaseAct.RaiseObjection("不属本单位职权"),
                new CaseAct.TakeBack("异议成立"),
                new CaseAct.Uphold("属你单位职权"),
                new CaseAct.Respond(Optional.empty(), "已办结并答复"),
                new CaseAct.Respond(Optional.of(Adoption.ADOPTED), "已采纳"),
                new CaseAct.Reply(Opinion.EXPLAIN, "第" + walk.now().entries() + "次说明"), // never the one set aside
                new CaseAct.Serve(walk.today(), Manner.IN_PERSON),
                new CaseAct.RequestReview(other.id(), "不服"),
                new CaseAct.Review(Finding.UPHELD, "维持"),
                new CaseAct.RequestRereview(other.id(), "不服"),
                new CaseAct.Rereview(Finding.UPHELD, "维持"),
                new CaseAct.Reply(Opinion.SUPPORT, "予以支持"),
                new CaseAct.Execute(Optional.empty(), true, walk.today(), "已执行", "验收单"),
                new CaseAct.OrderExecution(other.id(), "请执行"),
                new CaseAct.Resume(other.id(), "没有履行"),
                new CaseAct.Revoke("事实不清"),
                new CaseAct.OrderAnew(other.id(), "事实不清"),
                new CaseAct.Close("期满未请求"));
    }

    /** Whether somebody can take it to another stage or to its end. */
    private static boolean goesOn(Journey walk) {
        for (Who other : PEOPLE) {
            for (CaseAct act : onward(walk, other)) {
                for (Who by : PEOPLE) {
                    if (!(act instanceof CaseAct.Notify)
                            && walk.perform(act, Optional.of(by.seat())) instanceof Outcome.Done) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
