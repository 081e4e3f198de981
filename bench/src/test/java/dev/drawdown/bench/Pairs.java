package dev.drawdown.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Measurements of two ways to do the same, taken in turns: whatever else the machine does meets
/// both of them.
record Pairs(List<Pair> pairs) {
  private static final int SAMPLES = 10_000;
  private static final long SEED = 17;

  /// One measurement of each, taken right after one another.
  record Pair(double ours, double other) {}

  /// The ratio of two medians, with its 95 % interval.
  record Ratio(double value, double low, double high) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", value, low, high);
    }
  }

  Pairs {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("there are no pairs");
    }
    pairs = List.copyOf(pairs);
  }

  /// What two ways brought, one right after the other.
  record Turn<T>(T ours, T other) {}

  /// Goes both ways `count` times in turns. Ours comes first in every other turn, so that neither
  /// always finds what the other left behind.
  static <T> List<Turn<T>> turns(int count, Supplier<T> ours, Supplier<T> other) {
    List<Turn<T>> turns = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      if (number % 2 == 0) {
        T first = ours.get();
        turns.add(new Turn<>(first, other.get()));
      } else {
        T first = other.get();
        turns.add(new Turn<>(ours.get(), first));
      }
    }
    return turns;
  }

  /// One measure of what both ways brought.
  static <T> Pairs of(List<Turn<T>> turns, ToDoubleFunction<T> measure) {
    return new Pairs(
        turns.stream()
            .map(
                turn ->
                    new Pair(
                        measure.applyAsDouble(turn.ours()), measure.applyAsDouble(turn.other())))
            .toList());
  }

  /// How many times the median of the other the median of ours is.
  ///
  /// The interval is a bootstrap over pairs: what the middle 95 % of 10,000 samples come to, each
  /// of as many pairs, drawn with replacement. The seed is fixed, so that the same pairs always
  /// have the same interval.
  Ratio ratio() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] ratios =
        IntStream.range(0, SAMPLES).mapToDouble(_ -> ratioOf(sample(random))).sorted().toArray();
    return new Ratio(
        ratioOf(pairs), ratios[(int) (SAMPLES * 0.025)], ratios[(int) (SAMPLES * 0.975)]);
  }

  private List<Pair> sample(SplittableRandom random) {
    return random.ints(pairs.size(), 0, pairs.size()).mapToObj(pairs::get).toList();
  }

  private static double ratioOf(List<Pair> sample) {
    return median(sample, Pair::ours) / median(sample, Pair::other);
  }

  private static double median(List<Pair> sample, ToDoubleFunction<Pair> side) {
    return median(sample.stream().mapToDouble(side).toArray());
  }

  /// The middle one of some numbers, or the mean of both.
  static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
