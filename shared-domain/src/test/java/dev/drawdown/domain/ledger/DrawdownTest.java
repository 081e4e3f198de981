package dev.drawdown.domain.ledger;

import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawdownTest {
  @ParameterizedTest(name = "of 5 + 3, {0} stay taken: {1} and {2}")
  @CsvSource({"0, 0, 0", "4, 4, 0", "5, 5, 0", "6, 5, 1", "8, 5, 3"})
  void the_first_draws_stay_taken_longest(long kept, long first, long second) {
    Drawdown drawdown = drawdown("plan-1 5", "top-up-2 3");

    Drawdown stays = drawdown.first(credits(kept));

    assertThat(taken(stays, "plan-1")).isEqualTo(first);
    assertThat(taken(stays, "top-up-2")).isEqualTo(second);
    assertThat(stays.total()).isEqualTo(credits(kept));
  }

  @ParameterizedTest(name = "of 5 + 3, {0} stay taken: {1} and {2} go back")
  @CsvSource({"0, 5, 3", "4, 1, 3", "5, 0, 3", "6, 0, 2", "8, 0, 0"})
  void the_last_draws_go_back_first(long kept, long first, long second) {
    Drawdown drawdown = drawdown("plan-1 5", "top-up-2 3");

    Drawdown rest = drawdown.without(drawdown.first(credits(kept)));

    assertThat(taken(rest, "plan-1")).isEqualTo(first);
    assertThat(taken(rest, "top-up-2")).isEqualTo(second);
    assertThat(rest.total()).isEqualTo(credits(8 - kept));
  }

  @Test
  void more_credits_than_drawn_can_not_stay_taken() {
    Drawdown drawdown = drawdown("plan-1 5", "top-up-2 3");

    assertThatIllegalArgumentException().isThrownBy(() -> drawdown.first(credits(9)));
  }

  @Test
  void a_bucket_is_drawn_once_for_at_least_one_credit() {
    assertThatIllegalArgumentException().isThrownBy(() -> drawdown("plan-1 5", "plan-1 3"));
    assertThatIllegalArgumentException().isThrownBy(() -> drawdown("plan-1 0"));
    WalletId pool = WalletId.of(new PoolId("office"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Draw.Pooled(pool, 1, 1, 2, credits(0)));
  }

  @Test
  void a_bucket_is_named_by_its_kind_and_the_entry_that_granted_it() {
    assertThat(new BucketId(BucketKind.TOP_UP, 12)).hasToString("top-up-12");
    assertThatIllegalArgumentException().isThrownBy(() -> new BucketId(BucketKind.PLAN, 0));
  }

  /// Draws written as `plan-1 5`.
  private static Drawdown drawdown(String... draws) {
    return new Drawdown(Arrays.stream(draws).map(DrawdownTest::draw).toList());
  }

  private static Draw draw(String text) {
    List<String> words = List.of(text.split(" ", 2));
    return new Draw.Own(bucket(words.get(0)), credits(Long.parseLong(words.get(1))));
  }

  private static BucketId bucket(String text) {
    return Stream.of(new BucketId(BucketKind.PLAN, 1), new BucketId(BucketKind.TOP_UP, 2))
        .filter(bucket -> bucket.toString().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static long taken(Drawdown drawdown, String bucket) {
    return drawdown.draws().stream()
        .filter(draw -> draw.bucket().equals(bucket(bucket)))
        .mapToLong(draw -> draw.credits().amount())
        .sum();
  }
}
