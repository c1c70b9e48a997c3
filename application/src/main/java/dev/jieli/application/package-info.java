@NullMarked
package dev.jieli.application;

import org.jspecify.annotations.NullMarked;
