@NullMarked
package dev.jieli.office;

import org.jspecify.annotations.NullMarked;
