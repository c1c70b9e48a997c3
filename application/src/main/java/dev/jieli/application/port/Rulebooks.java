package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.statute.LocalRulebook;

/** 地方规则库: the rulebooks of places that were adopted, which came in through {@link Roster}. */
public interface Rulebooks {

    /** Those that hold, in the order of their adoption; a later one of the same instrument takes the place of the earlier. */
    ImmutableList<LocalRulebook> adopted();
}
