@NullMarked
package dev.jieli.domain;

import org.jspecify.annotations.NullMarked;
