package dev.jieli.domain.planted;

public final class Changes {
    private int number;

    public int next() {
        return ++number;
    }
}
