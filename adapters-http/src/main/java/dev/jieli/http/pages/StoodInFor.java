package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;

/**
 * 受委托代理的岗位
 *
 * @param due open cases in whose chain the absent one stands, those due first in front
 */
public record StoodInFor(Board.DelegationLine line, ImmutableList<Board.Line> due) {}
