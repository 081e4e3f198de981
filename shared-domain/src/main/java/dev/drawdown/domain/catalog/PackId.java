package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Identifier;

/// The name of a top-up pack in the catalog.
public record PackId(String value) {
  public PackId {
    Identifier.require("pack", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
