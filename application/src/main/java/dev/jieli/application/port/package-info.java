@NullMarked
package dev.jieli.application.port;

import org.jspecify.annotations.NullMarked;
