package dev.jieli.domain.planted;

import dev.jieli.application.planted.Circled;

public final class Circle {
    public Circled other() {
        return new Circled();
    }
}
