@NullMarked
package dev.jieli.bootstrap.county;

import org.jspecify.annotations.NullMarked;
