/** 保管: what is kept of people how long, from when, and what is erased when its time has come; one table. */
@NullMarked
package dev.jieli.domain.retention;

import org.jspecify.annotations.NullMarked;
