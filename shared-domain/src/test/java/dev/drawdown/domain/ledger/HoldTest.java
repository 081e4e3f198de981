package dev.drawdown.domain.ledger;

import static dev.drawdown.domain.fixtures.Times.NOW;
import static dev.drawdown.domain.fixtures.Wallets.credits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// H1, O5: a hold knows the buckets and the pool that its credits come from.
class HoldTest {
  private static final PoolId OFFICE = new PoolId("office");
  private static final BucketId PLAN = new BucketId(BucketKind.PLAN, 1);

  @Test
  void a_hold_draws_on_the_buckets_and_the_pool_of_its_credits() {
    Draw own = new Draw.Own(PLAN, credits(3));
    Draw pooled = new Draw.Pooled(new WalletId(OFFICE, 2), 1, 4, 9, credits(2));
    Hold both = new Hold(5, NOW, new Drawdown(List.of(own, pooled)));
    Hold ownOnly = new Hold(5, NOW, new Drawdown(List.of(own)));

    assertThat(both.drawsOn(PLAN)).isTrue();
    assertThat(both.drawsOn(new BucketId(BucketKind.PLAN, 4))).isFalse();
    assertThat(both.drawsOn(OFFICE)).isTrue();
    assertThat(both.drawsOn(new PoolId("other"))).isFalse();
    assertThat(ownOnly.drawsOn(OFFICE)).isFalse();
  }
}
