package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.Wallet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What was told of a subscription, written by whoever read it last, and read with the wallets of
/// all whom it concerns.
public interface SubscriptionContract extends StoreUnderTest {
  Fact FAILED = new Fact.PaymentFailed(NOW.plus(Duration.ofDays(31)), false);

  @Test
  default void a_subscription_nobody_heard_of_is_absent() {
    AccountId account = Sample.account();
    Subscription unheardOf = unheardOf();

    assertThat(payments().renewal(unheardOf.id(), List.of(paid(account))))
        .isEqualTo(
            new RenewalSituation(
                unheardOf.id(), Optional.empty(), List.of(AccountWallet.unseen(account))));
    assertThat(payments().renewal(unheardOf.id(), List.of(FAILED)).wallets()).isEmpty();
    assertThat(payments().subscription(unheardOf.id())).isEmpty();
  }

  @Test
  default void a_subscription_comes_back_with_all_that_was_told() {
    Subscription told = BillingSamples.allThatCanBeTold(Sample.account());
    long revision = revision(told);

    recordsOnly(new Write.PutSubscription(told, revision));

    assertThat(payments().subscription(told.id()))
        .contains(new StoredSubscription(told, revision + 1));
  }

  @Test
  default void a_fact_that_grants_nothing_finds_everyone_who_has_a_term() {
    AccountId account = Sample.account();
    AccountId next = Sample.account();
    Subscription told = unheardOf().tell(paid(account));
    recordsOnly(new Write.PutSubscription(told, 0));

    assertThat(owners(payments().renewal(told.id(), List.of(FAILED)))).containsExactly(account);
    assertThat(owners(payments().renewal(told.id(), List.of(FAILED, paid(next)))))
        .containsExactlyInAnyOrder(account, next);
  }

  @Test
  default void what_was_told_meanwhile_is_not_written_over() {
    Subscription first = unheardOf();
    Subscription paid = first.tell(paid(Sample.account()));
    recordsOnly(new Write.PutSubscription(paid, 0));

    assertStale(new Write.PutSubscription(first, 0));
    recordsOnly(new Write.PutSubscription(paid.tell(FAILED), 1));
    assertStale(new Write.PutSubscription(first, 1));
    assertStale(new Write.PutSubscription(first, 3));

    assertThat(payments().subscription(first.id()))
        .contains(new StoredSubscription(paid.tell(FAILED), 2));
  }

  @Test
  default void a_wallet_and_what_is_told_of_its_subscription_are_written_together_or_not_at_all() {
    AccountId account = Sample.account();
    Subscription paid = unheardOf().tell(paid(account));
    AccountWallet opened = committed(Sample.opening(account), new Write.PutSubscription(paid, 0));

    Outcome outcome =
        tried(Sample.spending(opened), new Write.PutSubscription(paid.tell(FAILED), 0));

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(payments().renewal(paid.id(), List.of(FAILED)))
        .isEqualTo(
            new RenewalSituation(
                paid.id(), Optional.of(new StoredSubscription(paid, 1)), List.of(opened)));
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 1, 10)).isEmpty();
  }

  private static Subscription unheardOf() {
    return BillingSamples.unheardOf("sub_" + UUID.randomUUID());
  }

  private static Fact paid(AccountId account) {
    return BillingSamples.term(account, NOW, NOW.plus(Duration.ofDays(31)));
  }

  private long revision(Subscription told) {
    return payments().subscription(told.id()).map(StoredSubscription::revision).orElse(0L);
  }

  private static List<Owner> owners(RenewalSituation found) {
    return found.wallets().stream().<Owner>map(Wallet::owner).toList();
  }
}
