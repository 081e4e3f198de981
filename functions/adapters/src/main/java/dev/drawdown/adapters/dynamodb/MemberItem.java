package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.AccountId;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item by which a pool knows a member and its cap. What a member draws is counted in its own
/// wallet.
final class MemberItem {
  private static final String LIMIT = "limit";

  private MemberItem() {}

  static Map<String, AttributeValue> of(PoolId pool, AccountId account, Optional<Credits> limit) {
    NewItem item = NewItem.of(Keys.member(pool, account));
    limit.ifPresent(cap -> item.credits(LIMIT, cap));
    return item.attributes();
  }
}
