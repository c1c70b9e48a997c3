package dev.jieli.postgres;

/** What a start is busy with. A step that is not needed is not reported; {@link #READY} comes once, last. */
public enum Progress {
    /** Unpacking the PostgreSQL programs: once per home and version, 1 to 6 s. */
    UNPACKING,
    /** Making the empty cluster: once per home, 1 to 3 s. */
    INITIALISING,
    /** The last stop was not a clean one: ending what is left of it, then replaying the write-ahead log. */
    RECOVERING,
    STARTING,
    READY
}
