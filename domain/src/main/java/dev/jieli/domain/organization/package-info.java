/** 机构: regions, units, posts and officials. */
@NullMarked
package dev.jieli.domain.organization;

import org.jspecify.annotations.NullMarked;
