package dev.drawdown.domain;

/// Who spends: the product's own name for a person or a team.
public record AccountId(String value) implements Owner {
  public AccountId {
    Identifier.require("account", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
