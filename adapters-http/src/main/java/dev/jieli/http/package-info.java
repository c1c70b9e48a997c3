/** 服务: the server that carries the API and the pages. */
@NullMarked
package dev.jieli.http;

import org.jspecify.annotations.NullMarked;
