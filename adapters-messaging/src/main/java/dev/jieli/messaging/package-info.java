/** 对外通报: the feed as CloudEvents over signed webhooks. */
@NullMarked
package dev.jieli.messaging;

import org.jspecify.annotations.NullMarked;
