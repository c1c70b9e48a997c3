package dev.jieli.http.pages;

import java.time.LocalDate;

/**
 * 一天
 *
 * @param kind {@code work}, {@code off}, {@code holiday} or {@code worked}
 * @param why why it is off or worked; blank for an ordinary day
 */
public record Day(LocalDate day, String kind, String why) {}
