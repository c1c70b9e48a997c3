package dev.jieli.application.port;

import dev.jieli.domain.calendar.WorkCalendar;

/** 工作日历: the product's own notices and those announced since, which came in through {@link Roster}. */
public interface WorkCalendars {
    WorkCalendar current();
}
