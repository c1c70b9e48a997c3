@NullMarked
package dev.jieli.http.wording;

import org.jspecify.annotations.NullMarked;
