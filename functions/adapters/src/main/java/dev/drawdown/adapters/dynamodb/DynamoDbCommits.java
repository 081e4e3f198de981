package dev.drawdown.adapters.dynamodb;

import dev.drawdown.adapters.dynamodb.DynamoDbPayments.EventItem;
import dev.drawdown.adapters.store.DueTimes;
import dev.drawdown.adapters.store.Outcome;
import dev.drawdown.adapters.store.Stores.Commits;
import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.charge.ChargeWrite;
import dev.drawdown.domain.commit.Commit;
import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.manualchange.ManualChange;
import dev.drawdown.domain.pool.Joining.MembershipWrite;
import dev.drawdown.domain.topup.Payment.StoredPayment;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.wallet.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Writes each commit as one transaction: the changed wallets with their new entries, and the
/// records beside them. Each item has a condition on the state that was read.
///
/// `dueTimes` computes the due time of each written wallet.
record DynamoDbCommits(Table table, DueTimes dueTimes) implements Commits {
  @Override
  public Outcome commit(Commit commit, UUID token) {
    return table.write(request(table.name(), dueTimes.withDueTimes(commit), token));
  }

  /// DynamoDB executes a transaction once per token, for ten minutes.
  static TransactWriteItemsRequest request(String table, Commit commit, UUID token) {
    Transaction transaction = new Transaction(new ConditionalWrites(table), partition(commit));
    List<TransactWriteItem> items = new ArrayList<>();
    if (commit instanceof Commit.Step step) {
      step.journals().forEach(journal -> items.addAll(transaction.items(journal)));
    }
    commit.writes().forEach(write -> items.addAll(transaction.items(write)));
    return TransactWriteItemsRequest.builder()
        .transactItems(items)
        .clientRequestToken(token.toString())
        .build();
  }

  private static Optional<WalletId> partition(Commit commit) {
    return switch (commit) {
      case Commit.Step step -> Optional.of(step.journal().wallet().id());
      case Commit.RecordsOnly _ -> Optional.empty();
    };
  }

  /// The items of one transaction. Charges and documents are in the partition of `account`.
  private record Transaction(ConditionalWrites conditional, Optional<WalletId> account) {
    List<TransactWriteItem> items(Journal<?> journal) {
      List<TransactWriteItem> items = new ArrayList<>();
      items.add(wallet(journal));
      WalletId wallet = journal.wallet().id();
      journal.entries().stream()
          .map(entry -> conditional.putNew(EntryItem.of(wallet, entry)))
          .forEach(items::add);
      return items;
    }

    private TransactWriteItem wallet(Journal<?> journal) {
      Map<String, AttributeValue> item = WalletItem.of(journal.wallet());
      if (journal.basedOn() == 0) {
        return conditional.putNew(item);
      }
      AttributeValue basedOn = Attribute.NUMBER.of(journal.basedOn());
      return conditional.put(
          item, ConditionalWrites.WALLET_IS_AS_READ, Map.of(ConditionalWrites.BASED_ON, basedOn));
    }

    List<TransactWriteItem> items(Write write) {
      return switch (write) {
        case ChargeWrite.OpenCharge open ->
            List.of(conditional.putNew(ChargeItem.of(wallet(), open.charge())));
        case ChargeWrite.ChangeCharge change -> List.of(charge(change));
        case ChargeWrite.KeepDocument keep -> List.of(document(keep));
        case ChargeWrite.FreeDocument free -> List.of(document(free));
        case ManualChange.PutChange(var made) ->
            List.of(conditional.putNew(ManualChangeItem.of(wallet(), made)));
        case MembershipWrite.AddMember add ->
            List.of(
                conditional.putNew(
                    NewItem.of(Keys.member(add.pool(), add.account())).attributes()));
        case MembershipWrite.RemoveMember remove ->
            List.of(conditional.deleteExisting(Keys.member(remove.pool(), remove.account())));
        case Write.PutSubscription put -> List.of(subscription(put));
        case PaymentWrite.PutPayment put -> List.of(payment(put));
        case Write.ClaimTerm(var term) -> List.of(conditional.putNew(RecordedTermItem.of(term)));
        case Write.ClaimEvent claim -> List.of(conditional.putNew(EventItem.done(claim)));
        case Write.ParkEvent(var parked) ->
            List.of(
                conditional.putNew(EventItem.parked(parked.work().id())),
                conditional.putNew(DynamoDbParked.Kind.EVENTS.item(parked)));
        case Write.UnparkEvent unpark ->
            List.of(
                conditional.put(
                    EventItem.unparked(unpark),
                    ConditionalWrites.EVENT_IS_PARKED,
                    Map.of(ConditionalWrites.PARKED, Attribute.TEXT.of(EventItem.PARKED))),
                conditional.deleteExisting(DynamoDbParked.Kind.EVENTS.keyOf(unpark.event())));
      };
    }

    private WalletId wallet() {
      return account.orElseThrow(
          () -> new IllegalArgumentException("an account's items change with its wallet only"));
    }

    private TransactWriteItem charge(ChargeWrite.ChangeCharge change) {
      return conditional.put(
          ChargeItem.of(wallet(), change.charge()),
          ConditionalWrites.CHARGE_IS_AS_READ,
          Map.of(ConditionalWrites.BEFORE, Attribute.NUMBER.of(change.changedBefore())));
    }

    private TransactWriteItem document(ChargeWrite.KeepDocument keep) {
      Map<String, AttributeValue> item =
          ChargeItem.document(wallet(), keep.document(), keep.charge());
      if (keep.instead().isEmpty()) {
        return conditional.putNew(item);
      }
      AttributeValue instead = Attribute.TEXT.of(keep.instead().get().value());
      return conditional.put(
          item, ConditionalWrites.DOCUMENT_IS_LEFT, Map.of(ConditionalWrites.INSTEAD, instead));
    }

    private TransactWriteItem document(ChargeWrite.FreeDocument free) {
      return conditional.delete(
          Keys.of(wallet(), Keys.document(free.document())),
          ConditionalWrites.DOCUMENT_IS_KEPT,
          Map.of(ConditionalWrites.CHARGE, Attribute.TEXT.of(free.charge().value())));
    }

    private TransactWriteItem subscription(Write.PutSubscription put) {
      long before = put.revisionBefore();
      return revised(
          SubscriptionItem.of(new StoredSubscription(put.subscription(), before + 1)), before);
    }

    private TransactWriteItem payment(PaymentWrite.PutPayment put) {
      long before = put.revisionBefore();
      return revised(PaymentItem.of(new StoredPayment(put.payment(), before + 1)), before);
    }

    /// The next revision of a record. Revision 0 means that no record is stored.
    private TransactWriteItem revised(Map<String, AttributeValue> item, long revisionBefore) {
      if (revisionBefore == 0) {
        return conditional.putNew(item);
      }
      return conditional.put(
          item,
          ConditionalWrites.REVISION_IS_AS_READ,
          Map.of(ConditionalWrites.REVISION, Attribute.NUMBER.of(revisionBefore)));
    }
  }
}
