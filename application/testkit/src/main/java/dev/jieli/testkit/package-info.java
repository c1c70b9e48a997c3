@NullMarked
package dev.jieli.testkit;

import org.jspecify.annotations.NullMarked;
