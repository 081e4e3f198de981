package dev.drawdown.domain.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The paid periods of a subscription that could still be the current one: nearly always one.
///
/// Which of two periods counts can't be asked of pairs, as three of them may beat each other in a
/// circle: by credits where they end together, else by start. So payments for one end are joined,
/// the period that starts latest is the current one, and only what ended before it began is
/// forgotten. In whatever order they are added, the same comes out.
public record PaidPeriods(List<PaidPeriod> byEnd) {
  public static final PaidPeriods NONE = new PaidPeriods(List.of());

  public PaidPeriods {
    byEnd = List.copyOf(byEnd);
    if (byEnd.stream().map(PaidPeriod::end).distinct().count() < byEnd.size()) {
      throw new IllegalArgumentException("a period is listed twice: " + byEnd);
    }
  }

  public PaidPeriods with(PaidPeriod paid) {
    List<PaidPeriod> periods = new ArrayList<>();
    PaidPeriod joined = paid;
    for (PaidPeriod period : byEnd) {
      if (period.end().equals(paid.end())) {
        joined = period.join(paid);
      } else {
        periods.add(period);
      }
    }
    periods.add(joined);
    Instant latest = periods.stream().map(PaidPeriod::start).max(Instant::compareTo).orElseThrow();
    periods.removeIf(period -> !period.end().isAfter(latest));
    periods.sort(Comparator.comparing(PaidPeriod::end));
    return new PaidPeriods(periods);
  }

  public Optional<PaidPeriod> current() {
    return byEnd.stream().max(PaidPeriod.LATEST);
  }
}
