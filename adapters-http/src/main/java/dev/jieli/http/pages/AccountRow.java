package dev.jieli.http.pages;

import dev.jieli.application.port.Accounts;

/**
 * 账号行
 *
 * @param signIns how many there are now
 */
public record AccountRow(Accounts.Account account, String official, int signIns) {}
