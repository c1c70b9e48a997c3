package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.wording.Flaw;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** 异常应答: ends the handling of a request with a problem. It carries no stack: nothing is broken. */
public final class Objection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Function<Language, Problem> problem;

    private Objection(Function<Language, Problem> problem) {
        super("objection", null, false, false);
        this.problem = problem;
    }

    public static Objection of(Flaw flaw) {
        return of(flaw, ImmutableMap.of());
    }

    public static Objection of(Flaw flaw, ImmutableMap<String, String> facts) {
        return new Objection(language -> Problem.of(flaw, facts, language));
    }

    /** All that is wrong with what was sent. */
    public static Objection of(Flaw flaw, ImmutableList<dev.jieli.application.published.Problem> all) {
        return new Objection(language -> Problem.of(flaw, all, language));
    }

    public static Objection of(Refusal refusal) {
        return new Objection(language -> Problem.of(refusal, language));
    }

    public static Objection of(Function<Language, Problem> problem) {
        return new Objection(problem);
    }

    /** What was done; refused, it ends the request. */
    public static <T> T orObject(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw of(((Outcome.Refused<T>) outcome).refusal());
    }

    /** The same objection, its problem changed. */
    public Objection with(UnaryOperator<Problem> change) {
        return new Objection(language -> change.apply(problem.apply(language)));
    }

    public Problem in(Language language) {
        return problem.apply(language);
    }
}
