package dev.jieli.http.pages;

import dev.jieli.application.port.Accounts;

/**
 * 令牌行
 *
 * @param post in which it acts
 * @param live whether it opens anything now
 */
public record TokenRow(Accounts.Token token, String post, boolean live) {}
