package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;

/// Something a product lets people do, and what one run of it costs.
///
/// With `oncePerDocument`, a second run on the same document by the same account is free, for ever.
public record Action(ActionId id, String name, Credits cost, boolean oncePerDocument) {
  /// Of which 1,000 runs, the most that one charge asks for, are a number of credits still.
  public static final Credits MAX_COST = Credits.of(Long.MAX_VALUE / 1_000);

  public Action {
    if (!MAX_COST.covers(cost)) {
      throw new IllegalArgumentException(id + " must cost at most " + MAX_COST + ": " + cost);
    }
  }

  public boolean isFree() {
    return cost.isNone();
  }

  /// The name of something that costs credits, such as `lab.analyze`.
  public record ActionId(String value) {
    public ActionId {
      Identifier.require("action", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
