package dev.drawdown.adapters.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Full jitter: a random pause before a retry, from 0 to a bound.
///
/// The bound is at least `first` and at most `longest`. [#before] doubles the bound with every
/// retry. [#upTo] takes it from the caller.
public record Jitter(Duration first, Duration longest, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 20;

  public Jitter {
    if (first.toNanos() < 1 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "jitter must satisfy 1 ns <= first <= longest: " + first + ", " + longest);
    }
  }

  /// Jitter that uses the system's randomness for each number. All processes restored from one
  /// snapshot would share a generator's state, so their retries would collide again and again.
  public static Jitter between(Duration first, Duration longest) {
    return new Jitter(first, longest, () -> new SecureRandom().nextLong());
  }

  /// The pause before the retry numbered `retry`, counted from 1.
  public Duration before(int retry) {
    return upTo(first.multipliedBy(1L << Math.clamp(retry - 1, 0, MOST_DOUBLINGS)));
  }

  /// A pause of at most `bound`, which is first limited to the range of this jitter.
  public Duration upTo(Duration bound) {
    long nanos = Math.clamp(bound.toNanos(), first.toNanos(), longest.toNanos());
    return Duration.ofNanos(random.nextLong(nanos + 1));
  }

  /// A pause between two tries. Tests spend no time.
  @FunctionalInterface
  public interface Pause {
    /// Sleeps. An interrupt ends the sleep with an exception, and the thread stays interrupted.
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
