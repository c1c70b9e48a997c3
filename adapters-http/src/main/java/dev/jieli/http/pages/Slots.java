package dev.jieli.http.pages;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.statute.Wording;

/** 五包用语: what the duties of a leader are called in English; a duty of another catalogue keeps its own name. */
final class Slots {
    private static final ImmutableMap<String, String> ENGLISH = ImmutableMap.of(
            "定责任包重点", "responsibility fixed, key matter taken on",
            "定领导包化解", "leader fixed, resolution taken on",
            "定措施包扶助", "measures fixed, aid taken on",
            "定机制包排查", "mechanism fixed, checks taken on",
            "定实效包督导", "results fixed, supervision taken on");

    private Slots() {}

    static Wording word(Slot slot) {
        return Wording.of(slot.name(), ENGLISH.getOrDefault(slot.name(), slot.name()));
    }
}
