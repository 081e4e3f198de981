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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The facts about a subscription, read with the wallets of all owners concerned. Only a caller
/// that read the last revision can write them.
public interface SubscriptionContract extends StoreUnderTest {
  Fact FAILED = new Fact.PaymentFailed(NOW.plus(Duration.ofDays(31)), false);

  @Test
  default void an_unknown_subscription_is_absent() {
    AccountId account = Sample.account();
    Subscription unknown = unknown();

    assertThat(payments().renewal(unknown.id(), List.of(paid(account))))
        .isEqualTo(
            new RenewalSituation(
                unknown.id(), Optional.empty(), List.of(AccountWallet.unseen(account))));
    assertThat(payments().renewal(unknown.id(), List.of(FAILED)).wallets()).isEmpty();
    assertThat(payments().subscription(unknown.id())).isEmpty();
  }

  @Test
  default void a_subscription_is_read_back_with_all_its_facts() {
    Subscription known = BillingSamples.withEveryFact(Sample.account());
    long revision = revision(known);

    recordsOnly(new Write.PutSubscription(known, revision));

    assertThat(payments().subscription(known.id()))
        .contains(new StoredSubscription(known, revision + 1));
  }

  /// DynamoDB reads at most 100 items in one batch.
  @Test
  default void more_than_a_hundred_owners_are_read() {
    List<AccountId> accounts = Stream.generate(Sample::account).limit(101).toList();
    List<Fact> facts = accounts.stream().map(SubscriptionContract::paid).toList();

    assertThat(owners(payments().renewal(unknown().id(), facts)))
        .containsExactlyInAnyOrderElementsOf(accounts);
  }

  @Test
  default void a_fact_without_a_grant_reads_the_wallets_of_all_owners_with_a_term() {
    AccountId account = Sample.account();
    AccountId next = Sample.account();
    Subscription known = unknown().with(paid(account));
    recordsOnly(new Write.PutSubscription(known, 0));

    assertThat(owners(payments().renewal(known.id(), List.of(FAILED)))).containsExactly(account);
    assertThat(owners(payments().renewal(known.id(), List.of(FAILED, paid(next)))))
        .containsExactlyInAnyOrder(account, next);
  }

  @Test
  default void facts_written_meanwhile_are_not_overwritten() {
    Subscription first = unknown();
    Subscription paid = first.with(paid(Sample.account()));
    recordsOnly(new Write.PutSubscription(paid, 0));

    assertStale(new Write.PutSubscription(first, 0));
    recordsOnly(new Write.PutSubscription(paid.with(FAILED), 1));
    assertStale(new Write.PutSubscription(first, 1));
    assertStale(new Write.PutSubscription(first, 3));

    assertThat(payments().subscription(first.id()))
        .contains(new StoredSubscription(paid.with(FAILED), 2));
  }

  @Test
  default void a_wallet_and_the_facts_about_its_subscription_are_written_together_or_not_at_all() {
    AccountId account = Sample.account();
    Subscription paid = unknown().with(paid(account));
    AccountWallet opened = committed(Sample.opening(account), new Write.PutSubscription(paid, 0));

    Outcome outcome =
        tried(Sample.spending(opened), new Write.PutSubscription(paid.with(FAILED), 0));

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(payments().renewal(paid.id(), List.of(FAILED)))
        .isEqualTo(
            new RenewalSituation(
                paid.id(), Optional.of(new StoredSubscription(paid, 1)), List.of(opened)));
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 1, 10)).isEmpty();
  }

  private static Subscription unknown() {
    return BillingSamples.unknown("sub_" + UUID.randomUUID());
  }

  private static Fact paid(AccountId account) {
    return BillingSamples.term(account, NOW, NOW.plus(Duration.ofDays(31)));
  }

  private long revision(Subscription known) {
    return payments().subscription(known.id()).map(StoredSubscription::revision).orElse(0L);
  }

  private static List<Owner> owners(RenewalSituation found) {
    return found.wallets().stream().<Owner>map(Wallet::owner).toList();
  }
}
