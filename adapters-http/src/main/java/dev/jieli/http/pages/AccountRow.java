package dev.jieli.http.pages;

import dev.jieli.application.port.Accounts;

/** 账号行 */
public record AccountRow(Accounts.Account account, String official) {}
