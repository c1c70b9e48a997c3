package dev.jieli.domain.calendar;

import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;

/** 亮灯: how near a running term is to its end; always computed, never kept. */
public enum Light {
    /** 绿灯: time enough. */
    GREEN(Wording.of("绿灯", "green")),
    /** 黄灯: most of the time is used up. */
    YELLOW(Wording.of("黄灯", "yellow")),
    /** 红灯: overdue, from the day after the due date. */
    RED(Wording.of("红灯", "red"));

    private final Wording wording;

    Light(Wording wording) {
        this.wording = wording;
    }

    public String in(Language language) {
        return wording.in(language);
    }
}
