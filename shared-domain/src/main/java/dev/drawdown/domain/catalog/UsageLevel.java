package dev.drawdown.domain.catalog;

/// How much of an allowance is used: the colour of a usage bar.
public enum UsageLevel {
  OK("ok"),
  WARN("warn"),
  CRITICAL("critical");

  private final String label;

  UsageLevel(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
