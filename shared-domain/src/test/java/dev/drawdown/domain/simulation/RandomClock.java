package dev.drawdown.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A clock that moves at random, sometimes a little backwards. It often stops at the end of a month
/// or of another period, or a millisecond before.
final class RandomClock {
  private static final Instant START = Instant.parse("2027-11-20T08:00:00Z");

  private final Random random;
  private final List<Instant> ends = new ArrayList<>();
  private Instant now = START;

  RandomClock(Random random) {
    this.random = random;
  }

  Instant now() {
    return now;
  }

  /// Adds `end` to the instants at which the clock often stops.
  void mind(Instant end) {
    ends.add(end);
  }

  void pass() {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> {}
      case 5 -> now = now.minusMillis(random.nextInt(5_000));
      case 6 -> now = now.plusNanos(random.nextInt(3_000_000));
      case 7, 8 -> now = now.plusMillis(random.nextInt(1_000));
      case 9 -> now = now.plus(Duration.ofHours(random.nextInt(72)));
      case 10 -> now = endOfMonth(1 + (random.nextInt(4) == 0 ? random.nextInt(5) : 0));
      case 11 -> now = endOfMonth(1).minusMillis(1 + random.nextInt(2) * 60_000L);
      case 12, 13 -> stopWhereSomethingEnds();
      default -> now = now.plusSeconds(random.nextInt(600));
    }
  }

  private void stopWhereSomethingEnds() {
    List<Instant> ahead = ends.stream().filter(now::isBefore).toList();
    if (!ahead.isEmpty()) {
      now = ahead.get(random.nextInt(ahead.size())).minusMillis(random.nextInt(2));
    }
  }

  /// The end of this month, or of the month `months` later.
  Instant endOfMonth(int months) {
    return now.atZone(ZoneOffset.UTC)
        .toLocalDate()
        .withDayOfMonth(1)
        .plusMonths(months)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
