package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;

/**
 * 受委托代理的岗位
 *
 * @param due what the absent one holds that has a term, the most urgent first
 */
public record StoodInFor(Board.DelegationLine line, ImmutableList<Board.Line> due) {}
