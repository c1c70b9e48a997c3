package dev.jieli.bootstrap.command;

import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;

/** How a command gets at the data. */
@FunctionalInterface
interface Doors {
    /** Opens what is there, and makes nothing where nothing is; the caller closes it. */
    House open(Place place, Console console);
}
