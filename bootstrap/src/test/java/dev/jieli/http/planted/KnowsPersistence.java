package dev.jieli.http.planted;

import dev.jieli.persistence.planted.CasesImpl;

public final class KnowsPersistence {
    public CasesImpl cases() {
        return new CasesImpl();
    }
}
