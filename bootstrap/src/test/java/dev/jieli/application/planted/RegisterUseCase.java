package dev.jieli.application.planted;

public final class RegisterUseCase {
    public int register() {
        return 1;
    }
}
