/** 日历: the only place where dates are reckoned. */
@NullMarked
package dev.jieli.domain.calendar;

import org.jspecify.annotations.NullMarked;
