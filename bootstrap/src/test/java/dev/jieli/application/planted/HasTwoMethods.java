package dev.jieli.application.planted;

public final class HasTwoMethods {
    public int perform() {
        return 1;
    }

    public int performAgain() {
        return 2;
    }
}
