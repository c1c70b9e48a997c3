package dev.jieli.http.site;

import dev.jieli.http.wording.Flaw;
import io.javalin.security.RouteRole;
import java.util.Optional;

/**
 * 访问权限: to whom a route is open. The one place that decides it; which act somebody may do follows from the incumbency
 * and is decided by the domain.
 */
public enum Access implements RouteRole {
    /** Everybody: sign-in, set-up, the calculator of terms, whether the server is well. */
    EVERYBODY,
    /** Whoever gave a right password: the steps of a sign-in that are still to come, and the way out. */
    UNDERWAY,
    /** Whoever is signed in, with or without a post: who am I, password, sign-out. */
    SIGNED_IN,
    /** Whoever is signed in and holds a post, or administers: all that is read. */
    OFFICIALS,
    /** Whoever holds a post: all that is done. */
    IN_POST,
    /** Administrators, and heads and registrars of a petition department. */
    ADMINISTRATION,
    /** Administrators only: accounts. */
    ADMINISTRATORS;

    /** Why not; empty where the route is open. */
    Optional<Flaw> refusal(Optional<SignedIn> who) {
        if (this == EVERYBODY) {
            return Optional.empty();
        }
        if (who.isEmpty()) {
            return Optional.of(Flaw.NOT_SIGNED_IN);
        }
        SignedIn visitor = who.get();
        if (this != UNDERWAY && visitor.outstanding().isPresent()) {
            return visitor.outstanding().map(Access::flaw);
        }
        return switch (this) {
            case EVERYBODY, UNDERWAY, SIGNED_IN -> Optional.empty();
            case OFFICIALS ->
                visitor.acting().isPresent() || visitor.account().administrator()
                        ? Optional.empty()
                        : Optional.of(Flaw.NO_POST);
            case IN_POST -> visitor.acting().isPresent() ? Optional.empty() : Optional.of(Flaw.NO_POST);
            case ADMINISTRATION -> visitor.administers() ? Optional.empty() : Optional.of(Flaw.NOT_ADMINISTRATOR);
            case ADMINISTRATORS ->
                visitor.account().administrator() ? Optional.empty() : Optional.of(Flaw.NOT_ADMINISTRATOR);
        };
    }

    private static Flaw flaw(SignedIn.Outstanding outstanding) {
        return switch (outstanding) {
            case SECOND_FACTOR -> Flaw.SECOND_FACTOR_NEEDED;
            case NEW_PASSWORD -> Flaw.NEW_PASSWORD_NEEDED;
            case ENROLMENT -> Flaw.ENROLMENT_NEEDED;
        };
    }
}
