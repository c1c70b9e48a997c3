/** 站点: what every route needs: the archive, the clock, who is signed in, what may be asked. */
@NullMarked
package dev.jieli.http.site;

import org.jspecify.annotations.NullMarked;
