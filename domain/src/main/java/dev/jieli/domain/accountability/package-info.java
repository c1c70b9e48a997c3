/** 责任: who answers, and who above. */
@NullMarked
package dev.jieli.domain.accountability;

import org.jspecify.annotations.NullMarked;
