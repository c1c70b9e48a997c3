/**
 * 公开格式: the JSON in which entries are kept, hashed, sent out and printed, and in which acts come in. Others read it: a
 * field is never renamed, moved or given another meaning; what is new comes under a new name at the end.
 */
@NullMarked
package dev.jieli.application.published;

import org.jspecify.annotations.NullMarked;
