/** 法定期限: the law as tables. How long each term is, under which article, in which edition; knows nothing else of ours. */
@NullMarked
package dev.jieli.domain.statute;

import org.jspecify.annotations.NullMarked;
