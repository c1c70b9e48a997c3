package dev.jieli.domain.casefile;

import java.util.Optional;

/** 分流结果: the three ways that a matter can go when it is looked through; it follows from track and ending. */
public enum Triage {
    /** 不予受理 (arts. 19(3), 23, 36(3)) */
    NOT_ACCEPTED,
    /** 法定途径 (arts. 30, 31(1) items 1 to 5) */
    LEGAL_PATH,
    /** 信访途径 (arts. 29, 31(1) item 6) */
    PETITION_PATH;

    /**
     * Where the case went.
     *
     * @param track the one that it is, or was at last, handled on
     * @param ending how it ended; empty while it is open
     */
    public static Triage of(Track track, Optional<Ending> ending) {
        if (ending.filter(how -> how == Ending.NOT_ACCEPTED).isPresent()) {
            return NOT_ACCEPTED;
        }
        if (ending.filter(how -> how == Ending.LED_ELSEWHERE).isPresent()) {
            return LEGAL_PATH;
        }
        return track == Track.ACCUSATION || track == Track.LEGAL_PATH ? LEGAL_PATH : PETITION_PATH;
    }
}
