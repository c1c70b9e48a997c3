/** 任职与离任: how an official takes and leaves a post. */
@NullMarked
package dev.jieli.domain.tenure;

import org.jspecify.annotations.NullMarked;
