package dev.drawdown.domain.simulation;

import java.util.stream.IntStream;

/// The seeds of the simulations: a few in every build, and as many as `-Ddrawdown.seeds` says.
public final class Seeds {
  private Seeds() {}

  /// Seeds from `first` on: `usual` of them, or as many as the system property says.
  public static IntStream from(int first, int usual) {
    return IntStream.range(first, first + Integer.getInteger("drawdown.seeds", usual));
  }
}
