@NullMarked
package dev.jieli.messaging;

import org.jspecify.annotations.NullMarked;
