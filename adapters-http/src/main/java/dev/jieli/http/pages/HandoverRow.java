package dev.jieli.http.pages;

import dev.jieli.application.port.Board;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.statute.Wording;
import dev.jieli.domain.tenure.Handover;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 交接行: a handover in a list.
 *
 * @param step what the visitor owes now; empty for nothing
 */
public record HandoverRow(Board.HandoverLine line, Optional<Wording> step) {

    static HandoverRow of(Board.HandoverLine line, OfficialId visitor, LocalDate today) {
        boolean outgoing = line.outgoing().officialId().equals(visitor);
        boolean incoming = line.incoming().officialId().equals(visitor);
        boolean witness = line.witness().officialId().equals(visitor);
        Optional<Wording> step = switch (line.state()) {
            case DRAFT -> owed(outgoing, "填写清单并签名", "complete the list and sign it");
            case FROZEN ->
                owed(incoming, "逐项核对并签名", "check each item and sign")
                        .or(() -> owed(outgoing, "答复接收人的异议", "answer what the receiver asks"));
            case RECEIVED -> owed(witness, "监交签名", "sign as witness");
            case WITNESSED ->
                owed(
                        line.beside().isEmpty()
                                && (outgoing || incoming || witness)
                                && !today.isBefore(line.leavesOn()),
                        "办理生效",
                        "let it take effect");
            case EFFECTIVE, CANCELLED -> Optional.empty();
        };
        return new HandoverRow(line, step);
    }

    private static Optional<Wording> owed(boolean mine, String zh, String en) {
        return mine ? Optional.of(Wording.of(zh, en)) : Optional.empty();
    }

    public boolean late(LocalDate today) {
        return today.isAfter(line.dueOn())
                && line.state() != Handover.State.EFFECTIVE
                && line.state() != Handover.State.CANCELLED;
    }

    /** The class of its label. */
    public String colour() {
        return switch (line.state()) {
            case DRAFT -> " amber";
            case FROZEN, RECEIVED, WITNESSED -> " blue";
            case EFFECTIVE -> " green";
            case CANCELLED -> "";
        };
    }
}
