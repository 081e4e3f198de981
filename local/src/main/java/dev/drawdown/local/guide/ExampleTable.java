package dev.drawdown.local.guide;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.ChargeId;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.charge.ChargeRequest.DocumentKey;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.charge.Situation;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Draw;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.EntryKind;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.pool.PoolWallet;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import dev.drawdown.domain.wallet.BilledWallet;
import dev.drawdown.domain.wallet.Journal;
import dev.drawdown.domain.wallet.Membership;
import dev.drawdown.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Everything that the commits of one example have written, in memory.
///
/// One thread plays an example, and each decision reads the writes of the earlier ones. So the
/// conditions of a commit always hold, and this table doesn't check them.
final class ExampleTable {
  private final Map<WalletId, Wallet<?>> wallets = new HashMap<>();
  private final Map<WalletId, Map<Long, Entry>> grants = new HashMap<>();
  private final Map<Item<ChargeId>, Charge> charges = new HashMap<>();
  private final Map<Item<DocumentKey>, ChargeId> documents = new HashMap<>();
  private final Map<SubscriptionId, StoredSubscription> subscriptions = new HashMap<>();
  private final Map<PaymentId, StoredPayment> payments = new HashMap<>();

  /// An item that is stored with an account.
  private record Item<K>(AccountId account, K key) {}

  void write(List<Commit> commits) {
    commits.forEach(this::write);
  }

  private void write(Commit commit) {
    switch (commit) {
      case Commit.Step step -> {
        step.journals().forEach(this::write);
        step.writes().forEach(write -> write(write, step.journal().wallet().id()));
      }
      case Commit.RecordsOnly(var writes) ->
          writes.forEach(write -> write(write, WalletId.of(new AccountId("nobody"))));
    }
  }

  private void write(Journal<?> journal) {
    WalletId id = journal.wallet().id();
    wallets.put(id, journal.wallet());
    journal.entries().stream()
        .filter(entry -> entry.kind() == EntryKind.GRANT)
        .forEach(
            entry -> grants.computeIfAbsent(id, _ -> new HashMap<>()).put(entry.number(), entry));
  }

  private void write(Write write, WalletId own) {
    switch (write) {
      case ChargeWrite charge -> write(charge, (AccountId) own.owner());
      case Write.PutSubscription(var subscription, long before) ->
          subscriptions.put(subscription.id(), new StoredSubscription(subscription, before + 1));
      case PaymentWrite.PutPayment(var payment, long before) ->
          payments.put(payment.id(), new StoredPayment(payment, before + 1));
      // The member's wallet contains its membership, and no example repeats a manual change.
      case MembershipWrite _, ManualChange.PutChange _ -> {}
      case Write.ClaimTerm _, Write.ClaimEvent _, Write.ParkEvent _, Write.UnparkEvent _ ->
          throw new IllegalArgumentException("no example handles events: " + write);
    }
  }

  private void write(ChargeWrite write, AccountId account) {
    switch (write) {
      case ChargeWrite.OpenCharge(var charge) ->
          charges.put(new Item<>(account, charge.id()), charge);
      case ChargeWrite.ChangeCharge(var charge, _) ->
          charges.put(new Item<>(account, charge.id()), charge);
      case ChargeWrite.KeepDocument(var document, var charge, _) ->
          documents.put(new Item<>(account, document), charge);
      case ChargeWrite.FreeDocument(var document, _) ->
          documents.remove(new Item<>(account, document));
    }
  }

  Wallet<?> wallet(WalletId id) {
    return wallets.computeIfAbsent(
        id,
        unseen ->
            switch (unseen.owner()) {
              case AccountId account -> AccountWallet.unseen(account);
              case PoolId pool -> PoolWallet.unseen(pool, unseen.number());
            });
  }

  AccountWallet wallet(AccountId id) {
    return (AccountWallet) wallet(WalletId.of(id));
  }

  Pool pool(PoolId id) {
    int shards = ((PoolWallet.Primary) wallet(WalletId.of(id))).ever();
    return Pool.of(
        id,
        IntStream.range(0, shards)
            .<Wallet<?>>mapToObj(shard -> wallet(new WalletId(id, shard)))
            .toList());
  }

  /// The stored facts for a decision about a charge, a capture or a refund.
  Situation situation(AccountId account, Optional<ChargeId> key, Optional<DocumentKey> document) {
    AccountWallet wallet = wallet(account);
    Optional<Charge> underKey = key.flatMap(id -> charge(account, id));
    Optional<Charge> onDocument =
        document
            .flatMap(name -> Optional.ofNullable(documents.get(new Item<>(account, name))))
            .flatMap(id -> charge(account, id));
    Stream<PoolId> member = wallet.membership().map(Membership::pool).stream();
    Stream<PoolId> drawnFrom =
        underKey.stream()
            .flatMap(charge -> charge.drawdown().pooled().stream().map(Draw.Pooled::pool));
    List<Pool> pools = Stream.concat(member, drawnFrom).distinct().map(this::pool).toList();
    return new Situation(
        wallet, underKey, onDocument, pools, grants(account, Situation.usedUp(wallet, underKey)));
  }

  private Optional<Charge> charge(AccountId account, ChargeId id) {
    return Optional.ofNullable(charges.get(new Item<>(account, id)));
  }

  private List<Entry> grants(AccountId account, Set<Long> numbers) {
    return grants.getOrDefault(WalletId.of(account), Map.of()).values().stream()
        .filter(entry -> numbers.contains(entry.number()))
        .toList();
  }

  /// The stored facts for a decision about facts of a subscription.
  RenewalSituation renewal(SubscriptionId id, List<Fact> facts) {
    Optional<StoredSubscription> known = Optional.ofNullable(subscriptions.get(id));
    Subscription before =
        known.map(StoredSubscription::subscription).orElseGet(() -> Subscription.unknown(id));
    List<BilledWallet<?>> owners =
        Renewing.owners(before, facts).stream()
            .<BilledWallet<?>>map(owner -> (BilledWallet<?>) wallet(WalletId.of(owner)))
            .toList();
    return new RenewalSituation(id, known, owners);
  }

  Optional<StoredPayment> payment(PaymentId id) {
    return Optional.ofNullable(payments.get(id));
  }

  ReversalSituation reversal(PaymentId id) {
    Optional<Credited> credited = payment(id).flatMap(stored -> stored.payment().credited());
    Optional<Entry> usedUp =
        credited
            .filter(as -> wallet(as.owner()).book().isUsedUp(as.bucket()))
            .flatMap(as -> grants(as.owner(), Set.of(as.bucket())).stream().findFirst());
    return new ReversalSituation(payment(id), credited.map(as -> wallet(as.owner())), usedUp);
  }
}
