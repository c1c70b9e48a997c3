/** The command line. */
@NullMarked
package dev.jieli.bootstrap.command;

import org.jspecify.annotations.NullMarked;
