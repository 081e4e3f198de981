package dev.drawdown.events;

import java.util.Map;

/// The hold that is `charge` became final; what it didn't need came back.
public record CreditsCaptured(LedgerLine line, String charge) implements LedgerEvent {
  static CreditsCaptured read(DetailFields fields) {
    return new CreditsCaptured(LedgerLine.read(fields), fields.text("charge"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("charge", charge).fields();
  }
}
