/** 领导包案: which leader takes which hard case. */
@NullMarked
package dev.jieli.domain.assignment;

import org.jspecify.annotations.NullMarked;
