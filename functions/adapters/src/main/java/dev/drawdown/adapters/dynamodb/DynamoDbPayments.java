package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.Keys.ItemKey;
import dev.drawdown.adapters.store.Stores.Payments;
import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.PaymentId;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.RecordedTerm;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.renewal.Renewing;
import dev.drawdown.domain.renewal.Renewing.RenewalSituation;
import dev.drawdown.domain.subscription.ProviderEventId;
import dev.drawdown.domain.subscription.SubscriptionId;
import dev.drawdown.domain.topup.Payment.Credited;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.Reversing.ReversalSituation;
import dev.drawdown.domain.topup.ToppingUp.TopUpSituation;
import dev.drawdown.domain.wallet.AccountWallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads records whose ids are unique over all accounts.
record DynamoDbPayments(Table table) implements Payments {
  @Override
  public RenewalSituation renewal(SubscriptionId subscription, List<Fact> facts) {
    Optional<StoredSubscription> known = subscription(subscription);
    Subscription before =
        known
            .map(StoredSubscription::subscription)
            .orElseGet(() -> Subscription.unknown(subscription));
    List<Owner> owners = List.copyOf(Renewing.owners(before, facts));
    Map<ItemKey, Item> found = table.fetch(owners.stream().map(Keys::wallet).toList());
    return new RenewalSituation(
        subscription,
        known,
        owners.stream().map(owner -> WalletItem.billed(owner, found)).toList());
  }

  @Override
  public Optional<StoredSubscription> subscription(SubscriptionId subscription) {
    return item(Keys.subscription(subscription), SubscriptionItem::read);
  }

  @Override
  public Optional<RecordedTerm> recordedTerm(RecordedTerm.Name name) {
    return item(Keys.term(name), RecordedTermItem::read);
  }

  @Override
  public TopUpSituation topUp(AccountId owner, PaymentId payment) {
    Map<ItemKey, Item> found = table.fetch(List.of(Keys.wallet(owner), Keys.payment(payment)));
    Optional<StoredPayment> stored = item(Keys.payment(payment), found).map(PaymentItem::read);
    Optional<Long> bucket =
        credited(stored).filter(as -> as.owner().equals(owner)).map(Credited::bucket);
    AccountWallet wallet = table.withEntry(bucket, WalletItem.find(owner, found));
    return new TopUpSituation(new DynamoDbWallets(table).available(wallet), stored);
  }

  @Override
  public ReversalSituation reversal(PaymentId payment) {
    Optional<StoredPayment> stored = item(Keys.payment(payment), PaymentItem::read);
    Optional<Credited> credited = credited(stored);
    Optional<AccountWallet> wallet = credited.map(as -> table.wallet(as.owner()));
    return new ReversalSituation(
        stored, wallet, credited.flatMap(as -> usedUp(as, wallet.orElseThrow())));
  }

  /// The entry that granted the pack, if the wallet no longer shows the pack.
  private Optional<Entry> usedUp(Credited as, AccountWallet wallet) {
    return wallet.book().isUsedUp(as.bucket())
        ? table.entries(wallet.id(), List.of(as.bucket())).stream().findFirst()
        : Optional.empty();
  }

  @Override
  public boolean isDone(ProviderEventId event) {
    return item(Keys.event(event), EventItem::isDone).orElse(false);
  }

  private static Optional<Credited> credited(Optional<StoredPayment> stored) {
    return stored.flatMap(known -> known.payment().credited());
  }

  private <T> Optional<T> item(ItemKey key, Function<Item, T> read) {
    return item(key, table.fetch(List.of(key))).map(read);
  }

  private static Optional<Item> item(ItemKey key, Map<ItemKey, Item> from) {
    return Optional.ofNullable(from.get(key));
  }

  /// The item of a provider's event, with its outcome. The content of a parked event is in another
  /// item.
  static final class EventItem {
    static final String PARKED = "parked";

    /// The time from which DynamoDB may remove the item, in seconds. The table's setting names this
    /// attribute. A parked event has none: it stays until an operator decides.
    static final String REMOVE_AT = "removeAt";

    private static final String OUTCOME = "outcome";
    private static final String DONE = "done";
    private static final String DROPPED = "dropped";
    private static final String BECAUSE = "because";

    private EventItem() {}

    static Map<String, AttributeValue> done(Write.ClaimEvent claim) {
      return NewItem.of(Keys.event(claim.event()))
          .text(OUTCOME, DONE)
          .number(REMOVE_AT, end(claim.at()))
          .attributes();
    }

    static Map<String, AttributeValue> parked(ProviderEventId event) {
      return NewItem.of(Keys.event(event)).text(OUTCOME, PARKED).attributes();
    }

    static Map<String, AttributeValue> unparked(Write.UnparkEvent unpark) {
      Optional<String> because = unpark.droppedBecause();
      return NewItem.of(Keys.event(unpark.event()))
          .text(OUTCOME, because.isPresent() ? DROPPED : DONE)
          .text(BECAUSE, because)
          .number(REMOVE_AT, end(unpark.at()))
          .attributes();
    }

    private static long end(Instant doneAt) {
      return doneAt.plus(Write.EVENT_LIFE).getEpochSecond();
    }

    static boolean isDone(Item item) {
      return switch (item.text(OUTCOME)) {
        case DONE, DROPPED -> true;
        case PARKED -> false;
        case String unknown ->
            throw new IllegalStateException("not an outcome of an event: " + unknown);
      };
    }
  }
}
