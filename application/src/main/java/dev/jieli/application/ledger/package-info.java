/** 台账: ledgers as offices really keep them, read into cases and written out again. */
@NullMarked
package dev.jieli.application.ledger;

import org.jspecify.annotations.NullMarked;
