@NullMarked
package dev.jieli.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
