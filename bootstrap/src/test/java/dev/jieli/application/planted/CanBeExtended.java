package dev.jieli.application.planted;

public class CanBeExtended {
    public int perform() {
        return 1;
    }
}
