package dev.drawdown.events;

import java.util.Map;

/// Credits were set aside for an action that still runs, by `charge`.
public record CreditsHeld(LedgerLine line, String charge) implements LedgerEvent {
  static CreditsHeld read(DetailFields fields) {
    return new CreditsHeld(LedgerLine.read(fields), fields.text("charge"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("charge", charge).fields();
  }
}
