package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.wallet.Pooling;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An open hold within the wallet's item, as one flat list: its entry's number, when it expires,
/// and its draws. There may be a hundred, so a pool is named by its place among those that the
/// account drew from.
final class HoldList {
  private static final int FIRST_DRAW = 2;

  private HoldList() {}

  static AttributeValue of(Hold hold, Pooling pooling) {
    List<AttributeValue> values = new ArrayList<>();
    values.add(Values.number(hold.entry()));
    values.add(Values.instant(hold.expiresAt()));
    values.addAll(DrawList.of(hold.drawdown(), PoolNames.of(pooling)));
    return Values.list(values);
  }

  static Hold read(AttributeValue value, Pooling pooling) {
    List<AttributeValue> values = value.l();
    return new Hold(
        Values.number(values.get(0)),
        Values.instant(values.get(1)),
        DrawList.read(values.subList(FIRST_DRAW, values.size()), PoolNames.of(pooling)));
  }
}
