package dev.jieli.domain.planted;

import dev.jieli.persistence.planted.CasesImpl;

public final class KnowsAnAdapter {
    public CasesImpl cases() {
        return new CasesImpl();
    }
}
