/** 措辞: what people read, in Chinese and in English; one place for pages, API and command line. */
@NullMarked
package dev.jieli.http.wording;

import org.jspecify.annotations.NullMarked;
