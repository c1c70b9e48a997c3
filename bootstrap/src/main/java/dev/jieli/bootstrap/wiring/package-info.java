/** What everything is built with: where the data lies, identities, keys, and the wiring itself. */
@NullMarked
package dev.jieli.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
