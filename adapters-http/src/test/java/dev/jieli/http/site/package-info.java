@NullMarked
package dev.jieli.http.site;

import org.jspecify.annotations.NullMarked;
