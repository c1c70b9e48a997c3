package dev.jieli.http.pages;

import dev.jieli.application.port.Board;

/**
 * 委托代理行
 *
 * @param ends whether the visitor may end it
 * @param acts whether the visitor may act under it today
 */
public record DelegationRow(Board.DelegationLine line, boolean over, boolean ends, boolean acts) {}
