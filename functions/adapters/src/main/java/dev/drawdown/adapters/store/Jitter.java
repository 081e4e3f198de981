package dev.drawdown.adapters.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Full jitter: how long to pause before a retry, anything between nothing and a bound, which is
/// `first` at least and `longest` at most, and doubles with every retry if nothing else is known.
public record Jitter(Duration first, Duration longest, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 20;

  public Jitter {
    if (first.toNanos() < 1 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "jitter must satisfy 1 ns <= first <= longest: " + first + ", " + longest);
    }
  }

  /// Jitter by the system's randomness, asked anew each time: the state of a generator would be the
  /// same in every process that is restored from one snapshot, and their retries would collide in
  /// step.
  public static Jitter between(Duration first, Duration longest) {
    return new Jitter(first, longest, () -> new SecureRandom().nextLong());
  }

  /// The pause before the retry numbered `retry`, counted from 1.
  public Duration before(int retry) {
    return upTo(first.multipliedBy(1L << Math.clamp(retry - 1, 0, MOST_DOUBLINGS)));
  }

  /// A pause of at most `bound`, or of what these bounds say where it is beyond them.
  public Duration upTo(Duration bound) {
    long nanos = Math.clamp(bound.toNanos(), first.toNanos(), longest.toNanos());
    return Duration.ofNanos(random.nextLong(nanos + 1));
  }

  /// How the time between two tries is spent. Tests spend none.
  @FunctionalInterface
  public interface Pause {
    /// Sleeps. An interrupt ends the sleep with an exception and stays set on the thread.
    Pause SLEEPING = Pause::sleep;

    void pause(Duration duration);

    private static void sleep(Duration duration) {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted between two tries", interrupted);
      }
    }
  }
}
