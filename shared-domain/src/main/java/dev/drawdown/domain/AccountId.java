package dev.drawdown.domain;

/// An account that spends credits. The product chooses the name: of a person or a team, for
/// example.
public record AccountId(String value) implements Owner {
  public AccountId {
    Identifier.require("account", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
