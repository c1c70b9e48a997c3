package dev.jieli.domain.docket;

/** 行为: something done that goes on record. Each kind of subject has its own sealed family of acts. */
public interface Act {}
