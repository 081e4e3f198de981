package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Identifier;

/// Something that a product lets people do, with the cost of one run.
///
/// With `oncePerDocument`, every later run by the same account on the same document is free for
/// ever.
public record Action(ActionId id, String name, Credits cost, boolean oncePerDocument) {
  /// The highest cost for which 1,000 runs still fit into a `long`. A charge asks for at most
  /// 1,000.
  public static final Credits MAX_COST = Credits.of(Long.MAX_VALUE / 1_000);

  public Action {
    if (!MAX_COST.covers(cost)) {
      throw new IllegalArgumentException(id + " must cost at most " + MAX_COST + ": " + cost);
    }
  }

  public boolean isFree() {
    return cost.isNone();
  }

  /// The name of an action that costs credits, such as `lab.analyze`.
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
