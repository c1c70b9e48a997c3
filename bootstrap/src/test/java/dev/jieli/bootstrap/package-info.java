@NullMarked
package dev.jieli.bootstrap;

import org.jspecify.annotations.NullMarked;
