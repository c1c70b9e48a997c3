/** 权限: who may do and see what, in which capacity and how far; one table, and what follows from it for somebody on a day. */
@NullMarked
package dev.jieli.domain.authority;

import org.jspecify.annotations.NullMarked;
