package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Identifier;

/// The name of a plan in the catalog.
public record PlanId(String value) {
  public PlanId {
    Identifier.require("plan", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
