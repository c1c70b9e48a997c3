package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableList;

/**
 * 包案职责: one thing that a leader who takes a case answers for. Places differ in what they list, so it is a name and
 * not a fixed set.
 */
public record Slot(String name) {
    /** 五包, as one prefecture publishes them; *chosen*, another catalogue may stand in its place. */
    public static final ImmutableList<Slot> FIVE = ImmutableList.of(
            new Slot("定责任包重点"), new Slot("定领导包化解"), new Slot("定措施包扶助"), new Slot("定机制包排查"), new Slot("定实效包督导"));
}
