package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Identifier;

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
