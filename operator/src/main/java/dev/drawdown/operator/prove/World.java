package dev.drawdown.operator.prove;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everything that the rules under test have written in a story: an immutable table of one account
/// and one pool. Each change makes another one, so that many stories can continue from it.
///
/// `packs` are the ledger entries that granted packs, by number. A refund restores a used-up pack
/// from them.
public record World(
    Map<WalletId, Wallet<?>> wallets,
    Map<SubscriptionId, StoredSubscription> subscriptions,
    Map<PaymentId, StoredPayment> payments,
    Map<ChargeId, Charge> charges,
    Map<Long, Entry> packs) {
  static final AccountId ACCOUNT = new AccountId(StoryEvent.ACCOUNT);
  static final PoolId POOL = new PoolId(StoryEvent.POOL);
  static final World EMPTY = new World(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  AccountWallet wallet() {
    return (AccountWallet) wallet(WalletId.of(ACCOUNT));
  }

  Pool pool() {
    PoolWallet.Primary primary = (PoolWallet.Primary) wallet(WalletId.of(POOL));
    List<Wallet<?>> shards = new ArrayList<>();
    for (int shard = 0; shard < primary.ever(); shard++) {
      shards.add(wallet(new WalletId(POOL, shard)));
    }
    return Pool.of(POOL, shards);
  }

  private Wallet<?> wallet(WalletId id) {
    Wallet<?> known = wallets.get(id);
    if (known != null) {
      return known;
    }
    return id.owner().equals(ACCOUNT)
        ? AccountWallet.unseen(ACCOUNT)
        : PoolWallet.unseen(POOL, id.number());
  }

  AvailableCredits available() {
    AccountWallet wallet = wallet();
    return new AvailableCredits(wallet, wallet.membership().map(Membership::pool).map(_ -> pool()));
  }

  Situation situation(ChargeId key) {
    AccountWallet wallet = wallet();
    Optional<Charge> underKey = Optional.ofNullable(charges.get(key));
    boolean drewOnPool =
        underKey.filter(charge -> !charge.drawdown().pooled().isEmpty()).isPresent();
    boolean pooled = drewOnPool || wallet.membership().isPresent();
    Set<Long> usedUp = Situation.usedUp(wallet, underKey);
    List<Entry> granted = usedUp.stream().map(packs::get).toList();
    return new Situation(
        wallet, underKey, Optional.empty(), pooled ? List.of(pool()) : List.of(), granted);
  }

  RenewalSituation renewal(SubscriptionId id, List<Fact> facts) {
    Optional<StoredSubscription> stored = Optional.ofNullable(subscriptions.get(id));
    Subscription before =
        stored.map(StoredSubscription::subscription).orElseGet(() -> Subscription.unknown(id));
    List<BilledWallet<?>> billed =
        Renewing.owners(before, facts).stream()
            .<BilledWallet<?>>map(owner -> (BilledWallet<?>) wallet(WalletId.of(owner)))
            .toList();
    return new RenewalSituation(id, stored, billed);
  }

  /// This world after the rules have written `commits`.
  World with(List<Commit> commits) {
    World changed = this;
    for (Commit commit : commits) {
      if (commit instanceof Commit.Step step) {
        changed = changed.withWallets(step.journals().stream().map(Journal::wallet).toList());
        changed =
            changed.withPacks(step.journals().stream().flatMap(one -> one.entries().stream()));
      }
      for (Write write : commit.writes()) {
        changed = changed.with(write);
      }
    }
    return changed;
  }

  World withWallets(List<? extends Wallet<?>> changed) {
    Map<WalletId, Wallet<?>> more = new HashMap<>(wallets);
    changed.forEach(wallet -> more.put(wallet.id(), wallet));
    return new World(more, subscriptions, payments, charges, packs);
  }

  private World withPacks(Stream<Entry> entries) {
    List<Entry> granting = entries.filter(World::grantsPack).toList();
    if (granting.isEmpty()) {
      return this;
    }
    Map<Long, Entry> more = new HashMap<>(packs);
    granting.forEach(entry -> more.put(entry.number(), entry));
    return new World(wallets, subscriptions, payments, charges, more);
  }

  private static boolean grantsPack(Entry entry) {
    return entry.postings().stream()
        .anyMatch(
            posting ->
                posting.bucket().kind() == BucketKind.TOP_UP
                    && posting.bucket().number() == entry.number());
  }

  private World with(Write write) {
    return switch (write) {
      case Write.PutSubscription(Subscription subscription, long before) ->
          new World(
              wallets,
              plus(
                  subscriptions,
                  subscription.id(),
                  new StoredSubscription(subscription, before + 1)),
              payments,
              charges,
              packs);
      case PaymentWrite.PutPayment(var payment, long before) ->
          new World(
              wallets,
              subscriptions,
              plus(payments, payment.id(), new StoredPayment(payment, before + 1)),
              charges,
              packs);
      case ChargeWrite.OpenCharge(Charge charge) -> withCharge(charge);
      case ChargeWrite.ChangeCharge(Charge charge, _) -> withCharge(charge);
      // A story uses every document and every key once.
      case ChargeWrite.KeepDocument _,
          ChargeWrite.FreeDocument _,
          MembershipWrite _,
          ManualChange.PutChange _ ->
          this;
      case Write.ClaimTerm _, Write.ClaimEvent _, Write.ParkEvent _, Write.UnparkEvent _ ->
          throw new IllegalArgumentException("no story writes this: " + write);
    };
  }

  private World withCharge(Charge charge) {
    return new World(wallets, subscriptions, payments, plus(charges, charge.id(), charge), packs);
  }

  private static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
    Map<K, V> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }
}
