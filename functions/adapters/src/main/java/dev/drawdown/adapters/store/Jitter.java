package dev.drawdown.adapters.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Full jitter: how long to pause before a retry, anything between nothing and a bound that starts
/// at `first` and doubles with every retry up to `longest`.
public record Jitter(Duration first, Duration longest, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 20;

  public Jitter {
    if (first.toNanos() < 1 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "jitter must satisfy 1 ns <= first <= longest: " + first + ", " + longest);
    }
  }

  /// Jitter by the system's randomness: the state of a seeded generator would be the same in every
  /// process that is restored from one snapshot, and their retries would collide in step.
  public static Jitter between(Duration first, Duration longest) {
    return new Jitter(first, longest, new SecureRandom());
  }

  /// The pause before the retry numbered `retry`, counted from 1.
  public Duration before(int retry) {
    return before(retry, Duration.ZERO);
  }

  /// The same, starting at `start` where that is longer than the first bound.
  public Duration before(int retry, Duration start) {
    Duration longer = first.compareTo(start) < 0 ? start : first;
    Duration doubled = longer.multipliedBy(1L << Math.clamp(retry - 1, 0, MOST_DOUBLINGS));
    Duration bound = doubled.compareTo(longest) < 0 ? doubled : longest;
    return Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
  }
}
