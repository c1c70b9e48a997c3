package dev.jieli.http.pages;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.docket.Capacity;

/** 行为一行: an act on a case, and who does it at some stage or other. */
public record ActRow(Class<? extends CaseAct> act, ImmutableSet<Capacity> by) {}
