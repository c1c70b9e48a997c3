@NullMarked
package dev.jieli.codegen;

import org.jspecify.annotations.NullMarked;
