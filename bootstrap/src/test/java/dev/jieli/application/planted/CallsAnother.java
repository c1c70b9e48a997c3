package dev.jieli.application.planted;

public final class CallsAnother {
    public int perform() {
        return new CanBeExtended().perform();
    }
}
