/** 信访事项: the case, the acts that may be done to it, and what each leads to. */
@NullMarked
package dev.jieli.domain.casefile;

import org.jspecify.annotations.NullMarked;
