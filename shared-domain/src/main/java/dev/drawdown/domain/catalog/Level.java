package dev.drawdown.domain.catalog;

/// How much of an allowance is used: the colour of a usage bar.
public enum Level {
  OK("ok"),
  WARN("warn"),
  CRITICAL("critical");

  private final String label;

  Level(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
