/** 页面: what people see in a browser. */
@NullMarked
package dev.jieli.http.pages;

import org.jspecify.annotations.NullMarked;
