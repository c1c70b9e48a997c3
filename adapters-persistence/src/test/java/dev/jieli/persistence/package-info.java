@NullMarked
package dev.jieli.persistence;

import org.jspecify.annotations.NullMarked;
