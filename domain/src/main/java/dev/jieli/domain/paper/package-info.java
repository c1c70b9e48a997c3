/** 文书: the papers of a case: which there are, what stands in them, who drafts, checks and issues them. */
@NullMarked
package dev.jieli.domain.paper;

import org.jspecify.annotations.NullMarked;
