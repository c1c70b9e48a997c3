/** 接口: the JSON API under /api/v1. */
@NullMarked
package dev.jieli.http.api;

import org.jspecify.annotations.NullMarked;
