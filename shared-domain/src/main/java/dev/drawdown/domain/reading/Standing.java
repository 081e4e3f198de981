package dev.drawdown.domain.reading;

import java.util.Locale;

/// Whether an account may spend, as people are told.
public enum Standing {
  ACTIVE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
