/** 文书: what a paper says before anybody writes it, and what it says when it is printed. */
@NullMarked
package dev.jieli.application.paper;

import org.jspecify.annotations.NullMarked;
