package dev.jieli.http.pages;

import dev.jieli.application.port.Board;

/** 机构行: a unit with how deep it lies in the tree. */
public record UnitRow(Board.UnitFile file, int depth, long sitting, long vacant, String head, String inCharge) {}
