package dev.jieli.application.planted;

import dev.jieli.domain.planted.Circle;

public final class Circled {
    public Circle other() {
        return new Circle();
    }
}
