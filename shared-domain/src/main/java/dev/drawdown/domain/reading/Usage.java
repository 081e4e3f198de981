package dev.drawdown.domain.reading;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.UsageLevel;
import java.time.Instant;
import java.util.Optional;

/// How much of the current allowance is used: `percent` is rounded down, `level` is exact.
///
/// `resetsAt` is when a fresh allowance comes, where one does.
public record Usage(
    Credits used, Credits granted, int percent, UsageLevel level, Optional<Instant> resetsAt) {}
