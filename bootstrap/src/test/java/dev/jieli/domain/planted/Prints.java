package dev.jieli.domain.planted;

public final class Prints {
    public void print() {
        System.out.println("said");
    }
}
