package dev.jieli.bootstrap.wiring;

import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;

/** What is asked for cannot be started here. Says why, and what to do next. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final transient Wording why;

    /** @param reason for machines, like {@code PORT_TAKEN} */
    public Refused(String reason, String zh, String en) {
        super(en);
        this.reason = reason;
        this.why = Wording.of(zh, en);
    }

    public String reason() {
        return reason;
    }

    public String in(Language language) {
        return why.in(language);
    }
}
