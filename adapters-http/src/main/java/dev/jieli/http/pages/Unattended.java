package dev.jieli.http.pages;

/**
 * 无人登录的责任: an official who still sits and answers for cases, and whose account is disabled.
 *
 * @param open cases that he or she answers for
 * @param href where they are listed
 */
public record Unattended(String official, String post, long open, String href) {}
