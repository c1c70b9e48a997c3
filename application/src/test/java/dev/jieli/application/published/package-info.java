@NullMarked
package dev.jieli.application.published;

import org.jspecify.annotations.NullMarked;
