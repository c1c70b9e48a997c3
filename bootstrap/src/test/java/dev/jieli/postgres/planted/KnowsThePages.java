package dev.jieli.postgres.planted;

import dev.jieli.http.planted.MakesIds;

public final class KnowsThePages {
    public MakesIds pages() {
        return new MakesIds();
    }
}
