package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.subscription.Grant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of a payment for a plan: to whom it brought how many credits.
final class GrantItem {
  private static final String ACCOUNT = "account";
  private static final String CREDITS = "credits";

  private GrantItem() {}

  static Map<String, AttributeValue> of(AccountId owner, Grant grant) {
    return NewItem.of(Keys.grant(grant.key()))
        .text(ACCOUNT, owner.value())
        .credits(CREDITS, grant.credits())
        .attributes();
  }

  static Credits read(Item item) {
    return item.credits(CREDITS);
  }
}
