/** 浏览器: a real browser for tests, driven by its own protocol and nothing else. */
@NullMarked
package dev.jieli.http.browser;

import org.jspecify.annotations.NullMarked;
