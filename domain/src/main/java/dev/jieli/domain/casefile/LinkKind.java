package dev.jieli.domain.casefile;

/** 关联种类: what two cases have in common. Each is found for itself; what it is about is cases, never people. */
public enum LinkKind {
    /** 同一事项: essentially the same facts and the same request */
    SAME_MATTER,
    /** 同一人: one petitioner at least is the same */
    SAME_PERSON,
    /** 关联: neither, but whoever handles one should know of the other */
    RELATED
}
