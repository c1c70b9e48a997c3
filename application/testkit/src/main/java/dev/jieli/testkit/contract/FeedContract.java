package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link Feed} owes: every entry to every listener, in order, at least once and without haste. */
public abstract class FeedContract extends Contract {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00.123Z");
    private static final CaseAct NOTE = new CaseAct.Note("接待来访一次");

    // ------------------------------------------------------------------ what comes

    @Test
    void everything_from_the_beginning_comes_once_and_in_order() {
        PetitionCase ended = given().final_();
        given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        List<Sealed> all = drained("a", 7);

        assertThat(all).extracting(Sealed::id).doesNotHaveDuplicates();
        assertInOrder(all);
        assertThat(all).filteredOn(one -> one.subject().equals(ended.subject())).hasSize(ended.entries());
        assertThat(relayed("a", 7)).isEmpty();
    }

    @Test
    void it_is_known_since_when_a_listener_was_told_nothing() {
        given().accepted();
        assertThat(feed().waiting("a")).isPresent();
        List<Sealed> all = drained("a", 100);
        assertThat(feed().waiting("b")).contains(all.get(0).at());
        assertThat(feed().waiting("a")).isEmpty();
        PetitionCase later = given().registered();
        assertThat(feed().waiting("a")).contains(docket(later.subject()).get(0).at());
    }

    @Test
    void what_comes_is_what_was_entered_chained_and_sealed() {
        PetitionCase accepted = given().accepted();
        List<Sealed> docket = drained("a", 100).stream()
                .filter(one -> one.subject().equals(accepted.subject()))
                .toList();

        assertThat(docket)
                .extracting(one -> EntryJson.read(one.json()))
                .containsExactlyElementsOf(docket(accepted.subject()));
        String before = Seal.FIRST;
        for (Sealed one : docket) {
            assertThat(one.json()).isEqualTo(EntryJson.write(EntryJson.read(one.json())));
            assertThat(one.hash()).isEqualTo(Seal.hash(before, one.json()));
            assertThat(one.at()).isEqualTo(EntryJson.read(one.json()).at());
            assertThat(one.id()).isEqualTo("case/" + accepted.id() + "/" + one.number());
            before = one.hash();
        }
    }

