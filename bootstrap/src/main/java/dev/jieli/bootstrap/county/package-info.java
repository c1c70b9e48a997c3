/** 演示县: a county to try everything on; its organs and places are real, its people and cases are invented. */
@NullMarked
package dev.jieli.bootstrap.county;

import org.jspecify.annotations.NullMarked;
