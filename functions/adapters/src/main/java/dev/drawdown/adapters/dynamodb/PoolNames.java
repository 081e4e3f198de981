package dev.drawdown.adapters.dynamodb;

import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.wallet.PoolUse;
import dev.drawdown.domain.wallet.Pooling;
import java.util.List;

/// How an item names pools: wholly, or by their place in a list that it has anyway.
record PoolNames(List<PoolId> known) {
  static final PoolNames WHOLE = new PoolNames(List.of());

  /// By their place among the pools that an account drew from last, as the item lists them.
  static PoolNames of(Pooling pooling) {
    return switch (pooling) {
      case Pooling.Member member ->
          new PoolNames(member.uses().stream().map(PoolUse::pool).toList());
      case Pooling.Primary _, Pooling.Secondary _ -> WHOLE;
    };
  }

  String name(PoolId pool) {
    int place = known.indexOf(pool);
    return place < 0 ? "=" + pool : Integer.toString(place);
  }

  PoolId pool(String name) {
    return name.startsWith("=") ? new PoolId(name.substring(1)) : known.get(Integer.parseInt(name));
  }
}
