@NullMarked
package dev.jieli.bootstrap.bench;

import org.jspecify.annotations.NullMarked;
