package dev.jieli.domain.assignment;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.casefile.Stage;
import java.time.LocalDate;
import java.util.Map;

/**
 * 化解难度: how hard a case is to resolve, by facts of the case alone and never of a person; each fact with its points, so
 * that anybody can add them up again. *Chosen*: practice ranks by numbers, repetition, age, delay and review.
 */
public record Hardness(ImmutableMap<Factor, Integer> points) {

    /** 难度因素 */
    public enum Factor {
        /** 人数: 1 point from 2 persons, 2 from 5 (a collective visit, art. 20(3)), 3 from 20, 4 from 50 */
        PERSONS,
        /** 重复: 1 point for each time the matter had come in before, at most 4 */
        REPEATS,
        /** 时长: 1 point for each 90 days since it was received, at most 4 */
        AGE,
        /** 逾期: 3 points while a term of an organ is over */
        OVERDUE,
        /** 复查复核: 2 points under review, 3 under re-review */
        REVIEW
    }

    public static Hardness of(
            int persons, int repeats, LocalDate receivedOn, boolean overdue, Stage stage, LocalDate today) {
        ImmutableMap.Builder<Factor, Integer> points = ImmutableMap.builder();
        Map.of(
                        Factor.PERSONS,
                        persons >= 50 ? 4 : persons >= 20 ? 3 : persons >= 5 ? 2 : persons >= 2 ? 1 : 0,
                        Factor.REPEATS,
                        Math.min(4, repeats),
                        Factor.AGE,
                        Math.min(4, Math.max(0, WorkCalendar.daysBetween(receivedOn, today) / 90)),
                        Factor.OVERDUE,
                        overdue ? 3 : 0,
                        Factor.REVIEW,
                        review(stage))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(factor -> factor.getValue() > 0)
                .forEach(points::put);
        return new Hardness(points.build());
    }

    private static int review(Stage stage) {
        return switch (stage) {
            case REVIEW_REQUESTED, REVIEWED -> 2;
            case REVIEW_SERVED, REREVIEW_REQUESTED -> 3;
            default -> 0;
        };
    }

    public int total() {
        return points.values().stream().mapToInt(Integer::intValue).sum();
    }
}
