package dev.jieli.domain.planted;

import java.util.Random;

public final class RollsDice {
    public Random dice() {
        return new Random(6);
    }
}
