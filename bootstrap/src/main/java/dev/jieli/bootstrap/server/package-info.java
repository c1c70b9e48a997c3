/** The server as it runs: what it does of itself day by day, and how it starts and stops. */
@NullMarked
package dev.jieli.bootstrap.server;

import org.jspecify.annotations.NullMarked;
