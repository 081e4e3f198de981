package dev.drawdown.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.drawdown.bench.Pairs.Pair;
import dev.drawdown.bench.Pairs.Ratio;
import dev.drawdown.bench.Pairs.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairsTest {
  private static final double TRUE_RATIO = 1.25;

  @Test
  void the_ratio_is_that_of_the_medians_and_not_of_the_means() {
    Pairs pairs =
        new Pairs(List.of(new Pair(30, 10), new Pair(20, 12), new Pair(24, 8), new Pair(900, 11)));

    assertThat(pairs.ratio().value()).isCloseTo(27 / 10.5, within(1e-9));
  }

  @Test
  void pairs_that_all_agree_leave_no_doubt() {
    Pairs pairs = new Pairs(List.of(new Pair(3, 2), new Pair(3, 2), new Pair(3, 2)));

    assertThat(pairs.ratio()).isEqualTo(new Ratio(1.5, 1.5, 1.5));
  }

  @Test
  void the_same_pairs_always_have_the_same_interval() {
    assertThat(noisy(30, new Random(1)).ratio()).isEqualTo(noisy(30, new Random(1)).ratio());
  }

  @Test
  void of_many_measurements_of_a_known_ratio_19_in_20_intervals_contain_it() {
    Random random = new Random(17);
    long contained =
        IntStream.range(0, 200)
            .mapToObj(_ -> noisy(25, random).ratio())
            .filter(ratio -> ratio.low() <= TRUE_RATIO && TRUE_RATIO <= ratio.high())
            .count();

    assertThat(contained / 200.0).isBetween(0.90, 0.99);
  }

  @Test
  void sixteen_times_as_many_pairs_make_the_interval_about_a_quarter_as_wide() {
    Ratio few = noisy(25, new Random(2)).ratio();
    Ratio many = noisy(400, new Random(2)).ratio();

    assertThat((many.high() - many.low()) / (few.high() - few.low())).isBetween(0.12, 0.5);
  }

  @Test
  void each_goes_first_in_every_other_turn() {
    List<String> order = new ArrayList<>();

    List<Turn<Integer>> turns =
        Pairs.turns(3, () -> went("ours", order), () -> went("other", order));

    assertThat(order).containsExactly("ours", "other", "other", "ours", "ours", "other");
    assertThat(turns).containsExactly(new Turn<>(1, 2), new Turn<>(4, 3), new Turn<>(5, 6));
  }

  @Test
  void without_pairs_there_is_no_ratio() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pairs(List.of()));
  }

  private static int went(String who, List<String> order) {
    order.add(who);
    return order.size();
  }

  /// Times that scatter upwards, as those of a busy machine do. Both of a pair meet the same load.
  private static Pairs noisy(int count, Random random) {
    List<Pair> pairs = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      double load = Math.exp(random.nextGaussian() / 5);
      double ours = TRUE_RATIO * load * Math.exp(random.nextGaussian() / 10);
      pairs.add(new Pair(ours, load * Math.exp(random.nextGaussian() / 10)));
    }
    return new Pairs(pairs);
  }
}
