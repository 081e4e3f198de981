package dev.drawdown.events;

import java.util.Map;

/// Credits were spent, by `charge`.
public record CreditsCharged(LedgerLine line, String charge) implements LedgerEvent {
  static CreditsCharged read(DetailFields fields) {
    return new CreditsCharged(LedgerLine.read(fields), fields.text("charge"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("charge", charge).fields();
  }
}
