/** Writes the jOOQ classes while building, from a PostgreSQL that the migrations have made. */
@NullMarked
package dev.jieli.codegen;

import org.jspecify.annotations.NullMarked;
