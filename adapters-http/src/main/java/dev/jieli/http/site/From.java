package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;

/**
 * 来源: where somebody comes from who gives a password or a code.
 *
 * @param address as {@link Visits#address} counts it
 * @param browser as it names itself
 * @param marks that this browser carries: see {@link Throttle}
 */
public record From(String address, String browser, ImmutableList<String> marks) {}
