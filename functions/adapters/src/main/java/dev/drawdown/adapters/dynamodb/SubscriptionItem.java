package dev.drawdown.adapters.dynamodb;

import static dev.drawdown.adapters.dynamodb.Attribute.NUMBER;
import static dev.drawdown.adapters.dynamodb.ItemCodec.field;

import dev.drawdown.domain.billing.StoredSubscription;
import dev.drawdown.domain.billing.Subscription;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a subscription: the known facts, and the number of writes.
final class SubscriptionItem {
  private static final ItemCodec<Subscription> FACTS = SubscriptionMap.codec(Optional.empty());

  private static final ItemCodec<StoredSubscription> CODEC =
      ItemCodec.of(
          StoredSubscription::new,
          field("facts", FACTS.map(), StoredSubscription::subscription),
          field("revision", NUMBER, StoredSubscription::revision));

  private SubscriptionItem() {}

  static Map<String, AttributeValue> of(StoredSubscription stored) {
    NewItem item = NewItem.of(Keys.subscription(stored.subscription().id()));
    return CODEC.write(stored, item).attributes();
  }

  static StoredSubscription read(Item item) {
    return CODEC.read(item);
  }
}
