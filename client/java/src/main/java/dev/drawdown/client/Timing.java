package dev.drawdown.client;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// All that a client takes from the world besides answers: a clock that only runs forward, pauses,
/// and randomness.
///
/// @param nanoTime as [System#nanoTime()]
/// @param random spreads retries, and tells this client's holds from another's: two processes that
///   were started from one snapshot must not draw the same numbers
public record Timing(LongSupplier nanoTime, Pause pause, RandomGenerator random) {
  public static Timing real() {
    return new Timing(System::nanoTime, Thread::sleep, new SecureRandom());
  }
}
