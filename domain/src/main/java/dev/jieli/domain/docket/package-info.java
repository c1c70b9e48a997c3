/** 案卷: what was done, by whom, under which article, in order. */
@NullMarked
package dev.jieli.domain.docket;

import org.jspecify.annotations.NullMarked;
