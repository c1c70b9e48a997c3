package dev.jieli.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the first question is being answered, others gather; then they go together. */
class TogetherTest {
    private static final int PEOPLE = 200;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE, work -> {
        Thread thread = new Thread(work);
        threads.add(thread);
        return thread;
    });
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<ImmutableSet<Integer>> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger truth = new AtomicInteger();

    @AfterEach
    void everybody_goes_home() {
        held.countDown();
        people.shutdownNow();
    }

    @Test
    void whoever_waits_is_answered_with_the_others() throws Exception {
        Together<Integer, Integer> together = new Together<>(this::slowly);
        List<Future<Optional<Integer>>> answers = everybodyAsks(together);

        held.countDown();

        for (int i = 0; i < PEOPLE; i++) {
            assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0 ? Optional.of(0) : Optional.empty());
        }
        assertThat(asked).hasSizeLessThan(PEOPLE / 10);
        assertThat(asked.stream().flatMap(ImmutableSet::stream)).hasSize(PEOPLE);
    }

    @Test
    void what_was_true_before_a_question_came_is_no_answer_to_it() throws Exception {
        Together<Integer, Integer> together = new Together<>(questions -> {
            int now = truth.get();
            ImmutableMap<Integer, Integer> answers = slowly(questions);
            return ImmutableMap.copyOf(Maps.transformValues(answers, any -> now));
        });
        people.execute(() -> together.answer(1));
        while (asked.isEmpty()) {
            Thread.onSpinWait();
        }

        truth.set(1);
        Future<Optional<Integer>> after = people.submit(() -> together.answer(4));
        held.countDown();

        assertThat(after.get()).contains(1);
    }

    @Test
    void a_fault_is_told_to_all_whom_it_concerns_and_to_nobody_after_them() throws Exception {
        Together<Integer, Integer> together = new Together<>(questions -> {
            ImmutableMap<Integer, Integer> answers = slowly(questions);
            if (truth.get() == 1) {
                throw new IllegalStateException("the line is cut");
            }
            return answers;
        });
        truth.set(1);
        List<Future<Optional<Integer>>> answers = everybodyAsks(together);

        held.countDown();

        for (Future<Optional<Integer>> answer : answers) {
            assertThatThrownBy(answer::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the line is cut");
        }
        truth.set(0);
        assertThat(together.answer(2)).contains(0);
    }

    private List<Future<Optional<Integer>>> everybodyAsks(Together<Integer, Integer> together) {
        List<Future<Optional<Integer>>> answers = new ArrayList<>();
        CountDownLatch come = new CountDownLatch(PEOPLE);
        IntStream.range(0, PEOPLE)
                .forEach(i -> answers.add(people.submit(() -> {
                    come.countDown();
                    return together.answer(i);
                })));
        try {
            come.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        return answers;
    }

    /** Even questions have an answer. */
    private ImmutableMap<Integer, Integer> slowly(ImmutableSet<Integer> questions) {
        asked.add(questions);
        try {
            held.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return questions.stream()
                .filter(question -> question % 2 == 0)
                .collect(ImmutableMap.toImmutableMap(question -> question, question -> 0));
    }
}
