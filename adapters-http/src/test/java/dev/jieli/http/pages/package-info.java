@NullMarked
package dev.jieli.http.pages;

import org.jspecify.annotations.NullMarked;
