package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.PoolId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item by which a pool knows a member. The member's cap and what it draws are in its own
/// wallet.
final class MemberItem {
  private MemberItem() {}

  static Map<String, AttributeValue> of(PoolId pool, AccountId account) {
    return NewItem.of(Keys.member(pool, account)).attributes();
  }
}
