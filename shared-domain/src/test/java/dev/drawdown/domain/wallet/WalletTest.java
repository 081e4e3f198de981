package dev.drawdown.domain.wallet;

import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.OWNER;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static dev.drawdown.domain.fixtures.Wallets.unseen;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.ledger.Bucket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalletTest {
  @Test
  void a_decision_is_never_before_the_last_entry() {
    AccountWallet wallet = wallet().topUp(5).at(NOW).build();

    assertThat(wallet.timeOf(NOW.minusSeconds(3))).isEqualTo(NOW);
    assertThat(wallet.timeOf(NOW.plusSeconds(3))).isEqualTo(NOW.plusSeconds(3));
  }

  @Test
  void the_time_of_a_decision_is_in_whole_milliseconds() {
    Instant clock = NOW.plusNanos(1_999_999);

    assertThat(unseen().timeOf(clock)).isEqualTo(NOW.plusMillis(1));
  }

  @Test
  void the_total_excludes_held_credits() {
    AccountWallet wallet = wallet().plan(30).topUp(5).held(8, NOW).build();

    assertThat(wallet.total()).isEqualTo(credits(35));
    assertThat(wallet.held()).isEqualTo(credits(8));
  }

  @Test
  void a_bucket_has_at_most_its_granted_credits() {
    assertThatIllegalArgumentException().isThrownBy(() -> wallet().plan(31, 30));
    assertThatIllegalArgumentException().isThrownBy(() -> wallet().starter(11, 10));
  }

  @Test
  void there_is_one_plan_and_one_set_of_starter_credits_at_a_time() {
    assertThatIllegalArgumentException().isThrownBy(() -> wallet().plan(1).plan(1).build());
    assertThatIllegalArgumentException().isThrownBy(() -> wallet().starter(1).starter(1).build());
  }

  @Test
  void every_bucket_has_its_own_granting_entry() {
    Bucket first = Bucket.TopUp.granted(1, credits(5), NOW);
    Bucket unwritten = Bucket.TopUp.granted(3, credits(5), NOW);

    assertThatIllegalArgumentException().isThrownBy(() -> holding(first, first));
    assertThatIllegalArgumentException().isThrownBy(() -> holding(unwritten));
  }

  @Test
  void the_earlier_of_two_due_times_stays() {
    assertThat(unseen().dueBy(NOW).dueAt()).contains(NOW);
    assertThat(unseen().dueBy(NOW).dueBy(NOW.plusSeconds(1)).dueAt()).contains(NOW);
    assertThat(unseen().dueBy(NOW).dueBy(NOW.minusSeconds(1)).dueAt())
        .contains(NOW.minusSeconds(1));
  }

  private static AccountWallet holding(Bucket... buckets) {
    return AccountWallet.unseen(OWNER)
        .with(book -> book.posted(1, NOW).withBuckets(List.of(buckets)));
  }
}
