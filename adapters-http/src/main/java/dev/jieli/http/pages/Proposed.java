package dev.jieli.http.pages;

import dev.jieli.application.port.Board;
import dev.jieli.domain.assignment.Proposal;
import java.util.Optional;

/**
 * 建议行: one case of the proposal, with what is chosen in the form.
 *
 * @param refused why it was not confirmed when it was tried
 */
public record Proposed(
        Board.Line line,
        Proposal proposal,
        String why,
        String points,
        String chosen,
        boolean ticked,
        Optional<Form.Said> refused) {}
