package dev.jieli.http.pages;

import dev.jieli.application.port.Audit;
import java.time.Instant;

/** 核验记录: when the dockets were last read, and what was found. */
public record Checked(Instant at, Audit.Finding finding) {}
