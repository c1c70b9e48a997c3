package dev.jieli.bootstrap.county;

import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;

/** A post with the official who sits in it. */
record Desk(Unit unit, Post post, IncumbencyId sitting, Official official) {}
