package dev.jieli.domain.planted;

public final class IsThrown extends RuntimeException {
    private static final long serialVersionUID = 1;
}
