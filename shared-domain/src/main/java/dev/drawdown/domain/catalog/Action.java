package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;

/// Something a product lets people do, and what one run of it costs.
///
/// With `oncePerDocument`, a second run on the same document by the same account is free, for ever.
public record Action(ActionId id, String name, Credits cost, boolean oncePerDocument) {
  public boolean isFree() {
    return cost.isNone();
  }
}
