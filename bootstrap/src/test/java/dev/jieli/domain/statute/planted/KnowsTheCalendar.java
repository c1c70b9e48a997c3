package dev.jieli.domain.statute.planted;

import dev.jieli.domain.calendar.WorkCalendar;

public final class KnowsTheCalendar {
    public WorkCalendar calendar() {
        return WorkCalendar.national();
    }
}
