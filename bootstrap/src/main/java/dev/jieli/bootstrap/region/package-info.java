/** The administrative divisions by name. */
@NullMarked
package dev.jieli.bootstrap.region;

import org.jspecify.annotations.NullMarked;
