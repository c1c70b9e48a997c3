package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Statute;

/** 法规版本: an edition of the law with those of its rows that were asked for. */
public record Edition(Statute statute, ImmutableList<Provision> rows) {}
