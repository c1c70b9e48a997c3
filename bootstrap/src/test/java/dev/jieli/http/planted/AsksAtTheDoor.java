package dev.jieli.http.planted;

import dev.jieli.domain.authority.Power;
import dev.jieli.http.site.Access;

/** Asks for a power where nobody does who comes another way. */
public final class AsksAtTheDoor {
    public Access door() {
        return Access.to(Power.WATCH_OPERATION);
    }
}
