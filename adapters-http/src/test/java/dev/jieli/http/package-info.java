@NullMarked
package dev.jieli.http;

import org.jspecify.annotations.NullMarked;
