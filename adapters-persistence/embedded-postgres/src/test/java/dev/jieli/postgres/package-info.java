@NullMarked
package dev.jieli.postgres;

import org.jspecify.annotations.NullMarked;
