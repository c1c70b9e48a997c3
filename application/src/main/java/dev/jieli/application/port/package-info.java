/** 出口: what the use cases ask of the world. Each port has its contract in the testkit. */
@NullMarked
package dev.jieli.application.port;

import org.jspecify.annotations.NullMarked;
