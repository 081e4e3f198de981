package dev.drawdown.domain.catalog;

import dev.drawdown.domain.Credits;

/// The percentages of use above which an allowance shows as running low: above `warn`, above
/// `critical`.
public record UsageThresholds(int warn, int critical) {
  public static final UsageThresholds STANDARD = new UsageThresholds(70, 90);

  public UsageThresholds {
    if (warn < 1 || critical <= warn || critical > 100) {
      throw new IllegalArgumentException(
          "levels must satisfy 1 <= warn < critical <= 100: " + warn + ", " + critical);
    }
  }

  /// The level of `used` out of `granted`. The comparison is exact: 70 of 100 is not past 70 %, 71
  /// of 101 is.
  public UsageLevel level(Credits used, Credits granted) {
    if (isPast(critical, used, granted)) {
      return UsageLevel.CRITICAL;
    }
    return isPast(warn, used, granted) ? UsageLevel.WARN : UsageLevel.OK;
  }

  private static boolean isPast(int percent, Credits used, Credits granted) {
    return used.scaled(100).compareTo(granted.scaled(percent)) > 0;
  }

  /// The used part of an allowance: the colour of a usage bar.
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
}
