package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.commit.Write;
import dev.drawdown.domain.ledger.WalletId;
import dev.drawdown.domain.subscription.OwnedSubscription;
import dev.drawdown.domain.topup.PaymentWrite;
import dev.drawdown.domain.topup.StoredPayment;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What is written under keys that are unique over all accounts.
record PaymentWrites(Conditional conditional) {
  TransactWriteItem of(Write.ClaimGrant claim) {
    Map<String, AttributeValue> item = GrantItem.of(claim.owner(), claim.grant());
    if (claim.claimedBefore().isEmpty()) {
      return conditional.putNew(item);
    }
    AttributeValue before = Values.credits(claim.claimedBefore().get());
    return conditional.put(item, Conditions.GRANT_IS_AS_READ, Map.of(Conditions.CLAIMED, before));
  }

  TransactWriteItem of(Write.PutSubscription put) {
    long revision = put.revisionBefore();
    Map<String, AttributeValue> item =
        SubscriptionItem.of(new OwnedSubscription(put.owner(), put.subscription(), revision + 1));
    if (revision == 0) {
      return conditional.putNew(item);
    }
    AttributeValue owner = Values.text(WalletId.of(put.owner()).toString());
    return conditional.put(
        item,
        Conditions.SUBSCRIPTION_IS_AS_READ,
        Map.of(Conditions.REVISION, Values.number(revision), Conditions.OWNER, owner));
  }

  TransactWriteItem of(PaymentWrite.PutPayment put) {
    long revision = put.revisionBefore();
    Map<String, AttributeValue> item =
        PaymentItem.of(new StoredPayment(put.payment(), revision + 1));
    if (revision == 0) {
      return conditional.putNew(item);
    }
    return conditional.put(
        item, Conditions.PAYMENT_IS_AS_READ, Map.of(Conditions.REVISION, Values.number(revision)));
  }

  TransactWriteItem of(Write.ClaimEvent claim) {
    return conditional.putNew(EventItem.done(claim.event()));
  }

  List<TransactWriteItem> of(Write.ParkEvent park) {
    return List.of(
        conditional.putNew(EventItem.parked(park.event().id())),
        conditional.putNew(ParkedItem.of(park.event())));
  }

  List<TransactWriteItem> of(Write.UnparkEvent unpark) {
    return List.of(
        conditional.put(
            EventItem.unparked(unpark.event(), unpark.droppedBecause()),
            Conditions.EVENT_IS_PARKED,
            Map.of(Conditions.PARKED, Values.text(EventItem.PARKED))),
        conditional.deleteExisting(Keys.parked(unpark.event())));
  }
}
