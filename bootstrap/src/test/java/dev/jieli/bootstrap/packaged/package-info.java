/** The packaged jar as a user has it. */
@NullMarked
package dev.jieli.bootstrap.packaged;

import org.jspecify.annotations.NullMarked;
