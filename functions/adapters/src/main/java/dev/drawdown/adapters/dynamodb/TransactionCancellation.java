package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.domain.charge.Charge;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The outcome of a cancelled transaction, from its reasons, one per item. In order of precedence:
///
/// 1. A reason that a retry can't fix throws a [dev.drawdown.adapters.store.StoreFailure].
/// 2. A failed condition means that another request was first. A new decision may succeed.
/// 3. After a conflict or throttling, the same transaction may be tried again.
final class TransactionCancellation {
  private Optional<Outcome.Stale> stale = Optional.empty();
  private Optional<ReasonCode> contended = Optional.empty();
  private final Set<WalletId> wallets = new HashSet<>();

  private TransactionCancellation() {}

  static Outcome outcome(List<TransactWriteItem> asked, TransactionCanceledException cancelled) {
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    if (reasons.size() != asked.size()) {
      throw Failure.storeFailure(cancelled);
    }
    TransactionCancellation cancellation = new TransactionCancellation();
    for (int index = 0; index < asked.size(); index++) {
      if (!cancellation.explains(reasons.get(index), key(asked.get(index)))) {
        throw Failure.storeFailure(cancelled);
      }
    }
    return cancellation
        .stale
        .<Outcome>map(found -> found)
        .or(cancellation::contended)
        .orElseThrow(() -> Failure.storeFailure(cancelled));
  }

  private Optional<Outcome> contended() {
    return contended.map(
        reason -> new Outcome.Contended(reason.code(), reason != ReasonCode.CONFLICT, wallets));
  }

  private boolean explains(CancellationReason given, Item key) {
    ReasonCode reason = ReasonCode.of(given);
    return switch (reason) {
      case NONE -> true;
      case CONDITION_FAILED, DUPLICATE_ITEM -> {
        stale =
            Optional.of(with(stale.orElse(Outcome.Stale.WITHOUT_ITEMS), key.sort(), given.item()));
        yield true;
      }
      case CONFLICT, THROUGHPUT_EXCEEDED, THROTTLED -> {
        contended = contended.or(() -> Optional.of(reason));
        if (key.sort().equals(Keys.WALLET)) {
          Keys.walletIn(key.partition()).ifPresent(wallets::add);
        }
        yield true;
      }
      case COLLECTION_TOO_LARGE, INVALID, UNKNOWN -> false;
    };
  }

  private static Outcome.Stale with(
      Outcome.Stale before, String sort, Map<String, AttributeValue> found) {
    Optional<Item> item =
        Optional.of(found).filter(attributes -> !attributes.isEmpty()).map(Item::stored);
    if (sort.equals(Keys.WALLET)) {
      List<Wallet<?>> wallets = new ArrayList<>(before.wallets());
      item.map(WalletItem::read).ifPresent(wallets::add);
      return new Outcome.Stale(wallets, before.charge(), before.documentChanged());
    }
    if (sort.startsWith(Keys.CHARGE)) {
      Optional<Charge> charge = item.map(ChargeItem::read);
      return new Outcome.Stale(before.wallets(), charge, before.documentChanged());
    }
    boolean document = before.documentChanged() || sort.startsWith(Keys.DOCUMENT);
    return new Outcome.Stale(before.wallets(), before.charge(), document);
  }

  private static Item key(TransactWriteItem item) {
    if (item.put() != null) {
      return new Item(item.put().item());
    }
    if (item.delete() != null) {
      return new Item(item.delete().key());
    }
    return new Item(item.update() != null ? item.update().key() : item.conditionCheck().key());
  }

  /// The reason for a cancellation that one item gives, as DynamoDB's code.
  enum ReasonCode {
    NONE("None"),
    CONDITION_FAILED("ConditionalCheckFailed"),
    DUPLICATE_ITEM("DuplicateItem"),
    CONFLICT("TransactionConflict"),
    THROUGHPUT_EXCEEDED("ProvisionedThroughputExceeded"),
    THROTTLED("ThrottlingError"),
    COLLECTION_TOO_LARGE("ItemCollectionSizeLimitExceeded"),
    INVALID("ValidationError"),
    /// A code that this version doesn't know.
    UNKNOWN("");

    private final String code;

    ReasonCode(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    static ReasonCode of(CancellationReason reason) {
      for (ReasonCode known : values()) {
        if (known.code.equals(reason.code())) {
          return known;
        }
      }
      return UNKNOWN;
    }
  }
}
