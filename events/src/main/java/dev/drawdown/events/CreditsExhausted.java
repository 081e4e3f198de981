package dev.drawdown.events;

import java.util.Map;

/// `charge` left nothing to spend.
public record CreditsExhausted(LedgerLine line, String charge) implements LedgerEvent {
  static CreditsExhausted read(DetailFields fields) {
    return new CreditsExhausted(LedgerLine.read(fields), fields.text("charge"));
  }

  @Override
  public Map<String, Object> detail() {
    return line.detail().with("charge", charge).fields();
  }
}
