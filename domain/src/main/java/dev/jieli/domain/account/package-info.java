/** 账号: what was done with an account, and to it. */
@NullMarked
package dev.jieli.domain.account;

import org.jspecify.annotations.NullMarked;
