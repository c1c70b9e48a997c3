package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Wiring;
import java.time.Duration;

/** The command line as it will be twenty years from now, when the time of what was closed today is over. */
public final class Later {
    private static final Duration LATER = Duration.ofDays(20 * 366);

    private Later() {}

    public static void main(String[] args) {
        System.exit(CommandTree.run(
                Console.standard(args),
                (place, console) -> {
                    House house = Wiring.enter(place, console::note);
                    return new House(
                            house.archive(),
                            house.law(),
                            () -> house.now().plus(LATER),
                            house.ids(),
                            house.random(),
                            house.onClose());
                },
                args));
    }
}