    @Test
    void what_was_refused_never_comes() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered note = prepared(accepted, NOTE, HANDLER);
        store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enter(note);
            return Outcome.refused(Reason.NOT_YOURS);
        });

        assertThat(drained("a", 100)).extracting(Sealed::id).doesNotContain(accepted.subject() + "/4");
    }

    // ------------------------------------------------------------------ cursors

    @Test
    void a_listener_goes_on_from_what_it_took() {
        given().accepted();
        List<Sealed> offered = new ArrayList<>();
        int taken = feed().relay("a", 5, page -> {
            offered.addAll(page);
            return 2;
        });

        assertThat(taken).isEqualTo(2);
        assertThat(offered).hasSize(5);
        assertThat(relayed("a", 3)).isEqualTo(offered.subList(2, 5));
    }

    @Test
    void what_was_not_taken_comes_again() {
        List<Sealed> offered = new ArrayList<>();
        int taken = feed().relay("a", 3, page -> {
            offered.addAll(page);
            return 0;
        });

        assertThat(taken).isZero();
        assertThat(relayed("a", 3)).isEqualTo(offered);
    }

    @Test
    void a_listener_that_fails_is_offered_the_same_again() {
        List<Sealed> offered = new ArrayList<>();
        assertThatThrownBy(() -> feed().relay("a", 3, page -> {
                    offered.addAll(page);
                    throw new IllegalStateException("planted");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("planted");

        assertThat(relayed("a", 3)).isEqualTo(offered);
    }

    @Test
    void each_listener_has_a_cursor_of_its_own() {
        List<Sealed> all = drained("a", 10);
        given().registered();

        assertThat(drained("b", 10)).hasSize(all.size() + 1).startsWith(all.toArray(new Sealed[0]));
        assertThat(drained("a", 10)).hasSize(1);
    }

    @Test
    void where_there_is_nothing_new_nobody_is_called() {
        drained("a", 100);

        assertThat(feed().relay("a", 10, page -> {
                    throw new AssertionError("called with " + page);
                }))
                .isZero();
    }

    // ------------------------------------------------------------------ at once

    @Test
    void while_one_relay_is_at_it_another_gets_nothing() {
        List<Integer> inside = new ArrayList<>();
        int taken = feed().relay("a", 3, page -> {
            inside.add(feed().relay("a", 3, same -> {
                throw new AssertionError("called with " + same);
            }));
            Racing<Integer> other = Racing.begin(() -> Outcome.done(feed().relay("a", 3, List::size)));
            inside.add(done(other.outcome()));
            return page.size();
        });

        assertThat(taken).isEqualTo(3);
        assertThat(inside).containsExactly(0, 0);
    }

    @Test
    void a_slow_listener_holds_back_neither_other_listeners_nor_those_who_enter() {
        PetitionCase accepted = given().accepted();
        feed().relay("slow", 3, page -> {
            Racing<Integer> other = Racing.begin(() -> Outcome.done(feed().relay("quick", 3, List::size)));
            assertThat(done(other.outcome())).isEqualTo(3);
            Racing<PetitionCase> entering = Racing.begin(() -> entered(prepared(accepted, NOTE, HANDLER)));
            assertThat(done(entering.outcome()).entries()).isEqualTo(accepted.entries() + 1);
            return page.size();
        });

        assertThat(drained("slow", 100)).extracting(Sealed::id).contains(accepted.subject() + "/4");
    }

    @RepeatedTest(3)
    void however_many_relays_a_listener_has_each_entry_is_taken_once() {
        for (int i = 0; i < 10; i++) {
            given().accepted();
        }
        List<Sealed> taken = Collections.synchronizedList(new ArrayList<>());
        Racing.together(Stream.<Supplier<Outcome<?>>>generate(() -> () -> {
                    for (int round = 0; round < 20; round++) {
                        feed().relay("a", 5, page -> {
                            taken.addAll(page);
                            return page.size();
                        });
                    }
                    return Outcome.done(true);
                })
                .limit(3)
                .toList());
        taken.addAll(drained("a", 100));

        assertThat(taken).extracting(Sealed::id).doesNotHaveDuplicates();
        assertInOrder(taken);
        assertThat(taken).hasSameSizeAs(drained("b", 100));
    }

    @Test
    void what_began_first_and_was_done_last_is_not_skipped() {
        PetitionCase slowCase = given().accepted();
        PetitionCase quickCase = given().accepted();
        PetitionCase.Entered slow = prepared(slowCase, NOTE, HANDLER);
        PetitionCase.Entered quick = prepared(quickCase, NOTE, HANDLER);
        drained("a", 100);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);

        Racing<Boolean> racing = Racing.begin(() -> store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().find(slowCase.id());
            session.cases().enter(slow);
            begun.countDown();
            Racing.await(goOn);
            return Outcome.done(true);
        }));
        Racing.await(begun);
        done(entered(quick));
        List<Sealed> seen = new ArrayList<>(relayed("a", 100));
        goOn.countDown();
        done(racing.outcome());
        seen.addAll(drained("a", 100));

        assertThat(seen)
                .extracting(Sealed::id)
                .containsExactlyInAnyOrder(slowCase.subject() + "/4", quickCase.subject() + "/4");
    }

    @RepeatedTest(3)
    void while_many_enter_a_listener_that_reads_along_misses_nothing() {
        List<PetitionCase> cases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            cases.add(given().accepted());
        }
        drained("a", 100);
        int acts = 15;
        List<Supplier<Outcome<?>>> work = new ArrayList<>();
        for (PetitionCase one : cases) {
            List<PetitionCase.Entered> notes = notes(one, acts);
            work.add(() -> {
                notes.forEach(note -> done(entered(note)));
                return Outcome.done(true);
            });
        }
        List<Sealed> seen = Collections.synchronizedList(new ArrayList<>());
        work.add(() -> {
            for (int round = 0; round < 40; round++) {
                seen.addAll(relayed("a", 3));
            }
            return Outcome.done(true);
        });
        Racing.together(work);
        seen.addAll(drained("a", 100));

        assertThat(seen).extracting(Sealed::id).doesNotHaveDuplicates().hasSize(cases.size() * acts);
        assertInOrder(seen);
    }

    private List<PetitionCase.Entered> notes(PetitionCase from, int many) {
        List<PetitionCase.Entered> notes = new ArrayList<>();
        PetitionCase now = from;
        for (int n = 0; n < many; n++) {
            PetitionCase.Entered note = prepared(now, new CaseAct.Note("第" + n + "次来电"), HANDLER);
            notes.add(note);
            now = note.after();
        }
        return notes;
    }

    // ------------------------------------------------------------------ set aside

    @Test
    void what_a_listener_would_not_take_is_kept_for_it_in_the_order_of_the_stream() {
        List<Sealed> all = drained("a", 100);
        feed().setAside("a", all.get(5), "410 Gone", AT);
        feed().setAside("a", all.get(2), "超时", AT.plusSeconds(1));
        feed().setAside("b", all.get(9), "500", AT);

        assertThat(feed().asideFor("a"))
                .containsExactly(
                        new Feed.SetAside(all.get(2), "超时", AT.plusSeconds(1)),
                        new Feed.SetAside(all.get(5), "410 Gone", AT));
        assertThat(feed().asideFor("b")).hasSize(1);
        assertThat(feed().asideFor("c")).isEmpty();
    }

    @Test
    void set_aside_again_it_is_there_once_with_the_newest_reason() {
        Sealed entry = drained("a", 100).get(0);
        feed().setAside("a", entry, "超时", AT);
        feed().setAside("a", entry, "410 Gone", AT.plusSeconds(9));

        assertThat(feed().asideFor("a")).containsExactly(new Feed.SetAside(entry, "410 Gone", AT.plusSeconds(9)));
    }

    @Test
    void delivered_after_all_it_is_aside_no_more() {
        List<Sealed> all = drained("a", 100);
        feed().setAside("a", all.get(0), "超时", AT);
        feed().setAside("a", all.get(1), "超时", AT);
        feed().setAside("b", all.get(0), "超时", AT);
        feed().delivered("a", all.get(0).id());
        feed().delivered("a", all.get(7).id());

        assertThat(feed().asideFor("a"))
                .extracting(one -> one.entry().id())
                .containsExactly(all.get(1).id());
        assertThat(feed().asideFor("b")).hasSize(1);
    }

    // ------------------------------------------------------------------ small change

    private Feed feed() {
        return archive().feed();
    }

    private ImmutableList<Sealed> relayed(String listener, int most) {
        ImmutableList.Builder<Sealed> seen = ImmutableList.builder();
        feed().relay(listener, most, page -> {
            assertThat(page).isNotEmpty().hasSizeLessThanOrEqualTo(most);
            seen.addAll(page);
            return page.size();
        });
        return seen.build();
    }

    private List<Sealed> drained(String listener, int most) {
        List<Sealed> all = new ArrayList<>();
        while (true) {
            ImmutableList<Sealed> page = relayed(listener, most);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
        }
    }

    /** Within a subject from 1 on, or from where the listener had come to, without gaps. */
    private static void assertInOrder(List<Sealed> seen) {
        Map<Subject, Integer> last = new HashMap<>();
        for (Sealed one : seen) {
            Integer before = last.put(one.subject(), one.number());
            if (before != null) {
                assertThat(one.number()).as(one.subject().toString()).isEqualTo(before + 1);
            }
        }
    }
}
