package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** 一月: in weeks from Monday; null-free, days of other months are left out by empty places. */
public record Month(String name, ImmutableList<ImmutableList<Optional<Day>>> weeks) {}
