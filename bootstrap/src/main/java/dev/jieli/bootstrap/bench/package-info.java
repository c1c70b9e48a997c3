/** How fast the house is, always beside the least that the same rows would cost. */
@NullMarked
package dev.jieli.bootstrap.bench;

import org.jspecify.annotations.NullMarked;
