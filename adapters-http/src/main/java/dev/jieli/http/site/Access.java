package dev.jieli.http.site;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.http.wording.Flaw;
import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * 访问权限: to whom a route is open. What somebody may do there, and how far it reaches, follows from {@link Authority} and is
 * decided behind it.
 *
 * @param powers one of which suffices, wherever it reaches; none where no power is asked for
 */
public record Access(Door door, ImmutableSet<Power> powers) implements RouteRole {
    /** Everybody: sign-in, set-up, the calculator of terms, whether the server is well. */
    public static final Access EVERYBODY = new Access(Door.EVERYBODY, ImmutableSet.of());
    /** Whoever gave a right password: the steps of a sign-in that are still to come, and the way out. */
    public static final Access UNDERWAY = new Access(Door.UNDERWAY, ImmutableSet.of());
    /** Whoever is signed in, with or without a post: who am I, password, sign-out. */
    public static final Access SIGNED_IN = new Access(Door.SIGNED_IN, ImmutableSet.of());
    /** Whoever holds a post, or administers: what the house is made of. */
    public static final Access HOUSE = new Access(Door.HOUSE, ImmutableSet.of());
    /** Whoever holds a post: what is shown and done there is decided behind it. */
    public static final Access OFFICIALS = new Access(Door.OFFICIALS, ImmutableSet.of());

    private static final ImmutableSet<Capacity> ADMINISTRATORS =
            Arrays.stream(Duty.values()).map(Duty::capacity).collect(Sets.toImmutableEnumSet());

    /** 门 */
    public enum Door {
        EVERYBODY,
        UNDERWAY,
        SIGNED_IN,
        HOUSE,
        OFFICIALS,
        /** Whoever has one of the powers. */
        POWERS
    }

    /** Whoever has one of these powers, wherever it reaches. */
    public static Access to(Power... powers) {
        return new Access(Door.POWERS, ImmutableSet.copyOf(powers));
    }

    /** Of a route with these roles; one that names nobody is open to nobody. */
    static Access of(Set<RouteRole> roles) {
        return roles.stream()
                .filter(Access.class::isInstance)
                .map(Access.class::cast)
                .findFirst()
                .orElse(to());
    }

    /** Why not; empty where the route is open. */
    Optional<Objection> refusal(Optional<SignedIn> who) {
        if (door == Door.EVERYBODY) {
            return Optional.empty();
        }
        if (who.isEmpty()) {
            return Optional.of(Objection.of(Flaw.NOT_SIGNED_IN));
        }
        SignedIn visitor = who.get();
        if (door != Door.UNDERWAY && visitor.outstanding().isPresent()) {
            return visitor.outstanding().map(left -> Objection.of(flaw(left)));
        }
        boolean administers = visitor.account().duty().isPresent();
        boolean sits = visitor.acting().isPresent();
        return switch (door) {
            case EVERYBODY, UNDERWAY, SIGNED_IN -> Optional.empty();
            case HOUSE -> sits || administers ? Optional.empty() : Optional.of(Objection.of(Flaw.NO_POST));
            case OFFICIALS ->
                sits ? Optional.empty() : Optional.of(Objection.of(administers ? Flaw.NO_BUSINESS_HERE : Flaw.NO_POST));
            case POWERS ->
                powers.stream().anyMatch(visitor::may)
                        ? Optional.empty()
                        : Optional.of(Objection.of(
                                Flaw.NOT_IN_YOUR_POWER,
                                ImmutableMap.of(
                                        "needs",
                                        holders().stream().map(Enum::name).collect(Collectors.joining(", ")))));
        };
    }

    /** Whether administrators only get in, who have no tokens. */
    boolean isForAdministrators() {
        return door == Door.POWERS && ADMINISTRATORS.containsAll(holders());
    }

    private ImmutableSet<Capacity> holders() {
        return powers.stream()
                .flatMap(power -> Authority.holders(power).stream())
                .collect(Sets.toImmutableEnumSet());
    }

    private static Flaw flaw(SignedIn.Outstanding outstanding) {
        return switch (outstanding) {
            case SECOND_FACTOR -> Flaw.SECOND_FACTOR_NEEDED;
            case NEW_PASSWORD -> Flaw.NEW_PASSWORD_NEEDED;
            case ENROLMENT -> Flaw.ENROLMENT_NEEDED;
        };
    }
}
