package dev.jieli.application.paper;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.casefile.PaperKind;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 待印文书: all that a printer needs to lay a paper out. The same sheet gives the same file.
 *
 * @param fields what stands in each field; every field of the paper has a value, which may be blank
 * @param template the organ's own (.docx); empty for the usual one
 * @param salt goes into the file, unseen, so that its digest gives no name away
 * @param on the day that the file says it was made
 */
public record Sheet(
        PaperKind kind, ImmutableMap<String, String> fields, Optional<byte[]> template, String salt, LocalDate on) {}
