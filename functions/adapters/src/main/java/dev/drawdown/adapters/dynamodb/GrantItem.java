package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.subscription.Grant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a payment for a plan: to whom it brought how many credits.
final class GrantItem {
  private static final String OWNER = "ownedBy";
  private static final String CREDITS = "credits";

  private GrantItem() {}

  static Map<String, AttributeValue> of(Owner owner, Grant grant) {
    return NewItem.of(Keys.grant(grant.key()))
        .owner(OWNER, owner)
        .credits(CREDITS, grant.credits())
        .attributes();
  }

  static Credits read(Item item) {
    return item.credits(CREDITS);
  }
}
