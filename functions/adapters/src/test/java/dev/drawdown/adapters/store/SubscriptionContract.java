package dev.drawdown.adapters.store;

import static dev.drawdown.adapters.store.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.store.Outcome.Stale;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.renewal.RenewalSituation;
import dev.drawdown.domain.subscription.Cancellation;
import dev.drawdown.domain.subscription.Grant;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.subscription.PaidPeriod;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.Subscription;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A subscription is one account's for ever, and is written by whoever read it last; a grant's key
/// is claimed once, or again with more.
public interface SubscriptionContract extends StoreUnderTest {
  Instant END = NOW.plus(Duration.ofDays(31));
  PaidPeriod SOLO = new PaidPeriod(new PlanId("solo"), 3, Credits.of(315), NOW, END);

  @Test
  default void a_subscription_nobody_heard_of_is_absent() {
    AccountId account = Sample.account();
    SubscriptionId subscription = unheardOf().id();

    RenewalSituation found = renewal(account, subscription);

    assertThat(found)
        .isEqualTo(
            new RenewalSituation(
                AccountWallet.unseen(account), Optional.empty(), Optional.empty()));
    assertThat(payments().ownerOf(subscription)).isEmpty();
  }

  @Test
  default void a_subscription_comes_back_with_all_that_was_told() {
    AccountId account = Sample.account();
    PaidPeriod longer = new PaidPeriod(SOLO.plan(), 1, SOLO.credits(), NOW, END.plusMillis(1));
    ProviderEventId event = new ProviderEventId("evt_1");
    Subscription told =
        unheardOf()
            .paid(SOLO)
            .paid(longer)
            .failed(END)
            .givenUp(NOW)
            .cancelled(new Cancellation(NOW, event, Optional.of(END)))
            .ended(END.plusMillis(2));

    recordsOnly(put(account, told, 0));

    assertThat(renewal(account, told.id()).subscription())
        .contains(new OwnedSubscription(account, told, 1));
    assertThat(payments().ownerOf(told.id())).contains(account);
  }

  @Test
  default void a_withdrawn_cancellation_comes_back() {
    AccountId account = Sample.account();
    ProviderEventId event = new ProviderEventId("evt_1");
    Subscription told = unheardOf().cancelled(new Cancellation(NOW, event, Optional.empty()));

    recordsOnly(put(account, told, 0));

    assertThat(renewal(account, told.id()).subscription())
        .contains(new OwnedSubscription(account, told, 1));
  }

  @Test
  default void what_was_told_meanwhile_is_not_written_over() {
    AccountId account = Sample.account();
    Subscription first = unheardOf();
    Subscription paid = first.paid(SOLO);
    recordsOnly(put(account, paid, 0));

    assertStale(put(account, first, 0));
    recordsOnly(put(account, paid.failed(END), 1));
    assertStale(put(account, first, 1));
    assertStale(put(account, first, 3));

    assertThat(renewal(account, first.id()).subscription())
        .contains(new OwnedSubscription(account, paid.failed(END), 2));
  }

  @Test
  default void a_subscription_is_never_written_for_another_account() {
    AccountId account = Sample.account();
    Subscription paid = unheardOf().paid(SOLO);
    recordsOnly(put(account, paid, 0));

    assertStale(put(Sample.account(), paid.failed(END), 1));

    assertThat(payments().ownerOf(paid.id())).contains(account);
  }

  @Test
  default void a_grant_is_claimed_once_and_again_only_on_what_was_read() {
    AccountId account = Sample.account();
    Grant grant = Grant.of(unheardOf().id(), SOLO);
    Grant more = new Grant(grant.key(), Credits.of(330));
    recordsOnly(new Write.ClaimGrant(account, grant, Optional.empty()));

    assertStale(new Write.ClaimGrant(account, more, Optional.empty()));
    assertStale(new Write.ClaimGrant(account, more, Optional.of(Credits.of(1))));
    assertThat(claimed(account, grant)).contains(grant.credits());
    recordsOnly(new Write.ClaimGrant(account, more, Optional.of(grant.credits())));

    assertThat(claimed(account, grant)).contains(more.credits());
  }

  @Test
  default void grants_that_differ_in_any_part_of_their_key_are_others() {
    AccountId account = Sample.account();
    SubscriptionId id = unheardOf().id();
    Grant grant = Grant.of(id, SOLO);
    PlanId plus = new PlanId("plus");
    List<Grant.Key> others =
        List.of(
            new Grant.Key(unheardOf().id(), END, SOLO.plan(), 3),
            new Grant.Key(id, END.plusMillis(1), SOLO.plan(), 3),
            new Grant.Key(id, END, plus, 3),
            new Grant.Key(id, END, SOLO.plan(), 31));

    recordsOnly(new Write.ClaimGrant(account, grant, Optional.empty()));

    for (Grant.Key other : others) {
      assertThat(claimed(account, new Grant(other, grant.credits()))).isEmpty();
    }
  }

  @Test
  default void a_wallet_and_what_is_told_of_its_subscription_are_written_together_or_not_at_all() {
    AccountId account = Sample.account();
    Subscription paid = unheardOf().paid(SOLO);
    Write claim = new Write.ClaimGrant(account, Grant.of(paid.id(), SOLO), Optional.empty());
    AccountWallet opened = committed(Sample.opening(account), put(account, paid, 0), claim);

    Outcome outcome = tried(Sample.spending(opened), put(account, paid.failed(END), 0));

    assertThat(outcome).isEqualTo(Stale.WITHOUT_ITEMS);
    assertThat(payments().renewal(account, paid.id(), Optional.of(key(paid, SOLO))))
        .isEqualTo(
            new RenewalSituation(
                opened,
                Optional.of(new OwnedSubscription(account, paid, 1)),
                Optional.of(SOLO.credits())));
    assertThat(store().ledgers().entriesAfter(WalletId.of(account), 1, 10)).isEmpty();
  }

  private static Subscription unheardOf() {
    return Subscription.unheardOf(new SubscriptionId("sub_" + UUID.randomUUID()));
  }

  private static Grant.Key key(Subscription subscription, PaidPeriod paid) {
    return Grant.of(subscription.id(), paid).key();
  }

  private static Write put(AccountId owner, Subscription subscription, long revisionBefore) {
    return new Write.PutSubscription(owner, subscription, revisionBefore);
  }

  private RenewalSituation renewal(AccountId account, SubscriptionId subscription) {
    return payments().renewal(account, subscription, Optional.empty());
  }

  private Optional<Credits> claimed(AccountId account, Grant grant) {
    Grant.Key key = grant.key();
    return payments().renewal(account, key.subscription(), Optional.of(key)).claimed();
  }
}
