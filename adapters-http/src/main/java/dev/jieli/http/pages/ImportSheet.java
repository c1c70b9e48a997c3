package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;

/**
 * 表: one sheet of a ledger on its way in.
 *
 * @param headerRow in which its header stands
 */
public record ImportSheet(String name, int headerRow, ImmutableList<Taken> columns) {

    /**
     * 列
     *
     * @param key by which a choice for it is known
     * @param as what it was taken for; blank where it is not read
     * @param chosen what somebody chose for it; blank for nothing
     */
    public record Taken(
            String letters, String words, String key, String as, String certainty, int percent, String chosen) {}
}
