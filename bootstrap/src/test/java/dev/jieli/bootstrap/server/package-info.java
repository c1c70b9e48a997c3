@NullMarked
package dev.jieli.bootstrap.server;

import org.jspecify.annotations.NullMarked;
