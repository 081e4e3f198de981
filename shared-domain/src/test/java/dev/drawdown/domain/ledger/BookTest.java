package dev.drawdown.domain.ledger;

import static dev.drawdown.domain.fixtures.CatalogFixtures.simple;
import static dev.drawdown.domain.fixtures.Facts.paid;
import static dev.drawdown.domain.fixtures.Run.run;
import static dev.drawdown.domain.fixtures.Times.APRIL;
import static dev.drawdown.domain.fixtures.Times.MARCH;
import static dev.drawdown.domain.fixtures.Wallets.wallet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.fixtures.Account;
import dev.drawdown.domain.fixtures.Wallets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A book has only buckets that can be drawn, and remembers which packs are used up.
class BookTest {
  @Test
  void refuses_a_frozen_bucket() {
    Account account = Account.on(simple().paid("solo", 100, 0)).given(paid("solo", MARCH, APRIL));
    account.at(APRIL.plus(Duration.ofDays(14)));
    Bucket frozen = account.balance().frozen().getFirst();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> account.advanced().book().with(frozen))
        .withMessageContaining("usable buckets only");
  }

  /// G1: credits with the same expiry share a bucket, and credits that never expire share another.
  @Test
  void refuses_two_promotional_buckets_with_one_expiry() {
    for (Optional<Instant> end : List.of(Optional.of(APRIL), Optional.<Instant>empty())) {
      Wallets twice = wallet().promotional(3, end).promotional(4, end);

      assertThatIllegalArgumentException()
          .isThrownBy(twice::build)
          .withMessageContaining("must share a bucket");
    }
    Book apart =
        wallet().promotional(3, Optional.of(APRIL)).promotional(4, Optional.empty()).build().book();
    assertThat(apart.promotions()).hasSize(2);
  }

  @Test
  void the_bucket_of_the_displayed_plan_is_listed_first() {
    Account account =
        Account.on(simple().paid("solo", 100, 0).paid("plus", 300, 0))
            .given(paid("sub-1", "solo", MARCH, APRIL))
            .given(paid("sub-2", "plus", MARCH, APRIL));

    assertThat(account.advanced().book().paidPlans())
        .extracting(bucket -> bucket.planBucket().paid().plan().value())
        .containsExactly("plus", "solo");
  }

  @Test
  void a_pack_is_used_up_with_its_last_credit_and_not_before() {
    Account account = Account.on(simple());
    account.pay("pi_1", "pack");
    account.charged("most", run(99));
    assertThat(account.advanced().book().isUsedUp(1)).isFalse();

    account.charged("last", run(1));

    assertThat(account.advanced().book().isUsedUp(1)).isTrue();
  }
}
